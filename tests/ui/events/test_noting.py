"""The number beside the page's name."""

from __future__ import annotations

from datetime import datetime

from cpdesk.clock import FixedClock
from cpdesk.policy.outreach import EventResult
from cpdesk.records.outreach import EventNote
from cpdesk.ui.changes import Changes
from cpdesk.ui.events.noting import Noting
from cpdesk.ui.tasks import InlineTasks
from tests.conftest import CHICAGO
from tests.services.requests.leaders_office import Office


def test_the_number_follows_notes_and_the_clock(
    office: Office, tasks: InlineTasks, changes: Changes, clock: FixedClock
) -> None:
    told: list[int | None] = []
    noting = Noting(office.counter.events, tasks, changes, told.append)
    changes.events.emit()
    assert told == []  # nobody is here yet
    noting.start()
    noting.read()
    first = office.counter.events.term().events[0]
    office.counter.events.note(EventNote(first.slot_id, EventResult.HELD))
    changes.events.emit()
    clock.set(datetime(2026, 12, 1, 11, 0, tzinfo=CHICAGO))
    noting.read()
    office.counter.who.leave()
    changes.people.emit()
    assert told == [2, 1, 2, None]  # not known is not none
