"""What the front desk does all day, with ten years of data, next to the same desk without a past.

The same work runs in turn on two files of the sample district with the same day: the same visitors
inside, the same open requests and flyers. One has nothing else, the other ten years of a large
school. What the front desk waits for may take a tenth longer there (bound 1.10); the counts above
the list of requests are read from an index of all of them (bound 6). For whatever reads a term with
the year before it, or the partners of all time, the floor is a file with this school year and the
last.

`--figures` prints what `ANALYZE` finds in the file of ten years, for models/sqlite_stats.py.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from measure import finish, paired, row, seconds
from past import PastRows
from past_rows import NOW, SCHOOL

from cpdesk import paths
from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.records.reports import ReportKind
from cpdesk.services.services import Services

RUNS, BOUND, COUNTED, OF_ALL_TIME = 60, 1.1, 6, 2
TEN_YEARS, LAST_YEAR, TODAY = date(2016, 11, 24), date(2025, 7, 1), NOW.date()
YES = RelayedYes("A leader", "by phone", "measuring")
Work = Callable[[Services], object]


def filled(folder: Path, since: date, findings: int) -> Services:
    """The sample district at a school whose past began on a given day."""
    services = open_services(folder, clock=FixedClock(NOW))
    services.rosters.take_in(paths.resources() / "sample", sample=True)
    services.office.choose_school(SCHOOL)
    with services.data.store.write() as tx:
        PastRows(since).put(tx, findings)
    services.data.store.forget()  # this measures the file, not what waits next to it
    return services


def admit(services: Services) -> None:
    due = next(p for p in services.desk.expected() if p.person_name == "Adaeze Okafor")
    question = Question(person=due.person_id, activity=due.activity_id)
    services.desk.assess(question)
    visit = services.desk.admit(Admission(new_id(), question, relayed=YES))
    services.desk.check_out(visit.visit_id)


def first_key(services: Services, n: int) -> float:
    """Someone is registered; how long the next key takes."""
    services.visitors.register_guest(f"Zelda Number{chr(97 + n % 26)}")
    return seconds(lambda: services.search.find("z"))


AT_THE_DESK: tuple[tuple[str, Work, float], ...] = (
    ("in the building", lambda c: c.desk.inside(), BOUND),
    ("the desk's list now", lambda c: c.desk.now(), BOUND),
    ("evacuation list", lambda c: c.day.evacuation(), BOUND),
    ("a key of a search", lambda c: c.search.find("ad"), BOUND),
    ("a guest by name, assessed", lambda c: c.desk.assess(Question(guest="Ada Nobody")), BOUND),
    ("assess, admit, check out", admit, BOUND),
    ("requests that wait", lambda c: c.decisions.queue(), COUNTED),
)
LOOKING_BACK: tuple[tuple[str, Work, float], ...] = (
    ("events of the term", lambda c: c.events.term(), BOUND),
    (
        "visits by partner, of this month",
        lambda c: c.reports.make(ReportKind.VISITS_BY_PARTNER, date(2026, 11, 1), TODAY),
        BOUND,
    ),
    ("partners that reports know", lambda c: c.reports.partners(), OF_ALL_TIME),
)


def measure(kept: Services, year: Services, today: Services) -> list[bool]:
    rows = []
    for floor, works in ((today, AT_THE_DESK), (year, LOOKING_BACK)):
        for name, work, bound in works:
            ours, least = paired(partial(work, kept), partial(work, floor), RUNS)
            rows.append(row(name, ours, least, bound))
    first = [(first_key(kept, n), first_key(today, n)) for n in range(RUNS)][1:]
    ours, least = (statistics.median(taken) for taken in zip(*first, strict=True))
    rows.append(row("the first key after a new guest", ours, least, BOUND))
    return rows


def figures(folder: Path) -> None:
    services = filled(folder, TEN_YEARS, findings=15)
    with services.data.store.write() as tx:
        tx.exec_driver_sql("ANALYZE")
        for one in tx.exec_driver_sql("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY 1, 2"):
            print(*one)
    services.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        if "--figures" in sys.argv:
            figures(Path(name))
            return
        opened = [
            filled(Path(name) / str(since), since, findings=2)
            for since in (TEN_YEARS, LAST_YEAR, TODAY)
        ]
        sizes = [(services.folder / "desk.db").stat().st_size / 1e6 for services in opened]
        print("files: " + ", ".join(f"{size:.1f} MB" for size in sizes))
        rows = measure(*opened)
        for services in opened:
            services.close()
    finish(rows)


if __name__ == "__main__":
    main()
