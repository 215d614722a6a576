"""The evacuation list's key, in every window of the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from cpdesk.ui.input.every_window import EveryWindow
from cpdesk.ui.input.keys import EVACUATION_KEY

_KEY = Qt.Key[f"Key_{EVACUATION_KEY}"]
_PRESSES = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class EvacuationKey(EveryWindow):
    """`pressed` once per press, however long it is held. No field or dialog gets the key."""

    pressed = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() not in _PRESSES:
            return False
        if event.key() != _KEY or event.modifiers() & ~_KEYPAD:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            # Comes first, and to the window with the focus; the key press itself goes to a popup.
            if (popup := QApplication.activePopupWidget()) is not None:
                self._watch(popup.windowHandle())
            return False
        if not event.isAutoRepeat():
            self.pressed.emit()
        return True
