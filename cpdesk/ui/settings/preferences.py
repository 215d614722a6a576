"""This computer's current settings, for every part that shows or prints."""

from __future__ import annotations

from pathlib import Path

from cpdesk import settings as kept
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes


class Preferences:
    """Reads the settings once; each change is saved and announced."""

    def __init__(self, folder: Path, changes: Changes) -> None:
        self._folder = folder
        self._changes = changes
        self._now = kept.load(folder)

    def get(self) -> Settings:
        return self._now

    def set(self, settings: Settings) -> None:
        """Saves and announces. If the disk can't be written, raises OSError and nothing changes."""
        if settings == self._now:
            return
        kept.save(self._folder, settings)
        self._now = settings
        self._changes.settings.emit()
