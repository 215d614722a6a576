"""The desk: one field, the visitors it finds, the card in the middle, who is inside beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Card as CardRecord
from cpdesk.records.desk import DeskNow, ExpectedRow, Hit, Question
from cpdesk.records.office import OfficeRecord
from cpdesk.ui.changes import Changes
from cpdesk.ui.desk import listing
from cpdesk.ui.desk.actions import Act
from cpdesk.ui.desk.arrival import Arrival, Done
from cpdesk.ui.desk.aside import Aside
from cpdesk.ui.desk.columns import Columns
from cpdesk.ui.desk.decision import DecisionView
from cpdesk.ui.desk.draft import question_of
from cpdesk.ui.desk.field import SearchField
from cpdesk.ui.desk.forms import DeskForm, DoorForm, LiftForm, RelayedForm, TurnAwayForm
from cpdesk.ui.desk.listing import Line
from cpdesk.ui.desk.notice import Notice
from cpdesk.ui.desk.papers import DeskPapers
from cpdesk.ui.desk.reasons import offers
from cpdesk.ui.desk.register import RegisterForm
from cpdesk.ui.desk.results_list import ResultsList
from cpdesk.ui.desk.scan import may_become_badge
from cpdesk.ui.keys import KeyLine
from cpdesk.ui.parts import Card, EmptyState, retheme_parts
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import N_, Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.desk import Desk
    from cpdesk.services.office import Office
    from cpdesk.services.partners import Partners
    from cpdesk.services.search import Search
    from cpdesk.services.visitors import Visitors


UNDO_SECONDS = 10.0
AT_MOST = 24  # lines found: two screens of them; one more letter says it better
KEYS = (
    KeyLine("Enter", N_("Take the marked visitor, then the card's first button")),
    KeyLine("Up", N_("Move in the list; Down too")),
    KeyLine("1", N_("What the visitor is here for, 1 to 9 or Left and Right")),
    KeyLine("Del", N_("Turn the visitor away")),
    KeyLine("Esc", N_("One step back")),
    KeyLine("F6", N_("To the people in the building and back; Enter checks out")),
    KeyLine("Ctrl+E", N_("Evacuation list")),
    KeyLine("Ctrl+Z", N_("Undo, for ten seconds")),
    KeyLine("Ctrl+S", N_("Save the badge as PDF, where no printer is set up")),
    KeyLine("Alt+M", N_("Meet a student; the other purposes have letters of their own")),
)


class DeskPage(QWidget):
    """The page in front of a visitor. Decides nothing: it asks, shows and does what is pressed."""

    key = "desk"
    icon = "id-card"
    index = 1

    def __init__(
        self,
        *,
        desk: Desk,
        office: Office,
        search: Search,
        visitors: Visitors,
        partners: Partners,
        tasks: Tasks,
        changes: Changes,
        words: Words,
        theme: Theme,
        clock: Clock,
        papers: DeskPapers,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._desk = desk
        self._office = office
        self._search = search
        self._tasks = tasks
        self._words = words
        self._clock = clock
        self._papers = papers
        self._expected: tuple[ExpectedRow, ...] = ()
        self._found_for = ""  # the text that the list answers
        self._take_when_found = False
        self.warm = False  # whether the first search of the day is done
        self._shown: tuple[str, Purpose | None, str] | None = None  # what the card is about
        self._offers: Sequence[str] = ()
        self.arrival = Arrival(desk, visitors, tasks, changes, self)
        self.field = SearchField(theme, words)
        self.results = ResultsList(theme, words)
        self.card = DecisionView(theme, words)
        self.register = RegisterForm(theme, words, partners, tasks)
        self.notice = Notice(theme, words)
        self.aside = Aside(theme, words)
        self._empty = EmptyState(theme, "id-card", "")
        self._say_empty()
        self._build()
        self._wire(changes)
        self.retheme(theme)

    @property
    def answered(self) -> str:
        """The text that the list answers; "" while it shows who is expected."""
        return self._found_for

    @property
    def title(self) -> str:
        return self._words.text("Desk")

    @property
    def widget(self) -> QWidget:
        return self

    def header_widgets(self) -> Sequence[QWidget]:
        return ()

    def keys(self) -> Sequence[KeyLine]:
        return KEYS

    def _say_empty(self) -> None:
        self._empty.set(
            "id-card",
            self._words.text("Nobody at the counter"),
            self._words.text("Type a name or a partner, or scan a badge."),
        )

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self._list_card = Card(self.theme)
        self._list_card.body.addWidget(self.results)
        self._middle_card = Card(self.theme)
        self.stack = QStackedWidget()
        for view in (self._empty, self.card, self.register):
            self.stack.addWidget(view)
        self._middle_card.body.addWidget(self.stack)
        self.columns = Columns(
            self.theme,
            (self.field, self._list_card),
            (self.notice, self._middle_card),
            self.aside,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.columns)

    def _wire(self, changes: Changes) -> None:
        field, arrival = self.field, self.arrival
        field.typed.connect(self._typed)
        field.entered.connect(self._enter)
        field.scanned.connect(self._scanned)
        field.stepped.connect(self._step)
        field.escaped.connect(self._step_back)
        field.turned.connect(self.card.chips.turn)
        field.numbered.connect(self.card.chips.number)
        field.removed.connect(lambda: self.card.row.press(Act.TURN_AWAY))
        self.results.taken.connect(self._take)
        self.results.moved.connect(lambda line: field.describe(line.spoken if line else ""))
        self.card.chips.chosen.connect(self._choose)
        self.card.details.changed.connect(arrival.revise)
        self.card.details.entered.connect(self.focus_field)
        self.card.details.scanned.connect(self._scanned)
        self.card.acted.connect(self._act)
        arrival.opened.connect(self._show_card)
        arrival.closed.connect(self._show_empty)
        arrival.waiting.connect(self._set_waiting)
        arrival.done.connect(self._say_done)
        arrival.failed.connect(self._say_trouble)
        self.register.person.connect(arrival.register_person)
        self.register.guest.connect(arrival.register_guest)
        self.register.left.connect(self._step_back)
        self.register.scanned.connect(self._scanned)
        self.aside.check_out.connect(lambda visit: arrival.check_out(visit, "clicked"))
        self.aside.evacuation.connect(self._papers.show_evacuation)
        self.aside.inside.list.left.connect(self.focus_field)
        self.columns.narrowed.connect(self._narrowed)
        self._narrowed(self.columns.narrow)
        changes.visits.connect(self.refresh)
        changes.roster.connect(self._cool_down)
        changes.office.connect(self.refresh)
        for keys, act in (
            ("Ctrl+E", self._papers.show_evacuation),
            ("Ctrl+Z", self.notice.take_back),
            ("Ctrl+S", self.notice.do_other),
            ("F6", self._other_list),
        ):
            self._bind(keys, act)

    def _bind(self, keys: str, act: Callable[[], None]) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(keys), self, context=within).activated.connect(act)

    # -- what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        """In front: the field has the focus, the lists are read anew."""
        self.focus_field()
        self.refresh()

    def refresh(self) -> None:
        """Reads the lists anew; what was typed and the card stay as they are."""
        self._tasks.run(
            lambda: (self._desk.now(), self._desk.expected(), self._office.office()),
            owner=self,
            done=lambda read: self._show_lists(*read),
            failed=self._cannot_read,
            latest="desk.lists",
        )

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        for card in (self._list_card, self._middle_card):
            card.updateGeometry()

    def typed(self, event: QKeyEvent) -> bool:
        """Typing where no field was goes to the field."""
        self.field.take_key(event)
        return True

    def focus_field(self) -> None:
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing on the page wanted."""
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & held:
            super().keyPressEvent(event)
            return
        self.field.take_key(event)
        event.accept()

    def _other_list(self) -> None:
        if self.aside.inside.list.hasFocus():
            self.focus_field()
        else:
            self.aside.inside.list.enter()

    def _narrowed(self, narrow: bool) -> None:
        self.aside.set_narrow(narrow)
        self._offer(self._offers)

    # -- the lists ------------------------------------------------------------------------------

    def _cannot_read(self, trouble: DeskError) -> None:
        """Without a roster or a school there is nothing to show; it says what to do."""
        words = self._words
        says = words.text(trouble.says, **trouble.facts)
        self._empty.set("triangle-alert", says, words.text(trouble.do, **trouble.facts))

    def _show_lists(
        self, now: DeskNow, expected: tuple[ExpectedRow, ...], office: OfficeRecord
    ) -> None:
        self._say_empty()
        if office.school is not None:
            self.card.details.set_grades(office.school.grade_low, office.school.grade_high)
        self.aside.inside.set(now.inside)
        self.aside.set_next(now.next)
        if self.aside.inside.list.isHidden() and self.focusWidget() is self.aside.inside.list:
            self.focus_field()
        self._expected = expected
        if not self.warm and not self.field.text:  # the first search reads what later ones keep
            self._tasks.run(
                lambda: self._search.find("a", 1),
                owner=self,
                done=self._warmed,
                failed=self._cannot_read,
                latest="desk.warm",
            )
        if not self.field.text.strip():
            self._show_expected()

    def _warmed(self, _: object) -> None:
        self.warm = True

    def _cool_down(self) -> None:
        """Another roster: nothing that searches kept counts any more."""
        self.warm = False
        self.refresh()

    def _show_expected(self) -> None:
        self._found_for = ""
        self.results.show_lines(listing.expected(self._expected, self._words), choose_first=False)

    def _typed(self, text: str) -> None:
        """Search as one types. Typing over a card is about another visitor, unless it is a
        scanner that begins to type."""
        self._take_when_found = False
        self.field.deciding = False
        if self.arrival.draft and text.strip() and not may_become_badge(text):
            self.arrival.close()
        self._search_for(text)

    def _search_for(self, text: str) -> None:
        wanted = text.strip()
        if not wanted:
            self.results.unchoose()
            self._show_expected()
            return
        self._tasks.run(
            lambda: self._search.find(wanted, AT_MOST),
            owner=self,
            done=lambda hits: self._show_found(wanted, hits),
            latest="search",
        )

    def _show_found(self, wanted: str, hits: tuple[Hit, ...]) -> None:
        if wanted != self.field.text.strip():
            return
        self._found_for = wanted
        self.results.show_lines(listing.found(hits, wanted, self._words), choose_first=True)
        if self._take_when_found:
            self._take_current()

    def _step(self, by: int) -> None:
        if self.field.deciding and abs(by) > 1:
            self.card.page(1 if by > 0 else -1)
            return
        if self.arrival.draft:
            self._close_card()
        self.results.step(by)

    # -- taking somebody ------------------------------------------------------------------------

    def _enter(self) -> None:
        if self.field.deciding:
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
        if hit is None:
            self._open_register()
        elif hit.kind == "inside":
            self.arrival.check_out(hit.key, "typed")
        elif hit.kind == "partner":
            self._open_register(hit)
        else:
            self._step_up(question_of(hit))

    def _step_up(self, question: Question) -> None:
        self.notice.time_is_up()
        self.field.deciding = True
        self.arrival.take(question)

    def _open_register(self, partner: Hit | None = None) -> None:
        if self.arrival.draft:
            self.arrival.close()
        self.stack.setCurrentWidget(self.register)
        if partner is None:
            self.register.start(self.field.text)
        else:
            self.register.start("", partner.key, partner.title)

    def _scanned(self, code: str) -> None:
        if self.arrival.draft:
            self.field.set_text("")
            self.field.deciding = True
        self.arrival.check_out_by_code(code)

    # -- the card -------------------------------------------------------------------------------

    def _choose(self, choice: object) -> None:
        self.arrival.choose(choice)  # type: ignore[arg-type]
        self.focus_field()

    def _show_card(self, card: CardRecord) -> None:
        draft = self.arrival.draft
        about = (draft.arrival_id if draft else "", card.question.purpose, card.question.activity)
        afresh, self._shown = about != self._shown, about
        self.card.set(card, self._clock.now(), afresh=afresh)
        self._offer(() if card.open_visit_id else offers(card.decision, self._words))
        self.stack.setCurrentWidget(self.card)
        if afresh:
            self._start_deciding(card)

    def _start_deciding(self, card: CardRecord) -> None:
        """The keys are the card's now; what it still wants to know is asked first."""
        self.field.deciding = True
        wanted = None if card.open_visit_id else self.card.details.first()
        if wanted is None:
            self.focus_field()
        else:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self) -> None:
        self.field.deciding = False
        self.card.close_form()
        self._offer(())
        self.stack.setCurrentWidget(self._empty)

    def _offer(self, said: Sequence[str]) -> None:
        """What is possible instead stands at the right, or on the card where there is no right."""
        self._offers = said
        self.aside.offer(() if self.columns.narrow else said)
        self.card.offer(said if self.columns.narrow else ())

    def _set_waiting(self, waiting: bool) -> None:
        self.card.row.set_ready(not waiting)
        self.register.set_busy(waiting)

    def _act(self, act: Act) -> None:
        card = self.arrival.card
        if act is Act.BACK or act is Act.CLEAR or card is None:
            self._step_back()
            return
        forms: dict[Act, Callable[[], DeskForm]] = {
            Act.LIFT: lambda: LiftForm(self.theme, self._words, card),
            Act.RELAY: lambda: RelayedForm(self.theme, self._words),
            Act.DOOR: lambda: DoorForm(self.theme, self._words),
            Act.TURN_AWAY: lambda: TurnAwayForm(self.theme, self._words, card),
        }
        if act in forms:
            form = forms[act]()
            form.scanned.connect(self._scanned)
            self.card.open_form(act, form)
        elif act in (Act.ADMIT, Act.ADMIT_PLAIN):
            self._admit(badge=act is Act.ADMIT)
        elif act is Act.TURN_AWAY_NOW and isinstance(self.card.form, TurnAwayForm):
            if self.card.form.complete():
                self.arrival.turn_away(self.card.form.told.said)
        elif act is Act.ASK_AGAIN and isinstance(self.card.form, DoorForm):
            self._through_door(self.card.form)
        elif act is Act.CHECK_OUT:
            self.arrival.check_out(card.open_visit_id, "typed")
        elif act is Act.SHEET:
            self._papers.print_sheet(card)

    def _admit(self, *, badge: bool) -> None:
        form = self.card.form
        if form is not None and not form.complete():
            return
        if isinstance(form, LiftForm):
            self.arrival.admit(lift=form.reason.said, badge=badge)
        elif isinstance(form, RelayedForm):
            self.arrival.admit(relayed=form.relayed(), badge=badge)
        else:
            self.arrival.admit(badge=badge)

    def _through_door(self, form: DoorForm) -> None:
        if not form.complete():
            return
        door, reason = form.door, form.reason
        self.arrival.revise(lambda draft: draft.through(door, reason))
        self.focus_field()
        self.field.deciding = True

    # -- going back -----------------------------------------------------------------------------

    def _step_back(self) -> None:
        """Esc: out of the form, then off the card, then the text goes."""
        if self.card.form is not None:
            self.card.close_form()
            self.field.deciding = True
        elif self.arrival.draft and not self.field.deciding and self.field.text:
            self._keep_card()
        elif self.arrival.draft or self.stack.currentWidget() is self.register:
            self._close_card()
            self.field.line.selectAll()
        else:
            self.field.set_text("")
            self.results.unchoose()
        self.focus_field()

    def _keep_card(self) -> None:
        """What was typed beside the card goes; the card is in hand again."""
        self.field.set_text("")
        self.field.deciding = True

    def _close_card(self) -> None:
        self.arrival.close()

    # -- what came of it ------------------------------------------------------------------------

    def _say_done(self, done: Done) -> None:
        words, name = self._words, done.name
        other = None
        if done.kind == "admitted":
            text, other = self._badge(done)
        elif done.kind == "checked_out":
            text = words.text("{name} is checked out.", name=name)
        elif done.kind == "turned_away":
            text = words.text("{name} was turned away. The reasons are on record.", name=name)
        else:
            text = words.text("Taken back: {name}.", name=name)
        undo = None if done.kind == "undone" else self._undo
        tone = Tone.INFO if done.kind == "undone" else Tone.OK
        self.notice.say(text, tone, undo=undo, other=other, seconds=UNDO_SECONDS)
        if not self.arrival.draft:
            self.field.set_text("")
            self.focus_field()

    def _undo(self) -> None:
        self.arrival.undo(reopen=not self.field.text)

    def _badge(self, done: Done) -> tuple[str, tuple[str, str, Callable[[], None]] | None]:
        """Sends the badge off, and says where it went."""
        words, visit = self._words, done.key
        if not done.badge:
            return words.text("{name} is in, without a badge.", name=done.name), None
        printer = self._papers.print_badge(visit)
        if printer:
            says = N_("{name} is in. Badge sent to {printer}.")
            return words.text(says, name=done.name, printer=printer), None
        save = (words.text("Save badge…"), "Ctrl+S", lambda: self._papers.save_badge(visit))
        says = N_("{name} is in. No badge printer is set up.")
        return words.text(says, name=done.name), save

    def _say_trouble(self, trouble: DeskError) -> None:
        """Where the person is looking: in the form, on the card, else over it."""
        sentence = self._words.error(trouble)
        if self.stack.currentWidget() is self.register:
            self.register.say_trouble(sentence)
        elif self.arrival.card is not None:
            self.card.say_trouble(sentence)
        else:
            self.notice.say(sentence, Tone.NO)
