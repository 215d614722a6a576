"""Every figure of a report, counted a second time from the rows themselves and nothing else: days
over midnight, clocks that change, names that change, several schools."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import State, Verdict
from cpdesk.policy.phrases import PURPOSE, STATE
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.reports import Message, Report, ReportKind
from tests.examples import examples
from tests.services.reports.reports_book import (
    CHICAGO,
    TODAY,
    YEAR,
    a_book,
    asked,
    away,
    decided,
    reports,
    visit,
)

NOW = datetime.combine(TODAY, time(15), CHICAGO)

# -- odd visits ------------------------------------------------------------------------------------

# Days on which something turns: the school year, the clocks, a month, today.
_TURNS = (
    date(2026, 6, 30), date(2026, 7, 1), date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 2),
    TODAY - timedelta(days=1), TODAY, date(2027, 3, 14), date(2027, 6, 30), date(2027, 7, 1),
)  # fmt: skip
# Around the midnights of the school's zone, and at any hour.
_MOMENTS = st.builds(
    lambda day, seconds: (
        datetime.combine(day, time(), CHICAGO).astimezone(UTC) + timedelta(seconds=seconds)
    ),
    st.sampled_from(_TURNS),
    st.sampled_from([-60, -1, 0, 1, 59, 24 * 3600]) | st.integers(0, 25 * 3600),
)
_NAMES = {
    "": [""],
    "LSL": ["Lake Street Literacy", "Lake Street Reading"],  # renamed by a later roster
    "HMR": ["Hmong Roots & Friends <Ltd>"],
    "OLD": ["Lake Street Literacy"],  # another partner of the same name
}
_FINDINGS = {
    "contract.term": st.sampled_from(["C-1", "C-2"]).map(
        lambda c: [["contract", c], ["starts_on", {"$date": "2026-07-01"}]]
    ),
    "contract.program": st.sampled_from(["Reading", "Chess"]).map(lambda p: [["program", p]]),
    "visitor.clearance": st.just([]),
}
_OUTCOMES = st.sampled_from(["admit", "admit", "ask_desk", "ask_leader"])


@st.composite
def _visits(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    arrived = draw(_MOMENTS)
    partner = draw(st.sampled_from(sorted(_NAMES)))
    stayed = draw(st.none() | st.integers(0, 30 * 3600))  # over midnight too
    left = None if stayed is None else arrived + timedelta(seconds=stayed)
    undone = left is not None and draw(st.booleans())
    activity = draw(st.sampled_from(["", "A1", "GONE"])) if partner else ""
    row = visit(
        arrived,
        partner_id=partner,
        partner_name=draw(st.sampled_from(_NAMES[partner])),
        visitor_key=f"guest:{new_id()}" if left is None else f"person:{draw(st.integers(1, 3))}",
        purpose="program" if activity else draw(st.sampled_from(["tabling", "other"])),
        activity_id=activity,
        activity_title="Reading tutors" if activity else "",
        school_id=draw(st.sampled_from(["S1", "S1", "S1", "S2"])),
        left_at=left,
        left_how=None if left is None else ("undone" if undone else "clicked"),
        undone=undone,
    )
    found = [
        {
            "subject_id": row["visit_id"], "place": place, "code": code,
            "outcome": draw(_OUTCOMES), "lift": None, "says": "", "offer": "", "facts": draw(facts),
        }
        for place, (code, facts) in enumerate(_FINDINGS.items())
        if draw(st.booleans())
    ]  # fmt: skip
    return row, found


@st.composite
def _turned_away(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    row = away(draw(_MOMENTS), school_id=draw(st.sampled_from(["S1", "S1", "S2"])))
    found = [
        {
            "subject_id": row["turned_away_id"], "place": place, "code": code,
            "outcome": "refuse", "lift": None, "says": "", "offer": "", "facts": [],
        }
        for place, code in enumerate(draw(st.sets(st.sampled_from(["student.referral", "gone"]))))
    ]  # fmt: skip
    return row, found


# -- counted by hand ---------------------------------------------------------------------------


@dataclass
class _Seen:
    """The rows as they lie in the file, moments in the school's zone."""

    visits: list[dict[str, Any]]
    away: list[dict[str, Any]]
    findings: dict[str, list[dict[str, Any]]]


_MOMENT_COLUMNS = ("arrived_at", "left_at", "ends_at", "at")


def _seen(store: Store, first: date, last: date, partner: str) -> _Seen:
    def read(table: str) -> list[dict[str, Any]]:
        with store.read() as tx:
            found = [dict(row) for row in tx.exec_driver_sql(f"SELECT * FROM {table}").mappings()]
        for row in found:
            for name in _MOMENT_COLUMNS:
                if row.get(name):
                    row[name] = datetime.fromisoformat(row[name]).astimezone(CHICAGO)
        return found

    def here(row: dict[str, Any], at: str) -> bool:
        mine = row["school_id"] == "S1" and first <= row[at].date() <= last
        return mine and (not partner or row["partner_id"] == partner)

    findings = defaultdict(list)
    for row in read("finding"):
        findings[row["subject_id"]].append(row)
    return _Seen(
        [row for row in read("visit") if here(row, "arrived_at") and not row["undone"]],
        [row for row in read("turned_away") if here(row, "at")],
        findings,
    )


