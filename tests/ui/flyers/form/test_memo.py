"""What a flyer rests on: found on the district's list, or recorded from the partner's memo."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cpdesk.policy.flyers import Answer, Channel, Check
from cpdesk.records.flyer_intake import FlyerApproval, Received
from cpdesk.ui.flyers.form.fields import Basis
from tests.ui.flyers.conftest import CTRL, Bench


def newest(bench: Bench) -> str:
    return bench.record.delivery_id


def test_a_memo_is_recorded_and_used(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    form = bench.page.form
    form.fields.basis_chips[Basis.MEMO].click()
    bench.press(Qt.Key.Key_Tab)
    memo = form.fields.memo
    memo.button.click()
    assert memo.missing.text()
    for name, said in (
        ("partner", "Garden Lab"),
        ("title", "Seed swap"),
        ("approval_number", "FL-2299"),
        ("memo_on", "nov 16"),
        ("expires_on", "dec 30"),
        ("grade_low", "K"),
        ("grade_high", "5"),
    ):
        memo.line(name).set(said)
    memo.line("memo_on").set("soon")
    memo.submit()
    assert memo.line("memo_on").note.text() == "Enter a date, such as Nov 16."
    memo.line("memo_on").set("nov 16")
    memo.submit()
    approval = form.fields.approval
    assert approval is not None
    assert (approval.title, approval.approval_number) == ("Seed swap", "FL-2299")
    assert form.fields.line("copies").line.hasFocus()
    assert memo.isHidden()
    assert form.checks.rows[Check.APPROVAL].answer is Answer.YES


def test_a_memo_is_recorded_by_the_key_that_goes_on(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    form = bench.page.form
    form.fields.basis_chips[Basis.MEMO].click()
    memo = form.fields.memo
    memo.line("partner").line.setFocus()
    bench.type("Garden Lab")
    bench.press(Qt.Key.Key_Return)
    bench.type("Seed swap")
    bench.press(Qt.Key.Key_Return, CTRL)
    assert "number is missing" in memo.missing.text()
    assert memo.line("approval_number").line.hasFocus()
    bench.type("FL-2299")
    bench.press(Qt.Key.Key_Return)
    bench.type("nov 16")
    bench.press(Qt.Key.Key_Return, CTRL)
    approval = form.fields.approval
    assert approval is not None
    assert approval.approval_number == "FL-2299"
    assert form.fields.found.sentence.text().endswith(
        "memo dated Mon, Nov 16, recorded today by the front desk"
    )
    assert form.fields.line("copies").line.hasFocus()


def test_a_memo_that_was_typed_wrongly_is_corrected(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    form = bench.page.form
    form.fields.basis_chips[Basis.MEMO].click()
    memo = form.fields.memo
    for name, said in (
        ("partner", "Garden Lab"), ("title", "Seed swap"), ("approval_number", "FL-2992"),
        ("memo_on", "nov 16"), ("grade_low", "K"), ("grade_high", "5"),
    ):  # fmt: skip
        memo.line(name).set(said)
    memo.submit()
    assert form.fields.approval is not None
    form.fields.correct_button.click()
    assert form.fields.unchosen
    assert [memo.line(name).said for name in ("memo_on", "grade_low", "grade_high")] == [
        "Nov 16, 2026", "K", "5",
    ]  # fmt: skip
    memo.line("approval_number").set("FL-2299")
    bench.press(Qt.Key.Key_Return, CTRL)
    numbers = [one.approval_number for one in bench.services.deliveries.approvals("Seed swap")]
    assert numbers == ["FL-2299"]
    form.fields.line("copies").set("40")
    bench.press(Qt.Key.Key_S, CTRL)
    bench.press(Qt.Key.Key_Return, CTRL)  # on with it: now a delivery stands on the memo
    assert form.fields.found.word.text() == "Seed swap"
    assert form.fields.correct_button.isHidden()


def test_a_memo_that_is_not_recorded_yet_is_asked_about(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    form = bench.page.form
    form.fields.basis_chips[Basis.MEMO].click()
    memo = form.fields.memo
    memo.line("approval_number").line.setFocus()
    bench.type("FL-2299")
    bench.press(Qt.Key.Key_Escape)
    assert bench.page.writing
    assert form.back_button.hasFocus()
    bench.press(Qt.Key.Key_Backspace, CTRL)
    assert bench.page.front is bench.page.look
    bench.press(Qt.Key.Key_N, CTRL)
    form.fields.basis_chips[Basis.MEMO].click()
    assert not memo.begun


def test_whose_flyer_it_is_is_typed_once(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    fields = bench.page.form.fields
    fields.basis_chips[Basis.NONE].click()
    fields.line("partner").set("Dragon Studio")
    fields.line("title").set("Karate trial week")
    fields.basis_chips[Basis.MEMO].click()
    assert fields.memo.line("title").said == "Karate trial week"
    fields.memo.line("partner").set("Dragon Studio West")
    fields.line("copies").set("30")
    fields.buttons("channels")[Channel.CARRY_HOME].click()
    bench.press(Qt.Key.Key_S, CTRL)  # the memo is still to come
    assert bench.now(newest(bench)).partner_name == "Dragon Studio West"


def test_a_flyer_that_is_not_on_the_list_leads_to_its_memo(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    fields = bench.page.form.fields
    bench.type("yoga")
    assert fields.found.word.text() == "Not on the district’s list"
    assert "Record the memo" in fields.found.sentence.text()
    for _ in "yoga":
        bench.press(Qt.Key.Key_Backspace)
    assert fields.found.isHidden()
    bench.type("dental")
    assert fields.found.isHidden()
    bench.press(Qt.Key.Key_Return)
    assert fields.found.word.text() == "Free dental screening"


def record_memo(bench: Bench) -> FlyerApproval:
    bench.press(Qt.Key.Key_N, CTRL)
    fields = bench.page.form.fields
    fields.basis_chips[Basis.MEMO].click()
    for name, said in (
        ("partner", "Garden Lab"), ("title", "Sead swap"), ("approval_number", "FL-2299"),
        ("memo_on", "nov 16"), ("expires_on", "dec 30"), ("grade_low", "K"), ("grade_high", "5"),
    ):  # fmt: skip
        fields.memo.line(name).set(said)
    fields.memo.submit()
    assert fields.approval is not None
    return fields.approval


def test_a_memo_that_was_recorded_by_mistake_is_taken_back(bench: Bench) -> None:
    memo = record_memo(bench)
    fields = bench.page.form.fields
    assert fields.memo_back.isVisible()
    fields.memo_back.button.click()
    assert fields.received().approval == ""
    assert fields.memo_back.isHidden()
    assert fields.found.isHidden()
    assert fields.memo.isVisible()
    assert fields.memo.line("partner").line.hasFocus()
    known = bench.services.deliveries.approvals()
    assert memo.key not in {one.key for one in known}


def test_one_of_the_list_that_was_a_memo_is_taken_back(bench: Bench) -> None:
    record_memo(bench)
    fields = bench.page.form.fields
    fields.basis_chips[Basis.APPROVED].click()
    bench.type("sead swap")
    bench.press(Qt.Key.Key_Return)
    assert fields.memo_back.isVisible()
    fields.memo_back.button.click()
    assert fields.received().approval == ""
    assert fields.finder.line.hasFocus()
    assert fields.finder.line.text() == ""


def test_a_memo_that_flyers_stand_on_is_kept_and_it_is_said_why(bench: Bench) -> None:
    memo = record_memo(bench)
    form = bench.page.form
    form.fields.line("copies").set("30")
    bench.press(Qt.Key.Key_S, CTRL)  # kept for later
    bench.press(Qt.Key.Key_Return, CTRL)  # continue with its checklist
    assert bench.page.writing
    form.fields.memo_back.button.click()
    assert "A delivery uses this memo" in form.fields.memo_back.trouble.text()
    assert form.fields.approval is not None
    assert form.fields.approval.key == memo.key


def test_what_is_on_the_district_s_list_is_not_taken_back(bench: Bench) -> None:
    record_memo(bench)
    fields = bench.page.form.fields
    fields.basis_chips[Basis.APPROVED].click()
    fields.fill(Received(), bench.services.deliveries.approvals("winter")[0])
    assert fields.found.isVisible()
    assert fields.memo_back.isHidden()
    fields.basis_chips[Basis.NONE].click()
    assert fields.memo_back.isHidden()


def test_a_memo_is_typed_where_an_approval_was_chosen_before(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, CTRL)
    fields = bench.page.form.fields
    bench.type("winter")
    bench.press(Qt.Key.Key_Return)
    assert fields.found.isVisible()
    fields.basis_chips[Basis.MEMO].click()
    assert fields.found.isHidden()
    assert fields.memo.isVisible()
    assert fields.memo.line("partner").line.hasFocus()
