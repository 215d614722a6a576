"""Requests from the command line: asked, decided, listed, printed, put into calendars."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from cpdesk.app import Hooks, open_services
from cpdesk.cli import main as command
from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import PERMISSIONS, Permission, Role
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services import staff

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO)
MEET = (
    "--kind meet_student --partner LSL --person LSL-1 --student S-4471 --grade 6 "
    "--reason Science --family-knows yes --place Library"
)
LUNCH = f"{MEET} --day 2026-12-01 --start 11:35 --end 12:05"


class Tuesday(Hooks):
    """The real services on a Tuesday in November; passwords are hashed at less cost."""

    def open(self, folder: Path, *, terms: Path | None = None) -> Services:
        services = open_services(folder, clock=FixedClock(NOW), terms=terms)
        staff.quick(services)
        return services


class Typed:
    """What a command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


Run = Callable[..., Typed]


def _runner(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    def typed(line: str, role: Role | None = None) -> Typed:
        monkeypatch.setenv("CPDESK_ACCOUNT", staff.NAMES[role] if role else "")
        monkeypatch.setenv("CPDESK_PASSWORD", staff.SECRET)
        code = command(["--data", str(folder), *line.split()], Tuesday())
        said = capsys.readouterr()
        return Typed(code, said.out, said.err)

    return typed


@pytest.fixture(scope="module")
def staffed(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("staffed") / "data")
    with closing(open_services(folder, clock=FixedClock(NOW))) as services:
        staff.hire(services)
    return folder


@pytest.fixture
def run(
    staffed: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    return _runner(shutil.copytree(staffed, tmp_path / "data"), capsys, monkeypatch)


@pytest.fixture
def nobody(
    sample_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    return _runner(shutil.copytree(sample_folder, tmp_path / "data"), capsys, monkeypatch)


def add(run: Run, line: str = LUNCH, role: Role | None = Role.DESK) -> str:
    return str(run(f"requests add {line} --json", role).json["request"])


def test_this_visit_is_for_a_day_and_names_what_is_to_be_waived(run: Run) -> None:
    visit = "--kind this_visit --visitor person:BFM-3 --lift visitor.clearance"
    told = run(f"requests add {visit}", Role.DESK).out
    assert "  Tue, Nov 24\n  Findings to waive: Background check\n" in told
    longer = run(f"requests add {visit} --valid-until 2026-12-15", Role.DESK).out
    assert "  Tue, Nov 24 to Tue, Dec 15\n" in longer
    listed = run("requests list", Role.LEADER).out
    assert listed.startswith("Tue, Nov 24 · ")
    for said in (told, longer, listed):
        assert "12:00" not in said
        assert "visitor.clearance" not in said
    refused = run("requests add --kind this_visit --visitor person:BFM-3 --lift student.referral",
                  Role.DESK)  # fmt: skip
    assert "student.referral" not in refused.err.splitlines()[0]


def test_filed_decided_listed_and_shown(run: Run) -> None:
    filed = run(f"requests add {LUNCH} --json", Role.DESK).json
    assert (filed["state"], filed["version"], filed["kind"]) == ("waiting", 1, "meet_student")
    assert filed["times"] == [
        {
            "start": "2026-12-01T11:35:00-06:00",
            "end": "2026-12-01T12:05:00-06:00",
            "state": "planned",
            "visit": "",
        }
    ]
    assert filed["student"] == {"reference": "S-4471", "grade": "6"}
    asked = filed["request"]
    (row,) = run("requests list --json", Role.LEADER).json
    assert (row["request"], row["start"]) == (asked, "2026-12-01T11:35:00-06:00")
    assert "student" not in row
    decided = run(f"requests decide {asked} approve --json", Role.LEADER).json
    assert decided["state"] == "approved"
    assert run("requests list --json", Role.LEADER).json == []
    (row,) = run("requests list --show approved --json", Role.DESK).json
    assert row["state"] == "approved"
    shown = run(f"requests show {asked} --json", Role.DESK).json
    (decision,) = shown["decisions"]
    assert (decision["verdict"], decision["by"]) == ("approve", staff.NAMES[Role.LEADER])
    assert any(f["code"] == "meeting.approval" for f in decision["findings"])


def test_text_for_people_says_the_same(run: Run) -> None:
    asked = add(run)
    listed = run("requests list", Role.LEADER).out
    assert "Tue, Dec 1, 11:35 am–12:05 pm" in listed
    assert "Meet a student · Lake Street Literacy · Adaeze Okafor" in listed
    assert "S-4471" not in listed
    told = run(f"requests decide {asked} decline --reason-code no-room", Role.LEADER).out
    assert "Declined" in told
    assert "No room or staff member is free" in told
    assert "No requests found." in run("requests list", Role.LEADER).out


def test_without_accounts_deciding_says_what_to_do(nobody: Run) -> None:
    asked = add(nobody, role=None)
    refused = nobody(f"requests decide {asked} approve")
    assert (refused.code, refused.out) == (2, "")
    assert "No accounts have been created yet" in refused.err
    assert "office manager’s account first" in refused.err
    assert nobody(f"requests withdraw {asked} --json").json["state"] == "withdrawn"


def test_what_is_missing_is_told_field_by_field(run: Run) -> None:
    lacking = run("requests add --kind meet_student --json", Role.DESK)
    assert lacking.code == 2
    answer = json.loads(lacking.out)
    columns = {fault["column"] for fault in answer["faults"]}
    assert {"partner", "day", "start", "end", "student"} <= columns
    draft = run("requests add --kind meet_student --draft --json", Role.DESK).json
    assert draft["state"] == "draft"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--day tomorrow", "“tomorrow” is not a date"),
        ("--start noon", "“noon” is not a time of day"),
        ("--student-grade 14", "“14” is not a grade"),
    ],
)
def test_what_cannot_be_read_is_named(run: Run, line: str, told: str) -> None:
    answer = run(f"requests add --kind meet_student {line}", Role.DESK)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def test_a_class_is_not_observed_and_the_reasons_are_kept(run: Run) -> None:
    line = "--kind observation --partner LSL --day 2026-12-01 --start 9:45 --end 10:15"
    filed = run(f"requests add {line} --json", Role.DESK).json
    assert (filed["state"], filed["start"]) == ("declined", "09:45")
    (decision,) = filed["decisions"]
    assert decision["by_rules"]
    assert "observation.not-allowed" in {f["code"] for f in decision["findings"]}
    (row,) = run("requests list --show declined --json", Role.DESK).json
    assert row["by_rules"]


def test_times_are_found_and_one_is_offered_and_taken(run: Run) -> None:
    found = run(f"requests find-times {MEET} --minutes 25 --json", Role.DESK).json
    first = found["times"][0]
    assert datetime.fromisoformat(first["start"]) > NOW
    asked = add(run)
    window = f"{first['start']}/{first['end']}"
    offered = run(f"requests decide {asked} offer --offer {window} --json", Role.LEADER).json
    assert offered["state"] == "returned"
    taken = run(f"requests take-offer {asked} 1 --json", Role.DESK).json
    assert taken["state"] == "waiting"
    assert taken["times"][0]["start"] == first["start"]
    wrong = run(f"requests decide {asked} offer --offer 2026-12-01", Role.LEADER)
    assert "is not a time range" in wrong.err


def test_an_offer_in_short_form_is_the_schools_time(run: Run) -> None:
    asked = add(run)
    line = f"requests decide {asked} offer --offer 2026-12-03T11:35/12:05 --json"
    (decision,) = run(line, Role.LEADER).json["decisions"]
    assert decision["offered"] == [
        {"start": "2026-12-03T11:35:00-06:00", "end": "2026-12-03T12:05:00-06:00"}
    ]


def test_an_older_version_is_not_decided_about(run: Run) -> None:
    asked = add(run)
    run(f"requests decide {asked} decline --reason-code not-now", Role.LEADER)
    late = run(f"requests decide {asked} offer --version 1", Role.LEADER)
    assert late.code == 2
    assert f"{staff.NAMES[Role.LEADER]} declined this request" in late.err


def test_the_emergency_door_from_the_command_line(run: Run) -> None:
    line = LUNCH.replace("2026-12-01", "2026-11-24").replace("11:35", "10:50")
    asked = add(run, f"{line.replace('12:05', '11:10')} --door emergency")
    opened = run(f"requests decide {asked} open-door --reason Alone --json", Role.MANAGER).json
    assert (opened["state"], opened["flag"]) == ("approved", "review")
    reviewed = run(f"requests decide {asked} review --json", Role.LEADER).json
    assert reviewed["flag"] == ""


def test_the_letter_and_the_empty_form_are_printed(run: Run, tmp_path: Path) -> None:
    asked = add(run)
    paper = tmp_path / "letter.pdf"
    early = run(f"print letter --request {asked} --out {paper}", Role.PRINTER)
    assert early.code == 2
    assert "This request has no decision" in early.err
    run(f"requests decide {asked} approve", Role.LEADER)
    assert run(f"print letter --request {asked} --out {paper}", Role.PRINTER).code == 0
    said = " ".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "Lake Street Literacy" in said
    assert "4471" not in said
    assert (
        "Choose the request with --request" in run(f"print letter --out {paper}", Role.PRINTER).err
    )
    form = tmp_path / "form.pdf"
    assert run(f"print request-form --out {form}", Role.PRINTER).code == 0
    assert len(PdfReader(form).pages) >= 1


def test_calendars_of_a_partner_and_of_a_day(run: Run, tmp_path: Path) -> None:
    asked = add(run)
    add(run, LUNCH.replace("2026-12-01", "2026-12-08"))  # still waits, so it is in no calendar
    run(f"requests decide {asked} approve", Role.LEADER)
    out = tmp_path / "lsl.ics"
    made = run(f"calendar --partner LSL --out {out} --json", Role.PRINTER).json
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert len(events) == made["events"]
    meeting = [e for e in events if str(e["uid"]).startswith("request-")]
    assert [str(e["summary"]) for e in meeting] == ["Meet a student · Lake Street Literacy"]
    assert meeting[0].decoded("dtstart").astimezone(CHICAGO) == datetime(
        2026, 12, 1, 11, 35, tzinfo=CHICAGO
    )
    assert b"4471" not in out.read_bytes()
    day = tmp_path / "day.ics"
    run(f"calendar --day 2026-12-01 --out {day}", Role.PRINTER)
    uids = {str(e["uid"]) for e in Calendar.from_ical(day.read_bytes()).walk("VEVENT")}
    assert str(meeting[0]["uid"]) in uids
    assert any(uid.startswith("activity-") for uid in uids)
    assert (
        "Partner NOBODY is not on the roster"
        in run(f"calendar --partner NOBODY --out {out}", Role.DESK).err
    )


# What is typed about a request that waits, and what it asks of whoever types.
COMMANDS: tuple[tuple[str, Permission], ...] = (
    (f"requests add {LUNCH}", Permission.REQUEST),
    ("requests list", Permission.LOOK),
    ("requests list --student S-4471", Permission.FIND_STUDENT),
    ("requests show {asked}", Permission.LOOK),
    ("requests decide {asked} approve --version 1", Permission.DECIDE),
    ("requests decide {asked} decline --version 1", Permission.DECIDE),
    ("requests decide {asked} offer --version 1", Permission.DECIDE),
    ("requests decide {asked} confirm --version 1", Permission.DECIDE),
    ("requests decide {asked} disown --version 1", Permission.DECIDE),
    ("requests decide {asked} open-door --version 1", Permission.OPEN_DOOR),
    ("requests decide {asked} review --version 1", Permission.REVIEW),
    (f"requests find-times {MEET}", Permission.LOOK),
    ("requests withdraw {asked} --version 7", Permission.REQUEST),
    ("requests take-offer {asked} 1 --version 7", Permission.REQUEST),
    ("print letter --request {asked} --out {folder}/l.pdf", Permission.PRINT),
    ("print request-form --out {folder}/f.pdf", Permission.PRINT),
    ("calendar --partner LSL --out {folder}/c.ics", Permission.PRINT),
    ("calendar --day 2026-12-01 --out {folder}/d.ics", Permission.PRINT),
)


@pytest.mark.parametrize(("line", "act"), COMMANDS, ids=[line for line, _ in COMMANDS])
def test_each_command_of_each_role(run: Run, tmp_path: Path, line: str, act: Permission) -> None:
    asked = add(run)
    for role in Role:
        answer = run(line.format(asked=asked, folder=tmp_path), role)
        refused = "Your account doesn’t allow this." in answer.err
        assert refused is (role not in PERMISSIONS[act]), f"{role}: {answer.err}"
        assert answer.code == 2 or not refused
