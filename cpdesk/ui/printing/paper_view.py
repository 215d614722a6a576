"""One paper before it is printed: its pages, which printer, how many; and saving it as a file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.ui.paper.print_controls import PrintControls
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Made, Sheet, page_count
from cpdesk.ui.printing.page_turner import PageTurner
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.frames.preview import PdfPreview
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.labeled import Labeled
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words


class PaperView(ThemedWidget):
    """`changed` whenever what can be done with the paper changes. `above` is shown over the
    preview."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words, room: PrintRoom, above: QWidget) -> None:
        super().__init__(theme)
        self._words = words
        self._room = room
        self.controls = PrintControls(room, words, self)
        self.controls.changed.connect(self._arrange)
        self.controls.failed.connect(room.tell)
        self.heading = Text(theme, "", Role.STRONG, wrap=True)
        self.about = Text(theme, "", Role.SMALL, wrap=True)
        self.preview = PdfPreview(theme, words.text("Preview"))
        self.page_turner = PageTurner(theme, words, self.preview)
        self.empty = EmptyState(theme, "printer", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.preview)
        self.stack.addWidget(self.empty)
        self.printer, self.copies = self.controls.printer, self.controls.copies
        self.none = Text(
            theme,
            words.text("No printer found. Save it as a PDF. You can print a PDF anywhere."),
            Role.SMALL,
            wrap=True,
        )
        self._lay_out(above)
        self.apply_theme()
        self._arrange()

    def _lay_out(self, above: QWidget) -> None:
        text = self._words.text
        self._printer = Labeled(self.theme, text("P&rinter"), self.printer)
        self._copies = Labeled(self.theme, text("&Copies"), self.copies)
        self._footer = QWidget()
        footer = fill(QHBoxLayout(self._footer), gap=self.theme.px(12), edges=0)
        self._ways = QWidget()
        flow = FlowLayout(self._ways, gap=self.theme.px(12))
        flow.addWidget(self._printer)
        flow.addWidget(self._copies)
        fill(footer, (self._ways, 1), (self.none, 1), self.page_turner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(8))
        column.addWidget(self.heading)
        column.addWidget(self.about)
        column.addWidget(above)
        column.addWidget(self.stack, 1)
        column.addWidget(self._footer)

    # -- what is shown --------------------------------------------------------------------------

    def look_at(self, sheet: Sheet, *, quietly: bool = False) -> None:
        """Makes the paper and shows it. `quietly`: replaces the same paper only once the new one is
        ready."""
        at = self.page_turner.at if quietly else 0
        if quietly:
            self.controls.sheet = sheet
        else:
            self.wait(sheet.title)
            self.controls.take(sheet)

        def done(made: Made) -> None:
            if sheet is self.controls.sheet:
                self._show_made(made, at)

        self._room.make(sheet, self, done, self._cannot_make, latest="printing.paper")
        self._arrange()

    def wait(self, heading: str) -> None:
        """A paper is being made."""
        self.controls.sheet = self.controls.made = None
        self.heading.setText(heading)
        self.about.setText("")
        self.preview.set_message(self._words.text("Preparing the preview…"))
        self.page_turner.read()
        self.stack.setCurrentWidget(self.preview)
        self._arrange()

    def clear(self, heading: str, why: str) -> None:
        """Shows that there is nothing to print, and why."""
        self.wait(heading)
        self.empty.set("printer", why)
        self.stack.setCurrentWidget(self.empty)
        self._arrange()

    def _show_made(self, made: Made, at: int) -> None:
        self.controls.made, sheet = made, self.controls.sheet
        self.preview.set_pages(made.pictures)
        self.page_turner.read(at)
        words = self._words
        count = page_count(made, words)
        numbered = sheet is not None and sheet.kind.numbered and bool(made.number)
        number = words.text("Paper {number}", number=made.number) if numbered else ""
        about = made.about.removeprefix(f"{self.heading.text()} · ")  # the heading already says it
        self.about.setText(" · ".join(part for part in (about, count, number) if part))
        self._arrange()

    def _cannot_make(self, trouble: DeskError) -> None:
        self.clear(self.heading.text(), self._words.error(trouble))

    def apply_theme(self) -> None:
        px = self.theme.px
        self.copies.setFixedWidth(px(84))
        self.copies.lineEdit().setTextMargins(px(8), 0, 0, 0)
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The printer field is as wide as its name if there is room; both fields are equally
        tall."""
        px = self.theme.px
        metrics = self.printer.fontMetrics()
        names = (self.printer.itemText(n) for n in range(self.printer.count()))
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        page_turner = (
            0 if self.page_turner.isHidden() else self.page_turner.sizeHint().width() + px(12)
        )
        room = self.width() - self.copies.width() - px(12) - page_turner
        self.printer.setFixedWidth(max(px(160), min(longest + px(64), px(320), room)))
        self.copies.setFixedHeight(self.printer.sizeHint().height())

    def _arrange(self) -> None:
        self._fit()
        none = self.controls.has_no_printer
        self._footer.setVisible(self.stack.currentWidget() is self.preview)
        self._ways.setVisible(not none)
        self.none.setVisible(none)
        self.about.setVisible(bool(self.about.text()))
        for field in (self.printer, self.copies):  # also while sending: the focus stays where it is
            field.setEnabled(self.controls.made is not None and self.controls.some_printers)
        self.changed.emit()
