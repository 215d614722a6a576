"""Out again: by click, by keys, by name, by the badge; and taking back what was just done."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from cpdesk.ids import new_id
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.ui.desk.answer.actions import DeskAction
from cpdesk.ui.desk.inside import time_of
from cpdesk.ui.input.keys import EVACUATION_KEY
from cpdesk.ui.widgets.page.just_shown import PAUSE
from tests.ui.desk.at_desk import DEL, ENTER, ESC, F6, AtDesk


def test_check_out_by_click(at: AtDesk) -> None:
    at.admit("okaf")
    at.click_check_out("Adaeze Okafor")
    at.heard("Adaeze Okafor checked out.")
    at.settled()
    at.until(lambda: at.inside == ())


def test_check_out_with_f6_and_enter(at: AtDesk) -> None:
    at.admit("okaf")
    at.press(F6)
    assert at.page.aside.inside.list.hasFocus()
    at.press(ENTER)
    at.heard("checked out.")
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


def mark_inside(at: AtDesk, text: str) -> None:
    """Searches, and marks whom it finds in the building."""
    at.search(text)
    line = next(line for line in at.page.results.rows if line.kind == "inside")
    while at.page.results.current is not line:
        at.press(Qt.Key.Key_Down)


def test_check_out_by_typing_the_name(at: AtDesk) -> None:
    at.admit("okaf")
    mark_inside(at, "adaeze")
    at.press(ENTER)
    card = at.card()
    assert (card.visitor_name, card.open_visit_id) == ("Adaeze Okafor", at.inside[0].visit_id)
    first = at.page.card.row.actions_shown[0]
    assert (first.id, first.label, first.key) == (DeskAction.CHECK_OUT, "Check out", "Enter")
    assert at.said == "" or "checked out" not in at.said
    at.press(ENTER)
    at.heard("Adaeze Okafor checked out.")
    at.settled()
    at.until(lambda: at.inside == ())


def test_a_second_press_of_enter_checks_nobody_out_unread(at: AtDesk) -> None:
    at.admit("okaf")
    mark_inside(at, "adaeze")
    at.press(ENTER)
    at.opened()
    at.press(ENTER)
    at.clock.set(at.clock.now() + PAUSE - timedelta(microseconds=1))
    at.press(ENTER)
    assert at.page.arrival.ready
    assert len(at.services.desk.inside()) == 1
    at.clock.set(at.clock.now() + timedelta(microseconds=1))
    at.press(ENTER)
    at.heard("Adaeze Okafor checked out.")


def test_a_scan_acts_at_once_over_a_card_that_nobody_has_read(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.search("peterson")
    at.press(ENTER)
    at.opened()
    at.scan(at.services.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor checked out.")


def test_the_list_says_who_is_in_and_leaves_what_enter_does_to_the_card(at: AtDesk) -> None:
    at.admit("okaf")
    at.search("adaeze")
    (line,) = [line for line in at.page.results.rows if line.kind == "inside"]
    assert line.pill == "Here"
    assert "Check out" not in line.spoken


def test_enter_checks_no_namesake_out(at: AtDesk) -> None:
    """Of two people found the first may be the one in the building."""
    at.admit("okaf")
    at.services.visitors.register_guest("Adaeze Lindgren", "Piano tuner")
    at.search("ada")
    at.press(ENTER)
    assert at.card().visitor_name == "Adaeze Okafor"
    assert [row.visitor_name for row in at.services.desk.inside()] == ["Adaeze Okafor"]
    at.press(ESC)
    assert [row.visitor_name for row in at.services.desk.inside()] == ["Adaeze Okafor"]


def test_a_guest_in_the_building_has_a_card_too(at: AtDesk) -> None:
    guest = at.services.visitors.register_guest("Ines Okonjo-Berg", "Piano tuner")
    question = Question(guest=guest, host="Ms. Vang", reason="Tunes the piano")
    visit = at.services.desk.admit(Admission(new_id(), question)).visit_id
    at.search("ines")
    at.press(ENTER)
    assert at.card().open_visit_id == visit
    at.press(ENTER)
    at.heard("Ines Okonjo-Berg checked out.")


# -- a visit that was left open on an earlier day --------------------------------------------------


def left_open(at: AtDesk) -> str:
    """Somebody came in and was not checked out; it is the Tuesday after."""
    visit = at.admit("okaf")
    at.clock.set(at.clock.now() + timedelta(days=7))
    at.page.refresh()
    at.until(lambda: at.inside[0].since_another_day)
    return visit


def test_who_comes_again_after_an_open_visit_is_checked_in(at: AtDesk) -> None:
    before = left_open(at)
    card = at.take("okaf")
    assert card.open_visit_id == ""
    assert "not checked out on Tue, Nov 24" in at.page.card.line.text()
    assert at.page.card.row.actions_shown[0].id is DeskAction.ADMIT
    assert DeskAction.CHECK_OUT not in [one.id for one in at.page.card.row.actions_shown]
    at.press(ENTER)
    at.heard("checked in.")
    at.until(lambda: [row.since_another_day for row in at.inside] == [False])
    assert at.said.startswith("Adaeze Okafor checked in. Badge sent")
    assert at.said.endswith("was not checked out on Tue, Nov 24. That visit is closed.")
    assert at.inside[0].visit_id != before
    assert at.services.desk.visit(before).not_checked_out


def test_the_list_says_the_same_of_a_visit_of_an_earlier_day(at: AtDesk) -> None:
    left_open(at)
    at.click_check_out("Adaeze Okafor")
    at.heard("Adaeze Okafor was not checked out on Tue, Nov 24. That visit is closed.")
    assert "Okafor checked out" not in at.said
    at.until(lambda: at.inside == ())
    at.undo()
    at.heard("Adaeze Okafor’s earlier visit is open again.")
    assert "not checked out" not in at.said
    at.until(lambda: len(at.inside) == 1)


def test_a_badge_of_an_earlier_day_opens_todays_card(at: AtDesk) -> None:
    before = left_open(at)
    at.scan(at.services.desk.visit(before).badge_code)
    at.heard("Adaeze Okafor was not checked out on Tue, Nov 24. That visit is closed.")
    assert at.card().open_visit_id == ""
    at.until(lambda: at.inside == ())
    at.undo()
    at.heard("Adaeze Okafor’s earlier visit is open again.")
    at.until(lambda: [row.visit_id for row in at.inside] == [before])


def test_a_badge_of_an_earlier_day_leaves_an_open_card_in_hand(at: AtDesk) -> None:
    before = left_open(at)
    at.take("peterson")
    at.scan(at.services.desk.visit(before).badge_code)
    at.heard("was not checked out on Tue, Nov 24")
    assert at.card().visitor_name == "Jonas Peterson"


def test_an_old_badge_does_not_end_todays_visit(at: AtDesk) -> None:
    before = left_open(at)
    yes = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    question = Question(person="LSL-1", partner="LSL")
    today = at.services.desk.admit(Admission(new_id(), question, "Known", yes)).visit_id
    at.scan(at.services.desk.visit(before).badge_code)
    at.heard("was not checked out that day")
    assert [row.visit_id for row in at.services.desk.inside()] == [today]


# -- badges ----------------------------------------------------------------------------------------


def test_check_out_by_scanning_the_badge(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.scan(at.services.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor checked out.")
    at.settled()
    at.until(lambda: at.inside == ())


def test_a_badge_scanned_over_an_open_card_leaves_the_card(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.take("peterson")
    at.scan(at.services.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor checked out.")
    assert at.card().visitor_name == "Jonas Peterson"
    assert at.page.field.text == ""
    at.press(ENTER)
    assert at.page.card.form is not None  # Enter is the card's again


def test_a_badge_scanned_into_another_field_leaves_no_trace_there(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.take("peterson")
    at.press(ENTER)
    at.type("Arrived ear")
    at.scan(at.services.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor checked out.")
    form = at.page.card.form
    assert form is not None
    assert form.fields[0].said == "Arrived ear"


def test_a_badge_scanned_while_a_button_has_the_focus(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.page.aside.inside.evacuation.setFocus()
    at.scan(at.services.desk.visit(visit).badge_code)
    at.heard("Adaeze Okafor checked out.")


def test_an_unknown_badge_is_told_and_nothing_happens(at: AtDesk) -> None:
    at.scan("CPD:000000000000")
    at.heard("This code is not from a badge printed at this front desk.")
    at.settled()


def test_who_is_inside_already_is_offered_the_way_out(at: AtDesk) -> None:
    at.admit("okaf")
    at.page.arrival.take(Question(person="LSL-1", partner="LSL"))
    at.page.field.enter_decides = True
    card = at.card()
    assert card.open_visit_id
    acts = [action.id for action in at.page.card.row.actions_shown]
    assert acts == [DeskAction.CHECK_OUT, DeskAction.BADGE_AGAIN, DeskAction.CLEAR]
    at.press(ENTER)
    at.heard("Adaeze Okafor checked out.")
    at.settled()


def test_undo_takes_an_admission_back_and_opens_the_card_again(at: AtDesk) -> None:
    at.admit("okaf")
    at.undo()
    at.heard("Adaeze Okafor’s check-in was undone.")
    at.until(lambda: at.inside == ())
    assert at.card().visitor_name == "Adaeze Okafor"
    at.press(ENTER)
    at.heard("checked in.")
    at.until(lambda: len(at.inside) == 1)


def test_undo_takes_a_check_out_back(at: AtDesk) -> None:
    at.admit("okaf")
    at.click_check_out("Adaeze Okafor")
    at.heard("checked out.")
    at.undo()
    at.heard("Adaeze Okafor’s check-out was undone.")
    at.until(lambda: len(at.inside) == 1)


def test_undo_in_the_field_is_of_what_was_typed_there_first(at: AtDesk) -> None:
    at.admit("okaf")
    at.type("ami")
    at.undo()
    assert at.page.field.text == ""
    assert len(at.services.desk.inside()) == 1
    at.undo()  # nothing is typed any more
    at.heard("Adaeze Okafor’s check-in was undone.")


def test_what_is_typed_stays_when_something_else_is_undone(at: AtDesk) -> None:
    at.admit("okaf")
    at.type("ami")
    at.page.at_counter.notice.action.click()
    at.heard("Adaeze Okafor’s check-in was undone.")
    assert at.page.field.text == "ami"


def test_what_is_typed_stays_when_somebody_leaves(at: AtDesk) -> None:
    at.admit("okaf")
    at.type("ami")
    at.click_check_out("Adaeze Okafor")
    at.heard("Adaeze Okafor checked out.")
    assert at.page.field.text == "ami"


def test_what_is_typed_while_a_visitor_is_let_in_stays(at: AtDesk) -> None:
    at.take("okaf")
    at.press(ENTER)
    at.type("ami")
    at.heard("Adaeze Okafor checked in.")
    assert at.page.field.text == "ami"


def test_undo_takes_a_turning_away_back(at: AtDesk) -> None:
    at.take("warsame")
    at.press(DEL)
    at.press(ENTER)
    at.heard("was turned away.")
    at.undo()
    at.heard("Faduma Warsame is no longer recorded as turned away.")
    assert at.card().visitor_name == "Faduma Warsame"


def test_undo_after_ten_seconds_is_told_to_check_out(at: AtDesk) -> None:
    at.admit("okaf")
    at.clock.set(at.clock.now() + timedelta(seconds=11))
    at.undo()
    at.heard("was checked in more than ten seconds ago")
    assert len(at.inside) == 1


def test_overdue_and_since_yesterday_are_marked(at: AtDesk) -> None:
    at.admit("okaf")
    at.clock.set(at.clock.now() + timedelta(hours=1))
    at.page.refresh()
    at.until(lambda: at.inside[0].overdue_minutes == 12)
    assert time_of(at.inside[0], at.services.words) == ("12 min over", True)
    at.clock.set(at.clock.now() + timedelta(days=1))
    at.page.refresh()
    at.until(lambda: at.inside[0].since_another_day)
    assert time_of(at.inside[0], at.services.words) == ("since Tue", True)


def test_the_button_asks_for_the_evacuation_list(at: AtDesk) -> None:
    at.page.aside.inside.evacuation.click()
    assert at.window.evacuations == 1
    assert at.page.aside.inside.evacuation.key == EVACUATION_KEY


def test_undo_still_works_while_the_next_visitor_stands_there(at: AtDesk) -> None:
    at.admit("okaf")
    at.take("peterson")
    at.undo()
    at.heard("Adaeze Okafor’s check-in was undone.")
    at.until(lambda: at.inside == ())
    assert at.card().visitor_name == "Jonas Peterson"
