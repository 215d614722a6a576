"""The short answer beside a name says what the card says, for whom and whatever it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cpdesk.clock import FixedClock
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.records.desk import Question
from cpdesk.services.counter import Counter
from tests.conftest import CHICAGO
from tests.services.next_roster import import_next

STANDS = {"ok": Outcome.ADMIT, "ask": Outcome.ASK_LEADER, "no": Outcome.REFUSE}


def test_whoever_is_expected_for_another_partners_activity_is_as_good_as_there(
    counter: Counter, tmp_path: Path
) -> None:
    people = "NSS-1;NSS-3;TUT-6"
    import_next(
        counter,
        tmp_path,
        "X-1,BFM,Håkon,Bjørnstad,not_cleared,",
        swaps=(("activities.csv", "LSL-1;LSL-3;LSL-4", people),),
    )
    wanted = {"NSS-1": "ask", "NSS-3": "no", "TUT-6": "no"}
    for key, standing in wanted.items():
        card = counter.desk.card(Question(person=key, activity="A-002", partner="LSL"))
        assert card.decision.outcome is STANDS[standing]
        rows = [row for row in counter.desk.expected() if row.person_id == key]
        now = {row.standing for row in rows if row.activity_id == "A-002"}
        assert now == {standing}
        hits = [hit for hit in counter.search.find(card.visitor_name) if hit.key == key]
        assert {hit.standing for hit in hits if hit.activity_id == "A-002"} == {standing}


CHARGED = (
    ("programs.csv", "Reading tutors,,K,3,no", "Reading tutors,,K,3,yes"),
    ("programs.csv", "Family literacy nights,,K,5,no", "Family literacy nights,,K,5,yes"),
)


@pytest.mark.parametrize(("charged", "standing"), [(1, "ok"), (2, "no")])
def test_a_partner_is_stopped_where_families_pay_for_every_program_here(
    counter: Counter, tmp_path: Path, charged: int, standing: str
) -> None:
    import_next(counter, tmp_path, swaps=CHARGED[:charged])
    question = Question(partner="LSL", person="LSL-1", purpose=Purpose.OTHER)
    assert counter.desk.assess(question).outcome is STANDS[standing]
    record = counter.partners.partner("LSL")
    assert (record.standing, record.decision.outcome) == (standing, STANDS[standing])
    (row,) = counter.partners.directory("lake street literacy")
    (hit,) = (hit for hit in counter.search.find("lake street literacy") if hit.key == "LSL")
    assert {row.standing, hit.standing} == {standing}


def test_a_clearance_without_an_end_is_good_to_june_30_in_every_list(
    counter: Counter, clock: FixedClock, tmp_path: Path
) -> None:
    import_next(counter, tmp_path, "X-1,STR,Zelda,Brandt,cleared,")
    question = Question(person="X-1", purpose=Purpose.OTHER)
    for day, says in (((2027, 6, 30), Outcome.ADMIT), ((2027, 7, 1), Outcome.ASK_LEADER)):
        clock.set(datetime(*day, 10, 42, tzinfo=CHICAGO))
        card = counter.desk.card(question)
        found = {f.code: f.outcome for f in card.decision.findings}
        assert found["visitor.clearance"] is says
        assert str(card.clearance_ends_on) == "2027-06-30"
