"""Times that fit: outside class for the student, free for the visitor and the room, and near what
the partner does at the school anyway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.day_plan import GradeDay, grade_day, minute_of, school_open
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.records.requests import Ask, FreeTime, FreeTimes, Window
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import requires
from cpdesk.services.cases.case_builder import ActivityBook
from cpdesk.services.requests import form
from cpdesk.services.requests.lookups import look_up
from cpdesk.services.requests.times import busy, free_stretches
from cpdesk.services.requests.times.busy import subject_of
from cpdesk.services.requests.times.day_timing import grade_of
from cpdesk.services.requests.times.free_stretches import Free, Stretch
from cpdesk.services.school_context import SchoolContext

MOST = 12
A_DAY = 3  # how many are proposed per day before other days are
NEAR = 10  # minutes between an activity and a time right before or after it
ACTIVITY, SAME_DAY = "activity", "same_day"


@dataclass(frozen=True, slots=True)
class _Day:
    """A day with its free stretches."""

    day: date
    plan: GradeDay | None  # of the grade; None if no class is affected
    free: tuple[Free, ...]
    taken: list[Stretch]
    beside: tuple[Stretch, ...]  # what the partner does here that day


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The search, as far as it is the same every day."""

    ask: Ask
    subject: busy.Subject
    minutes: int
    activities: tuple[ActivityBook, ...]
    school_context: SchoolContext
    others: busy.Days


class Times(AtSchool):
    """Searches for times. Reads in one transaction; a page may search again with every key."""

    @requires(Permission.LOOK)
    def find(
        self, ask: Ask, minutes: int = 0, *, request_id: str = "", most: int | None = MOST
    ) -> FreeTimes:
        """The best times in the next days (term `find.days`), best first; `most` None returns all.
        `minutes` 0 means as long as the form says, otherwise the term `find.minutes`; never shorter
        than `meeting.shortest_minutes`. A day in the form that is after these days moves the search
        there. A weekly request gets times that are free in every week with school. `request_id` is
        the request itself, which doesn't conflict with its own times."""
        with self._to_read() as (tx, school_context, at):
            terms = self._terms.on(at.date())
            first = at.date()
            last = first + timedelta(days=terms.find_days)
            if ask.day is not None and ask.day > last:
                first, last = ask.day, ask.day + timedelta(days=terms.find_days)
            if ask.kind is Kind.MEET_STUDENT and grade_of(ask) is None:
                return FreeTimes((), "no_grade", first, last)
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            every = {*days, *_weeks(days, ask.weekly_until)}
            ask = look_up(tx, self._facts, ask, at).ask
            subject = subject_of(ask)
            wanted = _Wanted(
                ask=ask,
                subject=subject,
                minutes=_length(ask, minutes, terms),
                activities=self._activities(tx, school_context, ask),
                school_context=school_context,
                others=busy.read_busy(
                    tx,
                    self._facts,
                    school_context,
                    every,
                    subject.people,
                    now=at,
                    but_request=request_id,
                ),
            )
        looked = {day: self._look(wanted, day, at) for day in sorted(every)}
        return self._answer(wanted, looked, days, first, last, most)

    def _activities(
        self, tx: Connection, school_context: SchoolContext, ask: Ask
    ) -> tuple[ActivityBook, ...]:
        """What the partner does here: the named activity, otherwise all of them."""
        here = self._facts.activities_here(tx, school_context)
        if ask.activity:
            return tuple(one for one in here if one.facts.activity_id == ask.activity)
        return tuple(one for one in here if ask.partner and one.program.partner_id == ask.partner)

    # -- days -----------------------------------------------------------------------------------

    def _look(self, wanted: _Wanted, day: date, at: datetime) -> _Day:
        plan, terms = wanted.school_context.plan(day), self._terms.on(day)
        kind, grade = wanted.ask.kind, grade_of(wanted.ask)
        graded = grade_day(plan, grade, terms) if grade is not None else None
        if graded is None:
            free = free_stretches.whole_day(terms) if school_open(plan) else ()
        elif kind in form.OF_CLASS:
            free = free_stretches.in_class(graded)
        else:
            free = free_stretches.outside_class(graded, wanted.minutes, terms)
        taken = [
            (one.first, one.last)
            for one in wanted.others.get(day, ())
            if any(True for _ in one.over(wanted.subject))
        ]
        if day == at.date():
            taken.append((0, _from_now(at)))
        beside = tuple(
            (minute_of(one.facts.start), minute_of(one.facts.end))
            for one in wanted.activities
            if _meets(one, day)
        )
        return _Day(day, graded, free, taken, beside)

    def _answer(
        self,
        wanted: _Wanted,
        looked: dict[date, _Day],
        days: list[date],
        first: date,
        last: date,
        most: int | None,
    ) -> FreeTimes:
        fits_later = _fits_later(wanted, looked)
        found: list[tuple[date, int, str]] = []
        for day in days:
            one = looked[day]
            for free in one.free:
                for start in free_stretches.starts(free, one.taken, wanted.minutes, one.beside):
                    if fits_later(day, start):
                        found.append((day, start, _note(one, start, wanted.minutes)))
        found.sort(key=lambda time_: _rank(looked[time_[0]], time_, first))
        best = found if most is None else _spread(found, most)
        why = "" if found else _why(looked, days)
        return FreeTimes(
            tuple(_free_time(wanted, looked[day], start, note) for day, start, note in best),
            why,
            first,
            last,
        )


