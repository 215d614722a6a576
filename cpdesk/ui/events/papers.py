"""The reminder for the partner, shown with its preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cpdesk.records.outreach import ReminderSheet
from cpdesk.services.printing import PaperKind
from cpdesk.ui.paper.desk import PaperDesk
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.site import Site

if TYPE_CHECKING:
    from cpdesk.documents.paper import Paper


def print_reminder(site: Site, paper: Callable[[], PaperDesk], request_id: str) -> None:
    """What the partner keeps to. No student stands in it."""
    words, window = site.words, site.window()
    read = site.services.service("events").reminder

    def draw(sheet: ReminderSheet, on: Paper) -> bytes:
        from cpdesk.documents.reminder import reminder

        return reminder(sheet, words, on)

    made = Sheet(
        PaperKind.REMINDER,
        words.text("Reminder for the partner"),
        words.local(site.clock.now()).date(),
        lambda: read(request_id),
        draw,
        lambda one: " · ".join(part for part in (one.partner_name, one.number) if part),
    )
    paper().room.show(made, window.theme, window)
