"""What is attached is laid where the system's viewer finds it, under a name that does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdesk.errors import DeskError
from cpdesk.records.flyers import FlyerFileContent
from cpdesk.ui.flyers.papers import laid


def test_a_name_never_becomes_a_path_or_a_program(tmp_path: Path) -> None:
    wild = FlyerFileContent("../../evil.exe", "application/pdf", b"%PDF-1.4")
    path = laid(wild, tmp_path)
    assert (path.parent.parent, path.name) == (tmp_path, "evil.pdf")
    assert path.read_bytes() == b"%PDF-1.4"


def test_a_file_without_a_name(tmp_path: Path) -> None:
    assert laid(FlyerFileContent("?.", "image/png", b""), tmp_path).name == "flyer.png"
    assert laid(FlyerFileContent("a", "text/html", b""), tmp_path).suffix == ".bin"


def test_what_a_viewer_still_holds_is_not_written_over(tmp_path: Path) -> None:
    flyer = FlyerFileContent("concert.pdf", "application/pdf", b"%PDF-1.4")
    first, second = laid(flyer, tmp_path), laid(flyer, tmp_path)
    assert first != second
    assert first.name == second.name == "concert.pdf"


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    flyer = FlyerFileContent("concert.pdf", "application/pdf", b"%PDF-1.4")
    with pytest.raises(DeskError, match=r"Can’t open concert\.pdf"):
        laid(flyer, tmp_path / "not there")
