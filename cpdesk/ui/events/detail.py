"""One table or presentation: when, where, who, how it went before and now, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.policy.permissions import Act as May
from cpdesk.records.outreach import Allotment, EventRow, PastOutcome
from cpdesk.ui.events import says
from cpdesk.ui.events.actions import Do, actions
from cpdesk.ui.here import Here
from cpdesk.ui.parts import Pill, Role, Text, Themed, VerdictBox
from cpdesk.ui.parts.button_row import ButtonRow
from cpdesk.ui.parts.sheet import Sheet
from cpdesk.ui.parts.tray import Tray
from cpdesk.ui.requests.facts import FactRows
from cpdesk.ui.requests.last_time import LastTime
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import Words


class EventView(QWidget, Themed):
    """Everything above scrolls; the small form in use and the buttons stay below."""

    acted = Signal(object)  # a Do
    tray_closed = Signal()

    def __init__(self, theme: Theme, words: Words, here: Here) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._here = here
        self.row: EventRow | None = None
        self.tray: Tray | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.pill = Pill(theme)
        self.under = Text(theme, "", Role.SMALL, wrap=True)
        self.before = LastTime(theme, words)
        self.facts = FactRows(theme)
        self.trouble = VerdictBox(theme, small=True)
        self.remark = Text(theme, "", Role.SMALL, wrap=True)
        self.buttons: ButtonRow[Do] = ButtonRow(theme, words)
        self.buttons.acted.connect(self.acted)
        self.sheet = Sheet()
        self._lay_out()
        self.trouble.hide()
        self.dress()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self._column = self.sheet.column
        self._column.addLayout(head)
        for part in (self.under, self.before, self.facts):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.sheet, 1)
        for low in (self.trouble, self.remark, self.buttons):
            self._outer.addWidget(low)

    def show_event(
        self,
        row: EventRow,
        load: Allotment | None,
        past: Sequence[PastOutcome],
        now: datetime,
        today: date,
    ) -> None:
        """Another event, or the same one read again. `past` has the partner's recorded outcomes."""
        words = self._words
        another = self.row is None or self.row.slot_id != row.slot_id
        changed = self.row is not None and self.row.outcome != row.outcome
        self.row = row
        self.title.setText(says.title(row, words))
        pill = says.pill(row, now, words)
        self.pill.set(pill.text, pill.tone)
        when = says.when(row, today, words)
        self.under.setText(" · ".join((when[:1].upper() + when[1:], says.about(row))))
        earlier = [one for one in past if one.day < says.day_of(row)]
        self.before.show_past(row.kind, earlier, today)
        self.facts.set(says.facts(row, load, words))
        may = self._here.may
        self.buttons.set(actions(row, now, may_note=may(May.EVENTS), may_print=may(May.PRINT)))
        ahead = row.window.starts_at > now
        self.remark.setText(
            words.text("You can record how it went once the event starts.") if ahead else ""
        )
        self.remark.setVisible(ahead)
        self.setAccessibleName(". ".join((self.title.text(), self.under.text(), pill.text)))
        if another:
            self.trouble.hide()
            self.sheet.verticalScrollBar().setValue(0)
        if another or changed:
            self.close_tray()

    def open_tray(self, tray: Tray, done: Callable[[object], None]) -> None:
        """A small form instead of the buttons."""
        self.close_tray()
        self.trouble.hide()
        self.tray = tray
        tray.done.connect(done)
        tray.left.connect(self.leave_tray)
        self._outer.addWidget(tray)
        self.buttons.hide()
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
        self.buttons.show()

    def say_trouble(self, sentence: str) -> None:
        """What went wrong, above the buttons."""
        self.trouble.set(Tone.NO, sentence)
        self.trouble.show()

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
            bar.setValue(bar.value() + step)

    def dress(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, 0, px(6), 0)
        self._column.setSpacing(px(6))
        self._outer.setSpacing(px(10))
