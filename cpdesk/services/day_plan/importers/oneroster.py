"""OneRoster sets: school years and terms from academicSessions.csv, schools from orgs.csv.

Files about students are in the same set. They are never requested or opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cpdesk.errors import DeskError
from cpdesk.policy.school_year import SchoolYear
from cpdesk.records.day_plans import CalendarFile, SchoolTerm
from cpdesk.services.day_plan import years
from cpdesk.services.day_plan.calendar_draft import CalendarDraft, clip, one_day
from cpdesk.services.day_plan.years import day_of
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
    draft = _Draft(kind="oneroster", source=clip(name), low=low, high=high)
    schools = draft.schools(_rows(ORGS, files.get(ORGS, b""), draft))
    found = draft.sessions(_rows("academicSessions.csv", files.get(SESSIONS, b""), draft))
    if SESSIONS not in files:
        draft.warn(
            N_("The files have no academicSessions.csv, so they say nothing about school years.")
        )
    elif not found and not draft.unread:
        draft.warn(N_("academicSessions.csv has no rows, so it says nothing about school years."))
    year = years.spoken_of((y for _, y in found), hint)
    terms = [term for term, of in found if of == year]
    terms.sort(key=lambda t: (t.starts_on, -t.ends_on.toordinal(), t.title))
    draft.understood += len(terms)
    draft.left_out(((term.starts_on, term.title) for term, of in found if of != year), year)
    return draft.file(year, hint, terms=terms, schools=schools)


@dataclass(slots=True, kw_only=True)
class _Draft(CalendarDraft):
    def schools(self, rows: list[dict[str, str]]) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for row in rows:
            self.events += 1
            if row.get("type", "").casefold() == "school" and not _gone(row):
                self.understood += 1
                found[row["sourcedid"]] = clip(row.get("name", "")) or row["sourcedid"]
            else:
                self.passed(row.get("name", ""))  # departments, districts and the like
        if lost := _without_parent(rows):
            self.warn(
                N_("Organizations whose parent organization is not in the files: {n}."), n=lost
            )
        return tuple(found.items())

    def sessions(self, rows: list[dict[str, str]]) -> list[tuple[SchoolTerm, SchoolYear]]:
        """Each one that is active, with its school year."""
        found: dict[tuple[str, str, date, date], tuple[SchoolTerm, SchoolYear]] = {}
        titles: dict[str, int] = {}
        for row in rows:
            self.events += 1
            if _gone(row):
                self.passed(row.get("title", ""), one_day(day_of(row.get("startdate", ""))))
                continue
            why = self._take(row, found, titles)
            if why:
                self.lost(f"{row.get('title', '')} ({row.get('type', '')})", why)
        if lost := _without_parent(rows):
            self.warn(N_("Sessions whose parent session is not in the files: {n}."), n=lost)
        return list(found.values())

    def _take(
        self,
        row: dict[str, str],
        found: dict[tuple[str, str, date, date], tuple[SchoolTerm, SchoolYear]],
        titles: dict[str, int],
    ) -> str:
        """Why a row can't be used; "" if it was."""
        kind = _KINDS.get(row.get("type", "").replace("_", "").casefold())
        first, last = day_of(row.get("startdate", "")), day_of(row.get("enddate", ""))
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
            self.passed(title, one_day(first))  # one for each school of a district
            return ""
        titles[title] = titles.get(title, 0) + 1
        again = titles[title]
        shown = title if again == 1 else f"{title} ({again})"
        term = SchoolTerm(shown, kind, first, last, self.low, self.high, self.source)
        found[key] = (term, SchoolYear.read(row.get("schoolyear", "")) or SchoolYear.of(first))
        return ""


def _without_parent(rows: list[dict[str, str]]) -> int:
    """How many name a parent that is not among them."""
    known = {"", *(row["sourcedid"] for row in rows)}
    return sum(row.get("parentsourcedid", "") not in known for row in rows)


def _gone(row: dict[str, str]) -> bool:
    return row.get("status", "").casefold() in _GONE


def _rows(file: str, data: bytes, draft: _Draft) -> list[dict[str, str]]:
    """By the header's names in lower case; rows without an ID are reported."""
    if not data:
        return []
    faults = FaultList()
    read = cells(file, data, faults, FaultList(), lenient=True)
    draft.warnings += faults.all()
    if read is None:
        return []
    rows = (map(str.strip, row) for row in zip(*read.columns, strict=True))
    made = [dict(zip(read.header, row, strict=True)) for row in rows]
    made = [row for row in made if any(row.values())]
    whole = [row for row in made if row.get("sourcedid")]
    if len(whole) < len(made):
        draft.warn(N_("Lines left out because they have no ID: {n}."), n=len(made) - len(whole))
    return whole
