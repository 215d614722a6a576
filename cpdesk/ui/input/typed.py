"""Whether a key press is typing, and whether it is meant for the field that has the focus."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

INPUTS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


# Pressed on the way to a capital or symbol; no field uses them alone.
_SHIFTS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
    }
)


def is_shift(event: QKeyEvent) -> bool:
    """A key that changes what the next one types, and types nothing itself."""
    return event.key() in _SHIFTS


def stays_in_field(event: QKeyEvent, search: QWidget) -> bool:
    """The user is typing in a field other than the search, and that field has no use for this key:
    it is not meant for the search. Esc goes back to the search, and so does what a field refuses to
    accept: the first character of a license."""
    led = QApplication.focusWidget()
    types = bool(event.text()) and event.text().isprintable()
    inside = led is not search and isinstance(led, INPUTS)
    return inside and not types and event.key() != Qt.Key.Key_Escape


def is_no_use_to_field(event: QKeyEvent, focused: QWidget | None) -> bool:
    """Undo, in a field where nothing was typed: the page's last action is meant. Paste, if a file
    or an image was copied. A field would take both keys and do nothing."""
    if event.matches(QKeySequence.StandardKey.Paste):
        copied: QMimeData | None = QApplication.clipboard().mimeData()
        if copied is None:
            return False
        picture = copied.hasImage() and not copied.hasText()
        return picture or any(url.isLocalFile() for url in copied.urls())
    return event.matches(QKeySequence.StandardKey.Undo) and not _can_undo(focused)


def _can_undo(focused: QWidget | None) -> bool:
    if isinstance(focused, (QAbstractSpinBox, QComboBox)):
        line = focused.lineEdit()
        return line is not None and line.isUndoAvailable()
    if isinstance(focused, QLineEdit):
        return focused.isUndoAvailable()
    if isinstance(focused, (QTextEdit, QPlainTextEdit)):
        return focused.document().isUndoAvailable()
    return False


def is_lost_chord(event: QKeyEvent, focused: QWidget | None) -> bool:
    """Alt and a letter that is no access key here: X11 and Windows let a field type the letter. On
    a Mac, Alt types symbols."""
    alone = event.modifiers() == _ALT and sys.platform != "darwin"
    return alone and event.text().isprintable() and isinstance(focused, INPUTS)


def is_typing(event: QKeyEvent, focused: QWidget | None) -> bool:
    """A printable key while no field has the focus."""
    text = event.text()
    held = event.modifiers() & (_CTRL | _ALT)
    # AltGr is Ctrl+Alt on Windows; what it types is still typing.
    if held and not (text and text.isprintable() and held == _CTRL | _ALT):
        return False
    if not text or not text.isprintable() or isinstance(focused, INPUTS):
        return False
    return not (text == " " and isinstance(focused, QAbstractButton))
