"""Assessing and checking in durably, next to one raw durable SQLite commit (bound 8, also with a
verbal approval, which is a second record with its own proof, for the leader to confirm).

All write to the same folder with WAL and `synchronous=FULL`. Commits are unusually cheap on some
machines, so the bound is about our own work: reading the facts, asking the rules twice (the
check-in assesses again), and writing visit, findings, audit entry and outbox line.
"""

from __future__ import annotations

import statistics
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlcipher3.dbapi2 as driver
from measure import finish, row, seconds

from cpdesk import paths
from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.services.visits.desk import Desk

RUNS = 300


def assess_and_admit(desk: Desk, admission: Admission) -> None:
    desk.assess(admission.question)
    desk.admit(admission)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("America/Chicago")))
        services = open_services(folder, clock=clock)
        services.rosters.take_in(paths.resources() / "sample", sample=True)
        services.office.choose_school(services.office.schools("Cedar Lake")[0].school_id)
        theirs = [p for p in services.desk.expected() if p.person_name == "Adaeze Okafor"]
        due, other = (next(p for p in theirs if (p.state == "due") == now) for now in (True, False))
        questions = [Question(person=p.person_id, activity=p.activity_id) for p in (due, other)]
        raw = driver.connect(str(folder / "raw.db"), isolation_level=None)
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("CREATE TABLE line (at TEXT)")

        def commit() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO line VALUES (?)", (datetime.now(UTC).isoformat(),))
            raw.execute("COMMIT")

        ours: tuple[list[float], list[float]] = ([], [])
        floor: list[float] = []
        yes = RelayedYes("A leader", "by phone", "measuring")
        for _ in range(RUNS):
            for question, taken in zip(questions, ours, strict=True):
                admission = Admission(new_id(), question, relayed=yes)
                taken.append(seconds(partial(assess_and_admit, services.desk, admission)))
                services.desk.check_out(services.desk.inside()[0].visit_id)
            floor.append(seconds(commit))
        services.close()
        raw.close()
    least = statistics.median(floor)
    plain, relayed = (statistics.median(taken) for taken in ours)
    finish(
        [
            row("assess + durable admit", plain, least, 8),
            row("the same with a leader's yes passed on", relayed, least, 8),
        ]
    )


if __name__ == "__main__":
    main()
