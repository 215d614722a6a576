"""History never slows the desk: with the statistics of a file of ten years laid in, no statement of
the services reads through a table that grows with the years."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from cpdesk.clock import FixedClock
from cpdesk.models import key, sqlite_stats
from cpdesk.models.files import copies
from cpdesk.models.store import Store
from cpdesk.models.tables.roster_tables import OF_ISSUE, metadata
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.district_terms import ImportedTerms, files_if_newer
from cpdesk.services.open_data import OpenData
from cpdesk.services.services import Services
from cpdesk.words import Words
from tests.conftest import CHICAGO
from tests.services.flyers.test_proof import WRITES as FLYER_WRITES
from tests.services.laws.every_statement import Place, Ran, asking_places, written_down
from tests.services.laws.every_use_case import LOOKS
from tests.services.laws.test_law_of_proof import WRITES
from tests.services.laws.test_permissions import SERVICES, use_cases

# Tables that do not grow with the years, and why; all others are in advice.KEPT.
BOUNDED = {
    **dict.fromkeys((t.name for t in OF_ISSUE), "of a roster: two issues at the most"),
    "roster_issue": "a row an issue that was taken in",
    "account": "the staff",
    "password_reset": "some a year",
    "terms_import": "some a year",
    "office": "a few settings",
    "own_bell": "the bells of today",
    "own_week": "the week of today",
    "own_day": "some dozen days a year, read once for each change of the day plan",
    "school_term": "some a year",
    "flyer_content": "one a file, by its key",
    "release_form": "one a release in force",
}
# Places that may look through what grows, and why nothing less would do.
EXEMPT = {
    "desk_people: _read": "the search finds whoever was ever registered here: read once a day",
    "visitor_names: _found": "a data request finds any visitor by a part of a name",
    "visitor_names: _near": "and by a name that is almost right, if no one has that one",
    "visitor_names: called": "a data request finds any visitor by the words of a name",
    "approvals: Approvals.find": "memos, 60 a year: the list is searched by any of their words",
    "queue: _counts": "how many there are of each is told; read from an index alone",
    "student_references: known": "a note may name any student that the office ever wrote down",
    "releases: Releases.keep_by_child": "what is kept of children is erased, once",
}
MANY = 200  # rows of a table, or behind one key of it, that may be looked through
FEW = 100  # rows of an index over what is open
# Plans of these hold both ends of the period that they were asked for.
OF_A_PERIOD = ("Reports.make", "FlyerLogs.log", "Desk.last_visits", "PrintBook.on", "Events.term")
# What neither desk, pages nor commands wait for.
NOT_WAITED_FOR = {
    "models/journal.py: broken_link": "the whole chain is followed from its beginning",
    "cli/self_check.py: _store": "a packed program tries itself",
    "services/roster/staging.py: sweep": "rows of rosters that are withdrawn, between two uses",
}
WITHOUT_A_STATEMENT = {
    "accounts.leave", "backups.order", "backups.state", "day_plans.change_of",
    "district_terms.ignored_files", "guide.topics", "recovery.code", "recovery.is_lost",
    "recovery.must_open", "recovery.restore",
}  # fmt: skip
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO)
Step = Callable[[Services], object]
_STATEMENT = re.compile(r"\s*(SELECT|WITH|UPDATE|DELETE)\b", re.IGNORECASE)


def figures() -> dict[str, list[int]]:
    """The statistics by index."""
    return {
        index: [int(number) for number in figure.split()]
        for _, indexes in sqlite_stats.KEPT.values()
        for index, figure in indexes.items()
    }


@pytest.fixture(scope="module")
def ran(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Every use case, each by fresh services on the sample's data. They share one open store, into
    which the sample is copied back after each: opening one for each costs more than the steps."""
    found = Ran()
    steps: list[Callable[[Services], object]] = [
        *(_after(before, change) for _, before, change, _ in WRITES),
        *(_after(before, change) for _, before, change in FLYER_WRITES),
        *LOOKS,
    ]
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("ran") / "data")
    place = key.find_or_make(folder)
    path = folder / "desk.db"
    with (
        closing(Store.open(path, place.key)) as store,
        closing(driver.connect(str(path), isolation_level=None)) as lived_in,
        copies.at_rest(sample_folder / "desk.db", place.key) as sample,
    ):
        copies.unlock(lived_in, place.key)
        for step in steps:
            terms = ImportedTerms(Terms.shipped(), partial(files_if_newer, store))
            clock, words = FixedClock(NOW), Words("en_US", CHICAGO)
            data = OpenData(folder, place.where, store, clock, terms, words, AuthContext(store))
            services = Services(folder, clock, words, partial(_same, data))
            with written_down(found):
                step(services)
            sample.backup(lived_in)
    return found


