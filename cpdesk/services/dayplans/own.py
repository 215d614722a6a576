"""The office's own day plan: viewed, previewed, saved and removed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, bindparam, select

from cpdesk.clock import Clock
from cpdesk.models import journal
from cpdesk.models.record_of import record_of
from cpdesk.models.roster_tables import roster_issue
from cpdesk.models.roster_tables import school as schools
from cpdesk.models.store import Store
from cpdesk.policy.dayplan import DayRow, Period
from cpdesk.policy.permissions import Act
from cpdesk.policy.terms import Terms
from cpdesk.records.dayplans import (
    CalendarFile,
    DayPlanChange,
    DayPlanRecord,
    DayPlanSaved,
    DayView,
    OwnDay,
    OwnPeriod,
    OwnSchedule,
    OwnWeekday,
)
from cpdesk.services import office
from cpdesk.services.at_school import AtSchool
from cpdesk.services.context import DAY_PLAN, Ground, Grounds, ground_now
from cpdesk.services.dayplans import own_rows, sound, taking_over
from cpdesk.services.dayplans.drawn import drawn
from cpdesk.services.dayplans.home import Home
from cpdesk.services.requests.flagging import flag_changed
from cpdesk.services.who import Who, asks

NOTHING = DayPlanChange()

_other_schools = (
    select(schools.c.name)
    .where(schools.c.issue == bindparam("issue"), schools.c.school_id != bindparam("school"))
    .order_by(schools.c.school_id)
)


class _BackError(Exception):
    """Ends a transaction that was only a preview."""


class DayPlans(AtSchool):
    """Everything behind the page "School day"."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, who: Who) -> None:
        self._store = store
        self._clock = clock
        self._terms = terms
        self._who = who
        self._grounds = Grounds()

    @asks(Act.DAY_PLAN)
    def plan(self) -> DayPlanRecord:
        """The roster's entries and the office's own, side by side. Includes roster entries that an
        own one replaces, since they count again when that is removed."""
        with self._to_read() as (tx, ground, _):
            school = ground.school
            own = own_rows.read_schedules(tx, school.school_id)
            days = own_rows.read_days(tx, school.school_id)
            week = own_rows.read_week(tx, school.school_id)
            terms = own_rows.read_terms(tx, school.school_id)
        return DayPlanRecord(
            school_name=school.name,
            grade_low=school.grade_low,
            grade_high=school.grade_high,
            schedules=_schedules(own, ground),
            week=(*week, *_roster_week(ground)),
            days=tuple(sorted((*days, *_roster_days(ground)), key=_day_order)),
            terms=terms,
        )

    @asks(Act.LOOK)
    def view(self, day: date) -> DayView:
        """A date as it is now."""
        with self._store.read() as tx:
            return drawn(self._grounds.at(tx), day, self._terms.on(day))

    @asks(Act.DAY_PLAN)
    def view_with(self, day: date, change: DayPlanChange) -> DayView:
        """A date as it would be with this change. DeskError if the change has faults."""
        shown: list[DayView] = []
        with suppress(_BackError), self._store.write(self._who.key) as tx:
            self._write(tx, change)
            shown.append(drawn(ground_now(tx), day, self._terms.on(day)))
            raise _BackError
        return shown[0]

    @asks(Act.DAY_PLAN)
    def preview(self, change: DayPlanChange) -> DayPlanSaved:
        """What `save` would do: done for a moment, then rolled back. DeskError with every fault."""
        saved: list[DayPlanSaved] = []
        with suppress(_BackError), self._store.write(self._who.key) as tx:
            saved.append(self._change(tx, change))
            raise _BackError
        return replace(saved[0], preview=True)

    @asks(Act.DAY_PLAN)
    def save(self, change: DayPlanChange) -> DayPlanSaved:
        """Writes the change, all of it or nothing. Approved meetings with a student whose time is
        now class time wait for a decision again. DeskError with every fault."""
        with self._store.write(self._who.key) as tx:
            return self._change(tx, change)

    @asks(Act.DAY_PLAN)
    def read_file(
        self,
        path: Path,
        grade_low: int | None = None,
        grade_high: int | None = None,
        school: str = "",
    ) -> CalendarFile:
        """What a calendar or bell file says to this school; nothing is imported yet. The grades are
        those the file is for, if it does not say so itself; `school` is the ID of one of several in
        it."""
        from cpdesk.services.dayplans.read import read

        with self._to_read() as (tx, ground, _):
            wanted = {"issue": ground.issue, "school": ground.school.school_id}
            home = _home(ground, tuple(tx.execute(_other_schools, wanted).scalars()))
            year = tx.execute(
                select(roster_issue.c.school_year).where(roster_issue.c.state == "current")
            ).scalar_one()
        found = read(
            path,
            zone=ground.zone,
            school_year_hint=year,
            grade_low=grade_low,
            grade_high=grade_high,
            school=school,
            home=home,
        )
        known = _bells(ground)
        meant = taking_over.meant_by(found, known).items()
        return replace(found, fits=tuple((said, name) for said, name in meant if name in known))

    @asks(Act.DAY_PLAN)
    def change_of(
        self,
        file: CalendarFile,
        names: Mapping[str, str] | None = None,
        grade_low: int | None = None,
        grade_high: int | None = None,
        on_top_of: DayPlanChange = NOTHING,
    ) -> DayPlanChange:
        """The change that imports a file. `names` says which of the school's bell schedules each
        name in the file means ("" is no school; the file's own name, a new schedule with that
        name); other names are matched automatically. Days entered by hand stay as they are, and so
        do the bells of grades that the file is not for; `on_top_of` is a change that is not saved
        yet and counts for that."""
        with self._to_read() as (tx, ground, _):
            days = own_rows.read_days(tx, ground.school.school_id)
        bells = _bells(ground)
        for name in on_top_of.drop_schedules:
            bells[name] = tuple(_period(p) for p in ground.periods.get(name, ()))
        bells |= {schedule.name: schedule.periods for schedule in on_top_of.schedules}
        school = ground.school
        return taking_over.change_of(
            file,
            names or {},
            bells,
            [day for day in (*days, *on_top_of.days) if not day.source],
            (grade_low, grade_high),
            (school.grade_low, school.grade_high),
        )

    def _change(self, tx: Connection, change: DayPlanChange) -> DayPlanSaved:
        now = self._clock.now()
        if change == NOTHING:
            return DayPlanSaved(now, False, (), sound.warnings(ground_now(tx)))
        self._write(tx, change)
        after = ground_now(tx)
        journal.record(
            tx,
            at=now,
            use_case="dayplan.save",
            subject_id=after.school.school_id,
            payload={"school_id": after.school.school_id, **asdict(change)},
        )
        flagged = flag_changed(tx, after, self._terms, now)
        return DayPlanSaved(now, False, flagged, sound.warnings(after))

    def _write(self, tx: Connection, change: DayPlanChange) -> None:
        school = ground_now(tx).school
        sound.check(change, school.grade_low, school.grade_high)
        own_rows.write(tx, school.school_id, change)
        office.keep(tx, DAY_PLAN, (office.kept(tx, DAY_PLAN) or 0) + 1)


