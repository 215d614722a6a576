"""Every paper that leaves is noted, under its number; and a paper that left stays out, noted or
not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event, Timer

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from cpdesk.documents.layout.paper import Paper
from cpdesk.errors import DeskError
from cpdesk.models import key
from cpdesk.models.store import Store
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.printing import Printing, Sent
from cpdesk.services.services import Services
from cpdesk.settings import Settings
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Made, Sheet
from cpdesk.ui.tasks import InlineTasks, Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from tests.documents.paper_reading import page_texts
from tests.ui.paper.fakes import Ears, Tray, dead_printer

CHOSEN = Settings(
    paper_printer="Copier", printers=(("day", "Office"),), copies=(("schedule", 3),), paper="a4"
)


@pytest.fixture
def noting(tray: Tray, ears: Ears, tasks: InlineTasks, services: Services) -> PrintRoom:
    return PrintRoom(
        printing=Printing(tray),
        tasks=tasks,
        words=services.words,
        settings=lambda: CHOSEN,
        show_message=ears,
        book=services.print_book,
    )


def made(room: PrintRoom, sheet: Sheet) -> Made:
    found: list[Made] = []
    room.make(sheet, room, found.append, lambda trouble: pytest.fail(str(trouble)))
    return found[0]


def test_what_is_printed_is_noted_with_the_number_that_it_bears(
    noting: PrintRoom, sheet: Sheet, page: QWidget, tray: Tray, services: Services
) -> None:
    message: list[bool] = []
    noting.noted.connect(lambda: message.append(True))
    noting.print(replace(sheet, about="Tuesday"), "Office", page)
    (paper,) = services.print_book.today()
    pdf, printer, _, _, copies = tray.sent[0]
    assert all(f"Paper {paper.number}" in text for text in page_texts(pdf))
    assert (paper.kind, paper.about, paper.pages) == ("schedule", "Tuesday", len(page_texts(pdf)))
    assert [(run.printer, run.copies) for run in paper.runs] == [("Office", 3)]
    assert (printer, copies) == ("Office", 3)
    assert services.print_book.content(paper.paper_id).pdf == pdf
    assert message == [True]


def test_what_is_saved_is_noted(
    noting: PrintRoom, sheet: Sheet, page: QWidget, tmp_path: Path, services: Services
) -> None:
    noting.save(sheet, page).fileSelected.emit(str(tmp_path / "day.pdf"))
    (paper,) = services.print_book.today()
    assert [(run.way, run.printer) for run in paper.runs] == [("saved", "")]
    assert services.print_book.content(paper.paper_id).pdf == (tmp_path / "day.pdf").read_bytes()


def test_a_table_that_is_no_paper_is_not_noted(
    noting: PrintRoom, tmp_path: Path, services: Services
) -> None:
    noting.write(b"a,b\r\n", tmp_path / "table.csv")
    assert (tmp_path / "table.csv").exists()
    assert services.print_book.today() == ()


def test_a_preview_leaves_nothing_behind(
    noting: PrintRoom, sheet: Sheet, services: Services
) -> None:
    first, second = made(noting, sheet), made(noting, sheet)
    assert first.number != second.number
    assert services.print_book.today() == ()


def test_a_printer_that_took_nothing_is_not_noted(
    noting: PrintRoom, sheet: Sheet, page: QWidget, tray: Tray, services: Services
) -> None:
    tray.trouble = dead_printer()
    noting.print(sheet, "Office", page)
    assert services.print_book.today() == ()


def test_a_window_that_closes_while_a_printer_is_slow_still_notes(
    tray: Tray, ears: Ears, sheet: Sheet, services: Services, tmp_path: Path, qapp: QApplication
) -> None:
    """The queue takes the paper while the window closes: it was printed, so it stands there."""
    lanes, owner, begun, go_on = Tasks(), QObject(), Event(), Event()

    class Slow(Tray):
        def send(
            self, pdf: bytes, printer: str, title: str, size: tuple[float, float], copies: int
        ) -> Sent:
            begun.set()
            go_on.wait(10)
            return super().send(pdf, printer, title, size, copies)

    room = PrintRoom(
        printing=Printing(Slow()),
        tasks=lanes,
        words=services.words,
        settings=Settings,
        show_message=ears,
        book=services.print_book,
        parent=owner,
    )
    paper = Made(b"%PDF-1", (216.0, 279.0), 1, (), "234-679-CDF")
    room.send(sheet, paper, "Office", 1, lambda _: None, ears_fail)
    assert begun.wait(10)
    Timer(0.05, go_on.set).start()
    lanes.close()
    (printed,) = services.print_book.today()
    assert [run.printer for run in printed.runs] == ["Office"]

    lanes = Tasks()
    room = PrintRoom(
        printing=Printing(tray),
        tasks=lanes,
        words=services.words,
        settings=Settings,
        show_message=ears,
        book=services.print_book,
        parent=owner,
    )
    room.keep(sheet, paper, tmp_path / "day.pdf")
    lanes.close()
    (printed,) = services.print_book.today()
    assert [run.way for run in printed.runs] == ["printed", "saved"]


def ears_fail(trouble: DeskError) -> None:
    pytest.fail(str(trouble))


def test_a_paper_that_cannot_be_noted_is_out_all_the_same(
    noting: PrintRoom, sheet: Sheet, page: QWidget, tray: Tray, ears: Ears, services: Services
) -> None:
    """Another program is holding the data."""
    services.data.store.busy_ms = 50
    held = Store.open(services.folder / "desk.db", key.find_or_make(services.folder).key)
    with held.write() as tx:
        tx.exec_driver_sql("UPDATE office SET value = value")
        noting.print(sheet, "Office", page)
    held.close()
    assert len(tray.sent) == 1
    said, tone = ears.heard[-1]
    assert said.startswith(
        "The paper is done, but it couldn’t be added to the list of printed papers."
    )
    assert tone is Tone.ASK
    assert services.print_book.today() == ()


def test_printed_again_it_is_the_same_paper(
    noting: PrintRoom, sheet: Sheet, page: QWidget, tray: Tray, services: Services
) -> None:
    noting.print(sheet, "Office", page)
    (paper,) = services.print_book.today()
    again = Sheet(
        PaperKind(paper.kind),
        "Partner schedule",
        paper.day,
        lambda: services.print_book.content(paper.paper_id),
        lambda content, _: content.pdf,
        paper.about,
        paper.number,
    )
    noting.print(again, "Copier", page)
    assert tray.sent[0][0] == tray.sent[1][0]
    (paper,) = services.print_book.today()
    assert [run.printer for run in paper.runs] == ["Office", "Copier"]


def test_a_paper_is_drawn_in_the_size_of_the_settings(
    noting: PrintRoom, sheet: Sheet, services: Services
) -> None:
    seen: list[Paper] = []

    def draw(record: object, paper: Paper) -> bytes:
        seen.append(paper)
        return sheet.draw(record, paper)

    made(noting, replace(sheet, draw=draw))
    assert (seen[0].key, bool(seen[0].number)) == ("a4", True)


def test_what_it_is_about_may_be_asked_of_what_was_read(noting: PrintRoom, sheet: Sheet) -> None:
    asked = replace(sheet, about=lambda day: day.school_name)
    assert made(noting, asked).about == "Cedar Lake School"


def test_the_dialog_offers_the_printer_and_the_copies_of_its_kind(
    noting: PrintRoom, sheet: Sheet, theme: Theme, page: QWidget, services: Services
) -> None:
    dialog = noting.show(sheet, theme, page)
    assert dialog.printer.currentData() == "Office"
    assert dialog.copies.value() == 3
    dialog.copies.setValue(1)
    dialog.controls.print()
    (paper,) = services.print_book.today()
    assert paper.runs[0].copies == 1
