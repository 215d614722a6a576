"""Where a report goes: to a printer, a PDF, a spreadsheet file, and the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from cpdesk.documents.paper import Paper
from cpdesk.records.reports import Report, VisitorFile
from cpdesk.services.printing import PaperKind
from cpdesk.ui.paper.print_room import DRAWING, PrintRoom
from cpdesk.ui.reports.chart_view import DrawChart
from cpdesk.ui.tasks import Tasks
from cpdesk.words import N_, Words


class FileKind(Enum):
    """A spreadsheet format: its extension, and its name in the system's dialog."""

    CSV = ("csv", N_("CSV files (*.csv)"))
    XLSX = ("xlsx", N_("Excel workbooks (*.xlsx)"))


@dataclass(frozen=True, slots=True)
class Outlets:
    """Each draws or writes bytes, on a worker's lane."""

    chart: DrawChart
    report: Callable[[Report, Paper], bytes]
    visitor: Callable[[VisitorFile, Paper], bytes]
    table: Callable[[Report, FileKind], bytes]
    visitor_table: Callable[[VisitorFile, FileKind, str], bytes]  # under this number
    room: PrintRoom


class TableFiles(QObject):
    """Asks where to save a table and writes it there."""

    def __init__(self, outlets: Outlets, tasks: Tasks, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._outlets = outlets
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

        def chosen(path: Path) -> None:
            self._outlets.room.keep_table(
                PaperKind.VISITOR_FILE,
                day,
                read,
                lambda file, number: self._outlets.visitor_table(file, kind, number),
                path,
            )

        name = PaperKind.VISITOR_FILE.file_name(day)
        return self._ask(f"{Path(name).stem}.{kind.value[0]}", kind, parent, chosen)

    def _ask(
        self, name: str, kind: FileKind, parent: QWidget, chosen: Callable[[Path], None]
    ) -> QFileDialog:
        ending, filters = kind.value
        offered = str(self._outlets.room.folder.get() / name)
        asking = QFileDialog(parent, self._words.text("Save the table"), offered)
        asking.setNameFilter(self._words.text(filters))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setFileMode(QFileDialog.FileMode.AnyFile)
        asking.setDefaultSuffix(ending)
        asking.selectFile(offered)
        asking.fileSelected.connect(lambda path: chosen(Path(path)))
        asking.finished.connect(asking.deleteLater)
        asking.open()
        return asking

    def _write(self, made: Report, kind: FileKind, path: Path) -> None:
        self._tasks.run(
            lambda: self._outlets.table(made, kind),
            owner=self,
            done=lambda data: self._outlets.room.write(data, path),
            failed=self._outlets.room.tell,
            lane=DRAWING,
        )


def file_name(report: Report, ending: str) -> str:
    """The suggested file name: the report and its days, and no one's name."""
    first, last = report.period.first, report.period.last
    return f"cpdesk-{report.kind.value}-{first:%Y-%m-%d}-{last:%Y-%m-%d}.{ending}"
