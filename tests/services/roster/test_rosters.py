"""Taking in: all of it or nothing, counted, journaled, beside the desk's own work."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError, Fault
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables import name_index
from cpdesk.models.tables.roster_tables import OF_ISSUE
from cpdesk.records.office import Counts
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.roster import Rosters, staging
from cpdesk.services.roster.import_lock import import_lock
from cpdesk.words import Words
from tests.services.roster.conftest import Folder


def content(store: Store) -> dict[str, list[Any]]:
    """Every row of every table."""
    with store.read() as tx:
        tables = tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'").scalars()
        return {
            name: sorted(map(repr, tx.exec_driver_sql(f"SELECT * FROM {name}")))
            for name in tables.all()
        }


def issues(store: Store) -> list[tuple[int, str]]:
    with store.read() as tx:
        found = tx.exec_driver_sql("SELECT issue, state FROM roster_issue ORDER BY issue")
        return [(issue, state) for issue, state in found]


def rows_of(store: Store, issue: int) -> int:
    with store.read() as tx:
        return sum(
            tx.exec_driver_sql(
                f"SELECT count(*) FROM {t.name} WHERE issue = ?", (issue,)
            ).scalar_one()
            for t in OF_ISSUE
        )


def test_every_row_is_there(folder: Folder, rosters: Rosters, store: Store) -> None:
    summary = rosters.take_in(folder.path)
    assert summary.counts[0] == Counts("schools.csv", 2, 2, 0, 0)
    assert [c.rows for c in summary.counts] == [2, 2, 2, 2, 2, 2, 3, 3, 2, 1, 1, 1, 1]
    with store.read() as tx:
        run = tx.exec_driver_sql
        assert run("SELECT * FROM activity WHERE activity_id = 'A1'").one() == (
            *(1, "A1", "G1", "S1", "Reading tutors", "Room 1", 0b01010, "10:45", "11:30"),
            *("2026-09-08", "2027-06-11", 2, 3, "2026-08-20", "", 1, 0),
        )
        assert run("SELECT activity_id, person_id FROM activity_person").fetchall() == [
            ("A1", "V1"),
            ("A1", "V2"),
        ]
        assert run("SELECT * FROM program_contract").fetchall() == [
            (1, "G1", "C1"),
            (1, "G2", "C2"),
        ]
        assert run("SELECT paid FROM contract ORDER BY 1").scalars().all() == [0, 1]
        assert run("SELECT name_key FROM partner WHERE partner_id='P2'").scalar() == (
            "omalley strings"
        )
        assert run("SELECT grade_low, grade_high FROM bell WHERE school_id='S1'").fetchall() == [
            (-9, -9),
            (-9, -9),
        ]
        assert run("SELECT schedule, note FROM special_day").one() == ("", "Thanksgiving")
        assert run("SELECT schools, channels FROM flyer").one() == ("S1;S2", "carry_home;board")
        assert name_index.vocabulary(tx, 1) >= {"adaeze", "nunez", "omalley", "rf"}


def test_check_changes_nothing_and_says_the_same(
    folder: Folder, rosters: Rosters, store: Store
) -> None:
    before = content(store)
    checked = rosters.check(folder.path)
    assert content(store) == before
    taken = rosters.take_in(folder.path)
    assert (checked.checked_only, taken.checked_only) == (True, False)
    assert (checked.counts, checked.remarks) == (taken.counts, taken.remarks)


def test_what_was_added_changed_and_withdrawn(
    folder: Folder, rosters: Rosters, store: Store
) -> None:
    rosters.take_in(folder.path)
    folder.manifest(sequence=6)
    folder.swap("people.csv", "V2,P1", "V4,P1")
    folder.swap("people.csv", "V3,P2,Sean", "V3,P2,Shane")
    folder.swap("activities.csv", "V1;V2", "V1")  # only the list in a cell
    folder.swap("programs.csv", "Reading", "Reading Aloud")
    folder.swap("days.csv", "S1,2026-11-26,,Thanksgiving,,\n", "")
    checked = rosters.check(folder.path)
    summary = rosters.take_in(folder.path)
    assert checked.counts == summary.counts
    changed = {c.file: (c.added, c.changed, c.withdrawn) for c in summary.counts}
    assert {file: c for file, c in changed.items() if any(c)} == {
        "people.csv": (1, 1, 1),
        "activities.csv": (0, 1, 0),
        "programs.csv": (0, 1, 0),
        "days.csv": (0, 0, 1),
    }
    assert issues(store) == [(1, "swept"), (2, "current")]
    assert rows_of(store, 1) == 0
    with store.read() as tx:
        left = tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE name GLOB 'name_*_[0-9]*'")
        assert {name.split("_")[2] for name in left.scalars()} == {"2"}


def test_the_journal_tells_of_it_once(folder: Folder, rosters: Rosters, store: Store) -> None:
    rosters.take_in(folder.path)
    with store.read() as tx:
        entries = tx.exec_driver_sql("SELECT use_case, subject_id FROM audit_entry").fetchall()
        payloads = tx.exec_driver_sql("SELECT payload FROM outbox").scalars().all()
        assert journal.broken_link(tx) is None
    assert [tuple(entry) for entry in entries] == [("roster.take_in", "1")]
    assert len(payloads) == 1
    assert '"sequence":5' in payloads[0]
    assert "Okafor" not in payloads[0]


def test_faults_leave_everything_as_it_was(folder: Folder, rosters: Rosters, store: Store) -> None:
    rosters.take_in(folder.path)
    before = content(store)
    folder.manifest(sequence=6)
    folder.swap("people.csv", "cleared", "clean")
    with pytest.raises(DeskError) as caught:
        rosters.take_in(folder.path)
    assert [f.line for f in caught.value.faults] == [2]
    assert content(store) == before


def test_ten_thousand_faults_and_how_many_more(folder: Folder, rosters: Rosters) -> None:
    people = "".join(f"V{n},P1,A,B,no,\n" for n in range(12_000))
    folder.write(
        "people.csv",
        "person_id,partner_id,given_name,family_name,clearance,clearance_ends_on\n" + people,
    )
    with pytest.raises(DeskError) as caught:
        rosters.check(folder.path)
    assert len(caught.value.faults) == 10_001
    assert caught.value.faults[-1] == Fault("", 0, "", "And {more} more.", "", (("more", 2_000),))
    assert caught.value.facts["n"] == 12_000


def test_progress_counts_up_and_ends(folder: Folder, rosters: Rosters) -> None:
    heard: list[tuple[int, int, str]] = []
    rosters.take_in(folder.path, progress=lambda *step: heard.append(step))
    stages = list(dict.fromkeys(stage for _, _, stage in heard))
    assert stages == ["reading", "checking", "staging", "switching"]
    for stage in stages:
        steps = [(done, total) for done, total, s in heard if s == stage]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1] > 0


@pytest.mark.parametrize("stage", ["reading", "checking", "staging"])
def test_a_stop_keeps_the_roster_before(
    folder: Folder, rosters: Rosters, store: Store, stage: str
) -> None:
    rosters.take_in(folder.path)
    before = content(store)
    folder.manifest(sequence=6)
    now = ""

    def heard(done: int, total: int, at: str) -> None:
        nonlocal now
        now = at

    with pytest.raises(DeskError, match=r"stopped\. The old roster stays in use"):
        rosters.take_in(folder.path, progress=heard, cancelled=lambda: now == stage)
    assert content(store) == before


def test_what_is_no_roster_gets_advice_that_fits(
    folder: Folder, rosters: Rosters, tmp_path: Path
) -> None:
    """With or without a roster in use: nobody is told of one that is not there."""
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "holiday.jpg").write_bytes(b"x")
    sheet = tmp_path / "partners.csv"
    sheet.write_text("Organization,Contact\n")
    for path, says in (
        (photos, "“photos” is not a roster."),
        (sheet, "“partners.csv” is not a roster folder or .zip file, or it is damaged."),
    ):
        with pytest.raises(DeskError) as told:
            rosters.take_in(path)
        assert Words().error(told.value) == (
            f"{says} Choose the folder or .zip file from the district. It has manifest.json in it."
        )
        assert told.value.faults == ()


def test_a_roster_with_problems_names_the_old_one_only_where_there_is_one(
    folder: Folder, rosters: Rosters
) -> None:
    (folder.path / "people.csv").unlink()
    with pytest.raises(DeskError) as first:
        rosters.take_in(folder.path)
    assert Words().text(first.value.do).endswith("Nothing was imported.")
    with pytest.raises(DeskError, match=r"stopped\. Nothing was imported"):
        rosters.take_in(folder.path, cancelled=lambda: True)


def test_a_roster_with_problems_leaves_the_old_one(folder: Folder, rosters: Rosters) -> None:
    rosters.take_in(folder.path)
    folder.manifest(sequence=6)
    (folder.path / "people.csv").unlink()
    with pytest.raises(DeskError) as told:
        rosters.take_in(folder.path)
    assert Words().text(told.value.do).endswith("The old one stays in use.")
    assert len(told.value.faults) == 2


class Crash(BaseException):
    """The program ends here and now."""


@pytest.mark.parametrize("after", [0, 1, 10, 14])
def test_an_interrupted_import_leaves_the_old_roster_whole(
    folder: Folder, rosters: Rosters, store: Store, after: int
) -> None:
    rosters.take_in(folder.path)
    rows = rows_of(store, 1)
    folder.manifest(sequence=6)
    heard = 0

    def crash(done: int, total: int, stage: str) -> None:
        nonlocal heard
        heard += stage == "staging"
        if heard > after:
            raise Crash

    with pytest.raises(Crash):
        rosters.take_in(folder.path, progress=crash)
    assert issues(store)[0] == (1, "current")
    assert rows_of(store, 1) == rows
    rosters.sweep()
    assert issues(store) == [(1, "current")]
    assert rows_of(store, 2) == 0
    assert rosters.take_in(folder.path).sequence == 6
    assert [state for _, state in issues(store)] == ["swept", "current"]


def test_leftovers_are_swept_by_the_next_import(
    folder: Folder, rosters: Rosters, store: Store
) -> None:
    def crash(done: int, total: int, stage: str) -> None:
        if stage == "switching":
            raise Crash

    with pytest.raises(Crash):
        rosters.take_in(folder.path, progress=crash)
    assert issues(store) == [(1, "staged")]
    rosters.take_in(folder.path)
    assert issues(store) == [(1, "current")]


def test_only_one_import_at_a_time(folder: Folder, rosters: Rosters, store: Store) -> None:
    with import_lock(store.path):
        with pytest.raises(DeskError, match="importing a roster right now"):
            rosters.take_in(folder.path)
        rosters.sweep()  # leaves it to the other
    assert issues(store) == []
    assert rosters.take_in(folder.path).sequence == 5


def test_the_switch_asks_whether_another_came_first(
    folder: Folder, rosters: Rosters, store: Store, clock: FixedClock
) -> None:
    """Should two imports ever stage at once, the second is told, and nothing is lost."""
    rosters.take_in(folder.path)
    with pytest.raises(DeskError, match="Another roster was imported in the meantime"):
        staging.switch(store, 2, None, clock.now(), {"counts": []})
    assert issues(store) == [(1, "current")]


def _take_in(db: Path, key: str, roster: Path, answers: Any) -> None:
    store = Store.open(db, key)
    from datetime import UTC, datetime

    try:
        summary = Rosters(
            store, FixedClock(datetime(2026, 11, 24, 16, 42, tzinfo=UTC)), auth=AuthContext(store)
        ).take_in(roster)
        answers.put(f"took {summary.sequence}")
    except DeskError as told:
        answers.put(str(told))
    finally:
        store.close()


def test_two_processes_at_once(folder: Folder, tmp_path: Path) -> None:
    key = "ab" * 32
    db = tmp_path / "shared.db"
    Store.open(db, key).close()
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.Queue()
    both = [spawn.Process(target=_take_in, args=(db, key, folder.path, answers)) for _ in range(2)]
    for process in both:
        process.start()
    said = sorted(answers.get(timeout=60) for _ in both)
    for process in both:
        process.join()
    assert said[1] == "took 5"
    # Told at once; or, where the first was done before the second began, that it is not newer.
    assert "right now" in said[0] or "was not imported" in said[0]
    store = Store.open(db, key)
    assert [state for _, state in issues(store)] == ["current"]
    store.close()


def test_the_desk_writes_on_meanwhile(
    folder: Folder, rosters: Rosters, store: Store, clock: FixedClock
) -> None:
    """Nobody at the counter waits for an import: its pieces hold the file for moments only."""
    people = "".join(f"X{n:05},P1,Given{n},Family{n * 7 % 9001},cleared,\n" for n in range(30_000))
    folder.write("people.csv", (folder.path / "people.csv").read_bytes() + people.encode())
    pause = threading.Event()
    waits = []
    with ThreadPoolExecutor(1) as lane:
        importing = lane.submit(rosters.take_in, folder.path)
        while not importing.done():
            began = time.perf_counter()
            with store.write() as tx:
                journal.record(tx, at=clock.now(), use_case="test", subject_id="x", payload={})
            waits.append(time.perf_counter() - began)
            pause.wait(0.005)
        assert importing.result().sequence == 5
    assert len(waits) >= 3
    assert max(waits) < 2.0  # SQLite would give up after five
    assert issues(store) == [(1, "current")]


def test_the_last_summary_is_remembered(folder: Folder, rosters: Rosters) -> None:
    assert rosters.last_summary() is None
    folder.swap("programs.csv", "G2,", "G3,P1,C1,Math,,,yes\nG2,")
    folder.swap("schools.csv", "grade_high\n", "grade_high,time_zone,x\n")
    folder.swap("schools.csv", "K,5\n", "K,5,,\n")
    folder.swap("schools.csv", "6,8\n", "6,8,America/Denver,\n")
    summary = rosters.take_in(folder.path)
    assert len(summary.remarks) == 2
    assert len(summary.notes) == 1
    assert rosters.last_summary() == summary


def test_a_large_file_is_staged_in_pieces(
    folder: Folder, rosters: Rosters, store: Store, piece_times: Callable[[], list[float]]
) -> None:
    people = "".join(f"X{n:05},P1,Given{n},Family{n * 7 % 9001},cleared,\n" for n in range(20_000))
    folder.write("people.csv", (folder.path / "people.csv").read_bytes() + people.encode())
    rosters.take_in(folder.path)
    times = piece_times()
    assert len(times) > 20
    assert sorted(times)[len(times) * 9 // 10] < 0.2
    folder.manifest(sequence=6)
    rosters.take_in(folder.path)
    assert rows_of(store, 1) == 0


@pytest.fixture
def piece_times(store: Store) -> Callable[[], list[float]]:
    """How long each write transaction of the store held the file, in seconds."""
    from contextlib import contextmanager

    found: list[float] = []
    write = store.write

    @contextmanager
    def timed(by: str = "desk") -> Any:
        with write(by) as tx:
            began = time.perf_counter()
            yield tx
        found.append(time.perf_counter() - began)

    store.write = timed  # type: ignore[method-assign]
    return lambda: found
