"""Whether a key is somebody typing, and whether that is meant for the field they are in."""

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


# Pressed on the way to a capital or a sign; no field has a use for them alone.
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
    """Somebody writes in another field than the search, and that has no use for this key: the
    search is not meant. Esc leads back to it, and so does what a field refuses to be typed into
    it: the first sign of a license."""
    led = QApplication.focusWidget()
    types = bool(event.text()) and event.text().isprintable()
    inside = led is not search and isinstance(led, INPUTS)
    return inside and not types and event.key() != Qt.Key.Key_Escape


def is_no_use_to_field(event: QKeyEvent, focused: QWidget | None) -> bool:
    """Undo, in a field in which nothing was typed: what was done last on the page is meant. Paste,
    where a file or a picture was copied. A field would keep both keys, for nothing."""
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
    """Alt and a letter that is no key here: X11 and Windows let a field type the letter. On a Mac
    Alt is how signs are typed."""
    alone = event.modifiers() == _ALT and sys.platform != "darwin"
    return alone and event.text().isprintable() and isinstance(focused, INPUTS)


def is_typing(event: QKeyEvent, focused: QWidget | None) -> bool:
    """A printable key where no field has the focus."""
    text = event.text()
    held = event.modifiers() & (_CTRL | _ALT)
    # AltGr is Ctrl+Alt on Windows; what it types is still typing.
    if held and not (text and text.isprintable() and held == _CTRL | _ALT):
        return False
    if not text or not text.isprintable() or isinstance(focused, INPUTS):
        return False
    return not (text == " " and isinstance(focused, QAbstractButton))