def _length(ask: Ask, minutes: int, terms: TermsInForce) -> int:
    if minutes <= 0 and ask.start is not None and ask.end is not None and ask.start < ask.end:
        minutes = minute_of(ask.end) - minute_of(ask.start)
    return max(minutes if minutes > 0 else terms.find_minutes, terms.meeting_shortest_minutes)


def _weeks(days: Iterable[date], until: date | None) -> set[date]:
    """The same weekdays in later weeks, for a weekly request."""
    if until is None:
        return set()
    found: set[date] = set()
    for day in days:
        end = min(until, day + form.LONGEST)
        found.update(day + timedelta(weeks=n) for n in range(1, (end - day).days // 7 + 1))
    return found


def _from_now(at: datetime) -> int:
    """The first minute from which a time today can be proposed: the next full five minutes."""
    return -(-(minute_of(at.time()) + 1) // 5) * 5


def _meets(activity: ActivityBook, day: date) -> bool:
    facts = activity.facts
    return day.weekday() in facts.weekdays and facts.starts_on <= day <= facts.ends_on


def _fits_later(wanted: _Wanted, looked: dict[date, _Day]) -> Callable[[date, int], bool]:
    """Whether a time is free in all later weeks with school."""
    until = wanted.ask.weekly_until
    if until is None:
        return lambda day, start: True
    pieces: dict[date, list[Stretch]] = {}

    def free(day: date) -> list[Stretch]:
        if day not in pieces:
            one = looked[day]
            pieces[day] = [p for f in one.free for p in free_stretches.without(f.whole, one.taken)]
        return pieces[day]

    def fits(day: date, start: int) -> bool:
        for later in _weeks([day], until):
            one = looked[later]
            opened = one.plan.open if one.plan else school_open(wanted.school_context.plan(later))
            end = start + wanted.minutes
            if opened and not any(p[0] <= start and end <= p[1] for p in free(later)):
                return False
        return True

    return fits


def _note(one: _Day, start: int, minutes: int) -> str:
    for begins, ends in one.beside:
        if 0 <= start - ends <= NEAR or 0 <= begins - (start + minutes) <= NEAR:
            return ACTIVITY
    return SAME_DAY if one.beside else ""


def _rank(one: _Day, found: tuple[date, int, str], first: date) -> tuple[object, ...]:
    """Right next to the partner's activity first, then on its day, then any; during the school day
    before its edges; sooner before later."""
    day, start, note = found
    notes = (ACTIVITY, SAME_DAY, "")
    classes = free_stretches.in_class(one.plan) if one.plan else ()
    edge = 0
    if classes and start < classes[0].whole[0]:
        edge = 2
    elif classes and start >= classes[-1].whole[1]:
        edge = 1
    return (notes.index(note), edge, (day - first).days, start)


def _spread(found: list[tuple[date, int, str]], most: int) -> list[tuple[date, int, str]]:
    """The best ones, only a few a day as long as other days have some."""
    of_day: dict[date, int] = defaultdict(int)
    taken: list[tuple[date, int, str]] = []
    later: list[tuple[date, int, str]] = []
    for one in found:
        of_day[one[0]] += 1
        (taken if of_day[one[0]] <= A_DAY else later).append(one)
    chosen = set((taken + later)[:most])
    return [one for one in found if one in chosen]


def _why(looked: dict[date, _Day], days: Collection[date]) -> str:
    open_days = [one for day in days if (one := looked[day]).plan is None or one.plan.open]
    if not any(one.free or one.plan is not None for one in open_days):
        return "no_school"
    if all(one.plan is not None and not one.plan.known for one in open_days):
        return "no_plan"
    return "full"


def _free_time(wanted: _Wanted, one: _Day, start: int, note: str) -> FreeTime:
    zone = wanted.school_context.zone
    begins = datetime.combine(one.day, time(start // 60, start % 60), zone)
    end = start + wanted.minutes
    whole, rest = divmod(end, free_stretches.MIDNIGHT)
    ends = datetime.combine(one.day + timedelta(days=whole), time(rest // 60, rest % 60), zone)
    return FreeTime(Window(begins, ends), _period(one, start, end), note)


def _period(one: _Day, start: int, end: int) -> str:
    """The period that contains most of the time."""
    if one.plan is None:
        return ""
    shared = {
        band.name: min(end, minute_of(band.end)) - max(start, minute_of(band.start))
        for band in one.plan.bands
    }
    name = max(shared, key=lambda name: shared[name], default="")
    return name if name and shared[name] > 0 else ""
