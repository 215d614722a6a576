"""The dialog before a paper is printed, with its keys, its printers and its troubles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.errors import DeskError
from cpdesk.services.counter import Counter
from cpdesk.services.printing import Printer, Printing
from cpdesk.settings import Settings
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from tests.ui.paper.fakes import Ears, Tray, dead_printer
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


@pytest.fixture
def dialog(room: PrintRoom, sheet: Sheet, theme: Theme, page: QWidget) -> PaperDialog:
    return room.show(sheet, theme, page)


def test_shows_the_pages_and_the_preferred_printer(dialog: PaperDialog) -> None:
    assert len(dialog.preview.pages) == 2
    assert dialog.pages.text() == "2 pages"
    assert dialog.printer.currentData() == "Office"
    assert dialog.printer.itemText(0) == "Copier (paused)"
    assert dialog.windowTitle() == "Partner schedule"


def test_enter_prints_and_closes(dialog: PaperDialog, tray: Tray, ears: Ears, qtbot: QtBot) -> None:
    dialog.copies.setValue(3)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.print_button, Qt.Key.Key_Return)
    (pdf, printer, title, size, copies) = tray.sent[0]
    assert pdf.startswith(b"%PDF")
    assert (printer, title, copies) == ("Office", "CPDesk schedule", 3)
    assert size == pytest.approx((215.9, 279.4), abs=0.1)
    assert ears.heard == [("Sent to Office.", Tone.OK)]
    assert not dialog.isVisible()


def test_enter_in_a_field_prints_too(dialog: PaperDialog, tray: Tray) -> None:
    QTest.keyClick(dialog.copies, Qt.Key.Key_Return)
    assert len(tray.sent) == 1


def test_a_paused_queue_is_named(dialog: PaperDialog, tray: Tray, ears: Ears) -> None:
    dialog.printer.setCurrentIndex(0)
    dialog.print()
    assert tray.sent[0][1] == "Copier"
    assert ears.heard == [("Copier is paused. The paper waits in its queue.", Tone.ASK)]


def test_a_dead_printer_is_a_sentence_and_can_be_tried_again(
    dialog: PaperDialog, tray: Tray
) -> None:
    tray.trouble = dead_printer()
    dialog.print()
    assert dialog.isVisible()
    assert dialog.note.tone is Tone.NO
    assert dialog.note.word.text() == "Printer Office does not answer."
    assert dialog.print_button.isEnabled()
    assert dialog.focusWidget() is dialog.print_button, "Enter tries again"
    tray.trouble = None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert len(tray.sent) == 1
    assert not dialog.isVisible()


def test_without_a_printer_saving_is_the_next_action(
    room: PrintRoom, sheet: Sheet, theme: Theme, page: QWidget, tray: Tray
) -> None:
    tray.names = ()
    dialog = room.show(sheet, theme, page)
    assert dialog.print_button.isHidden()
    assert dialog.printer.isHidden()
    assert dialog.note.word.text() == "No printer found"
    assert dialog.save_button.key == "Enter"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.findChildren(QFileDialog)
    dialog.findChildren(QFileDialog)[0].reject()
    dialog.reject()


def test_a_trouble_with_a_long_name_is_whole(dialog: PaperDialog, tray: Tray, qtbot: QtBot) -> None:
    name = "HP_Color_LaserJet_Enterprise_MFP_M681_Front_Office_Second_Floor"
    tray.trouble = DeskError("The printer {printer} did not take it.", "Save it.", printer=name)
    dialog.print()
    word = dialog.note.word
    assert word.text().replace("\u200b", "") == f"The printer {name} did not take it."
    qtbot.waitUntil(lambda: word.height() >= word.heightForWidth(word.width()))
    assert word.minimumSizeHint().width() <= word.width() <= dialog.note.width()
    assert_whole(dialog)


def test_a_computer_without_a_print_system_saves(
    room: PrintRoom, sheet: Sheet, theme: Theme, page: QWidget, tray: Tray, tmp_path: Path
) -> None:
    tray.silence = DeskError("This computer has no print system.", "Save it as a PDF.")
    dialog = room.show(sheet, theme, page)
    assert dialog.note.word.text() == "No printer found"
    (tmp_path / "file").write_text("no folder")
    asking = dialog.save()
    assert asking is not None
    asking.fileSelected.emit(str(tmp_path / "file" / "day.pdf"))
    assert dialog.note.word.text().startswith("The file could not be saved"), "that is told now"
    asking.fileSelected.emit(str(tmp_path / "day.pdf"))
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")
    assert not dialog.isVisible()


def test_a_queue_that_went_since_it_was_chosen_is_offered_no_more(
    dialog: PaperDialog, tray: Tray
) -> None:
    tray.trouble = dead_printer()
    tray.names = (Printer("Annex", accepts=False), Printer("Copier"))
    dialog.print()
    offered = [dialog.printer.itemText(n) for n in range(dialog.printer.count())]
    assert offered == ["Annex (takes no papers)", "Copier"]
    assert dialog.printer.currentData() == "Copier"
    assert dialog.note.word.text() == "Printer Office does not answer."
    tray.trouble = None
    dialog.print()
    assert tray.sent[0][1] == "Copier"


def test_saves_and_remembers_the_folder(
    dialog: PaperDialog, room: PrintRoom, ears: Ears, tmp_path: Path
) -> None:
    kept = tmp_path / "papers"
    kept.mkdir()
    asking = dialog.save()
    assert asking is not None
    asking.fileSelected.emit(str(kept / "day.pdf"))
    assert (kept / "day.pdf").read_bytes().startswith(b"%PDF")
    assert room.folder.get() == kept
    assert ears.heard == [("Saved as day.pdf.", Tone.OK)]
    assert not dialog.isVisible()


def test_offers_the_name_of_the_paper_and_its_day(dialog: PaperDialog) -> None:
    asking = dialog.save()
    assert asking is not None
    assert Path(asking.selectedFiles()[0]).name == "cpdesk-schedule-2026-11-24.pdf"
    asking.reject()


def test_a_folder_that_cannot_be_written_is_a_sentence(dialog: PaperDialog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    asking = dialog.save()
    assert asking is not None
    asking.fileSelected.emit(str(tmp_path / "file" / "day.pdf"))
    assert dialog.isVisible()
    assert dialog.note.word.text().startswith("The file could not be saved")


def test_escape_closes_and_prints_nothing(dialog: PaperDialog, tray: Tray) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert tray.sent == []


def test_a_paper_that_cannot_be_made_says_why(
    room: PrintRoom, sheet: Sheet, theme: Theme, page: QWidget
) -> None:
    def read() -> object:
        raise DeskError("There is no roster yet.", "Take one in.")

    dialog = room.show(replace(sheet, read=read), theme, page)
    assert dialog.note.word.text() == "There is no roster yet."
    assert not dialog.print_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    dialog.print()
    assert dialog.save() is None


def test_is_accessible_and_legible(
    room: PrintRoom, sheet: Sheet, any_theme: Theme, page: QWidget, qtbot: QtBot
) -> None:
    page.resize(1280, 720)
    dialog = room.show(sheet, any_theme, page)
    qtbot.waitExposed(dialog)
    assert_accessible(dialog)
    assert_legible(dialog, any_theme)
    assert_whole(dialog)
    assert dialog.width() <= 1280
    assert dialog.height() <= 720


def test_trouble_of_a_closed_dialog_is_heard_over_the_page(
    tray: Tray,
    ears: Ears,
    sheet: Sheet,
    theme: Theme,
    counter: Counter,
    page: QWidget,
    qtbot: QtBot,
) -> None:
    """A printer that hangs keeps neither the window nor the dialog."""
    tray.trouble = dead_printer()
    lanes = Tasks()
    owner = QObject()
    room = PrintRoom(
        printing=Printing(tray),
        tasks=lanes,
        words=counter.words,
        settings=Settings,
        say=ears,
        parent=owner,
    )
    dialog = room.show(sheet, theme, page)
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled())
    dialog.print()
    dialog.reject()
    qtbot.waitUntil(lambda: bool(ears.heard))
    text, tone = ears.heard[0]
    assert text == "Printer Office does not answer. Save it as a PDF instead."
    assert tone is Tone.NO
    lanes.close()
