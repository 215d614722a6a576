"""A visit that nobody ended, when its visitor stands at the desk on another day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import visit as visits
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway, VisitRecord
from cpdesk.records.reports import ReportKind
from cpdesk.services.services import Services

YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
ADAEZE = Question(person="LSL-1", partner="LSL")
TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)


def admit(services: Services, question: Question = ADAEZE) -> VisitRecord:
    return services.desk.admit(Admission(new_id(), question, "Known to the office", YES))


@pytest.fixture
def tuesday(services: Services, clock: FixedClock) -> VisitRecord:
    """Somebody came in on Tuesday, nobody checked them out, and now it is Thursday."""
    came = admit(services)
    clock.set(clock.now() + timedelta(days=2))
    return came


def inside(services: Services) -> list[tuple[str, bool]]:
    return [(row.visit_id, row.since_another_day) for row in services.desk.inside()]


def missing(services: Services) -> list[object]:
    """The days of whom nobody checked out, as the report tells them."""
    made = services.reports.make(ReportKind.NEVER_CHECKED_OUT, TUESDAY, date(2026, 12, 31))
    return [row[0] for row in made.rows]


def stored(store: Store, visit_id: str) -> tuple[object, object]:
    with store.read() as tx:
        v = visits.c
        row = tx.execute(select(v.left_at, v.left_how).where(v.visit_id == visit_id)).one()
        return tuple(row)


def test_who_has_not_come_again_stays_on_every_list_as_of_an_earlier_day(
    services: Services, tuesday: VisitRecord
) -> None:
    assert inside(services) == [(tuesday.visit_id, True)]
    (line,) = services.day.evacuation().lines
    assert line.arrived_at == tuesday.arrived_at
    assert missing(services) == [TUESDAY]


def test_the_card_is_todays_and_says_what_was_left_open(
    services: Services, clock: FixedClock, tuesday: VisitRecord
) -> None:
    card = services.desk.card(ADAEZE)
    assert (card.open_visit_id, card.left_open_at) == ("", tuesday.arrived_at)
    assert card.last_here == tuesday.arrived_at
    assert inside(services) == [(tuesday.visit_id, True)]  # looking writes nothing
    today = admit(services)
    card = services.desk.card(ADAEZE)
    assert (card.open_visit_id, card.left_open_at) == (today.visit_id, None)


def test_until_midnight_it_is_a_visit_of_today(services: Services, clock: FixedClock) -> None:
    came = admit(services)
    clock.set(came.arrived_at.replace(hour=23, minute=59, second=59))
    assert services.desk.card(ADAEZE).open_visit_id == came.visit_id
    with pytest.raises(DeskError, match="has been in the building since"):
        admit(services)
    clock.set(clock.now() + timedelta(seconds=1))
    assert services.desk.card(ADAEZE).open_visit_id == ""
    assert not admit(services).already


def test_coming_again_closes_it_as_not_checked_out_and_opens_todays(
    services: Services, store_of_services: Store, clock: FixedClock, tuesday: VisitRecord
) -> None:
    today = admit(services)
    assert inside(services) == [(today.visit_id, False)]
    assert [line.arrived_at for line in services.day.evacuation().lines] == [today.arrived_at]
    before = services.desk.visit(tuesday.visit_id)
    assert (before.not_checked_out, before.left_at, before.undone) == (True, None, False)
    assert stored(store_of_services, tuesday.visit_id) == (clock.now(), "swept")
    assert missing(services) == [TUESDAY]
    counted = services.reports.make(ReportKind.VISITS_BY_PARTNER, TUESDAY, THURSDAY)
    assert counted.rows[0][1:5] == (2, 1, 0, 1)  # visits, people, minutes, not checked out


def test_the_same_arrival_twice_closes_nothing_more(
    services: Services, tuesday: VisitRecord
) -> None:
    admission = Admission(new_id(), ADAEZE, "Known to the office", YES)
    first = services.desk.admit(admission)
    second = services.desk.admit(admission)
    assert (first.visit_id, second.already) == (second.visit_id, True)
    assert inside(services) == [(first.visit_id, False)]


def test_what_is_refused_closes_nothing(services: Services, tuesday: VisitRecord) -> None:
    with pytest.raises(DeskError):
        services.desk.admit(Admission(new_id(), ADAEZE))  # nobody said yes
    assert inside(services) == [(tuesday.visit_id, True)]


def test_undo_makes_it_as_open_as_before(
    services: Services, clock: FixedClock, tuesday: VisitRecord
) -> None:
    today = admit(services)
    clock.set(clock.now() + timedelta(seconds=9))
    services.desk.undo(today.visit_id)
    assert inside(services) == [(tuesday.visit_id, True)]
    assert not services.desk.visit(tuesday.visit_id).not_checked_out
    services.desk.undo(today.visit_id)  # twice is once
    assert inside(services) == [(tuesday.visit_id, True)]


def test_undo_opens_no_visit_that_another_one_closed(
    services: Services, clock: FixedClock, tuesday: VisitRecord
) -> None:
    thursday = admit(services)
    services.desk.check_out(thursday.visit_id)
    clock.set(clock.now() + timedelta(minutes=5))
    services.desk.undo(admit(services).visit_id)
    assert inside(services) == []
    assert services.desk.visit(tuesday.visit_id).not_checked_out


def test_the_visit_that_was_let_in_says_which_one_it_closed(
    services: Services, clock: FixedClock, tuesday: VisitRecord
) -> None:
    today = admit(services)
    assert (today.closed, tuesday.closed) == (tuesday.arrived_at, None)
    services.desk.check_out(today.visit_id)
    clock.set(clock.now() + timedelta(minutes=5))
    assert admit(services).closed is None  # that of today was checked out


def test_checking_out_a_visit_of_an_earlier_day_makes_no_end_up(
    services: Services, clock: FixedClock, tuesday: VisitRecord
) -> None:
    closed = services.desk.check_out(tuesday.visit_id)
    assert (closed.not_checked_out, closed.left_at) == (True, None)
    assert inside(services) == []
    assert missing(services) == [TUESDAY]
    services.desk.undo_check_out(tuesday.visit_id)
    assert inside(services) == [(tuesday.visit_id, True)]
    left = tuesday.arrived_at + timedelta(minutes=45)  # somebody knows
    told = services.desk.check_out(tuesday.visit_id, at=left)
    assert (told.not_checked_out, told.left_at) == (False, left)
    assert missing(services) == []


def test_until_midnight_a_check_out_is_one(services: Services, clock: FixedClock) -> None:
    came = admit(services)
    clock.set(came.arrived_at.replace(hour=23, minute=59, second=59))
    left = services.desk.check_out(came.visit_id)
    assert (left.not_checked_out, left.left_at) == (False, clock.now())


def test_no_visit_is_open_again_once_its_visitor_came_again_and_left(
    services: Services, clock: FixedClock, tuesday: VisitRecord
) -> None:
    today = admit(services)
    services.desk.check_out(today.visit_id)
    with pytest.raises(DeskError, match="checked in again at"):
        services.desk.undo_check_out(tuesday.visit_id)
    assert inside(services) == []
    services.desk.undo_check_out(today.visit_id)  # nobody came in after that one
    assert inside(services) == [(today.visit_id, False)]


def test_an_admission_that_was_undone_is_no_coming_again(
    services: Services, tuesday: VisitRecord
) -> None:
    services.desk.check_out(tuesday.visit_id)
    services.desk.undo(admit(services).visit_id)
    services.desk.undo_check_out(tuesday.visit_id)
    assert inside(services) == [(tuesday.visit_id, True)]


def test_who_is_turned_away_is_not_in_the_building_since_tuesday(
    services: Services, tuesday: VisitRecord
) -> None:
    question = Question(purpose=Purpose.REFERRAL, person="LSL-1")
    sent = services.desk.turn_away(TurnAway(new_id(), question, "Come back another time"))
    assert sent.closed == tuesday.arrived_at
    assert inside(services) == []
    assert missing(services) == [TUESDAY]
    services.desk.undo_turn_away(sent.turned_away_id)
    assert inside(services) == [(tuesday.visit_id, True)]


def test_turning_somebody_away_who_came_in_today_leaves_them_inside(services: Services) -> None:
    came = admit(services)
    question = Question(purpose=Purpose.REFERRAL, person="LSL-1")
    services.desk.turn_away(TurnAway(new_id(), question, "Come back another time"))
    assert inside(services) == [(came.visit_id, False)]


def test_a_question_about_another_day_closes_nothing_of_today(services: Services) -> None:
    came = admit(services)
    tomorrow = came.arrived_at + timedelta(days=1)
    later = Question(person="LSL-1", partner="LSL", at=tomorrow)
    with pytest.raises(DeskError, match="has been in the building since"):
        admit(services, later)
    assert inside(services) == [(came.visit_id, False)]


# -- badges ----------------------------------------------------------------------------------------


def test_the_badge_of_an_earlier_day_closes_its_visit_as_not_checked_out(
    services: Services, clock: FixedClock, tuesday: VisitRecord
) -> None:
    closed = services.desk.check_out_by_code(tuesday.badge_code)
    assert (closed.visit_id, closed.not_checked_out) == (tuesday.visit_id, True)
    assert closed.left_at is None
    assert inside(services) == []
    assert missing(services) == [TUESDAY]
    clock.set(clock.now() + timedelta(seconds=10))
    services.desk.undo_check_out(tuesday.visit_id)
    assert inside(services) == [(tuesday.visit_id, True)]


def test_a_badge_ends_its_own_visit_and_no_other(services: Services, tuesday: VisitRecord) -> None:
    today = admit(services)
    with pytest.raises(DeskError, match="was not checked out that day"):
        services.desk.check_out_by_code(tuesday.badge_code)
    assert inside(services) == [(today.visit_id, False)]
    left = services.desk.check_out_by_code(today.badge_code)
    assert (left.visit_id, left.not_checked_out) == (today.visit_id, False)
    assert left.left_at is not None
    assert missing(services) == [TUESDAY]


def test_closing_by_badge_is_not_undone_once_the_visitor_is_in(
    services: Services, tuesday: VisitRecord
) -> None:
    services.desk.check_out_by_code(tuesday.badge_code)
    today = admit(services)
    with pytest.raises(DeskError, match="has been in the building since"):
        services.desk.undo_check_out(tuesday.visit_id)
    assert inside(services) == [(today.visit_id, False)]


# -- the search ------------------------------------------------------------------------------------


def test_the_search_tells_since_when(
    services: Services, clock: FixedClock, tuesday: VisitRecord
) -> None:
    (hit,) = services.search.find("adaeze")
    assert (hit.kind, hit.key, hit.visitor_key) == ("inside", tuesday.visit_id, "person:LSL-1")
    assert hit.since == tuesday.arrived_at
    today = admit(services)
    (hit,) = services.search.find("adaeze")
    assert (hit.kind, hit.key, hit.since) == ("inside", today.visit_id, None)


def test_who_is_expected_today_is_found_so_though_tuesday_was_left_open(
    services: Services, clock: FixedClock
) -> None:
    admit(services)
    clock.set(clock.now() + timedelta(days=7))  # the next Tuesday; on Thursday there is no school
    assert [hit.kind for hit in services.search.find("adaeze")] == ["expected"]
