"""A paper before it is printed: its pages, which printer, how many; or as a PDF."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.ui.input.keys import Key
from cpdesk.ui.paper.print_controls import PrintControls
from cpdesk.ui.paper.sheet import Made, Sheet, page_count
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.preview import PdfPreview
from cpdesk.ui.widgets.frames.sheet import Sheet as Scrolled
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import retheme_parts
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.ui.paper.print_room import PrintRoom


class PaperDialog(QDialog):
    """Enter prints, Ctrl+S saves, Esc closes. Without a printer, saving is the next action.

    Nothing here changes what the paper is about: a visit stays as it is, whatever a printer does.
    """

    def __init__(
        self, sheet: Sheet, room: PrintRoom, *, theme: Theme, words: Words, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._sheet = sheet
        self._room = room
        self._words = words
        self._tries = count(1)
        self._made_by = self._failed_by = 0  # the attempts that made it, and that failed
        self._unmade: DeskError | None = None  # the last attempt to make it failed
        self._unsent: DeskError | None = None  # the last attempt to print or save it failed
        self._led = False  # the focus was moved to the next action
        self.setWindowTitle(sheet.title)
        self.setAccessibleName(sheet.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        Key("Ctrl+S", self, self.controls.save, everywhere=True)
        Key("Ctrl+P", self, self.controls.print, everywhere=True)
        self._size_up(parent)
        self._begin()

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, text = self.theme, self._words.text
        self.preview = PdfPreview(theme, text("Preview: {title}", title=self._sheet.title))
        self.preview.set_message(text("Preparing the preview…"))
        self.heading = Text(theme, self._sheet.title, Role.PAGE, wrap=True)
        self.pages = Text(theme, "", Role.SMALL, wrap=True)
        self.controls = PrintControls(self._room, self._words, self)
        self.controls.take(self._sheet)
        self.controls.changed.connect(self._arrange)
        self.controls.done.connect(self.accept)
        self.controls.failed.connect(self._not_done)
        self.printer, self.copies = self.controls.printer, self.controls.copies
        self.copies.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
        self.copies.setFixedWidth(theme.px(96))
        self._labels = (
            Text(theme, text("Printer"), Role.HEADING),
            Text(theme, text("Copies"), Role.HEADING),
        )
        for label, field in zip(self._labels, (self.printer, self.copies), strict=True):
            label.setBuddy(field)
        self.note = VerdictBox(theme, small=True)
        self.note.hide()
        self.print_button = Button(theme, text("Print"), "Enter", kind=Kind.PRIMARY)
        self.save_button = Button(theme, text("Save as PDF…"), "Ctrl+S")
        self.close_button = Button(theme, text("Close"), "Esc")
        self.print_button.clicked.connect(self.controls.print)
        self.save_button.clicked.connect(self.controls.save)
        self.close_button.clicked.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        px = self.theme.px
        self._side = QWidget()
        column = fill(QVBoxLayout(self._side), gap=px(6), edges=0)
        self._about = Scrolled()  # in a low window a long note scrolls; the buttons stay
        about = self._about.column
        about.setSpacing(px(6))
        about.addWidget(self.heading)
        about.addWidget(self.pages)
        about.addSpacing(px(12))
        for label, field in zip(self._labels, (self.printer, self.copies), strict=True):
            about.addWidget(label)
            about.addWidget(field)
            about.addSpacing(px(6))
        about.addWidget(self.note)
        about.addStretch(1)
        column.addWidget(self._about, 1)
        for button in (self.print_button, self.save_button, self.close_button):
            button.setSizePolicy(
                button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed
            )
            column.addWidget(button)
        self._side.setFixedWidth(px(270))
        fill(QHBoxLayout(self), (self.preview, 1), self._side, gap=px(16), edges=px(16))

    def _size_up(self, parent: QWidget) -> None:
        """As large as the window allows, up to a comfortable sheet; over a small dialog, as large
        as over the window that it belongs to."""
        under = parent.window()
        while above := under.parentWidget():
            under = above.window()
        room = under.size()
        px = self.theme.px
        self.resize(
            min(px(980), max(px(560), room.width() - px(80))),
            min(px(860), max(px(400), room.height() - px(40))),
        )

    def _begin(self) -> None:
        self._arrange()
        self._make()
        self.controls.read_printers()

    def _make(self) -> None:
        number = next(self._tries)
        done, failed = partial(self._show_paper, number), partial(self._cannot_make, number)
        self._room.make(self._sheet, self, done, failed)

    @property
    def made(self) -> bool:
        """Whether the paper is ready."""
        return self.controls.made is not None

    def renew(self) -> None:
        """Makes the paper again from the current data. The shown one stays until then, and also if
        it can't be made again."""
        if not self.controls.busy:
            self._unsent = None
            self._make()

    # -- results --------------------------------------------------------------------------------

    def _show_paper(self, number: int, made: Made) -> None:
        if number < self._made_by:
            return
        if self._failed_by < number:
            self._unmade = None
        self.controls.made, self._made_by = made, number
        self.preview.set_pages(made.pictures)
        self.pages.setText(page_count(made, self._words))
        self._arrange()

    def _cannot_make(self, number: int, trouble: DeskError) -> None:
        if number < self._made_by:
            return
        self._unmade, self._failed_by = trouble, number
        if not self.made:
            self.preview.set_message(self._words.error(trouble))
        self._arrange()

    # -- buttons --------------------------------------------------------------------------------

    def _not_done(self, trouble: DeskError) -> None:
        self._unsent = trouble

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.controls.save() if self.controls.has_no_printer else self.controls.print()
            return
        super().keyPressEvent(event)

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)

    # -- state ----------------------------------------------------------------------------------

    def _show_note(self) -> None:
        """The last attempt comes first; nothing while something is being tried."""
        note = None if self.controls.busy else self._troubles() or self._printers_missing()
        if note is not None:
            self.note.set(*note)
        self.note.setVisible(note is not None)
        self._about.keep_in_sight(self.note if note is not None else None)

    def _troubles(self) -> tuple[Tone, str, str] | None:
        trouble, text = self._unsent or self._unmade, self._words.text
        if trouble is None:
            return None
        says, do = self._words.error_parts(trouble)
        made = self.controls.made
        if self._unmade is None or made is None:
            return Tone.NO, says, do
        old = text("Can’t refresh. This list is from {time}.", time=made.about)
        return (Tone.ASK, old, says) if self._unsent is None else (Tone.NO, says, f"{do} {old}")

    def _printers_missing(self) -> tuple[Tone, str, str] | None:
        text = self._words.text
        if not self.controls.has_no_printer:
            return None
        do = text("Save it as a PDF instead. You can print a PDF anywhere.")
        return Tone.INFO, text("No printer found"), do

    def _arrange(self) -> None:
        text, controls, none = self._words.text, self.controls, self.controls.has_no_printer
        if controls.busy:
            self._unsent = None
            self._led = False  # a disabled widget loses the focus; Enter is the next action again
        for widget in (*self._labels, self.printer, self.copies, self.print_button):
            widget.setVisible(not none)
        self.print_button.setEnabled(controls.can_print)
        self.save_button.setEnabled(controls.can_save)
        self._show_note()
        self.print_button.set(text("Sending…") if controls.busy else text("Print"), "Enter")
        if none:
            self.save_button.set(text("Save as PDF…"), "Enter", Kind.PRIMARY)
        if controls.can_save and controls.knows_printers and not self._led:
            self._led = True
            (self.save_button if none else self.print_button).setFocus()
