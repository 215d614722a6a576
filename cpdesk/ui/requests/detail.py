"""One request: its title, its facts, the day, all findings, what was decided, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.policy.permissions import Act as May
from cpdesk.policy.requests import State
from cpdesk.records.outreach import PastOutcome
from cpdesk.records.requests import Examination, RequestRecord
from cpdesk.ui.here import Here
from cpdesk.ui.parts import FindingList, FindingRow, Pill, Role, Text, Themed, VerdictBox
from cpdesk.ui.parts.button_row import ButtonRow
from cpdesk.ui.parts.sheet import Sheet
from cpdesk.ui.parts.tray import Tray
from cpdesk.ui.requests import says, waived
from cpdesk.ui.requests.actions import Do, actions
from cpdesk.ui.requests.day_strip import DayStrip
from cpdesk.ui.requests.facts import FactRows, facts
from cpdesk.ui.requests.history import History, as_answered, last_found
from cpdesk.ui.requests.last_time import LastTime
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import Words


class DetailView(QWidget, Themed):
    """Everything above scrolls; the small form in use and the buttons keep their place below."""

    acted = Signal(object)  # a Do
    tray_closed = Signal()

    def __init__(self, theme: Theme, words: Words, here: Here) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._here = here
        self.record: RequestRecord | None = None
        self.examined: Examination | None = None
        self.tray: Tray | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.pill = Pill(theme)
        self.under = Text(theme, "", Role.SMALL, wrap=True)
        self.last_time = LastTime(theme, words)
        self.facts = FactRows(theme)
        self.strip = DayStrip(theme, words)
        self.waived_head = Text(theme, "", Role.HEADING)
        self.waived = FindingList(theme)
        self.findings_head = Text(theme, "", Role.HEADING)
        self.findings = FindingList(theme)
        self.history = History(theme, words)
        self.trouble = VerdictBox(theme, small=True)
        self.remark = Text(theme, "", Role.SMALL, wrap=True)
        self.row: ButtonRow[Do] = ButtonRow(theme, words)
        self.row.acted.connect(self.acted)
        self.sheet = Sheet()
        self._lay_out()
        self.trouble.hide()
        self.remark.hide()
        self.dress()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self._column = self.sheet.column
        self._column.addLayout(head)
        for part in (
            self.under,
            self.last_time,
            self.facts,
            self.strip,
            self.waived_head,
            self.waived,
            self.findings_head,
            self.findings,
            self.history,
        ):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.sheet, 1)
        for low in (self.trouble, self.remark, self.row):
            self._outer.addWidget(low)

    def show_request(
        self,
        record: RequestRecord,
        examined: Examination | None,
        today: date,
        past: Sequence[PastOutcome] = (),
    ) -> None:
        """Another request, or the same one again, refreshed."""
        words = self._words
        another = self.record is None or self.record.request_id != record.request_id
        decided = self.record is not None and self.record.version != record.version
        self.record, self.examined = record, examined
        self.title.setText(says.title(record, today, words))
        pill = says.state_pill(record.state, words)
        self.pill.set(pill.text, pill.tone)
        self.pill.setVisible(record.state is not State.WAITING)
        self.under.setText(says.under_title(record, words))
        self.last_time.show_past(record.ask.kind, past, today)
        self.facts.set(facts(record, examined, today, words))
        self.strip.show_day(record.ask, examined, today)
        self._show_findings()
        self.history.show_record(record, today)
        self.row.set(actions(record, self._here.actor, examined))
        self._remark()
        self.setAccessibleName(". ".join((self.title.text(), self.under.text(), pill.text)))
        if another:
            self.trouble.hide()
            self.sheet.verticalScrollBar().setValue(0)
        if another or decided:
            self.close_tray()

    def _show_findings(self) -> None:
        """What the rules find now; for past requests, what they found at the last decision."""
        words, record = self._words, self.record
        past = last_found(record, words) if record is not None else None
        now = self.examined.decision if self.examined is not None else None
        if now is not None and record is not None:
            now = as_answered(now, record, words)
        decision = now or past
        head = ""
        above: tuple[FindingRow, ...] = ()
        below: tuple[FindingRow, ...] = ()
        if record is not None and decision is not None:
            head = waived.head(record, words)
            above = waived.rows(record, waived.told_by(record, decision, past), words)
            below = waived.others(record, decision, words)
        then = words.text("Findings at that time")
        other = words.text("Other findings") if above else words.text("Findings")
        for part, found, said, rows in (
            (self.waived_head, self.waived, head, above),
            (self.findings_head, self.findings, then if now is None else other, below),
        ):
            part.setText(said)
            part.setVisible(bool(rows))
            found.setVisible(bool(rows))
            found.set(rows)

    def _remark(self) -> None:
        """Why this person can’t decide this request, or why no one can."""
        record, words = self.record, self._words
        said = ""
        if record is not None and record.state is State.WAITING:
            if not self._here.may(May.DECIDE):
                said = words.text("Waiting for a school leader.")
            elif record.by_me:
                said = words.text(
                    "You filed this request. Another school leader has to decide it, unless "
                    "you’re the only one."
                )
            elif self.examined is not None and self.examined.refused:
                said = words.text(
                    "The rules don’t allow this request as it is, and no leader can approve it."
                )
        self.remark.setText(said)
        self.remark.setVisible(bool(said) and self.tray is None)

    def open_tray(self, tray: Tray, done: Callable[[object], None]) -> None:
        """A small form in place of the buttons."""
        self.close_tray()
        self.trouble.hide()
        self.tray = tray
        tray.done.connect(done)
        tray.left.connect(self.leave_tray)
        tray.fit(self.height())
        self._outer.addWidget(tray)
        self.row.hide()
        self.remark.hide()
        tray.show()
        tray.start()

    def leave_tray(self) -> None:
        """Esc: back to the buttons."""
        self.close_tray()
        self.tray_closed.emit()

    def close_tray(self) -> None:
        if self.tray is not None:
            self._outer.removeWidget(self.tray)
            self.tray.hide()
            self.tray.deleteLater()
            self.tray = None
            self._remark()
        self.row.show()

    def say_trouble(self, sentence: str, tone: Tone = Tone.NO) -> None:
        """What went wrong, above the buttons."""
        self.trouble.set(tone, sentence)
        self.trouble.show()

    def page(self, by: int) -> None:
        bar = self.sheet.verticalScrollBar()
        bar.setValue(bar.value() + by)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.tray is not None:
            self.tray.fit(self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.sheet.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.page(step)

    def dress(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, 0, px(6), 0)
        self._column.setSpacing(px(6))
        self._outer.setSpacing(px(10))
