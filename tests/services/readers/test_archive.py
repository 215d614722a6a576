"""Folders and zip files, opened the same way."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from cpdesk.services.readers.archive import Archive, Odd, opened
from cpdesk.services.readers.bounds import MOST_ENTRIES, TooLargeError, UnreadableError

FILES = {"A.csv": b"1", "b.csv": b"22", "in/C.csv": b"333"}


@pytest.fixture(params=["folder", "zip"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "zip":
        path = tmp_path / "set.zip"
        with zipfile.ZipFile(path, "w") as out:
            out.writestr("in/", b"")
            for name, data in FILES.items():
                out.writestr(name, data)
        return path
    for name, data in FILES.items():
        (tmp_path / "set" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "set" / name).write_bytes(data)
    return tmp_path / "set"


def content(archive: Archive) -> dict[str, bytes]:
    return {str(e.path): archive.read(e) for e in archive.entries if e.odd is None}


def test_a_folder_and_a_zip_have_the_same_files(place: Path) -> None:
    with opened(place, deep=True) as archive:
        assert content(archive) == FILES
        assert sorted(e.name for e in archive.entries if not e.odd) == ["a.csv", "b.csv", "c.csv"]


def test_all_files_together_stay_within_the_limit(place: Path) -> None:
    with opened(place, deep=True, most=6) as archive:
        content(archive)
    with opened(place, deep=True, most=5) as archive, pytest.raises(TooLargeError):
        content(archive)


def test_the_files_in_inner_folders_are_listed_only_if_asked_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_bytes(b"1")
    with opened(tmp_path) as archive:
        assert [(e.name, e.odd) for e in archive.entries] == [("in", Odd.NOT_A_FILE)]


def zipped(path: Path, *entries: zipfile.ZipInfo | str) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for entry in entries:
            out.writestr(entry, b"x")
    return path


def test_what_is_odd_in_a_zip_is_named(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    outside = zipfile.ZipInfo("placeholder")
    outside.filename = "..\\x"
    packing = zipfile.ZipInfo("packing")
    packing.compress_type = zipfile.ZIP_LZMA
    with opened(zipped(tmp_path / "z", "good", link, outside, packing)) as archive:
        assert [e.odd for e in archive.entries] == [None, Odd.LINK, Odd.OUTSIDE, Odd.PACKING]


def test_what_a_mac_adds_is_not_listed(tmp_path: Path) -> None:
    with opened(zipped(tmp_path / "z", "__MACOSX/._a", "in/._a", "in/a")) as archive:
        assert [e.said for e in archive.entries] == ["in/a"]


def test_an_entry_without_a_name_is_no_file_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(".", b"")
        out.writestr("A.csv", b"1")
    with opened(path) as archive:
        assert content(archive).get("A.csv") == b"1"


def test_a_path_as_windows_writes_it_is_in_its_folder(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("placeholder")
    entry.filename = "set\\a.csv"
    with opened(zipped(tmp_path / "z", entry)) as archive:
        assert [str(e.path) for e in archive.entries] == ["set/a.csv"]


def test_no_more_entries_than_a_set_can_have(tmp_path: Path) -> None:
    names = [str(n) for n in range(MOST_ENTRIES)]
    with opened(zipped(tmp_path / "most", *names)) as archive:
        assert len(archive.entries) == MOST_ENTRIES
    with pytest.raises(TooLargeError), opened(zipped(tmp_path / "more", *names, "x")):
        pass


def test_what_is_neither_folder_nor_zip(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"hello")
    for name in ("text", "none"):
        with pytest.raises(UnreadableError), opened(tmp_path / name):
            pass
