"""Bell schedules, weeks and special days: the roster's, and those entered by this office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cpdesk.errors import Fault
from cpdesk.policy.day_plan import Band, PeriodKind
from cpdesk.policy.grades import Graded
from cpdesk.records.requests import Flagged


@dataclass(frozen=True, slots=True)
class OwnPeriod(Graded):
    name: str
    kind: PeriodKind
    start: time
    end: time
    grade_low: int | None = None
    grade_high: int | None = None


@dataclass(frozen=True, slots=True)
class OwnSchedule:
    """A bell schedule. One entered by this office replaces the roster's with the same name."""

    name: str
    periods: tuple[OwnPeriod, ...]
    own: bool = True
    over_roster: bool = False  # the roster has one with this name, too


@dataclass(frozen=True, slots=True)
class OwnWeekday(Graded):
    """`schedule` "" means no school on that weekday; Monday is 0."""

    weekday: int
    schedule: str
    grade_low: int | None = None
    grade_high: int | None = None
    own: bool = True


@dataclass(frozen=True, slots=True)
class OwnDay(Graded):
    """`schedule` "" means no school. `source` says where it came from: "" if typed here, otherwise
    a file's name; a new import of the same source replaces its days."""

    day: date
    schedule: str
    note: str = ""
    grade_low: int | None = None
    grade_high: int | None = None
    source: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True)
class SchoolTerm(Graded):
    """`kind`: year, semester, term, grading_period. There is no school outside every year."""

    title: str
    kind: str
    starts_on: date
    ends_on: date
    grade_low: int | None = None
    grade_high: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class GradeBand:
    """The day of grades low..high, who share it."""

    grade_low: int
    grade_high: int
    open: bool
    known: bool
    schedule: str
    note: str
    bands: tuple[Band, ...]
    instructional_minutes: int


@dataclass(frozen=True, slots=True)
class DayView:
    """The picture of one date: a band for each group of grades that share a day. `whose`: office,
    roster, default; says where the answer comes from."""

    day: date
    open: bool
    whose: str
    note: str
    grades: tuple[GradeBand, ...]


@dataclass(frozen=True, slots=True)
class DayPlanRecord:
    """Everything that the settings page shows: the roster's rows and those entered by this
    office."""

    school_name: str
    grade_low: int
    grade_high: int
    schedules: tuple[OwnSchedule, ...]
    week: tuple[OwnWeekday, ...]
    days: tuple[OwnDay, ...]
    terms: tuple[SchoolTerm, ...]


Stretch = tuple[date, date]  # the first and last day, both included


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a file that a person has to look at. `what` is the event or element as it is
    written there, shortened; `why` is a Fault with its sentence; `days` are its days, if it names
    any."""

    what: str
    why: Fault
    days: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in a file that is not about this school's days."""

    what: str
    days: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a file says, before any of it is imported. `kind`: ics, bells, edfi, oneroster.

    `window` is the time that the file covers: days of the same source inside it are replaced.
    `events` counts everything in the file, `understood` what became a day, a term or a period,
    `passed_over` holds what has nothing to do with school days (board meetings, meals). `fits` says
    which of the school's bell schedules a name in the file definitely means.
    """

    source: str
    kind: str
    school_year: str
    window: tuple[date, date] | None
    schedules: tuple[OwnSchedule, ...]
    week: tuple[OwnWeekday, ...]
    days: tuple[OwnDay, ...]
    terms: tuple[SchoolTerm, ...]
    events: int
    understood: int
    passed_over: tuple[PassedOver, ...]
    unread: tuple[Unread, ...]
    warnings: tuple[Fault, ...]
    schools: tuple[tuple[str, str], ...] = ()  # id, name: if the file holds several
    fits: tuple[tuple[str, str], ...] = ()

    @property
    def understands(self) -> bool:
        """Whether there is anything in it to import."""
        return bool(self.days or self.schedules or self.week or self.terms)


@dataclass(frozen=True, slots=True)
class DayPlanChange:
    """A change to the entries of this office, all or nothing. Keys say which ones are removed:
    schedules by name, weekdays by (weekday, grade_low), days by (date, grade_low), terms by title.
    `replace_source` first removes the days and terms of that source inside `window`."""

    schedules: tuple[OwnSchedule, ...] = ()
    week: tuple[OwnWeekday, ...] = ()
    days: tuple[OwnDay, ...] = ()
    terms: tuple[SchoolTerm, ...] = ()
    drop_schedules: tuple[str, ...] = ()
    drop_week: tuple[tuple[int, int | None], ...] = ()
    drop_days: tuple[tuple[date, int | None], ...] = ()
    drop_terms: tuple[str, ...] = ()
    replace_source: str = ""
    window: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class DayPlanSaved:
    """What a change did, or would do (`preview`): approvals whose time is now class time.
    `warnings` are not faults: bell schedules that nothing uses, days whose schedule has no
    times."""

    at: datetime
    preview: bool
    flagged: tuple[Flagged, ...]
    warnings: tuple[Fault, ...] = ()
