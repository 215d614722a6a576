"""Small files of the kinds that schools have, written here, and ways to read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cpdesk.records.day_plans import CalendarFile
from cpdesk.services.day_plan.importers.read import read

CHICAGO = ZoneInfo("America/Chicago")
YEAR = "2026-2027"


def read_file(
    path: Path,
    *,
    hint: str = YEAR,
    low: int | None = None,
    high: int | None = None,
    school: str = "",
) -> CalendarFile:
    return read(
        path, zone=CHICAGO, school_year_hint=hint, grade_low=low, grade_high=high, school=school
    )


def read_bytes(
    folder: Path, data: bytes, *, hint: str = YEAR, low: int | None = None, high: int | None = None
) -> CalendarFile:
    path = folder / "given"
    path.write_bytes(data)
    return read_file(path, hint=hint, low=low, high=high)


def calendar(*events: str, head: str = "X-WR-CALNAME:Cedar Lake\r\n") -> bytes:
    """Each event as its lines, without BEGIN and END."""
    made = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@cedar\r\nDTSTAMP:20260801T000000Z\r\n"
        + event.strip().replace("\n", "\r\n")
        + "\r\nEND:VEVENT\r\n"
        for n, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{made}END:VCALENDAR\r\n".encode()


def bells(**more: Any) -> bytes:
    said: dict[str, Any] = {
        "year": YEAR,
        "id": "cedar",
        "name": "Cedar Lake School",
        "timezone": "America/Chicago",
        "firstDay": "2026-09-08",
        "lastDay": "2027-06-10",
        "schedules": {
            "NORMAL": [
                {"name": "Period 0", "start": "7:26", "end": "8:24", "tags": ["optional", "zero"]},
                {"name": "Period 1", "start": "8:30", "end": "11:41"},
                {"name": "Lunch", "start": "11:41", "end": "12:21"},
                {"name": "Period 4", "start": "12:27", "end": "1:25"},
                {"name": "Period 5", "start": "1:31", "end": "2:29"},
            ],
            "LATE START": [
                {"name": "Staff meeting", "start": "8:03", "end": "9:33", "teachers": True},
                {"name": "Period 1", "start": "10:00", "end": "12:26"},
                {"name": "Lunch", "start": "12:26", "end": "13:06"},
                {"name": "Period 2", "start": "1:12", "end": "14:40"},
            ],
        },
        "weekdaySchedules": {"monday": "LATE START"},
        "dates": {},
        "holidays": [],
    }
    return json.dumps(said | more).encode()


EDFI = """<?xml version="1.0" encoding="UTF-8"?>
<Interchange{root} xmlns="http://ed-fi.org/{version}">{inside}</Interchange{root}>"""


def edfi(inside: str, root: str = "MasterSchedule", version: str = "5.2.0") -> bytes:
    return EDFI.format(root=root, version=version, inside=inside).encode()


def school_reference(school: str = "1") -> str:
    return (
        "<SchoolReference><SchoolIdentity><SchoolId>"
        f"{school}</SchoolId></SchoolIdentity></SchoolReference>"
    )


def bell_schedule(name: str, periods: list[str], more: str = "", school: str = "1") -> str:
    refs = "".join(
        f"<ClassPeriodReference><ClassPeriodIdentity>{school_reference(school)}"
        f"<ClassPeriodName>{period}</ClassPeriodName></ClassPeriodIdentity></ClassPeriodReference>"
        for period in periods
    )
    return (
        f"<BellSchedule><BellScheduleName>{name}</BellScheduleName>{school_reference(school)}"
        f"{refs}{more}</BellSchedule>"
    )


def class_period(name: str, *times: tuple[str, str], school: str = "1") -> str:
    meetings = "".join(
        f"<MeetingTime><StartTime>{start}</StartTime><EndTime>{end}</EndTime></MeetingTime>"
        for start, end in times
    )
    return (
        f"<ClassPeriod>{school_reference(school)}<ClassPeriodName>{name}</ClassPeriodName>"
        f"{meetings}</ClassPeriod>"
    )


def calendar_date(day: str, event: str, code: str = "c1", school: str = "1") -> str:
    return (
        f"<CalendarDate><Date>{day}</Date>"
        f"<CalendarEvent>uri://ed-fi.org/CalendarEventDescriptor#{event}</CalendarEvent>"
        f"<CalendarReference><CalendarIdentity><CalendarCode>{code}</CalendarCode>"
        f"{school_reference(school)}</CalendarIdentity></CalendarReference></CalendarDate>"
    )


SESSIONS = (
    "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear"
)
ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId"


def said(file: CalendarFile) -> list[str]:
    """Every warning in words, as the page would show it."""
    return [w.says.format(**dict(w.facts)) for w in file.warnings]


def adds_up(file: CalendarFile) -> bool:
    """Everything in a file is understood, no matter of school days, or told."""
    return file.events == file.understood + len(file.passed_over) + len(file.unread)
