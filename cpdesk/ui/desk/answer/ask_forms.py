"""The small forms that send a request to the leaders: another time, this visit, an exception.

A student is the school's own reference, which only staff can see; it is typed each time and shown
nowhere else at the desk.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.phrases import DOOR
from cpdesk.records.desk import Card
from cpdesk.records.requests import Ask, Window
from cpdesk.ui.desk.answer import asking
from cpdesk.ui.desk.answer.forms import DeskForm
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, Words

_REFERENCE = N_("&Student reference")
_REFERENCE_HINT = N_("Never a name")


class AskForm(DeskForm):
    """A form that files a request."""

    def request(self, card: Card, now: datetime) -> Ask:
        """The request to the leaders, as filled in."""
        raise NotImplementedError


class AskTimeForm(AskForm):
    """Today's next time outside class, for the same student."""

    def __init__(self, theme: Theme, words: Words, card: Card, window: Window) -> None:
        span = words.span(window.starts_at.time(), window.ends_at.time())
        grade = grade_name(card.question.grade) if card.question.grade is not None else ""
        title = words.text("Request for today, {span}, grade {grade}", span=span, grade=grade)
        super().__init__(theme, words, title)
        self._window = window
        self.reference = self.ask(_REFERENCE, _REFERENCE_HINT)
        self.reason = self.ask(N_("&Reason"), N_("Topic of the meeting"), optional=True)
        self.pair(self.reference, self.reason)
        self.end()

    def request(self, card: Card, now: datetime) -> Ask:
        return asking.another_time(card, self._window, self.reference.said, self.reason.said)


class AskLeaderForm(AskForm):
    """This visit: what a leader is asked to allow, with a note about it."""

    def __init__(self, theme: Theme, words: Words, card: Card) -> None:
        super().__init__(theme, words, words.text("Findings to waive for this visit"))
        codes = asking.lift_codes(card)
        named = [f for f in card.decision.troubles if f.code in codes]
        for finding in named:
            said = words.sentence(finding.says, finding.facts)
            self.column.addWidget(Text(theme, said, Role.SMALL, wrap=True))
        self.reason = self.ask(
            N_("What the leader should kno&w"),
            N_("Why this visit should be allowed"),
            optional=True,
        )
        self.end()

    def request(self, card: Card, now: datetime) -> Ask:
        return asking.this_visit(card, now, self.reason.said)


class DoorForm(AskForm):
    """The two ways into class time, with what has to be recorded for each."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words, words.text("Only in an emergency or when required by law"))
        self._chips = {door: Choice(theme, words.text(DOOR[door])) for door in ExceptionKind}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        for door, chip in self._chips.items():
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(lambda _=False, d=door: self._chosen(d))
        row.addStretch(1)
        self.column.addLayout(row)
        self._reason = self.ask(N_("Written &reason"))
        self.reference = self.ask(_REFERENCE, _REFERENCE_HINT, optional=True)
        self.pair(self._reason, self.reference)
        self.agency = self.ask(N_("A&gency"), N_("e.g. child protection"))
        self.officer = self.ask(N_("&Officer"), N_("Name or badge number"))
        self.pair(self.agency, self.officer)
        self.end()
        self._chips[ExceptionKind.EMERGENCY].setChecked(True)
        self._chosen(ExceptionKind.EMERGENCY)

    @property
    def door(self) -> ExceptionKind:
        return next(d for d, chip in self._chips.items() if chip.isChecked())

    @property
    def reason(self) -> str:
        """The reason as kept with a visit; if required by law, with agency and officer."""
        named = (self.agency.said, self.officer.said) if self._by_law else ()
        return ", ".join(part for part in (self._reason.said, *named) if part)

    @property
    def _by_law(self) -> bool:
        return self.door is ExceptionKind.REQUIRED_BY_LAW

    def lacks_student(self) -> bool:
        """Whether a request still needs the student; if so, says it and moves the focus there."""
        if self.reference.said:
            return False
        name = self.reference.entry.accessibleName()
        self.missing.setText(self.words.text("Still needed: {field}", field=name))
        self.missing.show()
        self.reference.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def request(self, card: Card, now: datetime) -> Ask:
        return asking.through_door(
            card,
            now,
            self.reference.said,
            self.door,
            self._reason.said,
            self.agency.said,
            self.officer.said,
        )

    def _chosen(self, door: ExceptionKind) -> None:
        hints = {
            ExceptionKind.EMERGENCY: N_("What happened"),
            ExceptionKind.REQUIRED_BY_LAW: N_("Which law requires it"),
        }
        self._reason.entry.setPlaceholderText(self.words.text(hints[door]))
        for asked in (self.agency, self.officer):
            asked.setVisible(door is ExceptionKind.REQUIRED_BY_LAW)
        self._reason.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.apply_theme()
