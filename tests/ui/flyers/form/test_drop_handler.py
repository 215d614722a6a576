"""Files that are dropped, pasted and removed again, and who attached them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.flyers import Channel, HandedHow
from cpdesk.records.flyer_intake import MemoDraft, Received
from cpdesk.ui.theme.theme import Tone
from tests.ui.flyers.conftest import ALT, CTRL, Bench
from tests.ui.flyers.fakes import a_picture


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
    assert bench.said[-1] == ("teen.png attached to Teen coding night.", Tone.OK)
    tile = bench.page.detail.files.tiles[0]
    tile.open_button.click()
    assert bench.printed.opened == [file.file_id]
    tile.remove_button.click()
    bench.press(Qt.Key.Key_Return, CTRL)  # it asks once
    assert bench.now("D-TEEN").files == ()


def test_who_recorded_the_memo_and_who_attached_what_is_told(
    bench: Bench, tmp_path: Path, clock: FixedClock
) -> None:
    service = bench.services.deliveries
    day = clock.now().date()
    memo = service.record_memo(
        MemoDraft("Garden Lab", "Seed swap", "FL-2299", day, day, None, (Channel.BOARD,))
    )
    clock.set(clock.now() + timedelta(minutes=5))
    service.receive(Received(memo.key, copies=4, channels=(Channel.BOARD,)), "D-SEED")
    clock.set(clock.now() + timedelta(minutes=5))
    service.attach("D-SEED", "flyer", a_picture(tmp_path / "seed.png"))
    bench.choose("D-SEED")
    assert bench.page.detail.history.said == (
        "Nov 24, 2026, 10:52 am · seed.png attached by the front desk",
        "Nov 24, 2026, 10:47 am · Received by the front desk",
        "Nov 24, 2026, 10:42 am · Memo FL-2299 recorded by the front desk",
    )


def test_a_file_on_the_wrong_flyer_is_taken_back_by_a_key(bench: Bench, tmp_path: Path) -> None:
    bench.choose("D-TEEN")
    drop(bench.page, files_of(a_picture(tmp_path / "winter.png")))
    assert len(bench.now("D-TEEN").files) == 1
    bench.press(Qt.Key.Key_Z, CTRL)
    tray = bench.page.detail.tray
    assert tray is not None
    assert tray.back.hasFocus()
    bench.press(Qt.Key.Key_Return)  # its bytes would be gone: Enter alone takes nothing away
    assert len(bench.now("D-TEEN").files) == 1
    bench.page.detail.files.tiles[0].remove_button.click()
    bench.press(Qt.Key.Key_Return, CTRL)
    assert bench.now("D-TEEN").files == ()


def test_a_class_taken_back_takes_its_place_in_what_ctrl_z_undoes(
    bench: Bench, tmp_path: Path
) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_Return)  # into the classes
    bench.press(Qt.Key.Key_T, ALT)
    bench.page.detail.how.to.setText("Ms. Vang")
    bench.page.detail.table.setFocus()
    bench.press(Qt.Key.Key_Return)  # 1-A
    drop(bench.page, files_of(a_picture(tmp_path / "winter.png")))
    bench.page.detail.table.selectRow(2)
    bench.press(Qt.Key.Key_M, ALT)
    bench.press(Qt.Key.Key_Delete)
    assert bench.now("D-WINTER").lines[2].handed_at is None
    bench.press(Qt.Key.Key_Z, CTRL)
    again = bench.now("D-WINTER").lines[2]
    assert (again.handed_how, again.handed_to) == (HandedHow.TEACHER, "Ms. Vang")
    assert len(bench.now("D-WINTER").files) == 1
    assert bench.page.detail.tray is None


def test_what_has_no_way_back_leads_to_nothing_older(bench: Bench) -> None:
    bench.choose("D-FALL")
    bench.press(Qt.Key.Key_Return, CTRL)  # taken down
    bench.page.detail.posts.lines[0].button.click()  # put up again
    bench.press(Qt.Key.Key_Z, CTRL)
    bench.press(Qt.Key.Key_Z, CTRL)
    assert bench.said[-1] == ("Ctrl+Z can’t undo the last action.", Tone.INFO)
    assert bench.now("D-FALL").posts[0].taken_down_at is None


def test_a_torn_pdf_is_attached_and_said_to_have_no_picture(bench: Bench, tmp_path: Path) -> None:
    bench.choose("D-TEEN")
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.4\n1 0 obj << /Type /Catalog >>")
    drop(bench.page, files_of(torn))
    said, tone = bench.said[-1]
    assert said.endswith("No preview is available, but the file is kept.")
    assert tone is Tone.OK
    assert bench.page.detail.files.tiles[0].about.text().endswith("no preview")


def test_a_file_that_was_read_late_does_not_change_what_is_chosen(
    bench: Bench, tmp_path: Path
) -> None:
    bench.choose("D-TEEN")
    record = bench.record
    bench.choose("D-WINTER")  # while the file of the other is still read
    bench.page.commands.attach(record, a_picture(tmp_path / "large.png"))
    assert len(bench.now("D-TEEN").files) == 1
    assert bench.record.delivery_id == "D-WINTER"
    current = bench.page.column.list.current
    assert current is not None
    assert current.delivery_id == "D-WINTER"


def test_what_is_not_shown_yet_is_not_acted_on(bench: Bench) -> None:
    bench.choose("D-WINTER")
    shown = bench.record
    bench.choose("D-TEEN")
    bench.page.detail.record = shown  # the one that was chosen is still on its way
    bench.press(Qt.Key.Key_Return, CTRL)
    assert bench.page.detail.tray is None


def test_a_drop_where_no_flyer_is_shown_begins_one(empty_bench: Bench, tmp_path: Path) -> None:
    page = empty_bench.page
    drop(page, files_of(a_picture(tmp_path / "first.png")))
    assert page.writing
    assert [kept.name.text() for kept in page.form.zone.lines] == ["first.png"]


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


def test_no_field_keeps_a_file_for_itself(bench: Bench) -> None:
    bench.choose("D-TEEN")
    bench.press(Qt.Key.Key_D, CTRL)  # with the fields of a small form
    lines = bench.page.findChildren(QLineEdit)
    assert len(lines) > 10
    assert [line.accessibleName() for line in lines if line.acceptDrops()] == []


def test_several_files_at_once(bench: Bench, tmp_path: Path) -> None:
    bench.choose("D-TEEN")
    paths = [a_picture(tmp_path / f"{n}.png", shade=n) for n in range(7)]
    drop(bench.page, files_of(*paths))
    assert len(bench.now("D-TEEN").files) == 5
    assert "Only the first 5 files were added." in bench.said[-1][0]


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
    assert bench.said[-1][0] == "That isn’t a file. Drop or paste a PDF or a picture."
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
    bench.page.take_files([bad])
    assert bench.said[-1][1] is Tone.NO
    assert "isn’t a PDF or a picture" in bench.said[-1][0]
    assert bench.now("D-TEEN").files == ()


def test_a_picture_is_pasted(bench: Bench) -> None:
    bench.choose("D-TEEN")
    image = QImage(60, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    bench.press(Qt.Key.Key_V, CTRL)
    assert [file.name for file in bench.now("D-TEEN").files] == ["pasted-1.png"]
