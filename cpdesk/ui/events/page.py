"""Tables and presentations: what is on, what needs an outcome, and each partner’s visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.outreach import NOT_KEPT, EventResult
from cpdesk.policy.permissions import Act as May
from cpdesk.records.outreach import EventNote, EventRow, EventTerm, PastOutcome
from cpdesk.ui.changes import Changes
from cpdesk.ui.events import says
from cpdesk.ui.events.actions import NOTES, Do
from cpdesk.ui.events.allotments import Allotments
from cpdesk.ui.events.column import EventColumn
from cpdesk.ui.events.detail import EventView
from cpdesk.ui.events.keys import KEYS, LETTERS
from cpdesk.ui.events.not_kept import NotKeptTray
from cpdesk.ui.events.term_bar import TermBar
from cpdesk.ui.here import Here
from cpdesk.ui.keys import Key, KeyLine
from cpdesk.ui.page_table import entry_of
from cpdesk.ui.parts import Card, EmptyState, retheme_parts
from cpdesk.ui.parts.faces import Faces
from cpdesk.ui.parts.just_shown import JustShown
from cpdesk.ui.parts.page import HeaderSpace
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.outreach.events import Events

_TALL = 520  # height of the page that has room for the visits under the event
_BESIDE = 960  # from this width on, the visits are next to the event; below it otherwise


class Say(Protocol):
    """One line over the page, with an action if there is one: MainWindow.say."""

    def __call__(
        self,
        text: str,
        tone: Tone = ...,
        *,
        action: str = ...,
        act: Callable[[], None] | None = ...,
        undo: bool = ...,
    ) -> None: ...


class EventsPage(QWidget):
    """The term's events on the left, the selected one in the middle, the visits next to it.
    `request_wanted` with a request's id."""

    request_wanted = Signal(str)
    counted = Signal(int)  # how many need an outcome, as just read

    def __init__(
        self,
        *,
        events: Events,
        here: Here,
        print_reminder: Callable[[str], None],
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
        self._events = events
        self._here = here
        self._print_reminder = print_reminder
        self._say = say
        self._tasks = tasks
        self._changes = changes
        self._words = words
        self._clock = clock
        self._term: EventTerm | None = None
        self._day: date | None = None  # of a term that is not today's
        self._next = False  # an outcome was recorded: select the next that needs one
        self._just_shown = JustShown(clock.now)
        self.column = EventColumn(theme, words)
        self.view = EventView(theme, words, here)
        self.visits = Allotments(theme, words)
        self.empty = EmptyState(
            theme,
            "calendar-days",
            words.text("No event selected"),
            words.text(
                "A table or presentation starts with a request: press {key}, then Ctrl+N.",
                key=entry_of("requests").shortcut,
            ),
        )
        self.bar = TermBar(theme, words)
        self._lay_out()
        self._wire()

    @property
    def widget(self) -> QWidget:
        return self

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.bar, HeaderSpace())

    def keys(self) -> Sequence[KeyLine]:
        return KEYS

    # -- building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._faces = QStackedWidget()
        self._faces.addWidget(self.empty)
        self._faces.addWidget(self.view)
        self._middle = Card(self.theme)
        self._middle.body.addWidget(self._faces, 1)
        self._right = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._right.addWidget(self._middle, 3)
        self._right.addWidget(self.visits, 1)
        look = QWidget()
        self._row = QHBoxLayout(look)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.column)
        self._row.addLayout(self._right, 1)
        faces = Faces()
        faces.addWidget(look)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(faces)
        self._dress()

    def _wire(self) -> None:
        self.bar.asked.connect(self._turn)
        self.column.changed.connect(self._show_list)
        self.column.list.chosen.connect(lambda _: self._just_shown.chosen())
        self.column.list.chosen.connect(self._read)
        self.column.list.entered.connect(partial(self._press, Do.REQUEST))
        self.view.acted.connect(self._act)
        self.view.tray_closed.connect(self._focus_list)
        self.view.tray_closed.connect(self._dress)
        changes = self._changes
        for changed in (
            changes.events, changes.requests, changes.visits, changes.office, changes.roster,
            changes.day_plan, changes.releases, changes.people,
        ):  # fmt: skip
            changed.connect(self.refresh)
        for keys, act in (
            ("Ctrl+Return", self._next_thing),
            ("Ctrl+Enter", self._next_thing),
            ("Ctrl+Z", partial(self._press, Do.UNNOTE)),
            ("Ctrl+P", partial(self._press, Do.REMINDER)),
        ):
            Key(keys, self, act, everywhere=True)
        step = self.bar.step
        Key("Ctrl+Left", self, lambda: step(-1), everywhere=True, repeats=True)
        Key("Ctrl+Right", self, lambda: step(1), everywhere=True, repeats=True)
        for n in range(max(len(says.SHOWS), len(NOT_KEPT))):
            Key(f"Alt+{n + 1}", self, partial(self._numbered, n), everywhere=True)

    # -- what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        """In front: the list has the focus and is refreshed."""
        self._focus_list()
        self.refresh()

    def refresh(self) -> None:
        """Refreshes the term."""

        def show(term: EventTerm) -> None:
            self._term = term
            if term.first <= self._words.local(self._clock.now()).date() <= term.last:
                self._day = None  # today's term moves on by itself
                self.counted.emit(sum(row.to_note for row in says.rows_of(term)))
            self._show_list()

        day = self._day
        self._tasks.run(
            lambda: self._events.term(day),
            owner=self,
            done=show,
            failed=self._show_trouble,
            latest="events.term",
        )

    def _turn(self, day: date) -> None:
        """Another term."""
        self._day = day
        self.refresh()

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        self._dress()

    def typed(self, event: QKeyEvent) -> bool:
        """The letters mean the same wherever the focus is on this page."""
        return self._letter(event)

    # -- the list and one event -----------------------------------------------------------------

    def _show_list(self) -> None:
        term = self._term
        if term is None:
            return
        now, rows = self._clock.now(), says.rows_of(term)
        many = sum(row.to_note for row in rows)
        self.bar.show_term(term, many)
        before = self.view.row.slot_id if self.view.row is not None else ""
        wanted = "" if self._next and many else before
        if self._next:  # it is read before anything is recorded about it
            self._just_shown.begin()
        self._next = False
        today = self._words.local(now).date()
        self.column.show_events(rows, now, today, wanted)
        current = self.column.list.current
        if current is not None:
            self._read(current)
        else:
            self.view.row = None
            self._faces.setCurrentWidget(self.empty)
            self.visits.show_loads(term.allotments, "")

    def _show_trouble(self, trouble: DeskError) -> None:
        """No school yet, or no one signed in: says what to do in place of the list."""
        text = self._words.text
        says_, do = text(trouble.says, **trouble.facts), text(trouble.do, **trouble.facts)
        self.column.say("circle-alert", says_, do)
        self.bar.clear()
        self.visits.set_unread()
        self.view.row = None
        self._faces.setCurrentWidget(self.empty)

    def _read(self, row: EventRow) -> None:
        """Shows an event with what was recorded about its partner before."""

        def show(past: tuple[PastOutcome, ...]) -> None:
            loads = says.loads_of(self._term, row)
            load = next((one for one in loads if one.partner_id == row.partner_id), None)
            now = self._clock.now()
            self.view.show_event(row, load, past, now, self._words.local(now).date())
            self.visits.show_loads(loads, row.partner_id)
            self._faces.setCurrentWidget(self.view)

        self._tasks.run(
            lambda: self._events.past(row.partner_id), owner=self, done=show, latest="events.one"
        )

    # -- what is done ---------------------------------------------------------------------------

    def _act(self, do: Do) -> None:
        row = self.view.row
        if row is None or (self._just_shown.holds and do in NOTES):
            return
        if do is Do.REQUEST:
            self.request_wanted.emit(row.request_id)
        elif do is Do.REMINDER:
            self._print_reminder(row.request_id)
        elif do is Do.UNNOTE:
            self._unnote(row)
        elif do is Do.BROKEN:
            tray = NotKeptTray(self.theme, self._words, row)
            self.view.open_tray(tray, lambda said: self._note(row, said))
            self._dress()
        else:
            result = EventResult.HELD if do is Do.HELD else EventResult.DID_NOT_COME
            self._note(row, EventNote(row.slot_id, result))

    def _note(self, row: EventRow, said: object) -> None:
        assert isinstance(said, EventNote)
        self.view.buttons.set_ready(False)

        def done(noted: EventRow) -> None:
            what = says.named(noted, self._words.local(self._clock.now()).date(), self._words)
            told = self._words.text(says.NOTED[said.result], what=what)
            self._over(told, partial(self._restore, row))

        self._tasks.run(lambda: self._events.note(said), owner=self, done=done, failed=self._failed)

    def _restore(self, row: EventRow) -> None:
        """Undo: what was recorded before, or nothing."""
        was = row.outcome
        if was is None:
            self._unnote(row)
        else:
            before = EventNote(row.slot_id, was.result, was.not_kept, was.note)
            self._note(row, before)

    def _unnote(self, row: EventRow) -> None:
        self.view.buttons.set_ready(False)

        def done(again: EventRow) -> None:
            self._say(self._words.text("Outcome removed."), Tone.INFO)
            self._after()

        self._tasks.run(
            lambda: self._events.unnote(row.slot_id), owner=self, done=done, failed=self._failed
        )

    def _over(self, said: str, undo: Callable[[], None]) -> None:
        self._say(said, Tone.OK, action=self._words.text("Undo"), act=undo, undo=True)
        self._next = True
        self._after()

    def _after(self) -> None:
        """Every page hears about it; this one refreshes, too."""
        self.view.close_tray()
        self._dress()
        self.view.buttons.set_ready(True)
        self._focus_list()
        self._changes.events.emit()

    def _failed(self, trouble: DeskError) -> None:
        self.view.buttons.set_ready(True)
        self.view.say_trouble(self._words.error(trouble))

    # -- keys -----------------------------------------------------------------------------------

    def _press(self, do: Do) -> None:
        if self.view.tray is None and self._faces.currentWidget() is self.view:
            self.view.buttons.press(do)

    def _next_thing(self) -> None:
        """Ctrl+Enter."""
        if self.view.tray is not None:
            self.view.tray.submit()
            return
        first = self.view.buttons.first()
        if first is not None:
            self._press(first)

    def _letter(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        do = LETTERS.get(Qt.Key(event.key())) if plain else None
        if do is None or self.view.tray is not None or not self._here.may(May.EVENTS):
            return False
        self._press(do)
        return True

    def _numbered(self, n: int) -> None:
        """Alt and a number: a filter, or a rule while the form asks for one."""
        if isinstance(self.view.tray, NotKeptTray):
            self.view.tray.toggle(n)
        elif n < len(says.SHOWS):
            self.column.filter(says.SHOWS[n])
            self._focus_list()

    def _focus_list(self) -> None:
        if self.isVisible():
            self.column.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part did not use."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.view.tray is not None:
            self.view.leave_tray()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.view.tray is None:
            self.column.turn(1 if key == Qt.Key.Key_Right else -1)
        elif not self._letter(event):
            super().keyPressEvent(event)

    # -- layout ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        px = self.theme.px
        self._outer.setContentsMargins(px(20), px(16), px(20), px(16))
        self._row.setSpacing(px(16))
        self._right.setSpacing(px(16))
        beside = self.width() >= px(_BESIDE)
        self._right.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        # Below it, they take room that the form above the buttons needs, and in a low window room
        # of the event itself, which shows its own partner's visits.
        under = self.view.tray is None and self.height() >= px(_TALL)
        self.visits.setVisible(beside or under)
        self.visits.setMaximumWidth(px(270) if beside else 16_777_215)
        self.visits.setMaximumHeight(16_777_215 if beside else px(170))
        self.column.setFixedWidth(min(px(400), max(px(250), int(self.width() * 0.36))))
