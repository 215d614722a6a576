"""Reports and files about visitors by the command line."""

from __future__ import annotations

import csv
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.test_flyers import Desk


@pytest.fixture
def desk(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(shutil.copytree(sample_folder, tmp_path / "data"), capsys)


def admitted(desk: Desk, name: str) -> None:
    """A guest who came in on a leader's yes."""
    desk.type(
        "admit", "--guest", name, "--host", "Vang", "--because", "Knows her", "--reason", "Fetches Mika",
        "--relayed-by", "Lindqvist", "--relayed-how", "by phone", "--relayed-why", "Knows her",
    )  # fmt: skip


def told(path: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_text("utf-8-sig"), newline="")))


def test_a_report_is_told_with_its_total(desk: Desk) -> None:
    admitted(desk, "Ines Okonjo-Berg")
    lines = desk.told("report", "visits-by-partner").splitlines()
    assert lines[0].split()[:2] == ["Partner", "Visits"]
    assert lines[-1].split()[:2] == ["Total", "1"]


def test_what_was_written_freely_is_given_out_only_when_that_is_said(
    desk: Desk, tmp_path: Path
) -> None:
    admitted(desk, "Ines Okonjo-Berg")
    out = tmp_path / "file.csv"
    desk.type("visitor-file", "Ines Okonjo-Berg", "--out", str(out))
    assert "Mika" not in out.read_text("utf-8")
    assert told(out)[2][8] == "left out"
    desk.type("visitor-file", "Ines Okonjo-Berg", "--with-texts", "--out", str(out))
    assert told(out)[2][8] == "Fetches Mika"


def test_visitors_of_one_name_are_told_apart_by_their_keys(desk: Desk, tmp_path: Path) -> None:
    for name in ("Ines Berg", "Ines Bergmann"):
        admitted(desk, name)
    out = tmp_path / "file.csv"
    trouble = desk.trouble("visitor-file", "Ines", "--out", str(out))
    keys = dict(re.findall(r"(Ines \w+) \((guest:[\w-]+)\)", trouble))
    assert keys.keys() == {"Ines Berg", "Ines Bergmann"}
    assert not out.exists()
    desk.type("visitor-file", keys["Ines Bergmann"], "--out", str(out))
    assert len(told(out)) > 3
    assert "Nobody who is called" in desk.trouble("visitor-file", "Zoe", "--out", str(out))
