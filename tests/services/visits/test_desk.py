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
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.desk import Admission, ExpectedRow, Question, RelayedYes, TurnAway
from cpdesk.services.services import Services

YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")


def expected(services: Services, name: str) -> ExpectedRow:
    """Where the person is expected next, seen from the morning's clock."""
    rows = [row for row in services.desk.expected() if row.person_name == name]
    return max(rows, key=lambda row: row.start)


def arrive(services: Services, name: str = "Adaeze Okafor") -> Admission:
    row = expected(services, name)
    question = Question(person=row.person_id, activity=row.activity_id)
    return Admission(new_id(), question)


def test_an_expected_visitor_is_admitted_with_every_reason(services: Services) -> None:
    visit = services.desk.admit(arrive(services))
    assert visit.outcome is Outcome.ADMIT
    assert visit.admitted_by == "rules"
    assert {f.code for f in visit.findings} >= {"contract.signed", "activity.scheduled"}
    assert all(f.outcome is Outcome.ADMIT for f in visit.findings)
    assert [row.visitor_name for row in services.desk.inside()] == ["Adaeze Okafor"]


def test_the_card_preselects_what_is_scheduled_now(services: Services) -> None:
    row = expected(services, "Adaeze Okafor")
    card = services.desk.card(Question(person=row.person_id))
    assert card.chosen.title == "Reading tutors"
    assert card.chosen is card.choices[0]
    assert card.decision.outcome is Outcome.ADMIT
    assert card.partner_name == "Lake Street Literacy"


def test_two_enters_are_one_visit(services: Services) -> None:
    admission = arrive(services)
    first, second = services.desk.admit(admission), services.desk.admit(admission)
    assert (first.visit_id, first.already) == (second.visit_id, False)
    assert second.already
    assert len(services.desk.inside()) == 1


def test_the_same_person_twice_is_told_since_when(services: Services) -> None:
    services.desk.admit(arrive(services))
    with pytest.raises(DeskError, match="has been in the building since"):
        services.desk.admit(arrive(services))


def test_a_refusal_is_never_admitted_not_even_relayed(services: Services) -> None:
    row = expected(services, "Adaeze Okafor")
    question = Question(purpose=Purpose.OBSERVATION, person=row.person_id)
    for relayed in (None, YES):
        with pytest.raises(DeskError, match=RULE_NAME["observation.not-allowed"]):
            services.desk.admit(Admission(new_id(), question, "because", relayed))
    assert services.desk.inside() == ()


def test_the_desk_lifts_only_what_it_may_and_with_a_reason(
    services: Services, clock: FixedClock
) -> None:
    early = arrive(services)
    clock.set(clock.now() - timedelta(hours=2))
    with pytest.raises(DeskError, match=RULE_NAME["activity.scheduled"]):
        services.desk.admit(early)
    visit = services.desk.admit(
        Admission(new_id(), early.question, lift_reason="Setting up the room")
    )
    assert (visit.admitted_by, visit.lift_reason) == ("desk", "Setting up the room")


def test_a_leaders_yes_needs_who_how_and_why(services: Services) -> None:
    row = expected(services, "Adaeze Okafor")
    question = Question(purpose=Purpose.TABLING, person=row.person_id)
    with pytest.raises(DeskError, match="school leader"):
        services.desk.admit(Admission(new_id(), question, lift_reason="the desk's own idea"))
    with pytest.raises(DeskError, match="This verbal approval is not complete"):
        services.desk.admit(Admission(new_id(), question, relayed=RelayedYes("P. L.", " ", "x")))
    visit = services.desk.admit(Admission(new_id(), question, relayed=YES))
    assert (visit.admitted_by, visit.relayed_who) == ("relayed", "Principal Lindqvist")


def test_somebody_new_is_confirmed_by_being_admitted(services: Services) -> None:
    row = expected(services, "Adaeze Okafor")
    person = services.visitors.register_person(row.partner_id, "Zora", "Lindgren-Ito")
    question = Question(person=person, activity=row.activity_id)
    card = services.desk.card(question)
    codes = {f.code for f in card.decision.troubles}
    assert card.new_here
    assert codes == {"visitor.known", "visitor.clearance"}
    visit = services.desk.admit(Admission(new_id(), question, relayed=YES))
    assert Condition.ESCORT in visit.conditions
    services.desk.check_out(visit.visit_id)
    again = services.desk.card(question)
    assert {f.code for f in again.decision.troubles} == {"visitor.clearance"}
    assert again.last_here == visit.arrived_at


def test_a_guest_needs_host_and_reason(services: Services) -> None:
    guest = services.visitors.register_guest("Ines Okonjo-Berg", "Piano tuner")
    with pytest.raises(DeskError, match=RULE_NAME["guest.no-partner"]):
        services.desk.admit(Admission(new_id(), Question(guest=guest)))
    visit = services.desk.admit(
        Admission(new_id(), Question(guest=guest, host="Ms. Vang", reason="Tunes the piano"))
    )
    assert (visit.partner_name, visit.place, visit.host) == ("", "", "Ms. Vang")


def test_undo_within_ten_seconds_and_not_after(services: Services, clock: FixedClock) -> None:
    visit = services.desk.admit(arrive(services))
    clock.set(clock.now() + timedelta(seconds=10))
    assert services.desk.undo(visit.visit_id).undone
    assert services.desk.inside() == ()
    later = services.desk.admit(arrive(services))
    clock.set(clock.now() + timedelta(seconds=11))
    with pytest.raises(DeskError, match="ten seconds"):
        services.desk.undo(later.visit_id)