def _in_order(row: dict[str, Any]) -> tuple[datetime, bool, str]:
    """By time; of one moment the visits first."""
    key = row.get("visit_id") or row["turned_away_id"]
    return row.get("arrived_at") or row["at"], "at" in row, key


def _minutes(row: dict[str, Any]) -> int | None:
    """None for who was not seen to leave on the day of coming."""
    if row["left_at"] is None or row["left_at"].date() != row["arrived_at"].date():
        return None
    return int((row["left_at"] - row["arrived_at"].astimezone(UTC)).total_seconds() // 60)


def _open(row: dict[str, Any]) -> bool:
    still_here = row["left_at"] is None and row["arrived_at"].date() >= TODAY
    return _minutes(row) is None and not still_here


def _measures(rows: Iterable[dict[str, Any]]) -> tuple[int, int, int, int]:
    rows = list(rows)
    return (
        len(rows),
        len({row["visitor_key"] for row in rows}),
        sum(_minutes(row) or 0 for row in rows),
        sum(map(_open, rows)),
    )


def _fact(found: Iterable[dict[str, Any]], code: str, name: str) -> str:
    for row in found:
        if row["code"] == code:
            return str(dict(json.loads(row["facts"]))[name])
    return ""


def _keyed(
    rows: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], Any]
) -> dict[Any, list[dict[str, Any]]]:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = a_book(tmp_path_factory.mktemp("book"))
    yield store
    store.close()


