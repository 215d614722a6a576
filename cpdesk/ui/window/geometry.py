"""The window's position and size when it was closed, kept in a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QWidget

# The size of title and borders, which is unknown before the window is shown.
_FRAME = QSize(16, 40)


def keep(window: QWidget, memory: Path | None) -> None:
    if memory is not None:
        kept = QSettings(str(memory), QSettings.Format.IniFormat)
        kept.setValue("geometry", window.saveGeometry())
        kept.sync()


def restore(window: QWidget, memory: Path | None) -> None:
    """The saved position, otherwise the default size; never larger than the screen."""
    window.resize(window.sizeHint())
    if memory is not None and memory.is_file():
        kept = QSettings(str(memory), QSettings.Format.IniFormat)
        geometry = kept.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
    _fit(window)


def _fit(window: QWidget) -> None:
    """Smaller if the screen is: it may be a different one than last time, and a maximized window
    had no frame then."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return
    room = window.screen().availableGeometry()
    most = room.size() - _FRAME
    if window.width() > most.width() or window.height() > most.height():
        window.resize(window.size().boundedTo(most))
        window.move(room.topLeft())
