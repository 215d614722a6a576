"""Real and odd calendars: none makes the reader fall, and how much of each was understood."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cpdesk.errors import DeskError
from cpdesk.records.day_plans import CalendarFile, OwnDay
from cpdesk.services.day_plan.adoption import named_in
from cpdesk.services.day_plan.importers.read import read

THERE = ZoneInfo("America/Los_Angeles")


def opened(path: Path, hint: str = "") -> CalendarFile:
    return read(path, zone=THERE, school_year_hint=hint, grade_low=None, grade_high=None)


def test_every_file(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = shared_data / "ics"
    told, sums, refused = [], Counter[str](), []
    for path in sorted(p for p in home.rglob("*") if p.is_file()):
        try:
            found = opened(path)
        except DeskError:
            refused.append(path)
            continue
        assert found.kind == "ics"
        assert found.events == found.understood + len(found.passed_over) + len(found.unread)
        sums.update(
            files=1,
            events=found.events,
            understood=found.understood,
            passed_over=len(found.passed_over),
            unread=len(found.unread),
        )
        if "skhs" in path.as_posix():
            told.append(f"{path.name}: {found.understood} of {found.events} events understood")
    assert sums["files"] > 80
    assert sums["understood"] > 1_900
    for path in refused:  # lists of another format, and texts about the files
        assert b"BEGIN:VCALENDAR" not in path.read_bytes()
    with capsys.disabled():
        print("\ncalendars read:", dict(sums), f"; {len(refused)} other files refused")  # noqa: T201
        print("\n".join(told))  # noqa: T201


def test_a_file_that_the_library_refuses_as_a_whole(shared_data: Path) -> None:
    found = opened(shared_data / "ics/skhs_skdays.ics")
    assert (found.events, found.understood, len(found.passed_over)) == (208, 207, 0)
    assert [u.what for u in found.unread] == ["Veteran's Day"]
    assert found.source == "SKHS Days"
    assert named_in(found) == ("A Day", "B Day")
    kinds = Counter(d.schedule for d in found.days)
    assert kinds == {"A Day": 91, "B Day": 90, "": 26}
    assert {d.day for d in found.days if not d.schedule} >= {date(2023, 11, 23), date(2024, 1, 15)}


def test_again_by_date_and_not_by_id(shared_data: Path) -> None:
    """Each export has new ids for the same days; A and B change places after a snow day."""
    folder = shared_data / "ics/skhs_revisions"
    kept: dict[date, OwnDay] = {}
    changed = 0
    for path in sorted(folder.iterdir()):
        found = opened(path)
        if found.school_year != "2022-2023":
            continue
        assert found.window is not None
        first, last = found.window
        before = dict(kept)
        kept = {day: row for day, row in kept.items() if not first <= day <= last}
        kept |= {row.day: row for row in found.days}
        assert len(found.days) == len({row.day for row in found.days})
        changed += sum(
            1 for day, row in kept.items() if day in before and before[day].schedule != row.schedule
        )
    assert len(kept) == 182  # the last export's days, none of them twice
    assert changed > 0
