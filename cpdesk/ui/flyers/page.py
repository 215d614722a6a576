"""Flyers: what to do next for each, the form for a new one, the boards, the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Act as May
from cpdesk.records.flyers import (
    ClassList,
    DeliveryQueue,
    DeliveryRecord,
    DeliveryRow,
    PlannedClass,
)
from cpdesk.records.reports import Periods
from cpdesk.ui.changes import Changes
from cpdesk.ui.flyers.actions import ACTIONS, BOARDS, LOG, NEW, Do
from cpdesk.ui.flyers.boards_view import BoardsView
from cpdesk.ui.flyers.brought import Brought
from cpdesk.ui.flyers.column import DONE, TO_DO, delivery_column
from cpdesk.ui.flyers.commands import FlyerCommands, FlyerPapers
from cpdesk.ui.flyers.detail import DeliveryView
from cpdesk.ui.flyers.form import FlyerForm
from cpdesk.ui.flyers.log_view import LogOutlets, LogView
from cpdesk.ui.flyers.plan import PlanView
from cpdesk.ui.flyers.posting import PostActing
from cpdesk.ui.here import Here
from cpdesk.ui.parts import Button, EmptyState, Pill
from cpdesk.ui.parts.command_runner import Say
from cpdesk.ui.parts.list_detail_page import ListDetailPage
from cpdesk.ui.parts.page import HeaderSpace
from cpdesk.ui.parts.tooltip import set_tooltip
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import N_, Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.boards import Boards
    from cpdesk.services.flyers.deliveries import Deliveries
    from cpdesk.services.flyers.handing_out import HandingOut
    from cpdesk.services.flyers.logs import FlyerLogs


@dataclass(frozen=True)
class FlyerServices:
    """The services behind the page."""

    deliveries: Deliveries
    handing_out: HandingOut
    boards: Boards
    logs: FlyerLogs


class FlyersPage(ListDetailPage[DeliveryQueue, DeliveryRecord, Do]):
    """Shows one of four views: the deliveries, the form, the boards, the log. A plan takes the
    place of its delivery."""

    name, table, share, most = "flyers", ACTIONS, 0.36, 400

    def __init__(
        self,
        *,
        services: FlyerServices,
        papers: FlyerPapers,
        outlets: LogOutlets,
        here: Here,
        memory: Callable[[], QSettings],
        say: Say,
        tasks: Tasks,
        changes: Changes,
        words: Words,
        theme: Theme,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        self.view = DeliveryView(theme, words, memory)
        super().__init__(
            column=delivery_column(theme, words),
            detail=self.view,
            empty=EmptyState(theme, "newspaper", words.text("No flyer chosen")),
            here=here, say=say, tasks=tasks, words=words, theme=theme, clock=clock, parent=parent,
        )  # fmt: skip
        self._services = services
        self._outlets = outlets
        self._changes = changes
        self._author = here.actor.account_id
        self.plan = PlanView(theme, words)
        self.commands = FlyerCommands(
            self.runner,
            self.view.how,
            PostActing(self.runner, services.boards, self.today),
            deliveries=services.deliveries,
            handing_out=services.handing_out,
            papers=papers,
        )
        self.form = FlyerForm(theme, words, tasks, clock, services.deliveries, papers)
        self.boards = BoardsView(
            theme, words, tasks, services.boards, here, self.print_register, say, self.today
        )
        self.log = LogView(theme, words, tasks, services.logs, outlets, self.today)
        self.brought = Brought(self, tasks, words, say, self.take_files)
        self._build()
        self._wire(papers)
        self._wire_keys()
        self.dress()

    def header_widgets(self) -> Sequence[QWidget]:
        buttons = (self.boards_button, self.log_button, self.new_button)
        return (self.to_hand_out, self.to_take_down, HeaderSpace(), *buttons)

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, text = self.theme, self._words.text
        self.to_hand_out = Pill(theme)
        self.to_take_down = Pill(theme)
        self.boards_button = Button(theme, text(BOARDS.label), small=True)
        set_tooltip(self.boards_button, BOARDS.key)
        self.log_button = Button(theme, text(LOG.label), text(LOG.key), small=True)
        self.new_button = Button(theme, text(NEW.label), text(NEW.key), kind=NEW.kind, small=True)
        self.add_pane(self.plan)
        for view in (self.form, self.boards, self.log):
            self.add_view(view)
        self.to_hand_out.hide()
        self.to_take_down.hide()
        for line in (self.column.search, self.view.how.to):
            line.setAcceptDrops(False)  # a file dropped on a field is a file, not its name

    def _wire(self, papers: FlyerPapers) -> None:
        commands, view, changes = self.commands, self.view, self._changes
        view.table.wanted.connect(commands.hand_out)
        view.table.taken_back.connect(commands.take_back)
        view.posts.down.connect(lambda key: commands.posting.take_down((key,)))
        view.posts.up.connect(lambda key: commands.put_up((key,)))
        view.files.opened.connect(papers.open_file)
        view.files.removed.connect(commands.detach)
        commands.check_wanted.connect(self._check)
        commands.plan_wanted.connect(self._open_plan)
        self.runner.changed.connect(self._changed_one)
        self.plan.saved.connect(self._save_plan)
        self.plan.left.connect(self.leave_plan)
        self.form.finished.connect(self._finished)
        for left in (self.form.left, self.boards.left, self.log.left):
            left.connect(self.show_queue)
        self.boards.changed.connect(changes.flyers)
        self.new_button.clicked.connect(lambda: self.new())
        self.log_button.clicked.connect(self.print_log)
        self.boards_button.clicked.connect(self.show_boards)
        self.listen((changes.flyers, changes.roster, changes.office))
        changes.people.connect(self._somebody_else)

    def _wire_keys(self) -> None:
        form = self.form
        self.everywhere = {
            Do.NEW: self.new,
            Do.LOG: self.print_log,
            Do.BOARDS: self.show_boards,
            Do.PASTE: self.brought.paste,
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
        if self.front is not self.form and self._here.may(May.FLYERS):
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
        return lambda: self._services.deliveries.queue(wanted)

    def show_list(self, found: DeliveryQueue, wanted: str, kept: str) -> None:
        """If `wanted` is in the other list, that list is shown."""
        self._count(found.to_hand_out, found.take_down_today)
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
        self._count(0, 0)

    def _count(self, hand_out: int, take_down: int) -> None:
        text = self._words.text
        self.to_hand_out.set(text("{n} to hand out", n=hand_out), Tone.PLAIN)
        self.to_hand_out.setVisible(bool(hand_out))
        self.to_take_down.set(text("{n} to take down today", n=take_down), Tone.PLAIN)
        self.to_take_down.setVisible(bool(take_down))

    def key_of(self, row: DeliveryRow | DeliveryRecord) -> str:
        return row.delivery_id

    def show_empty(self) -> None:
        text = self._words.text
        said = text("To log one, drop its PDF or picture here, or press Ctrl+N.")
        self.empty.set("newspaper", text("No flyer chosen"), said)
        self.plan.record = None
        super().show_empty()

    def read_one(self, key: str) -> Callable[[], DeliveryRecord]:
        return lambda: self._services.deliveries.delivery(key)

    def show_one(self, found: DeliveryRecord, *, chosen: bool) -> None:
        planned = self.plan.record
        if self.planning and planned is not None and planned.delivery_id == found.delivery_id:
            return  # the open plan stays; saving reports if the delivery has changed
        self.plan.record = None
        led = QApplication.focusWidget()
        inside = led is not None and self.view.isAncestorOf(led)
        self.view.show_delivery(found, self.today())
        self.show_pane(self.view)
        if inside and (led is None or not led.isVisible()):
            self.view.enter()  # what had the focus is gone

    def _changed_one(self, delivery_id: str) -> None:
        """The shown delivery stays, even if it moved to the other list. A result that arrives after
        another one was chosen doesn't change the choice."""
        if self.current in ("", delivery_id):
            super().want(delivery_id)
        self._changes.flyers.emit()

    def act(self, do: Do) -> None:
        self.commands.act(do)

    # -- the plan -------------------------------------------------------------------------------

    @property
    def planning(self) -> bool:
        """Whether a plan is open."""
        return self.pane is self.plan

    def _open_plan(self, record: DeliveryRecord) -> None:
        def done(found: ClassList) -> None:
            self.detail.close_tray()
            self.show_pane(self.plan)
            self.plan.start(record, found)

        self.runner.run(self._services.handing_out.class_list, done)

    def _save_plan(self, classes: tuple[PlannedClass, ...]) -> None:
        record = self.plan.record
        if record is None:
            return

        def done(now: DeliveryRecord) -> None:
            self._say(self._words.text("Plan saved."), Tone.OK)
            self.plan.record = None
            self.show_pane(self.view)
            self.view.show_delivery(now, self.today())
            self.view.enter()
            self._changed_one(now.delivery_id)

        def failed(trouble: DeskError) -> None:
            words = self._words
            faults = " ".join(words.fault(fault) for fault in trouble.faults[:3])
            says = words.text(trouble.says, **trouble.facts)
            self.plan.say_trouble(says, faults or words.text(trouble.do, **trouble.facts))

        self._tasks.run(
            lambda: self._services.handing_out.plan(record.delivery_id, record.version, classes),
            owner=self,
            done=done,
            failed=failed,
        )

    def leave_plan(self) -> None:
        """Goes back to the delivery; selections that weren't saved are discarded."""
        self.plan.record = None
        self.show_pane(self.view)
        self.view.enter()
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
            told = N_("Accepted.") if how == "accepted" else N_("Saved to check later.")
            self._say(self._words.text(told), Tone.OK)
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
            first = periods.school_year.first
            self._outlets.show(self._outlets.register(first, self.today()))

        self._tasks.run(self._services.logs.periods, owner=self, done=done)

    def _somebody_else(self) -> None:
        """Another person is here: what the previous one was entering isn't theirs."""
        if self._here.actor.account_id != self._author:
            self._author = self._here.actor.account_id
            self.runner.forget()
            self.column.search.clear()
            self.show_empty()
            self.form.start()
            self.show_queue()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the window closes, what was typed and not saved is saved to be checked later. If too
        little was typed for that, it asks once."""
        closes = event.type() is QEvent.Type.Close and watched is self.window()
        if closes and self.writing and self.form.dirty:
            if self.form.fields.lacks and self.isVisible() and not self.form.asked:
                event.ignore()
                self.form.ask()
                return True
            self.form.keep()
        return super().eventFilter(watched, event)

    # -- files ----------------------------------------------------------------------------------

    def take_file(self, path: Path) -> None:
        """One file that was dropped, pasted or chosen."""
        self.take_files([path])

    def take_files(self, paths: Sequence[Path]) -> None:
        """For the form if it is open, otherwise for the delivery that is shown. If none is shown,
        the files belong to a delivery that still has to be logged."""
        record, text = self.view.record, self._words.text
        if self.front is self.look and (record is not None or self.planning):
            if not self._there:
                return
            if record is None or self.planning:
                self._say(text("Save the plan first, or press Esc to leave it."), Tone.INFO)
                return
            for path in paths:
                self.commands.attach(record, path)
        elif self.front in (self.look, self.form) and self._here.may(May.FLYERS):
            self.new()
            self.form.take_files(paths)
        else:
            said = text("Press Esc to go back to the flyers, then choose the one this file is for.")
            self._say(said, Tone.INFO)

    # -- keys -----------------------------------------------------------------------------------

    @property
    def _there(self) -> bool:
        """Whether the shown delivery is the chosen one: another may still be loading."""
        record = self.view.record
        return record is None or self.current in ("", record.delivery_id)

    def next_step(self) -> None:
        if self.planning:
            self.plan.submit()
        else:
            super().next_step()

    def press(self, do: Do) -> bool:
        if not self._there:
            return False
        if do is Do.ATTACH and self.free and self.view.record is not None:
            self.act(do)
            return True
        return super().press(do)

    def take_down(self) -> None:
        """Ctrl+T: what is due, or the only post that is up. If several are up, the user chooses."""
        record = self.view.record
        if record is None or not self.free or not self._there:
            return
        hangs = [post for post in record.posts if post.taken_down_at is None]
        due = [post for post in hangs if post.due]
        if due or len(hangs) == 1:
            self.commands.posting.take_down(tuple(post.post_id for post in due or hangs))

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

    def entered(self) -> None:
        self.view.enter()

    def tray_closed(self) -> None:
        self.view.enter()

    def escape(self) -> None:
        """Esc: closes what is open, then back to the list, then clears the search."""
        if self.writing:
            self.form.escape()
        elif self.front is self.boards:
            self.boards.escape()
        elif self.front is self.log:
            self.show_queue()
        elif self.planning:
            self.leave_plan()
        elif self.detail.tray is not None or self._leads:
            super().escape()
        else:
            self.focus_list()

    @property
    def _leads(self) -> bool:
        """Whether the focus is in the left column."""
        return self.column.list.hasFocus() or self.column.search.hasFocus()

    def arrow(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.column.search.hasFocus():
            self.view.enter()
            return True
        turns = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return (not turns or self.column.list.hasFocus()) and super().arrow(key)
