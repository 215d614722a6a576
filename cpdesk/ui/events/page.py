"""Tables and presentations: what is on, what needs an outcome, and each partner’s visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from cpdesk.policy.outreach import NOT_KEPT, EventResult
from cpdesk.records.outreach import EventNote, EventRow, EventTerm, PastOutcome
from cpdesk.services.printing.paper_specs import REMINDER
from cpdesk.ui.events import texts
from cpdesk.ui.events.actions import ACTIONS, NOTES, OF_RESULT, UNNOTE, Do
from cpdesk.ui.events.allotments import Allotments
from cpdesk.ui.events.column import event_column
from cpdesk.ui.events.detail import EventView
from cpdesk.ui.events.event_list import EventList
from cpdesk.ui.events.not_kept import NotKeptTray
from cpdesk.ui.events.term_bar import TermBar
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.page_table import entry_of
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.page.list_detail_page import ListDetailPage
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.page.record_column import RecordColumn

_TALL = 520  # height of the page that has room for the visits under the event
_BESIDE = 960  # from this width on, the visits are next to the event; below it otherwise

Found = tuple[EventRow, tuple[PastOutcome, ...]]


class EventsPage(ListDetailPage[EventTerm, Found, Do]):
    """The term's events on the left, the selected one in the middle, the visits next to it.
    `request_wanted` with a request's id."""

    request_wanted = Signal(str)
    counted = Signal(int)  # how many need an outcome, as just read
    name, table, share, most = "events", ACTIONS, 0.36, 400
    column: RecordColumn[EventList]
    detail: EventView

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        theme, words = context.theme, context.words
        detail = EventView(theme, words, context.current_user)
        empty = EmptyState(
            theme,
            "calendar-days",
            words.text("No event selected"),
            words.text(
                "A table or presentation starts with a request: press {key}, then Ctrl+N.",
                key=entry_of("requests").shortcut,
            ),
        )
        super().__init__(context, parent, event_column(theme, words), detail, empty)
        self._events = context.services.events
        self._term: EventTerm | None = None
        self._day: date | None = None  # of a term that is not today's
        detail.acted.connect(self.act)
        self.visits = Allotments(theme, words)
        self.right.addWidget(self.visits, 1)
        self.bar = TermBar(theme, words)
        self.bar.asked.connect(self._turn_to)
        self.does[self.look] = {
            Do.NEXT: self.next_step,
            Do.PREVIOUS_TERM: partial(self.bar.step, -1),
            Do.NEXT_TERM: partial(self.bar.step, 1),
        }
        changes = context.changes
        self.listen(
            (
                changes.events, changes.requests, changes.visits, changes.office, changes.roster,
                changes.day_plan, changes.releases,
            )
        )  # fmt: skip
        self.apply_theme()

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.bar, HeaderSpace())

    # -- the list and one event -----------------------------------------------------------------

    def read_list(self) -> Callable[[], EventTerm]:
        day = self._day
        return lambda: self._events.term(day)

    def _turn_to(self, day: date) -> None:
        """Another term."""
        self._day = day
        self.refresh()

    def filtered(self) -> None:
        if self._term is not None:
            self._list_arrived(self._term)

    def show_list(self, found: EventTerm, wanted: str, kept: str) -> None:
        self._term = found
        now, today, rows = self._clock.now(), self.today(), texts.rows_of(found)
        many = sum(row.to_note for row in rows)
        if found.first <= today <= found.last:
            self._day = None  # today's term moves on by itself
            self.counted.emit(many)
        self.bar.show_term(found, many)
        if self._passed_on:  # the next one is read before anything is recorded about it
            self.just_shown.begin()
            shown = self.detail.record
            kept = self.key_of(shown) if shown is not None and not many else ""
        self.column.count(texts.counts(rows, now))
        rows = texts.wanted(rows, self.column.show_what, now)
        lines = texts.lines(rows, today, self._words)
        self.column.list.show_lines(lines, now, today, wanted or kept)
        self.column.show_list(bool(rows))

    def list_failed(self) -> None:
        self._term = None
        self.column.list.clear()
        self.bar.clear()

    def key_of(self, row: EventRow) -> str:
        return row.slot_id

    def show_empty(self) -> None:
        super().show_empty()
        if self._term is not None:
            self.visits.show_loads(self._term.allotments, "")
        else:
            self.visits.set_unread()

    def read_one(self, key: str) -> Callable[[], Found]:
        row = self.column.list.current
        assert row is not None
        return lambda: (row, self._events.past(row.partner_id))

    def show_one(self, found: Found, *, chosen: bool) -> None:
        row, past = found
        if chosen:
            self.just_shown.chosen()
        loads = texts.loads_of(self._term, row)
        load = next((one for one in loads if one.partner_id == row.partner_id), None)
        self.detail.show_event(row, load, past, self._clock.now(), self.today())
        self.visits.show_loads(loads, row.partner_id)
        self.show_pane(self.detail)

    # -- what is done ---------------------------------------------------------------------------

    def entered(self) -> None:
        self.press(Do.REQUEST)

    def act(self, do: Do) -> None:
        row = self.detail.record
        if row is None or (self.just_shown.holds and do in NOTES):
            return
        if do is Do.REQUEST:
            self.request_wanted.emit(row.request_id)
        elif do is Do.REMINDER:
            papers = self.context.papers()
            papers.show(papers.sheets.of(REMINDER, row.request_id))
        elif do is Do.UNNOTE:
            self._unnote(row)
        elif do is Do.BROKEN:
            tray = NotKeptTray(self.theme, self._words, row)
            self.runner.open(tray, partial(self._note, row))
        else:
            result = EventResult.HELD if do is Do.HELD else EventResult.DID_NOT_COME
            self._note(row, EventNote(row.slot_id, result))

    def _note(self, row: EventRow, said: object) -> None:
        assert isinstance(said, EventNote)

        def done(noted: EventRow) -> None:
            text = self._words.text
            what = texts.named(noted, self.today(), self._words)
            message = text(OF_RESULT[said.result].done, what=what)
            restore = partial(self._restore, row)
            self._show_message(message, Tone.OK, action=text("Undo"), act=restore, undo=True)
            self.pass_on()
            self._after()

        self.runner.run(lambda: self._events.note(said), done, keep_tray=True)

    def _restore(self, row: EventRow) -> None:
        """Undo: what was recorded before, or nothing."""
        was = row.outcome
        if was is None:
            self._unnote(row)
        else:
            self._note(row, EventNote(row.slot_id, was.result, was.not_kept, was.note))

    def _unnote(self, row: EventRow) -> None:
        def done(again: EventRow) -> None:
            self._show_message(self._words.text(UNNOTE.done), Tone.INFO)
            self.detail.close_tray()
            self._after()

        self.runner.run(lambda: self._events.unnote(row.slot_id), done)

    def _after(self) -> None:
        """Every page hears about it; this one reads again, too."""
        self.focus_list()
        self._changes.events.emit()

    # -- keys -----------------------------------------------------------------------------------

    @property
    def numbers(self) -> int:
        return max(len(texts.SHOWS), len(NOT_KEPT))

    def numbered(self, n: int) -> None:
        """Alt and a number: a filter, or a rule while the form asks for one."""
        if isinstance(self.detail.tray, NotKeptTray):
            self.detail.tray.toggle(n)
        else:
            super().numbered(n)

    # -- layout ---------------------------------------------------------------------------------

    def apply_theme(self) -> None:
        super().apply_theme()
        px = self.theme.px
        beside = self.width() >= px(_BESIDE)
        self.right.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        # Below it, they take room that the form above the buttons needs, and in a low window room
        # of the event itself, which shows its own partner's visits.
        under = self.detail.tray is None and self.height() >= px(_TALL)
        self.visits.setVisible(beside or under)
        self.visits.setMaximumWidth(px(270) if beside else 16_777_215)
        self.visits.setMaximumHeight(16_777_215 if beside else px(170))
