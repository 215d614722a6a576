"""Reports by the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.flyers.test_flyers import Desk


@pytest.fixture
def desk(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(shutil.copytree(sample_folder, tmp_path / "data"), capsys)


def admitted(desk: Desk, name: str) -> None:
    """A guest who came in on a leader's yes."""
    desk.type(
        "admit", "--guest", name, "--host", "Vang", "--because", "Knows her",
        "--relayed-by", "Lindqvist", "--relayed-how", "by phone", "--relayed-why", "Knows her",
    )  # fmt: skip


def test_a_report_is_told_with_its_total(desk: Desk) -> None:
    admitted(desk, "Ines Okonjo-Berg")
    lines = desk.told("report", "visits-by-partner").splitlines()
    assert lines[0].split()[:2] == ["Partner", "Visits"]
    assert lines[-1].split()[:2] == ["Total", "1"]
