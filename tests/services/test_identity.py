"""A name finds whoever was registered here, in whatever order its words are said."""

from __future__ import annotations

import pytest

from cpdesk.records.desk import Question
from cpdesk.services.services import Services


@pytest.mark.parametrize(
    "name", ["Zora Lie", "Zora Ana Maria Berg Lie", "Zora Ana Maria Berg Lie Moe"]
)
def test_the_order_of_the_words_does_not_matter(services: Services, name: str) -> None:
    """Also of a name with more words than are looked for in every order."""
    partner = services.desk.expected()[0].partner_id
    given, _, family = name.rpartition(" ")
    person = services.visitors.register_person(partner, given, family)
    for said in (name, " ".join(reversed(name.split())), name.upper()):
        assert services.desk.card(Question(person=said)).visitor_key == f"person:{person}"


@pytest.mark.parametrize("said", ["Zora Ana", "Zora Ana Lie Lie", "Zora Lie Ana Berg"])
def test_a_word_too_few_or_too_many_is_somebody_else(services: Services, said: str) -> None:
    partner = services.desk.expected()[0].partner_id
    services.visitors.register_person(partner, "Zora Ana", "Lie")
    assert services.desk.card(Question(person=said)).visitor_key == ""


def test_a_guest_is_found_by_the_whole_name_the_last_of_several(services: Services) -> None:
    services.visitors.register_guest("Ines Berg")
    last = services.visitors.register_guest("Ines Bérg")
    services.visitors.register_guest("Ines Bergen")
    assert services.desk.card(Question(guest="ines berg")).visitor_key == f"guest:{last}"
    assert services.desk.card(Question(guest="Ines Ber")).visitor_key == ""
