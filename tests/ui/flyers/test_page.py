"""The list and one delivery, on the real services."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.flyers import Channel, DeliveryState, HandedHow, LineState, Surplus
from cpdesk.services.counter import Counter
from cpdesk.ui.changes import Changes
from cpdesk.ui.flyers.actions import Do
from cpdesk.ui.flyers.finish_tray import FinishTray
from cpdesk.ui.flyers.trays import ElectronicTray, PostTray, ReturnTray
from cpdesk.ui.theme import DARK, Theme, Tone
from tests.ui.flyers.conftest import ALT, CTRL, Bench, Build
from tests.ui.flyers.fakes import accepted
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


def states(bench: Bench, delivery_id: str = "D-WINTER") -> list[LineState]:
    return [line.state for line in bench.now(delivery_id).lines]


def test_what_is_due_is_on_top(bench: Bench) -> None:
    assert bench.titles[0] == "Fall concert"
    assert sorted(bench.titles[1:]) == [
        "Robots & <friends>: family night",
        "Teen coding night",
        "Winter reading club",
    ]
    column = bench.page.look.column
    assert column.chips["to_do"].text() == "To do 4"
    assert bench.page.to_hand_out.text == "1 to hand out"
    assert bench.page.to_take_down.text == "1 to take down today"
    assert column.list.hasFocus()


def test_one_delivery_as_in_the_design(bench: Bench) -> None:
    bench.choose("D-WINTER")
    detail = bench.page.look.detail
    assert detail.title.text() == "Winter reading club"
    assert detail.under.text().startswith(
        "Lake Street Literacy · carry home, grades K–3 · 248 copies received Mon, Nov 23, counted"
    )
    assert detail.copies.text() == "43 of 192 copies out · 56 over"
    model = detail.table.model()
    said = [[model.index(row, column).data() for column in range(6)] for row in (0, 2)]
    assert said[0] == ["K-A", "Room 101", "22", "22", "Mailbox", "Mon, Nov 23 2:05 pm"]
    assert said[1] == ["1-A", "Room 107", "24", "24", "—", ""]
    assert detail.row.first() is Do.HAND_REST
    line = detail.table.line
    assert line is not None
    assert line.class_name == "1-A"  # the first that waits
    assert any("Handed out to K-A and K-B" in said for said in detail.history.said)


def test_class_by_class_then_the_rest_then_back(bench: Bench, clock: FixedClock) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return)  # into the classes
    assert bench.page.look.detail.table.hasFocus()
    bench.press(Qt.Key.Key_Return)
    assert states(bench).count(LineState.HANDED) == 3
    line = bench.page.look.detail.table.line
    assert line is not None
    assert line.class_name == "1-B"  # on to the next
    clock.set(clock.now() + timedelta(minutes=1))
    bench.press(Qt.Key.Key_T, ALT)
    bench.page.look.detail.how.to.setText("Ms. Vang")
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


def test_a_double_press_hands_out_once(bench: Bench) -> None:
    bench.choose("D-WINTER")
    table = bench.page.look.detail.table
    line = table.line
    assert line is not None
    table.wanted.emit(line.line_id)
    table.wanted.emit(line.line_id)
    assert bench.now("D-WINTER").tally.out == 43 + 24


def test_somebody_else_was_faster(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_D, CTRL)
    tray = bench.page.look.detail.tray
    assert isinstance(tray, ReturnTray)
    tray.boxes["one_sheet"].setChecked(True)
    other = bench.now("D-TEEN")
    board = bench.counter.boards.boards()[0]
    bench.counter.boards.post("D-TEEN", board.board_id, 3, post_id="P-OTHER")
    bench.press(Qt.Key.Key_Return, CTRL)
    assert bench.now("D-TEEN").state is DeliveryState.ACCEPTED
    assert bench.record.version > other.version  # it was read anew
    assert "meanwhile" in bench.page.look.detail.trouble.word.text()
    assert bench.page.look.detail.tray is None


def test_posted_on_a_board_and_taken_back(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_Return, CTRL)
    tray = bench.page.look.detail.tray
    assert isinstance(tray, PostTray)
    tray.copies.set("3")
    tray.day.set("nov 20")
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Write a day from today on, such as Dec 15."
    tray.day.set("dec 4")
    bench.press(Qt.Key.Key_Return, CTRL)
    post = bench.now("D-TEEN").posts[0]
    assert (post.board_name, post.copies, str(post.take_down_on)) == (
        "Lobby board",
        3,
        "2026-12-04",
    )
    assert bench.said[-1][0] == "Posted: Lobby board. It comes down Dec 4, 2026."
    bench.press(Qt.Key.Key_Z, CTRL)
    assert bench.now("D-TEEN").posts == ()


def test_an_electronic_post(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.page.look.press(Do.POST_ELECTRONIC)
    tray = bench.page.look.detail.tray
    assert isinstance(tray, ElectronicTray)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Write where it is posted."
    bench.type("Newsletter")
    bench.press(Qt.Key.Key_Return)
    post = bench.now("D-TEEN").posts[0]
    assert (post.channel, post.board_name, post.copies) == (Channel.ELECTRONIC, "Newsletter", 0)


def test_taken_down_and_put_up_again(bench: Bench) -> None:
    bench.choose("D-FALL")
    bench.press(Qt.Key.Key_Return, CTRL)
    assert bench.now("D-FALL").posts[0].taken_down_at is not None
    assert bench.said[-1] == ("Taken down: Lobby board.", Tone.OK)
    assert bench.page.to_take_down.isHidden()
    row = bench.page.look.detail.posts.rows[0]
    assert row.button.text() == "Put up again"
    row.button.click()
    assert bench.now("D-FALL").posts[0].taken_down_at is None


def test_finished_with_the_fate_of_what_is_over(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return, CTRL)  # the rest
    bench.press(Qt.Key.Key_Return, CTRL)  # finish
    tray = bench.page.look.detail.tray
    assert isinstance(tray, FinishTray)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Say what becomes of the copies."
    tray.chips[Surplus.KEPT].click()
    bench.press(Qt.Key.Key_Return, CTRL)
    done = bench.now("D-WINTER")
    assert (done.state, done.surplus, done.surplus_copies) == (
        DeliveryState.DONE, Surplus.KEPT, 56,
    )  # fmt: skip
    assert bench.record.delivery_id == "D-WINTER"  # still shown, in the other list
    assert bench.page.look.column.chips["done"].isChecked()
    bench.press(Qt.Key.Key_Z, CTRL)
    assert bench.now("D-WINTER").state is DeliveryState.ACCEPTED


def test_returned_with_reasons_and_the_slip_is_offered(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_D, CTRL)
    tray = bench.page.look.detail.tray
    assert isinstance(tray, ReturnTray)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Choose at least one reason."
    tray.boxes["other"].setChecked(True)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Write the other reason."
    tray.note.set("It is damp")
    bench.press(Qt.Key.Key_Return, CTRL)
    back = bench.now("D-TEEN")
    assert back.state is DeliveryState.RETURNED
    assert [(one.reasons, one.note) for one in back.returns] == [(("other",), "It is damp")]
    action, act = bench.acts[-1]
    assert action == "Print return slip"
    assert act is not None
    act()
    assert bench.printed.slips == ["D-TEEN"]
    assert bench.page.look.detail.returned.sentence.text() == "It is damp"
    bench.press(Qt.Key.Key_Z, CTRL)  # accepted, as it was before
    assert (bench.now("D-TEEN").state, bench.now("D-TEEN").returns) == (DeliveryState.ACCEPTED, ())


def test_the_papers_of_a_delivery(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.page.look.press(Do.COUNT_SHEET)
    bench.page.look.press(Do.LABELS)
    assert (bench.printed.count_sheets, bench.printed.labels) == (["D-WINTER"], ["D-WINTER"])


def test_searched_by_typing(bench: Bench) -> None:
    event_taken = bench.page.look.search("w")
    assert event_taken
    bench.type("inter")
    assert bench.titles == ["Winter reading club"]
    bench.press(Qt.Key.Key_Escape)
    assert len(bench.titles) == 4
    bench.press(Qt.Key.Key_F, CTRL)
    bench.type("zzz")
    assert bench.page.look.column.nothing.isVisible()
    assert not bench.page.look.detail.isVisible()


def test_done_this_term(bench: Bench) -> None:
    bench.press(Qt.Key.Key_2, ALT)
    assert bench.titles == []
    assert bench.page.look.column.nothing.word.text() == "Nothing was done this term"
    bench.press(Qt.Key.Key_1, ALT)
    assert len(bench.titles) == 4


def test_nothing_yet(empty_bench: Bench) -> None:
    assert empty_bench.page.look.column.nothing.word.text() == "Nothing is to do"
    assert empty_bench.page.to_hand_out.isHidden()


def a_picture(path: Path, shade: int = 99) -> Path:
    image = QImage(80, 120, QImage.Format.Format_RGB32)
    image.fill(QColor(shade, 120, 120))
    assert image.save(str(path))
    return path


def drop(on: QWidget, mime: QMimeData) -> None:
    """As the system tells of it: first that something is coming, then that it was let go."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    coming = QDragEnterEvent(QPoint(20, 20), copy, mime, left, none)
    coming.ignore()
    QApplication.sendEvent(on, coming)
    if coming.isAccepted():
        QApplication.sendEvent(on, QDropEvent(QPointF(20, 20), copy, mime, left, none))


