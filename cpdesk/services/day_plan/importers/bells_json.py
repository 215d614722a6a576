"""Bell schedules as JSON: schedules, the week, single dates, holidays, first and last day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import Any

from cpdesk.errors import DeskError
from cpdesk.policy.day_plan import PeriodKind
from cpdesk.policy.school_year import SchoolYear
from cpdesk.records.day_plans import (
    CalendarFile,
    OwnDay,
    OwnPeriod,
    OwnSchedule,
    OwnWeekday,
    SchoolTerm,
)
from cpdesk.services.day_plan import years
from cpdesk.services.day_plan.calendar_draft import CalendarDraft, clip, one_day
from cpdesk.services.day_plan.importers.titles.bell_names import kind_of, schedule_name
from cpdesk.services.day_plan.importers.titles.bell_times import Clock, as_time
from cpdesk.services.day_plan.years import day_of
from cpdesk.words import N_

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINARY = ("normal", "regular", "default", "standard")
_MOST = 5_000  # of any kind of entry in such a file
_OUT_OF_CLASS = frozenset({"nonschool", "nonclass", "noninstructional"})
_OPTIONAL = frozenset({"optional", "zero", "seventh", "ext"})


def read(
    data: bytes, name: str, *, zone: tzinfo, hint: str, low: int | None, high: int | None
) -> CalendarFile:
    """The file is for one school, or for grades low..high of it."""
    try:
        said = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as trouble:
        raise _no_bells(name) from trouble
    if not isinstance(said, dict) or not isinstance(said.get("schedules"), dict):
        raise _no_bells(name)
    source = clip(_text(said.get("name"))) or clip(name)
    return _Draft(kind="bells", source=source, said=said, low=low, high=high).read(zone, hint)


def _no_bells(name: str) -> DeskError:
    return DeskError(
        N_("{name} is not a list of bell schedules, or the file is damaged."),
        N_("Choose the JSON file with the schedules, or ask for a new copy."),
        name=name,
    )


@dataclass(frozen=True, slots=True)
class _Hole:
    """A period that can't be read, or not its end."""

    name: str
    start: int | None


