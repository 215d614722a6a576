"""What a visitor's clearance is worth: their own, their name's, and that of a registration."""

from __future__ import annotations

from datetime import date

import pytest

from cpdesk.policy.case import NamesakeFacts, PersonFacts
from cpdesk.policy.clearance import (
    Clearance,
    clearance,
    for_another,
    may_register,
    registered_here,
    valid_to,
)

TODAY, JUNE = date(2026, 11, 24), date(2027, 6, 30)
CLEARED = PersonFacts("Mona Okafi", True, "cleared", None)
UNKNOWN = PersonFacts("Mona Okafi", False, "unknown", None)
BAD_ELSEWHERE = NamesakeFacts("V1", "P2", "not_cleared")
BAD_HERE = NamesakeFacts("V2", "P1", "not_cleared")
GOOD_HERE = NamesakeFacts("V3", "P1", "cleared")
GOOD_ELSEWHERE = NamesakeFacts("V4", "P3", "cleared")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ((), Clearance.MISSING),
        ((BAD_ELSEWHERE,), Clearance.NAME_NOT_CLEARED),
        ((BAD_HERE,), Clearance.NAME_NOT_CLEARED),
        ((BAD_ELSEWHERE, GOOD_ELSEWHERE), Clearance.NAME_NOT_CLEARED),
        ((BAD_ELSEWHERE, GOOD_HERE), Clearance.MISSING),
        ((GOOD_ELSEWHERE,), Clearance.MISSING),
    ],
)
def test_a_name_that_is_not_cleared_speaks_unless_that_partner_lists_somebody_of_it(
    known: tuple[NamesakeFacts, ...], said: Clearance
) -> None:
    assert clearance(UNKNOWN, known, "P1", JUNE, TODAY) is said
    assert may_register(known, "P1") == (said is Clearance.MISSING)


def test_a_registration_is_as_bad_as_that_partners_list_has_the_name() -> None:
    known = (BAD_HERE, GOOD_HERE)
    assert clearance(UNKNOWN, known, "P1", JUNE, TODAY) is Clearance.MISSING
    registered = registered_here(UNKNOWN, known, "P1")
    assert clearance(registered, known, "P1", JUNE, TODAY) is Clearance.NOT_CLEARED
    assert not may_register(known, "P1")
    assert registered_here(UNKNOWN, (BAD_ELSEWHERE, GOOD_HERE), "P1") == UNKNOWN


def test_what_one_partner_attests_speaks_for_another_only_where_it_is_bad() -> None:
    assert for_another(CLEARED) == PersonFacts("Mona Okafi", False, "unknown", None)
    bad = for_another(PersonFacts("Mona Okafi", True, "not_cleared", None))
    assert clearance(bad, (), "P1", JUNE, TODAY) is Clearance.NOT_CLEARED


def test_a_clearance_without_an_end_holds_to_the_last_day_of_the_rosters_school_year() -> None:
    assert valid_to(CLEARED, JUNE) == JUNE
    assert clearance(CLEARED, (), "P1", JUNE, JUNE) is Clearance.CLEARED
    assert clearance(CLEARED, (), "P1", JUNE, date(2027, 7, 1)) is Clearance.LAPSED
    assert clearance(CLEARED, (), "P1", None, TODAY) is Clearance.MISSING
    assert clearance(None, (), "P1", JUNE, TODAY) is Clearance.MISSING
