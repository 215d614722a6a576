"""Folders and zips, the hostile ones too."""

from __future__ import annotations

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from cpdesk.errors import DeskError
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster import Rosters, source
from cpdesk.words import Words
from tests.services.roster.conftest import Folder, Refused


def zip_with(folder: Folder, path: Path, entry: zipfile.ZipInfo | str, data: bytes = b"x") -> Path:
    folder.zipped(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as out:
        out.writestr(entry, data)
    return path


def read(path: Path, most: int) -> source.Source:
    return source.read(path, FaultList(), lambda done, total: None, most)


@pytest.mark.parametrize("inside", ["", "roster-2026/", "a/b/"])
def test_a_zip_of_the_files_or_of_their_folder(
    folder: Folder, rosters: Rosters, tmp_path: Path, inside: str
) -> None:
    summary = rosters.take_in(folder.zipped(tmp_path / "r.zip", inside))
    assert (summary.district, summary.notes) == ("Test District", ())


def test_a_roster_one_folder_down(folder: Folder, rosters: Rosters) -> None:
    assert rosters.check(folder.path.parent / "roster").sequence == 5
    outer = folder.path.parent / "outer"
    outer.mkdir()
    folder.path.rename(outer / "inner")
    assert rosters.check(outer).sequence == 5


def test_what_a_mac_adds_to_a_zip_is_passed_over(
    folder: Folder, rosters: Rosters, tmp_path: Path
) -> None:
    path = zip_with(folder, tmp_path / "r.zip", "__MACOSX/._schools.csv")
    assert rosters.check(path).notes == ()


@pytest.mark.parametrize(
    "name",
    ["../schools.csv", "a/../../x", "/etc/passwd", "C:/x.csv", "..\\x.csv", "C:\\x", "\\\\host\\x"],
)
def test_a_path_that_leaves_the_folder(
    folder: Folder, refused: Refused, words: Words, tmp_path: Path, name: str
) -> None:
    entry = zipfile.ZipInfo("placeholder")
    entry.filename = name
    (fault,) = refused(zip_with(folder, tmp_path / "r.zip", entry))
    assert "leads outside its folder" in words.fault(fault)
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".csv") == []


def test_a_link_in_a_zip(folder: Folder, refused: Refused, words: Words, tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("notices.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    (folder.path / "notices.csv").unlink()
    (fault,) = refused(zip_with(folder, tmp_path / "r.zip", entry, b"/etc/passwd"))
    assert "link" in words.fault(fault)


def test_a_locked_zip(folder: Folder, refused: Refused, words: Words, tmp_path: Path) -> None:
    path = folder.zipped(tmp_path / "r.zip")
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    path.write_bytes(data)
    found = refused(path)
    assert len(found) == 14
    assert "password" in words.fault(found[0])


def test_a_packing_that_is_not_read(folder: Folder, refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as out:
        out.writestr("manifest.json", "{}")
    (fault,) = refused(path)
    assert "compressed in a way" in fault.says


def test_the_same_file_twice_in_a_zip(folder: Folder, refused: Refused, tmp_path: Path) -> None:
    (fault,) = refused(zip_with(folder, tmp_path / "r.zip", "SCHOOLS.csv"))
    assert (fault.file, fault.line) == ("schools.csv", 0)
    assert "twice" in fault.says


def test_more_zeros_than_a_roster_can_hold(
    folder: Folder, rosters: Rosters, tmp_path: Path
) -> None:
    path = folder.zipped(tmp_path / "r.zip")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
        out.open("zeros.bin", "w") as stream,
    ):
        piece = b"\0" * (1 << 22)
        for _ in range(60):
            stream.write(piece)
    with pytest.raises(DeskError, match="larger than 200 MB"):
        rosters.check(path)


def test_a_bomb_that_lies_about_its_size(folder: Folder, tmp_path: Path) -> None:
    """What a zip claims is not believed: no more is read than is allowed."""
    (folder.path / "notices.csv").unlink()
    path = zip_with(folder, tmp_path / "r.zip", "notices.csv", b"\0" * 5_000_000)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 2_900_000)
    path.write_bytes(data)
    with pytest.raises(DeskError):
        read(path, 3_000_000)


def test_a_folder_that_is_too_large(folder: Folder) -> None:
    size = sum(file.stat().st_size for file in folder.path.iterdir())
    assert len(read(folder.path, size).files) == len(list(folder.path.iterdir()))
    with pytest.raises(DeskError, match="was not read"):
        read(folder.path, size - 1)


def test_what_is_no_roster(folder: Folder, rosters: Rosters, tmp_path: Path) -> None:
    good = folder.zipped(tmp_path / "good.zip").read_bytes()
    cases = {
        "none": None,
        "text.zip": b"hello",
        "empty.zip": b"",
        "cut.zip": good[: len(good) // 2],
        "zeros.zip": b"\0" * 10_000,
    }
    for name, data in cases.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(DeskError) as caught:
            rosters.check(tmp_path / name)
        assert name in str(caught.value)


def test_damage_inside_a_zip(folder: Folder, rosters: Rosters, tmp_path: Path) -> None:
    path = folder.zipped(tmp_path / "r.zip")
    data = bytearray(path.read_bytes())
    data[80:140] = bytes(60)
    path.write_bytes(data)
    with pytest.raises(DeskError, match="damaged"):
        rosters.check(path)


def test_an_empty_folder_and_a_folder_of_other_things(rosters: Rosters, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(DeskError, match=r"“empty” is not a roster\. Choose the folder"):
        rosters.check(empty)
    (empty / "photo.jpg").write_bytes(b"x")
    with pytest.raises(DeskError, match=r"“empty” is not a roster\. Choose the folder"):
        rosters.check(empty)


def test_a_folder_where_a_file_should_be(folder: Folder, refused: Refused) -> None:
    (folder.path / "notices.csv").unlink()
    (folder.path / "notices.csv").mkdir()
    (fault,) = refused(folder.path)
    assert fault.file == "notices.csv"
