"""The rule about class time read word by word, as a plain loop over minutes, and days made up by
chance to ask it about. It shares nothing with `cpdesk.policy.day_plan` but its records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from cpdesk.policy.day_plan import DayPlan, DayRow, Period, PeriodKind

CLASS_KINDS = ("instructional", "advisory", "optional")
OPENS, CLOSES, PASSING = 7 * 60, 16 * 60, 10


def names(row: DayRow | Period, grade: int) -> bool:
    low = -1 if row.grade_low is None else row.grade_low
    high = 12 if row.grade_high is None else row.grade_high
    return low <= grade <= high


def how_many(row: DayRow, plan: DayPlan) -> float:
    """How many of the school's grades it names; one without grades is for everybody and loses to
    any that names some."""
    if row.grade_low is None and row.grade_high is None:
        return float("inf")
    return sum(names(row, grade) for grade in range(plan.grade_low, plan.grade_high + 1))


def in_force(plan: DayPlan, grade: int) -> list[DayRow] | None:
    """The rows that decide for this grade: days, else week. None where no row names it."""
    for rows in (plan.own_days, plan.special, plan.outside_years, plan.own_week, plan.week):
        mine = [row for row in rows if names(row, grade)]
        if not mine:
            continue
        fewest = min(how_many(row, plan) for row in mine)
        mine = [row for row in mine if how_many(row, plan) == fewest]
        with_school = [row for row in mine if row.schedule != ""]
        return with_school if with_school else mine
    return None


def has_school(plan: DayPlan, grade: int | None) -> bool:
    every = range(plan.grade_low, plan.grade_high + 1)
    if grade is not None and grade in every:
        rows = in_force(plan, grade)
        if rows is not None:
            return rows[0].schedule != ""
    named = [rows for g in every if (rows := in_force(plan, g)) is not None]
    if any(rows[0].schedule != "" for rows in named):
        return True  # other grades have school
    unnamed = len(named) < len(every)
    return unnamed and not plan.has_week and plan.day.weekday() in (0, 1, 2, 3, 4)


def class_minutes(plan: DayPlan, grade: int | None, minutes: range) -> int:
    """How many of these minutes are class for this grade."""
    if not has_school(plan, grade):
        return 0
    periods = known_periods(plan, grade)
    return sum(is_class(periods, minute) for minute in minutes)


def known_periods(plan: DayPlan, grade: int | None) -> list[Period] | None:
    """None where no bell plan is known for the grade that day."""
    if grade is None or not plan.grade_low <= grade <= plan.grade_high:
        return None
    rows = in_force(plan, grade)
    if rows is None:
        return None
    mine: list[Period] = []
    for schedule in {row.schedule for row in rows}:
        of_this = [p for p in plan.periods if p.schedule == schedule and names(p, grade)]
        if not any(p.kind.value in CLASS_KINDS for p in of_this):
            return None  # no class row speaks of the grade
        mine += of_this
    return mine


def is_class(periods: list[Period] | None, minute: int) -> bool:
    default = OPENS <= minute < CLOSES
    if periods is None:
        return default
    over = covering(periods, minute)
    if over:
        graded = [p for p in over if p.grade_low is not None or p.grade_high is not None]
        return any(p.kind.value in CLASS_KINDS for p in (graded or over))
    return default and unexplained(periods, minute)


def covering(periods: list[Period], minute: int) -> list[Period]:
    return [p for p in periods if of(p.start) <= minute < of(p.end)]


def unexplained(periods: list[Period], minute: int) -> bool:
    """Whether it lies in a stretch without any row, longer than passing, between two class rows."""
    classes = [p for p in periods if p.kind.value in CLASS_KINDS]
    if not any(of(p.end) <= minute for p in classes):
        return False
    if not any(of(p.start) > minute for p in classes):
        return False
    first = last = minute
    while not covering(periods, first - 1):
        first -= 1
    while not covering(periods, last + 1):
        last += 1
    return last - first + 1 > PASSING


def of(at: time) -> int:
    return at.hour * 60 + at.minute


# --- days by chance ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    plan: DayPlan
    grade: int | None
    start: int
    end: int


def questions(seed: int, many: int, a_plan: int = 4) -> list[Asked]:
    """So many questions, `a_plan` of each day that was made up."""
    chance = Random(seed)
    found: list[Asked] = []
    while len(found) < many:
        plan = a_day(chance)
        for _ in range(a_plan):
            grade = chance.choice((None, *range(plan.grade_low - 1, plan.grade_high + 2)))
            start = chance.randrange(5 * 60, 19 * 60)
            length = chance.choice((1, 1, 10, 11, 30, 30, 45, 90))
            found.append(Asked(plan, grade, start, start + length))
    return found[:many]


def a_day(chance: Random) -> DayPlan:
    low, high = chance.choice(((0, 8), (-1, 5), (6, 8), (9, 12), (3, 3)))
    day = date(2026, 11, 23) + timedelta(days=chance.randrange(7))
    some = ("special", "week", "own_days", "own_week", "outside_years")
    share = {"special": 0.5, "week": 0.7, "own_days": 0.25, "own_week": 0.2, "outside_years": 0.1}
    rows: dict[str, tuple[DayRow, ...]] = {
        name: tuple(a_row(chance, low, high) for _ in range(chance.randrange(1, 4)))
        if chance.random() < share[name]
        else ()
        for name in some
    }
    rows["outside_years"] = tuple(
        DayRow("", "", row.grade_low, row.grade_high) for row in rows["outside_years"]
    )
    return DayPlan(
        day=day,
        grade_low=low,
        grade_high=high,
        has_week=bool(rows["week"] or rows["own_week"]) or chance.random() < 0.5,
        periods=tuple(
            period
            for schedule in ("regular", "short", "lunch only")
            for period in bells(chance, schedule, low, high)
        ),
        **rows,
    )


def a_row(chance: Random, low: int, high: int) -> DayRow:
    schedule = chance.choice(("", "regular", "regular", "short", "lunch only", "nobody knows"))
    return DayRow(schedule, "", *some_grades(chance, low, high, often=0.6))


def some_grades(
    chance: Random, low: int, high: int, *, often: float
) -> tuple[int | None, int | None]:
    if chance.random() > often:
        return None, None
    first, last = sorted(chance.randint(low, high) for _ in range(2))
    return chance.choice(((first, last), (first, last), (first, None), (None, last)))


def bells(chance: Random, schedule: str, low: int, high: int) -> list[Period]:
    kinds = [k for k in PeriodKind if schedule != "lunch only" or k.value not in CLASS_KINDS]
    often = [PeriodKind.INSTRUCTIONAL] * 6 if schedule != "lunch only" else []
    found: list[Period] = []
    at = chance.randrange(6 * 60, 9 * 60)
    for n in range(chance.randrange(1, 8)):
        length = chance.choice((5, 20, 30, 45, 60, 90))
        end = min(at + length, 23 * 60)
        if at < end:
            grades = some_grades(chance, low, high, often=0.3)
            kind = chance.choice((*kinds, *often))
            found.append(Period(schedule, f"{n + 1}", kind, clock(at), clock(end), *grades))
        at = end + chance.choice((0, 0, 4, 9, 10, 11, 12, 40, 100, -15, -20))
    return found


def clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
