"""What is taken in as a scanned form, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpdesk.errors import DeskError
from cpdesk.services.outreach import scans


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
    ],
)
def test_the_first_bytes_say_what_it_is(tmp_path: Path, start: bytes, kind: str) -> None:
    file = tmp_path / "form.bin"  # whatever its name says
    file.write_bytes(start + b"...")
    assert scans.read(file) == scans.Scan("form.bin", kind, start + b"...")


def test_what_is_no_scan_is_sent_back(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_text("<html>", "utf-8")
    with pytest.raises(DeskError, match="neither a PDF nor a picture"):
        scans.read(file)
    with pytest.raises(DeskError, match="cannot be read"):
        scans.read(tmp_path / "gone.pdf")
    with pytest.raises(DeskError, match="cannot be read"):
        scans.read(tmp_path)


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "huge.pdf"
    with file.open("wb") as out:
        out.write(b"%PDF-1.4")
        out.truncate(scans.LARGEST + 1)
    with pytest.raises(DeskError, match="larger than"):
        scans.read(file)
