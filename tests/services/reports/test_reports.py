"""Reports: whatever was written at the desk, the totals are those of the database."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.policy.phrases import PURPOSE
from cpdesk.policy.rules import RULE_NAME, RULES
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.records.reports import Chart, ChartKind, Message, Period, Report, ReportKind
from cpdesk.records.requests import Ask, DecisionDraft, Student
from cpdesk.services.services import Services
from tests.examples import examples
from tests.services import staff
from tests.services.reports.reports_book import (
    CHICAGO,
    PARTNERS,
    TODAY,
    YEAR,
    a_book,
    away,
    moment,
    reports,
    visit,
)

# -- a book of visits, written straight into the tables --------------------------------------------


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = a_book(tmp_path_factory.mktemp("book"))
    yield store
    store.close()


def _write(
    store: Store, visits: list[dict[str, Any]], away: list[dict[str, Any]] | None = None
) -> None:
    """In place of everything that was there."""
    with store.write() as tx:
        for table in (d.finding, d.visit, d.turned_away):
            tx.execute(table.delete())
        if visits:
            tx.execute(d.visit.insert(), visits)
        if away:
            tx.execute(d.turned_away.insert(), away)


def _total(report: Report, key: str) -> Any:
    assert report.totals is not None
    return report.totals[[c.key for c in report.columns].index(key)]


def _column(report: Report, key: str) -> list[Any]:
    n = [c.key for c in report.columns].index(key)
    return [row[n] for row in report.rows]


# -- totals equal to the database ------------------------------------------------------------------

_BEGINNING = datetime(2026, 10, 20, tzinfo=UTC)
_MOMENTS = st.integers(0, 34 * 24 * 3600).map(lambda n: _BEGINNING + timedelta(seconds=n))


@st.composite
def _visits(draw: st.DrawFn) -> dict[str, Any]:
    arrived = draw(_MOMENTS)
    partner = draw(st.sampled_from(sorted(PARTNERS)))
    minutes = draw(st.none() | st.integers(0, 200))
    seconds = draw(st.integers(0, 59))
    left = None if minutes is None else arrived + timedelta(minutes=minutes, seconds=seconds)
    undone = left is not None and draw(st.booleans())
    return visit(
        arrived,
        partner_id=partner,
        partner_name=PARTNERS[partner],
        # At most one open visit a visitor, as the database demands.
        visitor_key=f"person:{new_id()}" if left is None else f"person:{draw(st.integers(1, 4))}",
        activity_id=draw(st.sampled_from(["", "A1", "A2"])),
        activity_title=draw(st.sampled_from(["Reading tutors", "Chess"])),
        school_id=draw(st.sampled_from(["S1", "S1", "S1", "S2"])),
        left_at=left,
        left_how=None if left is None else ("undone" if undone else draw(_LEFT_HOW)),
        undone=undone,
    )


_LEFT_HOW = st.sampled_from(["clicked", "scanned", "swept"])
_DAYS = st.dates(date(2026, 10, 18), date(2026, 11, 25))


@examples(40, shares_fixture=True)
@given(
    visits=st.lists(_visits(), max_size=25),
    away=st.lists(_MOMENTS.map(away), max_size=6),
    one=_DAYS,
    other=_DAYS,
    partner=st.sampled_from(["", "LSL"]),
)
def test_totals_are_those_of_the_database(
    book: Store,
    visits: list[dict[str, Any]],
    away: list[dict[str, Any]],
    one: date,
    other: date,
    partner: str,
) -> None:
    _write(book, visits, away)
    first, last = min(one, other), max(one, other)
    begins = datetime.combine(first, time(), CHICAGO)
    ends = datetime.combine(last + timedelta(days=1), time(), CHICAGO)
    v, w = d.visit.c, d.turned_away.c
    mine = [
        v.school_id == "S1", v.undone.is_(False), v.arrived_at >= begins, v.arrived_at < ends,
        *([v.partner_id == partner] if partner else []),
    ]  # fmt: skip
    theirs = [w.at >= begins, w.at < ends]  # all of LSL
    with book.read() as tx:
        counted = tx.execute(select(func.count()).where(*mine)).scalar_one()
        people = tx.execute(select(func.count(v.visitor_key.distinct())).where(*mine)).scalar_one()
        refused = tx.execute(select(func.count()).where(*theirs)).scalar_one()
        stayed = tx.execute(select(v.arrived_at, v.left_at, v.left_how).where(*mine)).all()
    seen_out = [
        row for row in stayed
        if row.left_at and row.left_how != "swept"
        and row.left_at.astimezone(CHICAGO).date() == row.arrived_at.astimezone(CHICAGO).date()
    ]  # fmt: skip
    minutes = sum((row.left_at - row.arrived_at) // timedelta(minutes=1) for row in seen_out)

    made_by = reports(book)
    for kind in (
        ReportKind.VISITS_BY_PARTNER,
        ReportKind.VISITS_BY_PROGRAM,
        ReportKind.VISITS_BY_CONTRACT,
        ReportKind.VISITS_BY_MONTH,
    ):
        report = made_by.make(kind, first, last, partner)
        assert _total(report, "visits") == counted == sum(_column(report, "visits"))
        assert _total(report, "hours") == minutes == sum(_column(report, "hours"))
        assert _total(report, "visitors") == people
        without = sum(_column(report, "without_end"))
        assert _total(report, "without_end") == without == counted - len(seen_out)
        for chart in report.charts:
            assert sum(chart.values) in {counted, minutes}
    by_partner = made_by.make(ReportKind.VISITS_BY_PARTNER, first, last, partner)
    assert _total(by_partner, "turned_away") == refused == sum(_column(by_partner, "turned_away"))
    load = made_by.make(ReportKind.FRONT_DESK_LOAD, first, last, partner)
    assert _total(load, "week") == counted + refused == sum(_column(load, "week"))
    assert sum(map(sum, load.charts[0].grid if load.charts else ())) == counted + refused
    missing = made_by.make(ReportKind.NEVER_CHECKED_OUT, first, last, partner)
    assert len(missing.rows) == counted - len(seen_out)
    rules = made_by.make(ReportKind.REFUSED_BY_RULE, first, last, partner)
    assert _total(rules, "turned_away") == refused  # none of them with a rule that was written


# -- days and hours of the school ------------------------------------------------------------------


def test_a_day_is_the_schools_also_when_the_clock_changes(book: Store) -> None:
    """Sunday, November 1, 2026 has 25 hours in Chicago; March 14, 2027 has 23."""
    long, short = date(2026, 11, 1), date(2027, 3, 14)
    inside = [
        datetime(2026, 11, 1, 5, 0, tzinfo=UTC),  # midnight, daylight time
        datetime(2026, 11, 2, 5, 59, tzinfo=UTC),  # 11:59 pm, standard time
        datetime(2027, 3, 14, 6, 0, tzinfo=UTC),
        datetime(2027, 3, 15, 4, 59, tzinfo=UTC),
    ]
    outside = [
        datetime(2026, 11, 1, 4, 59, tzinfo=UTC),
        datetime(2026, 11, 2, 6, 0, tzinfo=UTC),
        datetime(2027, 3, 14, 5, 59, tzinfo=UTC),
        datetime(2027, 3, 15, 5, 0, tzinfo=UTC),
    ]
    _write(book, [visit(at) for at in (*inside, *outside)])
    made_by = reports(book)
    for day in (long, short):
        made = made_by.make(ReportKind.VISITS_BY_PARTNER, day, day)
        assert _total(made, "visits") == 2
    load = made_by.make(ReportKind.FRONT_DESK_LOAD, long, long)
    assert [(row[0], row[-1]) for row in load.rows if row[-1]] == [(time(0), 1), (time(23, 30), 1)]
    assert load.charts[0].kind is ChartKind.HEAT
    assert [sum(row) for row in load.charts[0].grid] == [0, 0, 0, 0, 0, 0, 2]


def test_the_repeated_hour_is_counted_as_it_was_lived(book: Store) -> None:
    """From 1:30 daylight time to 1:30 standard time is an hour, though the clock stood still."""
    arrived = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    left = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    _write(book, [visit(arrived, left_at=left, left_how="clicked")])
    made = reports(book).make(ReportKind.VISITS_BY_MONTH, date(2026, 11, 1), date(2026, 11, 1))
    assert made.rows == ((date(2026, 11, 1), 1, 1, 60, 0, 0),)


def test_a_visit_at_night_belongs_to_the_schools_month(book: Store) -> None:
    _write(book, [visit(datetime(2026, 11, 1, 3, 0, tzinfo=UTC)), visit(moment(date(2027, 1, 5)))])
    made = reports(book).make(ReportKind.VISITS_BY_MONTH, *YEAR)
    assert [(row[0], row[1]) for row in made.rows] == [
        (date(2026, 10, 1), 1),
        (date(2026, 11, 1), 0),
        (date(2026, 12, 1), 0),
        (date(2027, 1, 1), 1),
    ]


def test_who_is_still_here_is_not_missing_a_check_out(book: Store) -> None:
    yesterday = TODAY - timedelta(days=1)
    _write(
        book,
        [
            visit(moment(TODAY), visitor_name="Here Now"),
            visit(moment(yesterday), visitor_name="Left Open"),
            visit(
                moment(yesterday),
                visitor_name="Closed Later",
                left_at=moment(TODAY, time(8)),
                left_how="typed",
                ends_at=moment(yesterday, time(10)),
            ),
            visit(
                moment(yesterday),
                left_at=moment(yesterday, time(10)),
                left_how="undone",
                undone=True,
            ),
        ],
    )
    made = reports(book).make(ReportKind.NEVER_CHECKED_OUT, *YEAR)
    assert _column(made, "visitor") == ["Left Open", "Closed Later"]
    assert _column(made, "closed") == [Message("still open"), moment(TODAY, time(8))]
    assert _column(made, "planned_end") == [None, time(10)]
    counted = reports(book).make(ReportKind.VISITS_BY_PARTNER, *YEAR)
    assert counted.rows[0][1:5] == (3, 3, 0, 2)


def test_a_partner_is_called_as_it_was_last_and_guests_come_under_words(book: Store) -> None:
    _write(
        book,
        [
            visit(moment(date(2026, 10, 1)), partner_name="Old Name"),
            visit(moment(date(2026, 10, 2)), partner_name="New Name"),
            visit(moment(date(2026, 10, 2)), partner_id="", partner_name=""),
        ],
    )
    made = reports(book).make(ReportKind.VISITS_BY_PARTNER, *YEAR)
    assert _column(made, "partner") == ["New Name", Message("Visitors without a partner")]
    assert _column(made, "share") == [pytest.approx(2 / 3), pytest.approx(1 / 3)]


def test_many_partners_are_one_picture_still(book: Store) -> None:
    many = [
        visit(moment(TODAY), partner_id=f"P{n:02}", partner_name=f"Partner {n:02}")
        for n in range(30)
    ]
    _write(book, many)
    made = reports(book).make(ReportKind.VISITS_BY_PARTNER, *YEAR)
    (chart,) = made.charts  # nobody has left yet, so there are no hours to draw
    assert len(made.rows) == 30
    assert len(chart.labels) == 12
    assert chart.labels[-1] == Message("{n} others", (("n", 19),))
    assert chart.values[-1] == 19
    assert sum(chart.values) == 30


def test_the_rest_of_many_is_no_measure_for_the_others(book: Store) -> None:
    (chart,) = _chart_of(book, 30)
    assert chart.rest
    (chart,) = _chart_of(book, 12)
    assert not chart.rest


def _chart_of(book: Store, partners: int) -> tuple[Chart, ...]:
    many = [
        visit(moment(TODAY), partner_id=f"P{n:02}", partner_name=f"Partner {n:02}")
        for n in range(partners)
    ]
    _write(book, many)
    return reports(book).make(ReportKind.VISITS_BY_PARTNER, *YEAR).charts


def test_a_program_that_left_the_roster_keeps_its_name(book: Store) -> None:
    """As the rules wrote it down; an activity of which they wrote nothing is its title."""
    one, other = (visit(moment(TODAY), activity_id=key) for key in ("GONE", "LOST"))
    _write(book, [one, other, visit(moment(TODAY))])
    with book.write() as tx:
        tx.execute(
            d.finding.insert(),
            {
                "subject_id": one["visit_id"], "place": 0, "code": "contract.program",
                "outcome": "admit", "lift": None, "says": "", "offer": "",
                "facts": (("program", "Reading, grade by grade"), ("contract", "C-1")),
            },
        )  # fmt: skip
    made = reports(book).make(ReportKind.VISITS_BY_PROGRAM, *YEAR)
    assert sorted(map(str, _column(made, "program"))) == [
        "Reading tutors", "Reading with everybody", "Reading, grade by grade",
    ]  # fmt: skip


def test_what_is_done_without_a_program_is_one_bar_for_all_partners(book: Store) -> None:
    rows = [
        visit(moment(TODAY), activity_id="", purpose="tabling", partner_id=f"P{n}", partner_name=n)
        for n in "ABC"
    ]
    rows += [
        visit(moment(TODAY), activity_id="X", activity_title="Chess", partner_id=n, partner_name=n)
        for n in "AB"
    ]
    _write(book, rows)
    made = reports(book).make(ReportKind.VISITS_BY_PROGRAM, *YEAR)
    assert len(made.rows) == 5
    (chart,) = made.charts
    assert chart.labels == (Message(PURPOSE[Purpose.TABLING]), "Chess (A)", "Chess (B)")
    assert chart.values == (3, 1, 1)


def test_a_renamed_partner_is_one_bar(book: Store) -> None:
    days = [date(2026, 10, n) for n in (1, 2, 5)]
    _write(
        book,
        [
            visit(moment(day), partner_name=name)
            for day, name in zip(days, ("Old", "Old", "New"), strict=True)
        ],
    )
    made = reports(book).make(ReportKind.NEVER_CHECKED_OUT, *YEAR)
    assert (made.charts[0].labels, made.charts[0].values) == (("New",), (3,))


def test_the_week_shows_the_whole_day_of_the_office(book: Store) -> None:
    """From 7 to 4, also where everybody came at nine; longer where somebody came later, or where
    the school has bells."""

    def shown() -> tuple[object, ...]:
        labels = reports(book).make(ReportKind.FRONT_DESK_LOAD, *YEAR).charts[0].labels
        return labels[0], labels[-1], len(labels)

    _write(book, [visit(moment(TODAY))])
    assert shown() == (time(7), time(15, 30), 18)
    _write(book, [visit(moment(TODAY, time(18, 10)))])
    assert shown() == (time(7), time(18), 23)
    with book.write() as tx:
        tx.execute(
            r.bell.insert(),
            {
                "issue": 1, "school_id": "S1", "schedule": "A", "period": "8",
                "kind": "instructional",
                "start_time": "06:50", "end_time": "16:10", "grade_low": 0, "grade_high": 5,
            },
        )  # fmt: skip
    _write(book, [visit(moment(TODAY))])
    try:
        assert shown() == (time(6, 30), time(16), 20)
    finally:
        with book.write() as tx:
            tx.execute(r.bell.delete())


def test_nothing_is_a_report_too(book: Store) -> None:
    _write(book, [])
    for kind in ReportKind:
        made = reports(book).make(kind, *YEAR)
        assert (made.rows, made.charts) == ((), ())
        if made.totals:
            assert not any(made.totals)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 1)),
        (date.min, date(2026, 11, 1)),
        (date(2026, 11, 1), date.max),
    ],
)
def test_days_that_are_no_period_are_said_so(book: Store, first: date, last: date) -> None:
    with pytest.raises(DeskError):
        reports(book).make(ReportKind.VISITS_BY_PARTNER, first, last)


def test_a_partner_whom_nobody_knows_is_said_so(book: Store) -> None:
    with pytest.raises(DeskError, match="NOBODY"):
        reports(book).make(ReportKind.VISITS_BY_PARTNER, *YEAR, "NOBODY")


def test_the_usual_periods(book: Store) -> None:
    found = reports(book).periods()
    assert found.school_year == Period(*YEAR)
    assert found.this_month == Period(date(2026, 11, 1), date(2026, 11, 30))
    assert found.last_month == Period(date(2026, 10, 1), date(2026, 10, 31))
    # Half past eleven on New Year's Eve in Chicago is next year already in UTC.
    late = reports(book, datetime(2027, 1, 1, 5, 30, tzinfo=UTC)).periods()
    assert late.this_month == Period(date(2026, 12, 1), date(2026, 12, 31))
    summer = reports(book, datetime(2026, 6, 30, 12, tzinfo=CHICAGO)).periods()
    assert summer.school_year == Period(date(2025, 7, 1), date(2026, 6, 30))


# -- through the desk itself -----------------------------------------------------------------------


def _someone(services: Services) -> Question:
    row = next(r for r in services.desk.expected() if r.person_name == "Adaeze Okafor")
    return Question(person=row.person_id, activity=row.activity_id)


def _admit(services: Services) -> str:
    yes = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    return services.desk.admit(Admission(new_id(), _someone(services), relayed=yes)).visit_id


def test_a_visit_is_named_by_program_and_contract(services: Services) -> None:
    _admit(services)
    program = services.reports.make(ReportKind.VISITS_BY_PROGRAM, TODAY, TODAY)
    contract = services.reports.make(ReportKind.VISITS_BY_CONTRACT, TODAY, TODAY)
    assert len(program.rows) == len(contract.rows) == 1
    assert isinstance(program.rows[0][0], str)
    with services.data.store.read() as tx:
        names = set(tx.execute(select(r.program.c.name)).scalars())
        contracts = set(tx.execute(select(r.contract.c.contract_id)).scalars())
    assert program.rows[0][0] in names
    assert contract.rows[0][0] in contracts


def test_rules_that_stopped_somebody_are_counted(services: Services) -> None:
    question = Question(purpose=Purpose.REFERRAL, person=_someone(services).person)
    services.desk.turn_away(TurnAway(new_id(), question))
    made = services.reports.make(ReportKind.REFUSED_BY_RULE, TODAY, TODAY)
    found = {row[0]: row[1:] for row in made.rows}
    assert found[Message(RULE_NAME["student.referral"])] == (1, 0, 0, 1, 0, 1)
    for row in made.rows:
        numbers = [cell for cell in row if isinstance(cell, int)]
        assert len(numbers) == 6
        assert sum(numbers[:3]) == sum(numbers[3:5]) == numbers[5]


def test_every_rule_has_a_short_name() -> None:
    assert len(RULE_NAME) == len(RULES)
    assert all(RULE_NAME.values())
    assert len(set(RULE_NAME.values())) == len(RULE_NAME)


MEETING = Ask(
    kind=Kind.MEET_STUDENT,
    partner="LSL",
    people=("LSL-1",),
    day=date(2026, 12, 1),
    start=time(11, 35),
    end=time(12, 5),
    student=Student("S-4471", 6),
    reason="Mika needs science",
)


def test_requests_by_outcome_with_the_wait(services: Services) -> None:
    assert isinstance(services.clock, FixedClock)
    staff.hire(services)
    staff.sit(services, Role.DESK)
    first = services.filings.file(MEETING).request_id
    second = services.filings.file(replace(MEETING, day=date(2026, 12, 8))).request_id
    services.filings.file(replace(MEETING, start=time(10, 50)))  # the rules decline it at once
    services.filings.save_draft(MEETING)
    services.clock.set(services.clock.now() + timedelta(minutes=30))
    staff.sit(services, Role.LEADER)
    services.decisions.decide(DecisionDraft(first, 1, Verdict.APPROVE))
    services.clock.set(services.clock.now() + timedelta(minutes=60))
    staff.sit(services, Role.LEADER)
    services.decisions.decide(DecisionDraft(second, 1, Verdict.DECLINE, reason_code="not-now"))
    made = services.reports.make(ReportKind.REQUESTS_BY_OUTCOME, TODAY, TODAY)
    assert tuple(row[:-1] for row in made.rows) == (
        (Message("Approved"), 1, 1, 30, 30),
        (Message("Declined"), 1, 1, 90, 90),
        (Message("Declined by rule"), 1, 0, None, None),
    )
    assert [row[-1] for row in made.rows] == [pytest.approx(1 / 3)] * 3
    assert made.totals == (None, 3, 2, 60, 90, 1.0)
    other = services.reports.make(ReportKind.REQUESTS_BY_OUTCOME, TODAY, TODAY, "GL")
    assert other.rows == ()


def test_partners_to_choose_from_are_those_of_the_book(services: Services) -> None:
    assert services.reports.partners() == ()
    _admit(services)
    (one,) = services.reports.partners()
    assert one.partner_id
    with services.data.store.read() as tx:
        name = select(t.request.c.partner_name)
        assert tx.execute(name).scalar_one() == one.name


def test_a_book_of_another_folder_has_no_school(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "new.db", secrets.token_hex(32))
    with pytest.raises(DeskError, match="roster"):
        reports(store).periods()
    store.close()