def _schedules(own: tuple[OwnSchedule, ...], ground: Ground) -> tuple[OwnSchedule, ...]:
    given = (
        OwnSchedule(name, tuple(_period(p) for p in periods), own=False)
        for name, periods in ground.periods.items()
    )
    marked = (replace(s, over_roster=s.name in ground.periods) for s in own)
    return tuple(sorted((*marked, *given), key=lambda s: (s.name.casefold(), not s.own)))


def _bells(ground: Ground) -> dict[str, tuple[OwnPeriod, ...]]:
    """Every bell schedule of the school, the office's own before the roster's."""
    names = (*ground.periods, *ground.own.periods)
    return {name: tuple(_period(p) for p in ground.bells(name)) for name in names}


def _home(ground: Ground, others: tuple[str, ...]) -> Home:
    school = ground.school
    return Home(school.name, school.grade_low, school.grade_high, others)


def _period(period: Period) -> OwnPeriod:
    return record_of(OwnPeriod, period)


def _roster_week(ground: Ground) -> tuple[OwnWeekday, ...]:
    return tuple(
        OwnWeekday(weekday, row.schedule, row.grade_low, row.grade_high, own=False)
        for weekday in sorted(ground.week)
        for row in ground.week[weekday]
    )


def _roster_days(ground: Ground) -> tuple[OwnDay, ...]:
    return tuple(_roster_day(day, row) for day, rows in ground.special.items() for row in rows)


def _roster_day(day: date, row: DayRow) -> OwnDay:
    return OwnDay(day, row.schedule, row.note, row.grade_low, row.grade_high, own=False)


def _day_order(day: OwnDay) -> tuple[date, bool, int]:
    return day.day, not day.own, -2 if day.grade_low is None else day.grade_low
