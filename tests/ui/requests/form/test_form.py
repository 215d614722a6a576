"""The request form: fields by kind, findings as one types, drafts, and what is never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cpdesk.errors import Fault
from cpdesk.policy.approval.requests import Kind, State
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.records.requests import Ask, Student
from cpdesk.ui.requests.actions import Do
from cpdesk.ui.requests.form.fields import FIELDS
from cpdesk.ui.theme.theme import Theme, Tone
from tests.ui.requests import fakes
from tests.ui.requests.conftest import Build, Desk
from tests.ui.requests.test_page import CTRL, focus, press, titles, writing


def type_into(desk: Desk, name: str, text: str) -> None:
    line = desk.page.form.fields.line(name).line
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, text)


def test_a_new_request_by_keys_alone(desk: Desk) -> None:
    page = desk.page
    press(desk, Qt.Key.Key_N, CTRL)
    assert writing(desk)
    form = page.form
    assert form.aside.verdict.word.text() == "Not complete yet"
    assert "Say which partner comes." in form.aside.missing.text()
    form.fields.partner.line.setFocus()
    QTest.keyClicks(focus(desk), "bright")
    assert form.fields.partner.open
    press(desk, Qt.Key.Key_Return)
    assert form.fields.partner.said == "Bright Futures Mentoring"
    assert form.fields.partner.key
    form.fields.people.line.setFocus()
    QTest.keyClicks(focus(desk), "rosa")
    press(desk, Qt.Key.Key_Return)
    assert list(form.fields.people.people.values()) == ["Rosa Ochoa"]
    type_into(desk, "student", "S-2207")
    grade = form.fields.combo("grade")
    grade.setFocus()
    QTest.keyClicks(grade, "6")
    for name, said in (
        ("day", "nov 30"), ("start", "11:35"), ("end", "30 min"), ("place", "Office B"),
        ("reason", "Mentor check-in"),
    ):  # fmt: skip
        type_into(desk, name, said)
    press(desk, Qt.Key.Key_Return, CTRL)
    ask = desk.filings.filed[0]
    assert (ask.day, ask.start, ask.end) == (date(2026, 11, 30), time(11, 35), time(12, 5))
    assert ask.student == Student("S-2207", 6)
    assert ask.partner
    assert ask.people
    assert not writing(desk)
    assert desk.said[-1] == ("Request filed.", Tone.OK)
    assert titles(desk)[-1] == "R5"
    assert page.detail.record is not None
    assert page.detail.record.request_id == "R5"


@pytest.mark.parametrize("kind", list(FIELDS))
def test_each_kind_has_its_own_fields_and_keeps_what_it_says(desk: Desk, kind: Kind) -> None:
    asked = Ask(
        kind, partner="BFM", day=date(2026, 11, 30), start=time(9, 10), end=time(9, 55),
        weekly_until=date(2026, 12, 14), place="Room 8", teacher="Mr. Ito", host="Ms. Thao",
        event="family night", student=Student("S-1", 4), grade=4, reason="Because",
        family_knows=True, releases=12, group_size=20, door=ExceptionKind.REQUIRED_BY_LAW,
        agency="County", officer="41", visitor_key="person:P-RO", visitor_name="Rosa Ochoa",
        lift_codes=("meeting.approval",), valid_until=date(2026, 12, 1),
    )  # fmt: skip
    desk.page.new(asked)
    fields = desk.page.form.fields
    shown = {name for name, block in fields.blocks.items() if not block.isHidden()}
    assert shown == set(FIELDS[kind])
    said = fields.ask()
    assert said.kind is kind
    assert said.reason == "Because"
    if kind is Kind.THIS_VISIT:
        assert said.lift_codes == ("meeting.approval",)
        assert said.visitor_key == "person:P-RO"
        assert said.day == asked.day  # what the desk knew goes with it
    else:
        assert (said.day, said.start, said.end) == (asked.day, asked.start, asked.end)
        assert said.weekly_until == asked.weekly_until
        assert said.visitor_key == ""
    if kind is Kind.MEET_STUDENT:
        assert said.student == asked.student
        assert (said.agency, said.officer, said.door) == (
            "County",
            "41",
            ExceptionKind.REQUIRED_BY_LAW,
        )
    else:
        assert said.student is None
        assert said.door is None


def test_agency_and_officer_are_asked_for_the_law_alone(desk: Desk) -> None:
    desk.page.new(replace(fakes.EMERGENCY, agency="kept?"))
    fields = desk.page.form.fields
    assert fields.blocks["agency"].isHidden()
    assert fields.ask().agency == ""
    door = fields.combo("door")
    door.setCurrentIndex(door.findData(ExceptionKind.REQUIRED_BY_LAW.value))
    door.activated.emit(door.currentIndex())
    assert not fields.blocks["agency"].isHidden()


def test_the_rules_are_asked_as_one_types(desk: Desk) -> None:
    desk.page.new(fakes.MEET)
    before = len(desk.filings.examined)
    type_into(desk, "place", "Gym")
    assert len(desk.filings.examined) > before
    assert desk.filings.examined[-1].place == "Gym"
    assert desk.page.form.aside.verdict.word.text() == "Ready to file"
    assert desk.page.form.aside.strip.isVisible()


def test_what_is_no_day_or_time_is_said_so(desk: Desk) -> None:
    desk.page.new(fakes.MEET)
    fields = desk.page.form.fields
    type_into(desk, "day", "someday")
    type_into(desk, "start", "11:35")
    assert fields.line("day").note.text() == "Enter a date, such as Nov 30."
    type_into(desk, "day", "mon")
    type_into(desk, "end", "11:30 am")
    assert fields.line("day").note.text() == "Mon, Nov 30"
    type_into(desk, "place", "x")
    assert fields.line("end").note.text() == "The end must be after the start."


def test_what_is_missing_is_named_and_gone_to(desk: Desk) -> None:
    desk.page.new(Ask(Kind.STAFF_MEETING, reason="Plan the year"))
    press(desk, Qt.Key.Key_Return, CTRL)
    form = desk.page.form
    assert form.trouble.sentence.text() == "Say which partner comes."
    assert form.fields.partner.line.hasFocus()
    assert desk.filings.filed == []


def test_a_proposed_time_is_taken_with_the_keys(desk: Desk) -> None:
    desk.page.new(replace(fakes.MEET, day=None, start=None, end=None))
    press(desk, Qt.Key.Key_T, CTRL)
    aside = desk.page.form.aside
    assert aside.times.isVisible()
    assert aside.times.item(0).text() == (
        "today 11:35 am–12:05 pm · Lunch · just before or after the program"
    )
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Return)
    assert not aside.proposes
    ask = desk.page.form.fields.ask()
    assert (ask.day, ask.start, ask.end) == (date(2026, 11, 30), time(13, 10), time(13, 30))


def test_times_as_long_as_was_said(desk: Desk) -> None:
    desk.page.new(fakes.MEET)
    press(desk, Qt.Key.Key_T, CTRL)
    assert desk.times.asked[-1][1] == 30


def test_why_no_time_fits(desk: Desk) -> None:
    desk.times.found = replace(fakes.FREE, times=(), why="no_grade")
    desk.page.new(fakes.MEET)
    desk.page.form.find_times()
    assert desk.page.form.aside.none.text().startswith("Choose a grade first")
    press(desk, Qt.Key.Key_Escape)
    assert not desk.page.form.aside.proposes
    assert writing(desk)


def test_an_observation_is_filed_as_declined(desk: Desk) -> None:
    desk.page.new(Ask(Kind.OBSERVATION, partner="BFM", day=fakes.TODAY, reason="To see it"))
    form = desk.page.form
    assert form.aside.verdict.tone is Tone.NO
    assert form.file_button.text() == "File as declined"
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.page.column.chips["declined"].isChecked()
    assert desk.page.detail.record is not None
    assert desk.page.detail.record.state is State.DECLINED
    press(desk, Qt.Key.Key_P, CTRL)
    assert desk.papers.done == ["letter R5"]


def test_a_draft_is_kept_and_gone_on_with(desk: Desk) -> None:
    desk.page.new(replace(fakes.MEET, day=None, start=None, end=None))
    press(desk, Qt.Key.Key_S, CTRL)
    assert not writing(desk)
    assert desk.page.detail.record is not None
    assert desk.page.detail.record.state is State.DRAFT
    press(desk, Qt.Key.Key_Return, CTRL)
    assert writing(desk)
    assert desk.page.form.fields.ask().reason == "Monthly mentor check-in"
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.decisions.request("R5").state is State.WAITING


def test_an_approved_one_waits_again_when_it_is_changed(build: Build, theme: Theme) -> None:
    desk = Desk()
    desk.decisions.records = [fakes.request(state=State.APPROVED)]
    build(theme, desk)
    press(desk, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    press(desk, Qt.Key.Key_F2)
    form = desk.page.form
    assert form.remark.isVisible()
    assert "a school leader has to approve it again" in form.remark.word.text()
    assert list(form.fields.people.people.values()) == ["Rosa Ochoa"]
    assert form.draft_button.isHidden()
    type_into(desk, "place", "Office C")
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.filings.edited[0].place == "Office C"
    assert desk.decisions.request("R1").state is State.WAITING


def test_esc_leaves_an_empty_form_at_once(desk: Desk) -> None:
    desk.page.new()
    press(desk, Qt.Key.Key_Escape)
    assert not writing(desk)
    assert desk.page.column.list.hasFocus()


def test_what_was_typed_is_never_lost_silently(desk: Desk) -> None:
    desk.page.new()
    type_into(desk, "reason", "Half a thought")
    press(desk, Qt.Key.Key_Escape)
    form = desk.page.form
    assert writing(desk)
    assert form.trouble.word.text() == "What you typed isn’t saved yet."
    type_into(desk, "reason", "A whole thought")
    assert form.throw_button.isHidden()
    press(desk, Qt.Key.Key_Backspace, CTRL)  # in a field it takes a word away, as everywhere
    assert writing(desk)
    press(desk, Qt.Key.Key_Escape)
    press(desk, Qt.Key.Key_Return)  # the button that throws away has the focus
    assert not writing(desk)
    assert desk.filings.drafts == []


def test_esc_at_the_question_goes_on_with_the_form(desk: Desk) -> None:
    desk.page.new()
    type_into(desk, "reason", "Half a thought")
    press(desk, Qt.Key.Key_Escape)
    form = desk.page.form
    assert form.throw_button.hasFocus()
    assert form.back_button.text() == "Keep editing"
    press(desk, Qt.Key.Key_Escape)
    assert writing(desk)
    assert form.trouble.isHidden()
    assert form.throw_button.isHidden()
    assert form.back_button.text() == "Back"
    assert form.fields.line("reason").line.hasFocus()
    assert form.fields.ask().reason == "Half a thought"


def test_a_type_alone_is_nothing_to_keep(desk: Desk) -> None:
    desk.page.new()
    desk.page.form.kinds.buttons[Kind.TABLING].click()
    desk.page.new(fakes.MEET)  # as from another page: nothing is kept of what was here
    assert desk.filings.drafts == []
    press(desk, Qt.Key.Key_Escape)
    press(desk, Qt.Key.Key_Return)
    desk.page.new()
    desk.page.form.kinds.buttons[Kind.TABLING].click()
    type_into(desk, "event", "Family night")
    desk.page.close()
    assert [draft.event for draft in desk.filings.drafts] == ["Family night"]


def test_another_page_does_not_overwrite_what_is_being_written(desk: Desk) -> None:
    desk.page.new()
    type_into(desk, "reason", "Half a thought")
    desk.page.new(fakes.MEET)
    assert desk.filings.drafts[0].reason == "Half a thought"
    assert desk.page.form.fields.ask().reason == "Monthly mentor check-in"
    assert desk.said[-1][0] == "What you typed before is saved as a draft."


def test_leaving_the_page_keeps_the_form_as_it_is(desk: Desk) -> None:
    desk.page.new()
    type_into(desk, "reason", "Half a thought")
    desk.page.hide()
    desk.page.show()
    desk.page.shown()
    assert writing(desk)
    assert desk.page.form.fields.ask().reason == "Half a thought"


def test_closing_the_window_keeps_a_draft(desk: Desk) -> None:
    desk.page.new()
    type_into(desk, "reason", "Half a thought")
    desk.page.close()
    assert [draft.reason for draft in desk.filings.drafts] == ["Half a thought"]


def test_asking_again_leaves_the_time_open(desk: Desk) -> None:
    desk.page.open("R4")
    desk.page.commands.act(Do.AGAIN)
    ask = desk.page.form.fields.ask()
    assert ask.kind is Kind.OBSERVATION
    assert ask.day is None
    assert ask.reason == "To see a mentee in class"


def test_somebody_who_comes_is_taken_out_again(desk: Desk) -> None:
    desk.page.new(fakes.MEET)
    people = desk.page.form.fields.people
    chip = people.chips()[0]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert people.people == {}
    assert desk.page.form.fields.ask().people == ()


def test_a_missing_visitor_leads_to_its_field(desk: Desk) -> None:
    desk.filings.examination = lambda ask: fakes.examined(
        missing=(Fault("", 0, "visitor_key", "No visitor.", "Choose one."),)
    )
    desk.page.new(Ask(Kind.THIS_VISIT, visitor_name="Rosa Ochoa"))
    press(desk, Qt.Key.Key_Return, CTRL)
    assert desk.page.form.fields.visitor.line.hasFocus()
