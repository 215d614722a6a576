"""The name by which SQLite opens a file, wherever it lies."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
import sqlcipher3.dbapi2 as driver

from cpdesk.models.files import copies


def held(path: PurePath) -> object:
    with closing(driver.connect(copies.uri(path), uri=True)) as connection:
        return connection.execute("SELECT name FROM held").fetchone()[0]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PureWindowsPath(r"\\server\front office\desk.db"), "////server/front%20office/desk.db"),
        (PureWindowsPath(r"C:\Users\desk.db"), "///C:/Users/desk.db"),
        (PurePosixPath("/srv/desk.db"), "///srv/desk.db"),
        (PurePosixPath("data/desk.db"), "data/desk.db"),
        (PurePosixPath("/srv/a?b#c%20d/desk.db"), "///srv/a%3Fb%23c%2520d/desk.db"),
    ],
)
def test_the_name_of_a_file_names_no_computer(path: PurePath, expected: str) -> None:
    assert copies.uri(path) == f"file:{expected}?immutable=1"
    assert copies.uri(path, "mode=ro") == f"file:{expected}?mode=ro"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such names")
@pytest.mark.parametrize("name", ["desk.db", "a b.db", "a?b=c&d.db", "a#b.db", "a%41.db", "ñ…é.db"])
def test_sqlite_opens_the_file_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for at in (name, "desk", "a", "aA.db"):
        with closing(driver.connect(str(tmp_path / at))) as made:
            made.execute("CREATE TABLE IF NOT EXISTS held AS SELECT ? AS name", (at,))
            made.commit()
    assert held(tmp_path / name) == name
    assert held(PurePosixPath(f"/{tmp_path}/{name}")) == name  # as a share is written
    monkeypatch.chdir(tmp_path)
    assert held(Path(name)) == name


def test_sqlite_refuses_what_pathlib_makes_of_a_share() -> None:
    shared = PureWindowsPath(r"\\server\share\desk.db").as_uri()
    with pytest.raises(driver.OperationalError, match="invalid uri authority"):
        driver.connect(f"{shared}?immutable=1", uri=True)
