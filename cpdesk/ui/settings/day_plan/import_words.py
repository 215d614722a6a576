"""A calendar file in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from cpdesk.records.day_plans import CalendarFile, OwnDay
from cpdesk.services.day_plan.listing import asked
from cpdesk.ui.settings.day_plan.columns import NO_SCHOOL, TERMS
from cpdesk.words import N_, Words

_KINDS = {
    "ics": N_("School calendar (iCalendar)"),
    "bells": N_("Bell schedules (JSON)"),
    "edfi": N_("Ed-Fi"),
    "oneroster": N_("OneRoster"),
}


def summary(file: CalendarFile, words: Words) -> tuple[str, str]:
    """What the file is, and how much of it was understood."""
    kind = words.text(_KINDS.get(file.kind, file.kind))
    says = f"{file.source} · {kind}" if file.source else kind
    counted = [
        words.count("{n} entry", "{n} entries", file.events),
        words.text("{n} understood", n=f"{file.understood:,}"),
        words.text("{n} not about school days", n=f"{len(file.passed_over):,}"),
        words.text("{n} not understood", n=f"{len(file.unread):,}"),
    ]
    parts = [", ".join(counted) + "."]
    if file.window is not None:
        first, last = file.window
        parts.append(words.text("It covers {first} to {last}.", first=first, last=last))
    return says, " ".join(parts)


def named_in(file: CalendarFile) -> tuple[str, ...]:
    """Every bell schedule named in the file."""
    said = [schedule.name for schedule in file.schedules]
    said += [weekday.schedule for weekday in file.week]
    said += [day.schedule for day in file.days]
    return tuple(dict.fromkeys(name for name in said if name))


def spans(file: CalendarFile, names: tuple[str, ...]) -> list[tuple[str, int]]:
    """For how many days each of them is named."""
    counted = Counter(day.schedule for day in file.days)
    return [(name, counted[name]) for name in names]


def what_stands_in(file: CalendarFile, words: Words) -> list[tuple[str, str]]:
    """A line for each schedule, term and run of days."""
    lines = [
        (
            words.count(
                "{name}: {n} period", "{name}: {n} periods", len(one.periods), name=one.name
            ),
            words.listed([period.name for period in one.periods[:12]]),
        )
        for one in file.schedules
    ]
    lines += [
        (
            f"{term.title} · {words.text(TERMS.get(term.kind, term.kind))}",
            words.text("{first} to {last}", first=term.starts_on, last=term.ends_on),
        )
        for term in file.terms
    ]
    lines += [
        (f"{words.weekday(one.weekday)}: {one.schedule or words.text(NO_SCHOOL)}", "")
        for one in file.week
    ]
    return lines + [_days(run, words) for run in _runs(file.days)]


def notes(file: CalendarFile, words: Words) -> list[tuple[str, str, str]]:
    """What the user has to check: when it is, what it is called, and why."""
    return [(words.stretches(one.days), one.what, words.fault(one.why)) for one in asked(file)]


def passed_over(file: CalendarFile, words: Words) -> str:
    """What isn't about this school's days, one per line."""
    return lines_of((words.stretches(one.days), one.what or "–") for one in file.passed_over)


def lines_of(rows: Iterable[tuple[str, ...]]) -> str:
    """Plain text, one line each."""
    return "\n".join(": ".join(part for part in row if part) for row in rows)


def _runs(days: tuple[OwnDay, ...]) -> list[list[OwnDay]]:
    """Consecutive days with the same content are one line; a weekend doesn't split them."""
    runs: list[list[OwnDay]] = []
    ordered = sorted(days, key=lambda d: (d.note, d.schedule, d.grade_low or -2, d.day))
    for _, same in groupby(ordered, key=lambda d: (d.note, d.schedule, d.grade_low, d.grade_high)):
        for day in same:
            if runs and _alike(runs[-1][-1], day) and _next(runs[-1][-1].day, day.day):
                runs[-1].append(day)
            else:
                runs.append([day])
    return sorted(runs, key=lambda run: run[0].day)


def _next(one: date, other: date) -> bool:
    """Whether only a weekend lies between two days."""
    between = [one + timedelta(days=n) for n in range(1, (other - one).days)]
    return len(between) <= 2 and all(day.weekday() >= 5 for day in between)


def _alike(one: OwnDay, other: OwnDay) -> bool:
    return (one.note, one.schedule, one.grade_low, one.grade_high) == (
        other.note,
        other.schedule,
        other.grade_low,
        other.grade_high,
    )


def _days(run: list[OwnDay], words: Words) -> tuple[str, str]:
    first, last = run[0], run[-1]
    when = words.short_day(first.day)
    if len(run) > 1:
        when = words.text("{first} to {last}", first=when, last=words.short_day(last.day))
    what = first.schedule or words.text(NO_SCHOOL)
    grades = ""
    if first.grade_low is not None:
        of = words.grades(first.grade_low, first.grade_high)
        grades = " · " + words.text("grades {grades}", grades=of)
    return f"{when}: {what}{grades}", first.note if first.note != what else ""
