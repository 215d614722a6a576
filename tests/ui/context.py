"""What a page is given, on real services, with a window that keeps what it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtWidgets import QWidget

from cpdesk.clock import Clock
from cpdesk.services.open_data import OpenData
from cpdesk.services.printing.printing import Printing
from cpdesk.services.services import LazyServices, Service, Services
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.page_table import PageKey
from cpdesk.ui.paper.desk import PaperDesk
from cpdesk.ui.settings.preferences import Preferences
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.file_dialogs import FileDialogs
from cpdesk.words import Words
from tests.ui.paper.fakes import Ears, Tray

S = TypeVar("S")


class FakeCounter(LazyServices):
    """Hands out services written by hand; there is no folder behind it. As in the window, a service
    that no fake stands for may be handed out, but not called."""

    def __init__(
        self, folder: Path, clock: Clock, words: Words, behind: Services | None = None
    ) -> None:
        """`behind` has the services that no fake stands for."""
        super().__init__(folder, clock, words, lambda: behind.data if behind else _no_data())

    def put(self, service: Service[S], fake: S) -> None:
        """From now on `fake` is handed out: `put(Services.desk, FakeDesk())`."""
        self._made[service] = fake

    def _hand_out(self, service: Service[S]) -> S:
        if service in self._made:
            return cast("S", self._made[service])
        return super()._hand_out(service)


def _no_data() -> OpenData:
    raise AssertionError("a service is asked that no fake stands for")


@dataclass
class QuietWindow:
    """A `PageWindow` without pages: says nothing, goes nowhere, and remembers both."""

    theme: Theme
    ears: Ears = field(default_factory=Ears)
    undo: list[bool] = field(default_factory=list)  # whether what was said last can be undone
    notices: list[str] = field(default_factory=list)
    went: list[PageKey] = field(default_factory=list)
    evacuations: int = 0

    def go(self, key: PageKey) -> None:
        self.went.append(key)

    def show_message(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = 8,
        undo: bool = False,
    ) -> None:
        self.undo.append(undo)
        self.ears(text, tone, action=action, act=act)

    def notify(self, text: str, *, personal: bool = False) -> None:
        self.notices.append(text)

    def show_evacuation(self) -> None:
        self.evacuations += 1


class SaidTo(QuietWindow):
    """Passes on what is said to a test's own ears."""

    def __init__(self, theme: Theme, hears: Callable[..., None]) -> None:
        super().__init__(theme)
        self._hears = hears

    def show_message(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = 8,
        undo: bool = False,
    ) -> None:
        self._hears(text, tone, action=action, act=act, seconds=seconds, undo=undo)


def page_context(
    services: Services,
    window: QuietWindow,
    tasks: Tasks,
    changes: Changes,
    *,
    here: CurrentUser | None = None,
    tray: Tray | None = None,
    settings: Settings | None = None,
    papers: Callable[[PageContext], PaperDesk] | None = None,
    preferences: Preferences | None = None,
    files: FileDialogs | None = None,
) -> PageContext:
    """`tray` is this computer's printers, `settings` what they are chosen by; `papers` makes what
    stands for the print room; `files` answers for the user."""
    chosen, printing = settings or Settings(), Printing(tray or Tray())
    context = PageContext(
        services=services,
        tasks=tasks,
        changes=changes,
        preferences=preferences or Preferences(services.folder, changes),
        settings=lambda: chosen,
        printing=lambda: printing,
        papers=cache(lambda: (papers or _paper_desk)(context)),
        files=files or FileDialogs(services.words),
        window=window,
        current_user=here or CurrentUser(),
    )
    return context


def _paper_desk(context: PageContext) -> PaperDesk:
    return PaperDesk(context, QWidget())