def _same(data: OpenData) -> OpenData:
    return data


def _after(before: Callable[[Services], Any], change: Callable[[Services, Any], object]) -> Step:
    return lambda services: change(services, before(services))


@pytest.fixture(scope="module")
def ten_years(
    sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    """The file as it is in every office, whose statistics are those of ten years."""
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("ten_years") / "data")
    store = Store.open(folder / "desk.db", key.find_or_make(folder).key)
    with store.read() as tx:
        yield tx
    store.close()


@cache
def plan_of(tx: Connection, statement: str) -> list[str]:
    """How SQLite runs a statement; the names of tables in the place of their aliases."""
    asked = re.sub(r"\bname_(index|words)_\d+", r"name_\1_1", statement)
    numbers = [int(n) for n in re.findall(r"\?(\d+)", asked)]
    many = max(numbers) if numbers else asked.count("?")
    called = {
        alias: table
        for table, alias in re.findall(r"\b(\w+) AS \"?(\w+)\"?", asked)
        if table in metadata.tables
    }
    found = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (None,) * many)
    return [
        re.sub(r"^(SCAN|SEARCH) (\w+)", lambda m: f"{m[1]} {called.get(m[2], m[2])}", row[3])
        for row in found
    ]


def too_much(tx: Connection, statement: str) -> list[str]:
    """The lines of a statement's plan that read too much. A list that stops at its limit, in the
    order that an index has, reads no more than it shows."""
    plan = plan_of(tx, statement)
    stops = "LIMIT" in statement and not any("TEMP B-TREE" in line for line in plan)
    return [line for line in plan if reads_much(line) and not (stops and line[:6] == "SEARCH")]


def reads_much(line: str) -> bool:
    """Whether a line of a plan reads what grows with the years, more of it than it needs."""
    step = re.match(r"(SCAN|SEARCH) (\w+)(?:.* INDEX (\w+))?", line)
    if step is None or step[2] not in sqlite_stats.KEPT:
        return False
    index = figures().get(step[3] or "")
    if sqlite_stats.KEPT[step[2]][0] <= MANY or (index and index[0] <= FEW):
        return False
    if step[1] == "SCAN" or "AUTOMATIC" in line:
        return True
    signs = re.findall(r"([=<>])\?", line)
    if ">" in signs:
        return False  # since a moment
    return index is not None and index[signs.count("=")] > MANY


def named(places: Iterable[Place]) -> set[str]:
    return {place.name for place in places}


# -- the law -------------------------------------------------------------------------------------


def test_no_statement_reads_what_ten_years_left_behind(ran: Ran, ten_years: Connection) -> None:
    much = {
        statement: lines
        for statement in ran.places
        if _STATEMENT.match(statement)
        and not named(ran.places[statement]) <= EXEMPT.keys()
        and (lines := too_much(ten_years, statement))
    }
    told = [
        f"{sorted(named(ran.places[statement]))}\n{' '.join(statement.split())}\n{lines}"
        for statement, lines in much.items()
    ]
    assert not told, "\n\n".join(told)