@examples(60, shares_fixture=True)
@given(
    visits=st.lists(_visits(), max_size=20),
    turned=st.lists(_turned_away(), max_size=6),
    days=st.tuples(st.sampled_from(_TURNS), st.sampled_from(_TURNS)).map(sorted),
    partner=st.sampled_from(["", "", "LSL"]),
)
@example(visits=[], turned=[], days=list(YEAR), partner="")
def test_every_figure_is_that_of_the_rows(
    book: Store,
    visits: list[tuple[dict[str, Any], list[dict[str, Any]]]],
    turned: list[tuple[dict[str, Any], list[dict[str, Any]]]],
    days: list[date],
    partner: str,
) -> None:
    with book.write() as tx:
        for table in (d.finding, d.visit, d.turned_away):
            tx.execute(table.delete())
        for table, rows in (
            (d.visit, [row for row, _ in visits]),
            (d.turned_away, [row for row, _ in turned]),
            (d.finding, [one for _, found in (*visits, *turned) for one in found]),
        ):
            if rows:
                tx.execute(table.insert(), rows)
    first, last = days
    seen = _seen(book, first, last, partner)

    def made(kind: ReportKind) -> Report:
        return reports(book, NOW).make(kind, first, last, partner)

    called = {}
    for row in sorted([*seen.visits, *seen.away], key=_in_order):
        called[row["partner_id"]] = row["partner_name"] or Message("Visitors without a partner")
    of_visits = {}  # a report without the turned away does not know what they were called
    for row in sorted(seen.visits, key=_in_order):
        of_visits[row["partner_id"]] = row["partner_name"] or Message("Visitors without a partner")
    away_by = Counter(row["partner_id"] for row in seen.away)

    groups = _keyed(seen.visits, lambda row: row["partner_id"])
    by_partner = made(ReportKind.VISITS_BY_PARTNER)
    assert Counter(row[:6] for row in by_partner.rows) == Counter(
        (name, *_measures(groups.get(key, ())), away_by[key]) for key, name in called.items()
    )
    assert by_partner.totals is not None
    assert by_partner.totals[1:6] == (*_measures(seen.visits), len(seen.away))

    def program(row: dict[str, Any]) -> Any:
        if not row["activity_id"]:
            return Message(PURPOSE[row["purpose"]])
        if row["activity_id"] == "A1":
            return "Reading with everybody"  # as the roster calls it today
        then = _fact(seen.findings[row["visit_id"]], "contract.program", "program")
        return then or row["activity_title"]

    def contract(row: dict[str, Any]) -> Any:
        named = _fact(seen.findings[row["visit_id"]], "contract.term", "contract")
        return named or Message("No contract")

    for kind, called_by in (
        (ReportKind.VISITS_BY_PROGRAM, program),
        (ReportKind.VISITS_BY_CONTRACT, contract),
    ):
        report = made(kind)
        under = defaultdict(list)
        for one in seen.visits:
            under[called_by(one), one["partner_id"]].append(one)
        assert Counter(report.rows) == Counter(
            (name, of_visits[key], *_measures(rows)) for (name, key), rows in under.items()
        )
        assert report.totals is not None
        assert report.totals[2:] == _measures(seen.visits)
        for chart, n in zip(report.charts, (0, 2), strict=False):
            assert sum(chart.values) == _measures(seen.visits)[n]

    months = _keyed(seen.visits, lambda row: row["arrived_at"].date().replace(day=1))
    by_month = made(ReportKind.VISITS_BY_MONTH)
    away_in = Counter(row["at"].date().replace(day=1) for row in seen.away)
    for month, *figures in by_month.rows:
        assert figures == [*_measures(months.pop(month, ())), away_in.pop(month, 0)]
    assert not months
    assert not away_in

    came = [row["arrived_at"] for row in seen.visits] + [row["at"] for row in seen.away]
    cells = Counter((at.weekday(), time(at.hour, at.minute // 30 * 30)) for at in came)
    load = made(ReportKind.FRONT_DESK_LOAD)
    drawn = {
        (day, row[0]): row[1 + day] for row in load.rows for day in range(len(load.columns) - 2)
    }
    assert {key: n for key, n in drawn.items() if n} == dict(cells)
    if came:
        assert load.rows[0][0] == min(time(7), *(at for _, at in cells))
        assert load.rows[-1][0] == max(time(15, 30), *(at for _, at in cells))

    stopped = [
        (finding["code"], finding["outcome"], "at" in row)
        for row in (*seen.visits, *seen.away)
        for finding in seen.findings[row.get("visit_id") or row["turned_away_id"]]
        if finding["outcome"] != "admit"
    ]
    without = sum(not seen.findings[row["turned_away_id"]] for row in seen.away)
    rules = {row[0]: row[1:] for row in made(ReportKind.REFUSED_BY_RULE).rows}
    for code in {code for code, _, _ in stopped}:
        mine = [(outcome, away) for one, outcome, away in stopped if one == code]
        count = Counter(outcome for outcome, _ in mine)
        assert rules.pop(Message(RULE_NAME[code]) if code in RULE_NAME else code) == (
            count["refuse"], count["ask_leader"], count["ask_desk"],
            sum(away for _, away in mine), sum(not away for _, away in mine), len(mine),
        )  # fmt: skip
    if without:
        assert rules.popitem()[1] == (0, 0, 0, without, 0, without)
    assert not rules

    open_ones = made(ReportKind.NEVER_CHECKED_OUT)
    assert Counter((row[0], row[1], row[3]) for row in open_ones.rows) == Counter(
        (
            row["arrived_at"].date(),
            row["arrived_at"].time().replace(second=0, microsecond=0),
            row["partner_name"] or Message("Visitors without a partner"),
        )
        for row in seen.visits
        if _open(row)
    )
    assert open_ones.notes[0].facts == (("n", len(open_ones.rows)), ("all", len(seen.visits)))


# -- requests --------------------------------------------------------------------------------------

_DECISIONS = st.lists(
    st.tuples(
        st.sampled_from([verdict.value for verdict in Verdict]),
        st.integers(0, 40 * 24 * 3600),
        st.sampled_from(["", "leader", "manager"]),
    ),
    max_size=3,
)
_REQUESTS = st.tuples(
    _MOMENTS,
    st.sampled_from([state.value for state in State]),
    st.sampled_from(["S1", "S1", "S2"]),
    _DECISIONS,
)
# A look through a door that was opened, and asking again, answer nobody.
_NO_ANSWER = ("review", "reopen")


@examples(60, shares_fixture=True)
@given(
    requests=st.lists(_REQUESTS, max_size=12),
    days=st.tuples(st.sampled_from(_TURNS), st.sampled_from(_TURNS)).map(sorted),
)
def test_requests_wait_for_the_first_person_who_answers(
    book: Store, requests: list[tuple[Any, ...]], days: list[date]
) -> None:
    first, last = days
    waits: dict[str, list[int | None]] = defaultdict(list)
    with book.write() as tx:
        tx.execute(t.request_decision.delete())
        tx.execute(t.request.delete())
        for at, state, school, decisions in requests:
            row = asked(at, state=state, school_id=school)
            tx.execute(t.request.insert(), row)
            for verdict, seconds, by in decisions:
                when = at + timedelta(seconds=seconds)
                tx.execute(
                    t.request_decision.insert(), decided(row["request_id"], verdict, when, by)
                )
            day = at.astimezone(CHICAGO).date()
            if school != "S1" or state == "draft" or not first <= day <= last:
                continue
            answers = [n for verdict, n, by in decisions if by and verdict not in _NO_ANSWER]
            outcome = STATE[State(state)]
            if state == "declined" and not answers:
                outcome = "Declined by rule"
            waits[outcome].append(min(answers) // 60 if answers else None)
    made = reports(book, NOW).make(ReportKind.REQUESTS_BY_OUTCOME, first, last)
    seen: dict[str, list[Any]] = {}
    for said, *figures in made.rows:
        assert isinstance(said, Message)
        seen[said.id] = figures
    total = sum(map(len, waits.values()))
    assert seen.keys() == waits.keys()
    for outcome_id, found in waits.items():
        known = [n for n in found if n is not None]
        middle = round(median(known)) if known else None
        longest = max(known) if known else None
        share = pytest.approx(len(found) / total)
        assert seen[outcome_id] == [len(found), len(known), middle, longest, share]
    assert made.totals is not None
    assert made.totals[1] == total
