"""A widget that replaces everything a window shows."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QMainWindow, QWidget


class Overlay:
    """Takes a window's content out of it, and puts it back unchanged.

    It is taken out completely: a widget that is only hidden could still be read by screen readers.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._under: QWidget | None = None
        self._focused: QWidget | None = None

    @property
    def under(self) -> QWidget | None:
        """The content out of sight; None if there is none."""
        return self._under

    def put(self, cover: QWidget) -> None:
        if self._under is None:
            self._focused = self._window.focusWidget()
            self._under = self._window.takeCentralWidget()
            if self._under is not None:
                # Qt may still be about to show what was just put in: without its window that would
                # become a window of its own, over the cover and with the keyboard.
                self._under.hide()
        self._window.setCentralWidget(cover)

    def lift(self) -> None:
        """Removes the cover; the widget that had the focus gets it back."""
        under, self._under = self._under, None
        if under is None:
            return
        cover = self._window.takeCentralWidget()
        if cover is not None:
            cover.hide()
            cover.deleteLater()
        self._window.setCentralWidget(under)
        under.show()
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.setFocus()
        self._focused = None
