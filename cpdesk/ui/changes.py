"""What changed, told to every page; each reads anew what it shows and patches nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """Emitted on the GUI thread, after the change is committed."""

    visits = Signal()
    roster = Signal()
    office = Signal()
    settings = Signal()
