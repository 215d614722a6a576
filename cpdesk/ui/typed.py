"""Whether a key is somebody typing who has not clicked into a field first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_INPUTS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def is_typing(event: QKeyEvent, focused: QWidget | None) -> bool:
    """A printable key where no field has the focus."""
    text = event.text()
    held = event.modifiers() & (_CTRL | _ALT)
    # AltGr is Ctrl+Alt on Windows; what it types is still typing.
    if held and not (text and text.isprintable() and held == _CTRL | _ALT):
        return False
    if not text or not text.isprintable() or isinstance(focused, _INPUTS):
        return False
    return not (text == " " and isinstance(focused, QAbstractButton))
