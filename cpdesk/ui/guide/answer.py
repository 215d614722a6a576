"""The rules' answer to one situation: yes or no, why, what is possible instead, and the form to
start."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cpdesk.policy.approval.requests import Kind as RequestKind
from cpdesk.policy.decision import Finding
from cpdesk.policy.guide import ANSWER, Topic
from cpdesk.policy.permissions import Permission
from cpdesk.policy.phrases import CONDITION, KIND
from cpdesk.policy.situations import Form
from cpdesk.records.office import Contact
from cpdesk.ui.theme.theme import Theme, tone_of
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.reasons import small_print
from cpdesk.ui.widgets.domain.verdict import FindingList, FindingRow, VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, Words

_BEGINS = {
    Form.FLYER: (N_("Log a flyer"), Permission.FLYERS),
    Form.RELEASES: (N_("Record releases"), Permission.RELEASES),
}


class AnswerCard(Card):
    """`began` when the user wants the form that starts what is shown; `left` on Close."""

    began = Signal()
    left = Signal()

    def __init__(self, theme: Theme, words: Words, may: Callable[[Permission], bool]) -> None:
        """`may` says what the user may do: `Here.may`."""
        super().__init__(theme)
        self._words = words
        self._may = may
        self.topic: Topic | None = None
        self.question = Text(theme, "", Role.NAME, wrap=True)
        self.verdict = VerdictBox(theme)
        self.why = FindingList(theme)
        self.instead_title = Text(theme, words.text("What’s possible instead"), Role.HEADING)
        self.instead = Text(theme, "", wrap=True)
        self.source = Text(theme, "", Role.SMALL, wrap=True)
        self.begin = Button(theme, "", "Enter", kind=Kind.PRIMARY)
        self.begin.clicked.connect(self.began)
        self.nothing = EmptyState(theme, "circle-help", "")
        self._stack = QStackedWidget()
        self._lay_out()
        self.show_topic(None)

    def _lay_out(self) -> None:
        px = self.theme.px
        sheet = Sheet()
        sheet.column.setSpacing(px(10))
        sheet.column.setContentsMargins(0, 0, px(14), 0)  # the bar's
        for part in (self.question, self.verdict, self.why):
            sheet.column.addWidget(part)
        for part in (self.instead_title, self.instead, self.source):
            sheet.column.addWidget(part)
        sheet.column.addStretch(1)
        self._sheet = sheet
        self._blank = QWidget()
        for face in (self._blank, sheet, self.nothing):
            self._stack.addWidget(face)
        close = Button(self.theme, self._words.text("Close"), "Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.left)
        actions = fill(QHBoxLayout(), self.begin, 1, close)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(actions)

    @property
    def starts(self) -> bool:
        """Whether a form starts what is shown, and the user may start it."""
        wanted = self.topic.starts if self.topic is not None else None
        if isinstance(wanted, RequestKind):
            return self._may(Permission.REQUEST)
        return wanted is not None and self._may(_BEGINS[wanted][1])

    def show_topic(self, topic: Topic | None) -> None:
        """Shows the answer to a situation; nothing if there is none."""
        self.topic = topic
        self.begin.setVisible(self.starts)
        if topic is None:
            self._stack.setCurrentWidget(self._blank)
            return
        words = self._words
        self.question.setText(words.text(topic.question))
        conditions = " ".join(f"{words.text(CONDITION[c])}." for c in topic.conditions)
        if topic.forbidden:
            always = words.text("This applies even when a visit like this is approved.")
            conditions = f"{conditions} {always}"
        self.verdict.set(tone_of(topic.outcome), words.text(ANSWER[topic.outcome]), conditions)
        # If a condition is the reason for the no, no one can approve it.
        lifts = not topic.forbidden
        self.why.set([self._reason(finding, lifts=lifts) for finding in topic.about])
        offers = dict.fromkeys(words.sentence(f.offer, f.facts) for f in topic.about if f.offer)
        self.instead.setText("\n".join(offers))
        self.instead.setVisible(bool(offers))
        self.instead_title.setVisible(bool(offers))
        self.source.setText(
            words.text("District source: {question}", question=words.text(topic.source))
        )
        if isinstance(topic.starts, RequestKind):
            kind = words.text(KIND[topic.starts])
            self.begin.set(words.text("New request: {kind}", kind=kind))
        elif topic.starts is not None:
            self.begin.set(words.text(_BEGINS[topic.starts][0]))
        self._sheet.verticalScrollBar().setValue(0)
        self._stack.setCurrentWidget(self._sheet)

    def show_nothing(self, contact: Contact | None) -> None:
        """No situation matches these words: says who can tell."""
        self.show_topic(None)
        text = self._words.text
        says = [text("If no rule covers it, a school leader decides.")]
        ways = (contact.office, contact.phone, contact.email) if contact is not None else ()
        message = [way for way in ways if way]
        if message:
            says.append(text("Questions? Ask the district: {ways}", ways=", ".join(message)))
        else:
            says.append(text("Questions? Ask the district’s partnership office."))
        self.nothing.set("circle-help", text("No rule found for those words"), "\n".join(says))
        self._stack.setCurrentWidget(self.nothing)

    def _reason(self, finding: Finding, *, lifts: bool) -> FindingRow:
        words = self._words
        said = words.sentence(finding.says, finding.facts)
        return FindingRow(tone_of(finding.outcome), said, small_print(finding, words, lifts=lifts))