def files_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_a_file_dropped_on_the_page_is_attached(bench: Bench, tmp_path: Path) -> None:
    bench.choose("D-TEEN")
    drop(bench.page, files_of(a_picture(tmp_path / "teen.png")))
    file = bench.now("D-TEEN").files[0]
    assert (file.name, file.thumbnail is not None) == ("teen.png", True)
    assert bench.said[-1] == ("teen.png is attached to Teen coding night.", Tone.OK)
    tile = bench.page.look.detail.files.tiles[0]
    tile.open_button.click()
    assert bench.printed.opened == [file.file_id]
    tile.remove_button.click()
    bench.press(Qt.Key.Key_Return, CTRL)  # it asks once
    assert bench.now("D-TEEN").files == ()


def test_a_file_on_the_wrong_flyer_is_taken_back_by_a_key(bench: Bench, tmp_path: Path) -> None:
    bench.choose("D-TEEN")
    drop(bench.page, files_of(a_picture(tmp_path / "winter.png")))
    assert len(bench.now("D-TEEN").files) == 1
    bench.press(Qt.Key.Key_Z, CTRL)
    assert bench.now("D-TEEN").files == ()


def test_a_drop_where_no_flyer_is_shown_begins_one(empty_bench: Bench, tmp_path: Path) -> None:
    page = empty_bench.page
    drop(page, files_of(a_picture(tmp_path / "first.png")))
    assert page.writing
    assert [kept.name.text() for kept in page.form.zone.files] == ["first.png"]


