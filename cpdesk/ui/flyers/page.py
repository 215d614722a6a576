"""Flyers: what to do next for each, the form for a new one, the boards, the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from cpdesk.policy.permissions import Permission as May
from cpdesk.records.flyers import ClassList, DeliveryQueue, DeliveryRecord, DeliveryRow
from cpdesk.records.reports import Period, Periods
from cpdesk.services.printing.paper_specs import BOARD_REGISTER
from cpdesk.ui.flyers.actions import ACTIONS, Do
from cpdesk.ui.flyers.boards.boards_view import BoardsView
from cpdesk.ui.flyers.commands import FlyerCommands
from cpdesk.ui.flyers.form.drop_handler import DropHandler
from cpdesk.ui.flyers.form.form import FlyerForm
from cpdesk.ui.flyers.handout.plan import PlanView
from cpdesk.ui.flyers.header import FlyersHeader
from cpdesk.ui.flyers.log_view import LogView
from cpdesk.ui.flyers.papers import FlyerPapers
from cpdesk.ui.flyers.queue.delivery_list import DONE, TO_DO, DeliveryList, delivery_column
from cpdesk.ui.flyers.queue.detail import DeliveryView
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.page.list_detail_page import ListDetailPage
from cpdesk.ui.widgets.page.record_column import RecordColumn
from cpdesk.words import N_


class FlyersPage(ListDetailPage[DeliveryQueue, DeliveryRecord, Do]):
    """Shows one of four views: the deliveries, the form, the boards, the log. A plan takes the
    place of its delivery."""

    name, table, share, most, outside = "flyers", ACTIONS, 0.36, 400, 40
    column: RecordColumn[DeliveryList]
    detail: DeliveryView

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        theme, words, services = context.theme, context.words, context.services
        memory = QSettings(str(context.folder / "window.ini"), QSettings.Format.IniFormat)
        detail = DeliveryView(theme, words, lambda: memory)
        empty = EmptyState(theme, "newspaper", words.text("No flyer chosen"))
        super().__init__(context, parent, delivery_column(theme, words), detail, empty)
        self._deliveries = services.deliveries
        self.papers = papers = self.paper_desk()
        self.plan = PlanView(context)
        self.commands = FlyerCommands(self.runner, context, papers)
        self.form = FlyerForm(context, papers)
        self.boards = BoardsView(context, self.print_register)
        self.log = LogView(context, papers)
        self.drop_handler = DropHandler(
            self, context.tasks, words, self._show_message, self.take_files
        )
        self._build()
        self._wire()
        self._wire_keys()
        self.apply_theme()

    def paper_desk(self) -> FlyerPapers:
        """Where papers are made and files are opened."""
        return FlyerPapers(self.context, self)

    def header_widgets(self) -> Sequence[QWidget]:
        return self.header.widgets

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = FlyersHeader(self.theme, self._words)
        self.add_pane(self.plan)
        for view in (self.form, self.boards, self.log):
            self.add_view(view)
            view.left.connect(self.show_queue)
        for line in (self.column.search, self.detail.how.to):
            line.setAcceptDrops(False)  # a file dropped on a field is a file, not its name

    def _wire(self) -> None:
        commands, changes, header = self.commands, self._changes, self.header
        commands.check_wanted.connect(self._check)
        commands.plan_wanted.connect(self._plan)
        self.plan.saved.connect(self._planned)
        self.plan.left.connect(self.leave_plan)
        self.runner.changed.connect(self._changed_one)
        self.form.finished.connect(self._finished)
        self.boards.changed.connect(changes.flyers)
        header.new_button.clicked.connect(lambda: self.new())
        header.log_button.clicked.connect(self.print_log)
        header.boards_button.clicked.connect(self.show_boards)
        self.listen((changes.flyers, changes.roster, changes.office))

    def _wire_keys(self) -> None:
        form = self.form
        self.everywhere = {
            Do.NEW: self.new,
            Do.LOG: self.print_log,
            Do.BOARDS: self.show_boards,
            Do.PASTE: self.drop_handler.paste,
        }
        self.does[self.look] = {
            Do.NEXT: self.next_step,
            Do.UNDO: self.undo,
            Do.TAKE_DOWN: self.take_down,
            Do.SEARCH: self.search,
        }
        self.does[form] = {
            Do.NEXT: form.submit,
            Do.RETURN: form.give_back,
            Do.ATTACH: form.browse,
            Do.SAVE: form.keep,
            Do.DISCARD: form.throw_away,
        }
        self.does[self.boards] = {Do.NEXT: self.boards.submit, Do.UNDO: self.boards.undo}
        self.escapes = {
            form: form.escape,
            self.boards: self.boards.escape,
            self.log: self.show_queue,
        }
        self.does[self.log] = {Do.NEXT: self.log.print, Do.SAVE: self.log.save}

    # -- what the window asks -------------------------------------------------------------------

    def refresh(self) -> None:
        """Reads the list and the selected delivery again; on the boards, the posts."""
        super().refresh()
        if self.front is self.boards:
            self.boards.refresh()

    def typed(self, event: QKeyEvent) -> bool:
        """Typing in the list searches."""
        return self.front is self.look and self.search(event.text())

    def new(self) -> None:
        """Opens the form. What is already entered there stays."""
        if self.front is not self.form and self._current_user.may(May.FLYERS):
            self.detail.close_tray()
            self.bring(self.form)
            self.form.start()

    def open(self, delivery_id: str) -> None:
        """Shows a delivery, as from another page."""
        self.want(delivery_id)
        self.show_queue()
        self.refresh()

    @property
    def writing(self) -> bool:
        """Whether the form is open."""
        return self.front is self.form

    # -- the list and one delivery --------------------------------------------------------------

    def want(self, key: str) -> None:
        super().want(key)
        self.column.search.clear()

    def read_list(self) -> Callable[[], DeliveryQueue]:
        wanted = self.column.wanted
        return lambda: self._deliveries.queue(wanted)

    def show_list(self, found: DeliveryQueue, wanted: str, kept: str) -> None:
        """If `wanted` is in the other list, that list is shown."""
        self.header.count(found.to_hand_out, found.take_down_today)
        both = {TO_DO: found.to_do, DONE: found.done}
        self.column.count({show: len(rows) for show, rows in both.items()})
        for show, rows in both.items():
            if wanted and any(row.delivery_id == wanted for row in rows):
                self.column.choose(show)
        rows = both[self.column.show_what]
        self.column.list.show_rows(rows, self.today(), wanted or kept)
        self.column.show_list(bool(rows))

    def list_failed(self) -> None:
        self.column.list.show_rows((), date.min, "")
        self.header.count(0, 0)

    def key_of(self, row: DeliveryRow | DeliveryRecord) -> str:
        return row.delivery_id

    def show_empty(self) -> None:
        text = self._words.text
        said = text("To log one, drop its PDF or picture here, or press Ctrl+N.")
        self.empty.set("newspaper", text("No flyer chosen"), said)
        self.plan.record = None
        super().show_empty()

    def read_one(self, key: str) -> Callable[[], DeliveryRecord]:
        return lambda: self._deliveries.delivery(key)

    def show_one(self, found: DeliveryRecord, *, chosen: bool) -> None:
        planned = self.plan.record
        if self.planning and planned is not None and planned.delivery_id == found.delivery_id:
            return  # the open plan stays; saving reports if the delivery has changed
        self.plan.record = None
        led = QApplication.focusWidget()
        inside = led is not None and self.detail.isAncestorOf(led)
        self.detail.show_delivery(found, self.today())
        self.show_pane(self.detail)
        if inside and (led is None or not led.isVisible()):
            self.detail.enter()  # what had the focus is gone

    def _changed_one(self, delivery_id: str) -> None:
        """The shown delivery stays, even if it moved to the other list. A result that arrives after
        another one was chosen doesn't change the choice."""
        if self.current in ("", delivery_id):
            super().want(delivery_id)
        self._changes.flyers.emit()

    # -- the plan -------------------------------------------------------------------------------

    @property
    def planning(self) -> bool:
        """Whether a plan is open."""
        return self.pane is self.plan

    def _plan(self, record: DeliveryRecord, known: ClassList) -> None:
        self.show_pane(self.plan)
        self.plan.start(record, known)

    def _planned(self, now: DeliveryRecord) -> None:
        self.plan.record = None
        self._show_message(self._words.text("Plan saved."), Tone.OK)
        self.show_pane(self.detail)
        self.detail.show_delivery(now, self.today())
        self.detail.enter()
        self._changed_one(now.delivery_id)

    def leave_plan(self) -> None:
        """Goes back to the delivery; selections that weren't saved are discarded."""
        self.plan.record = None
        self.show_pane(self.detail)
        self.detail.enter()
        self.refresh()

    # -- the other views ------------------------------------------------------------------------

    def _check(self, record: DeliveryRecord) -> None:
        self.bring(self.form)
        self.form.start(record)

    def _finished(self, record: DeliveryRecord, how: str) -> None:
        """The form is finished: saved, accepted or returned."""
        self.want(record.delivery_id)
        self.show_queue()
        if how in ("returned", "in part"):
            self.commands.tell_returned(record.delivery_id)
        else:
            message = N_("Accepted.") if how == "accepted" else N_("Saved to check later.")
            self._show_message(self._words.text(message), Tone.OK)
        self._changes.flyers.emit()

    def show_boards(self) -> None:
        """The school's boards, and what is posted on them."""
        if not self.writing:
            self.detail.close_tray()
            self.bring(self.boards)
            self.boards.start()

    def print_log(self) -> None:
        """The log of a period, with its filters and its preview; it is printed from there."""
        if self.front is self.log:
            self.log.print()
        elif not self.writing:
            self.detail.close_tray()
            self.bring(self.log)
            self.log.start()

    def print_register(self) -> None:
        """What was posted on the boards this school year."""

        def done(periods: Periods) -> None:
            year = Period(periods.school_year.first, self.today())
            self.papers.show(self.papers.sheets.of(BOARD_REGISTER, year))

        self._tasks.run(self.context.services.flyer_logs.periods, owner=self, done=done)

    def forget(self) -> None:
        super().forget()
        self.form.start()
        self.show_queue()

    def may_close(self) -> bool:
        """What was typed and not saved is saved to be checked later. If too little was typed for
        that, it asks once."""
        form = self.form
        if self.writing and form.dirty:
            if form.fields.lacks and self.isVisible() and not form.asked:
                form.ask()
                return False
            form.keep()
        return True

    # -- files ----------------------------------------------------------------------------------

    def take_files(self, paths: Sequence[Path]) -> None:
        """For the form if it is open, otherwise for the delivery that is shown. If none is shown,
        the files belong to a delivery that still has to be logged."""
        record, text = self.detail.record, self._words.text
        if self.front is self.look and (record is not None or self.planning):
            if not self._there:
                return
            if record is None or self.planning:
                self._show_message(
                    text("Save the plan first, or press Esc to leave it."), Tone.INFO
                )
                return
            for path in paths:
                self.commands.attach(record, path)
        elif self.front in (self.look, self.form) and self._current_user.may(May.FLYERS):
            self.new()
            self.form.take_files(paths)
        else:
            said = text("Press Esc to go back to the flyers, then choose the one this file is for.")
            self._show_message(said, Tone.INFO)

    # -- keys -----------------------------------------------------------------------------------

    @property
    def _there(self) -> bool:
        """Whether the shown delivery is the chosen one: another may still be loading."""
        record = self.detail.record
        return record is None or self.current in ("", record.delivery_id)

    def next_step(self) -> None:
        if self.planning:
            self.plan.submit()
        else:
            super().next_step()

    def press(self, do: Do) -> bool:
        if not self._there:
            return False
        if do is Do.ATTACH and self.free and self.detail.record is not None:
            self.commands.act(do)
            return True
        return super().press(do)

    def take_down(self) -> None:
        """Ctrl+T."""
        if self.free and self._there:
            self.commands.take_down()

    def undo(self) -> None:
        if self.free:
            self.commands.undo()

    def search(self, typed: str = "") -> bool:
        """Goes to the field with what was typed; False if the key means something else now."""
        if self.free:
            self.to_search()
            self.column.search.insert(typed)
        return self.free

    def filter(self, show: str) -> None:
        if self.free:
            super().filter(show)

    def turn(self, by: int) -> None:
        self.filter(self.column.turned(by))

    def tray_closed(self) -> None:
        self.detail.enter()

    def escape(self) -> None:
        """Esc: closes what is open, then back to the list, then clears the search."""
        if self.planning:
            self.leave_plan()
        elif self.detail.tray is not None or self.column.leading:
            super().escape()
        else:
            self.focus_list()

    def arrow(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.column.search.hasFocus():
            self.detail.enter()
            return True
        turns = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return (not turns or self.column.list.hasFocus()) and super().arrow(key)
