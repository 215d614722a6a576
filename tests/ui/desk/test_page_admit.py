"""From the empty field to a badge: the known visitor, the reason, the leader's yes."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.records.desk import RelayedYes
from cpdesk.ui.desk.answer.actions import DeskAction
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.page.just_shown import PAUSE
from tests.ui.desk.at_desk import DEL, DOWN, ENTER, ESC, RIGHT, AtDesk


def test_nothing_is_listed_before_typing_but_todays_expected_visits(at: AtDesk) -> None:
    assert at.headings[0] == "Expected today"
    assert "Adaeze Okafor" in at.titles
    assert {line.kind for line in at.page.results.rows} == {"heading", "expected"}
    assert at.page.results.current is None  # Enter on an empty field takes nobody
    at.press(ENTER)
    assert at.page.arrival.draft is None


def test_a_known_visitor_gets_a_badge_with_six_keys(at: AtDesk) -> None:
    at.search("okaf")
    assert at.titles[0] == "Adaeze Okafor"
    at.press(ENTER)
    assert at.card().decision.outcome is Outcome.ADMIT
    at.press(ENTER)
    at.heard("Adaeze Okafor checked in. Badge sent to Front desk labels.")
    assert at.keys <= 4 + 2
    at.settled()
    at.until(lambda: [r.visitor_name for r in at.inside] == ["Adaeze Okafor"])
    assert at.papers.badges == [at.inside[0].visit_id]
    visit = at.services.desk.visit(at.inside[0].visit_id)
    assert (visit.activity_title, visit.place) == ("Reading tutors", "Room 114")


def test_enter_before_the_list_answers_takes_what_the_text_finds(at: AtDesk) -> None:
    at.type("okaf")
    at.press(ENTER)
    assert at.card().visitor_name == "Adaeze Okafor"


def test_two_enters_make_one_visit(at: AtDesk) -> None:
    at.take("okaf")
    at.press(ENTER)
    at.press(ENTER)
    at.heard("checked in.")
    at.press(ENTER)
    at.settled()
    at.until(lambda: len(at.inside) == 1)
    assert len(at.services.desk.last_visits(10)) == 1
    assert len(at.papers.badges) == 1


def test_a_second_press_of_enter_decides_nothing_that_nobody_has_read(at: AtDesk) -> None:
    at.search("okaf")
    at.press(ENTER)
    at.opened()
    at.press(ENTER)
    at.clock.set(at.clock.now() + PAUSE - timedelta(microseconds=1))
    at.press(ENTER)
    at.click(DeskAction.ADMIT)  # nor does a click
    assert at.page.arrival.ready
    assert at.services.desk.inside() == ()
    at.clock.set(at.clock.now() + timedelta(microseconds=1))
    at.press(ENTER)
    at.heard("Adaeze Okafor checked in.")


def test_a_card_that_has_just_come_up_opens_a_form_and_goes_away_at_once(at: AtDesk) -> None:
    at.search("peterson")
    at.press(ENTER)
    at.opened()
    at.press(ENTER)
    assert at.page.card.form is not None
    at.press(ESC)
    at.press(ESC)
    assert at.page.arrival.draft is None


def test_an_answer_that_changes_what_enter_does_is_read_first(at: AtDesk) -> None:
    card = at.take("okaf")
    labels = at.page.card.chips.labels
    asks = labels.index("Meet a student") + 1
    at.type(str(asks))
    at.until(lambda: at.opened().question.purpose is Purpose.STUDENT_MEETING)
    assert at.page.card.row.first() is not DeskAction.ADMIT
    at.page.focus_field()
    at.type("1")
    at.until(lambda: at.opened().chosen == card.chosen)
    at.press(ENTER)
    assert at.page.arrival.ready
    at.look()
    at.press(ENTER)
    at.heard("checked in.")


def test_the_same_answer_once_more_is_not_waited_for(at: AtDesk) -> None:
    card = at.take("okaf")
    at.page.arrival.opened.emit(card)
    at.press(ENTER)
    at.heard("checked in.")


def test_the_scheduled_purpose_is_chosen_and_digits_and_arrows_choose_others(at: AtDesk) -> None:
    card = at.take("okaf")
    assert card.chosen.title == "Reading tutors"
    labels = at.page.card.chips.labels
    assert labels[0] == "Reading tutors · 10:45–11:30 am · Room 114"
    staff = labels.index("Staff meeting") + 1
    at.press(RIGHT)
    at.until(lambda: at.page.arrival.card is not None and at.card().chosen != card.chosen)
    at.page.focus_field()
    at.type(str(staff))
    at.until(lambda: at.card().question.purpose is Purpose.STAFF_MEETING)


def test_what_asks_the_desk_is_admitted_with_a_reason(at: AtDesk) -> None:
    card = at.take("peterson")
    assert card.decision.outcome is Outcome.ASK_DESK
    assert at.page.card.verdict.word.text() == "You decide"
    at.press(ENTER)  # opens the reason
    at.press(ENTER)  # without one nothing happens
    form = at.page.card.form
    assert form is not None
    assert not form.missing.isHidden()
    at.type("Arrived early")
    at.press(ENTER)
    at.heard("Jonas Peterson checked in.")
    at.settled()
    at.until(lambda: len(at.inside) == 1)
    visit = at.services.desk.visit(at.inside[0].visit_id)
    assert (visit.admitted_by, visit.lift_reason) == ("desk", "Arrived early")


def test_a_common_reason_is_picked_by_a_click(at: AtDesk) -> None:
    at.take("peterson")
    at.click(DeskAction.LIFT)
    form = at.page.card.form
    assert form is not None
    picks = [c for c in form.fields[0].picks() if c.text() == "Photo ID checked"]
    picks[0].click()
    assert form.fields[0].said == "Photo ID checked"
    at.click(DeskAction.ADMIT_PLAIN)
    at.heard("Jonas Peterson checked in without a badge.")
    assert at.papers.badges == []


def test_a_leaders_yes_needs_who_how_and_why(at: AtDesk) -> None:
    card = at.take("lund")
    assert card.decision.outcome is Outcome.ASK_LEADER
    assert at.page.card.row.buttons.get(DeskAction.ADMIT) is None
    at.press(ENTER)
    for said in ("Principal", "By phone", "Knows the visitor"):
        assert at.page.arrival.card is not None
        at.type(said)
        at.press(ENTER)
    at.heard("Chidi Okafor-Lund checked in.")
    at.until(lambda: len(at.inside) == 1)
    visit = at.services.desk.visit(at.inside[0].visit_id)
    told = RelayedYes(visit.relayed_who, visit.relayed_how, visit.lift_reason)
    assert told == RelayedYes("Principal", "By phone", "Knows the visitor")


def test_a_name_with_a_capital_is_typed_where_one_is(at: AtDesk) -> None:
    """A real keyboard tells of Shift by itself, and a line of text has no use for Up and Down."""
    at.take("lund")
    at.press(ENTER)
    form = at.page.card.form
    assert form is not None
    led = QApplication.focusWidget()
    assert isinstance(led, QLineEdit)
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyPress(led, key)
        assert QApplication.focusWidget() is led
    QTest.keyClicks(led, "L", Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(led, Qt.Key.Key_Shift)
    at.type("indqvist")
    assert led.text() == "Lindqvist"
    assert at.page.card.form is form


def test_shift_alone_moves_nobody_into_the_search(at: AtDesk) -> None:
    at.page.results.setFocus()
    led = QApplication.focusWidget()
    assert led is not None
    QTest.keyPress(led, Qt.Key.Key_Shift)
    assert QApplication.focusWidget() is led


def test_a_refusal_offers_no_way_in_and_turns_away_with_what_was_told(at: AtDesk) -> None:
    card = at.take("warsame")
    assert card.visitor_name == "Faduma Warsame"
    assert card.decision.outcome is Outcome.REFUSE
    acts = [action.id for action in at.page.card.row.actions_shown]
    assert acts == [DeskAction.SHEET, DeskAction.TURN_AWAY, DeskAction.CLEAR]
    assert at.page.card.verdict.tone is Tone.NO
    assert at.page.aside.offers.said
    at.press(ENTER)
    assert [sheet.visitor_name for sheet in at.papers.refusals] == ["Faduma Warsame"]
    at.press(DEL)
    form = at.page.card.form
    assert form is not None
    assert "ended on" in form.fields[0].said  # a first wording stands there
    at.type("The contract has ended")
    at.press(ENTER)
    at.heard("Faduma Warsame was turned away.")
    at.settled()
    assert at.inside == ()


def test_esc_goes_back_step_by_step(at: AtDesk) -> None:
    at.take("peterson")
    buttons = at.page.card.row.actions_shown
    at.press(ENTER)
    assert at.page.card.row.actions_shown != buttons
    at.press(ESC)
    assert at.page.card.row.actions_shown == buttons
    assert at.page.arrival.card is not None
    at.press(ESC)
    assert at.page.arrival.draft is None
    assert at.page.field.text == "peterson"
    at.press(ESC)
    at.settled()


def test_typing_over_a_card_is_about_the_next_visitor(at: AtDesk) -> None:
    at.take("okaf")
    at.search("peterson")
    assert at.page.arrival.draft is None
    assert at.titles[0] == "Jonas Peterson"


def test_down_moves_and_enter_takes_the_marked_line(at: AtDesk) -> None:
    at.search("okaf")
    names = at.titles
    at.press(DOWN)
    at.press(ENTER)
    assert at.card().visitor_name == names[1]


def test_no_printer_keeps_the_visit_and_offers_the_pdf(at: AtDesk) -> None:
    at.papers.printer = ""
    at.take("okaf")
    at.press(ENTER)
    at.heard("No badge printer is set up.")
    at.until(lambda: len(at.inside) == 1)
    at.page.at_counter.notice.other.click()
    assert at.papers.saved == [at.inside[0].visit_id]


def test_what_was_said_of_the_last_visitor_makes_room_for_the_next(at: AtDesk) -> None:
    at.papers.printer = ""
    at.admit("okaf")
    notice = at.page.at_counter.notice
    notice.time_is_up()
    assert not notice.isHidden()  # the badge can still be saved
    at.take("peterson")
    at.until(notice.isHidden)
