"""The one place for tooltips. Qt guesses from the text whether it is markup, and would read the
files that a name like `<img src=…>` points to; here all of them are plain text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QToolTip, QWidget


def tip(text: str) -> str:
    """Makes Qt draw exactly this text: the answer to `ToolTipRole`."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<qt><span style="white-space: pre-wrap">{escape(text)}</span></qt>'


def set_tooltip(widget: QWidget, text: str) -> None:
    """The text shown when the mouse rests on the widget; "" for none."""
    widget.setToolTip(tip(text))


def show_tooltip(at: QPoint, text: str, widget: QWidget) -> None:
    """Shows it right away, for a widget whose parts have their own texts."""
    QToolTip.showText(at, tip(text), widget)
