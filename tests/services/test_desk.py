"""The counter's use cases on the sample district, with a real encrypted store."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cpdesk import paths
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Condition, Outcome, Purpose
from cpdesk.policy.rule_names import RULE_NAME
from cpdesk.records.desk import Admission, ExpectedRow, Question, RelayedYes, TurnAway
from cpdesk.services.counter import Counter

YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")


def expected(counter: Counter, name: str) -> ExpectedRow:
    """Where the person is expected next, seen from the morning's clock."""
    rows = [row for row in counter.desk.expected() if row.person_name == name]
    return max(rows, key=lambda row: row.start)


def arrive(counter: Counter, name: str = "Adaeze Okafor") -> Admission:
    row = expected(counter, name)
    question = Question(person=row.person_id, activity=row.activity_id)
    return Admission(new_id(), question)


def test_an_expected_visitor_is_admitted_with_every_reason(counter: Counter) -> None:
    visit = counter.desk.admit(arrive(counter))
    assert visit.outcome is Outcome.ADMIT
    assert visit.admitted_by == "rules"
    assert {f.code for f in visit.findings} >= {"contract.signed", "activity.scheduled"}
    assert all(f.outcome is Outcome.ADMIT for f in visit.findings)
    assert [row.visitor_name for row in counter.desk.inside()] == ["Adaeze Okafor"]


def test_the_card_preselects_what_is_scheduled_now(counter: Counter) -> None:
    row = expected(counter, "Adaeze Okafor")
    card = counter.desk.card(Question(person=row.person_id))
    assert card.chosen.title == "Reading tutors"
    assert card.chosen is card.choices[0]
    assert card.decision.outcome is Outcome.ADMIT
    assert card.partner_name == "Lake Street Literacy"


def test_two_enters_are_one_visit(counter: Counter) -> None:
    admission = arrive(counter)
    first, second = counter.desk.admit(admission), counter.desk.admit(admission)
    assert (first.visit_id, first.already) == (second.visit_id, False)
    assert second.already
    assert len(counter.desk.inside()) == 1


def test_the_same_person_twice_is_told_since_when(counter: Counter) -> None:
    counter.desk.admit(arrive(counter))
    with pytest.raises(DeskError, match="has been in the building since"):
        counter.desk.admit(arrive(counter))


def test_a_refusal_is_never_admitted_not_even_relayed(counter: Counter) -> None:
    row = expected(counter, "Adaeze Okafor")
    question = Question(purpose=Purpose.OBSERVATION, person=row.person_id)
    for relayed in (None, YES):
        with pytest.raises(DeskError, match=RULE_NAME["observation.not-allowed"]):
            counter.desk.admit(Admission(new_id(), question, "because", relayed))
    assert counter.desk.inside() == ()


def test_the_desk_lifts_only_what_it_may_and_with_a_reason(
    counter: Counter, clock: FixedClock
) -> None:
    early = arrive(counter)
    clock.set(clock.now() - timedelta(hours=2))
    with pytest.raises(DeskError, match=RULE_NAME["activity.scheduled"]):
        counter.desk.admit(early)
    visit = counter.desk.admit(
        Admission(new_id(), early.question, lift_reason="Setting up the room")
    )
    assert (visit.admitted_by, visit.lift_reason) == ("desk", "Setting up the room")


def test_a_leaders_yes_needs_who_how_and_why(counter: Counter) -> None:
    row = expected(counter, "Adaeze Okafor")
    question = Question(purpose=Purpose.TABLING, person=row.person_id)
    with pytest.raises(DeskError, match="school leader"):
        counter.desk.admit(Admission(new_id(), question, lift_reason="the desk's own idea"))
    with pytest.raises(DeskError, match="This verbal approval is not complete"):
        counter.desk.admit(Admission(new_id(), question, relayed=RelayedYes("P. L.", " ", "x")))
    visit = counter.desk.admit(Admission(new_id(), question, relayed=YES))
    assert (visit.admitted_by, visit.relayed_who) == ("relayed", "Principal Lindqvist")


def test_somebody_new_is_confirmed_by_being_admitted(counter: Counter) -> None:
    row = expected(counter, "Adaeze Okafor")
    person = counter.visitors.register_person(row.partner_id, "Zora", "Lindgren-Ito")
    question = Question(person=person, activity=row.activity_id)
    card = counter.desk.card(question)
    codes = {f.code for f in card.decision.troubles}
    assert card.new_here
    assert codes == {"visitor.known", "visitor.clearance"}
    visit = counter.desk.admit(Admission(new_id(), question, relayed=YES))
    assert Condition.ESCORT in visit.conditions
    counter.desk.check_out(visit.visit_id)
    again = counter.desk.card(question)
    assert {f.code for f in again.decision.troubles} == {"visitor.clearance"}
    assert again.last_here == visit.arrived_at


def test_a_guest_needs_host_and_reason(counter: Counter) -> None:
    guest = counter.visitors.register_guest("Ines Okonjo-Berg", "Piano tuner")
    with pytest.raises(DeskError, match=RULE_NAME["guest.no-partner"]):
        counter.desk.admit(Admission(new_id(), Question(guest=guest)))
    visit = counter.desk.admit(
        Admission(new_id(), Question(guest=guest, host="Ms. Vang", reason="Tunes the piano"))
    )
    assert (visit.partner_name, visit.place, visit.host) == ("", "", "Ms. Vang")


def test_undo_within_ten_seconds_and_not_after(counter: Counter, clock: FixedClock) -> None:
    visit = counter.desk.admit(arrive(counter))
    clock.set(clock.now() + timedelta(seconds=10))
    assert counter.desk.undo(visit.visit_id).undone
    assert counter.desk.inside() == ()
    later = counter.desk.admit(arrive(counter))
    clock.set(clock.now() + timedelta(seconds=11))
    with pytest.raises(DeskError, match="ten seconds"):
        counter.desk.undo(later.visit_id)


