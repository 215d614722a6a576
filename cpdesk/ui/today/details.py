"""All about one activity of the day: when and where, who is expected and who came, why it isn't
allowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cpdesk.policy.phrases import CONDITION
from cpdesk.records.day import DayLine
from cpdesk.records.desk import ExpectedRow
from cpdesk.ui.theme.theme import Theme, Tone, tone_of
from cpdesk.ui.today import texts
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.domain.reasons import small_print
from cpdesk.ui.widgets.domain.verdict import FindingList, FindingRow
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.frames.sheet import Sheet, scroll
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.words import N_, Words

_CAME = {
    "here": (N_("Here"), Tone.OK),
    "gone": (N_("Left"), Tone.PLAIN),
    "due": (N_("Due now"), Tone.INFO),
    "later": (N_("Later today"), Tone.PLAIN),
    "missed": (N_("Did not come"), Tone.PLAIN),
}


class ActivityDetails(Card):
    """`closed` on Esc or its button; `partner_wanted` with a partner's id."""

    closed = Signal()
    partner_wanted = Signal(str)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._words = words
        self._line: DayLine | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = Text(theme, "", Role.NAME, wrap=True)
        self.pill = Pill(theme)
        self.about = Text(theme, "", Role.SOFT, wrap=True)
        self.people_head = Text(theme, words.text("People"), Role.HEADING)
        self.people = PeopleList(theme, words)
        self.findings_head = Text(theme, words.text("Findings"), Role.HEADING)
        self.findings = FindingList(theme)
        self.partner = Button(theme, words.text("Open partner"), "P", small=True)
        self.close_button = Button(theme, words.text("Close"), "Esc", small=True)
        self.partner.clicked.connect(self._want_partner)
        self.close_button.clicked.connect(self.closed)
        self._lay_out()

    def _lay_out(self) -> None:
        self._sheet = Sheet()
        column = self._sheet.column
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(4)
        for part, below in (
            (self.name, 0),
            (self.about, 6),
            (self.pill, 14),
            (self.findings_head, 0),
            (self.findings, 14),
            (self.people_head, 0),
            (self.people, 0),
        ):
            column.addWidget(part)
            if below:
                column.addSpacing(below)
        column.addStretch(1)
        footer = fill(QHBoxLayout(), self.partner, 1, self.close_button)
        self.body.addWidget(self._sheet, 1)
        self.body.addLayout(footer)

    @property
    def line(self) -> DayLine | None:
        return self._line

    def show_line(
        self, line: DayLine, day: date, today: date, expected: Sequence[ExpectedRow]
    ) -> None:
        """`expected` are today's people of this activity; empty on other days."""
        words = self._words
        another = self._line is None or self._line.activity_id != line.activity_id
        self._line = line
        state = texts.state(line, day, today, words)
        self.setAccessibleName(words.text("Details for {activity}", activity=line.title))
        self.setAccessibleDescription(texts.spoken(line, day, today, words))
        self.name.setText(line.title)
        self.pill.set(state.text, state.tone)
        self.about.setText(self._about(line))
        self.people.show_people(line, day, today, expected)
        self.people_head.setText(self._people_head(line, day, today))
        self.findings.set(self._findings(line))
        self.partner.setVisible(bool(line.partner_id))
        if another:
            self._sheet.verticalScrollBar().setValue(0)

    def _about(self, line: DayLine) -> str:
        words = self._words
        first = " · ".join(filter(None, (words.span(line.start, line.end), line.place)))
        contract = words.text("contract {id}", id=line.contract_id) if line.contract_id else ""
        kept = (line.partner_name, texts.grades(line, words), contract)
        return f"{first}\n{' · '.join(filter(None, kept))}"

    def _people_head(self, line: DayLine, day: date, today: date) -> str:
        words, n = self._words, len(line.expected)
        if not n:
            return words.text("The roster names no one for this activity")
        if day > today:
            return words.count("{n} person expected", "{n} people expected", n)
        return words.text("{came} of {n} came", came=line.came, n=n)

    def _findings(self, line: DayLine) -> tuple[FindingRow, ...]:
        words = self._words
        stops = tuple(
            FindingRow(
                tone_of(finding.outcome),
                " ".join(
                    part
                    for part in (
                        words.sentence(finding.says, finding.facts),
                        words.sentence(finding.offer, finding.facts),
                    )
                    if part
                ),
                small_print(finding, words),
            )
            for finding in line.stops
        )
        conditions = tuple(
            FindingRow(
                Tone.ASK, words.text("Printed on the badge."), "", f"{words.text(CONDITION[c])}."
            )
            for c in line.conditions
        )
        fine = FindingRow(Tone.OK, words.text("The contract and the school’s leaders allow this."))
        return (*(stops or (fine,)), *conditions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not scroll(self._sheet, event, 2):
            super().keyPressEvent(event)

    def _want_partner(self) -> None:
        if self._line is not None:
            self.partner_wanted.emit(self._line.partner_id)


class PeopleList(RowColumn[QWidget]):
    """Names, each with its status."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, 2)
        self._words = words
        self.said: tuple[tuple[str, str], ...] = ()  # the names and statuses shown

    def show_people(
        self, line: DayLine, day: date, today: date, expected: Sequence[ExpectedRow]
    ) -> None:
        known = ("here", "gone") if texts.stopped(line) else tuple(_CAME)
        states = [(row.person_name, row.state if row.state in known else "") for row in expected]
        shown = states or [(name, "") for name in line.expected]
        self.set_lines(self._row(name, state) for name, state in shown)
        self.said = tuple(
            (name, self._words.text(_CAME[state][0]) if state in _CAME else "")
            for name, state in shown
        )

    def _row(self, name: str, state: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, self.theme.px(3), 0, self.theme.px(3))
        line.addWidget(Elided(self.theme, name, Role.BODY), 1)
        if state in _CAME:
            text, tone = _CAME[state]
            line.addWidget(Pill(self.theme, self._words.text(text), tone))
        return row
