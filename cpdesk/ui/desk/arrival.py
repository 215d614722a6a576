"""What is being done at the counter: one card at a time, and the last thing that can be undone.

Asks the services on the desk's lane and tells the page what came of it. Holds no widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError
from cpdesk.records.desk import (
    Card,
    PurposeChoice,
    Question,
    RelayedYes,
    TurnedAwayRecord,
    VisitRecord,
)
from cpdesk.ui.changes import Changes
from cpdesk.ui.desk.draft import Draft
from cpdesk.ui.tasks import Tasks

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.desk import Desk
    from cpdesk.services.visitors import Visitors


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What was just done to whom. `kind`: admitted, checked_out, turned_away, undone."""

    kind: str
    name: str
    key: str
    badge: bool = False
    by_scan: bool = False
    again: Question | None = None  # to open the card again after undo


class Arrival(QObject):
    """The card's life from a taken line to a visit."""

    opened = Signal(object)  # a Card: shown, or shown anew after a change
    closed = Signal()
    waiting = Signal(bool)  # an answer is on its way: nothing may be pressed
    done = Signal(object)  # a Done
    failed = Signal(object)  # a DeskError about what was just asked for

    def __init__(
        self,
        desk: Desk,
        visitors: Visitors,
        tasks: Tasks,
        changes: Changes,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._visitors = visitors
        self._tasks = tasks
        self._changes = changes
        self._writing = False
        self._asking = False
        self.draft: Draft | None = None
        self.card: Card | None = None
        self.last: Done | None = None

    @property
    def ready(self) -> bool:
        """Whether the card answers what was asked last, and nothing is being written."""
        return not (self._writing or self._asking)

    # -- the card -------------------------------------------------------------------------------

    def take(self, question: Question) -> None:
        """A visitor steps up."""
        self.card = None
        self._ask(Draft.of(question))

    def choose(self, choice: PurposeChoice) -> None:
        """The visitor is here for this."""
        if self.draft:
            self._ask(self.draft.choosing(choice))

    def revise(self, change: Callable[[Draft], Draft]) -> None:
        """Something was added to the question; asks again only if it is another one."""
        if self.draft is None:
            return
        changed = change(self._settled(self.draft))
        if changed.question != self._settled(self.draft).question:
            self._ask(changed)

    def close(self) -> None:
        """The card goes away; nothing was done."""
        self.draft = self.card = None
        self._asking = False
        self.closed.emit()

    def _settled(self, draft: Draft) -> Draft:
        """The draft with the purpose that the card chose by itself."""
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

    # -- doing ----------------------------------------------------------------------------------

    def admit(
        self, *, lift: str = "", relayed: RelayedYes | None = None, badge: bool = True
    ) -> None:
        """Lets the visitor of the card in."""
        if self.draft is None or self.card is None or self._writing:
            return
        admission = self.draft.admission(self.card, lift, relayed)
        again = admission.question

        def admitted(visit: VisitRecord) -> None:
            self._finish(Done("admitted", visit.visitor_name, visit.visit_id, badge, again=again))

        self._write(lambda: self._desk.admit(admission), admitted)

    def turn_away(self, told: str) -> None:
        """Sends the visitor of the card away."""
        if self.draft is None or self.card is None or self._writing:
            return
        turn_away = self.draft.turn_away(self.card, told)
        name, again = self.card.visitor_name, turn_away.question

        def turned_away(record: TurnedAwayRecord) -> None:
            said = record.visitor_name or name
            self._finish(Done("turned_away", said, record.turned_away_id, again=again))

        self._write(lambda: self._desk.turn_away(turn_away), turned_away)

    def check_out(self, visit_id: str, how: str) -> None:
        """Sees a visitor out; `how` is clicked or typed. An open card of somebody else stays."""
        card = self.card
        own = card is not None and card.open_visit_id == visit_id
        if self._writing:
            return
        self._write(
            lambda: self._desk.check_out(visit_id, how),
            lambda visit: self._left(visit, closes=own),
        )

    def check_out_by_code(self, code: str) -> None:
        """Sees out whoever wears this badge."""
        if self._writing:
            return
        self._write(
            lambda: self._desk.check_out_by_code(code),
            lambda visit: self._left(visit, closes=False, by_scan=True),
        )

    def undo(self, *, reopen: bool) -> None:
        """Takes back what was done last, as long as the service allows it; then, with `reopen`
        and nobody else at the counter, opens that visitor's card again."""
        last = self.last
        if last is None or self._writing:
            return
        self.last = None
        work: dict[str, Callable[[], object]] = {
            "admitted": lambda: self._desk.undo(last.key),
            "checked_out": lambda: self._desk.undo_check_out(last.key),
            "turned_away": lambda: self._desk.undo_turn_away(last.key),
        }

        def undone(_: object) -> None:
            self._after_write(Done("undone", last.name, last.key))
            if reopen and last.again is not None and self.draft is None:
                self.take(last.again)

        self._write(work[last.kind], undone)

    def register_person(self, partner_id: str, given: str, family: str) -> None:
        """Writes somebody new of a partner down and opens the card."""
        self._write(
            lambda: self._visitors.register_person(partner_id, given, family),
            lambda person: self._registered(Question(person=person, partner=partner_id)),
        )

    def register_guest(self, name: str, organization: str, host: str, reason: str) -> None:
        """Writes a visitor with no partner down and opens the card."""
        self._write(
            lambda: self._visitors.register_guest(name, organization),
            lambda guest: self._registered(Question(guest=guest, host=host, reason=reason)),
        )

    def _registered(self, question: Question) -> None:
        self._writing = False
        self._changes.visits.emit()
        self.take(question)

    def _left(self, visit: VisitRecord, *, closes: bool, by_scan: bool = False) -> None:
        done = Done("checked_out", visit.visitor_name, visit.visit_id, by_scan=by_scan)
        if closes or self.card is None:
            self._finish(done)
        else:
            self._after_write(done)

    def _finish(self, done: Done) -> None:
        self.draft = self.card = None
        self._asking = False
        self.closed.emit()
        self._after_write(done)

    def _after_write(self, done: Done) -> None:
        self._writing = False
        self.waiting.emit(False)
        self.last = done if done.kind != "undone" else None
        self.done.emit(done)
        self._changes.visits.emit()

    def _write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Once at a time: what is pressed meanwhile does nothing."""
        if self._writing:
            return
        self._writing = True
        self.waiting.emit(True)
        self._tasks.run(work, owner=self, done=done, failed=self._not_written)

    def _not_written(self, trouble: DeskError) -> None:
        self._writing = False
        self.waiting.emit(False)
        self.failed.emit(trouble)
