"""A second program for the tests of survival: `child.py WHAT PATH …`, told what to do on stdin."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import office, visit

NOW = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)


def say(word: object) -> None:
    print(word, flush=True)  # noqa: T201


def change(tx: Connection, name: str) -> None:
    tx.execute(office.insert().values(name=name, value={"number": name}))
    journal.record(tx, at=NOW, use_case="test", subject_id=name, payload={"name": name})


def write_on(path: Path, key: str) -> None:
    store = Store.open(path, key)
    for n in count(1):
        with store.write() as tx:
            change(tx, f"{n:09}")
        say(n)


def write_in_two(path: Path, key: str, first: str, then: str) -> None:
    """Writes so many changes, moves them into the file, writes so many more, and waits."""
    store = Store.open(path, key)
    for n in range(int(first)):
        with store.write() as tx:
            change(tx, f"first {n:06}")
    if int(first):
        store.forget()
    for n in range(int(then)):
        with store.write() as tx:
            change(tx, f"then {n:06}")
    say("written")
    sys.stdin.readline()


def stop_before_commit(path: Path, key: str) -> None:
    store = Store.open(path, key)
    with store.write() as tx:
        change(tx, "half")
        say("written, not committed")
        sys.stdin.readline()


def check_in(path: Path, key: str, name: str) -> None:
    store = Store.open(path, key)
    row: dict[str, object] = {c.name: "" for c in visit.columns}
    row |= {
        "visit_id": new_id(),
        "arrival_id": name,
        "visitor_key": "person:V-1",
        "arrived_at": NOW,
        "written_at": NOW,
        "ends_at": None,
        "left_at": None,
        "undone": False,
        "conditions": [],
        "badge_code": f"CPD:{name}",
        "issue_sequence": 1,
        "terms_on": NOW.date(),
    }
    say("ready")
    sys.stdin.readline()
    try:
        with store.write() as tx:
            tx.execute(visit.insert().values(row))
        say("checked in")
    except IntegrityError:
        say("IntegrityError")
    store.close()


def no_room(path: Path, key: str) -> None:
    import resource

    store = Store.open(path, key)
    with store.write() as tx:
        change(tx, "before")
    store.close()
    store = Store.open(path, key)
    room = path.stat().st_size + 50_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        with store.write() as tx:
            tx.execute(office.insert().values(name="large", value="x" * 2_000_000))
    except DeskError as trouble:
        say(trouble)


def read_only(path: Path, key: str) -> None:
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        store = Store.open(path, key)
        with store.write() as tx:
            change(tx, "never")
        say("written")
    except DeskError as trouble:
        say(trouble)


def make_key(folder: Path) -> None:
    from cpdesk.models import key

    os.environ["CPDESK_KEYRING"] = "off"
    say("ready")
    sys.stdin.readline()
    say(key.find_or_make(folder).key)


def main() -> None:
    what, path, *more = sys.argv[1:]
    known: dict[str, Callable[..., None]] = {
        "write-on": write_on,
        "write-in-two": write_in_two,
        "stop-before-commit": stop_before_commit,
        "check-in": check_in,
        "no-room": no_room,
        "read-only": read_only,
        "key": make_key,
    }
    known[what](Path(path), *more)


main()
