"""Keeps dialogs while the window is locked."""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolTip, QWidget


@dataclass(frozen=True, slots=True)
class _Kept:
    dialog: QDialog
    parent: QWidget | None
    flags: Qt.WindowType


class HiddenDialogs:
    """Takes open dialogs off the screen and out of reach of screen readers (a window that is only
    hidden could still be read), and gives them back with what was typed in them."""

    def __init__(self) -> None:
        self._room = QWidget()  # never shown, so not part of any window
        self._kept: list[_Kept] = []

    def take(self, window: QWidget) -> None:
        """Open menus and lists are closed, dialogs are kept; file dialogs are closed too, because
        the system draws them."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in _over(window):  # find all of them before moving the first
            if isinstance(dialog, QFileDialog):
                dialog.reject()
                continue
            self._kept.append(_Kept(dialog, dialog.parentWidget(), dialog.windowFlags()))
            dialog.hide()
            dialog.setParent(self._room)

    def give_back(self) -> None:
        kept, self._kept = self._kept, []
        for one in kept:
            if not shiboken6.isValid(one.dialog):
                continue
            if one.parent is not None and shiboken6.isValid(one.parent):
                one.dialog.setParent(one.parent, one.flags)
                one.dialog.show()
            else:
                one.dialog.deleteLater()

    def drop(self) -> None:
        """They belonged to another user."""
        kept, self._kept = self._kept, []
        for one in kept:
            if shiboken6.isValid(one.dialog):
                one.dialog.reject()
                one.dialog.deleteLater()

    def close(self) -> None:
        """The program is ending."""
        self.drop()
        self._room.deleteLater()


def _over(window: QWidget) -> list[QDialog]:
    """The dialogs open over a window, and over each other."""
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible() and _outermost(widget) is window
    ]


def _outermost(widget: QWidget) -> QWidget:
    """The window that a widget, or a dialog over a dialog, finally belongs to."""
    above = widget.window()
    while (parent := above.parentWidget()) is not None:
        above = parent.window()
    return above
