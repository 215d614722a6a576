"""The list and one delivery, on the real services."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cpdesk.clock import FixedClock
from cpdesk.policy.flyers import Answer, Channel, DeliveryState, HandedHow, LineState, Surplus
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import PlannedClass
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.flyers.actions import Do
from cpdesk.ui.flyers.handout.class_table import Part
from cpdesk.ui.flyers.handout.finish_tray import FinishTray
from cpdesk.ui.flyers.handout.trays import ElectronicTray, PostTray, ReturnTray
from cpdesk.ui.theme.theme import DARK, LIGHT, Theme, Tone
from tests.ui.flyers.conftest import ALT, CTRL, Bench, Build
from tests.ui.flyers.fakes import accepted
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

SHIFT = Qt.KeyboardModifier.ShiftModifier


def states(bench: Bench, delivery_id: str = "D-WINTER") -> list[LineState]:
    return [line.state for line in bench.now(delivery_id).lines]


def test_what_is_due_is_on_top(bench: Bench) -> None:
    assert bench.titles[0] == "Fall concert"
    assert sorted(bench.titles[1:]) == [
        "Robots & <friends>: family night",
        "Teen coding night",
        "Winter reading club",
    ]
    column = bench.page.column
    assert column.chips["to_do"].text() == "To do 4"
    assert bench.page.header.to_hand_out.text == "1 to hand out"
    assert bench.page.header.to_take_down.text == "1 to take down today"
    assert column.list.hasFocus()


def test_one_delivery_as_in_the_design(bench: Bench) -> None:
    bench.choose("D-WINTER")
    detail = bench.page.detail
    assert detail.title.text() == "Winter reading club"
    assert detail.under.text().startswith(
        "Lake Street Literacy · carry-home, grades K–3 · 248 copies received Mon, Nov 23, counted"
    )
    assert detail.copies.text() == "43 of 192 copies out · 56 over"
    model = detail.table.model()
    said = [[model.index(row, column).data() for column in range(6)] for row in (0, 2)]
    assert said[0] == ["K-A", "Room 101", "22", "22", "Mailbox", "Mon, Nov 23 2:05 pm"]
    assert said[1] == ["1-A", "Room 107", "24", "24", "—", ""]
    assert detail.row.first() is Do.HAND_REST
    line = detail.table.current
    assert line is not None
    assert line.class_name == "1-A"  # the first that waits
    assert any("Handed out to K-A and K-B" in said for said in detail.history.said)


def test_class_by_class_then_the_rest_then_back(bench: Bench, clock: FixedClock) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return)  # into the classes
    assert bench.page.detail.table.hasFocus()
    bench.press(Qt.Key.Key_Return)
    assert states(bench).count(LineState.HANDED) == 3
    line = bench.page.detail.table.current
    assert line is not None
    assert line.class_name == "1-B"  # on to the next
    clock.set(clock.now() + timedelta(minutes=1))
    bench.press(Qt.Key.Key_T, ALT)
    bench.page.detail.how.to.setText("Ms. Vang")
    bench.press(Qt.Key.Key_Return)
    fourth = bench.now("D-WINTER").lines[3]
    assert (fourth.handed_how, fourth.handed_to) == (HandedHow.TEACHER, "Ms. Vang")
    bench.press(Qt.Key.Key_M, ALT)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert set(states(bench)) == {LineState.HANDED}
    assert bench.said[-1] == ("102 copies handed out.", Tone.OK)
    bench.press(Qt.Key.Key_Z, CTRL)
    assert states(bench).count(LineState.PLANNED) == 4
    bench.press(Qt.Key.Key_Z, CTRL)  # and what was handed out before, though not by this hand
    assert states(bench).count(LineState.PLANNED) == 5


def test_one_class_of_long_ago_is_taken_back(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return)  # into the classes
    bench.press(Qt.Key.Key_Return)  # 1-A
    table = bench.page.detail.table
    table.selectRow(0)
    bench.press(Qt.Key.Key_Delete)
    assert [line.class_name for line in bench.now("D-WINTER").lines if line.handed_at] == [
        "K-B", "1-A",
    ]  # fmt: skip
    bench.press(Qt.Key.Key_Delete)  # it waits already
    assert bench.said[-1] == ("Undone. 1 class is waiting again.", Tone.OK)
    assert bench.now("D-WINTER").tally.out == 21 + 24


def test_a_double_press_hands_out_once(bench: Bench) -> None:
    bench.choose("D-WINTER")
    table = bench.page.detail.table
    line = table.current
    assert line is not None
    table.wanted.emit(line.line_id)
    table.wanted.emit(line.line_id)
    assert bench.now("D-WINTER").tally.out == 43 + 24


def test_somebody_else_was_faster(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_D, CTRL)
    tray = bench.page.detail.tray
    assert isinstance(tray, ReturnTray)
    tray.form.buttons("reasons")["one_sheet"].setChecked(True)
    other = bench.now("D-TEEN")
    board = bench.services.boards.boards()[0]
    bench.services.boards.post("D-TEEN", board.board_id, 3, post_id="P-OTHER")
    bench.press(Qt.Key.Key_Return, CTRL)
    assert bench.now("D-TEEN").state is DeliveryState.ACCEPTED
    assert bench.record.version > other.version  # it was read again
    assert "since you opened it" in bench.page.detail.trouble.word.text()
    assert bench.page.detail.tray is None


def test_posted_on_a_board_and_taken_back(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_Return, CTRL)
    tray = bench.page.detail.tray
    assert isinstance(tray, PostTray)
    tray.form.line("copies").set("3")
    tray.form.line("take_down_on").set("nov 20")
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Enter today or a later date, such as Dec 15."
    tray.form.line("take_down_on").set("dec 4")
    bench.press(Qt.Key.Key_Return, CTRL)
    post = bench.now("D-TEEN").posts[0]
    assert (post.board_name, post.copies, str(post.take_down_on)) == (
        "Lobby board",
        3,
        "2026-12-04",
    )
    assert bench.said[-1][0] == "Posted: Lobby board. It comes down on Dec 4, 2026."
    bench.press(Qt.Key.Key_Z, CTRL)
    assert bench.now("D-TEEN").posts == ()


def test_an_electronic_post(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.page.press(Do.POST_ELECTRONIC)
    tray = bench.page.detail.tray
    assert isinstance(tray, ElectronicTray)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Enter where it’s posted."
    bench.type("Newsletter")
    bench.press(Qt.Key.Key_Return)
    post = bench.now("D-TEEN").posts[0]
    assert (post.channel, post.board_name, post.copies) == (Channel.ELECTRONIC, "Newsletter", 0)


def test_taken_down_and_put_up_again(bench: Bench) -> None:
    bench.choose("D-FALL")
    bench.press(Qt.Key.Key_Return, CTRL)
    assert bench.now("D-FALL").posts[0].taken_down_at is not None
    assert bench.said[-1] == ("Taken down: Lobby board.", Tone.OK)
    assert bench.page.header.to_take_down.isHidden()
    row = bench.page.detail.posts.lines[0]
    assert row.button.text() == "Put back up"
    row.button.click()
    assert bench.now("D-FALL").posts[0].taken_down_at is None


def test_finished_with_the_fate_of_what_is_over(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return, CTRL)  # the rest
    bench.press(Qt.Key.Key_Return, CTRL)  # finish
    tray = bench.page.detail.tray
    assert isinstance(tray, FinishTray)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Choose what happens to the copies."
    tray.form.buttons("surplus")[Surplus.KEPT].click()
    bench.press(Qt.Key.Key_Return, CTRL)
    done = bench.now("D-WINTER")
    assert (done.state, done.surplus, done.surplus_copies) == (
        DeliveryState.DONE, Surplus.KEPT, 56,
    )  # fmt: skip
    assert bench.record.delivery_id == "D-WINTER"  # still shown, in the other list
    assert bench.page.column.chips["done"].isChecked()
    bench.press(Qt.Key.Key_Z, CTRL)
    assert bench.now("D-WINTER").state is DeliveryState.ACCEPTED


def test_what_is_over_goes_back_for_a_reason(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return, CTRL)  # the rest
    bench.press(Qt.Key.Key_Return, CTRL)  # finish
    tray = bench.page.detail.tray
    assert isinstance(tray, FinishTray)
    assert tray.form.line("note").isHidden()
    bench.press(Qt.Key.Key_Space)  # returned
    assert tray.form.line("note").isVisible()
    assert [code for code, box in tray.form.buttons("reasons").items() if box.isChecked()] == [
        "too_many"
    ]
    tray.form.buttons("reasons")["too_many"].click()
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Choose at least one reason."
    tray.form.buttons("reasons")["other"].click()
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Enter the other reason."
    tray.form.line("note").set("The club is full")
    tray.form.line("returned_to").set("A driver")
    bench.press(Qt.Key.Key_Return, CTRL)
    done = bench.now("D-WINTER")
    assert (done.state, done.surplus) == (DeliveryState.DONE, Surplus.RETURNED)
    assert [(one.copies, one.reasons, one.note, one.returned_to) for one in done.returns] == [
        (56, ("other",), "The club is full", "A driver")
    ]
    action, act = bench.acts[-1]
    assert action == "Print return slip"
    assert act is not None
    act()
    assert bench.printed.slips == ["D-WINTER"]
    assert Do.SLIP in bench.page.detail.row.buttons
    assert any("56 copies returned" in said for said in bench.page.detail.history.said)
    bench.press(Qt.Key.Key_Z, CTRL)  # it never went back
    again = bench.now("D-WINTER")
    assert (again.state, again.returns) == (DeliveryState.ACCEPTED, ())


def test_each_return_is_told_and_one_of_today_can_be_taken_back(
    bench: Bench, clock: FixedClock
) -> None:
    deliveries = bench.services.deliveries
    one = bench.now("D-ROBOTS")
    yes = tuple((line.check, Answer.YES) for line in one.checks if line.answer is Answer.OPEN)
    one = deliveries.check("D-ROBOTS", one.version, yes)
    some = Return(("too_many",), "", "A driver")
    one = deliveries.accept_in_part("D-ROBOTS", one.version, 20, some)
    bench.choose("D-ROBOTS")
    detail = bench.page.detail
    assert Do.SLIP in detail.row.buttons
    assert Do.UNDO_RETURN in detail.more.buttons
    clock.set(clock.now() + timedelta(days=1))
    one = deliveries.give_back("D-ROBOTS", one.version, Return(("memo", "other"), "Wet"))
    bench.choose("D-ROBOTS")
    assert detail.returned.word.text() == "All copies returned"
    first, second = detail.returned.sentence.text().split("\n")
    assert first.startswith("20 copies ")
    assert first.endswith(": There are more copies than needed.")
    assert second == "100 copies today: A copy of the approval memo is missing. Wet"
    message = [said for said in detail.history.said if "returned by" in said]
    assert [said.split(" · ")[1] for said in message] == [
        "All copies returned by the front desk",
        "20 copies returned by the front desk, given to A driver",
    ]
    detail.more.buttons[Do.UNDO_RETURN].click()
    assert (bench.now("D-ROBOTS").state, len(bench.now("D-ROBOTS").returns)) == (
        DeliveryState.ACCEPTED, 1,
    )  # fmt: skip
    assert Do.UNDO_RETURN not in detail.more.buttons  # what is left went back yesterday


def test_what_stays_asks_for_no_reason(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return, CTRL)
    bench.press(Qt.Key.Key_Return, CTRL)
    tray = bench.page.detail.tray
    assert isinstance(tray, FinishTray)
    tray.form.buttons("surplus")[Surplus.RETURNED].click()
    tray.form.buttons("surplus")[Surplus.RECYCLED].click()
    assert tray.form.line("note").isHidden()
    bench.press(Qt.Key.Key_Return, CTRL)
    assert (bench.now("D-WINTER").surplus, bench.now("D-WINTER").returns) == (
        Surplus.RECYCLED, (),
    )  # fmt: skip


def test_returned_with_reasons_and_the_slip_is_offered(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_D, CTRL)
    tray = bench.page.detail.tray
    assert isinstance(tray, ReturnTray)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Choose at least one reason."
    tray.form.buttons("reasons")["other"].setChecked(True)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Enter the other reason."
    tray.form.line("note").set("It is damp")
    bench.press(Qt.Key.Key_Return, CTRL)
    back = bench.now("D-TEEN")
    assert back.state is DeliveryState.RETURNED
    assert [(one.reasons, one.note) for one in back.returns] == [(("other",), "It is damp")]
    action, act = bench.acts[-1]
    assert action == "Print return slip"
    assert act is not None
    act()
    assert bench.printed.slips == ["D-TEEN"]
    assert bench.page.detail.returned.sentence.text() == "It is damp"
    bench.press(Qt.Key.Key_Z, CTRL)  # accepted, as it was before
    assert (bench.now("D-TEEN").state, bench.now("D-TEEN").returns) == (DeliveryState.ACCEPTED, ())


def test_the_papers_of_a_delivery(bench: Bench) -> None:
    bench.choose("D-WINTER")
    row, more = bench.page.detail.row.buttons, bench.page.detail.more.buttons
    bench.press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    bench.press(Qt.Key.Key_P, CTRL | SHIFT)
    assert (row[Do.COUNT_SHEET].key, more[Do.LABELS].key) == ("Ctrl+Shift+C", "Ctrl+Shift+P")
    assert (bench.printed.count_sheets, bench.printed.labels) == (["D-WINTER"], ["D-WINTER"])


def test_searched_by_typing(bench: Bench) -> None:
    event_taken = bench.page.search("w")
    assert event_taken
    bench.type("inter")
    assert bench.titles == ["Winter reading club"]
    bench.press(Qt.Key.Key_Escape)
    assert len(bench.titles) == 4
    bench.press(Qt.Key.Key_F, CTRL)
    bench.type("zzz")
    assert bench.page.column.nothing.isVisible()
    assert not bench.page.detail.isVisible()


def test_done_this_term(bench: Bench) -> None:
    bench.press(Qt.Key.Key_2, ALT)
    assert bench.titles == []
    assert bench.page.column.nothing.word.text() == "Nothing finished this term"
    bench.press(Qt.Key.Key_1, ALT)
    assert len(bench.titles) == 4
    bench.press(Qt.Key.Key_Right)
    assert bench.titles == []
    bench.press(Qt.Key.Key_Left)  # from an empty list, too
    assert len(bench.titles) == 4


def test_the_list_has_the_focus_also_where_it_is_read_late(empty_bench: Bench) -> None:
    column = empty_bench.page.column
    assert column.search.hasFocus()  # there is no list yet
    accepted(empty_bench.services, "teen", "D-TEEN", 10, Channel.BOARD)
    empty_bench.page.refresh()
    assert column.list.hasFocus()
    empty_bench.press(Qt.Key.Key_F, CTRL)
    empty_bench.type("x")
    empty_bench.press(Qt.Key.Key_Backspace)
    assert column.search.hasFocus()


def test_nothing_yet(empty_bench: Bench) -> None:
    assert empty_bench.page.column.nothing.word.text() == "Nothing to do"
    assert empty_bench.page.header.to_hand_out.isHidden()


def test_a_change_elsewhere_is_seen(bench: Bench, changes: Changes) -> None:
    accepted(bench.services, "dental", "D-DENTAL", 60, Channel.BOARD)
    changes.flyers.emit()
    assert "Free dental screening" in bench.titles


@pytest.mark.parametrize("delivery", ["D-WINTER", "D-FALL", "D-ROBOTS"])
def test_seen_and_heard_in_every_look(
    build: Build, deliveries: Services, any_theme: Theme, delivery: str
) -> None:
    bench = build(any_theme)
    bench.choose(delivery)
    bench.settle()
    page = bench.page
    assert_accessible(page)
    assert_legible(page, any_theme)
    assert_whole(page)


def test_small_and_with_long_names(build: Build, deliveries: Services, theme: Theme) -> None:
    bench = build(theme, width=900, height=560)
    record = bench.choose("D-WINTER")
    table = bench.page.detail.table
    assert table.columnWidth(0) > 0
    assert bench.page.minimumSizeHint().height() < 560
    spoken = bench.page.column.list.model().index(0, 0)
    assert "Take down today" in spoken.data(Qt.ItemDataRole.AccessibleTextRole)
    assert record.title == "Winter reading club"


def test_what_hangs_alone_is_taken_down_by_a_key(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_T, CTRL)  # nothing is posted
    board = bench.services.boards.boards()[0]
    bench.services.boards.post("D-TEEN", board.board_id, 3, post_id="P-TEEN")
    bench.choose("D-TEEN")
    assert bench.page.detail.posts.lines[0].button.key == "Ctrl+T"
    bench.press(Qt.Key.Key_T, CTRL)
    assert bench.now("D-TEEN").posts[0].taken_down_at is not None


def test_tab_goes_from_the_top_to_the_bottom(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.choose("D-FALL")  # whose buttons are others
    bench.choose("D-WINTER")
    bench.settle()
    bench.page.column.list.setFocus()
    detail = bench.page.detail
    content = detail.sheet.widget()
    seen: list[int] = []
    while True:
        bench.press(Qt.Key.Key_Tab)
        inside = bench.focus is detail or detail.isAncestorOf(bench.focus)
        if seen and not inside:
            break
        if inside:
            scrolls = content is not None and content.isAncestorOf(bench.focus)
            on = content if scrolls and content is not None else bench.page
            at = bench.focus.mapTo(on, QPoint(0, 0)).y() if bench.focus is not detail else -1
            seen.append(at if scrolls or at < 0 else 10_000 + at)
    assert len(seen) > 6
    assert seen == sorted(seen)


def test_the_sheet_shows_that_it_has_the_focus(bench: Bench) -> None:
    bench.choose("D-TEEN")  # no classes: the keys scroll the sheet
    detail = bench.page.detail
    bench.page.column.list.setFocus()
    bench.settle()
    before = detail.grab().toImage()
    detail.enter()
    assert detail.hasFocus()
    bench.settle()
    assert detail.grab().toImage() != before


LONG = "Dual language immersion section 27 of the morning"


@pytest.mark.parametrize("width", [900, 1170])
def test_a_long_class_name_leaves_room_for_who_had_it_and_when(
    build: Build, deliveries: Services, theme: Theme, width: int
) -> None:
    record = deliveries.deliveries.delivery("D-WINTER")
    lines = tuple(
        PlannedClass("", f"{LONG} {n}", "Room 100 in the east annex behind the gym", 2, 20)
        for n in range(3)
    )
    deliveries.handouts.plan("D-WINTER", record.version, lines)
    bench = build(theme, width=width)
    bench.choose("D-WINTER")
    bench.settle()
    table = bench.page.detail.table
    for part in (Part.COPIES, Part.HANDED, Part.WHEN):
        assert table.columnWidth(part) >= table.sizeHintForColumn(part)
    assert table.columnWidth(Part.CLASS) >= theme.px(110)
    assert sum(table.columnWidth(part) for part in Part) <= table.viewport().width()
    tip = table.model().index(2, Part.CLASS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{LONG} 0 · Room 100 in the east annex behind the gym"


def test_large_text_cuts_neither_the_pill_nor_a_reason(build: Build, deliveries: Services) -> None:
    large = Theme(LIGHT, 150)
    bench = build(large, width=1090, height=640)
    bench.choose("D-WINTER")
    bench.settle()
    table = bench.page.detail.table
    for part in (Part.COPIES, Part.HANDED, Part.WHEN):
        assert table.columnWidth(part) >= table.sizeHintForColumn(part)
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_D, CTRL)
    bench.settle()
    tray = bench.page.detail.tray
    assert isinstance(tray, ReturnTray)
    for box in tray.form.buttons("reasons").values():
        assert box.text().replace("\n", " ") == box.accessibleName()
        assert box.sizeHint().width() <= box.width()


def test_large_text_gives_the_pill_a_line_of_its_own(build: Build, deliveries: Services) -> None:
    large = Theme(LIGHT, 150)
    bench = build(large, width=1170, height=640)
    bench.settle()
    column = bench.page.column.list
    places = {row.delivery_id: n for n, row in enumerate(column.rows)}

    def high(delivery_id: str) -> int:
        return column.visualRect(column.model().index(places[delivery_id], 0)).height()

    narrow = high("D-WINTER")  # "43 of 192 copies out" is said as a whole
    bench.page.resize(1800, 640)
    bench.settle()
    assert narrow > high("D-WINTER")  # there the pill stands beside it


def test_the_wheel_over_the_classes_moves_the_sheet(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return)
    table = bench.page.detail.table
    assert table.height() >= table.model().rowCount() * table.rowHeight(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    line = table.current
    assert line is not None
    assert line.class_name == "1-B"


def test_another_theme_while_it_is_open(bench: Bench) -> None:
    bench.choose("D-WINTER")
    dark = Theme(DARK, 125)
    bench.page.retheme(dark)
    bench.settle()
    assert bench.page.detail.table.theme is dark
    assert_legible(bench.page, dark)
