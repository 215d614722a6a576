"""From delivery to accepted or returned: what was brought, the check-list, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, union

from cpdesk.clock import Clock
from cpdesk.errors import DeskError, Fault
from cpdesk.models import flyer_tables as t
from cpdesk.models.store import Store
from cpdesk.policy.flyers import (
    BY_RULE,
    Answer,
    Check,
    DeliveryState,
)
from cpdesk.policy.names import fold
from cpdesk.policy.permissions import Act
from cpdesk.policy.terms import Terms
from cpdesk.records.flyer_intake import CheckLine, FlyerApproval, MemoDraft, Received, Return
from cpdesk.records.flyers import (
    DeliveryQueue,
    DeliveryRecord,
    FlyerFile,
    FlyerFileContent,
    ReturnSlip,
)
from cpdesk.services.context import Ground, Grounds
from cpdesk.services.flyers import book, files, memos, queue, returns, rows
from cpdesk.services.flyers.approvals import Approvals
from cpdesk.services.flyers.delivery import Deliverer
from cpdesk.services.school_spans import span_of
from cpdesk.services.who import Who, asks
from cpdesk.words import N_

_d, _r = t.flyer_delivery.c, t.flyer_return.c
_here = _d.school_id == bindparam("school")
_begins: BindParameter[Any] = bindparam("begins")
_ends: BindParameter[Any] = bindparam("ends")
# Each part by an index of its own, so that no other delivery is looked at.
_to_do_or_of_term = select(t.flyer_delivery).where(
    _here,
    _d.delivery_id.in_(
        union(
            select(_d.delivery_id).where(_here, t.IS_OPEN),
            select(_d.delivery_id).where(_here, _d.received_at.between(_begins, _ends)),
            select(_d.delivery_id).where(_here, _d.done_at.between(_begins, _ends)),
            select(_r.delivery_id).where(
                _r.undone.is_(False), _r.returned_at.between(_begins, _ends)
            ),
        )
    ),
)


class Deliveries:
    """What everybody at the desk may do with flyers that were brought."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, who: Who | None = None) -> None:
        self._store = store
        self._clock = clock
        self._terms = terms
        self._who = who or Who()
        self._grounds = Grounds()
        self._approvals = Approvals(terms)
        self._deliverer = Deliverer(terms, self._approvals)

    # -- what the district approved --------------------------------------------------------------

    @asks(Act.LOOK)
    def approvals(self, text: str = "") -> tuple[FlyerApproval, ...]:
        """What the district approved: those in force here first. `text` finds by title, partner and
        number."""
        with self._store.read() as tx:
            ground = self._grounds.at(tx)
            return self._approvals.find(tx, ground, self._at(ground), text)

    @asks(Act.FLYERS)
    def record_memo(self, draft: MemoDraft, *, instead_of: str = "") -> FlyerApproval:
        """Records an approval from the memo that the partner brought. DeskError with a fault for
        each field that is missing or cannot be. The same memo twice is one. `instead_of` is the key
        of one that was written down wrongly: it is taken back, unless a delivery stands on it."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            key = memos.record(tx, ground, draft, now, self._who.actor)
            if instead_of and instead_of != key:
                memos.withdraw(tx, ground, instead_of, now)
            found = self._approvals.one(tx, ground, self._at(ground), key)
        assert found is not None  # written in this very transaction
        return found

    @asks(Act.FLYERS)
    def withdraw_memo(self, key: str) -> None:
        """Takes a recorded memo back. DeskError where a delivery stands on it."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            memos.withdraw(tx, self._grounds.at(tx), key, now)

    # -- a delivery ------------------------------------------------------------------------------

    @asks(Act.LOOK)
    def examine(self, received: Received) -> tuple[CheckLine, ...]:
        """What the check-list of such a delivery would say."""
        with self._store.read() as tx:
            ground = self._grounds.at(tx)
            approval = self._approvals.one(tx, ground, self._at(ground), received.approval)
            return self._deliverer.lines(
                ground, self._at(ground), approval, received.channels, received.fee, {}
            )

    @asks(Act.FLYERS)
    def receive(self, received: Received, delivery_id: str) -> DeliveryRecord:
        """Writes down what was brought. `delivery_id` is made once a form, so that two Enters are
        one delivery. DeskError with a fault for each field that is missing."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            if not book.has(tx, delivery_id):
                approval = self._approvals.one(tx, ground, self._at(ground), received.approval)
                came = received.received_at or now
                filled = self._deliverer.fill(tx, ground, received, approval, now, came)
                book.insert(tx, delivery_id, filled, now=now, actor=self._who.actor)
            return self._record(tx, ground, delivery_id)

    @asks(Act.FLYERS)
    def change(self, delivery_id: str, version: int, received: Received) -> DeliveryRecord:
        """Corrects what was written down, while the check-list is not through."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            row = self._checking(tx, delivery_id, version)
            approval = self._approvals.one(tx, ground, self._at(ground), received.approval)
            came = received.received_at or row.received_at
            filled = self._deliverer.fill(tx, ground, received, approval, now, came)
            gone = sum(one.copies for one in rows.returns(tx, row))
            if filled["copies"] < gone:
                raise DeskError(
                    N_("Copies already returned: {copies}. The number received can’t be lower."),
                    N_("Correct the number of copies."),
                    copies=gone,
                )
            book.change(tx, row, filled, now=now, use_case="flyer.change")
            return self._record(tx, ground, delivery_id)

    @asks(Act.FLYERS)
    def check(
        self, delivery_id: str, version: int, answers: tuple[tuple[Check, Answer], ...]
    ) -> DeliveryRecord:
        """Answers lines of the check-list; those of the rules answer themselves."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            row = self._checking(tx, delivery_id, version)
            said = dict(row.checks) | {
                check.value: answer.value for check, answer in answers if check not in BY_RULE
            }
            if said != row.checks:
                book.change(tx, row, {"checks": said}, now=now, use_case="flyer.check")
            return self._record(tx, ground, delivery_id)

    @asks(Act.FLYERS)
    def accept(self, delivery_id: str, version: int) -> DeliveryRecord:
        """Accepts all copies. DeskError where a line of the check-list is open, or answered no."""
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            row = self._checking(tx, delivery_id, version)
            list_ = self._lines(tx, ground, row)
            _must_hold(list_, ())
            _must_go_somewhere(row)
            self._accepted(tx, ground, row, list_)
            return self._record(tx, ground, delivery_id)

    @asks(Act.FLYERS)
    def accept_in_part(
        self, delivery_id: str, version: int, returned_copies: int, back: Return
    ) -> DeliveryRecord:
        """Keeps some copies and returns the others, with the reasons. The flyer itself has to be in
        order; only the count may not agree."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            row = self._checking(tx, delivery_id, version)
            list_ = self._lines(tx, ground, row)
            _must_hold(list_, (Check.BUNDLES,))
            _must_go_somewhere(row)
            here = rows.left(tx, row)
            if not 0 < returned_copies < here:
                raise DeskError(
                    N_("A partial return must be at least 1 copy and fewer than {copies}."),
                    N_("Enter how many to return, or accept or return them all."),
                    copies=here,
                )
            part = returns.made(row, back, returned_copies, now, self._who.actor)
            self._accepted(tx, ground, row, list_, part)
            return self._record(tx, ground, delivery_id)

    @asks(Act.FLYERS)
    def give_back(self, delivery_id: str, version: int, back: Return) -> DeliveryRecord:
        """Returns all copies that are here, for at least one reason. DeskError where some are out
        already."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            row = rows.row_as_seen(tx, delivery_id, version)
            state = DeliveryState(row.state)
            if state not in (DeliveryState.CHECKING, DeliveryState.ACCEPTED):
                raise _settled(state)
            book.must_be_whole(tx, row)
            here, plan = rows.left(tx, row), book.drop_plan(tx, row)
            went = returns.made(row, back, here, now, self._who.actor, plan=plan, whole=True)
            change: dict[str, Any] = {"state": DeliveryState.RETURNED.value}
            if state is DeliveryState.CHECKING:  # else it was decided when it was accepted
                change |= self._decided(tx, ground, row, self._lines(tx, ground, row))
            book.change(tx, row, change, now=now, use_case="flyer.return", back=went)
            return self._record(tx, ground, delivery_id)

    @asks(Act.FLYERS)
    def undo_return(self, delivery_id: str, version: int) -> DeliveryRecord:
        """The copies that went back last today are here after all: the delivery is as it was before
        that step. DeskError where none did today, or where some were handed out or posted since."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            row = rows.row_as_seen(tx, delivery_id, version)
            returns.undo(tx, row, ground, now)
            return self._record(tx, ground, delivery_id)

    @asks(Act.FLYERS)
    def check_again(self, delivery_id: str, version: int) -> DeliveryRecord:
        """Back to the check-list, where nothing was handed out or posted yet. Copies that went back
        are not here again."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            ground = self._grounds.at(tx)
            row = rows.row_as_seen(tx, delivery_id, version)
            if row.state != DeliveryState.ACCEPTED.value:
                raise _settled(DeliveryState(row.state))
            book.must_be_whole(tx, row)
            book.drop_plan(tx, row)
            book.change(tx, row, book.UNDECIDED, now=now, use_case="flyer.check_again")
            return self._record(tx, ground, delivery_id)

    # -- looking ---------------------------------------------------------------------------------

    @asks(Act.LOOK)
    def queue(self, text: str = "") -> DeliveryQueue:
        """What is to do, and what was done this term. `text` finds by title, partner and number."""
        with self._store.read() as tx:
            ground = self._grounds.at(tx)
            today = self._at(ground).date()
            span = span_of(tx, ground.school.school_id, None, today)
            begins, ends = book.days(span.starts_on, span.ends_on, ground.zone)
            named = {"school": ground.school.school_id, "begins": begins, "ends": ends}
            found = tx.execute(_to_do_or_of_term, named).all()
            words = fold(text).split()
            kept = [
                row
                for row in found
                if all(
                    word in fold(f"{row.title} {row.partner_name} {row.approval_number}")
                    for word in words
                )
            ]
            return queue.of(tx, kept, today, span.name)

    @asks(Act.LOOK)
    def delivery(self, delivery_id: str) -> DeliveryRecord:
        """One delivery with everything behind it."""
        with self._store.read() as tx:
            return self._record(tx, self._grounds.at(tx), delivery_id)

    @asks(Act.PRINT)
    def return_slip(self, key: str) -> ReturnSlip:
        """The paper for the partner whose flyers go back, all of them or a part: of one return by
        its id, of the last one by the delivery's."""
        with self._store.read() as tx:
            return returns.slip(tx, self._grounds.at(tx), key)

    # -- what is attached ------------------------------------------------------------------------

    @asks(Act.FLYERS)
    def attach(self, delivery_id: str, what: str, file: Path | files.Taken) -> FlyerFile:
        """Keeps a PDF or a picture with a delivery; `what` is flyer or memo. DeskError where the
        file is neither, or too large. A file that no picture can be made of is kept without. One
        that was taken before is not read again: it may be gone by now."""
        # Before the transaction: reading and looking may take seconds, in which somebody else may
        # sign in. It was this one who attached it.
        actor = self._who.actor
        taken = file if isinstance(file, files.Taken) else files.take(file)
        now = self._clock.now()
        with self._store.write(actor.key) as tx:
            row = rows.row_of(tx, delivery_id)
            return files.keep(tx, row, what, taken, now, actor)

    @asks(Act.FLYERS)
    def detach(self, file_id: str) -> None:
        """Takes an attached file away. Its entry stays, its bytes go."""
        now = self._clock.now()
        with self._store.write(self._who.key) as tx:
            files.remove(tx, file_id, now)

    @asks(Act.LOOK)
    def content(self, file_id: str) -> FlyerFileContent:
        """An attached file as it was kept."""
        with self._store.read() as tx:
            return files.content(tx, file_id)

    # -- how -------------------------------------------------------------------------------------

    def _at(self, ground: Ground) -> datetime:
        return self._clock.now().astimezone(ground.zone)

    def _record(self, tx: Connection, ground: Ground, delivery_id: str) -> DeliveryRecord:
        return self._deliverer.record(tx, ground, self._at(ground), delivery_id)

    def _lines(self, tx: Connection, ground: Ground, row: Any) -> tuple[CheckLine, ...]:
        return self._deliverer.lines_of(tx, ground, self._at(ground), row)

    def _checking(self, tx: Connection, delivery_id: str, version: int) -> Any:
        row = rows.row_as_seen(tx, delivery_id, version)
        if row.state != DeliveryState.CHECKING.value:
            raise _settled(DeliveryState(row.state))
        return row

    def _accepted(
        self,
        tx: Connection,
        ground: Ground,
        row: Any,
        list_: tuple[CheckLine, ...],
        back: Mapping[str, Any] | None = None,
    ) -> None:
        now = self._clock.now()
        change = {
            "state": DeliveryState.ACCEPTED.value,
            "accepted_at": now,
            "accepted_by_name": self._who.actor.name,
            **self._decided(tx, ground, row, list_),
        }
        use_case = "flyer.accept" if back is None else "flyer.accept_part"
        book.change(tx, row, change, now=now, use_case=use_case, back=back)

    def _decided(
        self, tx: Connection, ground: Ground, row: Any, list_: tuple[CheckLine, ...]
    ) -> dict[str, Any]:
        """Keeps the check-list as it is decided: what was answered, what the rules found, and by
        which roster and which day's terms."""
        book.keep_findings(tx, row, list_)
        return {
            "checks": {line.check.value: line.answer.value for line in list_},
            "issue_sequence": ground.sequence,
            "terms_on": self._at(ground).date(),
        }


