"""Next to the form: what the rules say so far, or the times that fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cpdesk.errors import Fault
from cpdesk.policy.approval.requests import Kind
from cpdesk.records.requests import Ask, Examination, FreeTimes
from cpdesk.ui.requests import texts
from cpdesk.ui.requests.day_strip import DayStrip
from cpdesk.ui.requests.free_times import WHY_NONE, FreeTimesList
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.domain.reasons import reasons
from cpdesk.ui.widgets.domain.verdict import FindingList, VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words


class Aside(Card):
    """Two views: the examination, and the proposals from Find times."""

    taken = Signal(object)  # a Window

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words.text("What the rules say"))
        self._words = words
        self.verdict = VerdictBox(theme, small=True)
        self.missing = Text(theme, "", Role.BODY, wrap=True)
        self.strip = DayStrip(theme, words)
        self.clashes = Text(theme, "", Role.BODY, wrap=True, color="no")
        self.findings = FindingList(theme)
        self._sheet = Sheet()
        fill(
            self._sheet.column,
            self.verdict, self.missing, self.strip, self.clashes, self.findings, 1,
            gap=theme.px(10),
        )  # fmt: skip
        self.times = FreeTimesList(theme, words)
        self.none = Text(theme, "", Role.BODY, wrap=True)
        self.searched = Text(theme, "", Role.SMALL, wrap=True)
        self._found = QWidget()
        fill(QVBoxLayout(self._found), self.none, (self.times, 1), self.searched, edges=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._sheet)
        self._stack.addWidget(self._found)
        self.body.addWidget(self._stack, 1)
        self.times.taken.connect(self.taken)

    @property
    def proposes(self) -> bool:
        """Whether the times are shown."""
        return self._stack.currentWidget() is self._found

    def show_rules(self) -> None:
        self.set_title(self._words.text("What the rules say"))
        self._stack.setCurrentWidget(self._sheet)

    def show_times(self, found: FreeTimes, today: date) -> None:
        """The proposals; the list takes the focus."""
        words = self._words
        self.set_title(words.text("Times that work"))
        self.times.show_times(found, today)
        self.times.setVisible(bool(found.times))
        self.none.setText(words.text(WHY_NONE.get(found.why, WHY_NONE["full"])))
        self.none.setVisible(not found.times)
        self.searched.setText(
            words.text(
                "Searched {start} to {end}. Press Enter to choose a time, Esc to go back.",
                start=words.short_day(found.searched_from),
                end=words.short_day(found.searched_to),
            )
        )
        self._stack.setCurrentWidget(self._found)
        if found.times:
            self.times.setFocus()

    def show_examination(self, ask: Ask, examined: Examination, today: date) -> None:
        words = self._words
        tone, headline, sentence = verdict(ask, examined, words)
        self.verdict.set(tone, headline, sentence)
        said = missing_words(examined.missing, words)
        self.missing.setText("\n".join(f"• {line}" for line in said))
        self.missing.setVisible(bool(said))
        self.strip.show_day(ask, examined, today)
        lines = [
            f"{words.text('Time conflict')}: {clash.title}, "
            f"{texts.span(clash.window, today, words)}"
            for clash in examined.clashes
        ]
        self.clashes.setText("\n".join(lines))
        self.clashes.setVisible(bool(lines))
        rows = reasons(examined.decision, words) if examined.decision is not None else ()
        self.findings.set(rows)


def missing_words(missing: Sequence[Fault], words: Words) -> tuple[str, ...]:
    """What still has to be filled in, each once."""
    return tuple(dict.fromkeys(words.fault(fault) for fault in missing))


def verdict(ask: Ask, examined: Examination, words: Words) -> tuple[Tone, str, str]:
    """What would happen to the request as it is now."""
    text = words.text
    if ask.kind is Kind.OBSERVATION:
        return (
            Tone.NO,
            text("Declined by rule"),
            text("It will be filed as declined, with the reasons below and a letter to print."),
        )
    if examined.refused:
        return (
            Tone.NO,
            text("Declined by rule"),
            text(
                "If filed as is, it will be declined right away, and no leader can approve "
                "it. Change it first."
            ),
        )
    if examined.missing:
        return Tone.INFO, text("Not complete yet"), text("Still needed:")
    if examined.class_minutes and ask.door is not None:
        n = examined.class_minutes
        taken = words.count(
            "This uses {n} minute of class time.", "This uses {n} minutes of class time.", n
        )
        return Tone.ASK, text("Needs a school leader"), taken
    if examined.visits is not None and examined.visits.over:
        load = examined.visits
        said = text(
            "Visits this term, counting this one: {n}. Limit: {allotted}.",
            n=load.total,
            allotted=load.allotted,
        )
        return Tone.ASK, text("Over the visit limit: needs a school leader"), said
    if examined.clashes:
        said = text("There’s a time conflict. A school leader has to review it.")
        return Tone.ASK, text("Needs a school leader"), said
    return Tone.OK, text("Ready to file"), text("A school leader will decide.")
