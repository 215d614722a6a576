"""Finding times for a meeting: two weeks, 30 activities a day, 500 open requests (bound: 50 ms).

The floor reads the same rows on the same connection and does nothing with them: what requests hold
in these weeks, and the school's activities. Ours also reads the bell schedule of each day, finds
out who is meant and what conflicts for student, visitor and room, and ranks what is left. Every
search is different: other students, grades, people and rooms.
"""

from __future__ import annotations

import statistics
import tempfile
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from measure import finish, row, seconds
from sqlalchemy import Connection, select

from cpdesk import paths
from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.models import key
from cpdesk.models.store import Store
from cpdesk.models.tables import roster_tables as r
from cpdesk.models.tables.columns import moment_text
from cpdesk.policy.approval.requests import Kind, State
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, Student, Window
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.requests import book
from cpdesk.services.requests.times.times import Times

ACTIVITIES, REQUESTS, SEARCHES = 30, 500, 200
BOUND_MS = 50.0
RATIO = 15
ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 30, 6, 58, tzinfo=ZONE)  # a Monday with two whole weeks before it
SCHOOL = "CEDAR"
PEOPLE = ("BFM-1", "BFM-3", "BFM-4", "BFM-5", "LSL-1", "LSL-2", "NSS-1", "NSS-3")
_ROWS = """
SELECT * FROM request JOIN request_slot USING (request_id)
WHERE school_id = ? AND request.state IN ('waiting', 'approved')
AND request_slot.starts_at < ? AND request_slot.ends_at > ?
"""
_ACTIVITIES = "SELECT * FROM activity WHERE school_id = ?"


def fill_up(tx: Connection) -> None:
    """Activities until 30 meet on each day of the week."""
    a = r.activity
    kept = [dict(one._mapping) for one in tx.execute(select(a).where(a.c.school_id == SCHOOL))]
    for weekday in range(5):
        meeting = sum(one["weekdays"] >> weekday & 1 for one in kept)
        for n in range(ACTIVITIES - meeting):
            one = kept[n % len(kept)]
            begins = 8 + n % 8
            more = {
                "activity_id": f"MORE-{weekday}-{n}",
                "title": f"Hour {weekday} {n}",
                "location": f"Studio {n}",
                "weekdays": 1 << weekday,
                "start_time": f"{begins:02}:20",
                "end_time": f"{begins + 1:02}:05",
            }
            tx.execute(a.insert(), one | more)


def put_requests(tx: Connection) -> None:
    """500 open requests over two weeks: other students, people, rooms, half of them approved."""
    days = [NOW.date() + timedelta(days=n) for n in range(14)]
    school_days = [day for day in days if day.weekday() < 5]
    actor = Actor()
    for n in range(REQUESTS):
        day = school_days[n % len(school_days)]
        at = datetime.combine(day, time(7 + n % 9, n * 7 % 60), ZONE)
        asked = Ask(
            kind=Kind.MEET_STUDENT,
            partner="BFM",
            people=(PEOPLE[n % len(PEOPLE)],),
            place=f"Office {n % 40}",
            student=Student(f"S-{n % 180}", n % 9),
        )
        window = Window(at, at + timedelta(minutes=30))
        filled = book.Filled(
            ask=asked,
            school_id=SCHOOL,
            partner_id="BFM",
            partner_name="Bright Futures Mentoring",
            people=((asked.people[0], "Invented Person"),),
            starts_at=window.starts_at,
            ends_at=window.ends_at,
            timing="outside_class",
        )
        state = State.APPROVED if n % 2 else State.WAITING
        slots = (book.NewSlot(window),)
        book.insert(tx, filled, state=state, slots=slots, now=NOW, actor=actor)


def searched(n: int) -> Ask:
    return Ask(
        kind=Kind.MEET_STUDENT,
        partner="BFM",
        activity=("", "A-009", "A-011")[n % 3],
        people=(PEOPLE[n % len(PEOPLE)],),
        place=f"Office {n % 40}",
        student=Student(f"S-{n % 180}", n % 9),
    )


def read_rows(store: Store, until: date) -> int:
    """The floor: just the rows, as the driver returns them."""
    start, end = moment_text(NOW), moment_text(datetime.combine(until, time(), ZONE))
    with store.read() as tx:
        held = tx.exec_driver_sql(_ROWS, (SCHOOL, end, start)).all()
        activities = tx.exec_driver_sql(_ACTIVITIES, (SCHOOL,)).all()
    return len(held) + len(activities)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), FixedClock(NOW)
        services = open_services(folder, clock=clock)
        services.rosters.take_in(paths.resources() / "sample", sample=True)
        services.office.choose_school(SCHOOL)
        services.close()
        store = Store.open(folder / "desk.db", key.find_or_make(folder).key)
        with store.write() as tx:
            fill_up(tx)
            put_requests(tx)
        times = Times(store, clock, Terms.shipped(), auth=AuthContext(store))
        until = NOW.date() + timedelta(days=15)
        rows = read_rows(store, until)
        first = seconds(lambda: times.find(searched(0)))
        ours: list[float] = []
        floor: list[float] = []
        found = 0
        for n in range(SEARCHES):
            ours.append(seconds(partial(times.find, searched(n))))
            floor.append(seconds(partial(read_rows, store, until)))
            found += len(times.find(searched(n)).times)
        store.close()
    p95 = statistics.quantiles(ours, n=20)[18]
    print(f"{rows} rows; {found / SEARCHES:.1f} times found; first search {first * 1000:.1f} ms")
    ratio = row("two weeks, median", statistics.median(ours), statistics.median(floor), RATIO)
    word = "ok" if p95 * 1000 <= BOUND_MS else "OVER"
    print(f"slowest twentieth: {p95 * 1000:.2f} ms   bound {BOUND_MS:.2f} ms   {word}")
    finish([ratio, p95 * 1000 <= BOUND_MS])


if __name__ == "__main__":
    main()
