"""What changed, announced to every page; each reads its content again and patches nothing."""

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
    day_plan = Signal()  # this office's own bell schedules, week and days
    printed = Signal()  # a paper went to a printer or a file, and is in the list of printed papers
    backups = Signal()  # a backup was made, or failed
    people = Signal()  # staff: accounts, delegations, or another user signed in
