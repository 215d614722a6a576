"""What is attached is laid where the system's viewer finds it, under a name that does no harm."""

from __future__ import annotations

from pathlib import Path

from cpdesk.records.flyers import FlyerFileContent
from cpdesk.ui.flyers.papers import laid


def test_a_name_never_becomes_a_path_or_a_program(tmp_path: Path) -> None:
    wild = FlyerFileContent("../../evil.exe", "application/pdf", b"%PDF-1.4")
    path = laid(wild, tmp_path)
    assert path == tmp_path / "evil.pdf"
    assert path.read_bytes() == b"%PDF-1.4"


def test_a_file_without_a_name(tmp_path: Path) -> None:
    assert laid(FlyerFileContent("?.", "image/png", b""), tmp_path).name == "flyer.png"
    assert laid(FlyerFileContent("a", "text/html", b""), tmp_path).suffix == ".bin"
