"""Rosters broken at random: a summary or a sentence, never anything else, and never a trace."""

from __future__ import annotations

import secrets
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.roster import Rosters
from cpdesk.words import Words
from tests.services.roster.conftest import FILES, Folder
from tests.services.roster.test_rosters import content

WORDS = Words()
NAMES = (*FILES, "manifest.json")
CELLS = st.one_of(
    st.sampled_from(["", " ", "*", ";", "S1", "P1;P2", "K", "12", "-1", "2026-13-01", "99:99"]),
    st.sampled_from(["\x00", "\ufeff", '"', '""', "\r", "=1+1", "ſ", "İ", "１２", "²", "\u2028"]),
    st.text(max_size=12),
    st.integers().map(str),
    st.dates().map(str),
    st.times().map(str),
)
QUICK = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Rosters, Store, Path]]:
    root = tmp_path_factory.mktemp("fuzz")
    store = Store.open(root / "desk.db", secrets.token_hex(32))
    rosters = Rosters(
        store, FixedClock(datetime(2026, 11, 24, 16, 42, tzinfo=UTC)), auth=AuthContext(store)
    )
    Folder(root / "roster")
    rosters.take_in(Folder(root / "first").manifest(sequence=1))
    yield rosters, store, root / "roster"
    store.close()


def answers(rosters: Rosters, store: Store, path: Path) -> None:
    """Both doors give a summary or a sentence; after a sentence nothing has changed."""
    before = content(store)
    refused: DeskError | None
    try:
        summary = rosters.check(path, switch_district=True)
        told = [*summary.remarks, *summary.notes]
    except DeskError as trouble:
        refused = trouble
    else:
        refused = None
    if refused is not None:
        assert WORDS.error(refused)
        told = [*refused.faults]
        assert content(store) == before
        with pytest.raises(DeskError):
            rosters.take_in(path, switch_district=True)
        assert content(store) == before
    else:
        rosters.take_in(path, switch_district=True, sample=True)
        # Back to the beginning: a first roster under another name, which may come in again.
        rosters.take_in(
            Folder.of(path.parent / "first").manifest(district=secrets.token_hex(4), sequence=1),
            switch_district=True,
        )
    for line in told:
        assert WORDS.fault(line)


@QUICK
@given(data=st.data())
def test_cells(place: tuple[Rosters, Store, Path], data: st.DataObject) -> None:
    rosters, store, path = place
    Folder.of(path).restore()
    for _ in range(data.draw(st.integers(1, 3))):
        file = data.draw(st.sampled_from(tuple(FILES)))
        rows = [line.split(",") for line in FILES[file].splitlines()]
        row = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.integers(0, len(rows[row]) - 1))
        rows[row][column] = data.draw(CELLS)
        text = "\n".join(",".join(row) for row in rows)
        (path / file).write_bytes(text.encode("utf-8", "surrogatepass"))
    answers(rosters, store, path)


@QUICK
@given(data=st.data())
def test_bytes(place: tuple[Rosters, Store, Path], data: st.DataObject) -> None:
    rosters, store, path = place
    Folder.of(path).restore()
    file = path / data.draw(st.sampled_from(NAMES))
    content = file.read_bytes()
    match data.draw(st.sampled_from(["cut", "put", "swap", "all"])):
        case "cut":
            content = content[: data.draw(st.integers(0, len(content)))]
        case "put":
            at = data.draw(st.integers(0, len(content)))
            content = content[:at] + data.draw(st.binary(max_size=8)) + content[at:]
        case "swap":
            at = data.draw(st.integers(0, len(content) - 1))
            content = (
                content[:at] + data.draw(st.binary(min_size=1, max_size=1)) + content[at + 1 :]
            )
        case _:
            content = data.draw(st.binary(max_size=200))
    file.write_bytes(content)
    answers(rosters, store, path)


@QUICK
@given(data=st.data())
def test_rows_and_headers(place: tuple[Rosters, Store, Path], data: st.DataObject) -> None:
    rosters, store, path = place
    Folder.of(path).restore()
    file = data.draw(st.sampled_from(tuple(FILES)))
    lines = FILES[file].splitlines()
    lines = data.draw(st.permutations(lines)) if data.draw(st.booleans()) else lines * 2
    header = data.draw(st.permutations(lines[0].split(",")))
    lines[0] = ",".join(header[: data.draw(st.integers(0, len(header)))])
    ends = data.draw(st.sampled_from(["\n", "\r\n", "\r", ";", "\n\n", "\x85"]))
    (path / file).write_bytes(ends.join(lines).encode())
    answers(rosters, store, path)


@QUICK
@given(data=st.data())
def test_zips(place: tuple[Rosters, Store, Path], data: st.DataObject) -> None:
    rosters, store, path = place
    Folder.of(path).restore()
    packed = Folder.of(path).zipped(path.parent / "fuzz.zip")
    content = bytearray(packed.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    packed.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    answers(rosters, store, packed)


MANIFESTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@QUICK
@given(data=st.data())
def test_manifests(place: tuple[Rosters, Store, Path], data: st.DataObject) -> None:
    rosters, store, path = place
    keys = ("version", "district", "school_year", "sequence", "published_at", "valid_until")
    key = data.draw(st.sampled_from((*keys, "time_zone", "partner_term", "contact", "extra")))
    Folder.of(path).restore(**{key: data.draw(MANIFESTS | CELLS)})
    answers(rosters, store, path)


def test_a_zip_of_nothing(place: tuple[Rosters, Store, Path]) -> None:
    rosters, store, path = place
    with zipfile.ZipFile(path.parent / "nothing.zip", "w"):
        pass
    answers(rosters, store, path.parent / "nothing.zip")