def test_what_is_exempt_would_be_told(ran: Ran, ten_years: Connection) -> None:
    """A line of EXEMPT that nothing needs any more goes."""
    needed = {
        place.name
        for statement, places in ran.places.items()
        if _STATEMENT.match(statement) and too_much(ten_years, statement)
        for place in places
    }
    assert needed == EXEMPT.keys()


def test_a_period_that_was_asked_for_bounds_what_is_read(ran: Ran, ten_years: Connection) -> None:
    """At both ends: a report of last month does not read on to today."""
    opened = [
        (statement, line)
        for statement, use_cases in ran.use_cases.items()
        if use_cases & set(OF_A_PERIOD) and not named(ran.places[statement]) <= EXEMPT.keys()
        for line in plan_of(ten_years, statement)
        if re.search(r"\w+>\?", line)
        and not re.search(r"\w+>\? AND \w+<\?", line)
        and line.split()[1] in sqlite_stats.KEPT
    ]
    assert not opened


def test_every_place_that_asks_was_reached(ran: Ran) -> None:
    """A new statement has to be run by one of the tables above, or its plan is not known."""
    reached = {(place.file, place.line) for places in ran.places.values() for place in places}
    missed = {
        f"{file}: {function}"
        for file, function, first, last in asking_places()
        if not any((file, line) in reached for line in range(first, last + 1))
    }
    assert missed == NOT_WAITED_FOR.keys(), missed


def test_every_use_case_was_called(ran: Ran, services: Services) -> None:
    called = {name for names in ran.use_cases.values() for name in names}
    missed = {
        f"{name}.{use_case}"
        for name in SERVICES
        for use_case in use_cases(getattr(services, name))
        if f"{type(getattr(services, name)).__qualname__}.{use_case}" not in called
    }
    assert missed == WITHOUT_A_STATEMENT, missed


def test_of_every_table_it_is_known_whether_it_grows() -> None:
    assert sqlite_stats.KEPT.keys() | BOUNDED.keys() == metadata.tables.keys()
    assert not sqlite_stats.KEPT.keys() & BOUNDED.keys()


def test_the_statistics_speak_of_every_index_of_what_grows(ten_years: Connection) -> None:
    known = set(ten_years.exec_driver_sql("SELECT idx FROM sqlite_stat1").scalars())
    for name in sqlite_stats.KEPT:
        table = metadata.tables[name]
        assert {str(index.name) for index in table.indexes} <= known, name
        for index in table.indexes:
            columns = len(index.columns) or len(index.expressions)
            assert len(figures()[str(index.name)]) == columns + 1, index.name


# -- what the law tells ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "much"),
    [
        ("visit WHERE place = 'x'", True),
        ("visit WHERE school_id = 'x'", True),
        ("visit WHERE school_id = 'x' AND arrived_at < 'b'", True),
        ("visit WHERE school_id = 'x' AND arrived_at >= 'a' AND arrived_at < 'b'", False),
        ("visit WHERE school_id = 'x' AND left_at IS NULL", False),
        ("visit AS v WHERE v.school_id = 'x' AND v.left_at IS NULL ORDER BY v.arrived_at", False),
        ("visit AS v WHERE v.place = 'x'", True),
        ("visit WHERE partner_id = 'x'", True),
        ("visit WHERE partner_id = 'x' ORDER BY arrived_at DESC LIMIT 1", False),
        ("visit WHERE partner_id = 'x' ORDER BY left_at DESC LIMIT 1", True),
        ("visit WHERE visitor_key = 'x'", False),
        ("request WHERE school_id = 'x' AND state = 'waiting'", True),
        ("bell WHERE school_id = 'x'", False),
    ],
)
def test_a_statement_that_reads_much_is_told(
    ten_years: Connection, question: str, much: bool
) -> None:
    assert bool(too_much(ten_years, f"SELECT * FROM {question}")) is much
