"""What the window asks of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cpdesk.ui.theme import Theme


class Page(Protocol):
    """One entry of the sidebar. `index` is its number: Ctrl+1 to Ctrl+7 go there.

    The protocol's members are read, so a class attribute or a property will do.
    """

    @property
    def key(self) -> str:
        """A stable word such as "desk"."""

    @property
    def title(self) -> str:
        """Its name in the office's language."""

    @property
    def icon(self) -> str:
        """A Lucide icon's name."""

    @property
    def index(self) -> int: ...

    @property
    def widget(self) -> QWidget: ...

    def shown(self) -> None:
        """It came to the front: take the focus, read anew what may be old."""

    def refresh(self) -> None:
        """Something changed, or time went by (every 20 s while in front)."""

    def retheme(self, theme: Theme) -> None: ...

    def header_widgets(self) -> Sequence[QWidget]:
        """Its own widgets for the header while it is in front; () for none. A page with any takes
        the place of the clock's and roster's chips."""

    def typed(self, event: QKeyEvent) -> bool:
        """Somebody typed where no field was; True when the page took it."""
