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
    """Hands out the services of the data folder, each opened when it is first asked."""

    def service(self, name: str) -> Any: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Site:
    """Handed to whoever makes a page. `window` is asked late: it is made after this."""

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
    here: Here = field(default_factory=Here)  # who sits at this window, and what they may
