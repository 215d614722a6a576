"""The number beside the page's name."""

from __future__ import annotations

from datetime import datetime

from cpdesk.clock import FixedClock
from cpdesk.policy.outreach import EventResult
from cpdesk.records.outreach import EventNote
from cpdesk.ui.changes import Changes
from cpdesk.ui.events.reminder_badge import ReminderBadge
from cpdesk.ui.tasks import InlineTasks
from tests.conftest import CHICAGO
from tests.services.requests.leaders_office import Office


def test_the_number_follows_notes_and_the_clock(
    office: Office, tasks: InlineTasks, changes: Changes, clock: FixedClock
) -> None:
    message: list[int | None] = []
    reminder_badge = ReminderBadge(office.services.events, tasks, changes, message.append)
    changes.events.emit()
    assert message == []  # nobody is here yet
    reminder_badge.start()
    reminder_badge.read()
    first = office.services.events.term().events[0]
    office.services.events.note(EventNote(first.slot_id, EventResult.HELD))
    changes.events.emit()
    clock.set(datetime(2026, 12, 1, 11, 0, tzinfo=CHICAGO))
    reminder_badge.read()
    office.services.auth.leave()
    changes.people.emit()
    assert message == [2, 1, 2, None]  # not known is not none
