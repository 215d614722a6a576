"""What changed, told to every page; each reads anew what it shows and patches nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """Emitted on the GUI thread, after the change is committed."""

    visits = Signal()
    roster = Signal()
    office = Signal()
    settings = Signal()
    requests = Signal()  # filed, decided, withdrawn, offered
    events = Signal()  # how a table or presentation went
    releases = Signal()  # signed photo releases
    flyers = Signal()  # received, handed out, posted, taken down; boards
    day_plan = Signal()  # the office's own bells, week and days
    printed = Signal()  # a paper left for a printer or a file, and stands in the book
    backups = Signal()  # one was made, or could not be
    people = Signal()  # who works here: accounts, delegations, or somebody else signed in
