"""The queue and one request, with services made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.approval.requests import Flag, State, Verdict
from cpdesk.policy.permissions import Role
from cpdesk.records.requests import RequestQueue
from cpdesk.services.auth_context import PasswordWantedError
from cpdesk.ui.changes import Changes
from cpdesk.ui.requests.actions import Do
from cpdesk.ui.requests.detail.trays import ChangeTray, DeclineTray, OfferTray
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.frames.tray import SayTray, SureTray
from cpdesk.ui.widgets.page.just_shown import PAUSE
from tests.ui.requests import fakes
from tests.ui.requests.conftest import Build, Desk
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def focus(desk: Desk) -> QWidget:
    return QApplication.focusWidget() or desk.page


def press(
    desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(focus(desk), key, held)


def writing(desk: Desk) -> bool:
    return desk.page.writing


def titles(desk: Desk) -> list[str]:
    return [row.request_id for row in desk.page.column.list.rows]


def test_the_queue_of_a_leader(desk: Desk) -> None:
    page = desk.page
    assert titles(desk) == ["R1", "R2", "R3"]
    assert page.waiting.text == "3 waiting for you"
    assert page.column.chips["declined"].text() == "Declined 1"
    assert page.column.list.hasFocus()
    detail = page.detail
    assert detail.title.text() == "Meet a student, today 11:35 am–12:05 pm"
    assert detail.facts.said("Student") == "Grade 6 · reference S-2207"
    assert detail.facts.said("Class time missed") == (
        "0 minutes for this meeting · plus 0 this term (Fall) · 1 meeting this week"
    )
    assert detail.facts.said("Family knows") == "Yes"
    assert detail.strip.name.text() == "Grade 6 today"
    assert len(detail.findings.rows) == 3


def test_arrow_keys_move_in_the_list_and_between_the_filters(desk: Desk) -> None:
    press(desk, Qt.Key.Key_Down)
    assert desk.page.detail.record is not None
    assert desk.page.detail.record.request_id == "R2"
    press(desk, Qt.Key.Key_Right)
    press(desk, Qt.Key.Key_Right)
    assert titles(desk) == ["R4"]
    assert desk.page.detail.history.lines[0].title.text().startswith("Declined by the rules")
    press(desk, Qt.Key.Key_4, ALT)
    assert len(titles(desk)) == 4
    press(desk, Qt.Key.Key_Left)
    assert desk.page.column.chips["declined"].isChecked()


def test_nothing_waits(desk: Desk) -> None:
    press(desk, Qt.Key.Key_2, ALT)
    assert titles(desk) == []
    assert desk.page.column.nothing.isVisible()
    assert not desk.page.detail.isVisible()


def test_a_leader_goes_through_with_ctrl_enter(desk: Desk) -> None:
    for left in (["R2", "R3"], ["R3"], []):
        press(desk, Qt.Key.Key_Return, CTRL)
        assert titles(desk) == left
        desk.look()
    assert [said.request_id for said in desk.decisions.decided] == ["R1", "R2", "R3"]
    assert all(said.verdict is Verdict.APPROVE for said in desk.decisions.decided)
    press(desk, Qt.Key.Key_Return, CTRL)  # nothing is left to approve
    assert len(desk.decisions.decided) == 3


def test_the_banner_names_what_was_decided_and_no_student(desk: Desk) -> None:
    for _ in range(3):
        press(desk, Qt.Key.Key_Return, CTRL)
        desk.look()
    assert desk.said == [
        (
            "Approved: Bright Futures Mentoring, meeting with a student, "
            "today 11:35 am–12:05 pm, Office B",
            Tone.OK,
        ),
        (
            "Approved: Garden Lab, classroom presentation, Mon, Nov 30 9:10–9:55 am, Room 8",
            Tone.OK,
        ),
        (
            "Approved: Lake Street Literacy, table at family night, Thu, Dec 3 5:30–7:00 pm, Lobby",
            Tone.OK,
        ),
    ]
    assert desk.banner[0] == "Undo (Ctrl+Z)"
    assert desk.banner[2] == 10


# -- what nobody has read is not decided -----------------------------------------------------------


def test_a_second_press_approves_nothing_that_just_came_up(desk: Desk) -> None:
    for _ in range(5):
        press(desk, Qt.Key.Key_Return, CTRL)
    assert [said.request_id for said in desk.decisions.decided] == ["R1"]
    desk.clock.set(desk.clock.now() + PAUSE - timedelta(microseconds=1))
    press(desk, Qt.Key.Key_Return, CTRL)
    desk.page.detail.row.buttons[Do.APPROVE].click()  # nor does a double click
    press(desk, Qt.Key.Key_D, CTRL)
    assert desk.page.detail.tray is None
    assert len(desk.decisions.decided) == 1
    desk.clock.set(desk.clock.now() + timedelta(microseconds=1))
    press(desk, Qt.Key.Key_Return, CTRL)
    assert [said.request_id for said in desk.decisions.decided] == ["R1", "R2"]


def test_what_a_person_chose_is_decided_at_once(desk: Desk) -> None:
    press(desk, Qt.Key.Key_Return, CTRL)
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Return, CTRL)
    assert [said.request_id for said in desk.decisions.decided] == ["R1", "R3"]


def test_a_request_that_changed_under_the_hand_is_read_first(desk: Desk, changes: Changes) -> None:
    desk.decisions.put(fakes.request(version=2))  # the desk edited it
    changes.requests.emit()
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided == []
    desk.look()
    press(desk, Qt.Key.Key_Return, CTRL)
    assert [said.version for said in desk.decisions.decided] == [2]


def test_a_request_that_another_leader_took_away_leaves_none_to_decide_blindly(
    desk: Desk, changes: Changes
) -> None:
    desk.decisions.put(fakes.request(state=State.APPROVED, version=2))
    changes.requests.emit()
    assert titles(desk) == ["R2", "R3"]
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided == []


def test_what_is_read_again_without_a_change_is_decided(desk: Desk, changes: Changes) -> None:
    changes.visits.emit()
    press(desk, Qt.Key.Key_Return, CTRL)
    assert len(desk.decisions.decided) == 1


# -- undo ------------------------------------------------------------------------------------------


def test_ctrl_z_undoes_the_last_decision_and_shows_it_again(desk: Desk) -> None:
    press(desk, Qt.Key.Key_Return, CTRL)
    press(desk, Qt.Key.Key_Z, CTRL)
    assert desk.decisions.request("R1").state is State.WAITING
    assert desk.said[-1] == (
        "Undone: Bright Futures Mentoring, meeting with a student, today 11:35 am–12:05 pm, "
        "Office B",
        Tone.INFO,
    )  # fmt: skip
    assert titles(desk) == ["R1", "R2", "R3"]
    record = desk.page.detail.record
    assert record is not None
    assert (record.request_id, record.version) == ("R1", 3)
    assert "undone" in desk.page.detail.history.lines[0].title.text()
    press(desk, Qt.Key.Key_Z, CTRL)  # once
    assert len(desk.said) == 2


def test_the_banners_button_undoes_that_decision_alone(desk: Desk) -> None:
    press(desk, Qt.Key.Key_Return, CTRL)
    first = desk.banner[1]
    desk.look()
    press(desk, Qt.Key.Key_Return, CTRL)
    second = desk.banner[1]
    assert first is not None
    assert second is not None
    first()  # it is gone by then
    assert desk.decisions.request("R1").state is State.APPROVED
    second()
    assert desk.decisions.request("R1").state is State.APPROVED
    assert desk.decisions.request("R2").state is State.WAITING


def test_what_cannot_be_undone_is_said_over_the_page(desk: Desk) -> None:
    press(desk, Qt.Key.Key_Return, CTRL)
    desk.decisions.trouble = [DeskError("A visitor has already checked in based on this decision.")]
    press(desk, Qt.Key.Key_Z, CTRL)
    assert desk.said[-1] == ("A visitor has already checked in based on this decision.", Tone.NO)
    assert desk.decisions.request("R1").state is State.APPROVED
    assert desk.page.detail.trouble.isHidden()


def test_the_next_person_undoes_nothing_of_the_one_before(desk: Desk, changes: Changes) -> None:
    press(desk, Qt.Key.Key_Return, CTRL)
    back = desk.banner[1]
    desk.here.signed_in = fakes.here(name="Mr. Abdi", account="A-OTHER").signed_in
    changes.people.emit()
    press(desk, Qt.Key.Key_Z, CTRL)
    assert back is not None
    back()
    assert desk.decisions.request("R1").state is State.APPROVED


def test_declined_with_a_reason_of_the_list(desk: Desk) -> None:
    press(desk, Qt.Key.Key_D, CTRL)
    tray = desk.page.detail.tray
    assert isinstance(tray, DeclineTray)
    press(desk, Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Choose a reason or enter one."
    assert desk.decisions.decided == []
    tray.form.buttons("code")["no-room"].click()
    press(desk, Qt.Key.Key_Return, CTRL)
    said = desk.decisions.decided[0]
    assert (said.verdict, said.reason_code) == (Verdict.DECLINE, "no-room")
    assert titles(desk) == ["R2", "R3"]


def test_declined_in_the_leaders_own_words(desk: Desk) -> None:
    desk.page.commands.act(Do.DECLINE)
    tray = desk.page.detail.tray
    assert isinstance(tray, DeclineTray)
    QTest.keyClicks(tray.form.line("reason").line, "The class is on a trip.")
    press(desk, Qt.Key.Key_Return, CTRL)
    said = desk.decisions.decided[0]
    assert (said.reason_code, said.reason) == ("other", "The class is on a trip.")


def test_esc_leaves_a_small_form(desk: Desk) -> None:
    press(desk, Qt.Key.Key_D, CTRL)
    press(desk, Qt.Key.Key_Escape)
    assert desk.page.detail.tray is None
    assert desk.page.detail.row.isVisible()
    assert desk.page.column.list.hasFocus()
    assert desk.decisions.decided == []


def test_other_times_are_offered(desk: Desk) -> None:
    press(desk, Qt.Key.Key_O, CTRL)
    tray = desk.page.detail.tray
    assert isinstance(tray, OfferTray)
    assert tray.times.count() == 3
    assert tray.times.hasFocus()
    press(desk, Qt.Key.Key_Space)
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Return)  # marks, as Space does
    press(desk, Qt.Key.Key_Return, CTRL)
    said = desk.decisions.decided[0]
    assert said.verdict is Verdict.OFFER
    assert said.offers == tuple(free.window for free in fakes.FREE.times[:2])


def test_a_time_that_is_typed_can_be_offered(desk: Desk) -> None:
    desk.page.commands.act(Do.OFFER)
    tray = desk.page.detail.tray
    assert isinstance(tray, OfferTray)
    for field, said in (("day", "nov 30"), ("start", "1:10"), ("end", "20 min")):
        QTest.keyClicks(tray.form.line(field).line, said)
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided[0].offers == (fakes.FREE.times[1].window,)


def test_approved_with_another_time_and_place(desk: Desk) -> None:
    desk.page.commands.act(Do.CHANGE)
    tray = desk.page.detail.tray
    assert isinstance(tray, ChangeTray)
    tray.form.line("start").set("11:40")
    tray.form.line("end").set("20 min")
    tray.form.line("place").set("Office C")
    press(desk, Qt.Key.Key_Return, CTRL)
    said = desk.decisions.decided[0]
    assert (said.start, said.end, said.place) == (time(11, 40), time(12), "Office C")
    assert not said.knowing


def test_a_change_that_collides_has_to_be_known(desk: Desk) -> None:
    desk.filings.examination = lambda ask: fakes.examined(clashes=(fakes.CLASH,))
    desk.page.commands.act(Do.CHANGE)
    tray = desk.page.detail.tray
    assert isinstance(tray, ChangeTray)
    tray.form.line("start").set("11:40")
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided == []
    assert isinstance(desk.page.detail.tray, SureTray)
    press(desk, Qt.Key.Key_Return, CTRL)  # it says what an approval takes: read that first
    assert desk.page.detail.tray is not None
    desk.look()
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided[0].knowing
    assert desk.decisions.decided[0].start == time(11, 40)


def test_a_request_does_not_collide_with_itself(desk: Desk) -> None:
    own = replace(fakes.CLASH, request_id="R1", approved=False)
    desk.filings.examination = lambda ask: fakes.examined(clashes=(own,))
    desk.page.commands.act(Do.CHANGE)
    tray = desk.page.detail.tray
    assert isinstance(tray, ChangeTray)
    tray.form.line("place").set("Office C")
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided[0].place == "Office C"


def test_class_time_by_the_law_has_to_be_known(build: Build, theme: Theme) -> None:
    desk = Desk()
    desk.decisions.records = [fakes.request(ask=fakes.LAW)]
    desk.decisions.examinations["R1"] = fakes.examined(class_minutes=30, timing="in_class")
    build(theme, desk)
    assert desk.page.detail.facts.said("Exception") == "Required by law Interview"
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided == []
    assert isinstance(desk.page.detail.tray, SureTray)
    press(desk, Qt.Key.Key_Return, CTRL)  # it says what an approval takes: read that first
    assert desk.page.detail.tray is not None
    desk.look()
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided[0].knowing


def test_the_manager_opens_the_emergency_door_with_a_reason(build: Build, theme: Theme) -> None:
    desk = Desk()
    desk.here = fakes.here(Role.MANAGER)
    desk.decisions.records = [fakes.request(ask=fakes.EMERGENCY)]
    build(theme, desk)
    assert desk.page.detail.remark.text() == "Waiting for a school leader."
    press(desk, Qt.Key.Key_Return, CTRL)
    tray = desk.page.detail.tray
    assert isinstance(tray, SayTray)
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided == []
    assert tray.missing.text() == "Still needed: What happened"
    QTest.keyClicks(tray.reason.line, "Hospital; both leaders are away")
    press(desk, Qt.Key.Key_Return, CTRL)
    said = desk.decisions.decided[0]
    assert (said.verdict, said.knowing) == (Verdict.OPEN_DOOR, True)
    assert desk.page.detail.facts.said("Needs review").startswith("Approved as an emergency")


def test_a_review_takes_a_note_or_none(build: Build, theme: Theme) -> None:
    desk = Desk()
    desk.decisions.records = [
        fakes.request(ask=fakes.EMERGENCY, state=State.APPROVED, flag=Flag.REVIEW)
    ]
    build(theme, desk)
    press(desk, Qt.Key.Key_Return, CTRL)
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided[0].verdict is Verdict.REVIEW


def test_the_password_is_asked_for_and_then_it_is_decided(desk: Desk) -> None:
    desk.decisions.trouble = [
        PasswordWantedError("You need to enter your password again to decide.")
    ]
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.passwords == 1
    assert [said.request_id for said in desk.decisions.decided] == ["R1"]


def test_somebody_else_was_faster(desk: Desk) -> None:
    desk.decisions.trouble = [DeskError("Mr. Abdi approved it at 10:43 am.", "Look at it again.")]
    desk.decisions.put(fakes.request(state=State.APPROVED, version=2))
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.page.detail.trouble.word.text() == (
        "Mr. Abdi approved it at 10:43 am. Look at it again."
    )
    assert desk.page.detail.trouble.isVisible()
    assert titles(desk) == ["R2", "R3"]


def test_an_offered_time_is_taken(build: Build, theme: Theme) -> None:
    desk = Desk()
    desk.here = fakes.here(Role.DESK)
    offer = fakes.decision(Verdict.OFFER, offered=tuple(f.window for f in fakes.FREE.times))
    desk.decisions.records = [fakes.request(state=State.RETURNED, decisions=(offer,))]
    build(theme, desk)
    press(desk, Qt.Key.Key_Return, CTRL)
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Return)
    assert desk.filings.taken == [1]


def test_withdrawn_after_being_asked(desk: Desk) -> None:
    desk.page.commands.act(Do.WITHDRAW)
    assert isinstance(desk.page.detail.tray, SureTray)
    press(desk, Qt.Key.Key_Return, CTRL)  # it says what an approval takes: read that first
    assert desk.page.detail.tray is not None
    desk.look()
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.request("R1").state is State.WITHDRAWN


def test_a_leader_finds_by_a_students_reference(desk: Desk) -> None:
    press(desk, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(focus(desk), "S-2207")
    assert titles(desk) == ["R1"]
    assert desk.decisions.searched[-1] == "S-2207"
    QTest.keyClicks(focus(desk), "9")
    assert desk.page.column.nothing.word.text() == "No requests with this reference"
    press(desk, Qt.Key.Key_Escape)
    assert len(titles(desk)) == 3


def test_the_desk_does_not_search_by_students(build: Build, theme: Theme) -> None:
    desk = Desk()
    desk.here = fakes.here(Role.DESK)
    build(theme, desk)
    assert desk.page.column.search.isHidden()
    assert Do.APPROVE not in desk.page.detail.row.buttons
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.decided == []


def test_the_past_is_explained_from_its_own_findings(build: Build, theme: Theme) -> None:
    desk = Desk()
    desk.decisions.records = [fakes.request(state=State.USED, decisions=(fakes.decision(),))]
    build(theme, desk)
    press(desk, Qt.Key.Key_4, ALT)
    entry = desk.page.detail.history.lines[0]
    assert desk.page.detail.findings_head.text() == "Findings at that time"
    press(desk, Qt.Key.Key_I, CTRL)
    assert entry.explained
    assert entry.findings is not None
    assert [row.small for row in entry.findings.rows] == [
        "meeting.instructional-time",
        "contract.school",
    ]
    press(desk, Qt.Key.Key_I, CTRL)
    assert entry.findings.isHidden()


def test_letter_calendar_and_the_empty_form(build: Build, theme: Theme) -> None:
    desk = Desk()
    desk.decisions.records = [fakes.request(state=State.APPROVED)]
    build(theme, desk)
    press(desk, Qt.Key.Key_2, ALT)
    press(desk, Qt.Key.Key_P, CTRL)
    press(desk, Qt.Key.Key_S, CTRL)
    desk.page.form_paper.click()
    assert desk.papers.done == ["letter R1", "calendar BFM", "form"]


def test_other_pages_hear_of_a_decision(desk: Desk, changes: Changes) -> None:
    heard: list[bool] = []
    changes.requests.connect(lambda: heard.append(True))
    press(desk, Qt.Key.Key_Return, CTRL)
    assert heard == [True]


def test_a_request_is_shown_from_elsewhere(desk: Desk) -> None:
    desk.page.open("R4")
    assert desk.page.detail.record is not None
    assert desk.page.detail.record.request_id == "R4"
    assert desk.page.column.chips["all"].isChecked()


def test_without_a_school_it_says_what_to_do(build: Build, theme: Theme) -> None:
    class Nowhere(fakes.FakeDeciding):
        def queue(self, show: str = "waiting", student: str = "") -> RequestQueue:
            raise DeskError("No school is chosen.", "Choose one in Settings.")

    desk = Desk()
    desk.decisions = Nowhere()
    build(theme, desk)
    assert desk.page.column.nothing.word.text() == "No school is chosen."
    assert desk.page.waiting.isHidden()


def test_another_person_finds_nothing_of_the_one_before(desk: Desk, changes: Changes) -> None:
    desk.page.new(fakes.MEET)
    desk.here.signed_in = fakes.here(Role.DESK, "Sam", "A-SAM").signed_in
    changes.people.emit()
    assert not writing(desk)
    assert desk.page.form.fields.ask().student is None
    assert desk.page.column.search.isHidden()


@pytest.mark.parametrize("size", [(1170, 712), (1084, 650)])
def test_nothing_is_cut_off_and_everything_has_a_name(
    build: Build, any_theme: Theme, size: tuple[int, int]
) -> None:
    desk = build(any_theme, None, *size)
    page = desk.page
    for do in (None, Do.DECLINE, Do.OFFER, Do.CHANGE):
        if do is not None:
            page.commands.act(do)
        assert_accessible(page)
        assert_legible(page, any_theme)
        assert_whole(page.detail.row)
        if page.detail.tray is not None and any_theme.text_size == 100:
            assert_whole(page.detail.tray)
    page.detail.leave_tray()
    page.new(fakes.MEET)
    assert_accessible(page)
    assert_legible(page, any_theme)


def test_nothing_of_a_request_is_a_window_of_its_own(build: Build, theme: Theme) -> None:
    desk = Desk()
    offer = fakes.decision(Verdict.OFFER, reason="Calmer", offered=(fakes.LUNCH,))
    desk.decisions.records = [fakes.request(state=State.RETURNED, decisions=(offer,))]
    build(theme, desk)
    desk.page.detail.history.explain()
    for do in (Do.DECLINE, Do.TAKE, Do.WITHDRAW):
        desk.page.commands.act(do)
    desk.page.new(fakes.MEET)
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert shown == [desk.page]


def test_a_decision_that_is_done_late_takes_no_focus_from_the_form(desk: Desk) -> None:
    desk.page.new()
    before = QApplication.focusWidget()
    assert before is not None
    assert desk.page.form.isAncestorOf(before)
    desk.page.commands.decided.emit(fakes.request())
    assert QApplication.focusWidget() is before
