"""Files that came while the form is open: looked at beside the window, kept with the delivery."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cpdesk.errors import DeskError
from cpdesk.ui.flyers.acting import FILES
from cpdesk.ui.flyers.drops import DropZone
from cpdesk.ui.tasks import Tasks
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.flyers.files import Taken


class Pending(QObject):
    """A file that cannot be kept is said so and left out; the form stays as it is."""

    def __init__(self, zone: DropZone, tasks: Tasks, words: Words) -> None:
        super().__init__(zone)
        self._zone = zone
        self._tasks = tasks
        self._words = words
        self._seen: dict[Path, bytes | None] = {}
        self._looking: list[Path] = []
        zone.removed.connect(self._remove)

    @property
    def paths(self) -> tuple[Path, ...]:
        """What is to be kept with the delivery."""
        return (*self._seen, *self._looking)

    def take(self, path: Path) -> None:
        """Looks at it on a lane of its own."""
        if path in self.paths:
            return
        self._looking.append(path)
        self._zone.say_trouble("")
        self._show()

        def look() -> Taken:
            from cpdesk.services.flyers import files

            return files.take(path)

        def done(taken: Taken) -> None:
            if path in self._looking:  # it was not taken out again meanwhile
                self._looking.remove(path)
                self._seen[path] = taken.thumbnail
                self._show()

        def failed(trouble: DeskError) -> None:
            if path in self._looking:
                self._looking.remove(path)
            self._zone.say_trouble(self._words.error(trouble))
            self._show()

        self._tasks.run(look, owner=self, done=done, failed=failed, lane=FILES)

    def kept(self, path: Path) -> None:
        """It is with the delivery now."""
        self._seen.pop(path, None)
        if path in self._looking:
            self._looking.remove(path)
        self._show()

    def clear(self) -> None:
        self._seen.clear()
        self._looking.clear()
        self._zone.say_trouble("")
        self._show()

    def _remove(self, place: int) -> None:
        if 0 <= place < len(self.paths):
            self.kept(self.paths[place])

    def _show(self) -> None:
        seen = [(path.name, thumbnail, False) for path, thumbnail in self._seen.items()]
        self._zone.show_files([*seen, *((path.name, None, True) for path in self._looking)])
