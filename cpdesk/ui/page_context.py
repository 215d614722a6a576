"""What the pages of one window share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cpdesk.clock import Clock
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.page_table import PageKey
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme_tokens import Tone
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.printing.printing import Printing
    from cpdesk.services.services import Services
    from cpdesk.ui.paper.desk import PaperDesk
    from cpdesk.ui.settings.preferences import Preferences
    from cpdesk.ui.theme.theme import Theme
    from cpdesk.ui.widgets.file_dialogs import FileDialogs


class PageWindow(Protocol):
    """What pages ask of the window around them: see `MainWindow`."""

    @property
    def theme(self) -> Theme: ...

    def go(self, key: PageKey) -> None: ...

    def show_message(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = 8,
        undo: bool = False,
    ) -> None: ...

    def notify(self, text: str, *, personal: bool = False) -> None: ...

    def show_evacuation(self) -> None: ...


@dataclass(frozen=True)
class PageContext:
    """Given to every page. The folder behind `services` is opened by the lane that first calls one;
    `printing` and `papers` are created when first asked for."""

    services: Services
    tasks: Tasks
    changes: Changes
    preferences: Preferences
    settings: Callable[[], Settings]
    printing: Callable[[], Printing]
    papers: Callable[[], PaperDesk]
    files: FileDialogs
    window: PageWindow
    current_user: CurrentUser = field(
        default_factory=CurrentUser
    )  # who is signed in here, and what they may do

    @property
    def folder(self) -> Path:
        return self.services.folder

    @property
    def clock(self) -> Clock:
        return self.services.clock

    @property
    def words(self) -> Words:
        return self.services.words

    def today(self) -> date:
        """In the school's time zone."""
        return self.words.local(self.clock.now()).date()

    @property
    def theme(self) -> Theme:
        """The one of now; a page is told by `retheme` when it changes."""
        return self.window.theme
