"""Where pages send what is to be printed or saved. It outlives the dialogs it opens, so that a slow
printer's answer is shown even after the dialog is closed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cpdesk.documents.layout.paper import Paper
from cpdesk.errors import DeskError
from cpdesk.records.printing import PrintedPaper
from cpdesk.services.printing.paper_spec import PRINTED, PaperOut
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.printing import Printer, Printing, PrintJob, Sent, save_pdf
from cpdesk.settings import Settings
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.paper.folder import PdfFolder
from cpdesk.ui.paper.sheet import Made, Sheet, look_at
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.page.command_runner import ShowMessage
from cpdesk.words import N_, Words

DRAWING, PRINTING = "paper", "print"  # lanes
_MOST_NAMES = 1_000  # how many are tried to find one that is free

Failed = Callable[[DeskError], None]
T = TypeVar("T")


class Book(Protocol):
    """What the room needs from services/printing/print_book.py; called on the desk's lane."""

    def number(self) -> str: ...

    def note(self, out: PaperOut) -> PrintedPaper: ...

    def note_unsigned(self, out: PaperOut) -> PrintedPaper: ...


class PrintRoom(QObject):
    """Makes, prints and saves papers on lanes of their own, reports the result, and records it.

    `settings` tells which printers are chosen; `memory` is the file that keeps the PDF folder.
    Without a `book`, papers have no number and nothing is recorded.
    """

    noted = Signal()  # the book has a new entry

    def __init__(
        self,
        *,
        printing: Printing,
        tasks: Tasks,
        words: Words,
        settings: Callable[[], Settings],
        show_message: ShowMessage,
        memory: Path | None = None,
        book: Book | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._printing = printing
        self._tasks = tasks
        self._words = words
        self._settings = settings
        self._show_message = show_message
        self._book = book
        self.folder = PdfFolder(memory)

    # -- what pages ask for ---------------------------------------------------------------------

    def show(
        self, sheet: Sheet, theme: Theme, parent: QWidget, *, over_all: bool = False
    ) -> PaperDialog:
        """Opens the preview, with printer, copies and saving as PDF. `over_all`: also over another
        dialog, which continues when this one is closed."""
        dialog = PaperDialog(sheet, self, theme=theme, words=self._words, parent=parent)
        if over_all:
            dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.open()
        return dialog

    def print(self, sheet: Sheet, printer: str, parent: QWidget) -> None:
        """Prints without asking; if that fails, says so and offers the PDF."""

        def save() -> None:
            self.save(sheet, parent)

        def failed(trouble: DeskError) -> None:
            text = self._words.text("Save as PDF…")
            self._show_message(self._words.error(trouble), Tone.NO, action=text, act=save)

        def made(found: Made) -> None:
            self.send(sheet, found, printer, self.copies(sheet.kind), lambda sent: None, failed)

        self.make(sheet, self, made, failed)

    def save(self, sheet: Sheet, parent: QWidget) -> QFileDialog:
        """Asks for a file and writes the PDF to it."""

        def chosen(path: Path) -> None:
            self.make(sheet, self, lambda made: self.keep(sheet, made, path), self.tell)

        return self.ask_where(sheet, parent, chosen)

    # -- the steps ------------------------------------------------------------------------------

    def make(
        self,
        sheet: Sheet,
        owner: QObject,
        done: Callable[[Made], None],
        failed: Failed,
        latest: str | None = None,
    ) -> None:
        """Reads on the desk's lane, draws on another. The paper gets a number that no one uses
        until it is printed or saved. Of several with the same `latest`, only the last is made."""
        settings = self._settings()

        def read() -> tuple[Any, str]:
            record = sheet.read()
            return record, sheet.number or (self._book.number() if self._book else "")

        def draw(found: tuple[Any, str]) -> None:
            record, number = found
            paper = Paper(settings.paper, number, settings.badge_stock)

            def work() -> Made:
                made = look_at(sheet.draw(record, paper))
                return replace(made, number=number, about=sheet.about_of(record))

            self._tasks.run(
                work, owner=owner, done=done, failed=failed, lane=DRAWING, latest=latest
            )

        self._tasks.run(read, owner=owner, done=draw, failed=failed, latest=latest)

    def printers(
        self, owner: QObject, done: Callable[[tuple[Printer, ...]], None], failed: Failed
    ) -> None:
        """The system's printers."""
        self._tasks.run(
            self._printing.printers, owner=owner, done=done, failed=failed, lane=PRINTING
        )

    def preferred(self, kind: PaperKind, found: tuple[Printer, ...]) -> str:
        """The printer in the settings, otherwise the system's default, otherwise the first; if none
        was chosen, one that accepts jobs."""
        wanted = self._settings().printer(kind.group)
        best = sorted(found, key=lambda p: (p.name != wanted, not p.accepts, not p.preferred))
        return best[0].name if best else ""

    def copies(self, kind: PaperKind) -> int:
        """The number of copies in the settings."""
        return self._settings().copies_of(kind)

    def send(
        self,
        sheet: Sheet,
        made: Made,
        printer: str,
        copies: int,
        done: Callable[[Sent], None],
        failed: Failed,
    ) -> None:
        """Sends the paper to a printer, says so, and records it."""
        job = PrintJob(sheet.kind, made.pdf, printer, made.page_size_mm, copies)

        def sent(result: Sent) -> None:
            if result.waiting:
                says = N_("{printer} is paused. The print job is waiting in its queue.")
                self._show_message(self._words.text(says, printer=result.printer), Tone.ASK)
            else:
                self._show_message(
                    self._words.text("Sent to {printer}.", printer=result.printer), Tone.OK
                )
            out = replace(_out(sheet, made), way=PRINTED, printer=result.printer, copies=copies)
            self._note(out, unsigned=sheet.unsigned)
            done(result)

        self._tasks.run(
            lambda: self._printing.send(job),
            owner=self,
            done=sent,
            failed=failed,
            lane=PRINTING,
            lasting=True,
        )

    def ask_where(
        self, sheet: Sheet, parent: QWidget, chosen: Callable[[Path], None]
    ) -> QFileDialog:
        """Asks for the PDF's file."""
        text = self._words.text
        return self.ask_file(
            parent, text("Save as PDF"), text("PDF (*.pdf)"), sheet.file_name, chosen
        )

    def ask_file(
        self, parent: QWidget, title: str, kinds: str, name: str, chosen: Callable[[Path], None]
    ) -> QFileDialog:
        """The system's file dialog for saving, in the last folder, with a name that no file there
        has. `kinds` is the dialog's filter."""
        offered = str(_free(self.folder.get() / name))
        asking = QFileDialog(parent, title, offered, kinds)
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setFileMode(QFileDialog.FileMode.AnyFile)
        asking.setDefaultSuffix(Path(name).suffix[1:])
        asking.selectFile(offered)
        asking.fileSelected.connect(lambda path: chosen(Path(path)))
        asking.finished.connect(asking.deleteLater)
        asking.open()
        return asking

    def keep(
        self,
        sheet: Sheet,
        made: Made,
        path: Path,
        done: Callable[[Path], None] = lambda path: None,
        failed: Failed | None = None,
    ) -> None:
        """Saves a paper as a file, and records it."""

        def written(where: Path) -> None:
            self._note(_out(sheet, made), unsigned=sheet.unsigned)
            done(where)

        self.write(made.pdf, path, written, failed)

    def keep_table(
        self,
        kind: PaperKind,
        day: date,
        read: Callable[[], T],
        draw: Callable[[T, str], bytes],
        path: Path,
    ) -> None:
        """Saves a paper's data as a table, and records it without its bytes: a printer can't use
        them. `draw` also gets the number."""

        def numbered() -> tuple[T, str]:
            return read(), self._book.number() if self._book else ""

        def written(data: bytes, number: str) -> None:
            out = PaperOut(kind, "", number, day, data, kept=False)
            self.write(data, path, lambda where: self._note(out))

        def found(one: tuple[T, str]) -> None:
            record, number = one
            self._tasks.run(
                lambda: draw(record, number),
                owner=self,
                done=lambda data: written(data, number),
                failed=self.tell,
                lane=DRAWING,
            )

        self._tasks.run(numbered, owner=self, done=found, failed=self.tell)

    def write(
        self,
        pdf: bytes,
        path: Path,
        done: Callable[[Path], None] = lambda path: None,
        failed: Failed | None = None,
    ) -> None:
        """Writes the file completely or not at all, and says where it is."""

        def written(where: Path) -> None:
            self.folder.keep(where.parent)
            says = self._words.text("Saved as {name}.", name=where.name)
            self._show_message(
                says, Tone.OK, action=self._words.text("Open"), act=partial(_open, where)
            )
            done(where)

        self._tasks.run(
            lambda: save_pdf(pdf, path),
            owner=self,
            done=written,
            failed=failed or self.tell,
            lane=DRAWING,
            lasting=True,
        )

    def _note(self, out: PaperOut, *, unsigned: bool = False) -> None:
        """The paper is already done: if recording fails, that is only reported."""
        if self._book is None:
            return
        note = self._book.note_unsigned if unsigned else self._book.note
        self._tasks.run(
            lambda: note(out),
            owner=self,
            done=lambda _: self.noted.emit(),
            failed=self._not_noted,
            lasting=True,
        )

    def _not_noted(self, trouble: DeskError) -> None:
        says = N_(
            "The paper is done, but it couldn’t be added to the list of printed papers. {why}"
        )
        self._show_message(self._words.text(says, why=self._words.error(trouble)), Tone.ASK)

    def tell(self, trouble: DeskError) -> None:
        """Shows an error above the page."""
        self._show_message(self._words.error(trouble), Tone.NO)


def _out(sheet: Sheet, made: Made) -> PaperOut:
    """A paper that is being saved."""
    return PaperOut(
        sheet.kind, made.about, made.number, sheet.day, made.pdf, made.count, made.page_size_mm
    )


def _free(path: Path) -> Path:
    """This name, or the first with a number added that isn't taken."""
    names = (path.with_stem(f"{path.stem}-{n}") for n in range(2, _MOST_NAMES))
    return next((one for one in chain((path,), names) if not os.path.lexists(one)), path)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
