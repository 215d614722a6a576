"""Flyers, boards and reports by the command line."""

from __future__ import annotations

import csv
import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cpdesk.app import Hooks
from cpdesk.cli import main as command
from tests.documents.paper_reading import text_of


class Desk:
    """Types commands on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def type(self, *words: str) -> Any:
        code = command(["--data", str(self.folder), "--json", *words], Hooks())
        out = self._capsys.readouterr()
        assert code == 0, out.err
        return json.loads(out.out)

    def trouble(self, *words: str) -> str:
        code = command(["--data", str(self.folder), *words], Hooks())
        assert code == 2
        return self._capsys.readouterr().err

    def told(self, *words: str) -> str:
        assert command(["--data", str(self.folder), *words], Hooks()) == 0
        return self._capsys.readouterr().out


@pytest.fixture
def desk(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    # A folder of its own: what is written here nobody else sees.
    return Desk(shutil.copytree(sample_folder, tmp_path / "data"), capsys)


def accepted(desk: Desk) -> str:
    """By a memo of today, so that no roster's dates can lapse."""
    today = _today(desk)
    memo = desk.type(
        "flyers", "memo", "--partner", "LSL", "--title", "Book <fair>", "--number", "FL-9",
        "--memo-on", today, "--grades", "K-1", "--way", "carry_home", "board",
    )  # fmt: skip
    one = desk.type(
        "flyers", "receive", "--approval", memo["key"], "--copies", "100", "--bundles", "4",
    )["delivery_id"]  # fmt: skip
    desk.type("flyers", "check", one, "--yes", "memo", "disclaimer", "one_sheet", "bundles")
    assert desk.type("flyers", "accept", one)["state"] == "accepted"
    return str(one)


def _today(desk: Desk) -> str:
    from cpdesk.app import open_services

    with closing(open_services(desk.folder)) as services:
        return services.words.local(services.clock.now()).date().isoformat()


def test_from_delivery_to_log(desk: Desk, tmp_path: Path) -> None:
    one = accepted(desk)
    assert len(desk.type("flyers", "plan", one)["lines"]) == 4
    assert "0 posted, 0 returned, 10 over" in desk.told("flyers", "show", one)
    assert desk.type("flyers", "hand-out", one, "--class", "K-A")["copies"] == 22
    assert desk.type("flyers", "take-back", one, "--class", "K-A")["tally"]["out"] == 0
    assert desk.type("flyers", "hand-out", one, "--how", "teacher")["copies"] == 90
    desk.type("boards", "add", "Lobby board", "--place", "next to the office")
    post = desk.type("flyers", "post", one, "--board", "Lobby board", "--copies", "2")
    assert [b["hanging"] for b in desk.type("boards", "list")["boards"]] == [1]
    assert "That date has passed" in desk.trouble(
        "flyers", "post", one, "--electronic", "Newsletter", "--until", "2026-01-01"
    )
    desk.type("flyers", "take-down", post["post_id"])
    assert "Copies left over" in desk.trouble("flyers", "finish", one)
    assert desk.type("flyers", "finish", one, "--surplus", "recycled")["state"] == "done"
    totals = desk.type("flyers", "log", "--classes")["totals"]
    assert (totals["copies"], totals["out"], totals["posts"], totals["over"]) == (100, 90, 1, 8)
    pdf, table = tmp_path / "log.pdf", tmp_path / "log.csv"
    desk.type("flyers", "log", "--classes", "--out", str(pdf))
    assert "Book <fair>" in text_of(pdf.read_bytes())
    desk.type("flyers", "log", "--classes", "--out", str(table))
    lines = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert len(lines) == 1 + 2 + 4
    assert lines[1][1:4] == ["Book <fair>", "Lake Street Literacy", "FL-9"]


def test_a_plan_that_needs_more_copies_than_there_are_is_short(desk: Desk) -> None:
    one = accepted(desk)
    desk.type("flyers", "plan", one, "--class", "K-A=112")
    assert "0 posted, 0 returned, 12 short" in desk.told("flyers", "show", one)
    desk.type("flyers", "plan", one, "--class", "K-A=100")
    assert "0 posted, 0 returned, 0 over" in desk.told("flyers", "show", one)


