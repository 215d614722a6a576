"""What the window asks of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.ui.theme import Theme


class HeaderSpace(QWidget):
    """The gap between what stands at the left of a header and what stands at its right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


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
        """Its own widgets for the header while it is in front, in order; () for none.

        They stand where the clock, printer and roster chips stand else (a roster that wants a
        look is shown all the same). A `HeaderSpace` among them pushes the rest to the right.
        """

    def typed(self, event: QKeyEvent) -> bool:
        """Somebody typed where no field was; True when the page took it."""


@runtime_checkable
class HasLongTitle(Protocol):
    """A page whose header says more than its short name in the sidebar."""

    @property
    def long_title(self) -> str: ...
