"""The visitor being helped: one card at a time, and the last action, which can be undone.

Asks the services on the desk's lane and tells the page the result. Holds no widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cpdesk.errors import DeskError, NotClearedError
from cpdesk.policy.approval.requests import State
from cpdesk.records.desk import (
    Card,
    PurposeChoice,
    Question,
    RelayedYes,
    TurnedAwayRecord,
    VisitRecord,
)
from cpdesk.records.requests import Ask, RequestRecord
from cpdesk.ui.desk.search.draft import Draft, question_of
from cpdesk.ui.page_context import PageContext

T = TypeVar("T")

_LOOK_AGAIN_MS = 4_000  # a leader may decide at another computer, which can't notify this one


@dataclass(frozen=True, slots=True)
class Done:
    """What was just done, and for whom. `kind`: admitted, checked_out, not_checked_out,
    turned_away, asked (a request the visitor doesn't wait for), undone. `came`: when an earlier
    day's visit began that this action closed as not checked out."""

    kind: str
    name: str
    key: str
    badge: bool = False
    by_scan: bool = False
    again: Question | None = None  # to open the card again after undo
    asked: RequestRecord | None = None
    undone: str = ""  # the kind of what was undone
    came: datetime | None = None
    of_card: bool = False  # it was about the card's visitor, whose name is in the field


class Arrival(QObject):
    """The card's life, from the line that was chosen to the visit."""

    opened = Signal(object)  # a Card: shown, or shown again after a change
    closed = Signal()
    waiting = Signal(bool)  # an answer is on its way: nothing may be pressed
    done = Signal(object)  # a Done
    failed = Signal(object)  # a DeskError about the last action
    heard = Signal(object)  # a RequestRecord that the visitor waits for, filed or decided

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = context.services.desk
        self._visitors = context.services.visitors
        self._filings = context.services.filings
        self._decisions = context.services.decisions
        self._tasks = context.tasks
        self._changes = context.changes
        self._writing = False
        self._asking = False
        self.draft: Draft | None = None
        self.card: Card | None = None
        self.last: Done | None = None
        self.asked: RequestRecord | None = None  # the request that the card's visitor waits for
        self._look_again = QTimer(self)
        self._look_again.setInterval(_LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self.look_again)

    @property
    def ready(self) -> bool:
        """Whether the card answers the latest question and nothing is being written."""
        return not (self._writing or self._asking)

    # -- the card -------------------------------------------------------------------------------

    def take(self, question: Question) -> None:
        """Opens the card for a visitor."""
        self.card = None
        self._forget_asked()
        self._ask(Draft.of(question))

    def choose(self, choice: PurposeChoice) -> None:
        """Changes the reason for the visit; an answer about the old one is no longer waited for."""
        if self.draft:
            self._forget_asked()
            self._ask(self.draft.choosing(choice))

    def revise(self, **said: Any) -> None:
        """Changes attributes of the question; asks again only if it is another one then."""
        if self.draft is None:
            return
        settled = self._settled(self.draft)
        question = replace(settled.question, **said)
        if question != settled.question:
            self._ask(replace(settled, question=question))

    def close(self) -> None:
        """Closes the card; nothing was done."""
        self.draft = self.card = None
        self._asking = False
        self._forget_asked()
        self.closed.emit()

    def _settled(self, draft: Draft) -> Draft:
        """The draft with the purpose that the card chose on its own."""
        if self.card is None or draft.question.purpose is not None:
            return draft
        return Draft(draft.arrival_id, draft.decided(self.card))

    def _ask(self, draft: Draft) -> None:
        self.draft = draft
        self._asking = True
        self.waiting.emit(True)
        self._tasks.run(
            lambda: self._desk.card(draft.question),
            owner=self,
            done=lambda card: self._answered(draft, card),
            failed=self._unanswered,
            latest="desk.card",
        )

    def _answered(self, draft: Draft, card: Card) -> None:
        if self.draft is not draft:
            return
        self._asking = False
        self.card = card
        self.opened.emit(card)
        self.waiting.emit(False)

    def _unanswered(self, trouble: DeskError) -> None:
        self._asking = False
        self.waiting.emit(False)
        if self.card is None:
            self.close()
        self.failed.emit(trouble)

    # -- a leader's answer ----------------------------------------------------------------------

    def ask_leader(self, ask: Ask, *, waits: bool) -> None:
        """Files a request about the card's visitor. If they wait for the answer, the card stays
        open; otherwise they are done."""
        card, draft = self.card, self.draft
        if card is None or draft is None or self._writing:
            return
        name, again = card.visitor_name, draft.decided(card)

        def filed(record: RequestRecord) -> None:
            self._changes.requests.emit()
            done = Done("asked", name, record.request_id, again=again, asked=record)
            if not waits:
                self._finish(done)
                return
            self._after_write(done)
            if record.state is State.DECLINED:
                return
            if self.draft is not None and self.draft.arrival_id == draft.arrival_id:
                self.asked = record
                self._look_again.start()
                self.heard.emit(record)

        self._write(lambda: self._filings.file(ask), filed)

    def look_again(self) -> None:
        """Checks whether a leader has answered, at this computer or another; if so, refreshes the
        card quietly."""
        asked, draft = self.asked, self.draft
        if asked is None or draft is None or not self.ready:
            return
        self._tasks.run(
            lambda: (self._decisions.request(asked.request_id), self._desk.card(draft.question)),
            owner=self,
            done=lambda told: self._answered_by_leader(draft, *told),
            failed=lambda _: None,  # the next check or the next key will report it
            latest="desk.asked",
        )

    def _answered_by_leader(self, draft: Draft, record: RequestRecord, card: Card) -> None:
        if self.draft is not draft or self.asked is None or not self.ready:
            return
        if record.version == self.asked.version and record.state is self.asked.state:
            return
        self.asked = record  # keep checking: a decision can be undone
        self.card = card
        self.opened.emit(card)
        self.heard.emit(record)

    def _forget_asked(self) -> None:
        self.asked = None
        self._look_again.stop()

    # -- doing ----------------------------------------------------------------------------------

    def admit(
        self, *, lift: str = "", relayed: RelayedYes | None = None, badge: bool = True
    ) -> None:
        """Checks in the card's visitor."""
        if self.draft is None or self.card is None or self._writing:
            return
        admission = self.draft.admission(self.card, lift, relayed)
        again = admission.question

        def admitted(visit: VisitRecord) -> None:
            name, came = visit.visitor_name, visit.closed
            done = Done("admitted", name, visit.visit_id, badge, again=again, came=came)
            self._finish(done)

        self._write(lambda: self._desk.admit(admission), admitted)

    def turn_away(self, told: str) -> None:
        """Turns away the card's visitor."""
        if self.draft is None or self.card is None or self._writing:
            return
        turn_away = self.draft.turn_away(self.card, told)
        name, again = self.card.visitor_name, turn_away.question

        def turned_away(record: TurnedAwayRecord) -> None:
            said = record.visitor_name or name
            key, came = record.turned_away_id, record.closed
            self._finish(Done("turned_away", said, key, again=again, came=came))

        self._write(lambda: self._desk.turn_away(turn_away), turned_away)

    def check_out(self, visit_id: str, how: str) -> None:
        """Checks a visitor out; `how` is clicked or typed. Another visitor's open card stays."""
        card = self.card
        own = card is not None and card.open_visit_id == visit_id
        if self._writing:
            return
        self._write(
            lambda: self._desk.check_out(visit_id, how),
            lambda visit: self._left(visit, closes=own),
        )

    def check_out_by_code(self, code: str) -> None:
        """Checks out the visitor with this badge. If the badge is from an earlier day, the visitor
        may be arriving: the old visit is closed and, if no card is open, today's card opens."""

        def read(visit: VisitRecord) -> None:
            if visit.not_checked_out:
                self._closed_earlier(visit)
            else:
                self._left(visit, closes=False, by_scan=True)

        self._write(lambda: self._desk.check_out_by_code(code), read)

    def _closed_earlier(self, visit: VisitRecord) -> None:
        name, came = visit.visitor_name, visit.arrived_at
        self._after_write(Done("not_checked_out", name, visit.visit_id, by_scan=True, came=came))
        if self.draft is None:
            self.take(question_of(visit.visitor_key, visit.partner_id))

    def undo(self, *, reopen: bool) -> None:
        """Undoes the last action while the service allows it; then, with `reopen` and no other card
        open, opens that visitor's card again."""
        last = self.last
        if last is None or self._writing:
            return
        self.last = None
        work: dict[str, Callable[[], object]] = {
            "admitted": lambda: self._desk.undo(last.key),
            "checked_out": lambda: self._desk.undo_check_out(last.key),
            "not_checked_out": lambda: self._desk.undo_check_out(last.key),
            "turned_away": lambda: self._desk.undo_turn_away(last.key),
            "asked": lambda: self._take_request_back(last),
        }

        def undone(_: object) -> None:
            if last.kind == "asked":
                self._forget_asked()
                self._changes.requests.emit()
                if self.card is not None:
                    self.opened.emit(self.card)
            self._after_write(Done("undone", last.name, last.key, undone=last.kind))
            if reopen and last.again is not None and self.draft is None:
                self.take(last.again)

        self._write(work[last.kind], undone)

    def _take_request_back(self, last: Done) -> object:
        record = last.asked
        return self._filings.withdraw(record.request_id, record.version) if record else None

    def register_person(self, partner_id: str, given: str, family: str) -> None:
        """Registers a new person of a partner and opens their card. A person who can't be
        registered because of their clearance gets a card too: it says why, and turns them away."""
        unlisted = Question(person=f"{given} {family}", partner=partner_id)

        def failed(trouble: DeskError) -> None:
            if not isinstance(trouble, NotClearedError):
                self._not_written(trouble)
                return
            self._writing = False
            self.waiting.emit(False)
            self.take(unlisted)

        self._write(
            lambda: self._visitors.register_person(partner_id, given, family),
            lambda person: self._registered(Question(person=person, partner=partner_id)),
            failed,
        )

    def register_guest(self, name: str, organization: str, host: str, reason: str) -> None:
        """Registers a visitor without a partner and opens their card."""
        self._write(
            lambda: self._visitors.register_guest(name, organization),
            lambda guest: self._registered(Question(guest=guest, host=host, reason=reason)),
        )

    def _registered(self, question: Question) -> None:
        self._writing = False
        self._changes.visits.emit()
        self.take(question)

    def _left(self, visit: VisitRecord, *, closes: bool, by_scan: bool = False) -> None:
        name, swept = visit.visitor_name, visit.not_checked_out
        kind, came = "checked_out", None
        if swept:
            kind, came = "not_checked_out", visit.arrived_at
        done = Done(kind, name, visit.visit_id, by_scan=by_scan, came=came)
        if closes or self.card is None:
            self._finish(done)
        else:
            self._after_write(done)

    def _finish(self, done: Done) -> None:
        done = replace(done, of_card=self.card is not None)
        self.draft = self.card = None
        self._asking = False
        self._forget_asked()
        self.closed.emit()
        self._after_write(done)

    def _after_write(self, done: Done) -> None:
        self._writing = False
        self.waiting.emit(False)
        self.last = done if done.kind != "undone" else None
        self.done.emit(done)
        self._changes.visits.emit()

    def _write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """One write at a time: presses in the meantime do nothing."""
        if self._writing:
            return
        self._writing = True
        self.waiting.emit(True)
        self._tasks.run(work, owner=self, done=done, failed=failed or self._not_written)

    def _not_written(self, trouble: DeskError) -> None:
        self._writing = False
        self.waiting.emit(False)
        self.failed.emit(trouble)
