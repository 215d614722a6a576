"""Whom the desk wrote down is found with the next key, and the earlier ones are not read again."""

from __future__ import annotations

from datetime import timedelta

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.services.counter import Counter
from tests.services.every_statement import Ran, written_down

YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")


def titles(counter: Counter, typed: str) -> list[str]:
    return [hit.title for hit in counter.search.find(typed) if hit.kind == "guest"]


def readers(ran: Ran) -> set[str]:
    return {place.function for places in ran.places.values() for place in places}


def test_a_new_guest_is_found_and_nobody_is_read_again(counter: Counter) -> None:
    counter.visitors.register_guest("Zenobia Ast")
    with written_down(first := Ran()):
        assert titles(counter, "zenobia") == ["Zenobia Ast"]
    counter.visitors.register_guest("Zenobia Aarn")
    with written_down(then := Ran()):
        assert titles(counter, "zenobia") == ["Zenobia Aarn", "Zenobia Ast"]
    with written_down(again := Ran()):
        assert titles(counter, "zenob") == ["Zenobia Aarn", "Zenobia Ast"]
    assert "_read" in readers(first)
    assert "_read" not in readers(then) | readers(again)


def test_a_guest_of_the_same_name_stands_before_the_earlier_one(counter: Counter) -> None:
    earlier = counter.visitors.register_guest("Zenobia Ast")
    counter.search.find("zenobia")
    later = counter.visitors.register_guest("Zenobia Ast")
    found = [hit.key for hit in counter.search.find("zenobia") if hit.kind == "guest"]
    assert found == [later, earlier]


def test_a_slip_finds_the_one_who_was_just_written_down(counter: Counter) -> None:
    counter.search.find("zenobia")
    counter.visitors.register_guest("Zenobia Ast")
    assert titles(counter, "zenobai") == ["Zenobia Ast"]


def test_whoever_was_let_in_once_stands_as_that_and_once_only(counter: Counter) -> None:
    partner = counter.desk.expected()[0].partner_id
    person = counter.visitors.register_person(partner, "Zora", "Lindgren-Ito")
    counter.search.find("zora")
    question = Question(person=person, partner=partner, purpose=Purpose.OTHER)
    visit = counter.desk.admit(Admission(new_id(), question, relayed=YES))
    assert [hit.kind for hit in counter.search.find("zora")] == ["inside"]
    counter.desk.check_out(visit.visit_id)
    assert [hit.kind for hit in counter.search.find("zora")] == ["person"]


def test_another_day_reads_nobody_again(counter: Counter) -> None:
    counter.visitors.register_guest("Zenobia Ast")
    counter.search.find("zenobia")
    assert isinstance(counter.clock, FixedClock)
    counter.clock.set(counter.clock.now() + timedelta(days=1))
    with written_down(ran := Ran()):
        assert titles(counter, "zenobia") == ["Zenobia Ast"]
    assert "_read" not in readers(ran)
