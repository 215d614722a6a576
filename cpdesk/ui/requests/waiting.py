"""How many requests wait for the current user, next to the page's name in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cpdesk.errors import DeskError
from cpdesk.records.requests import RequestQueue
from cpdesk.ui.changes import Changes
from cpdesk.ui.tasks import Tasks
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.requests.deciding import Deciding

_EVERY_MS = 60_000
_FIRST_MS = 2_000  # after the desk's list


def waiting_for_you(count: int | None, words: Words) -> str:
    """The number in words, for both sidebar and page; "" if nothing waits."""
    return words.text("{n} waiting for you", n=count) if count else ""


class Waiting(QObject):
    """Reads the number after each change and each minute; each minute it also marks what past
    times left open. `show` puts the number where it is seen."""

    def __init__(
        self,
        deciding: Deciding,
        tasks: Tasks,
        changes: Changes,
        show: Callable[[int | None], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._deciding = deciding
        self._tasks = tasks
        self._changes = changes
        self._show = show
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.settle)
        for changed in (changes.requests, changes.visits, changes.people, changes.office):
            changed.connect(self.read)
        for changed in (changes.day_plan, changes.roster):
            changed.connect(self.read)

    def start(self) -> None:
        """Starts reading; the first time a little later, so that the desk's list is not kept
        waiting."""
        if not self._timer.isActive():
            self._timer.start()
            QTimer.singleShot(_FIRST_MS, self, self.settle)

    def settle(self) -> None:
        """Marks what was missed or expired, then reads the number."""

        def done(changed: int) -> None:
            if changed:
                self._changes.requests.emit()
            else:
                self.read()

        self._tasks.run(
            self._deciding.settle, owner=self, done=done, failed=self._unknown, latest="settle"
        )

    def read(self) -> None:
        """Asks how many wait."""
        if not self._timer.isActive():
            return  # no one is signed in yet

        def done(queue: RequestQueue) -> None:
            self._show(queue.counts.for_me)

        self._tasks.run(
            lambda: self._deciding.queue("waiting"),
            owner=self,
            done=done,
            failed=self._unknown,
            latest="waiting",
        )

    def _unknown(self, trouble: DeskError) -> None:
        """The page says why; an unknown number is not zero."""
        self._show(None)
