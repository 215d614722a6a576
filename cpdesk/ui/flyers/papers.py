"""The papers and files of flyers: log, count sheet, labels, register, return slip; attachments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cpdesk.errors import DeskError
from cpdesk.records.flyers import FlyerFileContent
from cpdesk.services.flyers.files import ENDS
from cpdesk.services.printing.paper_specs import BUNDLE_LABELS, COUNT_SHEET, RETURN_SLIP
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Sheet, Sheets
from cpdesk.words import N_

FILES = "flyer-files"  # the lane that reads and checks files
READS = N_(
    "PDF and pictures (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp *.gif *.bmp);;All files (*)"
)


class FlyerPapers(QObject):
    """Shows papers with their preview, given a delivery's id; opens attachments; asks for a
    file."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._folder: QTemporaryDir | None = None  # removed with the window
        self.sheets = Sheets(context)

    @property
    def room(self) -> PrintRoom:
        """Where papers are made, printed and saved."""
        return self._context.papers().room

    def show(self, sheet: Sheet) -> None:
        self._context.papers().show(sheet)

    def count_sheet(self, delivery_id: str) -> None:
        self.show(self.sheets.of(COUNT_SHEET, delivery_id))

    def labels(self, delivery_id: str) -> None:
        self.show(self.sheets.of(BUNDLE_LABELS, delivery_id))

    def return_slip(self, delivery_id: str) -> None:
        self.show(self.sheets.of(RETURN_SLIP, delivery_id))

    def ask_file(self, chosen: Callable[[Path], None]) -> QFileDialog | None:
        """The system's dialog for a PDF or a picture."""
        words = self._context.words
        asking = QFileDialog(self._window, words.text("Choose the flyer’s file"))
        asking.setNameFilter(words.text(READS))
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.fileSelected.connect(lambda path: chosen(Path(path)))
        asking.finished.connect(asking.deleteLater)
        asking.open()
        return asking

    def open_file(self, file_id: str) -> None:
        """Saves the file where the system's viewer can read it, and opens it there."""
        read = self._context.services.deliveries.content
        if self._folder is None:
            self._folder = QTemporaryDir()
        place = Path(self._folder.path())

        def work() -> Path:
            return laid(read(file_id), place)

        def done(path: Path) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._context.tasks.run(work, owner=self, done=done, lane=FILES)


def laid(content: FlyerFileContent, place: Path) -> Path:
    """Writes it under a neutral name with the extension of its real kind: a name that someone gave
    a file never becomes a path, and a program's extension is never opened. Each in a folder of its
    own, because a viewer may still hold an earlier file open. DeskError if it can't be written."""
    stem = "".join(c for c in Path(content.name).stem if c.isalnum() or c in " -_")[:60]
    name = f"{stem.strip() or 'flyer'}{ENDS.get(content.media_type, '.bin')}"
    try:
        path = Path(mkdtemp(dir=place)) / name
        path.write_bytes(content.content)
    except OSError as trouble:
        raise DeskError(
            N_("Can’t open {name} ({why})."),
            N_("Free up space on this computer, then open it again."),
            name=content.name,
            why=trouble.strerror or "",
        ) from trouble
    return path