@dataclass(slots=True, kw_only=True)
class _Draft(CalendarDraft):
    said: dict[str, Any]
    schedules: dict[str, OwnSchedule] = field(default_factory=dict)
    follows: dict[str, str] = field(default_factory=dict)

    def read(self, zone: tzinfo, hint: str) -> CalendarFile:
        term = self._term()
        for title, rows in self._some("schedules"):
            self._schedule(title, rows)
        week = list(self._week()) if self._readable else []
        found = list(self._days())
        asked = _text(self.said.get("year")) or hint
        begun = SchoolYear.of(term.starts_on) if term else None
        year = begun or years.spoken_of((SchoolYear.of(d.day) for d in found), asked)
        days, elsewhere = self._within(found, year, term)
        self.events += len(elsewhere)
        self.left_out(elsewhere, year)
        self._zone(zone)
        return self.file(
            year,
            hint,
            schedules=(s for s in self.schedules.values() if s.periods),
            week=week,
            days=days,
            terms=(term,) if term else (),
        )

    def _some(self, part: str) -> list[tuple[str, Any]]:
        """The entries of a part of the file, up to a sensible limit."""
        found = self.said.get(part)
        if isinstance(found, dict):
            return [(str(name), value) for name, value in found.items()][:_MOST]
        if isinstance(found, list):
            return [(_text(value), value) for value in found][:_MOST]
        if found is not None:
            self.events += 1
            self.lost(part, N_("Can’t read this part of the file."))
        return []

    # --- schedules ---------------------------------------------------------------------------

    def _schedule(self, title: str, rows: object) -> str | None:
        """What a day that names it follows: its name here, or "" if its periods are for teachers
        only. If none or only some of it can be read, the plan is unknown: a name without periods.
        """
        name = schedule_name(clip(title), self.low, self.high)
        parts = list(self._parts(clip(title), rows))
        periods = _with_holes([part for part in parts if part is not None], self.low, self.high)
        staff_only = bool(parts) and all(part is None for part in parts)
        self.schedules[title] = OwnSchedule(name, periods)
        self.follows[title] = "" if staff_only else name
        return self.follows[title]

    def _parts(self, title: str, rows: object) -> Iterator[OwnPeriod | _Hole | None]:
        """Its periods in order; None for each that students do not have."""
        clock = Clock()
        seen: set[tuple[str, int]] = set()
        for n, row in enumerate(rows[:_MOST] if isinstance(rows, list) else [rows], start=1):
            self.events += 1
            if not isinstance(row, dict):
                self.lost(f"{title}: {_text(row)}", N_("This is not a period."))
                yield _Hole("", None)
                continue
            name = clip(_text(row.get("name")))
            start = clock.start(row.get("start"))
            end = clock.end(row.get("end")) if start is not None else None
            if row.get("teachers") is True:
                self.passed(f"{title}: {name}")
                yield None
            elif start is None or end is None or end >= 24 * 60:
                times = [_text(row.get(edge)) for edge in ("start", "end")]
                self.lost(
                    f"{title}: {name or n} {'–'.join(filter(None, times))}",
                    N_("Can’t read the times of this period."),
                )
                yield _Hole(name, start if start is not None and start < 24 * 60 else None)
            elif (name, start) in seen:
                self.lost(f"{title}: {name}", N_("This period is listed twice."))
            else:
                self.understood += 1
                seen.add((name, start))
                kind = _kind(name, row.get("tags"))
                yield OwnPeriod(name, kind, as_time(start), as_time(end), self.low, self.high)

    def _named(self, title: object) -> str | None:
        """What a day that names a schedule follows; None if the file has none with that name."""
        return self.follows.get(title) if isinstance(title, str) else None

    @property
    def _readable(self) -> bool:
        """Whether any bells could be read; without them a week of names would say nothing."""
        return any(schedule.periods for schedule in self.schedules.values())

    # --- the week ----------------------------------------------------------------------------

    def _week(self) -> Iterator[OwnWeekday]:
        """What the file says about single weekdays, and its regular schedule on the others."""
        said: dict[int, str] = {}
        for weekday, title in self._some("weekdaySchedules"):
            self.events += 1
            number = _WEEKDAYS.index(weekday.lower()) if weekday.lower() in _WEEKDAYS else None
            name = self._weekly(title)
            if number is None or not name:
                self.lost(
                    f"{weekday}: {_text(title)}",
                    N_("The weekday is not valid, or the file has no such schedule."),
                )
            else:
                said[number] = name
                self.understood += 1
        names = [title for title in self.schedules if title.lower() in _ORDINARY]
        ordinary = names[0] if names else next(iter(self.schedules), "")
        if not names and len(self.schedules) > 1 and len(said) < 5:
            self.warn(
                N_("The file doesn’t say which schedule the other weekdays follow."),
                N_("Choose it under Week."),
            )
            ordinary = ""
        for number in range(7):
            name = said.get(number, "")
            if not name and number < 5:
                name = self._weekly(ordinary)
            if name:
                yield OwnWeekday(number, name, self.low, self.high)

    def _weekly(self, title: object) -> str:
        """The schedule of a weekday; one without periods is no reason to close it every week."""
        found = self.schedules.get(title) if isinstance(title, str) else None
        return found.name if found else ""

    # --- days --------------------------------------------------------------------------------

    def _days(self) -> Iterator[OwnDay]:
        notes = {day: _text(value) for day, value in self._some("breakNames")}
        marks = {day: _text(value) for day, value in self._some("nonClassDays") if value != day}
        found: dict[date, OwnDay] = {}
        for text, said in self._some("dates"):
            if day := self._day(text):
                name = self._of_date(text, said)
                if name is not None:
                    self.understood += 1 if isinstance(said, str) else 0
                    note = clip(notes.get(text) or marks.get(text) or "")
                    found[day] = OwnDay(day, name, note, self.low, self.high, self.source)
        closed = {t for part in ("holidays", "teacherWorkDays") for t, _ in self._some(part)}
        note, before = "", None
        for text in sorted(closed):
            if not (day := self._day(text)):
                continue
            self.understood += 1
            held = found.get(day)
            if held and held.schedule:
                self.warn(
                    N_(
                        "{day} is both a holiday and a day with a bell schedule. The bell schedule "
                        "is kept."
                    ),
                    day=day,
                )
                continue
            if not (before and _goes_on(before, day)):
                note = ""
            note, before = clip(notes.get(text) or note), day
            found[day] = OwnDay(day, "", note, self.low, self.high, self.source)
        yield from sorted(found.values(), key=lambda d: d.day)

    def _day(self, text: str) -> date | None:
        self.events += 1
        if day := _date(text):
            return day
        self.lost(text, N_("This is not a date."))
        return None

    def _of_date(self, text: str, said: object) -> str | None:
        """A date's schedule by name, or written out under the date."""
        if isinstance(said, list):
            self.events -= 1  # its periods are counted instead
            return self._schedule(text, said)
        name, days = self._named(said), one_day(_date(text))
        if name is None:
            self.lost(_text(said), N_("The file has no schedule with this name."), days)
        elif name and not self._readable:
            self.lost(_text(said), N_("Can’t read the times of its schedule."), days)
            name = None
        return name

    def _within(
        self, found: list[OwnDay], year: SchoolYear | None, term: SchoolTerm | None
    ) -> tuple[tuple[OwnDay, ...], list[tuple[date, str]]]:
        """Days of the school year. There are no bells before the first day or after the last."""
        days, elsewhere = [], []
        for day in found:
            if year and not year.holds(day.day):
                elsewhere.append((day.day, day.note or day.schedule))
            elif term and day.schedule and not term.starts_on <= day.day <= term.ends_on:
                self.warn(
                    N_("{day} is before the first day of school or after the last."), day=day.day
                )
                days.append(day)
            else:
                days.append(day)
        return tuple(days), elsewhere

    def _term(self) -> SchoolTerm | None:
        first, last = (_date(self.said.get(name)) for name in ("firstDay", "lastDay"))
        self.events += 1
        if first and last and first < last and (last - first).days < 400:
            self.understood += 1
            title = clip(_text(self.said.get("year"))) or SchoolYear.of(first).title
            return SchoolTerm(title, "year", first, last, self.low, self.high, self.source)
        what = [_text(self.said.get(name)) or name for name in ("firstDay", "lastDay")]
        self.lost(" – ".join(what), N_("Can’t read the first and last day of school."))
        return None

    def _zone(self, zone: tzinfo) -> None:
        said = self.said.get("timezone")
        if isinstance(said, str) and said and said != str(zone):
            self.warn(
                N_("The file uses the time zone {theirs}. This school uses {ours}."),
                N_(
                    "Check that it is for the right school. Times are used as they are written "
                    "in the file."
                ),
                theirs=clip(said),
                ours=str(zone),
            )


