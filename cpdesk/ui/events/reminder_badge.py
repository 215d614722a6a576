"""How many tables and presentations need an outcome, next to the page's name in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cpdesk.ui.changes import Changes
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.widgets.page.count_reader import CountReader
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.outreach.events import Events


def to_note(count: int | None, words: Words) -> str:
    """The number in words, for both sidebar and page; "" if none needs an outcome."""
    return words.count("{n} to record", "{n} to record", count) if count else ""


class ReminderBadge(CountReader):
    """An event is over by itself."""

    name, first_ms = "noting", 2_500

    def __init__(
        self,
        events: Events,
        tasks: Tasks,
        changes: Changes,
        show: Callable[[int | None], None],
        parent: QObject | None = None,
    ) -> None:
        def count() -> int:
            term = events.term()
            return sum(row.to_note for row in (*term.left, *term.events))

        heard = (
            changes.events, changes.requests, changes.visits, changes.people, changes.office,
            changes.roster, changes.day_plan,
        )  # fmt: skip
        super().__init__(count, tasks, heard, show, parent)