def test_a_drop_beside_the_page_is_one_on_the_window(
    bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bench.choose("D-TEEN")
    window.setCentralWidget(bench.page)
    window.show()
    bench.page.show()
    drop(window, files_of(a_picture(tmp_path / "teen.png")))
    assert [file.name for file in bench.now("D-TEEN").files] == ["teen.png"]
    bench.page.hide()  # another page is in front, or the window is locked
    drop(window, files_of(a_picture(tmp_path / "other.png")))
    assert len(bench.now("D-TEEN").files) == 1
    assert not window.acceptDrops()
    bench.page.setParent(None)


def test_several_files_at_once(bench: Bench, tmp_path: Path) -> None:
    bench.choose("D-TEEN")
    paths = [a_picture(tmp_path / f"{n}.png", shade=n) for n in range(7)]
    drop(bench.page, files_of(*paths))
    assert len(bench.now("D-TEEN").files) == 5
    assert "The first 5 files were taken" in bench.said[-1][0]


@pytest.mark.parametrize("what", ["a folder", "a link", "words"])
def test_what_is_no_file_is_said(bench: Bench, tmp_path: Path, what: str) -> None:
    bench.choose("D-TEEN")
    mime = QMimeData()
    if what == "a folder":
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    elif what == "a link":
        mime.setUrls([QUrl("https://example.org/flyer.pdf")])
    else:
        mime.setText("flyer.pdf")
    drop(bench.page, mime)
    assert bench.said[-1][0] == "That is no file. Drop or paste a PDF or a picture."
    assert bench.now("D-TEEN").files == ()


def test_a_picture_dragged_from_elsewhere(bench: Bench) -> None:
    bench.choose("D-TEEN")
    image = QImage(60, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/flyer.png")])
    mime.setImageData(image)
    drop(bench.page, mime)
    assert [file.name for file in bench.now("D-TEEN").files] == ["pasted-1.png"]


def test_a_bad_file_is_said(bench: Bench, tmp_path: Path) -> None:
    bench.choose("D-TEEN")
    bad = tmp_path / "notes.pdf"
    bad.write_text("no PDF at all")
    bench.page.take_file(bad)
    assert bench.said[-1][1] is Tone.NO
    assert "neither a PDF nor a picture" in bench.said[-1][0]
    assert bench.now("D-TEEN").files == ()


def test_a_picture_is_pasted(bench: Bench) -> None:
    bench.choose("D-TEEN")
    image = QImage(60, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    bench.press(Qt.Key.Key_V, CTRL)
    assert [file.name for file in bench.now("D-TEEN").files] == ["pasted-1.png"]


def test_a_change_elsewhere_is_seen(bench: Bench, changes: Changes) -> None:
    accepted(bench.counter, "dental", "D-DENTAL", 60, Channel.BOARD)
    changes.flyers.emit()
    assert "Free dental screening" in bench.titles


@pytest.mark.parametrize("delivery", ["D-WINTER", "D-FALL", "D-ROBOTS"])
def test_seen_and_heard_in_every_look(
    build: Build, deliveries: Counter, any_theme: Theme, delivery: str
) -> None:
    bench = build(any_theme)
    bench.choose(delivery)
    bench.settle()
    page = bench.page
    assert_accessible(page)
    assert_legible(page, any_theme)
    assert_whole(page)


def test_small_and_with_long_names(build: Build, deliveries: Counter, theme: Theme) -> None:
    bench = build(theme, width=900, height=560)
    record = bench.choose("D-WINTER")
    table = bench.page.look.detail.table
    assert table.columnWidth(0) > 0
    assert bench.page.minimumSizeHint().height() < 560
    spoken = bench.page.look.column.list.model().index(0, 0)
    assert "Take down today" in spoken.data(Qt.ItemDataRole.AccessibleTextRole)
    assert record.title == "Winter reading club"


def test_the_wheel_over_the_classes_moves_the_sheet(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return)
    table = bench.page.look.detail.table
    assert table.height() >= table.model().rowCount() * table.rowHeight(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    line = table.line
    assert line is not None
    assert line.class_name == "1-B"


def test_another_theme_while_it_is_open(bench: Bench) -> None:
    bench.choose("D-WINTER")
    dark = Theme(DARK, 125)
    bench.page.retheme(dark)
    bench.settle()
    assert bench.page.look.detail.table.theme is dark
    assert_legible(bench.page, dark)
