"""OneRoster sets: school years and terms from academicSessions.csv, schools from orgs.csv.

Files about students are in the same set. They are never requested or opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cpdesk.errors import DeskError, Fault
from cpdesk.records.dayplans import CalendarFile, PassedOver, SchoolTerm, Unread
from cpdesk.services.dayplans import years
from cpdesk.services.dayplans.day_entries import clip
from cpdesk.services.dayplans.years import SchoolYear
from cpdesk.services.readers.delimited import cells
from cpdesk.services.readers.faults import FaultList
from cpdesk.words import N_

SESSIONS, ORGS, MANIFEST = "academicsessions.csv", "orgs.csv", "manifest.csv"
WANTED = frozenset({SESSIONS, ORGS, MANIFEST})
_KINDS = {
    "schoolyear": "year",
    "semester": "semester",
    "term": "term",
    "gradingperiod": "grading_period",
}
_GONE = frozenset({"tobedeleted", "inactive"})
_SHORTEST_YEAR, _LONGEST_YEAR = 120, 400


def read(
    files: Mapping[str, bytes], name: str, *, hint: str, low: int | None, high: int | None
) -> CalendarFile:
    if SESSIONS not in files and ORGS not in files:
        raise DeskError(
            N_("{name} has neither academicSessions.csv nor orgs.csv."),
            N_("Choose the OneRoster folder or zip file that the district sent."),
            name=name,
        )
    reading = _Reading(clip(name), low, high)
    schools = reading.schools(_rows(ORGS, files.get(ORGS, b""), reading))
    found = reading.sessions(_rows("academicSessions.csv", files.get(SESSIONS, b""), reading))
    if SESSIONS not in files:
        reading.warn(
            N_("The files have no academicSessions.csv, so they say nothing about school years.")
        )
    elif not found and not reading.unread:
        reading.warn(N_("academicSessions.csv has no rows, so it says nothing about school years."))
    year = years.spoken_of((y for _, y in found), hint)
    terms = tuple(term for term, of in found if of == year)
    elsewhere = [(term.starts_on, term.title) for term, of in found if of != year]
    if year:
        reading.warnings += years.outside(elsewhere, year, clip)
    return CalendarFile(
        source=reading.source,
        kind="oneroster",
        school_year=year.title if year else "",
        window=year.window if year else None,
        schedules=(),
        week=(),
        days=(),
        terms=tuple(sorted(terms, key=lambda t: (t.starts_on, -t.ends_on.toordinal(), t.title))),
        events=reading.events,
        understood=reading.understood + len(terms),
        passed_over=(
            *reading.passed_over,
            *(PassedOver(clip(title), ((day, day),)) for day, title in elsewhere),
        ),
        unread=tuple(reading.unread),
        warnings=(*years.another_than(hint, year), *reading.warnings),
        schools=schools,
    )


@dataclass(slots=True)
class _Reading:
    source: str
    low: int | None
    high: int | None
    events: int = 0
    understood: int = 0
    passed_over: list[PassedOver] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def lost(self, what: str, why: str) -> None:
        self.unread.append(Unread(clip(what), Fault("", 0, "", why, "")))

    def passed(self, what: str, day: date | None = None) -> None:
        self.passed_over.append(PassedOver(clip(what), ((day, day),) if day else ()))

    def warn(self, says: str, /, **facts: object) -> None:
        self.warnings.append(Fault("", 0, "", says, "", tuple(facts.items())))

    def schools(self, rows: list[dict[str, str]]) -> tuple[tuple[str, str], ...]:
        known = {row["sourcedid"] for row in rows}
        found: dict[str, str] = {}
        lost_parents = 0
        for row in rows:
            self.events += 1
            parent = row.get("parentsourcedid", "")
            lost_parents += 1 if parent and parent not in known else 0
            if row.get("type", "").casefold() == "school" and not _gone(row):
                self.understood += 1
                found[row["sourcedid"]] = clip(row.get("name", "")) or row["sourcedid"]
            else:
                self.passed(row.get("name", ""))  # departments, districts and the like
        if lost_parents:
            self.warn(
                N_("Organizations whose parent organization is not in the files: {n}."),
                n=lost_parents,
            )
        return tuple(found.items())

    def sessions(self, rows: list[dict[str, str]]) -> list[tuple[SchoolTerm, SchoolYear]]:
        """Each one that is active, with its school year."""
        known = {row["sourcedid"] for row in rows}
        found: dict[tuple[str, str, date, date], tuple[SchoolTerm, SchoolYear]] = {}
        titles: dict[str, int] = {}
        lost_parents = 0
        for row in rows:
            self.events += 1
            parent = row.get("parentsourcedid", "")
            lost_parents += 1 if parent and parent not in known else 0
            if _gone(row):
                self.passed(row.get("title", ""), _date(row.get("startdate", "")))
                continue
            why = self._take(row, found, titles)
            if why:
                self.lost(f"{row.get('title', '')} ({row.get('type', '')})", why)
        if lost_parents:
            self.warn(N_("Sessions whose parent session is not in the files: {n}."), n=lost_parents)
        return list(found.values())

    def _take(
        self,
        row: dict[str, str],
        found: dict[tuple[str, str, date, date], tuple[SchoolTerm, SchoolYear]],
        titles: dict[str, int],
    ) -> str:
        """Why a row can't be used; "" if it was."""
        kind = _KINDS.get(row.get("type", "").replace("_", "").casefold())
        first, last = _date(row.get("startdate", "")), _date(row.get("enddate", ""))
        if kind is None:
            return N_("This is not a session type in the OneRoster format.")
        if first is None or last is None or last < first:
            return N_("Can’t read its dates.")
        length = (last - first).days
        if kind == "year" and not _SHORTEST_YEAR <= length <= _LONGEST_YEAR:
            return N_("It is called a school year but is too short or too long to be one.")
        if length > _LONGEST_YEAR:
            return N_("It is longer than a school year.")
        title = clip(row.get("title", "")) or row["sourcedid"]
        key = (title, kind, first, last)
        if key in found:
            self.passed(title, first)  # one for each school of a district
            return ""
        titles[title] = titles.get(title, 0) + 1
        again = titles[title]
        shown = title if again == 1 else f"{title} ({again})"
        term = SchoolTerm(shown, kind, first, last, self.low, self.high, self.source)
        found[key] = (term, SchoolYear.read(row.get("schoolyear", "")) or SchoolYear.of(first))
        return ""


def _gone(row: dict[str, str]) -> bool:
    return row.get("status", "").casefold() in _GONE


def _rows(file: str, data: bytes, reading: _Reading) -> list[dict[str, str]]:
    """By the header's names in lower case; rows without an ID are reported."""
    if not data:
        return []
    faults = FaultList()
    read = cells(file, data, faults, FaultList(), lenient=True)
    reading.warnings += faults.all()
    if read is None:
        return []
    rows = (map(str.strip, row) for row in zip(*read.columns, strict=True))
    made = [dict(zip(read.header, row, strict=True)) for row in rows]
    made = [row for row in made if any(row.values())]
    whole = [row for row in made if row.get("sourcedid")]
    if len(whole) < len(made):
        reading.warn(N_("Lines left out because they have no ID: {n}."), n=len(made) - len(whole))
    return whole


def _date(text: str) -> date | None:
    """`2026-09-08`, also if a time follows it."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2198 else None
