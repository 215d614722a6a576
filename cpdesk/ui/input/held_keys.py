"""A key that is held down acts once, in every window of the program."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from cpdesk.ui.input.typed import INPUTS

_K = Qt.Key
_ENTER = frozenset({_K.Key_Return, _K.Key_Enter})
_MOVES = frozenset(
    {
        _K.Key_Up,
        _K.Key_Down,
        _K.Key_Left,
        _K.Key_Right,
        _K.Key_PageUp,
        _K.Key_PageDown,
        _K.Key_Home,
        _K.Key_End,
        _K.Key_Tab,
        _K.Key_Backtab,
    }
)
_PRESSES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class HeldKeys(QObject):
    """Lets the repeats of a held key through if they move, or type in the field where the key went
    down; all others are dropped before a button or a shortcut gets them. The key may have brought
    up something else that the user has not seen yet.

    An X server repeats a key with a release and a press at the same time, and Qt, when busy, takes
    some of them for real ones. `by_release` is for systems where these have to be told apart.
    """

    def __init__(self, parent: QObject | None = None, *, by_release: bool | None = None) -> None:
        super().__init__(parent)
        on_x = QGuiApplication.platformName() == "xcb"
        self._by_release = on_x if by_release is None else by_release
        self._up: dict[int, int] = {}  # when each key was released
        self._down: dict[int, weakref.ref[QWidget]] = {}  # where each key was pressed
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.watch)

    def watch(self, window: QWindow | None) -> None:
        """Dialogs too: the window with the focus gets the keys. Calling it again moves it to the
        front, before other filters."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            self._up[event.key()] = event.timestamp()
        if event.type() not in _PRESSES:
            return False
        led = QApplication.focusWidget()
        if not self._repeats(event):
            if led is not None:
                self._down[event.key()] = weakref.ref(led)
            return False
        if self._may_repeat(event, led):
            return False
        event.accept()  # otherwise a shortcut takes it
        return True

    def _repeats(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return True
        return self._by_release and event.timestamp() == self._up.get(event.key(), -1)

    def _may_repeat(self, event: QKeyEvent, led: QWidget | None) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            return True
        if event.modifiers() & _HELD == Qt.KeyboardModifier.AltModifier:
            return False
        began = self._down.get(event.key(), lambda: None)()
        if led is None or began is not led or not isinstance(led, INPUTS):
            return False
        if key in _ENTER:
            return isinstance(led, (QPlainTextEdit, QTextEdit)) and not event.modifiers() & _HELD
        return key is not _K.Key_Escape
