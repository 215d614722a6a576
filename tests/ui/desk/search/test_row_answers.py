"""The pill beside a name says what the card says, now, or nothing: for everyone, at any time."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.records.requests import Ask, DecisionDraft, Student
from cpdesk.services.services import Services
from cpdesk.ui.desk.search.listing import PILLS, Line, answered, expected, found
from tests.conftest import CHICAGO
from tests.services import staff
from tests.services.roster.next_roster import import_next
from tests.ui.desk.at_desk import AtDesk

YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
TODAY = date(2026, 11, 24)
LUNCH = Ask(
    kind=Kind.MEET_STUDENT,
    partner="LSL",
    people=("LSL-1",),
    day=TODAY,
    start=time(11, 35),
    end=time(12, 5),
    student=Student("S-4471", 6),
    reason="Science",
)
LSL = "LSL,Lake Street Literacy,authorized"
NEW_PARTNER = (  # with a contract for every school, and no activity yet
    ("partners.csv", LSL, f"NEW,New Leaf,authorized,,,,\n{LSL}"),
    ("contract_schools.csv", "26-0418,CEDAR", "NEW-1,*\n26-0418,CEDAR"),
    (
        "contracts.csv",
        "26-0418,LSL",
        "NEW-1,NEW,no,signed,2026-08-12,2026-09-01,2027-06-30,2027-08-31\n26-0418,LSL",
    ),
)
TIMES = (
    datetime(2026, 11, 24, 7, 0, tzinfo=CHICAGO),
    datetime(2026, 11, 24, 10, 15, tzinfo=CHICAGO),
    datetime(2026, 11, 24, 11, 40, tzinfo=CHICAGO),
    datetime(2026, 11, 28, 10, 0, tzinfo=CHICAGO),  # a Saturday
    datetime(2026, 12, 3, 10, 42, tzinfo=CHICAGO),  # the roster is nine days old
)


@pytest.fixture
def everyone(services: Services, tmp_path: Path) -> Services:
    """The sample district, with visitors of every kind: guests, some of them with the names of
    people who are not cleared or resemble a notice; people whom the desk registered, confirmed or
    not; approved requests by name and for anyone; a waived finding; and who is in the building."""
    services.visitors.register_person("LSL", "Quincy", "Newhall")
    staff.hire(services)
    staff.sit(services, Role.DESK)
    for name in ("Zoë O’Neil", "Mona Okafi", *_noticed(services)):
        services.visitors.register_guest(name, "Lamp Repair")
    lunch = services.filings.file(LUNCH).request_id
    anyone = services.filings.file(replace(LUNCH, people=(), partner="NSS")).request_id
    gedi = services.search.find("kwame gedi")[0]
    lift = Ask(
        kind=Kind.THIS_VISIT,
        partner=gedi.partner_id,
        visitor_key=f"person:{gedi.key}",
        visitor_name=gedi.title,
        day=TODAY,
        lift_codes=("visitor.clearance",),
        reason="Known to the school",
    )
    lifted = services.filings.file(lift).request_id
    staff.sit(services, Role.LEADER)
    for request in (lunch, anyone, lifted):
        services.decisions.decide(DecisionDraft(request, 1, Verdict.APPROVE, knowing=True))
    staff.sit(services, Role.DESK)
    person = services.visitors.register_person("NSS", "Zora", "Lindgren-Ito")
    asked = Question(person=person, partner="NSS", purpose=Purpose.OTHER)
    visit = services.desk.admit(Admission(new_id(), asked, "known", YES))
    services.desk.check_out(visit.visit_id)
    services.desk.admit(Admission(new_id(), Question(person="LSL-2", partner="LSL"), "known", YES))
    return services


def _noticed(services: Services) -> list[str]:
    with services.data.store.read() as tx:
        return [row.name for row in tx.exec_driver_sql("SELECT name FROM notice LIMIT 1")]


def names(services: Services) -> list[str]:
    """What finds everyone of the district and the guests: each partner brings its people."""
    partners = [row.name for row in services.partners.directory()]
    return [*partners, "Zoë O’Neil", "Mona Okafi", *_noticed(services)]


def _people(services: Services) -> set[str]:
    rows = services.partners.directory()
    records = (services.partners.partner(row.partner_id) for row in rows)
    return {person.person_id for record in records for person in record.people}


def filled(services: Services, lines: Iterable[Line]) -> list[Line]:
    """The lines as the list shows them once everything is answered."""
    asked = [line for line in lines if line.asks]
    outcomes = services.desk.outcomes(tuple(line.asks for line in asked if line.asks))
    return [
        answered(line, outcome, services.words)
        for line, outcome in zip(asked, outcomes, strict=True)
    ]


def card_of(services: Services, line: Line) -> Outcome:
    assert line.asks is not None
    return services.desk.card(line.asks).decision.outcome


@pytest.mark.parametrize("at", TIMES, ids=lambda at: f"{at:%a %H-%M}")
def test_for_everyone_the_pill_is_what_the_card_says_or_is_not_there(
    everyone: Services, clock: FixedClock, at: datetime
) -> None:
    clock.set(at)
    words, told = everyone.words, Tally[str]()
    lines = list(expected(everyone.desk.expected(), words))
    for name in names(everyone):
        lines += found(everyone.search.find(name, 400), name, words)
    found_ = {line.hit.key for line in lines if line.hit}
    assert _people(everyone) - found_ <= {"LSL-2"}  # who is in the building
    each = {(line.asks, line.kind): line for line in lines}  # found by one name or another
    for line in filled(everyone, each.values()):
        told[line.pill] += 1
        if line.pill:
            assert line.pill == words.text(PILLS[card_of(everyone, line)]), line.spoken
    assert told["Can’t come in"]
    assert told["Needs leader"]


def test_on_a_school_day_every_answer_is_among_them(everyone: Services) -> None:
    words, told = everyone.words, set[str]()
    for name in names(everyone):
        hits = everyone.search.find(name, 400)
        told |= {line.pill for line in filled(everyone, found(hits, name, words))}
    assert told == {"", *(words.text(pill) for pill in PILLS.values())}


def test_a_partner_says_that_nobody_can_come_in_only_where_that_is_true_of_all(
    everyone: Services,
) -> None:
    words = everyone.words
    for row in everyone.partners.directory():
        hits = everyone.search.find(row.name, 400)
        (line,) = (
            line
            for line in found(hits, row.name, words)
            if line.kind == "partner" and line.hit and line.hit.key == row.partner_id
        )
        people = everyone.partners.partner(row.partner_id).people
        answers = set()
        for person in people:
            for purpose in (Purpose.OTHER, Purpose.STAFF_MEETING, None):
                asked = Question(purpose, person=person.person_id, partner=row.partner_id)
                answers.add(everyone.desk.card(asked).decision.outcome)
        if line.pill:
            assert answers <= {Outcome.REFUSE}, row.name
            assert line.pill == "Can’t come in"


def test_a_waived_finding_makes_the_pill_ok(everyone: Services, clock: FixedClock) -> None:
    (hit,) = (hit for hit in everyone.search.find("kwame gedi") if hit.title == "Kwame Gedi")
    (line,) = (line for line in found((hit,), "kwame", everyone.words) if line.asks)
    asked = replace(line, asks=Question(Purpose.OTHER, person=hit.key, partner=hit.partner_id))
    assert [one.pill for one in filled(everyone, (asked,))] == ["OK"]
    clock.set(datetime(2026, 11, 25, 10, 42, tzinfo=CHICAGO))
    assert [one.pill for one in filled(everyone, (asked,))] == ["Needs leader"]


def test_a_name_of_several_people_has_no_answer(services: Services, tmp_path: Path) -> None:
    import_next(
        services, tmp_path, "X-1,STR,Zelda,Brandt,cleared,", "X-2,BFM,Zelda,Brandt,cleared,"
    )
    named, meant = Question(person="Zelda Brandt"), Question(person="X-1")
    said = services.desk.card(meant).decision.outcome
    assert services.desk.outcomes((named, meant)) == (None, said)


def test_what_hangs_on_a_purpose_that_nobody_named_has_no_answer(
    services: Services, tmp_path: Path
) -> None:
    """For a partner without an activity here the card begins with a meeting with a student."""
    import_next(
        services,
        tmp_path,
        "X-1,NEW,Zelda,Brandt,cleared,",
        "X-2,NEW,Tomas,Brandt,not_cleared,",
        swaps=NEW_PARTNER,
    )
    good, bad = Question(person="X-1"), Question(person="X-2")
    assert services.desk.card(good).decision.outcome is Outcome.REFUSE  # at 10:42, in class
    staff_meeting = replace(good, purpose=Purpose.STAFF_MEETING, host="Ms. Lund")
    assert services.desk.outcomes((good, bad, staff_meeting)) == (
        None,
        Outcome.REFUSE,
        Outcome.ADMIT,
    )


# -- on the page -----------------------------------------------------------------------------------


def pills(at: AtDesk) -> dict[str, str]:
    return {line.title: line.pill for line in at.page.results.rows if line.hit}


def test_the_pills_follow_once_nobody_types(at: AtDesk) -> None:
    at.search("okaf")
    assert pills(at)["Mona Okafi"] == ""
    at.until(lambda: bool(pills(at)["Mona Okafi"]))
    assert pills(at)["Mona Okafi"] == "Can’t come in"
