"""What else is going on at a time: other requests, scheduled activities, visits. By day and minute
of the school's clock, and read once for all the days in question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, bindparam, select

from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.approval.requests import Kind, State
from cpdesk.policy.day_plan import minute_of, school_open, whole_minutes
from cpdesk.policy.names.names import fold
from cpdesk.records.requests import Ask, Clash, Window
from cpdesk.services.cases.case_builder import ActivityBook, CaseBuilder
from cpdesk.services.requests import form
from cpdesk.services.requests.held import HeldSlot, slots_between
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.school_spans import midnights

DAY_END = 24 * 60

_activities_of = select(r.activity_person.c.activity_id).where(
    r.activity_person.c.issue == bindparam("issue"),
    r.activity_person.c.person_id.in_(bindparam("people", expanding=True)),
)
_inside = select(
    d.visit.c.visit_id,
    d.visit.c.visitor_key,
    d.visit.c.partner_name,
    d.visit.c.activity_id,
    d.visit.c.activity_title,
    d.visit.c.arrived_at,
    d.visit.c.ends_at,
).where(d.visit.c.visitor_key.in_(bindparam("keys", expanding=True)), d.visit.c.left_at.is_(None))


@dataclass(frozen=True, slots=True)
class Subject:
    """The people, room, and student that a request needs. `activity_id` is its own activity, such
    as the lesson that photos are taken of, which doesn't count as a conflict."""

    people: frozenset[str] = frozenset()
    place_key: str = ""
    student_key: str = ""
    activity_id: str = ""


@dataclass(frozen=True, slots=True)
class Busy:
    """Something at [first, last), counted in minutes of the day. `title` names no student."""

    first: int
    last: int
    title: str
    request_id: str = ""
    approved: bool = True
    people: frozenset[str] = frozenset()
    place_key: str = ""
    student_key: str = ""
    activity_id: str = ""

    def over(self, subject: Subject) -> Iterator[str]:
        """What both need: student, visitor, room."""
        if self.activity_id and self.activity_id == subject.activity_id:
            return
        if self.student_key and self.student_key == subject.student_key:
            yield "student"
        if self.people and not self.people.isdisjoint(subject.people):
            yield "visitor"
        if self.place_key and self.place_key == subject.place_key:
            yield "room"


Days = Mapping[date, list[Busy]]


def read_busy(
    tx: Connection,
    facts: CaseBuilder,
    school_context: SchoolContext,
    days: Collection[date],
    people: frozenset[str],
    *,
    now: datetime,
    but_request: str = "",
) -> Days:
    """Everything on these days: waiting and approved requests except this one, activities that meet
    here, and what the people do elsewhere. A day without anything has an empty list."""
    found: dict[date, list[Busy]] = {day: [] for day in days}
    if not found:
        return found
    zone = school_context.zone
    start, end = midnights(min(found), max(found), zone)
    own_visits = set()
    for slot in slots_between(tx, school_context.school_id, start, end):
        if slot.request_id == but_request:
            own_visits.add(slot.visit_id)
            continue
        begins = slot.starts_at.astimezone(zone)
        if begins.date() in found:
            found[begins.date()].append(_of_slot(slot, begins, slot.ends_at.astimezone(zone)))
    theirs = _theirs(tx, school_context, people)
    opened = {day for day in found if school_open(school_context.plan(day))}
    for activity in _activities(tx, facts, school_context, theirs):
        here = activity.facts.school_id == school_context.school_id
        listed = people if _id(activity) in theirs else frozenset()
        _add_activity(found, opened if here else set(found), activity, listed, here)
    today = now.astimezone(zone).date()
    if people and today in found:
        visits = _visits(tx, school_context, people, theirs, now)
        found[today].extend(one for visit_id, one in visits if visit_id not in own_visits)
    return found


