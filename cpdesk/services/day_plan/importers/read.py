"""Files about the school day, of any kind, recognized by their content and not their name."""

from __future__ import annotations

import re
from datetime import tzinfo
from pathlib import Path

from cpdesk.errors import DeskError
from cpdesk.records.day_plans import CalendarFile
from cpdesk.services.day_plan.importers import archive_reader, bells_json, edfi, ics, oneroster
from cpdesk.services.day_plan.importers.titles.home_school import Home
from cpdesk.services.day_plan.importers.titles.meanings import EVERYBODY
from cpdesk.words import N_

_MOST = 30_000_000  # of a calendar or of bell schedules; real ones have less than one
_CALENDAR = re.compile(rb"BEGIN:\s*(VCALENDAR|VEVENT|VTIMEZONE|VTODO|VJOURNAL)", re.IGNORECASE)
_SESSIONS = re.compile(rb"^\W{0,4}\"?sourcedId\b[^\r\n]*\bstartDate\b", re.IGNORECASE)
_ORGS = re.compile(rb"^\W{0,4}\"?sourcedId\b[^\r\n]*\bparentSourcedId\b", re.IGNORECASE)


def read(
    path: Path,
    *,
    zone: tzinfo,
    school_year_hint: str,
    grade_low: int | None,
    grade_high: int | None,
    school: str = "",
    home: Home = EVERYBODY,
) -> CalendarFile:
    """What a file says. Odd content ends up in `unread` and `warnings`; DeskError only if there is
    nothing to read. Grades narrow it to some of the school's; `school` is the ID of one of several
    in the file; `home` is the school as titles may name it."""
    hint, low, high = school_year_hint, grade_low, grade_high
    name = path.name
    try:
        folder = path.is_dir()
        there = folder or path.exists()
    except (OSError, ValueError):
        there = folder = False
    if not there:
        raise DeskError(
            N_("Nothing found at {path}."), N_("Choose the file again."), path=str(path)
        )
    head = b"" if folder else archive_reader.head(path)
    if folder or head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _set(path, hint, low, high, school)
    head = _narrow(head)
    if head.startswith(b"{"):
        data = archive_reader.one(path, _MOST)
        return bells_json.read(data, name, zone=zone, hint=hint, low=low, high=high)
    if _CALENDAR.search(head):
        data = archive_reader.one(path, _MOST)
        return ics.read(data, name, zone=zone, hint=hint, low=low, high=high, home=home)
    if head.startswith(b"<"):
        return edfi.read(
            {name: archive_reader.one(path)}, name, hint=hint, low=low, high=high, school=school
        )
    for pattern, file in ((_SESSIONS, oneroster.SESSIONS), (_ORGS, oneroster.ORGS)):
        if pattern.match(head):
            return oneroster.read(
                {file: archive_reader.one(path, _MOST)}, name, hint=hint, low=low, high=high
            )
    raise _nothing(name)


def _narrow(head: bytes) -> bytes:
    """Without what may precede the first letter, and with UTF-16 made readable, for a look."""
    plain = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    return plain.removeprefix(b"\xef\xbb\xbf").lstrip()


def _set(path: Path, hint: str, low: int | None, high: int | None, school: str) -> CalendarFile:
    """A folder or zip of OneRoster or Ed-Fi files."""
    files = archive_reader.wanted(path, lambda name: name in oneroster.WANTED or edfi.wants(name))
    if oneroster.SESSIONS in files or oneroster.ORGS in files:
        return oneroster.read(files, path.name, hint=hint, low=low, high=high)
    xml = {name: data for name, data in files.items() if edfi.wants(name)}
    if not xml:
        raise _nothing(path.name)
    return edfi.read(xml, path.name, hint=hint, low=low, high=high, school=school)


def _nothing(name: str) -> DeskError:
    return DeskError(
        N_("{name} is not a calendar, bell schedule, or OneRoster set that CPDesk can read."),
        N_(
            "Choose an iCalendar file (.ics), bell schedules as JSON, an Ed-Fi file (XML), "
            "or a OneRoster folder or zip file."
        ),
        name=name,
    )
