"""The file about one visitor by the command line: whose it is is asked, said and noted."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cpdesk import log
from cpdesk.app import Hooks, open_services
from cpdesk.cli import main as command
from cpdesk.documents.layout import preview
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Question, TurnAway
from cpdesk.records.printing import PrintedPaper
from tests.documents.paper_reading import text_of

YES = (
    "--relayed-by", "Lindqvist", "--relayed-how", "by phone", "--relayed-why", "Knows her",
)  # fmt: skip


class Desk:
    """Types commands on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def type(self, *words: str) -> Any:
        assert command(["--data", str(self.folder), "--json", *words], Hooks()) == 0
        return json.loads(self._capsys.readouterr().out)

    def told(self, *words: str) -> str:
        assert command(["--data", str(self.folder), *words], Hooks()) == 0
        return self._capsys.readouterr().out

    def trouble(self, *words: str) -> str:
        assert command(["--data", str(self.folder), *words], Hooks()) == 2
        return self._capsys.readouterr().err

    def admit(self, name: str) -> None:
        self.type("admit", "--guest", name, "--host", "Vang", "--because", "Known", *YES)

    def printed(self) -> tuple[PrintedPaper, ...]:
        with closing(open_services(self.folder)) as services:
            return services.print_book.today()


@pytest.fixture
def desk(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    # A folder of its own: what is written here nobody else sees.
    return Desk(shutil.copytree(sample_folder, tmp_path / "data"), capsys)


def test_each_kind_of_file_says_whose_it_is_and_stands_in_the_book(
    desk: Desk, tmp_path: Path
) -> None:
    desk.admit("Ines Okonjo-Berg")
    for ending in ("pdf", "csv", "xlsx"):
        out = tmp_path / f"file.{ending}"
        said = desk.type("visitor-file", "okonjo BERG ines", "--out", str(out))
        assert said["visitor"] == "Ines Okonjo-Berg"
        assert said["visitor_key"].startswith("guest:")
        assert said["bytes"] == out.stat().st_size
    told = desk.told("visitor-file", said["visitor_key"], "--out", str(out))
    assert f"Saved the file about Ines Okonjo-Berg ({said['visitor_key']}) as" in told
    assert len(preview.page_sizes((tmp_path / "file.pdf").read_bytes())) == 2
    workbook, again, table, paper = desk.printed()  # the latest on top
    for one in (paper, table, again, workbook):
        assert (one.kind, one.about) == ("visitor-file", "")  # the book does not say of whom
        assert [run.way for run in one.runs] == ["saved"]
    assert (paper.pages, paper.kept) == (2, True)
    for one in (table, again, workbook):
        assert (one.pages, one.kept) == (0, False)
    text = (tmp_path / "file.csv").read_text("utf-8-sig")
    assert f"Number,{table.number}" in text
    cells = [c.value for c in openpyxl.load_workbook(out)["About this file"]["B"]]
    assert workbook.number in cells
    listed = desk.told("printed")
    assert listed.count("Table") == 3
    assert "0 pages" not in listed


def test_a_key_goes_straight_to_it(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "file.csv"
    assert (
        desk.type("visitor-file", "person:LSL-1", "--out", str(out))["visitor"] == "Adaeze Okafor"
    )
    assert "has no records for this visitor" in desk.trouble(
        "visitor-file", "person:NOBODY", "--out", str(out)
    )


def test_a_part_of_a_name_is_nobody(desk: Desk, tmp_path: Path) -> None:
    """Ada may be Adaeze, and may not; whoever types is told who there is."""
    out = tmp_path / "file.pdf"
    desk.admit("Adaline Berg")
    said = desk.trouble("visitor-file", "Ada", "--out", str(out))
    assert "No visitor who was here is named exactly Ada." in said
    assert "Adaline Berg · 1 visit · guest:" in said
    assert "No visitor named Nobody was here" in desk.trouble(
        "visitor-file", "Nobody", "--out", str(out)
    )
    assert not out.exists()
    assert desk.printed() == ()


def test_of_namesakes_each_is_told_and_none_is_guessed(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "file.pdf"
    desk.admit("Adaeze Okafor")
    with closing(open_services(desk.folder)) as services:
        asked = Question(person="LSL-1", purpose=Purpose.REFERRAL)
        services.desk.turn_away(TurnAway(new_id(), asked))
        alone = Question(guest="Ines Berg", purpose=Purpose.OTHER)
        services.desk.turn_away(TurnAway(new_id(), alone))
    said = desk.trouble("visitor-file", "adaeze okafor", "--out", str(out))
    assert "2 visitors are named adaeze okafor." in said
    assert "Adaeze Okafor · Lake Street Literacy · 0 visits · person:LSL-1" in said
    assert "Adaeze Okafor · 1 visit · guest:" in said
    assert not out.exists()
    key = desk.type("visitor-file", "ines berg", "--out", str(out))["visitor_key"]
    assert key == "name::ines berg"
    assert "Ines Berg" in text_of(out.read_bytes())
    assert desk.type("visitor-file", key, "--out", str(out))["visitor"] == "Ines Berg"


def test_what_was_typed_is_told_once_somebody_has_read_it(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "file.csv"
    words = ("--guest", "Ines Berg", "--host", "Vang", "--reason", "Brings lamps")
    desk.type("admit", *words, *YES)
    desk.type("visitor-file", "Ines Berg", "--out", str(out))
    assert "Brings lamps" not in out.read_text("utf-8-sig")
    desk.type("visitor-file", "Ines Berg", "--with-texts", "--out", str(out))
    assert "Brings lamps" in out.read_text("utf-8-sig")


def test_the_log_knows_no_name(desk: Desk, tmp_path: Path) -> None:
    handler = log.start(desk.folder)
    try:
        desk.admit("Ines Okonjo-Berg")
        desk.type("visitor-file", "Ines Okonjo-Berg", "--out", str(tmp_path / "file.csv"))
        desk.trouble("visitor-file", "Ines", "--out", str(tmp_path / "file.csv"))
    finally:
        log.stop(handler)
    written = desk.folder / "cpdesk.log"
    assert not written.exists() or "Ines" not in written.read_text()


def test_a_name_without_an_ending_is_sent_back(desk: Desk, tmp_path: Path) -> None:
    out = str(tmp_path / "file.txt")
    assert "doesn’t say what kind of file to make" in desk.trouble(
        "visitor-file", "person:LSL-1", "--out", out
    )
