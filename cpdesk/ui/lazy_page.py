"""A page that is created when first brought to the front, so that the window appears sooner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cpdesk.ui.input.keys import HasKeys, KeyLine
from cpdesk.ui.page_table import PageKey, entry_of
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.page.page import Content

P = TypeVar("P", bound=Content)


class LazyPage(Generic[P]):
    """Stands in for a page; `make` is called once, when something needs the page, and then
    `connect` with the page."""

    def __init__(
        self, key: PageKey, make: Callable[[], P], connect: Callable[[P], object] | None = None
    ) -> None:
        """`key` is the page's key in the page table."""
        self.entry = entry_of(key)
        self._make = make
        self._connect = connect
        self.made: P | None = None

    @property
    def key(self) -> PageKey:
        return self.entry.key

    @property
    def page(self) -> P:
        """The page itself; created now if it doesn't exist yet."""
        if self.made is None:
            self.made = self._make()
            if self._connect is not None:
                self._connect(self.made)
        return self.made

    def forget(self) -> None:
        """The page was deleted; it is created again when next needed."""
        self.made = None

    @property
    def widget(self) -> QWidget:
        return self.page.widget

    def shown(self) -> None:
        self.page.shown()

    def refresh(self) -> None:
        self.page.refresh()

    def retheme(self, theme: Theme) -> None:
        """A page that doesn't exist yet will be created with the theme of that time."""
        if self.made is not None:
            self.made.retheme(theme)

    def header_widgets(self) -> Sequence[QWidget]:
        return self.page.header_widgets()

    def typed(self, event: QKeyEvent) -> bool:
        return self.page.typed(event)

    def keys(self) -> Sequence[KeyLine]:
        return self.page.keys() if isinstance(self.page, HasKeys) else ()
