"""What is done with a paper that is shown: choosing a printer and copies, printing, and saving."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QSpinBox, QWidget

from cpdesk.errors import DeskError
from cpdesk.services.printing.printing import Printer
from cpdesk.settings import MOST_COPIES
from cpdesk.ui.paper.printer_state import printer_name
from cpdesk.ui.paper.sheet import Made, Sheet
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.ui.paper.print_room import PrintRoom


class PrintControls(QObject):
    """The two fields, for the view that lays them out. `changed` when something else can be done
    than before, `done` when the paper was printed or saved. `failed` carries why it wasn't, while
    the view is in sight; afterwards that is said above the page."""

    changed = Signal()
    done = Signal()
    failed = Signal(object)  # DeskError

    def __init__(self, room: PrintRoom, words: Words, view: QWidget) -> None:
        super().__init__(view)
        self._room = room
        self._words = words
        self._view = view
        self._printers: tuple[Printer, ...] | None = None  # None: not known yet
        self.sheet: Sheet | None = None
        self.made: Made | None = None
        self.busy = False
        self.printer = Combo(words.text("Printer"))
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        for part in (self.copies, self.copies.lineEdit()):
            part.setAccessibleName(words.text("Copies"))

    # -- what can be done -----------------------------------------------------------------------

    @property
    def knows_printers(self) -> bool:
        return self._printers is not None

    @property
    def has_no_printer(self) -> bool:
        return self._printers == ()

    @property
    def some_printers(self) -> bool:
        return bool(self._printers)

    @property
    def can_save(self) -> bool:
        return self.made is not None and not self.busy

    @property
    def can_print(self) -> bool:
        return self.can_save and self.some_printers

    def take(self, sheet: Sheet) -> None:
        """Another paper, with the printer and the copies in the settings."""
        self.sheet = sheet
        self.copies.setValue(self._room.copies(sheet.kind))
        self._choose_printer()

    def read_printers(self) -> None:
        """Asks the system for its printers."""
        self._room.printers(self, self._show_printers, lambda trouble: self._show_printers(()))

    def _show_printers(self, found: tuple[Printer, ...]) -> None:
        if found != self._printers:
            self._printers = found
            chosen = self.printer.currentData()
            self.printer.clear()
            for one in found:
                self.printer.addItem(printer_name(one, self._words), one.name)
            if self.printer.findData(chosen) >= 0:
                self.printer.setCurrentIndex(self.printer.findData(chosen))
            else:
                self._choose_printer()
        self.changed.emit()

    def _choose_printer(self) -> None:
        if self.sheet is not None and self._printers:
            wanted = self._room.preferred(self.sheet.kind, self._printers)
            self.printer.setCurrentIndex(self.printer.findData(wanted))

    # -- doing it -------------------------------------------------------------------------------

    def print(self) -> None:
        """Sends the paper to the chosen printer."""
        if self.sheet is None or self.made is None or not self.can_print:
            return
        self._set_busy(True)
        printer, copies = str(self.printer.currentData()), self.copies.value()
        self._room.send(
            self.sheet, self.made, printer, copies, lambda sent: self._finish(), self._fail
        )

    def save(self) -> QFileDialog | None:
        """Asks for a file and writes the PDF."""
        sheet, made = self.sheet, self.made
        if sheet is None or made is None or not self.can_save:
            return None

        def chosen(path: Path) -> None:
            newest = self.made if sheet is self.sheet and self.made is not None else made
            self._set_busy(True)
            self._room.keep(sheet, newest, path, lambda where: self._finish(), self._fail)

        return self._room.ask_where(sheet, self._view, chosen)

    def _finish(self) -> None:
        if shiboken6.isValid(self):
            self._set_busy(False)
            self.done.emit()

    def _fail(self, trouble: DeskError) -> None:
        alive = shiboken6.isValid(self)
        if alive and self._view.isVisible():
            self.failed.emit(trouble)
        else:
            self._room.tell(trouble)
        if alive:
            self._set_busy(False)
            self.read_printers()  # the printer may have been removed since it was chosen

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()
