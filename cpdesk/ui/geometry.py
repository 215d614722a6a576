"""Where a window stood when it was closed, kept in a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QWidget

# What title and borders take; nobody knows before the window is shown.
_FRAME = QSize(16, 40)


def keep(window: QWidget, memory: Path | None) -> None:
    if memory is not None:
        kept = QSettings(str(memory), QSettings.Format.IniFormat)
        kept.setValue("geometry", window.saveGeometry())
        kept.sync()


def restore(window: QWidget, memory: Path | None) -> None:
    """Where it stood, else its usual size; never larger than the screen has room for."""
    window.resize(window.sizeHint())
    if memory is not None and memory.is_file():
        kept = QSettings(str(memory), QSettings.Format.IniFormat)
        geometry = kept.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
    _fit(window)


def _fit(window: QWidget) -> None:
    """Smaller where the screen is: it may be another one than last time, and a window that was left
    as large as the screen had no frame around it then."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return
    room = window.screen().availableGeometry()
    most = room.size() - _FRAME
    if window.width() > most.width() or window.height() > most.height():
        window.resize(window.size().boundedTo(most))
        window.move(room.topLeft())
