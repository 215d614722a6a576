"""What every use case is based on: the roster in use, the school, its calendar.

Rows of a roster issue never change once it is in use, and every change of the office's own day plan
changes its number. So what was read stays cached while both are the same: `Grounds.at` reads one
row to know.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables import roster_tables as r
from cpdesk.models.tables.desk_tables import office
from cpdesk.policy.case import NoticeFacts, SchoolFacts
from cpdesk.policy.day_plan import DayPlan, DayRow, Period
from cpdesk.services.own_days import OwnDays, read_calendar, read_own
from cpdesk.services.school_spans import year_ends_on
from cpdesk.words import N_

T = TypeVar("T")

_KEPT = 4_000  # enough for every partner and activity that one school sees in a day

DAY_PLAN = "day_plan"  # the office's number, raised by every change of its own day plan

_issue = (
    select(
        r.roster_issue.c.issue,
        r.roster_issue.c.sequence,
        r.roster_issue.c.time_zone,
        r.roster_issue.c.taken_in_at,
        r.roster_issue.c.school_year,
        r.roster_issue.c.published_at,
        r.roster_issue.c.become_partner_url,
        select(office.c.value).where(office.c.name == "school").scalar_subquery().label("school"),
        select(office.c.value).where(office.c.name == DAY_PLAN).scalar_subquery().label("plan"),
    )
    .where(r.roster_issue.c.state == "current")
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class SchoolContext:
    """One school under one issue of the roster, with what the office entered itself."""

    issue: int
    sequence: int
    taken_in_at: datetime
    year_ends_on: date
    become_partner_url: str
    zone: ZoneInfo
    school: SchoolFacts
    special: dict[date, tuple[DayRow, ...]]
    week: dict[int, tuple[DayRow, ...]]
    periods: dict[str, tuple[Period, ...]]
    notices: tuple[NoticeFacts, ...]
    own: OwnDays

    @property
    def school_id(self) -> str:
        return self.school.school_id

    def plan(self, day: date) -> DayPlan:
        """The facts about one date."""
        special = self.special.get(day, ())
        week = self.week.get(day.weekday(), ())
        own_days = self.own.days.get(day, ())
        own_week = self.own.week.get(day.weekday(), ())
        named = {row.schedule for row in (*own_days, *special, *own_week, *week)}
        return DayPlan(
            day=day,
            grade_low=self.school.grade_low,
            grade_high=self.school.grade_high,
            special=special,
            week=week,
            has_week=bool(self.week or self.own.week),
            periods=tuple(p for name in sorted(named) for p in self.bells(name)),
            own_days=own_days,
            own_week=own_week,
            outside_years=self.own.outside_years(day),
        )

    def bells(self, schedule: str) -> tuple[Period, ...]:
        """The periods of a schedule; the office's own replaces the roster's of that name as a
        whole."""
        own = self.own.periods.get(schedule)
        return self.periods.get(schedule, ()) if own is None else own


@dataclass(frozen=True, slots=True)
class Place:
    """A school as far as needed to say who is in the building. Also one that a new roster left out,
    since its visitors are still in the building; then only its ID is known, and used as its name.
    """

    school_id: str
    school_name: str
    zone: ZoneInfo


class ContextCache:
    """Finds the ground and caches what it read of the roster while the same issue is in use."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._of: tuple[int, object] = (0, None)

    def place(self, tx: Connection) -> Place:
        """Where this desk is. DeskError if it does not know its school."""
        row = tx.execute(_issue).first()
        if row is None or not row.school or _has_school(tx, row.issue, row.school):
            school_context = self.at(tx)
            return Place(school_context.school_id, school_context.school.name, school_context.zone)
        return Place(row.school, row.school, ZoneInfo(row.time_zone))

    def at(self, tx: Connection, school: str = "") -> SchoolContext:
        """The ground for `school`, or for this desk's school. DeskError if there is none."""
        row = _row(tx)
        if (row.issue, row.plan) != self._of:
            self._kept.clear()
            self._of = (row.issue, row.plan)
        school_id = _school_id(row, school)
        return self.kept(("ground", school_id), lambda: _read_ground(tx, row, school_id))

    def kept(self, key: Hashable, read: Callable[[], T]) -> T:
        """The result of `read`, cached until the roster issue or the office's own day plan changes.
        Call after `at`."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return cast(T, self._kept[key])
        value = read()
        self._kept[key] = value
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return value


def ground_now(tx: Connection, school: str = "") -> SchoolContext:
    """The ground as this transaction sees it, its own changes included. Nothing is cached, since
    the changes may still be rolled back. DeskError if there is none."""
    row = _row(tx)
    return _read_ground(tx, row, _school_id(row, school))


def _row(tx: Connection) -> Any:
    row = tx.execute(_issue).first()
    if row is None:
        raise DeskError(
            N_("No roster has been imported yet."),
            N_("Import the district’s roster in Settings first."),
        )
    return row


def _school_id(row: Any, school: str) -> str:
    if not (school or row.school):
        raise DeskError(
            N_("No school is set for this computer yet."), N_("Choose the school in Settings.")
        )
    return str(school or row.school)


def _has_school(tx: Connection, issue: int, school_id: str) -> bool:
    wanted = (r.school.c.issue == issue, r.school.c.school_id == school_id)
    return tx.execute(select(r.school.c.school_id).where(*wanted)).first() is not None


def _read_ground(tx: Connection, issue: Any, school_id: str) -> SchoolContext:
    n = issue.issue
    found = tx.execute(
        select(r.school).where(r.school.c.issue == n, r.school.c.school_id == school_id)
    ).first()
    if found is None:
        raise DeskError(
            N_("School {school} is not on the current roster."),
            N_("Choose the school in Settings, or ask the district about it."),
            school=school_id,
        )
    special, week, periods = read_calendar(
        tx, r.special_day, r.week_day, r.bell, issue=n, school_id=school_id
    )
    notices = tx.execute(
        select(r.notice).where(r.notice.c.issue == n, r.notice.c.school_id.in_((school_id, "*")))
    )
    zone = ZoneInfo(found.time_zone or issue.time_zone)
    return SchoolContext(
        issue=n,
        sequence=issue.sequence,
        taken_in_at=issue.taken_in_at,
        year_ends_on=year_ends_on(issue.school_year, issue.published_at.astimezone(zone).date()),
        become_partner_url=issue.become_partner_url,
        zone=zone,
        school=SchoolFacts(school_id, found.name, found.grade_low, found.grade_high),
        special=special,
        week=week,
        periods=periods,
        notices=tuple(
            record_of(
                NoticeFacts,
                row,
                other_names=tuple(x for x in row.other_names.split(";") if x.strip()),
            )
            for row in notices
        ),
        own=read_own(tx, school_id, found.grade_low, found.grade_high),
    )
