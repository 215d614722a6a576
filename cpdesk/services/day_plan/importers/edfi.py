"""Ed-Fi bell schedules, class periods, calendar dates and sessions of one school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from xml.etree.ElementTree import Element

from cpdesk.errors import DeskError
from cpdesk.policy import grades
from cpdesk.policy.day_plan import PeriodKind
from cpdesk.policy.school_year import SchoolYear
from cpdesk.records.day_plans import (
    CalendarFile,
    OwnDay,
    OwnPeriod,
    OwnSchedule,
    SchoolTerm,
)
from cpdesk.services.day_plan import years
from cpdesk.services.day_plan.calendar_draft import CalendarDraft, clip, one_day
from cpdesk.services.day_plan.importers.edfi_xml import (
    Pieces,
    descriptor,
    inner,
    own_text,
    pieces,
    text,
)
from cpdesk.services.day_plan.importers.titles.bell_names import kind_of, schedule_name
from cpdesk.services.day_plan.importers.titles.bell_times import as_time, minutes
from cpdesk.services.day_plan.years import day_of
from cpdesk.words import N_

FILES = ("masterschedule", "educationorgcalendar", "educationorganization")
_CLOSED = frozenset(
    {
        "holiday",
        "teacher only day",
        "weather day",
        "strike",
        "emergency day",
        "non-instructional day",
        "noninstructional day",
    }
)
_SHORT = frozenset({"student late arrival early dismissal"})
_LATE_OR_EARLY = "Late arrival or early dismissal"
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_GRADES = {
    "preschool prekindergarten": grades.PK,
    "prekindergarten": grades.PK,
    "kindergarten": grades.K,
} | {f"{ordinal} grade": number for number, ordinal in enumerate(_ORDINALS, start=1)}
NO_DAY = N_("Can’t read its date.")
OTHER_GRADES = N_("It is for grades outside this import, or its grades can’t be read.")
_TERMS = (("semester", "semester"), ("year", "year"))


def wants(name: str) -> bool:
    """By their names; other Ed-Fi files may contain students."""
    plain = re.sub(r"[^a-z]", "", name)
    return plain.endswith("xml") and any(part in plain for part in FILES)


def read(
    files: Mapping[str, bytes],
    name: str,
    *,
    hint: str,
    low: int | None,
    high: int | None,
    school: str = "",
) -> CalendarFile:
    """One file, or several that belong together. `school` is the ID of one of several schools."""
    draft = _Draft(kind="edfi", source=clip(name), low=low, high=high)
    for file, data in files.items():
        draft.take(file, pieces(data))
    if not any(draft.found.values()) and not draft.names:
        raise DeskError(
            N_("{name} has no bell schedules or calendar that CPDesk can read."),
            N_("Choose the file EducationOrgCalendar, EducationOrganization, or MasterSchedule."),
            name=name,
        )
    return draft.of_school(hint, school)


@dataclass(slots=True, kw_only=True)
class _Draft(CalendarDraft):
    found: dict[str, list[Element]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def take(self, file: str, part: Pieces) -> None:
        if re.search(r"student|parent|staff", part.root, re.IGNORECASE):
            self.warn(N_("{file} has data about people, so CPDesk skipped it."), file=clip(file))
            return
        if part.forbidden:
            raise DeskError(
                N_(
                    "{file} defines its own XML entities, which an Ed-Fi file never does. It "
                    "was not read."
                ),
                N_("Ask the district for the file again."),
                file=file,
            )
        if part.damaged:
            self.warn(
                N_("{file} is damaged. Only the part before the damage was read."), file=clip(file)
            )
        self.names |= {number: clip(name) for number, name in part.schools.items()}
        for kind, elements in part.found.items():
            self.found.setdefault(kind, []).extend(elements)

    def pass_elements(self, elements: Iterable[Element]) -> None:
        for element in elements:
            self.passed(_called(element), one_day(day_of(own_text(element, "Date"))))

    def of_school(self, hint: str, school: str) -> CalendarFile:
        kinds = ("BellSchedule", "CalendarDate", "Session", "GradingPeriod")
        self.events = sum(len(self.found.get(kind, ())) for kind in kinds)
        here = {text(e, "SchoolId") for found in self.found.values() for e in found} - {""}
        schools = tuple((number, self.names.get(number, number)) for number in sorted(here))
        chosen = school if school in here else (schools[0][0] if len(schools) == 1 else "")
        if len(schools) > 1 and not chosen:
            for kind in kinds:
                self.pass_elements(self.found.get(kind, ()))
            self.warn(N_("The file has {n} schools."), N_("Choose yours."), n=len(schools))
            return self.file(None, hint, schools=schools)
        schedules, rung = self._schedules(chosen)
        days = [*rung, *self._dates(chosen)]
        terms = list(self._terms(chosen))
        spoken = [SchoolYear.of(d.day) for d in days] + [SchoolYear.of(t.starts_on) for t in terms]
        year = years.spoken_of(spoken, hint)
        if year:
            gone = [(d.day, d.note or d.schedule) for d in days if not year.holds(d.day)]
            gone += [(t.starts_on, t.title) for t in terms if not year.holds(t.starts_on)]
            days = [d for d in days if year.holds(d.day)]
            terms = [t for t in terms if year.holds(t.starts_on)]
            self.left_out(gone, year)
            self.events += len(gone)
        self.source = self.names.get(chosen, "") or self.source
        return self.file(
            year,
            hint,
            schedules=schedules,
            days=self._merged(days),
            terms=terms,
            schools=schools,
        )

    def _of(self, kind: str, school: str) -> list[Element]:
        """The school's own elements; those of other schools are skipped."""
        found = self.found.get(kind, [])
        mine = [e for e in found if text(e, "SchoolId") in ("", school)]
        if kind not in ("ClassPeriod", "Calendar"):
            self.pass_elements(e for e in found if text(e, "SchoolId") not in ("", school))
        return mine

    # --- bells -------------------------------------------------------------------------------

    def _schedules(self, school: str) -> tuple[list[OwnSchedule], list[OwnDay]]:
        meetings = {
            own_text(period, "ClassPeriodName"): list(_spans(period))
            for period in self._of("ClassPeriod", school)
        }
        made: dict[str, OwnSchedule] = {}
        days: list[OwnDay] = []
        for element in self._of("BellSchedule", school):
            name = schedule_name(clip(own_text(element, "BellScheduleName")), self.low, self.high)
            span = self._grades(element)
            if not name or name in made or span is None:
                self.lost(
                    name or "BellSchedule",
                    N_("This schedule has no name, appears twice, or is for other grades."),
                )
                continue
            low, high = span
            periods = tuple(self._periods(element, name, meetings, low, high))
            if periods:
                self.understood += 1
                made[name] = OwnSchedule(name, periods)
            else:
                self.lost(name, N_("It has no times for its periods, and no start and end time."))
            for part in element:
                if part.tag.rpartition("}")[2] == "Date" and (day := day_of(part.text or "")):
                    note = clip(own_text(element, "AlternateDayName"))
                    days.append(OwnDay(day, name, note, low, high, self.source))
        return list(made.values()), days

    def _periods(
        self,
        element: Element,
        name: str,
        meetings: Mapping[str, list[tuple[time, time]]],
        low: int | None,
        high: int | None,
    ) -> Iterator[OwnPeriod]:
        """Its class periods; if one of them has no times, everything from start to end is class."""
        titles = list(
            dict.fromkeys((p.text or "").strip() for p in inner(element, "ClassPeriodName"))
        )
        missing = [title for title in titles if not meetings.get(title)]
        if titles and not missing:
            for title in titles:
                for start, end in dict.fromkeys(meetings[title]):
                    yield OwnPeriod(clip(title), kind_of(title), start, end, low, high)
            return
        whole = _span(element)
        if whole:
            self.warn(
                N_(
                    "“{name}” has class periods without times ({n}). Everything from start to "
                    "end counts as class time."
                ),
                N_(
                    "Export the class periods with their meeting times, or enter the times "
                    "yourself."
                ),
                name=name,
                n=len(missing),
            )
            yield OwnPeriod(name, PeriodKind.INSTRUCTIONAL, *whole, low, high)

    def _grades(self, element: Element) -> tuple[int | None, int | None] | None:
        """The grades of a schedule or calendar; None if none of them is asked for, or they are not
        a range of grades that CPDesk has."""
        said = [_GRADES.get(descriptor(e.text or "")) for e in inner(element, "GradeLevel")]
        known = [grade for grade in said if grade is not None]
        if not said:
            return self.low, self.high
        if len(known) < len(said) or len(set(known)) != max(known) - min(known) + 1:
            return None
        first, last = grades.span(self.low, self.high)
        low, high = max(min(known), first), min(max(known), last)
        return (low, high) if low <= high else None

    # --- days --------------------------------------------------------------------------------

    def _dates(self, school: str) -> Iterator[OwnDay]:
        calendars = {own_text(c, "CalendarCode"): c for c in self._of("Calendar", school)}
        for element in self._of("CalendarDate", school):
            calendar = calendars.get(text(element, "CalendarCode"))
            kind = descriptor(own_text(calendar, "CalendarType")) if calendar is not None else ""
            if kind in ("student specific", "iep"):
                self.pass_elements([element])  # about single students
                continue
            day = day_of(own_text(element, "Date"))
            span = self._grades(calendar) if calendar is not None else (self.low, self.high)
            said = [descriptor(e.text or "") for e in inner(element, "CalendarEvent")]
            if day is None or not said:
                self.lost(own_text(element, "Date") or "CalendarDate", NO_DAY)
            elif span is None:
                self.lost(_called(element), OTHER_GRADES, one_day(day))
            else:
                yield from self._of_day(day, said, span)

    def _of_day(
        self, day: date, said: Iterable[str], span: tuple[int | None, int | None]
    ) -> Iterator[OwnDay]:
        events = set(said)
        note = clip(", ".join(sorted(e.capitalize() for e in events)))
        taught = events & {"instructional day", "make-up day", "make up day"}
        if events & _CLOSED and not taught and not events & _SHORT:
            self.understood += 1
            yield OwnDay(day, "", note, *span, self.source)
        elif events & _CLOSED and taught:
            self.lost(
                note,
                N_("It is marked as both a school day and a day without school."),
                one_day(day),
            )
        elif events & _SHORT:
            self.understood += 1
            yield OwnDay(day, _LATE_OR_EARLY, note, *span, self.source)
        elif taught:
            self.understood += 1
        else:
            self.passed(note, one_day(day))

    def _merged(self, days: Iterable[OwnDay]) -> tuple[OwnDay, ...]:
        """One entry per date and lowest grade. A schedule for the date beats an event about it; a
        closed day beats nothing."""
        kept: dict[tuple[date, int | None], OwnDay] = {}
        for day in days:
            key = (day.day, day.grade_low)
            held = kept.get(key)
            if held is None or (held.schedule == _LATE_OR_EARLY and day.schedule):
                kept[key] = day
            elif day.schedule not in (held.schedule, _LATE_OR_EARLY) or not held.schedule:
                kept[key] = held if held.schedule else day
                if (held.schedule, held.grade_high) == (day.schedule, day.grade_high):
                    continue
                self.warn(
                    N_("{day} is both “{one}” and “{other}”. The one with school counts."),
                    N_("Check that day."),
                    day=day.day,
                    one=held.schedule or held.note,
                    other=day.schedule or day.note,
                )
        return tuple(sorted(kept.values(), key=lambda d: (d.day, d.grade_low or -2)))

    # --- terms -------------------------------------------------------------------------------

    def _terms(self, school: str) -> Iterator[SchoolTerm]:
        seen: set[str] = set()
        for kind in ("Session", "GradingPeriod"):
            for element in self._of(kind, school):
                title = clip(
                    own_text(element, "SessionName") or own_text(element, "GradingPeriodName")
                )
                title = title or clip(descriptor(own_text(element, "GradingPeriod")))
                first, last = (day_of(own_text(element, part)) for part in ("BeginDate", "EndDate"))
                if not title or title in seen or first is None or last is None or last < first:
                    self.lost(title or kind, N_("Can’t read its name or its dates."))
                    continue
                seen.add(title)
                self.understood += 1
                said = descriptor(own_text(element, "Term"))
                of = next((made for word, made in _TERMS if word in said), "term")
                of = "grading_period" if kind == "GradingPeriod" else of
                yield SchoolTerm(title, of, first, last, self.low, self.high, self.source)


def _called(element: Element) -> str:
    names = ("BellScheduleName", "SessionName", "GradingPeriodName", "GradingPeriod")
    said = [descriptor(e.text or "").capitalize() for e in inner(element, "CalendarEvent")]
    name = next((found for part in names if (found := own_text(element, part))), "")
    return clip(name or ", ".join(sorted(said)) or element.tag.rpartition("}")[2])


def _spans(period: Element) -> Iterator[tuple[time, time]]:
    yield from filter(None, map(_span, inner(period, "MeetingTime")))


def _span(element: Element) -> tuple[time, time] | None:
    start, end = (_time(own_text(element, part)) for part in ("StartTime", "EndTime"))
    return (start, end) if start and end and start < end else None


def _time(said: str) -> time | None:
    """Ed-Fi uses the 24-hour clock."""
    found = minutes(said)
    return as_time(found[0]) if found else None
