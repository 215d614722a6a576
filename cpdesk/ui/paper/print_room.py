"""Where pages send what is to be printed or saved. Outlives the dialogs it opens, so that a slow
printer's answer is heard although the dialog is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cpdesk.errors import DeskError
from cpdesk.services.printing import PaperKind, Printer, Printing, PrintJob, Sent, save_pdf
from cpdesk.settings import Settings
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.paper.folder import PdfFolder
from cpdesk.ui.paper.sheet import Made, Sheet, look_at
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import N_, Words

DRAWING, PRINTING = "paper", "print"  # lanes

Failed = Callable[[DeskError], None]


class Say(Protocol):
    """One line over the page, with an action if there is one: MainWindow.say."""

    def __call__(
        self, text: str, tone: Tone, *, action: str = "", act: Callable[[], None] | None = None
    ) -> None: ...


class PrintRoom(QObject):
    """Makes papers, prints and saves them on lanes of their own, and says how it went.

    `settings` tells which printers are chosen; `memory` is the file that keeps the PDFs' folder.
    """

    def __init__(
        self,
        *,
        printing: Printing,
        tasks: Tasks,
        words: Words,
        settings: Callable[[], Settings],
        say: Say,
        memory: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._printing = printing
        self._tasks = tasks
        self._words = words
        self._settings = settings
        self._say = say
        self.folder = PdfFolder(memory)

    # -- what pages ask for ---------------------------------------------------------------------

    def show(self, sheet: Sheet, theme: Theme, parent: QWidget) -> PaperDialog:
        """Opens the preview, with printer, copies and the way to a PDF."""
        dialog = PaperDialog(sheet, self, theme=theme, words=self._words, parent=parent)
        dialog.open()
        return dialog

    def print(self, sheet: Sheet, printer: str, parent: QWidget) -> None:
        """Prints without asking; where that fails, says so and offers the PDF."""

        def save() -> None:
            self.save(sheet, parent)

        def failed(trouble: DeskError) -> None:
            text = self._words.text("Save as PDF…")
            self._say(self._words.error(trouble), Tone.NO, action=text, act=save)

        def made(found: Made) -> None:
            self.send(sheet.kind, found, printer, 1, lambda sent: None, failed)

        self.make(sheet, self, made, failed)

    def save(self, sheet: Sheet, parent: QWidget) -> QFileDialog:
        """Asks for a file and writes the PDF into it."""

        def chosen(path: Path) -> None:
            self.make(sheet, self, lambda made: self.write(made.pdf, path), self.tell)

        return self.ask_where(sheet, parent, chosen)

    # -- the steps ------------------------------------------------------------------------------

    def make(
        self, sheet: Sheet, owner: QObject, done: Callable[[Made], None], failed: Failed
    ) -> None:
        """Reads on the desk's lane, draws on another."""

        def draw(record: Any) -> None:
            self._tasks.run(
                lambda: look_at(sheet.draw(record)),
                owner=owner,
                done=done,
                failed=failed,
                lane=DRAWING,
            )

        self._tasks.run(sheet.read, owner=owner, done=draw, failed=failed)

    def printers(
        self, owner: QObject, done: Callable[[tuple[Printer, ...]], None], failed: Failed
    ) -> None:
        """The system's queues."""
        self._tasks.run(
            self._printing.printers, owner=owner, done=done, failed=failed, lane=PRINTING
        )

    def preferred(self, kind: PaperKind, found: tuple[Printer, ...]) -> str:
        """The printer that the settings name, else the system's own choice, else the first."""
        chosen = self._settings()
        wanted = chosen.badge_printer if kind is PaperKind.BADGE else chosen.paper_printer
        names = [printer.name for printer in found]
        if wanted in names:
            return wanted
        return next((p.name for p in found if p.preferred), names[0] if names else "")

    def send(
        self,
        kind: PaperKind,
        made: Made,
        printer: str,
        copies: int,
        done: Callable[[Sent], None],
        failed: Failed,
    ) -> None:
        """Hands the paper to a queue and says that it is there."""
        job = PrintJob(kind, made.pdf, printer, made.page_size_mm, copies)

        def sent(result: Sent) -> None:
            if result.waiting:
                says = N_("{printer} is paused. The paper waits in its queue.")
                self._say(self._words.text(says, printer=result.printer), Tone.ASK)
            else:
                self._say(self._words.text("Sent to {printer}.", printer=result.printer), Tone.OK)
            done(result)

        self._tasks.run(
            lambda: self._printing.send(job), owner=self, done=sent, failed=failed, lane=PRINTING
        )

    def ask_where(
        self, sheet: Sheet, parent: QWidget, chosen: Callable[[Path], None]
    ) -> QFileDialog:
        """The system's dialog for a file to save as, in the folder of the last one."""
        words = self._words
        offered = str(self.folder.get() / sheet.file_name)
        asking = QFileDialog(parent, words.text("Save as PDF"), offered, words.text("PDF (*.pdf)"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setFileMode(QFileDialog.FileMode.AnyFile)
        asking.setDefaultSuffix("pdf")
        asking.selectFile(offered)
        asking.fileSelected.connect(lambda path: chosen(Path(path)))
        asking.finished.connect(asking.deleteLater)
        asking.open()
        return asking

    def write(
        self,
        pdf: bytes,
        path: Path,
        done: Callable[[Path], None] = lambda path: None,
        failed: Failed | None = None,
    ) -> None:
        """Writes the file whole or not at all, and says where it is."""

        def written(where: Path) -> None:
            self.folder.keep(where.parent)
            says = self._words.text("Saved as {name}.", name=where.name)
            self._say(says, Tone.OK, action=self._words.text("Open"), act=partial(_open, where))
            done(where)

        self._tasks.run(
            lambda: save_pdf(pdf, path),
            owner=self,
            done=written,
            failed=failed or self.tell,
            lane=DRAWING,
        )

    def tell(self, trouble: DeskError) -> None:
        """Says a trouble over the page."""
        self._say(self._words.error(trouble), Tone.NO)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
