"""Where a window stood when it was closed, kept in a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget


def keep(window: QWidget, memory: Path | None) -> None:
    if memory is not None:
        kept = QSettings(str(memory), QSettings.Format.IniFormat)
        kept.setValue("geometry", window.saveGeometry())
        kept.sync()


def restore(window: QWidget, memory: Path | None) -> None:
    window.resize(window.sizeHint())
    if memory is not None and memory.is_file():
        kept = QSettings(str(memory), QSettings.Format.IniFormat)
        geometry = kept.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
