"""The system's file dialogs, in one place so that a test can answer for the user."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from cpdesk.words import Words


class FileDialogs:
    """Asks for a file or a folder; None if the user cancels."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def roster_file(self, parent: QWidget) -> Path | None:
        kinds = self._words.text("Rosters (*.zip manifest.json);;All files (*)")
        return self._open(parent, self._words.text("Choose the district’s roster"), kinds)

    def roster_folder(self, parent: QWidget) -> Path | None:
        title = self._words.text("Choose the roster folder")
        return _path(QFileDialog.getExistingDirectory(parent, title))

    def calendar_file(self, parent: QWidget) -> Path | None:
        kinds = self._words.text(
            "Calendars and bell schedules (*.ics *.json *.xml *.csv *.zip);;All files (*)"
        )
        title = self._words.text("Choose a calendar or bell schedule file")
        return self._open(parent, title, kinds)

    def backup_file(self, parent: QWidget) -> Path | None:
        kinds = self._words.text("Backups (*.db);;All files (*)")
        return self._open(parent, self._words.text("Choose a backup"), kinds)

    def scanned_form(self, parent: QWidget) -> Path | None:
        kinds = self._words.text("Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;All files (*)")
        return self._open(parent, self._words.text("Choose the scanned form"), kinds)

    def save_as(self, parent: QWidget, name: str, kinds: str = "", title: str = "") -> Path | None:
        """`name` is offered; `title` is what is saved, "" for anything."""
        title = title or self._words.text("Save as")
        return _path(QFileDialog.getSaveFileName(parent, title, name, kinds)[0])

    def _open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return _path(QFileDialog.getOpenFileName(parent, title, "", kinds)[0])


def dropped_path(event: QDropEvent) -> Path | None:
    """The one file or folder that was dropped."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None
