"""Out again: by click, by keys, by name, by the badge; and taking back what was just done."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from cpdesk.records.desk import Question
from cpdesk.ui.desk.actions import Act
from cpdesk.ui.desk.inside import time_of
from cpdesk.ui.keys import EVACUATION_KEY
from tests.ui.desk.at_desk import DEL, ENTER, ESC, F6, AtDesk


def test_check_out_by_click(at: AtDesk) -> None:
    at.admit("okaf")
    at.click_check_out("Adaeze Okafor")
    at.heard("Adaeze Okafor is checked out.")
    at.settled()
    at.until(lambda: at.inside == ())


def test_check_out_with_f6_and_enter(at: AtDesk) -> None:
    at.admit("okaf")
    at.press(F6)
    assert at.page.aside.inside.list.hasFocus()
    at.press(ENTER)
    at.heard("is checked out.")
    at.settled()


def test_esc_and_typing_leave_the_list_of_those_inside(at: AtDesk) -> None:
    at.admit("okaf")
    at.press(F6)
    at.press(ESC)
    assert at.page.field.line.hasFocus()
    at.press(F6)
    at.type("lund")
    assert at.page.field.text == "lund"
    assert at.page.field.line.hasFocus()


def test_check_out_by_typing_the_name(at: AtDesk) -> None:
    at.admit("okaf")
    at.search("adaeze")
    line = next(line for line in at.page.results.lines if line.kind == "inside")
    assert line.pill == "Check out"
    while at.page.results.current is not line:
        at.press(Qt.Key.Key_Down)
    at.press(ENTER)
    at.heard("Adaeze Okafor is checked out.")
    at.settled()


def test_check_out_by_scanning_the_badge(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.scan(at.counter.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor is checked out.")
    at.settled()
    at.until(lambda: at.inside == ())


def test_a_badge_scanned_over_an_open_card_leaves_the_card(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.take("peterson")
    at.scan(at.counter.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor is checked out.")
    assert at.card().visitor_name == "Jonas Peterson"
    assert at.page.field.text == ""
    at.press(ENTER)
    assert at.page.card.form is not None  # Enter is the card's again


def test_a_badge_scanned_into_another_field_leaves_no_trace_there(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.take("peterson")
    at.press(ENTER)
    at.type("Came ear")
    at.scan(at.counter.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor is checked out.")
    form = at.page.card.form
    assert form is not None
    assert form.fields[0].said == "Came ear"


def test_a_badge_scanned_while_a_button_has_the_focus(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.page.aside.inside.evacuation.setFocus()
    at.scan(at.counter.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor is checked out.")


def test_an_unknown_badge_is_told_and_nothing_happens(at: AtDesk) -> None:
    at.scan("CPD:000000000000")
    at.heard("This code is not from one of this desk's badges.")
    at.settled()


def test_who_is_inside_already_is_offered_the_way_out(at: AtDesk) -> None:
    at.admit("okaf")
    at.page.arrival.take(Question(person="LSL-1", partner="LSL"))
    at.page.field.deciding = True
    card = at.card()
    assert card.open_visit_id
    acts = [action.act for action in at.page.card.row.actions_shown]
    assert acts == [Act.CHECK_OUT, Act.BADGE_AGAIN, Act.CLEAR]
    at.press(ENTER)
    at.heard("Adaeze Okafor is checked out.")
    at.settled()


def test_undo_takes_an_admission_back_and_opens_the_card_again(at: AtDesk) -> None:
    at.admit("okaf")
    at.undo()
    at.heard("Taken back: Adaeze Okafor.")
    at.until(lambda: at.inside == ())
    assert at.card().visitor_name == "Adaeze Okafor"
    at.press(ENTER)
    at.heard("is in.")
    at.until(lambda: len(at.inside) == 1)


def test_undo_takes_a_check_out_back(at: AtDesk) -> None:
    at.admit("okaf")
    at.click_check_out("Adaeze Okafor")
    at.heard("is checked out.")
    at.undo()
    at.heard("Taken back")
    at.until(lambda: len(at.inside) == 1)


def test_undo_takes_a_turning_away_back(at: AtDesk) -> None:
    at.take("warsame")
    at.press(DEL)
    at.press(ENTER)
    at.heard("was turned away.")
    at.undo()
    at.heard("Taken back")
    assert at.card().visitor_name == "Faduma Warsame"


def test_undo_after_ten_seconds_is_told_to_check_out(at: AtDesk) -> None:
    at.admit("okaf")
    at.clock.set(at.clock.now() + timedelta(seconds=11))
    at.undo()
    at.heard("More than ten seconds have passed")
    assert len(at.inside) == 1


def test_overdue_and_since_yesterday_are_marked(at: AtDesk) -> None:
    at.admit("okaf")
    at.clock.set(at.clock.now() + timedelta(hours=1))
    at.page.refresh()
    at.until(lambda: at.inside[0].overdue_minutes == 12)
    assert time_of(at.inside[0], at.counter.words) == ("12 min over", True)
    at.clock.set(at.clock.now() + timedelta(days=1))
    at.page.refresh()
    at.until(lambda: at.inside[0].since_another_day)
    assert time_of(at.inside[0], at.counter.words) == ("since Tue", True)


def test_the_button_asks_for_the_evacuation_list(at: AtDesk) -> None:
    at.page.aside.inside.evacuation.click()
    assert at.papers.evacuations == 1
    assert at.page.aside.inside.evacuation.key == EVACUATION_KEY


def test_undo_still_works_while_the_next_visitor_stands_there(at: AtDesk) -> None:
    at.admit("okaf")
    at.take("peterson")
    at.undo()
    at.heard("Taken back: Adaeze Okafor.")
    at.until(lambda: at.inside == ())
    assert at.card().visitor_name == "Jonas Peterson"
