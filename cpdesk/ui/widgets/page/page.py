"""What the window requires of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.ui.page_table import PageEntry
from cpdesk.ui.theme.theme import Theme


class HeaderSpace(QWidget):
    """The gap between the left part of a header and its right part."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


class Content(Protocol):
    """The widget shown in the window while its page is in front."""

    @property
    def widget(self) -> QWidget: ...

    def shown(self) -> None:
        """It came to the front: take the focus, read again what may be out of date."""

    def refresh(self) -> None:
        """Something changed, or time passed (every 20 s while in front)."""

    def retheme(self, theme: Theme) -> None: ...

    def header_widgets(self) -> Sequence[QWidget]:
        """The page's own header widgets while it is in front, in order; () for none.

        They replace the clock, printer and roster chips (a roster chip that needs attention is
        still shown). A `HeaderSpace` among them pushes the rest to the right.
        """

    def typed(self, event: QKeyEvent) -> bool:
        """The user typed outside any field; True if the page handled it."""


class Page(Content, Protocol):
    """A page's content with its row in the page table."""

    @property
    def entry(self) -> PageEntry: ...
