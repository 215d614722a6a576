"""Files added while the form is open: read and checked on a worker, then saved with the delivery.
Until then the content stays in memory: a file dragged out of an email or an archive is gone within
a minute."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cpdesk.errors import DeskError
from cpdesk.ui.flyers.commands import FILES
from cpdesk.ui.flyers.form.drops import DropZone
from cpdesk.ui.tasks import Tasks
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.files import Taken


class QueuedAttachments(QObject):
    """A file that can't be kept gets a message and is left out; the form stays as it is."""

    def __init__(self, zone: DropZone, tasks: Tasks, words: Words) -> None:
        super().__init__(zone)
        self._zone = zone
        self._tasks = tasks
        self._words = words
        self._seen: dict[Path, Taken] = {}
        self._looking: list[Path] = []
        self._troubles: list[str] = []
        zone.removed.connect(self._remove)

    @property
    def paths(self) -> tuple[Path, ...]:
        """What will be saved with the delivery."""
        return (*self._seen, *self._looking)

    def file_of(self, path: Path) -> Path | Taken:
        """The content that was read; the path itself if it hasn't been read yet."""
        return self._seen.get(path, path)

    def take(self, paths: Sequence[Path]) -> None:
        """Reads them one after the other, on a lane of its own."""
        self._troubles.clear()
        self._zone.say_trouble("")
        for path in paths:
            if path not in self.paths:
                self._look_at(path)

    def _look_at(self, path: Path) -> None:
        self._looking.append(path)
        self._show()

        def look() -> Taken:
            from cpdesk.services.flyers import files

            return files.take(path)

        def done(taken: Taken) -> None:
            if path in self._looking:  # it hasn't been removed since
                self._looking.remove(path)
                self._seen[path] = taken
                self._show()

        def failed(trouble: DeskError) -> None:
            if path in self._looking:
                self._looking.remove(path)
            self._troubles.append(self._words.error(trouble))
            self._zone.say_trouble(" ".join(self._troubles))
            self._show()

        self._tasks.run(look, owner=self, done=done, failed=failed, lane=FILES)

    def kept(self, path: Path) -> None:
        """It has been saved with the delivery."""
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
        seen = [(path.name, taken.thumbnail, False) for path, taken in self._seen.items()]
        self._zone.show_files([*seen, *((path.name, None, True) for path in self._looking)])
