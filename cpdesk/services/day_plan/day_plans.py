"""The office's own day plan: viewed, previewed, saved and removed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select

from cpdesk.lazy_modules import LazyPackage
from cpdesk.models import journal
from cpdesk.models.record_of import record_of
from cpdesk.models.tables.roster_tables import roster_issue
from cpdesk.models.tables.roster_tables import school as schools
from cpdesk.policy.day_plan import DayRow, Period
from cpdesk.policy.permissions import Permission
from cpdesk.records.day_plans import (
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
from cpdesk.services.auth_context import requires
from cpdesk.services.day_plan import adoption, day_plan_rows, validation
from cpdesk.services.day_plan.day_view import day_view
from cpdesk.services.day_plan.importers.titles.home_school import Home
from cpdesk.services.requests.flags import flag_changed
from cpdesk.services.school_context import DAY_PLAN, SchoolContext, ground_now

if TYPE_CHECKING:
    import cpdesk.services.day_plan.importers.read

    importers = cpdesk.services.day_plan.importers
else:  # with what reads calendars, only when there is one
    importers = LazyPackage("cpdesk.services.day_plan.importers")

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

    @requires(Permission.DAY_PLAN)
    def plan(self) -> DayPlanRecord:
        """The roster's entries and the office's own, side by side. Includes roster entries that an
        own one replaces, since they count again when that is removed."""
        with self._to_read() as (tx, school_context, _):
            school = school_context.school
            own = day_plan_rows.read_schedules(tx, school.school_id)
            days = day_plan_rows.read_days(tx, school.school_id)
            week = day_plan_rows.read_week(tx, school.school_id)
            terms = day_plan_rows.read_terms(tx, school.school_id)
        return DayPlanRecord(
            school_name=school.name,
            grade_low=school.grade_low,
            grade_high=school.grade_high,
            schedules=_schedules(own, school_context),
            week=(*week, *_roster_week(school_context)),
            days=tuple(sorted((*days, *_roster_days(school_context)), key=_day_order)),
            terms=terms,
        )

    @requires(Permission.LOOK)
    def view(self, day: date) -> DayView:
        """A date as it is now."""
        with self._store.read() as tx:
            return day_view(self._context_cache.at(tx), day, self._terms.on(day))

    @requires(Permission.DAY_PLAN)
    def view_with(self, day: date, change: DayPlanChange) -> DayView:
        """A date as it would be with this change. DeskError if the change has faults."""
        shown: list[DayView] = []
        with suppress(_BackError), self._store.write(self._auth.key) as tx:
            self._write(tx, change)
            shown.append(day_view(ground_now(tx), day, self._terms.on(day)))
            raise _BackError
        return shown[0]

    @requires(Permission.DAY_PLAN)
    def preview(self, change: DayPlanChange) -> DayPlanSaved:
        """What `save` would do: done for a moment, then rolled back. DeskError with every fault."""
        saved: list[DayPlanSaved] = []
        with suppress(_BackError), self._store.write(self._auth.key) as tx:
            saved.append(self._change(tx, change))
            raise _BackError
        return replace(saved[0], preview=True)

    @requires(Permission.DAY_PLAN)
    def save(self, change: DayPlanChange) -> DayPlanSaved:
        """Writes the change, all of it or nothing. Approved meetings with a student whose time is
        now class time wait for a decision again. DeskError with every fault."""
        with self._store.write(self._auth.key) as tx:
            return self._change(tx, change)

    @requires(Permission.DAY_PLAN)
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
        with self._to_read() as (tx, school_context, _):
            wanted = {"issue": school_context.issue, "school": school_context.school_id}
            home = _home(school_context, tuple(tx.execute(_other_schools, wanted).scalars()))
            year = tx.execute(
                select(roster_issue.c.school_year).where(roster_issue.c.state == "current")
            ).scalar_one()
        found = importers.read.read(
            path,
            zone=school_context.zone,
            school_year_hint=year,
            grade_low=grade_low,
            grade_high=grade_high,
            school=school,
            home=home,
        )
        known = _bells(school_context)
        meant = adoption.meant_by(found, known).items()
        return replace(found, fits=tuple((said, name) for said, name in meant if name in known))

    @requires(Permission.DAY_PLAN)
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
        with self._to_read() as (tx, school_context, _):
            days = day_plan_rows.read_days(tx, school_context.school_id)
        bells = _bells(school_context)
        for name in on_top_of.drop_schedules:
            bells[name] = tuple(_period(p) for p in school_context.periods.get(name, ()))
        bells |= {schedule.name: schedule.periods for schedule in on_top_of.schedules}
        school = school_context.school
        return adoption.change_of(
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
            return DayPlanSaved(now, False, (), validation.warnings(ground_now(tx)))
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
        return DayPlanSaved(now, False, flagged, validation.warnings(after))

    def _write(self, tx: Connection, change: DayPlanChange) -> None:
        school = ground_now(tx).school
        validation.check(change, school.grade_low, school.grade_high)
        day_plan_rows.write(tx, school.school_id, change)
        office.keep(tx, DAY_PLAN, (office.kept(tx, DAY_PLAN) or 0) + 1)


def _schedules(
    own: tuple[OwnSchedule, ...], school_context: SchoolContext
) -> tuple[OwnSchedule, ...]:
    given = (
        OwnSchedule(name, tuple(_period(p) for p in periods), own=False)
        for name, periods in school_context.periods.items()
    )
    marked = (replace(s, over_roster=s.name in school_context.periods) for s in own)
    return tuple(sorted((*marked, *given), key=lambda s: (s.name.casefold(), not s.own)))


def _bells(school_context: SchoolContext) -> dict[str, tuple[OwnPeriod, ...]]:
    """Every bell schedule of the school, the office's own before the roster's."""
    names = (*school_context.periods, *school_context.own.periods)
    return {name: tuple(_period(p) for p in school_context.bells(name)) for name in names}


def _home(school_context: SchoolContext, others: tuple[str, ...]) -> Home:
    school = school_context.school
    return Home(school.name, school.grade_low, school.grade_high, others)


def _period(period: Period) -> OwnPeriod:
    return record_of(OwnPeriod, period)


def _roster_week(school_context: SchoolContext) -> tuple[OwnWeekday, ...]:
    return tuple(
        OwnWeekday(weekday, row.schedule, row.grade_low, row.grade_high, own=False)
        for weekday in sorted(school_context.week)
        for row in school_context.week[weekday]
    )


def _roster_days(school_context: SchoolContext) -> tuple[OwnDay, ...]:
    return tuple(
        _roster_day(day, row) for day, rows in school_context.special.items() for row in rows
    )


def _roster_day(day: date, row: DayRow) -> OwnDay:
    return OwnDay(day, row.schedule, row.note, row.grade_low, row.grade_high, own=False)


def _day_order(day: OwnDay) -> tuple[date, bool, int]:
    return day.day, not day.own, -2 if day.grade_low is None else day.grade_low
