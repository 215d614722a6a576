"""The record beside a list: what is known about it scrolls; what can be done stays below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.actions import A
from cpdesk.ui.widgets.buttons.button_row import ButtonRow
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.sheet import Sheet, scroll
from cpdesk.ui.widgets.frames.tray import Tray, TrayHost
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words

R = TypeVar("R")


class DetailView(ThemedWidget, Generic[A, R]):
    """`record` is what is shown; None if nothing is. `acted` carries the action of a pressed
    button. `tray_changed`: a small form was opened or closed; `tray_closed`: by Esc. A subclass
    adds its widgets with `lay_out`."""

    acted = Signal(object)
    tray_changed = Signal()
    tray_closed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme)
        self._words = words
        self.record: R | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.pill = Pill(theme)
        self.under = Text(theme, "", Role.SMALL, wrap=True)
        self.trouble = VerdictBox(theme, small=True)
        self.remark = Text(theme, "", Role.SMALL, wrap=True)
        self.row: ButtonRow[A] = ButtonRow(theme, words)
        self.rows: tuple[ButtonRow[A], ...] = (self.row,)
        self.row.acted.connect(self.acted)
        self.sheet = Sheet()
        self.trouble.hide()
        self.remark.hide()

    def lay_out(self, parts: Sequence[QWidget], above_buttons: QWidget | None = None) -> None:
        """`parts` scroll under the title."""
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self._column = self.sheet.column
        fill(self._column, head, self.under, *parts, 1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.sheet, 1)
        for low in (self.trouble, above_buttons or self.remark, self.row):
            self._outer.addWidget(low)
        self._host = TrayHost(self._outer, self.row, self.enter, self.tray_changed.emit)

    def shown_again(self, *, another: bool, changed: bool) -> None:
        """To be called after a record was shown: another one, or the same in a newer version."""
        if another:
            self.trouble.hide()
            self.sheet.verticalScrollBar().setValue(0)
        if another or changed:
            still = self.tray.missing.text() if self.tray is not None else ""
            self.close_tray()
            if still and not another:
                self.say_trouble(still)  # why what was typed couldn't be saved

    # -- the small form -------------------------------------------------------------------------

    @property
    def tray(self) -> Tray | None:
        """The small form that is open."""
        return self._host.tray

    def open_tray(self, tray: Tray, done: Callable[[object], None]) -> None:
        """Shows a small form in place of the buttons."""
        self.trouble.hide()
        tray.fit(self.height())
        self._host.open(tray, done, self.leave_tray)

    def leave_tray(self) -> None:
        """Esc: back to the buttons."""
        self.close_tray()
        self.tray_closed.emit()

    def close_tray(self) -> None:
        self._host.close()

    def say_trouble(self, sentence: str, tone: Tone = Tone.NO) -> None:
        """What went wrong, above the buttons."""
        self.trouble.tell(tone, sentence)

    def show_error(self, trouble: DeskError) -> None:
        self.say_trouble(self._words.error(trouble))

    # -- buttons and keys -----------------------------------------------------------------------

    def set_ready(self, ready: bool) -> None:
        """While something is running, nothing can be pressed."""
        self.row.set_ready(ready)
        if self.tray is not None:
            self.tray.setEnabled(ready)

    def enter(self) -> None:
        """Moves the focus here; the arrow keys scroll then."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.tray is not None:
            self.tray.fit(self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll(self.sheet, event, 3):
            super().keyPressEvent(event)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, 0, px(6), 0)
        self._column.setSpacing(px(6))
        self._outer.setSpacing(px(10))
