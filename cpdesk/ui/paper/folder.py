"""The folder where the last PDF was saved, so that it is offered next time."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

_KEY = "pdf_folder"


class PdfFolder:
    """Kept in the file that remembers the window; without one, in memory only."""

    def __init__(self, memory: Path | None = None) -> None:
        self._memory = memory
        self._now = ""

    def get(self) -> Path:
        """The folder of the last PDF if it still exists, otherwise the user's documents, otherwise
        the home folder."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        for kept in (self._now, self._read(), QStandardPaths.writableLocation(documents)):
            if kept and _there(Path(kept)):
                return Path(kept)
        return Path.home()

    def keep(self, folder: Path) -> None:
        self._now = str(folder)
        if self._memory is not None:
            kept = QSettings(str(self._memory), QSettings.Format.IniFormat)
            kept.setValue(_KEY, self._now)
            kept.sync()

    def _read(self) -> str:
        if self._memory is None or not self._memory.is_file():
            return ""
        return str(QSettings(str(self._memory), QSettings.Format.IniFormat).value(_KEY, ""))


def _there(folder: Path) -> bool:
    """Whether it can be opened now: a network drive may be gone or locked."""
    try:
        return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)
    except OSError:
        return False
