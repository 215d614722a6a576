"""How many requests wait for the current user, next to the page's name in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cpdesk.ui.changes import Changes
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.widgets.page.count_reader import CountReader
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.requests.decisions import Decisions


def waiting_for_you(count: int | None, words: Words) -> str:
    """The number in words, for both sidebar and page; "" if nothing waits."""
    return words.text("{n} waiting for you", n=count) if count else ""


class QueueBadge(CountReader):
    """Each minute it also marks what past times left open."""

    name, first_ms = "waiting", 2_000

    def __init__(
        self,
        decisions: Decisions,
        tasks: Tasks,
        changes: Changes,
        show: Callable[[int | None], None],
        parent: QObject | None = None,
    ) -> None:
        heard = (
            changes.requests, changes.visits, changes.people, changes.office, changes.day_plan,
            changes.roster,
        )  # fmt: skip
        super().__init__(
            lambda: decisions.queue("waiting").counts.for_me, tasks, heard, show, parent
        )
        self._decisions = decisions
        self._changes = changes

    def each_minute(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Marks what was missed or expired, then reads the number."""

        def done(changed: int) -> None:
            if changed:
                self._changes.requests.emit()
            else:
                self.read()

        self._tasks.run(
            self._decisions.settle, owner=self, done=done, failed=self.unknown, latest="settle"
        )
