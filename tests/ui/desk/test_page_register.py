"""Somebody on no list: new of a partner, or a guest; and what a purpose wants to know more."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cpdesk.policy.outcome import ExceptionKind, Outcome, Purpose
from cpdesk.ui.desk.answer.actions import DeskAction
from tests.ui.desk.at_desk import DEL, ENTER, ESC, AtDesk


def test_somebody_new_of_a_partner_asks_the_desk_once(at: AtDesk) -> None:
    at.search("mia lindgren")
    assert at.titles == ["Register a visitor named “mia lindgren”"]
    at.press(ENTER)
    form = at.page.at_counter.register
    assert (form.form.line("given").said, form.form.line("family").said) == ("Mia", "Lindgren")
    assert form.partner.entry.hasFocus()
    at.type("lake street")
    at.until(lambda: form.partner.list.current is not None)
    at.press(ENTER)
    assert form.partner.partner_id == "LSL"
    at.press(ENTER)
    card = at.card()
    assert card.visitor_name == "Mia Lindgren"
    assert "visitor.known" in [f.code for f in card.decision.troubles]
    assert card.decision.outcome is Outcome.ASK_LEADER  # no background check on file


def test_a_partners_line_registers_somebody_of_that_partner(at: AtDesk) -> None:
    at.search("lake street literacy")
    line = next(line for line in at.page.results.rows if line.kind == "partner")
    at.page.results.taken.emit(line)
    assert at.page.at_counter.register.partner.partner_id == "LSL"
    assert at.page.at_counter.register.form.place("given").hasFocus()
    at.type("Mia")
    at.press(ENTER)
    at.type("Lindgren")
    at.press(ENTER)
    assert at.card().partner_id == "LSL"


def test_whoever_is_not_cleared_is_not_registered_and_can_be_turned_away(at: AtDesk) -> None:
    at.search("lake street literacy")
    line = next(line for line in at.page.results.rows if line.kind == "partner")
    at.page.results.taken.emit(line)
    at.type("Mona")  # who is not cleared by another partner
    at.press(ENTER)
    at.type("Okafi")
    at.press(ENTER)
    card = at.card()
    assert (card.visitor_key, card.visitor_name, card.partner_id) == ("", "Mona Okafi", "LSL")
    assert card.decision.outcome is Outcome.REFUSE
    assert at.page.card.verdict.word.text() == "Not cleared to work in schools"
    at.press(DEL)
    at.type("Your partner sends someone else")
    at.press(ENTER)
    at.heard("Mona Okafi was turned away.")
    at.settled()
    assert [hit.key for hit in at.services.search.find("mona okafi")] == ["BFM-2"]
    assert [gone.visitor_name for gone in at.services.papers.turned_away()] == ["Mona Okafi"]


def test_a_guest_with_host_and_reason_comes_in(at: AtDesk) -> None:
    at.search("bob marsh")
    at.press(ENTER)
    at.page.at_counter.register.kinds[True].click()
    assert at.page.at_counter.register.form.place("host").hasFocus()
    at.type("Ms. Alvarez")
    at.press(ENTER)
    at.type("Repair")
    at.press(ENTER)
    card = at.card()
    assert card.visitor_name == "Bob Marsh"
    assert card.decision.outcome is Outcome.ADMIT
    at.press(ENTER)
    at.heard("Bob Marsh checked in.")
    at.until(lambda: len(at.inside) == 1)
    visit = at.services.desk.visit(at.inside[0].visit_id)
    assert (visit.host, visit.reason, visit.partner_id) == ("Ms. Alvarez", "Repair", "")


def test_what_is_missing_is_said_and_what_was_typed_stays(at: AtDesk) -> None:
    at.search("bob marsh")
    at.press(ENTER)
    form = at.page.at_counter.register
    form.register.click()
    assert form.trouble.word.text() == "Still needed: Partner"
    assert form.form.line("given").said == "Bob"
    at.press(ESC)
    assert at.page.at_counter.stack.currentWidget() is not form
    assert at.page.field.text == "bob marsh"


def test_a_staff_meeting_wants_its_host(at: AtDesk) -> None:
    at.take("okaf")
    labels = at.page.card.chips.labels
    at.type(str(labels.index("Staff meeting") + 1))
    host = at.page.card.details.entries["host"]
    at.until(lambda: at.page.arrival.card is not None and host.hasFocus())
    assert at.card().decision.outcome is Outcome.ASK_DESK
    at.type("Mr. Berg")
    at.press(ENTER)
    at.until(lambda: at.card().decision.outcome is Outcome.ADMIT)
    assert at.page.field.line.hasFocus()
    at.press(ENTER)
    at.heard("Adaeze Okafor checked in.")
    at.until(lambda: len(at.inside) == 1)
    assert at.services.desk.visit(at.inside[0].visit_id).host == "Mr. Berg"


def test_a_student_meeting_shows_the_day_of_the_grade_and_the_next_free_time(at: AtDesk) -> None:
    at.take("okaf")
    at.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    grade = at.page.card.details.grade
    at.until(grade.hasFocus)
    assert grade.count() == 1 + 9  # K to 8, as this school has them
    at.type("6")
    at.press(ENTER)
    at.until(lambda: at.card().question.grade == 6)
    view = at.page.card
    assert view.verdict.word.text() == "Not now: this is class time"
    assert "11:35" in view.verdict.sentence.text()
    assert not view.band.isHidden()
    assert view.band_name.text() == "Grade 6 today"


def test_a_meeting_after_school_needs_only_its_end_to_be_a_time(at: AtDesk) -> None:
    at.take("okaf")
    at.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    details = at.page.card.details
    at.until(details.grade.hasFocus)
    until = details.entries["until"]
    until.setFocus()
    at.type("soon")
    at.press(ENTER)
    assert not details.trouble.isHidden()
    until.clear()
    at.type("1130")
    at.press(ENTER)
    at.until(lambda: at.card().question.until is not None)
    assert details.trouble.isHidden()


def test_the_door_asks_a_leader_instead_of_refusing(at: AtDesk) -> None:
    at.take("okaf")
    at.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    at.until(at.page.card.details.grade.hasFocus)
    at.type("6")
    at.press(ENTER)
    at.until(lambda: at.card().question.grade == 6)
    at.click(DeskAction.DOOR)
    at.type("A grandparent is in hospital")
    at.click(DeskAction.ASK_AGAIN)
    at.until(lambda: at.card().decision.outcome is Outcome.ASK_LEADER)
    assert at.card().question.door is ExceptionKind.EMERGENCY
    at.press(ENTER)
    for said in ("Principal", "In person", "The family asked for it"):
        at.type(said)
        at.press(ENTER)
    at.heard("Adaeze Okafor checked in.")
    at.until(lambda: len(at.inside) == 1)
    visit = at.services.desk.visit(at.inside[0].visit_id)
    assert (visit.purpose, visit.admitted_by) == (Purpose.STUDENT_MEETING, "relayed")
    assert visit.reason == "A grandparent is in hospital"


def test_other_opens_the_rarer_purposes(at: AtDesk) -> None:
    at.take("okaf")
    labels = at.page.card.chips.labels
    assert labels[-1] == "Other…"
    at.type(str(len(labels)))
    assert "Ask for student names" in at.page.card.chips.labels
    at.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    at.until(lambda: at.card().question.purpose is Purpose.REFERRAL)
    assert at.page.card.verdict.word.text().startswith("Not allowed")