def test_a_class_that_the_roster_does_not_have_is_typed_with_its_grade(desk: Desk) -> None:
    one = accepted(desk)
    made = desk.type("flyers", "plan", one, "--class", "K-A", "Band:2=20", "9-Z:9=22")
    assert [(line["class_name"], line["copies"], line["state"]) for line in made["lines"]] == [
        ("K-A", 22, "planned"),
        ("Band", 20, "planned"),
        ("9-Z", 0, "refused"),
    ]
    assert "is not a grade" in desk.trouble("flyers", "plan", one, "--class", "Band:2nd=20")


def test_a_return_says_why(desk: Desk) -> None:
    one = desk.type(
        "flyers", "receive", "--partner", "Dragon Studio", "--title", "=Karate", "--copies", "30"
    )["delivery_id"]
    assert "a checklist item isn’t met" in desk.trouble("flyers", "accept", one)
    made = desk.type("flyers", "return", one, "--reason", "approval", "other", "--note", "wet")
    assert (made["state"], made["returns"][0]["note"]) == ("returned", "wet")
    assert "It does not have a current district approval." in desk.told("flyers", "show", one)


def test_what_cannot_be_is_told(desk: Desk) -> None:
    one = accepted(desk)
    assert "9-Z is not in this delivery’s plan" in desk.trouble(
        "flyers", "hand-out", one, "--class", "9-Z"
    )
    assert "“The wall” is not one of the school’s boards" in desk.trouble(
        "flyers", "post", one, "--board", "The wall"
    )
    assert "is not a grade" in desk.trouble("flyers", "log", "--grade", "13")
    assert "is not a number of copies" in desk.trouble("flyers", "plan", one, "--class", "K-A=many")


@pytest.mark.parametrize("ending", ["pdf", "csv", "xlsx"])
def test_a_report_in_each_kind_of_file(desk: Desk, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"report.{ending}"
    desk.type("report", "front-desk-load", "--out", str(out))
    begins = {"pdf": b"%PDF", "csv": b"\xef\xbb\xbf", "xlsx": b"PK"}[ending]
    assert out.read_bytes().startswith(begins)
    assert "doesn’t say what kind of file to make" in desk.trouble(
        "report", "front-desk-load", "--out", "report.txt"
    )


def test_copies_that_are_over_go_back_for_a_reason(desk: Desk) -> None:
    one = accepted(desk)
    desk.type("flyers", "plan", one)
    desk.type("flyers", "hand-out", one)
    assert "The reason for the return is missing" in desk.trouble(
        "flyers", "finish", one, "--surplus", "returned"
    )
    done = desk.type(
        "flyers", "finish", one, "--surplus", "returned", "--reason", "too_many",
        "--handed-to", "Al",
    )  # fmt: skip
    assert (done["state"], done["surplus"], done["tally"]["over"]) == ("done", "returned", 0)
    (back,) = done["returns"]
    assert (back["copies"], back["reasons"], back["returned_to"]) == (10, ["too_many"], "Al")
    told = desk.told("flyers", "show", one)
    assert "10 copies returned" in told
    assert "There are more copies than needed." in told
    assert desk.type("flyers", "log")["totals"]["returned_copies"] == 10


def test_a_memo_is_taken_back(desk: Desk) -> None:
    today = _today(desk)
    memo = desk.type(
        "flyers", "memo", "--partner", "LSL", "--title", "Sead swap", "--number", "FL-8",
        "--memo-on", today,
    )["key"]  # fmt: skip
    assert desk.type("flyers", "withdraw-memo", memo) == {"key": memo}
    assert memo not in desk.told("flyers", "approvals")
    assert "No memo for this flyer" in desk.trouble("flyers", "withdraw-memo", memo)
    accepted(desk)
    (kept,) = [
        one["key"] for one in desk.type("flyers", "approvals") if one["approval_number"] == "FL-9"
    ]
    assert "A delivery uses this memo" in desk.trouble("flyers", "withdraw-memo", kept)


def test_a_class_that_was_typed_is_meant_by_name_or_id(desk: Desk) -> None:
    one = accepted(desk)
    planned = desk.type("flyers", "plan", one, "--class", "Choir:3=12", "K-A")
    choir = planned["lines"][0]
    assert desk.type("flyers", "hand-out", one, "--class", "Choir")["copies"] == 12
    line = choir["line_id"]
    assert desk.type("flyers", "take-back", one, "--class", line)["tally"]["out"] == 0
