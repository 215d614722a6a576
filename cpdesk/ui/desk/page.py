"""The desk page: one field, the visitors it finds, the card in the middle, who is in the building
beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.records.desk import DeskNow, ExpectedRow, Hit
from cpdesk.records.office import OfficeRecord
from cpdesk.ui.changes import Changes
from cpdesk.ui.desk.answer.actions import ASK_KEY, DeskAction
from cpdesk.ui.desk.arrival import Arrival
from cpdesk.ui.desk.aside import Aside
from cpdesk.ui.desk.at_counter import AtCounter
from cpdesk.ui.desk.columns import Columns
from cpdesk.ui.desk.search import listing
from cpdesk.ui.desk.search.draft import question_of_hit
from cpdesk.ui.desk.search.field import SearchField
from cpdesk.ui.desk.search.listing import Line
from cpdesk.ui.desk.search.results_list import ResultsList
from cpdesk.ui.desk.search.row_answers import RowAnswers
from cpdesk.ui.desk.search.scan import may_become_badge
from cpdesk.ui.desk.tab_order import follow_the_eye
from cpdesk.ui.input.keys import Key, KeyLine
from cpdesk.ui.input.typed import is_shift, stays_in_field
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.themed import retheme_parts
from cpdesk.words import N_

AT_MOST = 24  # lines found: two screens of them; one more letter narrows it better
KEYS = (
    KeyLine("Enter", N_("Open the selected visitor, then press the first button on the card")),
    KeyLine("Up", N_("Move in the list (also Down)")),
    KeyLine("1", N_("Choose why the visitor is here (1 to 9, or Left and Right)")),
    KeyLine("Del", N_("Turn the visitor away")),
    KeyLine("Esc", N_("Go back one step")),
    KeyLine("F6", N_("Go to the people in the building and back (Enter checks out)")),
    KeyLine("Ctrl+P", N_("Print the badge again for the selected visitor in the building")),
    KeyLine("Ctrl+Z", N_("Undo, within ten seconds")),
    KeyLine("Ctrl+S", N_("Save the badge as a PDF if no printer is set up")),
    KeyLine("Alt+L", N_("Ask a leader about this visitor")),
    KeyLine("Alt+M", N_("Meet a student (other purposes have their own letters)")),
)

_WARM_UP_MS = 250  # after the first paint, before anyone can type


class DeskPage(QWidget):
    """The page used with a visitor in front of it. Decides nothing: it asks, shows and does what is
    pressed."""

    request_wanted = Signal(str)  # the id of a request to show on its own page

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme = context.theme
        self._context = context
        self._desk = context.services.desk
        self._office = context.services.office
        self._search = context.services.search
        self._tasks = context.tasks
        self._words = words = context.words
        self._expected: tuple[ExpectedRow, ...] | None = None  # None: not known
        self._found_for = ""  # the text that the list answers
        self._take_when_found = False
        self.warm = False  # whether the day's first search is done
        self._offers: tuple[str, ...] = ()
        self.arrival = Arrival(context, self)
        self.field = SearchField(theme, words)
        self.results = ResultsList(theme, words)
        self._rows = RowAnswers(context, self.results, self)
        self.at_counter = AtCounter(context, self.field, self.arrival)
        self.card = self.at_counter.card
        self.aside = Aside(theme, words, context.clock)
        self._build()
        self._wire(context.changes)
        self.retheme(theme)

    @property
    def answered(self) -> str:
        """The text that the list answers; "" while it shows who is expected."""
        return self._found_for

    @property
    def widget(self) -> QWidget:
        return self

    def header_widgets(self) -> Sequence[QWidget]:
        return ()

    def keys(self) -> Sequence[KeyLine]:
        return KEYS

    # -- creation ------------------------------------------------------------------------------

    def _build(self) -> None:
        self._list_card = Card(self.theme)
        self._list_card.body.addWidget(self.results)
        self.columns = Columns(
            self.theme,
            (self.field, self._list_card),
            (self.at_counter,),
            self.aside,
        )
        fill(QVBoxLayout(self), self.columns, edges=0)

    def _wire(self, changes: Changes) -> None:
        field, arrival = self.field, self.arrival
        field.typed.connect(self._typed)
        field.entered.connect(self._enter)
        field.stepped.connect(self._step)
        field.escaped.connect(self.at_counter.step_back)
        field.scanned.connect(self.at_counter.scanned)
        self.at_counter.stepped_back.connect(self._clear)
        self.at_counter.request_wanted.connect(self.request_wanted)
        self.at_counter.offered.connect(self._offer)
        self.results.taken.connect(self._take)
        self.results.moved.connect(lambda line: field.describe(line.spoken if line else ""))
        inside = self.aside.inside
        inside.list.check_out.connect(lambda visit: arrival.check_out(visit, "clicked"))
        inside.list.badge.connect(self._show_badge)
        inside.list.left.connect(self.focus_field)
        inside.evacuation.clicked.connect(self._context.window.show_evacuation)
        self.columns.narrowed.connect(self._narrowed)
        self._narrowed(self.columns.narrow)
        changes.visits.connect(self.refresh)
        changes.roster.connect(self._cool_down)
        changes.office.connect(self.refresh)
        changes.requests.connect(self.refresh)
        changes.requests.connect(arrival.look_again)
        changes.day_plan.connect(self._cool_down)
        changes.releases.connect(self._cool_down)
        for keys, act in (
            ("Ctrl+P", self._badge_again),
            ("Ctrl+Z", self.at_counter.notice.trigger),
            ("Ctrl+S", self.at_counter.notice.do_other),
            ("F6", self._other_list),
            (ASK_KEY, lambda: self.card.row.press(DeskAction.ASK_LEADER)),
        ):
            Key(keys, self, act, everywhere=True)

    # -- what the window calls -----------------------------------------------------------------

    def shown(self) -> None:
        """In front: the field has the focus, the lists are read again."""
        self.focus_field()
        self.refresh()

    def refresh(self) -> None:
        """Reads the lists again; what was typed and the card stay as they are."""
        self._tasks.run(
            lambda: (self._desk.now(), self._desk.expected(), self._office.office()),
            owner=self,
            done=lambda read: self._show_lists(*read),
            failed=self._cannot,
            latest="desk.lists",
        )

    def _cannot(self, trouble: DeskError) -> None:
        """Without a roster or a school no one is checked in; people in the building can still check
        out."""
        self.at_counter.say_cannot(trouble)
        self._expected = None
        self.aside.set_next(())
        self.show_expected()
        self._tasks.run(
            self._desk.inside,
            owner=self,
            done=self.aside.inside.set,
            failed=lambda _: self.aside.inside.set_unread(),
            latest="desk.inside",
        )

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)

    def typed(self, event: QKeyEvent) -> bool:
        """Typing outside any field goes to the field."""
        self.field.take_key(event)
        return True

    def focus_field(self) -> None:
        self.at_counter.focus_field()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing on the page used."""
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & held or is_shift(event) or stays_in_field(event, self.field.line):
            super().keyPressEvent(event)
            return
        self.field.take_key(event)
        event.accept()

    def focusNextPrevChild(self, next_: bool) -> bool:
        at_counter = self.at_counter
        parts = (self.field.line, self.results, at_counter.stack, at_counter.notice, self.aside)
        follow_the_eye(self, parts)
        return super().focusNextPrevChild(next_)

    def _other_list(self) -> None:
        if self.aside.inside.list.hasFocus():
            self.focus_field()
        else:
            self.aside.inside.list.enter()

    def _narrowed(self, narrow: bool) -> None:
        self.aside.set_narrow(narrow)
        self._offer(self._offers)

    def _offer(self, said: tuple[str, ...]) -> None:
        """Alternatives are shown on the right, or on the card if there is no right column."""
        self._offers = said
        self.aside.offer(() if self.columns.narrow else said)
        self.card.offer(said if self.columns.narrow else ())

    # -- the lists ------------------------------------------------------------------------------

    def _show_lists(
        self, now: DeskNow, expected: tuple[ExpectedRow, ...], office: OfficeRecord
    ) -> None:
        self.at_counter.say_ready()
        if office.school is not None:
            self.card.details.set_grades(office.school.grade_low, office.school.grade_high)
        self.aside.inside.set(now.inside)
        self.aside.set_next(now.next)
        if self.aside.inside.list.isHidden() and self.focusWidget() is self.aside.inside.list:
            self.focus_field()
        self._expected = expected
        if not self.warm:
            QTimer.singleShot(_WARM_UP_MS, self._warm_up)
        self._rows.again()
        if not self.field.text.strip():
            self.show_expected()

    def _warm_up(self) -> None:
        """The first search loads what later ones reuse; no one waits for this one."""
        if self.warm or self.field.text:
            return
        self._tasks.run(
            lambda: self._search.find("a", 1),
            owner=self,
            done=self._warmed,
            failed=self.at_counter.say_cannot,
            latest="desk.warm",
        )

    def _warmed(self, _: object) -> None:
        self.warm = True

    def _cool_down(self) -> None:
        """Another roster: nothing that searches kept is valid any more."""
        self.warm = False
        self.refresh()

    def show_expected(self) -> None:
        self._found_for = ""
        self._rows.show(listing.expected(self._expected, self._words), choose_first=False)

    def _typed(self, text: str) -> None:
        """Searches while typing. Typing while a card is open is about another visitor, unless a
        scanner starts to type."""
        self._take_when_found = False
        self.field.enter_decides = False
        if self.arrival.draft and text.strip() and not may_become_badge(text):
            self.arrival.close()
        self._search_for(text)

    def _search_for(self, text: str) -> None:
        wanted = text.strip()
        if not wanted:
            self.results.unselect()
            self.show_expected()
            return
        self._tasks.run(
            lambda: self._search.find(wanted, AT_MOST),
            owner=self,
            done=lambda hits: self._show_found(wanted, hits),
            failed=self._cannot,
            latest="search",
        )

    def _show_found(self, wanted: str, hits: tuple[Hit, ...]) -> None:
        if wanted != self.field.text.strip():
            return
        self._found_for = wanted
        self._rows.show(listing.found(hits, wanted, self._words), choose_first=True)
        if self._take_when_found:
            self._take_current()

    def _step(self, by: int) -> None:
        if self.field.enter_decides and abs(by) > 1:
            self.card.page(1 if by > 0 else -1)
            return
        if self.arrival.draft:
            self.arrival.close()
        self.results.step(by)

    # -- choosing a visitor --------------------------------------------------------------------

    def _enter(self) -> None:
        if self.field.enter_decides:
            self.card.row.press_first()
        elif self.field.text.strip() != self._found_for:
            self._take_when_found = True  # typed faster than searched
        else:
            self._take_current()

    def _take_current(self) -> None:
        self._take_when_found = False
        line = self.results.current
        if line is not None:
            self._take(line)

    def _take(self, line: Line) -> None:
        hit = line.hit
        if line.visit:
            self._show_badge(line.visit)
            self.field.line.selectAll()  # what is typed next is about another visitor
        elif hit is None:
            self.at_counter.write_down(self.field.text)
        elif hit.kind == "partner" or not hit.key:  # approved for anyone from the partner
            self.at_counter.write_down("", hit.partner_id, hit.title)
        else:
            self.at_counter.step_up(question_of_hit(hit))

    def _badge_again(self) -> None:
        """The badge of the visitor who is selected in the building, on the card, or was just
        checked in."""
        line, card, last = self.results.current, self.arrival.card, self.arrival.last
        visit = self.aside.inside.list.marked
        if not visit and line is not None and line.hit is not None and line.hit.kind == "inside":
            visit = line.hit.key
        if not visit and card is not None:
            visit = card.open_visit_id
        if not visit and card is None and last is not None and last.kind == "admitted":
            visit = last.key
        if visit:
            self._show_badge(visit)

    def _clear(self) -> None:
        """Esc while nothing is open: clears the text."""
        self.field.set_text("")
        self.results.unselect()

    def _show_badge(self, visit_id: str) -> None:
        """A badge to be printed again, with its preview."""
        self._context.papers().show_badge(visit_id)
