"""Where a report goes besides paper: a spreadsheet file, and a chart on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from cpdesk.lazy_modules import LazyPackage
from cpdesk.records.reports import Chart, Report, VisitorFile
from cpdesk.services.exports import csv_bytes, xlsx_bytes
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.visitor_file.visitor_tables import visitor_csv, visitor_xlsx
from cpdesk.ui.paper.print_room import DRAWING, PrintRoom
from cpdesk.ui.reports.chart_view import ChartLook, DrawChart
from cpdesk.ui.tasks import Tasks
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    import cpdesk.documents.reports.charts

    documents = cpdesk.documents
else:
    documents = LazyPackage("cpdesk.documents")


class FileKind(Enum):
    """A spreadsheet format: its extension, and its name in the system's dialog."""

    CSV = ("csv", N_("CSV files (*.csv)"))
    XLSX = ("xlsx", N_("Excel workbooks (*.xlsx)"))


def chart_drawing(words: Words) -> DrawChart:
    """What draws a chart for the screen, on a worker's lane."""

    def draw(one: Chart, look: ChartLook) -> bytes:
        size = (look.width, look.height)
        return documents.reports.charts.chart_pdf(one, words, size, look.dark)

    return draw


class TableFiles(QObject):
    """Asks where to save a table and writes it there."""

    def __init__(self, room: PrintRoom, tasks: Tasks, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._tasks = tasks
        self._words = words

    def save(self, report: Report, kind: FileKind, parent: QWidget) -> QFileDialog:
        """Opens the system's file dialog, in the last folder that was used."""
        name = file_name(report, kind.value[0])
        return self._ask(name, kind, parent, lambda path: self._write(report, kind, path))

    def save_visitor(
        self, read: Callable[[], VisitorFile], day: date, kind: FileKind, parent: QWidget
    ) -> QFileDialog:
        """The same for a file about a visitor. It is read once the destination is known, and it is
        listed among the printed papers, like its paper would be."""

        def table(file: VisitorFile, number: str) -> bytes:
            made = visitor_csv if kind is FileKind.CSV else visitor_xlsx
            return made(file, self._words, number)

        def chosen(path: Path) -> None:
            self._room.keep_table(PaperKind.VISITOR_FILE, day, read, table, path)

        name = PaperKind.VISITOR_FILE.file_name(day)
        return self._ask(f"{Path(name).stem}.{kind.value[0]}", kind, parent, chosen)

    def _ask(
        self, name: str, kind: FileKind, parent: QWidget, chosen: Callable[[Path], None]
    ) -> QFileDialog:
        text = self._words.text
        return self._room.ask_file(
            parent, text("Save the table"), text(kind.value[1]), name, chosen
        )

    def _write(self, made: Report, kind: FileKind, path: Path) -> None:
        def table() -> bytes:
            return (csv_bytes if kind is FileKind.CSV else xlsx_bytes)(made, self._words)

        self._tasks.run(
            table,
            owner=self,
            done=lambda data: self._room.write(data, path),
            failed=self._room.tell,
            lane=DRAWING,
        )


def file_name(report: Report, ending: str) -> str:
    """The suggested file name: the report and its days, and no one's name."""
    first, last = report.period.first, report.period.last
    return f"cpdesk-{report.kind.value}-{first:%Y-%m-%d}-{last:%Y-%m-%d}.{ending}"
