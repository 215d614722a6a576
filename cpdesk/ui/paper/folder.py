"""The folder that PDFs went to last, so that the next one is offered there."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

_KEY = "pdf_folder"


class PdfFolder:
    """Kept in the file that remembers the window; in memory alone without one."""

    def __init__(self, memory: Path | None = None) -> None:
        self._memory = memory
        self._now = ""

    def get(self) -> Path:
        """The folder of the last PDF where it is still there, else the person's documents, else
        where everything of the person is."""
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
    """Whether it can be opened now: a drive of the network may be gone or locked meanwhile."""
    try:
        return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)
    except OSError:
        return False
