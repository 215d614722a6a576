"""The dialog before a paper is printed, with its keys, its printers and its troubles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.errors import DeskError
from cpdesk.services.printing.printing import Printer, Printing
from cpdesk.services.services import Services
from cpdesk.settings import Settings
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
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
    dialog.controls.print()
    assert tray.sent[0][1] == "Copier"
    assert ears.heard == [("Copier is paused. The print job is waiting in its queue.", Tone.ASK)]


def test_a_dead_printer_is_a_sentence_and_can_be_tried_again(
    dialog: PaperDialog, tray: Tray
) -> None:
    tray.trouble = dead_printer()
    dialog.controls.print()
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
    dialog.controls.print()
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
    asking = dialog.controls.save()
    assert asking is not None
    asking.fileSelected.emit(str(tmp_path / "file" / "day.pdf"))
    assert dialog.note.word.text().startswith("Couldn’t save the file"), "that is told now"
    asking.fileSelected.emit(str(tmp_path / "day.pdf"))
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")
    assert not dialog.isVisible()


def test_a_queue_that_went_since_it_was_chosen_is_offered_no_more(
    dialog: PaperDialog, tray: Tray
) -> None:
    tray.trouble = dead_printer()
    tray.names = (Printer("Annex", accepts=False), Printer("Copier"))
    dialog.controls.print()
    offered = [dialog.printer.itemText(n) for n in range(dialog.printer.count())]
    assert offered == ["Annex (not accepting jobs)", "Copier"]
    assert dialog.printer.currentData() == "Copier"
    assert dialog.note.word.text() == "Printer Office does not answer."
    tray.trouble = None
    dialog.controls.print()
    assert tray.sent[0][1] == "Copier"


def test_saves_and_remembers_the_folder(
    dialog: PaperDialog, room: PrintRoom, ears: Ears, tmp_path: Path
) -> None:
    kept = tmp_path / "papers"
    kept.mkdir()
    asking = dialog.controls.save()
    assert asking is not None
    asking.fileSelected.emit(str(kept / "day.pdf"))
    assert (kept / "day.pdf").read_bytes().startswith(b"%PDF")
    assert room.folder.get() == kept
    assert ears.heard == [("Saved as day.pdf.", Tone.OK)]
    assert not dialog.isVisible()


def test_offers_the_name_of_the_paper_and_its_day(dialog: PaperDialog) -> None:
    asking = dialog.controls.save()
    assert asking is not None
    assert Path(asking.selectedFiles()[0]).name == "cpdesk-schedule-2026-11-24.pdf"
    asking.reject()


def test_a_folder_that_cannot_be_written_is_a_sentence(dialog: PaperDialog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    asking = dialog.controls.save()
    assert asking is not None
    asking.fileSelected.emit(str(tmp_path / "file" / "day.pdf"))
    assert dialog.isVisible()
    assert dialog.note.word.text().startswith("Couldn’t save the file")


def test_escape_closes_and_prints_nothing(dialog: PaperDialog, tray: Tray) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert tray.sent == []


def test_a_paper_that_cannot_be_made_says_why(
    room: PrintRoom, sheet: Sheet, theme: Theme, page: QWidget
) -> None:
    def read() -> object:
        raise DeskError("No roster has been imported yet.", "Take one in.")

    dialog = room.show(replace(sheet, read=read), theme, page)
    assert dialog.note.word.text() == "No roster has been imported yet."
    assert not dialog.print_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    dialog.controls.print()
    assert dialog.controls.save() is None


@dataclass
class Folder:
    """Can be read, or not."""

    sheet: Sheet
    there: bool = True

    def paper(self) -> Sheet:
        return replace(self.sheet, read=self.read, about="11:21 am")

    def read(self) -> object:
        if not self.there:
            raise GONE
        return self.sheet.read()


GONE = DeskError(
    "CPDesk’s data is missing from {folder}. Its key is there, but desk.db is missing or empty.",
    "Restore the newest backup with `cpdesk restore {file}`. To start without the old data, choose "
    "another data folder.",
    folder="d7",
    file="d7/backups/cpdesk-20261124T170000Z.db",
)
OLD = "Can’t refresh. This list is from 11:21 am."


def note(dialog: PaperDialog) -> tuple[str, Tone] | None:
    return None if dialog.note.isHidden() else (dialog.note.word.text(), dialog.note.tone)


@pytest.mark.parametrize(
    ("names", "before"), [((), ("No printer found", Tone.INFO)), (Tray().names, None)]
)
def test_what_cannot_be_made_again_stays_and_says_of_when_it_is(
    room: PrintRoom,
    sheet: Sheet,
    theme: Theme,
    page: QWidget,
    tray: Tray,
    names: tuple[Printer, ...],
    before: tuple[str, Tone] | None,
) -> None:
    tray.names = names
    folder = Folder(sheet)
    dialog = room.show(folder.paper(), theme, page)
    assert (len(dialog.preview.pages), note(dialog)) == (2, before)
    folder.there = False
    for _ in range(2):
        dialog.renew()
        assert len(dialog.preview.pages) == 2
        assert dialog.preview.message == ""
        assert note(dialog) == (OLD, Tone.ASK)
        assert dialog.note.sentence.text() == GONE.says.format(folder="d7")
        assert dialog.save_button.isEnabled()
    folder.there = True
    dialog.renew()
    assert (len(dialog.preview.pages), note(dialog)) == (2, before)


def test_one_that_could_not_be_made_and_then_could_says_no_more_of_it(
    room: PrintRoom, sheet: Sheet, theme: Theme, page: QWidget
) -> None:
    folder = Folder(sheet, there=False)
    dialog = room.show(folder.paper(), theme, page)
    assert note(dialog) == (GONE.says.format(folder="d7"), Tone.NO)
    assert not dialog.save_button.isEnabled()
    folder.there = True
    dialog.renew()
    assert (len(dialog.preview.pages), note(dialog)) == (2, None)
    assert dialog.print_button.isEnabled()


def test_an_old_one_that_does_not_print_says_both(
    room: PrintRoom, sheet: Sheet, theme: Theme, page: QWidget, tray: Tray
) -> None:
    folder = Folder(sheet)
    tray.trouble = dead_printer()
    dialog = room.show(folder.paper(), theme, page)
    dialog.controls.print()
    assert note(dialog) == ("Printer Office does not answer.", Tone.NO)
    assert dialog.note.sentence.text() == "Save it as a PDF instead."
    folder.there = False
    dialog.renew()
    assert note(dialog) == (OLD, Tone.ASK)
    dialog.controls.print()
    assert note(dialog) == ("Printer Office does not answer.", Tone.NO)
    assert dialog.note.sentence.text() == f"Save it as a PDF instead. {OLD}"
    tray.trouble = None
    dialog.controls.print()
    assert len(tray.sent) == 1, "half a list is better than none"


@pytest.mark.parametrize("names", [(), Tray().names])
@pytest.mark.parametrize("there", [False, True])
def test_in_a_low_window_a_long_note_is_whole_and_in_sight(
    room: PrintRoom,
    sheet: Sheet,
    theme: Theme,
    page: QWidget,
    tray: Tray,
    qtbot: QtBot,
    names: tuple[Printer, ...],
    there: bool,
) -> None:
    page.resize(853, 480)  # 1280 × 720 at 150 %
    tray.names = names
    folder = Folder(sheet, there=there)
    dialog = room.show(folder.paper(), theme, page)
    qtbot.waitExposed(dialog)
    folder.there = False
    dialog.renew()
    word, sentence, box = dialog.note.word, dialog.note.sentence, dialog.note
    qtbot.waitUntil(lambda: box.height() >= box.heightForWidth(box.width()))
    assert dialog.height() <= 480
    assert_whole(dialog)
    assert word.geometry().bottom() < sentence.geometry().top()
    assert sentence.geometry().bottom() < box.height()
    assert max(word.geometry().right(), sentence.geometry().right()) < box.width()
    assert sentence.minimumSizeHint().width() <= sentence.width()
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect() == box.rect())
    for button in (dialog.print_button, dialog.save_button, dialog.close_button):
        seen = button.visibleRegion().boundingRect()
        assert button.isHidden() or seen == button.rect()


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
    services: Services,
    page: QWidget,
    qtbot: QtBot,
) -> None:
    """A printer that hangs blocks neither the window nor the dialog."""
    tray.trouble = dead_printer()
    lanes = Tasks()
    owner = QObject()
    room = PrintRoom(
        printing=Printing(tray),
        tasks=lanes,
        words=services.words,
        settings=Settings,
        show_message=ears,
        parent=owner,
    )
    dialog = room.show(sheet, theme, page)
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled())
    dialog.controls.print()
    dialog.reject()
    qtbot.waitUntil(lambda: bool(ears.heard))
    text, tone = ears.heard[0]
    assert text == "Printer Office does not answer. Save it as a PDF instead."
    assert tone is Tone.NO
    lanes.close()
