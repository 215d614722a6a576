"""What pages ask of the print room beside its dialog."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.printing import Printer, Printing
from cpdesk.services.services import Services
from cpdesk.settings import Settings
from cpdesk.ui.paper.folder import PdfFolder
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import MOST_PAGES, Sheet, look_at
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Tone
from tests.ui.paper.fakes import Ears, Tray, dead_printer


def test_prints_without_asking(
    room: PrintRoom, sheet: Sheet, page: QWidget, tray: Tray, ears: Ears
) -> None:
    room.print(sheet, "Office", page)
    assert [sent[1] for sent in tray.sent] == ["Office"]
    assert ears.heard == [("Sent to Office.", Tone.OK)]


def test_offers_the_pdf_where_printing_failed(
    room: PrintRoom, sheet: Sheet, page: QWidget, tray: Tray, ears: Ears
) -> None:
    tray.trouble = dead_printer()
    room.print(sheet, "Office", page)
    assert ears.heard[0][1] is Tone.NO
    action, act = ears.acts[0]
    assert action == "Save as PDF…"
    assert act is not None


def test_without_a_chosen_printer_it_says_so(
    room: PrintRoom, sheet: Sheet, page: QWidget, tray: Tray, ears: Ears
) -> None:
    room.print(sheet, "", page)
    assert tray.sent == []
    assert ears.heard[0][0].startswith("No printer is chosen for this.")


def test_saves_without_a_dialog_of_its_own(
    room: PrintRoom, sheet: Sheet, page: QWidget, ears: Ears, tmp_path: Path
) -> None:
    asking = room.save(sheet, page)
    asking.fileSelected.emit(str(tmp_path / "day.pdf"))
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")
    assert ears.acts[0][0] == "Open"


def test_the_settings_choose_the_printer_by_kind(
    tasks: InlineTasks, services: Services, tray: Tray, ears: Ears
) -> None:
    chosen = Settings(badge_printer="Label", paper_printer="Copier")
    room = PrintRoom(
        printing=Printing(tray),
        tasks=tasks,
        words=services.words,
        settings=lambda: chosen,
        show_message=ears,
    )
    found = (Printer("Copier"), Printer("Label"), Printer("Office", preferred=True))
    assert room.preferred(PaperKind.BADGE, found) == "Label"
    assert room.preferred(PaperKind.SCHEDULE, found) == "Copier"
    assert room.preferred(PaperKind.SCHEDULE, found[1:]) == "Office"
    assert room.preferred(PaperKind.SCHEDULE, (Printer("Label"),)) == "Label"
    assert room.preferred(PaperKind.SCHEDULE, ()) == ""
    closed = (Printer("Annex", preferred=True, accepts=False), Printer("Office"))
    assert room.preferred(PaperKind.SCHEDULE, closed) == "Office"
    closed = (Printer("Copier", accepts=False), Printer("Office"))
    assert room.preferred(PaperKind.SCHEDULE, closed) == "Copier", "what was chosen is not changed"


def test_the_folder_is_kept_from_one_start_to_the_next(tmp_path: Path) -> None:
    memory, papers = tmp_path / "window.ini", tmp_path / "papers"
    papers.mkdir()
    PdfFolder(memory).keep(papers)
    assert PdfFolder(memory).get() == papers
    papers.rmdir()
    assert PdfFolder(memory).get() != papers


def test_the_name_that_is_offered_is_that_of_no_file_yet(
    room: PrintRoom, sheet: Sheet, page: QWidget, tmp_path: Path
) -> None:
    """The second letter of a day does not take the place of the first."""
    room.folder.keep(tmp_path)
    for name in ("", "-2", "-3"):
        asking = room.save(sheet, page)
        (offered,) = map(Path, asking.selectedFiles())
        assert offered == tmp_path / f"cpdesk-schedule-2026-11-24{name}.pdf"
        asking.fileSelected.emit(str(offered))
        asking.reject()


@pytest.mark.parametrize(("there", "offered"), [(False, "log.csv"), (True, "log-2.csv")])
def test_a_table_is_offered_under_a_free_name_with_its_own_ending(
    room: PrintRoom, page: QWidget, tmp_path: Path, there: bool, offered: str
) -> None:
    room.folder.keep(tmp_path)
    if there:
        (tmp_path / "log.csv").touch()
    asking = room.ask_file(page, "Save the table", "CSV files (*.csv)", "log.csv", lambda _: None)
    assert [Path(one).name for one in asking.selectedFiles()] == [offered]
    assert asking.defaultSuffix() == "csv"
    asking.reject()


@pytest.mark.skipif(os.name == "nt", reason="names there may be longer")
def test_a_folder_that_cannot_even_be_asked_for_is_not_offered(tmp_path: Path) -> None:
    """As one on a drive of the network that is gone."""
    memory = tmp_path / "window.ini"
    PdfFolder(memory).keep(tmp_path / ("x" * 300))
    assert PdfFolder(memory).get() != tmp_path / ("x" * 300)


def test_what_is_offered_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person without a folder for documents is not offered one that is not there."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert PdfFolder().get().is_dir()


def test_without_a_memory_the_folder_is_kept_while_it_runs(tmp_path: Path) -> None:
    folder = PdfFolder()
    folder.keep(tmp_path)
    assert folder.get() == tmp_path


def test_pictures_of_a_long_paper_are_bounded() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 100), invariant=1)
    for _ in range(MOST_PAGES + 5):
        canvas.rect(10, 10, 50, 50, fill=1)
        canvas.showPage()
    canvas.save()
    made = look_at(out.getvalue(), 1.0)
    assert made.count == MOST_PAGES + 5
    assert len(made.pictures) == MOST_PAGES
    assert (made.pictures[0].width(), made.pictures[0].height()) == (200, 100)
    assert made.pictures[0].pixelColor(20, 80).lightness() == 0
    assert made.pictures[0].pixelColor(150, 20).lightness() == 255


def test_the_name_tells_the_kind_and_the_day(sheet: Sheet) -> None:
    assert sheet.file_name == "cpdesk-schedule-2026-11-24.pdf"
    assert sheet.day == date(2026, 11, 24)
