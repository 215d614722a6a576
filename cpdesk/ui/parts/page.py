"""What the window asks of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.ui.page_table import PageEntry
from cpdesk.ui.theme import Theme


class HeaderSpace(QWidget):
    """The gap between what stands at the left of a header and what stands at its right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


class Content(Protocol):
    """What stands in the window while its page is in front."""

    @property
    def widget(self) -> QWidget: ...

    def shown(self) -> None:
        """It came to the front: take the focus, read anew what may be old."""

    def refresh(self) -> None:
        """Something changed, or time went by (every 20 s while in front)."""

    def retheme(self, theme: Theme) -> None: ...

    def header_widgets(self) -> Sequence[QWidget]:
        """Its own widgets for the header while it is in front, in order; () for none.

        They stand where the clock, printer and roster chips stand else (a roster that wants a
        look is shown all the same). A `HeaderSpace` among them pushes the rest to the right.
        """

    def typed(self, event: QKeyEvent) -> bool:
        """Somebody typed where no field was; True when the page took it."""


class Page(Content, Protocol):
    """A content with its line in the table of pages."""

    @property
    def entry(self) -> PageEntry: ...
