"""How many tables and presentations need an outcome, next to the page's name in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cpdesk.errors import DeskError
from cpdesk.records.outreach import EventTerm
from cpdesk.ui.changes import Changes
from cpdesk.ui.tasks import Tasks
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.outreach.events import Events

_EVERY_MS = 60_000
_FIRST_MS = 2_500  # after the desk's list


def to_note(count: int | None, words: Words) -> str:
    """The number in words, for both sidebar and page; "" if none needs an outcome."""
    return words.count("{n} to record", "{n} to record", count) if count else ""


class Noting(QObject):
    """Reads the number after each change and each minute, since an event is over by itself. `show`
    puts it where it is seen."""

    def __init__(
        self,
        events: Events,
        tasks: Tasks,
        changes: Changes,
        show: Callable[[int | None], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._events = events
        self._tasks = tasks
        self._show = show
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.read)
        for changed in (
            changes.events, changes.requests, changes.visits, changes.people, changes.office,
            changes.roster, changes.day_plan,
        ):  # fmt: skip
            changed.connect(self.read)

    def start(self) -> None:
        """Starts reading; the first time a little later."""
        if not self._timer.isActive():
            self._timer.start()
            QTimer.singleShot(_FIRST_MS, self, self.read)

    def read(self) -> None:
        """Asks how many are over without an outcome."""
        if not self._timer.isActive():
            return  # no one is signed in yet

        def done(term: EventTerm) -> None:
            self._show(sum(row.to_note for row in (*term.left, *term.events)))

        self._tasks.run(
            self._events.term, owner=self, done=done, failed=self._unknown, latest="noting"
        )

    def _unknown(self, trouble: DeskError) -> None:
        """The page says why; an unknown number is not zero."""
        self._show(None)
