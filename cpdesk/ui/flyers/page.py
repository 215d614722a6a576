"""Flyers: what to do next for each, the form for a new one, the boards, the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpdesk.clock import Clock
from cpdesk.policy.permissions import Act as May
from cpdesk.records.flyers import DeliveryQueue, DeliveryRecord
from cpdesk.records.reports import Periods
from cpdesk.ui.changes import Changes
from cpdesk.ui.flyers.acting import FlyerPapers
from cpdesk.ui.flyers.actions import Do
from cpdesk.ui.flyers.boards_view import BoardsView
from cpdesk.ui.flyers.brought import Brought
from cpdesk.ui.flyers.column import DONE, TO_DO
from cpdesk.ui.flyers.form import FlyerForm
from cpdesk.ui.flyers.key_lines import KEYS
from cpdesk.ui.flyers.log_view import LogOutlets, LogView
from cpdesk.ui.flyers.looking import FlyerServices, Looking
from cpdesk.ui.flyers.running import Say
from cpdesk.ui.here import Here
from cpdesk.ui.keys import Key, KeyLine
from cpdesk.ui.parts import Button, Kind, Pill, retheme_parts
from cpdesk.ui.parts.faces import Faces
from cpdesk.ui.parts.page import HeaderSpace
from cpdesk.ui.parts.tooltip import set_tooltip
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import N_, Words


class FlyersPage(QWidget):
    """Shows one of four views: the deliveries, the form, the boards, the log."""

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
        super().__init__(parent)
        self.theme = theme
        self._services = services
        self._here = here
        self._outlets = outlets
        self._say = say
        self._tasks = tasks
        self._changes = changes
        self._words = words
        self._clock = clock
        self._author = here.actor.account_id
        today = self._today
        self.look = Looking(theme, words, tasks, services, papers, say, memory, today)
        self.form = FlyerForm(theme, words, tasks, clock, services.deliveries, papers)
        self.boards = BoardsView(
            theme, words, tasks, services.boards, here, self.print_register, say, today
        )
        self.log = LogView(theme, words, tasks, services.logs, outlets, today)
        self.brought = Brought(self, tasks, words, say, self.take_files)
        self._build()
        self._wire()
        self._bind_keys()

    @property
    def widget(self) -> QWidget:
        return self

    def header_widgets(self) -> Sequence[QWidget]:
        buttons = (self.boards_button, self.log_button, self.new_button)
        return (self.to_hand_out, self.to_take_down, HeaderSpace(), *buttons)

    def keys(self) -> Sequence[KeyLine]:
        return KEYS

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, text = self.theme, self._words.text
        self.to_hand_out = Pill(theme)
        self.to_take_down = Pill(theme)
        self.boards_button = Button(theme, text("Boards"), small=True)
        set_tooltip(self.boards_button, "Ctrl+Shift+B")
        self.log_button = Button(theme, text("Print log"), text("Ctrl+P"), small=True)
        self.new_button = Button(
            theme, text("Log a flyer"), text("Ctrl+N"), kind=Kind.PRIMARY, small=True
        )
        self._faces = Faces()
        faces: tuple[QWidget, ...] = (self.look, self.form, self.boards, self.log)
        for face in faces:
            self._faces.addWidget(face)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._faces)
        self.to_hand_out.hide()
        self.to_take_down.hide()
        for line in (self.look.column.search, self.look.detail.how.to):
            line.setAcceptDrops(False)  # a file dropped on a field is a file, not its name
        self._dress()

    def _wire(self) -> None:
        self.look.counted.connect(self._count)
        self.look.changed.connect(self._changes.flyers)
        self.look.acting.check_wanted.connect(self._check)
        self.form.finished.connect(self._finished)
        for face in (self.form, self.boards, self.log):
            face.left.connect(self._show_queue)
        self.boards.changed.connect(self._changes.flyers)
        self.new_button.clicked.connect(lambda: self.new())
        self.log_button.clicked.connect(self.print_log)
        self.boards_button.clicked.connect(self.show_boards)
        changes = self._changes
        for changed in (changes.flyers, changes.roster, changes.office):
            changed.connect(self.refresh)
        changes.people.connect(self._somebody_else)

    def _bind_keys(self) -> None:
        look = self.look
        for keys, act in (
            ("Ctrl+N", self.new),
            ("Ctrl+Return", self._next_thing),
            ("Ctrl+Enter", self._next_thing),
            ("Ctrl+Z", self._undo),
            ("F2", partial(self._looking, partial(look.press, Do.PLAN))),
            ("Ctrl+B", partial(self._looking, partial(look.press, Do.POST))),
            ("Ctrl+D", self._return),
            ("Ctrl+R", partial(self._looking, partial(look.press, Do.SLIP))),
            ("Ctrl+T", partial(self._looking, look.take_down)),
            ("Ctrl+Shift+C", partial(self._looking, partial(look.press, Do.COUNT_SHEET))),
            ("Ctrl+Shift+P", partial(self._looking, partial(look.press, Do.LABELS))),
            ("Ctrl+O", self._browse),
            ("Ctrl+S", self._save),
            ("Ctrl+P", self.print_log),
            ("Ctrl+Shift+B", self.show_boards),
            ("Ctrl+F", partial(self._looking, look.search)),
            ("Ctrl+V", self.brought.paste),
            ("Ctrl+Backspace", self._throw_away),
            ("Alt+1", partial(self._looking, partial(look.filter, TO_DO))),
            ("Alt+2", partial(self._looking, partial(look.filter, DONE))),
        ):
            Key(keys, self, act, everywhere=True)

    def _looking(self, act: Callable[[], object]) -> None:
        """Shortcuts that only apply where the deliveries are shown."""
        if self.front is self.look:
            act()

    # -- what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        """When it comes to the front: the list has the focus and is read again; an open form stays
        as it was."""
        if self.front is self.look and self.look.free:
            self.look.focus_list()
        self.refresh()

    def refresh(self) -> None:
        """Reads the list and the selected delivery again; on the boards, the posts."""
        self.look.refresh()
        if self.front is self.boards:
            self.boards.refresh()

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        self.look.column.reglaze()
        self._dress()

    def typed(self, event: QKeyEvent) -> bool:
        """Typing in the list searches."""
        return self.front is self.look and self.look.search(event.text())

    def new(self) -> None:
        """Opens the form. What is already entered there stays."""
        if self.front is not self.form and self._here.may(May.FLYERS):
            self.look.detail.close_tray()
            self._faces.setCurrentWidget(self.form)
            self.form.start()

    def open(self, delivery_id: str) -> None:
        """Shows a delivery, as from another page."""
        self.look.want(delivery_id)
        self._show_queue()
        self.refresh()

    @property
    def front(self) -> QWidget | None:
        """The view that is shown."""
        return self._faces.currentWidget()

    @property
    def writing(self) -> bool:
        """Whether the form is open."""
        return self.front is self.form

    # -- the views ------------------------------------------------------------------------------

    def _today(self) -> date:
        return self._words.local(self._clock.now()).date()

    def _count(self, queue: DeliveryQueue | None) -> None:
        n = queue.to_hand_out if queue is not None else 0
        m = queue.take_down_today if queue is not None else 0
        text = self._words.text
        self.to_hand_out.set(text("{n} to hand out", n=n), Tone.PLAIN)
        self.to_hand_out.setVisible(bool(n))
        self.to_take_down.set(text("{n} to take down today", n=m), Tone.PLAIN)
        self.to_take_down.setVisible(bool(m))

    def _show_queue(self) -> None:
        self._faces.setCurrentWidget(self.look)
        self.look.focus_list()

    def _check(self, record: DeliveryRecord) -> None:
        self._faces.setCurrentWidget(self.form)
        self.form.start(record)

    def _finished(self, record: DeliveryRecord, how: str) -> None:
        """The form is finished: saved, accepted or returned."""
        self.look.want(record.delivery_id)
        self._show_queue()
        if how in ("returned", "in part"):
            self.look.acting.tell_returned(record.delivery_id)
        else:
            told = N_("Accepted.") if how == "accepted" else N_("Saved to check later.")
            self._say(self._words.text(told), Tone.OK)
        self._changes.flyers.emit()

    def show_boards(self) -> None:
        """The school's boards, and what is posted on them."""
        if not self.writing:
            self.look.detail.close_tray()
            self._faces.setCurrentWidget(self.boards)
            self.boards.start()

    def print_log(self) -> None:
        """The log of a period, with its filters and its preview; it is printed from there."""
        if self.front is self.log:
            self.log.print()
        elif not self.writing:
            self.look.detail.close_tray()
            self._faces.setCurrentWidget(self.log)
            self.log.start()

    def print_register(self) -> None:
        """What was posted on the boards this school year."""

        def done(periods: Periods) -> None:
            first = periods.school_year.first
            self._outlets.show(self._outlets.register(first, self._today()))

        self._tasks.run(self._services.logs.periods, owner=self, done=done)

    def _somebody_else(self) -> None:
        """Another person is here: what the previous one was entering isn't theirs."""
        if self._here.actor.account_id != self._author:
            self._author = self._here.actor.account_id
            self.look.forget()
            self.form.start()
            self._show_queue()
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
        look = self.look
        if self.front is look and (look.detail.record is not None or look.planning):
            look.take_files(paths)
        elif self.front in (look, self.form) and self._here.may(May.FLYERS):
            self.new()
            self.form.take_files(paths)
        else:
            said = self._words.text(
                "Press Esc to go back to the flyers, then choose the one this file is for."
            )
            self._say(said, Tone.INFO)

    def _browse(self) -> None:
        if self.writing:
            self.form.browse()
        else:
            self._looking(partial(self.look.press, Do.ATTACH))

    # -- keys -----------------------------------------------------------------------------------

    def _next_thing(self) -> None:
        """Ctrl+Enter."""
        if self.writing:
            self.form.submit()
        elif self.front is self.boards:
            self.boards.submit()
        elif self.front is self.log:
            self.log.print()
        else:
            self.look.next_thing()

    def _undo(self) -> None:
        if self.front is self.boards:
            self.boards.undo()
        else:
            self._looking(self.look.undo)

    def _return(self) -> None:
        if self.writing:
            self.form.give_back()
        else:
            self._looking(partial(self.look.press, Do.RETURN))

    def _save(self) -> None:
        if self.writing:
            self.form.keep()
        elif self.front is self.log:
            self.log.save()

    def _throw_away(self) -> None:
        """Ctrl+Backspace in the form, after the question."""
        if self.writing:
            self.form.throw_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, if the focused part didn't use it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.writing:
            self.form.escape()
        elif self.front is self.boards:
            self.boards.escape()
        elif self.front is self.log:
            self._show_queue()
        else:
            self.look.escape()

    def _dress(self) -> None:
        px = self.theme.px
        self._outer.setContentsMargins(px(20), px(16), px(20), px(16))