def test_check_out_by_badge_tells_a_used_badge(counter: Counter) -> None:
    visit = counter.desk.admit(arrive(counter))
    assert counter.desk.check_out_by_code(visit.badge_code.lower()).left_at is not None
    with pytest.raises(DeskError, match="already checked out at"):
        counter.desk.check_out_by_code(visit.badge_code)
    with pytest.raises(DeskError, match="not from a badge printed at this front desk"):
        counter.desk.check_out_by_code("CPD:NOBODY")


def test_a_check_out_can_be_taken_back(counter: Counter, clock: FixedClock) -> None:
    visit = counter.desk.admit(arrive(counter))
    counter.desk.check_out(visit.visit_id)
    assert counter.desk.undo_check_out(visit.visit_id).left_at is None
    assert len(counter.desk.inside()) == 1


def test_turning_away_keeps_what_was_told_and_why(counter: Counter) -> None:
    row = expected(counter, "Adaeze Okafor")
    question = Question(purpose=Purpose.REFERRAL, person=row.person_id)
    arrival = new_id()
    first = counter.desk.turn_away(TurnAway(arrival, question, "Offered a flyer"))
    again = counter.desk.turn_away(TurnAway(arrival, question, "Offered a flyer"))
    assert first.turned_away_id == again.turned_away_id
    assert first.told == "Offered a flyer"
    assert first.findings[0].code == "student.referral"


def test_overdue_and_a_visit_of_yesterday(counter: Counter, clock: FixedClock) -> None:
    counter.desk.admit(arrive(counter))
    clock.set(clock.now() + timedelta(minutes=60))
    row = counter.desk.inside()[0]
    assert (row.minutes_here, row.overdue_minutes, row.since_another_day) == (60, 12, False)
    clock.set(clock.now() + timedelta(days=1))
    assert counter.desk.inside()[0].since_another_day


def test_a_clock_set_back_makes_no_visit_negative(counter: Counter, clock: FixedClock) -> None:
    visit = counter.desk.admit(arrive(counter))
    clock.set(clock.now() - timedelta(hours=1))
    row = counter.desk.inside()[0]
    assert (row.minutes_here, row.overdue_minutes) == (0, 0)
    assert counter.desk.check_out(visit.visit_id).left_at == visit.arrived_at


def test_a_visit_ends_with_its_activity_also_when_the_clocks_change(
    counter: Counter, clock: FixedClock
) -> None:
    row = expected(counter, "Adaeze Okafor")
    card = counter.desk.card(
        Question(
            person=row.person_id,
            activity=row.activity_id,
            at=datetime(2026, 10, 29, 10, 45),  # noqa: DTZ001  the school's time
        )
    )
    assert card.ends_at is not None
    assert card.ends_at.utcoffset() == timedelta(hours=-5)  # daylight saving time still
    assert counter.desk.card(Question(person=row.person_id)).ends_at == datetime(
        2026, 11, 24, 11, 30, tzinfo=clock.now().tzinfo
    ) + timedelta(hours=6)


def test_the_header_knows_the_day(counter: Counter) -> None:
    now = counter.desk.now()
    assert now.school_open
    assert now.band is not None
    assert [row.activity_title for row in now.next][:2] == ["Reading tutors", "Stories at lunch"]


def test_whoever_is_inside_a_school_that_a_new_roster_left_out_is_still_known(
    counter: Counter, tmp_path: Path
) -> None:
    visit = counter.desk.admit(arrive(counter, "Diego Muñoz"))
    roster = shutil.copytree(paths.resources() / "sample", tmp_path / "next")
    for path in roster.glob("*.csv"):
        path.write_text(path.read_text("utf-8-sig").replace("CEDAR", "OAK"), "utf-8")
    manifest = json.loads((roster / "manifest.json").read_text("utf-8"))
    (roster / "manifest.json").write_text(json.dumps(manifest | {"sequence": 2}), "utf-8")
    counter.rosters.take_in(roster)
    assert counter.office.office().school is None
    with pytest.raises(DeskError, match="not on the current roster"):
        counter.desk.now()
    assert [row.visitor_name for row in counter.desk.inside()] == ["Diego Muñoz"]
    listed = counter.day.evacuation()
    assert (listed.school_name, len(listed.lines)) == ("CEDAR", 1)
    assert counter.desk.check_out(visit.visit_id).left_at is not None
    assert counter.desk.inside() == ()


def test_a_visit_that_was_undone_was_never_here(counter: Counter) -> None:
    admission = arrive(counter)
    visit = counter.desk.admit(admission)
    counter.desk.undo(visit.visit_id)
    card = counter.desk.card(admission.question)
    assert (card.last_here, card.left_today_at, card.open_visit_id) == (None, None, "")
    again = counter.desk.admit(Admission(new_id(), admission.question))
    counter.desk.check_out(again.visit_id)
    assert counter.desk.card(admission.question).last_here == again.arrived_at


def test_an_expected_visitor_is_next_for_a_quarter_of_an_hour_and_not_longer(
    counter: Counter, clock: FixedClock
) -> None:
    row = expected(counter, "Adaeze Okafor")
    begins = datetime.combine(clock.now().astimezone(counter.words.zone), row.start)
    for minutes, is_next in ((15, True), (16, False)):
        clock.set(begins.replace(tzinfo=counter.words.zone) + timedelta(minutes=minutes))
        titles = [one.activity_title for one in counter.desk.now().next]
        assert (row.activity_title in titles) is is_next, minutes
