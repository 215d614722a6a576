"""Something that stands in the place of all that a window shows."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QMainWindow, QWidget


class Cover:
    """Takes what a window shows out of it, and puts it back as it was.

    Out of it altogether: a widget that is only hidden could still be read by whatever reads
    screens aloud.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._under: QWidget | None = None
        self._focused: QWidget | None = None

    @property
    def under(self) -> QWidget | None:
        """What is out of sight; None where nothing is."""
        return self._under

    def put(self, cover: QWidget) -> None:
        if self._under is None:
            self._focused = self._window.focusWidget()
            self._under = self._window.takeCentralWidget()
            if self._under is not None:
                # Qt may still have it in mind to show what was just put in: without its window
                # that would be a window of its own, over the cover and with the keys.
                self._under.hide()
        self._window.setCentralWidget(cover)

    def lift(self) -> None:
        """The cover is given up; what had the focus has it again."""
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
