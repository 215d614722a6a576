"""Printing: every paper that can be made now, and what was printed today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.records.printing import PrintedPaper
from cpdesk.records.reports import VisitorFound, VisitorOf
from cpdesk.services.printing.paper_specs import SPECS, VISITOR_FILE, PaperKind, PaperSpec
from cpdesk.ui.changes import Changes
from cpdesk.ui.input.keys import Key, KeyLine
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.printing import printed
from cpdesk.ui.printing.chooser import Chooser
from cpdesk.ui.printing.column import Column
from cpdesk.ui.printing.lists import PaperList, Row
from cpdesk.ui.printing.paper_view import PaperView
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.action_page import ViewStack
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.themed import retheme_parts
from cpdesk.words import N_

KEYS = (
    KeyLine("Up", N_("Move in the list (also Down)")),
    KeyLine("Enter", N_("Choose what the paper is for (under Printed today: print again)")),
    KeyLine("Alt+M", N_("Papers you can print")),
    KeyLine("Alt+T", N_("Papers printed today")),
    KeyLine("Ctrl+P", N_("Print")),
    KeyLine("Ctrl+S", N_("Save as PDF")),
    KeyLine("Alt+R", N_("The printer (Alt+C: copies)")),
    KeyLine("Page Down", N_("Next page of the preview (Page Up: previous page)")),
    KeyLine("Esc", N_("Back to the list")),
)
# What these papers say changes by the minute, with or without a signal.
_LIVE = frozenset({PaperKind.SCHEDULE, PaperKind.EVACUATION})
_LIST = 340
_LEAST = 250


class PrintingPage(QWidget):
    """The lists on the left, one paper on the right."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = context.theme
        self._context = context
        self._sheets, self._room = context.papers().sheets, context.papers().room
        self._book = context.services.print_book
        self._current_user = context.current_user
        self._tasks = context.tasks
        self._words = context.words
        self._printed: dict[str, PrintedPaper] = {}
        self._why_none = context.words.text("Loading papers printed today…")
        self._seen = ""  # the entry of the paper on the right
        self._picked: object = None
        self._minute: datetime | None = None
        self._build()
        self._wire(context.changes)

    @property
    def widget(self) -> QWidget:
        return self

    def header_widgets(self) -> Sequence[QWidget]:
        return (HeaderSpace(), self.save_button, self.print_button)

    def keys(self) -> Sequence[KeyLine]:
        return KEYS

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, text = self.theme, self._words.text
        self.save_button = Button(theme, text("Save as PDF…"), "Ctrl+S", small=True)
        self.print_button = Button(theme, text("Print"), "Ctrl+P", kind=Kind.PRIMARY, small=True)
        self.column = Column(theme, self._words)
        self.papers, self.today = self.column.papers, self.column.today
        self.chooser = Chooser(
            theme, self._words, self._tasks, self._context.services, self._context.today
        )
        self.first_button = Button(theme, text("Show the paper"), "Enter", small=True)
        self.first_button.hide()
        self.view = PaperView(theme, self._words, self._room, self.chooser)
        self.view.empty.add(self.first_button)
        self._right = Card(theme)
        self._right.body.addWidget(self.view, 1)
        whole = QWidget()
        self._row = fill(QHBoxLayout(whole), self.column, (self._right, 1))
        stack = ViewStack()
        stack.least = QSize(560, 300)
        stack.addWidget(whole)
        fill(QVBoxLayout(self), stack, edges=0)
        self._apply_theme()

    def _wire(self, changes: Changes) -> None:
        self.papers.chosen.connect(self._offer_chosen)
        self.today.chosen.connect(self._printed_chosen)
        self.papers.entered.connect(self._into_paper)
        self.today.entered.connect(self._again)
        self.column.turned.connect(self._turned)
        self.chooser.picked.connect(self._chosen)
        self.chooser.nothing.connect(self._nothing)
        self.first_button.clicked.connect(self._ask_first)
        self.print_button.clicked.connect(self.view.controls.print)
        self.save_button.clicked.connect(self.view.controls.save)
        self.view.changed.connect(self._arrange)
        changes.printed.connect(self.read_today)
        for changed in (changes.visits, changes.roster, changes.day_plan):
            changed.connect(self._renew)
        for keys, act in (
            ("Ctrl+P", self.view.controls.print),
            ("Ctrl+S", self.view.controls.save),
            ("Alt+M", lambda: self.column.turn(self.papers)),
            ("Alt+T", lambda: self.column.turn(self.today)),
        ):
            Key(keys, self, act, everywhere=True)

    # -- what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        """When it comes to the front: the list has the focus, everything is read again. A paper
        that is shown only on request is hidden again."""
        seen = self._seen
        self.papers.put(self._offer_rows())
        self.refresh()
        offer = self._offer
        if offer is not None and self._seen == seen:
            if offer.first:
                self._offer_chosen(offer.kind.value)
            else:
                self._make_anew(offer)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Reads what was printed and which printers there are; renews papers that change by the
        minute."""
        self.read_today()
        self.view.controls.read_printers()
        self.chooser.read()
        if self._minute != self._this_minute():
            self._renew()

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        for button in (self.save_button, self.print_button):
            button.retheme(theme)
        self._apply_theme()

    def typed(self, event: QKeyEvent) -> bool:
        """No letter is a shortcut on this page."""
        return False

    # -- what can be printed --------------------------------------------------------------------

    def mark(self, key: str) -> None:
        """Selects an entry of what can be printed, as the arrow keys do."""
        self.column.turn(self.papers)
        self.papers.mark(key)

    def _offer_rows(self) -> tuple[Row, ...]:
        text, rows, group = self._words.text, [], ""
        for kind, one in SPECS.items():
            if not self._current_user.may(one.act):
                continue
            if one.shelf != group:
                group = one.shelf
                rows.append(Row("", text(group)))
            rows.append(Row(kind.value, text(one.name), text(one.small)))
        return tuple(rows)

    @property
    def _offer(self) -> PaperSpec[Any, Any] | None:
        """What is selected in the list of what can be printed."""
        shown = self._list is self.papers and self._seen
        return SPECS[PaperKind(self._seen)] if shown else None

    def _offer_chosen(self, key: str) -> None:
        if self._list is not self.papers:
            return
        self._seen, self._picked = key, None
        offer = SPECS[PaperKind(key)]
        name, first = self._words.text(offer.name), offer.first
        self.first_button.setVisible(first is not None)
        if first is not None:
            self.chooser.hide()
            self.first_button.set(self._words.text(first.does))
            self.view.clear(name, self._words.text(first.why))
            return
        self.view.wait(name)
        self.chooser.ask(offer.pick)

    def _chosen(self, picked: object) -> None:
        offer = self._offer
        if offer is not None and offer.first is None:
            self._picked = picked
            self._minute = self._this_minute()
            self.view.look_at(self._sheet(offer, picked))

    def _nothing(self, why: str) -> None:
        offer = self._offer
        if offer is not None:
            self.view.clear(self._words.text(offer.name), why)

    def _renew(self) -> None:
        """A paper about the current moment is made again while it is in sight."""
        offer = self._offer
        if self.isVisible() and offer is not None and offer.kind in _LIVE:
            self._make_anew(offer)

    def _make_anew(self, offer: PaperSpec[Any, Any]) -> None:
        """Makes the same paper as of now, replacing the one in sight."""
        if self.view.controls.made is not None and offer.first is None:
            self._minute = self._this_minute()
            self.view.look_at(self._sheet(offer, self._picked), quietly=True)

    def _into_paper(self) -> None:
        """Enter: goes to what has to be chosen or asked first, or into the paper."""
        if self._offer is not None and self._offer.first and self.view.controls.made is None:
            self._ask_first()
        elif not self.chooser.isVisible() or not self.chooser.focus():
            self.view.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_first(self) -> None:
        offer = self._offer
        if offer is VISITOR_FILE:
            self._ask_whose()
        elif offer is not None and offer.first is not None:
            self.view.look_at(self._sheet(offer, None))

    def _ask_whose(self) -> None:
        """Asks which visitor the file is about."""
        from cpdesk.ui.reports.visitor_dialog import VisitorDialog

        def wanted(visitor: VisitorFound) -> None:
            of = VisitorOf(visitor.visitor_key, visitor.name, dialog.read.isChecked())
            dialog.accept()
            if self._offer is VISITOR_FILE:
                self.view.look_at(self._sheets.of(VISITOR_FILE, of))

        reports = self._context.services.reports
        dialog = VisitorDialog(self.theme, self._words, self._tasks, reports, self)
        dialog.save_button.hide()  # the print center makes papers only
        dialog.wanted.connect(wanted)
        dialog.open()

    def _sheet(self, spec: PaperSpec[Any, Any], picked: object) -> Sheet:
        return self._sheets.of(spec, spec.picked(picked))

    # -- what was printed -----------------------------------------------------------------------

    def read_today(self) -> None:
        """Reads today's list; the selection stays."""
        self._tasks.run(
            self._book.today,
            owner=self,
            done=self._show_today,
            failed=self._cannot_read,
            latest="printing.today",
        )

    def _show_today(self, papers: tuple[PrintedPaper, ...]) -> None:
        self._why_none = self._words.text("Nothing was printed or saved today.")
        self._list_today(papers)

    def _list_today(self, papers: tuple[PrintedPaper, ...]) -> None:
        self._printed = {paper.paper_id: paper for paper in papers}
        self.column.show_today(printed.rows(papers, self._words))
        if not papers and self._list is self.today:
            self._show_none()

    def _cannot_read(self, trouble: DeskError) -> None:
        """Says that the list is empty because it couldn't be read."""
        self._why_none = self._words.error(trouble)
        self._list_today(())

    def _show_none(self) -> None:
        self._seen = ""
        self.view.clear(self._words.text("Printed today"), self._why_none)

    def _printed_chosen(self, key: str) -> None:
        paper = self._printed.get(key)
        if self._list is self.today and paper is not None and key != self._seen:
            self._seen = key
            self.view.look_at(printed.sheet(paper, self._book, self._words))

    def _again(self) -> None:
        """Enter: prints the same paper again, under its number."""
        if self.view.controls.has_no_printer:
            self.view.controls.save()
        else:
            self.view.controls.print()

    # -- which list -----------------------------------------------------------------------------

    @property
    def _list(self) -> PaperList:
        return self.column.front

    def _turned(self) -> None:
        """Shows the other list, with its selected paper on the right."""
        self._seen = ""
        if self._list is self.papers:
            self._offer_chosen(self.papers.key)
        else:
            self.chooser.hide()
            self.first_button.hide()
            if self.today.key:
                self._printed_chosen(self.today.key)
            else:
                self._show_none()
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part didn't use."""
        if event.key() == Qt.Key.Key_Escape:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # -- state ----------------------------------------------------------------------------------

    def _this_minute(self) -> datetime:
        return self._context.clock.now().replace(second=0, microsecond=0)

    def _arrange(self) -> None:
        text, controls, again = self._words.text, self.view.controls, self._list is self.today
        none = controls.has_no_printer
        self.print_button.setVisible(not none)
        self.print_button.setEnabled(controls.can_print)
        self.print_button.set(
            text("Print again") if again else text("Print"), "Enter" if again else "Ctrl+P"
        )
        self.save_button.setEnabled(controls.can_save)
        self.save_button.set(text("Save as PDF…"), kind=Kind.PRIMARY if none else Kind.PLAIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_theme()

    def _apply_theme(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(16), px(14), px(16), px(14))
        self._row.setSpacing(px(14))
        self.column.setFixedWidth(max(px(_LEAST), min(px(_LIST), round(self.width() * 0.34))))
