"""A school that approved tables and presentations, for tests about how they went."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Connection, Text, select, type_coerce

from cpdesk.clock import FixedClock
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.records.outreach import EventRow
from cpdesk.records.requests import Ask
from tests.conftest import CHICAGO
from tests.services.requests.leaders_office import Office

TABLE_DAY = date(2026, 12, 1)  # a Tuesday; it is November 24
TABLE = Ask(
    kind=Kind.TABLING,
    partner="LSL",
    people=("LSL-1",),
    day=TABLE_DAY,
    start=time(17),
    end=time(19),
    place="Gym",
    event="Family literacy fair",
)
TALK = Ask(
    kind=Kind.PRESENTATION,
    partner="HRD",
    day=TABLE_DAY,
    start=time(9, 45),
    end=time(10, 15),
    place="Room 9",
    teacher="Ms. Vang",
    grade=6,
    activity="A-012",
)


def approved(office: Office, ask: Ask = TABLE) -> EventRow:
    """The first time of a request that the clerk filed and a leader approved; the clerk is back."""
    asked = office.asked(ask, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE, knowing=True)
    office.enter(office.clerk)
    events = office.services.events.term(ask.day).events
    return next(row for row in events if row.request_id == asked)


def moment(clock: FixedClock, day: date, at: str) -> None:
    """It is this time of that day now."""
    clock.set(datetime.combine(day, time.fromisoformat(at), CHICAGO))


def everything_sent(tx: Connection) -> str:
    """All that the audit and the outbox hold, as text."""
    lines = [
        *tx.execute(select(type_coerce(outbox.c.payload, Text), outbox.c.subject_id)),
        *tx.execute(select(type_coerce(audit_entry.c.detail, Text), audit_entry.c.subject_id)),
    ]
    return " ".join(str(part) for line in lines for part in line)
