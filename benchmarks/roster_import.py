"""Importing a large roster, next to the raw `executemany` of the same rows (bound 2).

5,000 partners, 20,000 activities and 100,000 people are written as CSV files. The floor puts the
identical rows, sorted and checked beforehand, into identical tables and the same index of names of
an equally encrypted file, in one durable transaction; ours also reads, checks, compares, stages in
pieces, switches, and leaves room for the office's own writes. The second row imports the next issue
on top of it, with every tenth person changed: then each row is compared, too, and the old ones are
deleted, again in pieces; its floor deletes the old rows but compares nothing (bound 3.5).
"""

from __future__ import annotations

import csv
import json
import secrets
import statistics
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from measure import finish, row, seconds

from cpdesk.clock import FixedClock
from cpdesk.models.store import Store
from cpdesk.models.tables import name_index
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster import Rosters
from cpdesk.services.roster.draft import Filling, draft, fillings
from cpdesk.services.roster.post_import import PostImport

RUNS = 3
PARTNERS, PROGRAMS, ACTIVITIES, PEOPLE, SCHOOLS = 5_000, 5_000, 20_000, 100_000, 100
EACH = PEOPLE // PARTNERS  # people per partner; their ids follow each other, as real ones do
NOW = FixedClock(datetime(2026, 11, 24, 16, 42, tzinfo=UTC))
_SYLLABLES = ("ba", "den", "ka", "lor", "mi", "nu", "ros", "sel", "ta", "vang", "wi", "xio", "yer")


def name(n: int, syllables: int) -> str:
    """An invented name; neighbors in number are not neighbors in the alphabet."""
    n = n * 7919 + 13
    word = ""
    for _ in range(syllables):
        word += _SYLLABLES[n % len(_SYLLABLES)]
        n = n // len(_SYLLABLES) + 5
    return word.capitalize()


def write(folder: Path, sequence: int) -> None:
    folder.mkdir()
    about = {
        "format": "cpdesk-roster",
        "version": 1,
        "district": "A large one",
        "school_year": "2026-27",
        "sequence": sequence,
        "published_at": "2026-11-20T06:00:00-06:00",
        "time_zone": "America/Chicago",
    }
    (folder / "manifest.json").write_text(json.dumps(about), encoding="utf-8")

    def put(file: str, header: str, rows: Iterable[tuple[object, ...]]) -> None:
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(header.split())
            writer.writerows(rows)

    put(
        "schools.csv",
        "school_id name grade_low grade_high",
        ((f"S-{n:03}", f"School {n}", "K", "8") for n in range(SCHOOLS)),
    )
    put(
        "partners.csv",
        "partner_id name status phone",
        (
            (f"P-{n:05}", f"{name(n, 3)} {name(n, 2)} Project", "authorized", "612-555-0100")
            for n in range(PARTNERS)
        ),
    )
    put(
        "contracts.csv",
        "contract_id partner_id paid status signed_on starts_on ends_on insurance_ends_on",
        (
            (
                *(f"C-{n:05}", f"P-{n:05}", "no", "signed", "2026-08-12", "2026-09-01"),
                *("2027-06-30", f"2027-0{1 + n % 9}-01"),
            )
            for n in range(PROGRAMS)
        ),
    )
    put("contract_schools.csv", "contract_id school_id", ((f"C-{n:05}", "*") for n in range(5000)))
    put(
        "programs.csv",
        "program_id partner_id contract_id name grade_low grade_high fee_to_families",
        (
            (f"G-{n:05}", f"P-{n:05}", f"C-{n:05}", f"{name(n, 2)} club", "K", "8", "no")
            for n in range(PROGRAMS)
        ),
    )
    put(
        "people.csv",
        "person_id partner_id given_name family_name clearance clearance_ends_on",
        (
            (
                *(f"V-{n:06}", f"P-{n // EACH:05}", name(n, 2), name(n * 31, 3), "cleared"),
                f"2027-{1 + (n * sequence if n % 10 == 0 else n) % 12:02}-28",
            )
            for n in range(PEOPLE)
        ),
    )
    put(
        "activities.csv",
        "activity_id program_id school_id title location weekdays start_time end_time starts_on"
        " ends_on grade_low grade_high approved_on supervised photo_release people",
        (
            (
                *(f"A-{n:05}", f"G-{n % PROGRAMS:05}", f"S-{n % SCHOOLS:03}"),
                *(f"{name(n, 2)} hour", f"Room {n % 300}", ("Mon;Wed", "Tue;Thu", "Fri")[n % 3]),
                *(f"{8 + n % 8:02}:10", f"{9 + n % 8:02}:00", "2026-09-08", "2027-06-11"),
                *("K", "5", "2026-08-20", "yes", "no"),
                f"V-{n % PROGRAMS * EACH:06};V-{n % PROGRAMS * EACH + 1:06}",
            )
            for n in range(ACTIVITIES)
        ),
    )


class Floor:
    """Only the rows, the fastest way the driver takes them."""

    def __init__(self, path: Path) -> None:
        found = draft(path, FaultList(), lambda done, total, stage: None, lambda manifest: None)
        assert found is not None
        self.fillings: list[Filling] = [*fillings(found)]
        post_import = PostImport(found)
        post_import.finish()
        self.names = post_import.names

    def put(self, store: Store, issue: int, gone: int = 0) -> None:
        with store.write() as tx:
            raw = tx.connection.driver_connection
            assert raw is not None
            for filling in self.fillings:
                for table, rows in (
                    (filling.table, filling.rows),
                    (filling.list_table, filling.list_rows),
                ):
                    if table is not None:
                        places = ", ".join("?" * (len(table.columns) - 1))
                        raw.executemany(
                            f"INSERT INTO {table.name} VALUES ({issue}, {places})", rows
                        )
                        if gone:
                            raw.execute(f"DELETE FROM {table.name} WHERE issue = {gone}")
            name_index.create(tx, issue)
            name_index.fill(tx, issue, self.names)
            if gone:
                name_index.drop(tx, gone)


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [folder / "first", folder / "second"]
        for n, path in enumerate(paths, start=1):
            write(path, n)
        floors = [Floor(path) for path in paths]
        ours: list[list[float]] = [[], []]
        bare: list[list[float]] = [[], []]
        for run in range(RUNS):
            with_service = Store.open(folder / f"ours{run}.db", secrets.token_hex(32))
            rosters = Rosters(with_service, NOW, auth=AuthContext(with_service))
            with_driver = Store.open(folder / f"bare{run}.db", secrets.token_hex(32))
            for n in (0, 1):
                ours[n].append(seconds(partial(rosters.take_in, paths[n])))
                bare[n].append(seconds(partial(floors[n].put, with_driver, n + 1, n)))
            with_service.close()
            with_driver.close()
        rows = (("take in 125,000 rows", 2.0), ("take in the next issue of it", 3.5))
        kept = [
            row(text, statistics.median(ours[n]), statistics.median(bare[n]), bound)
            for n, (text, bound) in enumerate(rows)
        ]
    finish(kept)


if __name__ == "__main__":
    main()
