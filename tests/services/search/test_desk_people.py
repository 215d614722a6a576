"""Whom the desk wrote down is found with the next key, and the earlier ones are not read again."""

from __future__ import annotations

from datetime import timedelta

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.services.services import Services
from tests.services.laws.every_statement import Ran, written_down

YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")


def titles(services: Services, typed: str) -> list[str]:
    return [hit.title for hit in services.search.find(typed) if hit.kind == "guest"]


def readers(ran: Ran) -> set[str]:
    return {place.function for places in ran.places.values() for place in places}


def test_a_new_guest_is_found_and_nobody_is_read_again(services: Services) -> None:
    services.visitors.register_guest("Zenobia Ast")
    with written_down(first := Ran()):
        assert titles(services, "zenobia") == ["Zenobia Ast"]
    services.visitors.register_guest("Zenobia Aarn")
    with written_down(then := Ran()):
        assert titles(services, "zenobia") == ["Zenobia Aarn", "Zenobia Ast"]
    with written_down(again := Ran()):
        assert titles(services, "zenob") == ["Zenobia Aarn", "Zenobia Ast"]
    assert "_read" in readers(first)
    assert "_read" not in readers(then) | readers(again)


def test_a_guest_of_the_same_name_stands_before_the_earlier_one(services: Services) -> None:
    earlier = services.visitors.register_guest("Zenobia Ast")
    services.search.find("zenobia")
    later = services.visitors.register_guest("Zenobia Ast")
    found = [hit.key for hit in services.search.find("zenobia") if hit.kind == "guest"]
    assert found == [later, earlier]


def test_a_slip_finds_the_one_who_was_just_written_down(services: Services) -> None:
    services.search.find("zenobia")
    services.visitors.register_guest("Zenobia Ast")
    assert titles(services, "zenobai") == ["Zenobia Ast"]


def test_whoever_was_let_in_once_stands_as_that_and_once_only(services: Services) -> None:
    partner = services.desk.expected()[0].partner_id
    person = services.visitors.register_person(partner, "Zora", "Lindgren-Ito")
    services.search.find("zora")
    question = Question(person=person, partner=partner, purpose=Purpose.OTHER)
    visit = services.desk.admit(Admission(new_id(), question, relayed=YES))
    assert [hit.kind for hit in services.search.find("zora")] == ["inside"]
    services.desk.check_out(visit.visit_id)
    assert [hit.kind for hit in services.search.find("zora")] == ["person"]


def test_another_day_reads_nobody_again(services: Services) -> None:
    services.visitors.register_guest("Zenobia Ast")
    services.search.find("zenobia")
    assert isinstance(services.clock, FixedClock)
    services.clock.set(services.clock.now() + timedelta(days=1))
    with written_down(ran := Ran()):
        assert titles(services, "zenobia") == ["Zenobia Ast"]
    assert "_read" not in readers(ran)
