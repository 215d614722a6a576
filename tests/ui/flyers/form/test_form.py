"""Log a flyer: the approval, the checklist by keys, the file, accepted, in part or returned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cpdesk.policy.flyers import Answer, Channel, Check, DeliveryState
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.records.flyer_intake import MemoDraft
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.flyers.form.fields import Basis
from cpdesk.ui.flyers.queue.checklist import CheckRow
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Choice
from tests.ui.flyers.conftest import CTRL, Bench, Build
from tests.ui.flyers.fakes import a_picture
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

ENTER = Qt.Key.Key_Return


def begin(bench: Bench, title: str = "dental", copies: str = "60") -> None:
    """Ctrl+N, the approval, the copies."""
    bench.press(Qt.Key.Key_N, CTRL)
    bench.type(title)
    bench.press(ENTER)
    bench.type(copies)


def to_checks(bench: Bench) -> None:
    """Presses Enter through the lines to the checklist."""
    for _ in range(4):
        bench.press(ENTER)
    assert isinstance(bench.focus, CheckRow)


def newest(bench: Bench) -> str:
    return bench.record.delivery_id


def test_accepted_by_keys_alone(bench: Bench) -> None:
    begin(bench)
    form = bench.page.form
    assert form.fields.approval is not None
    assert form.fields.found.word.text() == "Free dental screening"
    assert [way for way, chip in form.fields.buttons("channels").items() if chip.isChecked()] == [
        Channel.CARRY_HOME, Channel.BOARD,
    ]  # fmt: skip
    assert form.checks.rows[Check.APPROVAL].answer is Answer.YES
    assert "Nov 30, 2026" in form.checks.rows[Check.APPROVAL].why.text()
    assert form.checks.free.says.text() == "It says it’s free, or it doesn’t mention a fee"
    assert form.checks.rows[Check.FEE].isHidden()
    bench.press(ENTER)
    bench.type("2")
    bench.press(ENTER)
    bench.type("Pat")
    bench.press(ENTER)
    bench.press(ENTER)
    bench.press(Qt.Key.Key_Y)
    bench.press(ENTER, CTRL)  # too early
    assert "Still to answer: " in form.trouble.word.text()
    for _ in range(4):
        bench.press(Qt.Key.Key_Y)
    assert form.verdict.tone is Tone.OK
    assert form.accept_button.hasFocus()
    bench.press(ENTER, CTRL)
    assert not bench.page.writing
    record = bench.now(newest(bench))
    assert (record.title, record.copies, record.bundles, record.brought_by) == (
        "Free dental screening", 60, 2, "Pat",
    )  # fmt: skip
    assert record.state is DeliveryState.ACCEPTED
    assert bench.said[-1] == ("Accepted.", Tone.OK)


def test_a_fee_that_the_list_asks_of_wants_its_sentence(bench: Bench) -> None:
    begin(bench)
    to_checks(bench)
    form = bench.page.form
    free, row = form.checks.free, form.checks.rows[Check.FEE]
    free.setFocus()
    bench.press(Qt.Key.Key_N)
    assert "waived in full" in row.says.text()
    assert (form.checks.fee, row.isVisible(), row.hasFocus()) == (True, True, True)
    assert row.answer is Answer.OPEN
    assert form.checks.wrong() == ()  # that there is a fee is nothing wrong
    bench.press(Qt.Key.Key_N)
    assert form.verdict.tone is Tone.NO
    assert form.checks.wrong() == ("fee",)
    free.setFocus()
    bench.press(Qt.Key.Key_Y)  # a slip: there is none
    assert (form.checks.fee, row.isHidden(), row.answer) == (False, True, Answer.OPEN)
    assert form.checks.wrong() == ()
    bench.press(Qt.Key.Key_S, CTRL)
    record = bench.now(newest(bench))
    assert not record.fee
    kept = {line.check: line.answer for line in record.checks}
    assert kept[Check.FEE] is Answer.NOT_ASKED


def test_a_fee_and_its_sentence_are_kept_as_they_were_answered(bench: Bench) -> None:
    begin(bench)
    to_checks(bench)
    form = bench.page.form
    form.checks.free.setFocus()
    bench.press(Qt.Key.Key_N)
    bench.press(Qt.Key.Key_Y)
    bench.press(Qt.Key.Key_S, CTRL)
    record = bench.now(newest(bench))
    assert record.fee
    kept = {line.check: line.answer for line in record.checks}
    assert kept[Check.FEE] is Answer.YES
    form.start(record)
    assert form.checks.free.answer is Answer.NO
    assert form.checks.rows[Check.FEE].answer is Answer.YES
    assert not form.dirty


def test_yes_to_every_line_means_that_all_is_well(bench: Bench) -> None:
    """No question of the list is asked the other way round, and none asks of two things at once
    that may differ."""
    begin(bench)
    to_checks(bench)
    form = bench.page.form
    asked = []
    while (row := form.checks.first_open()) is not None:
        assert not {"no", "not", "isn’t", "without", "missing"} & set(row.says.text().split())
        row.yes.click()
        asked.append(row)
    tones = [form.verdict.tone]
    for row in asked:
        if row is not form.checks.free:  # a fee alone is nothing wrong: its sentence is looked for
            row.no.click()
            tones.append(form.verdict.tone)
            row.yes.click()
            tones.append(form.verdict.tone)
    assert tones == [Tone.OK, *([Tone.NO, Tone.OK] * (len(asked) - 1))]


def test_a_fee_is_not_asked_of_where_the_flyer_goes(bench: Bench) -> None:
    begin(bench)
    form = bench.page.form
    chips = [chip.text() for chip in form.fields.findChildren(Choice)]
    assert [text for text in chips if "fee" in text] == []
    assert form.checks.free.isVisible()


def test_two_presses_are_one_delivery(bench: Bench) -> None:
    begin(bench)
    to_checks(bench)
    for _ in range(5):
        bench.press(Qt.Key.Key_Y)
    before = len(bench.titles)
    form = bench.page.form
    form.submit()
    form.submit()
    assert len(bench.titles) == before + 1


def test_a_line_that_does_not_hold_leads_to_the_return(bench: Bench) -> None:
    begin(bench)
    to_checks(bench)
    bench.press(Qt.Key.Key_N)
    for _ in range(4):
        bench.press(Qt.Key.Key_Y)
    form = bench.page.form
    bench.press(ENTER, CTRL)
    assert "Not met: We have a copy of the approval memo" in form.trouble.word.text()
    assert form.return_button.hasFocus()
    bench.press(Qt.Key.Key_D, CTRL)
    assert form.tray is not None
    assert form.tray.form.record().reasons == ("memo",)  # as the list says
    bench.press(ENTER, CTRL)
    record = bench.now(newest(bench))
    assert (record.state, record.returns[0].reasons) == (DeliveryState.RETURNED, ("memo",))
    assert bench.acts[-1][0] == "Print return slip"


def test_accepted_in_part(bench: Bench) -> None:
    begin(bench)
    to_checks(bench)
    for key in (*[Qt.Key.Key_Y] * 4, Qt.Key.Key_N):
        bench.press(key)
    form = bench.page.form
    form.part_button.click()
    assert form.tray is not None
    bench.press(ENTER, CTRL)
    assert (
        form.tray.missing.text()
        == "Enter how many of the 60 copies to return: at least 1, but not all."
    )
    bench.type("15")
    bench.press(ENTER, CTRL)
    record = bench.now(newest(bench))
    assert (record.state, record.tally.returned, record.returns[0].reasons) == (
        DeliveryState.ACCEPTED, 15, ("bundles",),
    )  # fmt: skip
    assert bench.page.detail.returned.word.text() == "15 copies returned"


def test_kept_for_later_and_gone_on_with(bench: Bench) -> None:
    begin(bench)
    bench.press(Qt.Key.Key_S, CTRL)
    key = newest(bench)
    assert bench.now(key).state is DeliveryState.CHECKING
    bench.press(ENTER, CTRL)
    form = bench.page.form
    assert bench.page.writing
    assert form.fields.line("copies").said == "60"
    assert isinstance(bench.focus, CheckRow)
    form.fields.line("copies").line.setText("75")
    for _ in range(5):
        bench.press(Qt.Key.Key_Y)
    bench.press(ENTER, CTRL)
    record = bench.now(key)
    assert (record.state, record.copies) == (DeliveryState.ACCEPTED, 75)


def test_without_approval_it_can_only_go_back(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    form = bench.page.form
    assert form.verdict.word.text() == "Choose the district’s approval first"
    bench.press(ENTER, CTRL)
    assert form.fields.finder.line.hasFocus()
    form.fields.basis_chips[Basis.NONE].click()
    bench.type("Metro Gym")
    bench.press(ENTER)
    bench.type("Free trial")
    bench.press(ENTER)
    bench.type("300")
    form.fields.buttons("channels")[Channel.CARRY_HOME].click()
    assert form.checks.rows[Check.APPROVAL].answer is Answer.NO
    form.fields.line("copies").line.setFocus()
    bench.press(Qt.Key.Key_D, CTRL)
    assert form.tray is not None
    assert set(form.tray.form.record().reasons) == {
        "approval"
    }  # without an approval, coverage is not asked
    assert form.checks.rows[Check.COVERAGE].isHidden()
    bench.press(ENTER, CTRL)
    record = bench.now(newest(bench))
    assert (record.title, record.partner_name) == ("Free trial", "Metro Gym")
    assert record.state is DeliveryState.RETURNED


def test_what_was_typed_for_the_return_outlives_a_refusal(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    form = bench.page.form
    form.fields.basis_chips[Basis.NONE].click()
    bench.type("Metro Gym")
    bench.press(ENTER)
    bench.type("Free trial")
    bench.press(Qt.Key.Key_D, CTRL)
    tray = form.tray
    assert tray is not None
    tray.form.line("note").set("It names another school")
    tray.form.line("returned_to").set("A driver")
    bench.press(ENTER, CTRL)
    assert form.fields.line("copies").line.hasFocus()  # how many there are is not said
    assert "number of copies" in form.trouble.sentence.text()
    bench.type("abt 60")
    bench.press(ENTER, CTRL)
    assert form.trouble.sentence.text() == "Enter a number."
    form.fields.line("copies").set("60")
    bench.press(ENTER, CTRL)  # where they shall go is asked of nothing that goes back
    back = bench.now(newest(bench))
    assert (back.state, back.channels) == (DeliveryState.RETURNED, ())
    assert [(one.note, one.returned_to) for one in back.returns] == [
        ("It names another school", "A driver")
    ]


def test_what_is_accepted_says_where_it_shall_go(bench: Bench) -> None:
    begin(bench)
    form = bench.page.form
    for chip in form.fields.buttons("channels").values():
        chip.setChecked(False)
    form.fields.changed.emit()
    to_checks(bench)
    for _ in range(4):
        bench.press(Qt.Key.Key_Y)
    bench.press(ENTER, CTRL)
    assert bench.page.writing
    assert form.fields.buttons("channels")[Channel.CARRY_HOME].hasFocus()
    assert "No channel is chosen for this flyer." in form.trouble.sentence.text()


def test_a_flyer_for_other_grades_is_offered_a_board(bench: Bench) -> None:
    memo = MemoDraft(
        partner="Lake Street Literacy", title="Senior night", approval_number="FL-9",
        memo_on=date(2026, 11, 16), approved_on=date(2026, 11, 16),
        expires_on=date(2026, 12, 16), channels=(Channel.CARRY_HOME,), grade_low=9, grade_high=12,
    )  # fmt: skip
    bench.services.deliveries.record_memo(memo)
    begin(bench, "senior")
    form = bench.page.form
    assert form.verdict.word.text() == "It can’t be accepted as is"
    assert form.verdict.sentence.text() == "Post it on a board, or return the flyers."
    bench.press(ENTER, CTRL)
    assert form.trouble.sentence.text() == "Post it on a board, or return the flyers."
    assert form.fields.buttons("channels")[Channel.CARRY_HOME].hasFocus()
    bench.press(Qt.Key.Key_Space)
    form.fields.buttons("channels")[Channel.BOARD].click()
    assert form.verdict.word.text() == "Not complete yet"  # the rest of the list


def test_the_choices_are_alive_on_the_next_form(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    form = bench.page.form
    chips = form.fields.basis_chips
    chips[Basis.APPROVED].setFocus()
    bench.press(Qt.Key.Key_Right)
    bench.press(Qt.Key.Key_Right)
    assert chips[Basis.NONE].isChecked()
    bench.press(Qt.Key.Key_Escape)
    bench.press(Qt.Key.Key_N, CTRL)
    assert chips[Basis.APPROVED].isChecked()
    form.fields.finder.line.setFocus()
    bench.press(Qt.Key.Key_Backtab)
    assert chips[Basis.APPROVED].hasFocus()
    bench.press(Qt.Key.Key_Right)
    assert chips[Basis.MEMO].isChecked()


def test_a_missing_field_is_gone_to(bench: Bench) -> None:
    begin(bench, copies="")
    bench.press(Qt.Key.Key_S, CTRL)
    form = bench.page.form
    assert bench.page.writing
    assert form.fields.line("copies").line.hasFocus()
    assert "number of copies" in form.trouble.sentence.text()
    bench.type("x")
    assert form.fields.line("copies").note.text() == "Enter a number."


def test_an_approval_that_does_not_cover_this_school(bench: Bench) -> None:
    begin(bench, "plant")
    form = bench.page.form
    assert form.fields.found.tone is Tone.NO  # it ended
    assert form.checks.rows[Check.APPROVAL].answer is Answer.NO
    assert form.verdict.tone is Tone.NO


@pytest.mark.parametrize("copies", ["60", "abt 60"])
def test_what_came_yesterday_says_so(bench: Bench, copies: str) -> None:
    begin(bench, copies=copies)
    form = bench.page.form
    came = form.fields.line("received_at")
    came.line.setFocus()
    bench.type("nov 30")
    assert came.note.text() == "That date is in the future."
    bench.press(Qt.Key.Key_S, CTRL)
    assert bench.page.writing
    wrong = form.fields.line("copies") if copies != "60" else came
    assert wrong.line.hasFocus()
    assert form.trouble.sentence.text() == wrong.note.text()
    form.fields.line("copies").set("60")
    came.set("yesterday")
    bench.press(Qt.Key.Key_S, CTRL)
    kept = bench.now(newest(bench))
    assert bench.services.words.local(kept.received_at).isoformat()[:16] == "2026-11-23T12:00"
    bench.press(Qt.Key.Key_Return, CTRL)  # on with it
    assert came.said == "Nov 23, 2026"
    came.set("Nov 20")
    bench.press(Qt.Key.Key_S, CTRL)
    again = bench.now(kept.delivery_id)
    assert bench.services.words.local(again.received_at).date().isoformat() == "2026-11-20"
    bench.press(Qt.Key.Key_Return, CTRL)
    bench.press(Qt.Key.Key_Escape)
    assert bench.page.front is bench.page.look  # nothing was changed


def test_the_file_that_is_dropped_on_the_form(bench: Bench, tmp_path: Path) -> None:
    begin(bench)
    form = bench.page.form
    bad = tmp_path / "letter.docx"
    bad.write_text("words")
    bench.page.take_files([bad])
    assert "isn’t a PDF or a picture" in form.zone.trouble.text()
    assert form.zone.lines == []
    assert form.fields.line("copies").said == "60"  # the form stays
    bench.page.take_files([a_picture(tmp_path / "flyer.png")])
    assert form.zone.trouble.isHidden()
    assert [kept.name.text() for kept in form.zone.lines] == ["flyer.png"]
    bench.press(Qt.Key.Key_S, CTRL)
    assert [file.name for file in bench.now(newest(bench)).files] == ["flyer.png"]


def test_a_file_that_is_gone_before_it_is_kept(bench: Bench, tmp_path: Path) -> None:
    """Dragged out of a letter or an archive, it lies on the disk for a moment only."""
    begin(bench)
    path = a_picture(tmp_path / "flyer.png")
    bench.page.take_files([path])
    path.unlink()
    bench.press(Qt.Key.Key_S, CTRL)
    kept = bench.now(newest(bench)).files
    assert [(file.name, file.thumbnail is not None) for file in kept] == [("flyer.png", True)]


def test_each_of_several_files_that_cannot_be_kept_is_said(bench: Bench, tmp_path: Path) -> None:
    begin(bench)
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_text("words")
    good = a_picture(tmp_path / "c.png")
    bench.page.take_files([tmp_path / "a.docx", good, tmp_path / "b.docx"])
    zone = bench.page.form.zone
    assert "a.docx" in zone.trouble.text()
    assert "b.docx" in zone.trouble.text()
    assert [kept.name.text() for kept in zone.lines] == ["c.png"]


def test_a_broken_pdf_is_kept_without_a_picture(bench: Bench, tmp_path: Path) -> None:
    begin(bench)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\n1 0 obj << /Type /Catalog >>")
    bench.page.take_files([broken])
    kept = bench.page.form.zone.lines[0]
    assert kept.about.text() == "No preview is available, but the file is kept."
    kept.button.click()
    assert bench.page.form.zone.lines == []


def test_browsed_for(bench: Bench, tmp_path: Path) -> None:
    begin(bench)
    bench.press(Qt.Key.Key_O, CTRL)
    bench.printed.asked[0](a_picture(tmp_path / "chosen.png"))
    assert [kept.name.text() for kept in bench.page.form.zone.lines] == ["chosen.png"]


def test_what_was_typed_is_asked_about_before_it_goes(bench: Bench) -> None:
    page = bench.page
    bench.press(Qt.Key.Key_N, CTRL)
    bench.press(Qt.Key.Key_Escape)
    assert page.front is page.look  # nothing was typed
    begin(bench)
    bench.press(Qt.Key.Key_Escape)
    assert page.form.back_button.hasFocus()
    assert page.form.back_button.text() == "Keep editing"
    bench.press(Qt.Key.Key_Escape)  # no: on with it
    assert page.writing
    assert page.form.trouble.isHidden()
    assert page.form.throw_button.isHidden()
    assert page.form.fields.line("copies").line.hasFocus()
    assert page.form.fields.line("copies").said == "60"
    bench.press(Qt.Key.Key_Escape)
    bench.press(ENTER)  # the harmless answer
    assert page.form.fields.line("copies").said == "60"
    bench.press(Qt.Key.Key_Escape)
    bench.press(Qt.Key.Key_Backspace, CTRL)
    assert page.front is page.look
    assert "Free dental screening" not in bench.titles


def test_what_was_typed_outlives_the_window(bench: Bench) -> None:
    begin(bench)
    bench.page.close()
    kept = bench.services.deliveries.queue("dental").to_do
    assert [(row.state, row.tally.received) for row in kept] == [(DeliveryState.CHECKING, 60)]


def test_what_is_too_little_to_be_kept_is_asked_about(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    bench.type("dental")
    bench.press(ENTER)  # and no copies yet
    assert not bench.page.close()
    assert bench.page.form.back_button.hasFocus()
    assert "isn’t saved yet" in bench.page.form.trouble.word.text()
    assert bench.page.close()  # then it is meant
    assert bench.services.deliveries.queue("dental").to_do == ()


def test_another_person_does_not_see_what_was_typed(bench: Bench, changes: Changes) -> None:
    begin(bench)
    actor = Actor("A-2", "Ana Ruiz", Role.DESK, "")
    bench.here.signed_in = SignedIn(actor, False, 5)
    changes.people.emit()
    assert not bench.page.writing
    assert bench.page.form.fields.line("copies").said == ""


@pytest.mark.parametrize("size", [(1170, 712), (1084, 664)])
def test_seen_and_heard(
    build: Build, deliveries: Services, any_theme: Theme, size: tuple[int, int]
) -> None:
    bench = build(any_theme, *size)
    begin(bench)
    bench.settle()
    assert_accessible(bench.page)
    assert_legible(bench.page, any_theme)
    assert_whole(bench.page)
