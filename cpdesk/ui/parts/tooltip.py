"""The one place for tooltips. Qt guesses from their letters whether they are markup, and would read
the files that a name like `<img src=…>` points to; here every one is plain text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QToolTip, QWidget


def tip(text: str) -> str:
    """What Qt draws as exactly this text: the answer to `ToolTipRole`."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<qt><span style="white-space: pre-wrap">{escape(text)}</span></qt>'


def set_tooltip(widget: QWidget, text: str) -> None:
    """The text that the mouse finds when it rests on the widget; "" for none."""
    widget.setToolTip(tip(text))


def show_tooltip(at: QPoint, text: str, widget: QWidget) -> None:
    """The same at once, for a widget whose parts have texts of their own."""
    QToolTip.showText(at, tip(text), widget)
