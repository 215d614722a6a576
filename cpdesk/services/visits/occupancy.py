"""Who is in the building, who is expected, which part of the school day it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, select

from cpdesk.clock import Clock
from cpdesk.models.record_of import columns_of, grouped, record_of
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.day_plan import Band, GradeDay, grade_day, school_open
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.desk import DeskNow, ExpectedRow, InsideRow, VisitRecord
from cpdesk.services.cases import approved
from cpdesk.services.cases.case_builder import ActivityBook, CaseBuilder
from cpdesk.services.identity import full_name
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.school_spans import midnights
from cpdesk.services.visits import expected_visits, purpose_choices, visits
from cpdesk.services.visits.expected_visits import Came

NEXT = 4  # how many of the next expected visits the desk shows
LATE = timedelta(minutes=15)  # after this, an expected visitor is no longer "next"


@dataclass(frozen=True, slots=True)
class ExpectedPerson:
    """One person the roster expects for an activity."""

    person_id: str
    name: str
    partner_id: str


class Occupancy:
    """Reads for the desk's lists. Every method is called inside a read transaction."""

    def __init__(self, facts: CaseBuilder, clock: Clock, terms: Terms) -> None:
        self._facts = facts
        self._clock = clock
        self._terms = terms

    def inside(self, tx: Connection) -> tuple[InsideRow, ...]:
        """Who is in the building; also at a school that the roster in use left out."""
        place = self._facts.context_cache.place(tx)
        now = self._clock.now()
        midnight = datetime.combine(now.astimezone(place.zone).date(), time(), place.zone)
        v = d.visit.c
        rows = tx.execute(
            select(
                *columns_of(
                    InsideRow,
                    d.visit,
                    given=("minutes_here", "overdue_minutes", "since_another_day"),
                )
            )
            .where(v.school_id == place.school_id, v.left_at.is_(None))
            .order_by(v.arrived_at)
        )
        return tuple(
            record_of(
                InsideRow,
                row,
                minutes_here=_minutes(now - row.arrived_at),
                overdue_minutes=_minutes(now - row.ends_at) if row.ends_at else 0,
                since_another_day=row.arrived_at < midnight,
            )
            for row in rows
        )

    def expected(self, tx: Connection) -> tuple[ExpectedRow, ...]:
        school_context = self._facts.context_cache.at(tx)
        at = self._clock.now().astimezone(school_context.zone)
        opened = school_open(school_context.plan(at.date()))
        today = self.meeting(tx, school_context, at.date()) if opened else ()
        people = self.people_of(tx, school_context)
        asked_for = approved.of_day(tx, school_context.school_id, at.date(), school_context.zone)
        came = self.came(tx, school_context, at.date())
        rows = []
        for activity in today:
            for person in people.get(activity.facts.activity_id, ()):
                book = self._facts.partner(tx, school_context, person.partner_id)
                rows.append(
                    ExpectedRow(
                        person_id=person.person_id,
                        person_name=person.name,
                        partner_id=person.partner_id,
                        partner_name=book.facts.name if book else "",
                        activity_id=activity.facts.activity_id,
                        activity_title=activity.facts.title,
                        place=activity.facts.location,
                        start=activity.facts.start,
                        end=activity.facts.end,
                        state=_state(activity, person, came, at),
                    )
                )
        if asked_for:
            rows += expected_visits.rows(school_context, asked_for, came, at)
            rows.sort(key=lambda row: row.start)
        return tuple(rows)

    def now(self, tx: Connection) -> DeskNow:
        school_context = self._facts.context_cache.at(tx)
        at = self._clock.now().astimezone(school_context.zone)
        plan = school_context.plan(at.date())
        terms = self._terms.on(at.date())
        days = [
            grade_day(plan, grade, terms) for grade in range(plan.grade_low, plan.grade_high + 1)
        ]
        open_days = [day for day in days if day.open]
        schedule = next((day.schedule for day in open_days if day.schedule), "")
        note = next((day.note for day in days if day.note), "")
        soon = (at - LATE).time() if at.hour else time()
        expected_visits = [
            row for row in self.expected(tx) if row.state in ("due", "later") and row.start >= soon
        ]
        upcoming: dict[str, ExpectedRow] = {}
        for row in expected_visits:
            upcoming.setdefault(row.activity_id or f"{row.request_id} {row.start}", row)
        return DeskNow(
            at=at,
            school_open=school_open(plan),
            day_note=note,
            schedule=schedule,
            band=_band_now(open_days, at.time()),
            inside=self.inside(tx),
            next=tuple(upcoming.values())[:NEXT],
        )

    def last_visits(self, tx: Connection, limit: int, day: date | None) -> tuple[VisitRecord, ...]:
        school_context = self._facts.context_cache.at(tx)
        there = day or self._clock.now().astimezone(school_context.zone).date()
        start, end = midnights(there, there, school_context.zone)
        v = d.visit.c
        ids = tx.execute(
            select(v.visit_id)
            .where(
                v.school_id == school_context.school_id,
                v.arrived_at >= start,
                v.arrived_at < end,
                v.undone.is_(False),
            )
            .order_by(v.arrived_at.desc())
            .limit(limit)
        ).scalars()
        return tuple(visits.read(tx, one) for one in ids.all())

    # -- shared with the day's schedule ---------------------------------------------------------

    def meeting(
        self, tx: Connection, school_context: SchoolContext, day: date
    ) -> tuple[ActivityBook, ...]:
        """The activities at this school that meet on a date, in order of time."""
        noon = datetime.combine(day, time(12), school_context.zone)
        here = self._facts.activities_here(tx, school_context)
        return tuple(a for a in here if purpose_choices.meets(a, noon))

    def people_of(
        self, tx: Connection, school_context: SchoolContext
    ) -> dict[str, tuple[ExpectedPerson, ...]]:
        """For each activity at this school, the people the roster expects."""

        def read() -> dict[str, tuple[ExpectedPerson, ...]]:
            p, e, a = r.person.c, r.activity_person.c, r.activity.c
            rows = tx.execute(
                select(
                    e.activity_id,
                    p.person_id,
                    p.given_name,
                    p.family_name,
                    p.partner_id,
                )
                .select_from(r.activity)
                .join(r.activity_person, (e.issue == a.issue) & (e.activity_id == a.activity_id))
                .join(r.person, (p.issue == a.issue) & (p.person_id == e.person_id))
                .where(a.issue == school_context.issue, a.school_id == school_context.school_id)
                .order_by(p.family_name, p.given_name)
            )
            return grouped(
                (
                    row.activity_id,
                    ExpectedPerson(
                        row.person_id,
                        full_name(row.given_name, row.family_name),
                        row.partner_id,
                    ),
                )
                for row in rows
            )

        return self._facts.context_cache.kept(("people", school_context.school_id), read)

    def came(self, tx: Connection, school_context: SchoolContext, day: date) -> tuple[Came, ...]:
        """The visits that began on a date at this school."""
        v = d.visit.c
        start, end = midnights(day, day, school_context.zone)
        rows = tx.execute(
            select(*columns_of(Came, d.visit, given=("here",), also=(v.left_at,))).where(
                v.school_id == school_context.school_id,
                v.arrived_at >= start,
                v.arrived_at < end,
                v.undone.is_(False),
            )
        )
        return tuple(record_of(Came, row, here=row.left_at is None) for row in rows)


def _state(
    activity: ActivityBook, person: ExpectedPerson, came: tuple[Came, ...], at: datetime
) -> str:
    mine = [
        c
        for c in came
        if c.visitor_key == f"person:{person.person_id}"
        and c.activity_id == activity.facts.activity_id
    ]
    start = datetime.combine(at.date(), activity.facts.start, at.tzinfo)
    end = datetime.combine(at.date(), activity.facts.end, at.tzinfo)
    return expected_visits.state_at(mine, start, end, at)


def _band_now(days: list[GradeDay], at: time) -> Band | None:
    """The part of the day that most grades are in."""
    now = Counter(
        band for day in days if day.known for band in day.bands if band.start <= at < band.end
    )
    return now.most_common(1)[0][0] if now else None


def _minutes(length: timedelta) -> int:
    """Whole minutes, never below 0, even if the clock was set back."""
    return max(0, int(length.total_seconds() // 60))
