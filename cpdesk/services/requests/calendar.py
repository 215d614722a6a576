"""Calendar files for partners: approved times and scheduled activities. No student is in them.

An event keeps its UID from file to file, so that a calendar that imports the next file moves what
moved. What no longer takes place is marked as cancelled; a calendar that never heard of it again
would keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpdesk.errors import DeskError
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import GRANTED, PURPOSE, YES, SlotState
from cpdesk.policy.day_plan import school_open
from cpdesk.policy.permissions import Permission
from cpdesk.records.letters import CalendarEntry, CalendarExport
from cpdesk.records.requests import RequestRecord, SlotRecord, Window
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import requires
from cpdesk.services.cases.case_builder import ActivityBook
from cpdesk.services.requests import book
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.school_spans import midnights
from cpdesk.words import N_

AHEAD = timedelta(days=366)  # a file looks ahead one school year at most
_AT = "@cpdesk"

_of_partner = (
    select(t.request)
    .where(
        t.request.c.school_id == bindparam("school"), t.request.c.partner_id == bindparam("partner")
    )
    .where(t.request.c.kind.in_([kind.value for kind in PURPOSE]))
    .order_by(t.request.c.starts_at, t.request.c.request_id)
)
_of_day = (
    select(t.request)
    .where(
        t.request.c.school_id == bindparam("school"),
        t.request.c.kind.in_([kind.value for kind in PURPOSE]),
        t.request.c.request_id.in_(
            select(t.request_slot.c.request_id).where(
                t.request_slot.c.starts_at >= bindparam("since"),
                t.request_slot.c.starts_at < bindparam("until"),
            )
        ),
    )
    .order_by(t.request.c.starts_at, t.request.c.request_id)
)


class Calendars(AtSchool):
    """What a calendar program may show about this school's partners."""

    @requires(Permission.PRINT)
    def partner(self, partner_id: str) -> CalendarExport:
        """A partner's approved times, and its activities from this week on. DeskError for a partner
        that is neither on the roster nor in any request."""
        with self._to_read() as (tx, school_context, now):
            school = school_context.school_id
            found = tx.execute(_of_partner, {"school": school, "partner": partner_id}).all()
            book_of = self._facts.partner(tx, school_context, partner_id)
            if book_of is None and not found:
                raise DeskError(
                    N_("Partner {partner} is not on the roster."),
                    N_("Enter the partner’s ID from the roster."),
                    partner=partner_id,
                )
            name = book_of.facts.name if book_of else found[0].partner_name
            since = now.date() - timedelta(days=now.weekday())
            entries = [
                *self._requests(tx, found),
                *self._activities(tx, school_context, since, since + AHEAD, partner_id),
            ]
            return CalendarExport(school_context.school.name, name, None, _ordered(entries))

    @requires(Permission.PRINT)
    def day(self, day: date) -> CalendarExport:
        """Every partner that the school expects on a date."""
        with self._to_read() as (tx, school_context, _):
            since, until = midnights(day, day, school_context.zone)
            found = tx.execute(
                _of_day, {"school": school_context.school_id, "since": since, "until": until}
            ).all()
            entries = [
                *(e for e in self._requests(tx, found) if since <= e.window.starts_at < until),
                *self._activities(tx, school_context, day, day),
            ]
            return CalendarExport(school_context.school.name, "", day, _ordered(entries))

    def _requests(self, tx: Connection, found: Sequence[Any]) -> Iterator[CalendarEntry]:
        for row in found:
            record = book.read(tx, row.request_id, self._auth.actor)
            changed_at = row.settled_at or row.edited_at or row.asked_at
            yield from _of_request(record, changed_at)

    def _activities(
        self,
        tx: Connection,
        school_context: SchoolContext,
        since: date,
        until: date,
        partner_id: str = "",
    ) -> Iterator[CalendarEntry]:
        """The days on which activities meet; those without school are called off."""
        here = self._facts.activities_here(tx, school_context)
        for activity in here:
            if partner_id and activity.program.partner_id != partner_id:
                continue
            partner = self._facts.partner(tx, school_context, activity.program.partner_id)
            name = partner.facts.name if partner else ""
            facts = activity.facts
            day = max(since, facts.starts_on)
            while day <= min(until, facts.ends_on):
                if day.weekday() in facts.weekdays:
                    yield _of_activity(activity, name, day, school_context)
                day += timedelta(days=1)


def _of_activity(
    activity: ActivityBook, partner_name: str, day: date, school_context: SchoolContext
) -> CalendarEntry:
    facts = activity.facts
    return CalendarEntry(
        uid=f"activity-{facts.activity_id}-{day:%Y%m%d}{_AT}",
        window=Window(
            datetime.combine(day, facts.start, school_context.zone),
            datetime.combine(day, facts.end, school_context.zone),
        ),
        title_kind=None,
        title=facts.title,
        partner_name=partner_name,
        place=facts.location,
        changed_at=school_context.taken_in_at,
        cancelled=facts.approved_on is None or not school_open(school_context.plan(day)),
    )


def _of_request(record: RequestRecord, changed_at: datetime) -> Iterator[CalendarEntry]:
    """Its times by number. A request that was never approved has none. If it is no longer approved,
    or if times were dropped, the events are called off."""
    if not any(one.verdict in YES for one in record.decisions_in_effect):
        return
    planned = [slot for slot in record.slots if slot.state is not SlotState.CANCELLED]
    dropped = [slot for slot in record.slots if slot.state is SlotState.CANCELLED]
    stands = record.state in GRANTED
    for number, slot in enumerate(planned, 1):
        yield _of_slot(record, number, slot, changed_at, cancelled=not stands)
    for number, slot in enumerate(dropped[len(planned) :], len(planned) + 1):
        yield _of_slot(record, number, slot, changed_at, cancelled=True)


def _of_slot(
    record: RequestRecord, number: int, slot: SlotRecord, changed_at: datetime, *, cancelled: bool
) -> CalendarEntry:
    return CalendarEntry(
        uid=f"request-{record.request_id}-{number}{_AT}",
        window=slot.window,
        title_kind=record.ask.kind,
        title=record.ask.event,
        partner_name=record.partner_name,
        place=record.ask.place,
        changed_at=changed_at,
        cancelled=cancelled,
    )


def _ordered(entries: list[CalendarEntry]) -> tuple[CalendarEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.window.starts_at, entry.uid)))
