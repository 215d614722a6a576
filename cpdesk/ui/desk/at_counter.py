"""The middle of the desk page: the visitor being helped, the answer, and the result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.approval.requests import State
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Card as CardRecord
from cpdesk.records.desk import PurposeChoice, Question
from cpdesk.records.requests import RequestRecord
from cpdesk.ui.desk import texts
from cpdesk.ui.desk.answer.actions import DECIDES, DeskAction
from cpdesk.ui.desk.answer.decision import DecisionView
from cpdesk.ui.desk.answer.forms import DeskForm, Entered, form_for
from cpdesk.ui.desk.answer.notice import Notice
from cpdesk.ui.desk.arrival import Arrival, Done
from cpdesk.ui.desk.search.field import SearchField
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.domain.reasons import offers
from cpdesk.ui.widgets.frames.banner import UNDO_SECONDS
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.just_shown import JustShown
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.ui.desk.search.register import RegisterForm


class AtCounter(QWidget, Themed):
    """Empty, a card, or the form that registers a visitor; above it, what just happened.

    Decides nothing: it asks, shows, and does what is pressed. It borrows the desk's field, because
    the field's keys belong to the card while one is open.
    """

    offered = Signal(object)  # what to offer instead: a tuple of sentences
    stepped_back = Signal()  # Esc while nothing is open here
    request_wanted = Signal(str)  # the id of a request to open

    def __init__(self, context: PageContext, field: SearchField, arrival: Arrival) -> None:
        super().__init__()
        self.theme = theme = context.theme
        self._context = context
        self._words = words = context.words
        self._field = field
        self._arrival = arrival
        self._shown: tuple[str, Purpose | None, str] | None = None  # what the card is about
        self._just_shown = JustShown(context.clock.now)
        self.notice = Notice(theme, words)
        self.card = DecisionView(theme, words)
        self._register: RegisterForm | None = None
        self._empty = EmptyState(theme, "id-card", "")
        self.stack = QStackedWidget()
        sheet = Card(theme)
        sheet.body.addWidget(self.stack)
        fill(QVBoxLayout(self), self.notice, (sheet, 1), gap=12, edges=0)
        for view in (self._empty, self.card):
            self.stack.addWidget(view)
        self._wire()
        self.say_ready()

    def _wire(self) -> None:
        arrival, card = self._arrival, self.card
        self._field.turned.connect(card.chips.turn)
        self._field.numbered.connect(card.chips.number)
        self._field.removed.connect(lambda: card.row.press(DeskAction.TURN_AWAY))
        card.chips.chosen.connect(self._choose)
        card.details.changed.connect(lambda said: arrival.revise(**said))
        card.details.entered.connect(self.focus_field)
        card.details.scanned.connect(self.scanned)
        card.acted.connect(self._act)
        arrival.opened.connect(self._show_card)
        arrival.closed.connect(self._show_empty)
        arrival.waiting.connect(self._set_waiting)
        arrival.done.connect(self._say_done)
        arrival.failed.connect(self._say_trouble)
        arrival.heard.connect(self._say_heard)

    @property
    def register(self) -> RegisterForm:
        """The form for a visitor on no list; created when first needed, which is rare."""
        if self._register is None:
            from cpdesk.ui.desk.search.register import RegisterForm

            form = RegisterForm(self._context)
            form.person.connect(self._arrival.register_person)
            form.guest.connect(self._arrival.register_guest)
            form.left.connect(self.step_back)
            form.scanned.connect(self.scanned)
            self.stack.addWidget(form)
            self._register = form
        return self._register

    @property
    def registering(self) -> bool:
        """Whether that form is open."""
        return self._register is not None and self.stack.currentWidget() is self._register

    def focus_field(self) -> None:
        self._field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- no visitor ----------------------------------------------------------------------------

    def say_ready(self) -> None:
        """Ready for the next visitor."""
        text = self._words.text
        hint = text("Type a name or partner, or scan an ID or badge.")
        self._empty.set("id-card", text("No visitor selected"), hint)

    def say_cannot(self, trouble: DeskError) -> None:
        """Without a roster or a school nothing can be decided; says what to do."""
        self._empty.set("triangle-alert", *self._words.error_parts(trouble))

    def _show_empty(self) -> None:
        self.card.say_asked("")
        self._field.enter_decides = False
        self.notice.make_room(False)
        self.card.close_form()
        self.offered.emit(())
        self.stack.setCurrentWidget(self._empty)

    # -- a visitor -----------------------------------------------------------------------------

    def step_up(self, question: Question) -> None:
        """Opens the card for a visitor on the list."""
        self._field.enter_decides = True
        self._arrival.take(question)

    def write_down(self, typed: str, partner_id: str = "", partner_name: str = "") -> None:
        """Opens the form that registers a visitor on no list."""
        if self._arrival.draft:
            self._arrival.close()
        self.stack.setCurrentWidget(self.register)
        self.register.start(typed, partner_id, partner_name)

    def scanned(self, code: str) -> None:
        """A badge was scanned, wherever the focus was. An open card stays open."""
        if self._arrival.draft:
            self._field.set_text("")
            self._field.enter_decides = True
        self._arrival.check_out_by_code(code)

    def _choose(self, choice: PurposeChoice) -> None:
        self._arrival.choose(choice)
        self.focus_field()

    def _show_card(self, card: CardRecord) -> None:
        draft = self._arrival.draft
        about = (draft.arrival_id if draft else "", card.question.purpose, card.question.activity)
        another = self._shown is None or about[0] != self._shown[0]
        afresh, self._shown = about != self._shown, about
        did = self.card.row.first()
        self.card.set(card, self._context.clock.now(), afresh=afresh)
        if another or self.card.row.first() != did:
            self._just_shown.begin()
        self.offered.emit(() if card.open_visit_id else offers(card.decision, self._words))
        if self._arrival.asked is None:
            self.card.say_asked("")
        self.stack.setCurrentWidget(self.card)
        self.notice.make_room(True)
        if afresh:
            self._start_deciding(card)

    def _start_deciding(self, card: CardRecord) -> None:
        """From now on the keys belong to the card; what it still needs to know is asked first."""
        self._field.enter_decides = True
        wanted = None if card.open_visit_id else self.card.details.first()
        if wanted is None:
            self.focus_field()
        else:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_waiting(self, waiting: bool) -> None:
        self.card.row.set_ready(not waiting)
        if self._register is not None:
            self._register.set_busy(waiting)

    # -- doing ----------------------------------------------------------------------------------

    def _act(self, act: DeskAction) -> None:
        """A button of the card, or its key. Ignored if the card changed too recently to have been
        read."""
        if self._just_shown.holds and act in DECIDES:
            return
        card = self._arrival.card
        if act is DeskAction.BACK or act is DeskAction.CLEAR or card is None:
            self.step_back()
            return
        opened, form = form_for(act, self.theme, self._words, card, self._now), self.card.form
        if opened is not None:
            opened.scanned.connect(self.scanned)
            self.card.open_form(opened)
        elif act in (DeskAction.ADMIT, DeskAction.ADMIT_PLAIN):
            self._admit(badge=act is DeskAction.ADMIT)
        elif act is DeskAction.TURN_AWAY_NOW and form is not None and form.complete():
            self._arrival.turn_away(form.typed.told)
        elif act is DeskAction.FILE and form is not None:
            self._file(form)
        elif act is DeskAction.ASK_AGAIN and form is not None and form.complete():
            self._make_exception(form.typed)
        elif act is DeskAction.CHECK_OUT:
            self._arrival.check_out(card.open_visit_id, "typed")
        elif act is DeskAction.BADGE_AGAIN:
            self._context.papers().show_badge(card.open_visit_id)
        elif act is DeskAction.SHEET:
            self._context.papers().show_refusal(card)

    def _admit(self, *, badge: bool) -> None:
        form = self.card.form
        if form is not None and not form.complete():
            return
        lift = form.typed.reason if form is not None and form.act is DeskAction.LIFT else ""
        self._arrival.admit(lift=lift, relayed=form.relayed if form else None, badge=badge)

    @property
    def _now(self) -> datetime:
        return self._words.local(self._context.clock.now())

    def _file(self, form: DeskForm) -> None:
        """Sends the form's request to the leaders. The visitor waits if the request is about right
        now."""
        exception = form.act is DeskAction.DOOR
        if form.ask is None or not form.complete("reference" if exception else ""):
            return
        ask = form.ask(form.typed, self._now)
        if exception:
            self._make_exception(form.typed)
        self._arrival.ask_leader(ask, waits=form.act is not DeskAction.ASK_TIME)

    def _say_heard(self, record: RequestRecord) -> None:
        """The answer to the request that the visitor waits for."""
        sentence, tone = texts.answer(record, self._words)
        if sentence:
            self.card.say_asked(sentence, tone)

    def _make_exception(self, said: Entered) -> None:
        """Asks again, with an emergency or what the law requires."""
        self._arrival.revise(door=said.door, reason=said.whole_reason)
        self.focus_field()
        self._field.enter_decides = True

    def step_back(self) -> None:
        """Esc: closes the form, then the card; after that, the page handles it."""
        draft, registering = self._arrival.draft, self.registering
        if self.card.form is not None:
            self.card.close_form()
            self._field.enter_decides = True
        elif draft and not self._field.enter_decides and self._field.text:
            self._field.set_text("")  # what was typed beside the card is cleared; the card stays
            self._field.enter_decides = True
        elif draft or registering:
            self._arrival.close()
            self._field.line.selectAll()
        else:
            self.stepped_back.emit()
        self.focus_field()

    # -- what happened --------------------------------------------------------------------------

    def _say_done(self, done: Done) -> None:
        if done.kind == "asked":
            self._say_asked(done)
            return
        text, other = texts.done(done, self._words), None
        if done.kind == "admitted":
            badge, other = self._badge(done)
            text = f"{badge} {text}".strip()
        undo = None if done.kind == "undone" else self._undo
        tone = Tone.INFO if done.kind == "undone" else Tone.OK
        self.notice.show_done(text, tone, undo=undo, other=other, seconds=UNDO_SECONDS)
        if done.of_card:
            self._field.set_text("")
        if not self._arrival.draft:
            self.focus_field()

    def _say_asked(self, done: Done) -> None:
        """A request was sent, or the rules declined it right away."""
        words, record = self._words, done.asked
        if record is None:
            return
        see = (
            words.text("Open request"),
            "",
            lambda: self.request_wanted.emit(record.request_id),
        )
        if record.state is State.DECLINED:
            text = words.text("The rules don’t allow this request. It was filed as declined.")
            self.notice.show_done(text, Tone.NO, other=see)
            return
        text = words.text(
            "The request about {name} was sent to the school leaders.", name=done.name
        )
        if record.slots and not self._arrival.asked and not self._arrival.draft:
            window = record.slots[0].window
            form = N_("Requested {time}. {name} can come then if a school leader approves it.")
            text = words.text(form, time=words.clock_of(window.starts_at), name=done.name)
        self.notice.show_done(text, Tone.OK, undo=self._undo, other=see, seconds=UNDO_SECONDS)
        if self._arrival.draft:
            self.card.close_form()
        else:
            self._field.set_text("")
        self.focus_field()

    def _undo(self) -> None:
        self._arrival.undo(reopen=not self._field.text)

    def _badge(self, done: Done) -> tuple[str, tuple[str, str, Callable[[], None]] | None]:
        """Sends the badge to the printer and says where it went."""
        words, visit = self._words, done.key
        if not done.badge:
            return words.text("{name} checked in without a badge.", name=done.name), None
        printer = self._context.papers().print_badge(visit)
        if printer:
            sent = N_("{name} checked in. Badge sent to {printer}.")
            return words.text(sent, name=done.name, printer=printer), None
        save = (
            words.text("Save badge…"),
            "Ctrl+S",
            lambda: self._context.papers().save_badge(visit),
        )
        sent = N_("{name} checked in. No badge printer is set up.")
        return words.text(sent, name=done.name), save

    def _say_trouble(self, trouble: DeskError) -> None:
        """Shows it where the person is looking: in the form, on the card, or above it."""
        sentence = self._words.error(trouble)
        if self.registering:
            self.register.say_trouble(sentence)
        elif self._arrival.card is not None:
            self.card.say_trouble(sentence)
        else:
            self.notice.show_done(sentence, Tone.NO)
