"""Calendars and bell schedules read and imported from the command line."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cpdesk.app import Hooks, main
from cpdesk.cli.core.command import Call, perform
from cpdesk.cli.parser import parser
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import State, Verdict
from cpdesk.services.services import Services
from tests.services.day_plan.calendar_samples import (
    SESSIONS,
    bell_schedule,
    bells,
    calendar,
    calendar_date,
    class_period,
    edfi,
)
from tests.services.requests.leaders_office import DAY, LUNCH, Office

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command on a copy of the sample district, with its answer as JSON."""
    data = shutil.copytree(sample_folder, tmp_path / "data")

    def answer(*argv: str | Path) -> tuple[int, Any]:
        code = main(["--data", str(data), "day-plan", *map(str, argv), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return answer


def event(day: str, title: str) -> str:
    return f"DTSTART;VALUE=DATE:{day}\nSUMMARY:{title}"


def mixed(folder: Path) -> Path:
    path = folder / "district.ics"
    path.write_bytes(
        calendar(
            event("20261208", "Media Center closed"),
            event("20261209", "No School - JH"),
            event("20261211", "No school for K"),
            event("20261214", "12:45 dismissal"),
            event("20261215", "School Closure"),
            event("20261216", "Early Release"),
        )
    )
    return path


WHY_BELLS = (
    "CPDesk isn’t sure which bell schedule “12:45 dismissal” is. The whole day "
    "counts as class time until you choose one."
)


def day(date: str, title: str, schedule: str = "", grades: str = "") -> dict[str, str]:
    means = "schedule" if schedule else "closed"
    return {
        "date": date, "means": means, "schedule": schedule, "grades": grades, "title": title
    }  # fmt: skip


def test_what_a_calendar_says_in_exactly_this_shape(run: Run, tmp_path: Path) -> None:
    assert run("read", mixed(tmp_path)) == (
        0,
        {
            "days": [
                day("2026-12-11", "No school for K", grades="K"),
                day("2026-12-14", "12:45 dismissal", "12:45 dismissal"),
                day("2026-12-15", "School Closure"),
                day("2026-12-16", "Early Release", "EARLY RELEASE"),
            ],
            "ask": [
                {
                    "date": "2026-12-09",
                    "title": "No School - JH",
                    "why": "It is for some schools or grades but doesn’t say exactly which.",
                },
                {"date": "2026-12-14", "title": "12:45 dismissal", "why": WHY_BELLS},
            ],
            "passed_over": [{"date": "2026-12-08", "title": "Media Center closed"}],
        },
    )


def test_each_day_of_a_span_is_listed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "spans.ics"
    span = "DTSTART;VALUE=DATE:202612{}\nDTEND;VALUE=DATE:202612{}\nSUMMARY:{}"
    path.write_bytes(
        calendar(
            span.format("01", "03", "Book fair"),
            span.format("03", "05", "No School - JH"),
            span.format("21", "23", "Winter Break"),
        )
    )
    _, found = run("read", path)
    assert [one["date"] for one in found["passed_over"]] == ["2026-12-01", "2026-12-02"]
    assert [one["date"] for one in found["ask"]] == ["2026-12-03", "2026-12-04"]
    assert [one["date"] for one in found["days"]] == ["2026-12-21", "2026-12-22"]


def files(folder: Path) -> dict[str, Path]:
    """One of each format that the window reads."""
    inside = (
        class_period("01", ("08:00:00", "09:00:00"))
        + bell_schedule("Regular", ["01"])
        + calendar_date("2026-11-26", "Holiday")
    )
    made = {
        "calendar.ics": calendar(event("20261126", "No School")),
        "bells.json": bells(holidays=["2026-11-26"]),
        "edfi.xml": edfi(inside),
    }
    found = {}
    for name, data in made.items():
        (folder / name).write_bytes(data)
        found[name] = folder / name
    sessions = f"{SESSIONS}\r\ny,active,,2026-2027,schoolYear,2026-09-08,2027-06-10,,2027"
    (folder / "oneroster").mkdir()
    (folder / "oneroster/academicSessions.csv").write_text(sessions, "utf-8")
    found["oneroster"] = folder / "oneroster"
    with zipfile.ZipFile(folder / "oneroster.zip", "w") as packed:
        packed.writestr("academicSessions.csv", sessions)
    found["oneroster.zip"] = folder / "oneroster.zip"
    return found


def test_every_format_is_read_and_imported(run: Run, tmp_path: Path) -> None:
    for name, path in files(tmp_path).items():
        code, read = run("read", path)
        assert (code, set(read)) == (0, {"days", "ask", "passed_over"}), name
        if not name.startswith("oneroster"):
            assert [(d["date"], d["means"]) for d in read["days"]] == [("2026-11-26", "closed")]
        code, done = run("import", path)
        assert code == 0, name
        assert {part: done[part] for part in read} == read, name


def rows(services: Services) -> tuple[object, ...]:
    plan = services.day_plans.plan()
    return plan.schedules, plan.week, plan.days, plan.terms


def command(services: Services, *argv: str | Path) -> None:
    args = parser().parse_args(["day-plan", *map(str, argv)])
    perform(Call(args, Hooks(), services.words, services), args.performs)


def test_reading_changes_nothing_and_importing_what_was_understood(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows(services)
    command(services, "read", mixed(tmp_path))
    assert rows(services) == before
    command(services, "import", mixed(tmp_path))
    mine = [d for d in services.day_plans.plan().days if d.own]
    assert [(d.day.day, d.schedule, d.grade_low, d.source) for d in mine] == [
        (11, "", 0, "Cedar Lake"),
        (14, "12:45 dismissal", None, "Cedar Lake"),
        (15, "", None, "Cedar Lake"),
        (16, "EARLY RELEASE", None, "Cedar Lake"),
    ]
    said = capsys.readouterr().out
    assert "Imported from Cedar Lake." in said
    assert "Dec 8, 2026: Media Center closed" in said
    assert "Dec 9, 2026: No School - JH" in said


@pytest.mark.parametrize(
    "data",
    [
        calendar(event("20261208", "Media Center closed"), event("20261209", "No School - JH")),
        json.dumps({"schedules": {"regular": [{"period": "1", "time": "7:28 - 8:23"}]}}).encode(),
        json.dumps({"schedules": {"regular": {"periods": []}}}).encode(),
    ],
    ids=["titles", "nested", "named"],
)
def test_nothing_understood_is_nothing_to_import(
    services: Services, tmp_path: Path, data: bytes
) -> None:
    """Not even the days of an earlier import of the same name go away."""
    command(services, "import", mixed(tmp_path))
    before = rows(services)
    path = tmp_path / "next"
    path.write_bytes(data)
    with pytest.raises(DeskError, match="nothing to import"):
        command(services, "import", path)
    assert rows(services) == before


def test_a_refused_import_ends_with_2_and_a_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.ics"
    path.write_bytes(calendar(event("20261208", "Media Center closed")))
    code, found = run("import", path)
    assert code == 2
    assert found["error"].startswith("CPDesk didn’t understand anything in Cedar Lake")
    for argv in (("read", tmp_path / "not-there"), ("read", mixed(tmp_path), "--grades", "x")):
        code, found = run(*argv)
        assert (code, list(found)) == (2, ["error"])


def test_somebody_says_which_schedule_a_name_means(run: Run, tmp_path: Path) -> None:
    path = mixed(tmp_path)
    code, found = run("import", path, "--means", "12:45 dismissal=EARLY RELEASE")
    assert code == 0
    assert [d["schedule"] for d in found["days"]] == ["", "EARLY RELEASE", "", "EARLY RELEASE"]
    assert [one["title"] for one in found["ask"]] == ["No School - JH"]
    for wrong in ("12:45 dismissal=NO SUCH", "Late start=REGULAR"):
        assert run("import", path, "--means", wrong)[0] == 2


def test_for_some_grades_alone(run: Run, tmp_path: Path) -> None:
    _, found = run("read", mixed(tmp_path), "--grades", "6-8")
    assert [(d["date"][-2:], d["grades"]) for d in found["days"]] == [
        ("14", "6-8"), ("15", "6-8"), ("16", "6-8")
    ]  # fmt: skip


def test_one_grade_and_several_are_named_for_people(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = shutil.copytree(sample_folder, tmp_path / "data")

    def told(*argv: str | Path) -> str:
        assert main(["--data", str(data), "day-plan", "read", *map(str, argv)]) == 0
        return capsys.readouterr().out

    assert "Dec 11, 2026: No school for grade K · No school for K\n" in told(mixed(tmp_path))
    said = told(mixed(tmp_path), "--grades", "6-8")
    assert "Dec 15, 2026: No school for grades 6–8 · School Closure\n" in said


def test_approvals_that_wait_again_are_named(
    services: Services, store_of_services: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(services, store_of_services)
    request = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(request, Verdict.APPROVE)
    path = tmp_path / "district.ics"
    path.write_bytes(calendar(event(f"{DAY:%Y%m%d}", "12:45 dismissal")))
    command(services, "import", path)
    assert services.decisions.request(request).state is State.WAITING
    said = capsys.readouterr().out
    assert "is now class time and is waiting for a decision" in said
    assert services.decisions.request(request).partner_name in said
