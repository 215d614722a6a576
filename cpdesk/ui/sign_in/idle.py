"""Whether anyone is still using the program."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from cpdesk.clock import Clock
from cpdesk.ui.input.every_window import EveryWindow

_LOOK_MS = 5_000
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(EveryWindow):
    """`gone` when no key was pressed and no mouse moved in this program for the given minutes.
    `leaves` and `hands_over` when the user asks for it with Ctrl+L or Ctrl+Shift+L in a dialog,
    where the window's own keys don't work.

    Measured by the wall clock and by the processor's clock: while a computer sleeps only the first
    runs, and only the second is right when the clock is set back.
    """

    gone = Signal()
    leaves = Signal()
    hands_over = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = 0
        self._since: datetime = clock.now()
        self._elapsed = QElapsedTimer()
        self.timer = QTimer(self)
        self.timer.setInterval(_LOOK_MS)
        self.timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """0 minutes means never."""
        self.stop()
        self._minutes = minutes
        self.touch()
        self.watch()
        if minutes:
            self.timer.start()

    def stop(self) -> None:
        self.timer.stop()
        self.unwatch()
        self._minutes = 0

    @property
    def running(self) -> bool:
        return self.timer.isActive()

    def touch(self) -> None:
        """Someone is there."""
        self._since = self._clock.now()
        self._elapsed.start()

    def look(self) -> None:
        """Emits `gone` if it has been too long."""
        if not self._minutes:
            return
        most = timedelta(minutes=self._minutes)
        by_clock = self._clock.now() - self._since
        if by_clock >= most or self._elapsed.elapsed() >= most.total_seconds() * 1000:
            self.stop()
            self.gone.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self.touch()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        held = event.modifiers()
        if event.key() != Qt.Key.Key_L or held not in (_CTRL, _CTRL | _SHIFT):
            return False
        (self.leaves if held == _CTRL else self.hands_over).emit()
        return True