def clashes(days: Days, subject: Subject, asked: Window) -> tuple[Clash, ...]:
    """The conflicts of a request at this time. Intervals are half-open: what ends at 11:35 doesn't
    overlap with what begins at 11:35."""
    day, zone = asked.starts_at.date(), asked.starts_at.tzinfo
    first, last = whole_minutes(asked.starts_at.time(), asked.ends_at.time())

    def at(minute: int) -> datetime:
        whole, rest = divmod(minute, DAY_END)
        clock = time(rest // 60, rest % 60)
        return datetime.combine(day + timedelta(days=whole), clock, zone)

    return tuple(
        Clash(over, Window(at(one.first), at(one.last)), one.title, one.request_id, one.approved)
        for one in sorted(days.get(day, ()), key=lambda one: (one.first, one.last, one.title))
        if one.first < last and first < one.last
        for over in one.over(subject)
    )


def _of_slot(slot: HeldSlot, begins: datetime, ends: datetime) -> Busy:
    first, last = whole_minutes(begins.time(), ends.time())
    people = frozenset(person for person, _ in slot.people)
    names = ", ".join(name for _, name in slot.people)
    return Busy(
        first=first,
        last=DAY_END if ends.date() > begins.date() else last,
        title=slot.event or slot.partner_name or names,
        request_id=slot.request_id,
        approved=slot.request_state is State.APPROVED,
        people=people,
        place_key=slot.place_key,
        student_key=slot.student_key,
    )


def _theirs(
    tx: Connection, school_context: SchoolContext, people: frozenset[str]
) -> frozenset[str]:
    """The activities that list one of these people, at any school."""
    if not people:
        return frozenset()
    rows = tx.execute(_activities_of, {"issue": school_context.issue, "people": sorted(people)})
    return frozenset(rows.scalars())


def _activities(
    tx: Connection, facts: CaseBuilder, school_context: SchoolContext, theirs: frozenset[str]
) -> Iterator[ActivityBook]:
    here = facts.activities_here(tx, school_context)
    yield from here
    for activity_id in sorted(theirs - {_id(one) for one in here}):
        elsewhere = facts.activity(tx, school_context, activity_id)
        if elsewhere is not None:
            yield elsewhere


def _id(activity: ActivityBook) -> str:
    return activity.facts.activity_id


def _add_activity(
    found: dict[date, list[Busy]],
    days: set[date],
    activity: ActivityBook,
    people: frozenset[str],
    here: bool,
) -> None:
    facts = activity.facts
    one = Busy(
        first=minute_of(facts.start),
        last=minute_of(facts.end),
        title=facts.title,
        people=people,
        place_key=fold(facts.location) if here else "",
        activity_id=facts.activity_id,
    )
    for day in days:
        if day.weekday() in facts.weekdays and facts.starts_on <= day <= facts.ends_on:
            found[day].append(one)


def _visits(
    tx: Connection,
    school_context: SchoolContext,
    people: frozenset[str],
    theirs: frozenset[str],
    now: datetime,
) -> Iterator[tuple[str, Busy]]:
    """Which of them are in the building now, until they should leave. A person who came for an
    activity that lists them is already there as scheduled."""
    keys = sorted(f"person:{person}" for person in people)
    for row in tx.execute(_inside, {"keys": keys}):
        if row.activity_id in theirs:
            continue
        today = now.astimezone(school_context.zone).date()
        begins = row.arrived_at.astimezone(school_context.zone)
        ends = max(row.ends_at or now, now).astimezone(school_context.zone)
        first, last = whole_minutes(begins.time(), ends.time())
        yield (
            row.visit_id,
            Busy(
                first=first if begins.date() == today else 0,
                last=last if ends.date() == today else DAY_END,
                title=row.activity_title or row.partner_name,
                people=frozenset({row.visitor_key.removeprefix("person:")}),
                # The same activity is already there as scheduled.
                activity_id=row.activity_id,
            ),
        )


def subject_of(ask: Ask, people: Iterable[tuple[str, str]] = ()) -> Subject:
    """The people, room, and student that must be free. Photos of an activity are taken while it is
    on."""
    meets = ask.kind is Kind.MEET_STUDENT
    ids = [person for person, _ in people] or ask.people
    return Subject(
        people=frozenset(ids),
        place_key=fold(ask.place),
        student_key=fold(ask.student.reference) if meets and ask.student else "",
        activity_id=ask.activity if ask.kind in form.OF_CLASS else "",
    )
