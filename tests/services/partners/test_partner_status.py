"""What the rules say of a partner is one answer: on its page, in the directory, in the search."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cpdesk.clock import FixedClock
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.desk import Question
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services import staff
from tests.services.roster.next_roster import import_next

CHARGED = (
    ("programs.csv", "Reading tutors,,K,3,no", "Reading tutors,,K,3,yes"),
    ("programs.csv", "Family literacy nights,,K,5,no", "Family literacy nights,,K,5,yes"),
)


def told(services: Services, partner_id: str) -> set[Outcome | None]:
    """Each place that says what the rules say of a partner."""
    record = services.partners.partner(partner_id)
    row = next(r for r in services.partners.directory() if r.partner_id == partner_id)
    hits = [hit for hit in services.search.find(record.name, 400) if hit.key == partner_id]
    return {record.decision.outcome, row.outcome, *(hit.outcome for hit in hits)}


@pytest.mark.parametrize("days", [0, 7, 8, 30, 31])
def test_every_place_says_the_same_of_every_partner_however_old_the_roster_is(
    services: Services, clock: FixedClock, days: int
) -> None:
    clock.set(clock.now() + timedelta(days=days))
    rows = services.partners.directory()
    for row in rows:
        assert told(services, row.partner_id) == {row.outcome}
    best = {0: Outcome.ADMIT, 7: Outcome.ADMIT, 8: Outcome.ASK_DESK, 30: Outcome.ASK_DESK}
    assert min(row.outcome for row in rows) is best.get(days, Outcome.ASK_LEADER)


def test_new_terms_count_at_once(services: Services, clock: FixedClock, tmp_path: Path) -> None:
    clock.set(clock.now() + timedelta(days=8))
    assert told(services, "LSL") == {Outcome.ASK_DESK}
    memo = tmp_path / "memo.toml"
    memo.write_text('[[roster.fresh_days]]\nfrom = 2026-11-01\nvalue = 8\ncites = "memo"\n')
    staff.hire(services)
    staff.sit(services, Role.MANAGER)
    services.district_terms.import_file(memo, "Memo", date(2026, 11, 20))
    assert told(services, "LSL") == {Outcome.ADMIT}


@pytest.mark.parametrize(("charged", "outcome"), [(1, Outcome.ADMIT), (2, Outcome.REFUSE)])
def test_a_partner_is_stopped_where_families_pay_for_every_program_here(
    services: Services, tmp_path: Path, charged: int, outcome: Outcome
) -> None:
    import_next(services, tmp_path, swaps=CHARGED[:charged])
    question = Question(partner="LSL", person="LSL-1", purpose=Purpose.OTHER)
    assert services.desk.assess(question).outcome is outcome
    assert told(services, "LSL") == {outcome}


def test_a_clearance_without_an_end_is_good_to_june_30_in_every_list(
    services: Services, clock: FixedClock, tmp_path: Path
) -> None:
    import_next(services, tmp_path, "X-1,STR,Zelda,Brandt,cleared,")
    question = Question(person="X-1", purpose=Purpose.OTHER)
    for day, says in (((2027, 6, 30), Outcome.ADMIT), ((2027, 7, 1), Outcome.ASK_LEADER)):
        clock.set(datetime(*day, 10, 42, tzinfo=CHICAGO))
        card = services.desk.card(question)
        found = {f.code: f.outcome for f in card.decision.findings}
        assert found["visitor.clearance"] is says
        assert str(card.clearance_ends_on) == "2027-06-30"