def test_check_out_by_badge_tells_a_used_badge(services: Services) -> None:
    visit = services.desk.admit(arrive(services))
    assert services.desk.check_out_by_code(visit.badge_code.lower()).left_at is not None
    with pytest.raises(DeskError, match="already checked out at"):
        services.desk.check_out_by_code(visit.badge_code)
    with pytest.raises(DeskError, match="not from a badge printed at this front desk"):
        services.desk.check_out_by_code("CPD:NOBODY")


def test_a_check_out_can_be_taken_back(services: Services, clock: FixedClock) -> None:
    visit = services.desk.admit(arrive(services))
    services.desk.check_out(visit.visit_id)
    assert services.desk.undo_check_out(visit.visit_id).left_at is None
    assert len(services.desk.inside()) == 1


def test_turning_away_keeps_what_was_told_and_why(services: Services) -> None:
    row = expected(services, "Adaeze Okafor")
    question = Question(purpose=Purpose.REFERRAL, person=row.person_id)
    arrival = new_id()
    first = services.desk.turn_away(TurnAway(arrival, question, "Offered a flyer"))
    again = services.desk.turn_away(TurnAway(arrival, question, "Offered a flyer"))
    assert first.turned_away_id == again.turned_away_id
    assert first.told == "Offered a flyer"
    assert first.findings[0].code == "student.referral"


def test_overdue_and_a_visit_of_yesterday(services: Services, clock: FixedClock) -> None:
    services.desk.admit(arrive(services))
    clock.set(clock.now() + timedelta(minutes=60))
    row = services.desk.inside()[0]
    assert (row.minutes_here, row.overdue_minutes, row.since_another_day) == (60, 12, False)
    clock.set(clock.now() + timedelta(days=1))
    assert services.desk.inside()[0].since_another_day


def test_a_clock_set_back_makes_no_visit_negative(services: Services, clock: FixedClock) -> None:
    visit = services.desk.admit(arrive(services))
    clock.set(clock.now() - timedelta(hours=1))
    row = services.desk.inside()[0]
    assert (row.minutes_here, row.overdue_minutes) == (0, 0)
    assert services.desk.check_out(visit.visit_id).left_at == visit.arrived_at


def test_a_visit_ends_with_its_activity_also_when_the_clocks_change(
    services: Services, clock: FixedClock
) -> None:
    row = expected(services, "Adaeze Okafor")
    card = services.desk.card(
        Question(
            person=row.person_id,
            activity=row.activity_id,
            at=datetime(2026, 10, 29, 10, 45),  # noqa: DTZ001  the school's time
        )
    )
    assert card.ends_at is not None
    assert card.ends_at.utcoffset() == timedelta(hours=-5)  # daylight saving time still
    assert services.desk.card(Question(person=row.person_id)).ends_at == datetime(
        2026, 11, 24, 11, 30, tzinfo=clock.now().tzinfo
    ) + timedelta(hours=6)


def test_the_header_knows_the_day(services: Services) -> None:
    now = services.desk.now()
    assert now.school_open
    assert now.band is not None
    assert [row.activity_title for row in now.next][:2] == ["Reading tutors", "Stories at lunch"]


def test_whoever_is_inside_a_school_that_a_new_roster_left_out_is_still_known(
    services: Services, tmp_path: Path
) -> None:
    visit = services.desk.admit(arrive(services, "Diego Muñoz"))
    roster = shutil.copytree(paths.resources() / "sample", tmp_path / "next")
    for path in roster.glob("*.csv"):
        path.write_text(path.read_text("utf-8-sig").replace("CEDAR", "OAK"), "utf-8")
    manifest = json.loads((roster / "manifest.json").read_text("utf-8"))
    (roster / "manifest.json").write_text(json.dumps(manifest | {"sequence": 2}), "utf-8")
    services.rosters.take_in(roster)
    assert services.office.office().school is None
    with pytest.raises(DeskError, match="not on the current roster"):
        services.desk.now()
    assert [row.visitor_name for row in services.desk.inside()] == ["Diego Muñoz"]
    listed = services.day.evacuation()
    assert (listed.school_name, len(listed.lines)) == ("CEDAR", 1)
    assert services.desk.check_out(visit.visit_id).left_at is not None
    assert services.desk.inside() == ()


def test_a_visit_that_was_undone_was_never_here(services: Services) -> None:
    admission = arrive(services)
    visit = services.desk.admit(admission)
    services.desk.undo(visit.visit_id)
    card = services.desk.card(admission.question)
    assert (card.last_here, card.left_today_at, card.open_visit_id) == (None, None, "")
    again = services.desk.admit(Admission(new_id(), admission.question))
    services.desk.check_out(again.visit_id)
    assert services.desk.card(admission.question).last_here == again.arrived_at


def test_an_expected_visitor_is_next_for_a_quarter_of_an_hour_and_not_longer(
    services: Services, clock: FixedClock
) -> None:
    row = expected(services, "Adaeze Okafor")
    begins = datetime.combine(clock.now().astimezone(services.words.zone), row.start)
    for minutes, is_next in ((15, True), (16, False)):
        clock.set(begins.replace(tzinfo=services.words.zone) + timedelta(minutes=minutes))
        titles = [one.activity_title for one in services.desk.now().next]
        assert (row.activity_title in titles) is is_next, minutes
