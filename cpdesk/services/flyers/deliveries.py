"""From delivery to accepted or returned: what was delivered, the checklist, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, union

from cpdesk.errors import DeskError, field_fault
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.flyers import (
    BY_RULE,
    Answer,
    Check,
    DeliveryState,
)
from cpdesk.policy.names.names import fold
from cpdesk.policy.names.person_names import part_of, typed_words
from cpdesk.policy.permissions import Permission
from cpdesk.records.flyer_intake import CheckLine, FlyerApproval, MemoDraft, Received, Return
from cpdesk.records.flyers import (
    DeliveryQueue,
    DeliveryRecord,
    FlyerFile,
    FlyerFileContent,
    ReturnSlip,
)
from cpdesk.services.auth_context import requires
from cpdesk.services.flyers import book, files, memos, queue, returns, rows
from cpdesk.services.flyers.delivery import AtDeliveries
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.school_spans import span_of
from cpdesk.words import N_

_d, _r = t.flyer_delivery.c, t.flyer_return.c
_at_school = _d.school_id == bindparam("school")
_begins: BindParameter[Any] = bindparam("begins")
_ends: BindParameter[Any] = bindparam("ends")
# Each part uses its own index, so that no other delivery is read.
_to_do_or_of_term = select(t.flyer_delivery).where(
    _at_school,
    _d.delivery_id.in_(
        union(
            select(_d.delivery_id).where(_at_school, t.IS_OPEN),
            select(_d.delivery_id).where(_at_school, _d.received_at.between(_begins, _ends)),
            select(_d.delivery_id).where(_at_school, _d.done_at.between(_begins, _ends)),
            select(_r.delivery_id).where(
                _r.undone.is_(False), _r.returned_at.between(_begins, _ends)
            ),
        )
    ),
)


class Deliveries(AtDeliveries):
    """What anyone at the front desk may do with flyers that were delivered."""

    # -- what the district approved --------------------------------------------------------------

    @requires(Permission.LOOK)
    def approvals(self, text: str = "") -> tuple[FlyerApproval, ...]:
        """What the district approved, those in force here first. `text` searches title, partner and
        number."""
        with self._to_read() as (tx, school_context, at):
            return self._approvals.find(tx, school_context, at, text)

    @requires(Permission.FLYERS)
    def record_memo(self, draft: MemoDraft, *, instead_of: str = "") -> FlyerApproval:
        """Records an approval from the memo that the partner brought. DeskError with a fault for
        each field that is missing or not valid. The same memo recorded twice is one memo.
        `instead_of` is the key of a memo that was recorded wrong: it is withdrawn unless a delivery
        uses it."""
        with self._to_write() as (tx, school_context, now):
            key = memos.record(tx, school_context, draft, now, self._auth.actor)
            if instead_of and instead_of != key:
                memos.withdraw(tx, school_context, instead_of, now)
            found = self._approvals.one(tx, school_context, self._at(school_context), key)
        assert found is not None  # written in this transaction
        return found

    @requires(Permission.FLYERS)
    def withdraw_memo(self, key: str) -> None:
        """Withdraws a recorded memo. DeskError if a delivery uses it."""
        with self._to_write() as (tx, school_context, now):
            memos.withdraw(tx, school_context, key, now)

    # -- a delivery ------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def examine(self, received: Received) -> tuple[CheckLine, ...]:
        """What the checklist of such a delivery would say."""
        with self._to_read() as (tx, school_context, at):
            approval = self._approvals.one(tx, school_context, at, received.approval)
            return self._deliverer.lines(
                school_context, at, approval, received.channels, received.fee, {}
            )

    @requires(Permission.FLYERS)
    def receive(self, received: Received, delivery_id: str) -> DeliveryRecord:
        """Records what was delivered. `delivery_id` is made once per form, so pressing Enter twice
        makes one delivery. DeskError with a fault for each field that is missing."""
        with self._to_write() as (tx, school_context, now):
            if not book.has(tx, delivery_id):
                approval = self._approvals.one(
                    tx, school_context, self._at(school_context), received.approval
                )
                came = received.received_at or now
                filled = self._deliverer.fill(tx, school_context, received, approval, now, came)
                book.insert(tx, delivery_id, filled, now=now, actor=self._auth.actor)
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def change(self, delivery_id: str, version: int, received: Received) -> DeliveryRecord:
        """Corrects what was recorded, while the checklist is open."""
        with self._to_write() as (tx, school_context, now):
            row = self._checking(tx, delivery_id, version)
            approval = self._approvals.one(
                tx, school_context, self._at(school_context), received.approval
            )
            came = received.received_at or row.received_at
            filled = self._deliverer.fill(tx, school_context, received, approval, now, came)
            gone = sum(one.copies for one in rows.returns(tx, row))
            if filled["copies"] < gone:
                raise DeskError(
                    N_("Copies already returned: {copies}. The number received can’t be lower."),
                    N_("Correct the number of copies."),
                    copies=gone,
                )
            book.change(tx, row, filled, now=now, use_case="flyer.change")
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def check(
        self, delivery_id: str, version: int, answers: tuple[tuple[Check, Answer], ...]
    ) -> DeliveryRecord:
        """Answers lines of the checklist; lines that the rules answer need no person."""
        with self._to_write() as (tx, school_context, now):
            row = self._checking(tx, delivery_id, version)
            said = dict(row.checks) | {
                check.value: answer.value for check, answer in answers if check not in BY_RULE
            }
            if said != row.checks:
                book.change(tx, row, {"checks": said}, now=now, use_case="flyer.check")
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def accept(self, delivery_id: str, version: int) -> DeliveryRecord:
        """Accepts all copies. DeskError if a line of the checklist is open or answered no."""
        with self._to_write() as (tx, school_context, _):
            row = self._checking(tx, delivery_id, version)
            list_ = self._lines(tx, school_context, row)
            _must_hold(list_, ())
            _must_go_somewhere(row)
            self._accepted(tx, school_context, row, list_)
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def accept_in_part(
        self, delivery_id: str, version: int, returned_copies: int, back: Return
    ) -> DeliveryRecord:
        """Keeps some copies and returns the others, with the reasons. The flyer itself has to pass
        the checklist; only the count may not match."""
        with self._to_write() as (tx, school_context, now):
            row = self._checking(tx, delivery_id, version)
            list_ = self._lines(tx, school_context, row)
            _must_hold(list_, (Check.BUNDLES,))
            _must_go_somewhere(row)
            here = rows.left(tx, row)
            if not 0 < returned_copies < here:
                raise DeskError(
                    N_("A partial return must be at least 1 copy and fewer than {copies}."),
                    N_("Enter how many to return, or accept or return them all."),
                    copies=here,
                )
            part = returns.made(row, back, returned_copies, now, self._auth.actor)
            self._accepted(tx, school_context, row, list_, part)
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def give_back(self, delivery_id: str, version: int, back: Return) -> DeliveryRecord:
        """Returns all copies that are here, for at least one reason. DeskError if some are already
        out."""
        with self._to_write() as (tx, school_context, now):
            row = rows.row_as_seen(tx, delivery_id, version)
            state = DeliveryState(row.state)
            if state not in (DeliveryState.CHECKING, DeliveryState.ACCEPTED):
                raise _settled(state)
            book.must_be_whole(tx, row)
            here, plan = rows.left(tx, row), book.drop_plan(tx, row)
            went = returns.made(row, back, here, now, self._auth.actor, plan=plan, whole=True)
            change: dict[str, Any] = {"state": DeliveryState.RETURNED.value}
            if state is DeliveryState.CHECKING:  # otherwise it was decided when it was accepted
                change |= self._decided(
                    tx, school_context, row, self._lines(tx, school_context, row)
                )
            book.change(tx, row, change, now=now, use_case="flyer.return", back=went)
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def undo_return(self, delivery_id: str, version: int) -> DeliveryRecord:
        """Undoes today's last return: the delivery is as it was before that step. DeskError if
        nothing was returned today, or if copies were handed out or posted after it."""
        with self._to_write() as (tx, school_context, now):
            row = rows.row_as_seen(tx, delivery_id, version)
            returns.undo(tx, row, school_context, now)
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.FLYERS)
    def check_again(self, delivery_id: str, version: int) -> DeliveryRecord:
        """Reopens the checklist if nothing was handed out or posted yet. Returned copies stay
        returned."""
        with self._to_write() as (tx, school_context, now):
            row = rows.row_as_seen(tx, delivery_id, version)
            if row.state != DeliveryState.ACCEPTED.value:
                raise _settled(DeliveryState(row.state))
            book.must_be_whole(tx, row)
            book.drop_plan(tx, row)
            book.change(tx, row, book.UNDECIDED, now=now, use_case="flyer.check_again")
            return self._record(tx, school_context, delivery_id)

    # -- looking ---------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def queue(self, text: str = "") -> DeliveryQueue:
        """What still needs work, and what was finished this term. `text` searches title, partner
        and number."""
        with self._to_read() as (tx, school_context, _):
            today = self._at(school_context).date()
            span = span_of(tx, school_context.school_id, None, today)
            begins, ends = book.days(span.starts_on, span.ends_on, school_context.zone)
            named = {"school": school_context.school_id, "begins": begins, "ends": ends}
            found = tx.execute(_to_do_or_of_term, named).all()
            typed = typed_words(text)
            kept = [
                row
                for row in found
                if part_of(typed, fold(f"{row.title} {row.partner_name} {row.approval_number}"))
            ]
            return queue.of(tx, kept, today, span.name)

    @requires(Permission.LOOK)
    def delivery(self, delivery_id: str) -> DeliveryRecord:
        """One delivery with everything that belongs to it."""
        with self._to_read() as (tx, school_context, _):
            return self._record(tx, school_context, delivery_id)

    @requires(Permission.PRINT)
    def return_slip(self, key: str) -> ReturnSlip:
        """The paper for a partner whose flyers are returned, all or some of them. With a return's
        id, for that return; with a delivery's id, for its last return."""
        with self._to_read() as (tx, school_context, _):
            return returns.slip(tx, school_context, key)

    # -- what is attached ------------------------------------------------------------------------

    @requires(Permission.FLYERS)
    def attach(self, delivery_id: str, what: str, file: Path | files.Taken) -> FlyerFile:
        """Attaches a PDF or a picture to a delivery; `what` is flyer or memo. DeskError if the file
        is neither, or too large. A file without a preview is kept too. A file that was already read
        as Taken is not read again: it may be gone by now."""
        # Before the transaction: reading and checking the file may take seconds, and someone else
        # may sign in during that time. The person who started it is the one who attached it.
        actor = self._auth.actor
        taken = file if isinstance(file, files.Taken) else files.take(file)
        now = self._clock.now()
        with self._store.write(actor.key) as tx:
            row = rows.row_of(tx, delivery_id)
            return files.keep(tx, row, what, taken, now, actor)

    @requires(Permission.FLYERS)
    def detach(self, file_id: str) -> None:
        """Removes an attached file. The entry stays; the bytes are deleted."""
        with self._to_write_records() as (tx, now):
            files.remove(tx, file_id, now)

    @requires(Permission.LOOK)
    def content(self, file_id: str) -> FlyerFileContent:
        """An attached file as it was saved."""
        with self._store.read() as tx:
            return files.content(tx, file_id)

    # -- how -------------------------------------------------------------------------------------

    def _lines(
        self, tx: Connection, school_context: SchoolContext, row: Any
    ) -> tuple[CheckLine, ...]:
        return self._deliverer.lines_of(tx, school_context, self._at(school_context), row)

    def _checking(self, tx: Connection, delivery_id: str, version: int) -> Any:
        row = rows.row_as_seen(tx, delivery_id, version)
        if row.state != DeliveryState.CHECKING.value:
            raise _settled(DeliveryState(row.state))
        return row

    def _accepted(
        self,
        tx: Connection,
        school_context: SchoolContext,
        row: Any,
        list_: tuple[CheckLine, ...],
        back: Mapping[str, Any] | None = None,
    ) -> None:
        now = self._clock.now()
        change = {
            "state": DeliveryState.ACCEPTED.value,
            "accepted_at": now,
            "accepted_by_name": self._auth.actor.name,
            **self._decided(tx, school_context, row, list_),
        }
        use_case = "flyer.accept" if back is None else "flyer.accept_part"
        book.change(tx, row, change, now=now, use_case=use_case, back=back)

    def _decided(
        self, tx: Connection, school_context: SchoolContext, row: Any, list_: tuple[CheckLine, ...]
    ) -> dict[str, Any]:
        """Stores the checklist as decided: the answers, what the rules found, and which roster and
        which day's terms applied."""
        book.keep_findings(tx, row, list_)
        return {
            "checks": {line.check.value: line.answer.value for line in list_},
            "issue_sequence": school_context.sequence,
            "terms_on": self._at(school_context).date(),
        }


def _must_hold(list_: tuple[CheckLine, ...], but: tuple[Check, ...]) -> None:
    """Every line that is asked has the answer yes, except these."""
    wrong = [one for one in list_ if one.answer is Answer.NO and one.check not in but]
    if wrong:
        raise DeskError(
            N_("These flyers can’t be accepted because a checklist item isn’t met."),
            N_("Return them with the reason, or correct the checklist."),
        )
    if any(one.answer is Answer.OPEN for one in list_):
        raise DeskError(N_("The checklist isn’t finished."), N_("Answer yes or no on every line."))


def _must_go_somewhere(row: Any) -> None:
    """Accepted copies need at least one channel. Returned copies need none."""
    if not row.channels:
        fault = field_fault(
            "channels",
            N_("No channel is chosen for this flyer."),
            N_("Choose carry-home, board, or electronic."),
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