def _with_holes(
    parts: list[OwnPeriod | _Hole], low: int | None, high: int | None
) -> tuple[OwnPeriod, ...]:
    """What can't be read counts as class from the period before it to the one after. No periods at
    all if its time stays open: then the whole plan is unknown."""
    made: list[OwnPeriod] = []
    for n, part in enumerate(parts):
        if isinstance(part, OwnPeriod):
            made.append(part)
            continue
        before = [p.end for p in parts[:n] if isinstance(p, OwnPeriod)]
        after = [p.start for p in parts[n + 1 :] if isinstance(p, OwnPeriod)]
        if not before or not after:
            return ()
        start = max(before) if part.start is None else as_time(part.start)
        end = min(after)
        others = [p for p in parts if isinstance(p, OwnPeriod)]
        if start >= end or any(p.start < end and start < p.end for p in others):
            return ()
        made.append(OwnPeriod(part.name or "?", PeriodKind.INSTRUCTIONAL, start, end, low, high))
    return tuple(made)


def _text(value: object) -> str:
    """The text of a cell that should hold one; anything else there may be endless."""
    if isinstance(value, (int, float)):
        return str(value)
    return value if isinstance(value, str) else ""


def _kind(name: str, tags: object) -> PeriodKind:
    said = {_text(tag).casefold() for tag in tags} if isinstance(tags, list) else set()
    kind = kind_of(name)
    if kind is not PeriodKind.INSTRUCTIONAL:
        return kind
    if said & _OUT_OF_CLASS:
        return PeriodKind.AFTER
    return PeriodKind.OPTIONAL if said & _OPTIONAL else kind


def _date(text: object) -> date | None:
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    return day_of(text)


def _goes_on(before: date, day: date) -> bool:
    """Whether only a weekend is between two days without school."""
    between = (before + timedelta(days=n) for n in range(1, (day - before).days))
    return (day - before).days <= 3 and all(d.weekday() >= 5 for d in between)
