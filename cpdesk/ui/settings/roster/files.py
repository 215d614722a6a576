"""The system's file dialogs, in one place so that a test can answer for the user."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from cpdesk.words import Words


class FileDialogs:
    """Asks for a file or a folder; None if the user cancels."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def roster_file(self, parent: QWidget) -> Path | None:
        kinds = self._words.text("Rosters (*.zip manifest.json);;All files (*)")
        title = self._words.text("Choose the district’s roster")
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def roster_folder(self, parent: QWidget) -> Path | None:
        title = self._words.text("Choose the roster folder")
        chosen = QFileDialog.getExistingDirectory(parent, title)
        return Path(chosen) if chosen else None

    def calendar_file(self, parent: QWidget) -> Path | None:
        kinds = self._words.text(
            "Calendars and bell schedules (*.ics *.json *.xml *.csv *.zip);;All files (*)"
        )
        title = self._words.text("Choose a calendar or bell schedule file")
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def backup_file(self, parent: QWidget) -> Path | None:
        kinds = self._words.text("Backups (*.db);;All files (*)")
        title = self._words.text("Choose a backup")
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def save_as(self, parent: QWidget, name: str, kinds: str) -> Path | None:
        title = self._words.text("Save as")
        chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
        return Path(chosen) if chosen else None


def roster_at(path: Path) -> Path:
    """What the user means: choosing the manifest means its folder."""
    return path.parent if path.name == "manifest.json" else path