def _must_hold(list_: tuple[CheckLine, ...], but: tuple[Check, ...]) -> None:
    """Every line that is asked is answered, and with yes, but for these."""
    wrong = [one for one in list_ if one.answer is Answer.NO and one.check not in but]
    if wrong:
        raise DeskError(
            N_("These flyers can’t be accepted because a checklist item isn’t met."),
            N_("Return them with the reason, or correct the checklist."),
        )
    if any(one.answer is Answer.OPEN for one in list_):
        raise DeskError(N_("The checklist isn’t finished."), N_("Answer yes or no on every line."))


def _must_go_somewhere(row: Any) -> None:
    """What is accepted has a way to go. What goes back needs none."""
    if not row.channels:
        fault = Fault(
            "",
            0,
            "channels",
            N_("No channel is chosen for this flyer."),
            N_("Choose carry home, board, or electronic."),
        )
        raise DeskError(
            N_("The delivery isn’t complete."), N_("Fix the marked fields."), faults=(fault,)
        )


def _settled(state: DeliveryState) -> DeskError:
    says = {
        DeliveryState.CHECKING: N_("This delivery hasn’t been accepted yet."),
        DeliveryState.ACCEPTED: N_("This delivery was already accepted."),
        DeliveryState.RETURNED: N_("This delivery was already returned."),
        DeliveryState.DONE: N_("This delivery is already done."),
    }
    return DeskError(says[state], N_("Check its current status."))
