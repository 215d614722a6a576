"""What the pages of one window share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from cpdesk.clock import Clock
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.here import Here
from cpdesk.ui.tasks import Tasks
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.printing import Printing
    from cpdesk.ui.settings.preferences import Preferences
    from cpdesk.ui.window import MainWindow


class Services(Protocol):
    """Provides the services of the data folder, each opened when first used."""

    def service(self, name: str) -> Any: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Site:
    """Given to the code that creates a page. `window` is a callable because it is created later."""

    folder: Path
    services: Services
    clock: Clock
    words: Words
    tasks: Tasks
    changes: Changes
    preferences: Preferences
    settings: Callable[[], Settings]
    printing: Callable[[], Printing]
    window: Callable[[], MainWindow]
    here: Here = field(default_factory=Here)  # who is signed in here, and what they may do
