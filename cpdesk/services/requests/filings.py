"""Filing requests: a form is examined as it is typed, saved as a draft, filed, changed,
withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Kind, State, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.requests import Ask, Examination, RequestRecord
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import AuthContext, requires
from cpdesk.services.requests import book, form, rows
from cpdesk.services.requests.examiner import Examiner, Looked
from cpdesk.services.rule_titles import title
from cpdesk.words import N_

BY_RULE = "rule"  # the reason of a decline by the rules themselves
_CHANGED = frozenset({State.WAITING, State.APPROVED, State.RETURNED})
_NOT_FORM = frozenset({"visit_id", "relayed_who", "relayed_how", "relayed_why"})


class Filings(AtSchool):
    """What anyone at the front desk may do with requests."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, auth: AuthContext) -> None:
        super().__init__(store, clock, terms, auth=auth)
        self._examiner = Examiner(self._facts, clock, terms)

    @requires(Permission.LOOK)
    def examine(self, ask: Ask, request_id: str = "") -> Examination:
        """The findings for a form, and what is still missing. `request_id` is the request being
        changed, so that it doesn't conflict with itself."""
        with self._store.read() as tx:
            own = book.row_of(tx, request_id).request_id if request_id else ""
            return self._examiner.look(tx, ask, own, filings=True).examination

    @requires(Permission.REQUEST)
    def save_draft(self, ask: Ask, request_id: str = "") -> RequestRecord:
        """Saves a form that is not finished; `request_id` is the draft that it was before. A draft
        holds no time: other people don't see it."""
        _names_no_student(ask)
        with self._to_write_records() as (tx, now):
            if request_id:
                row = book.row_of(tx, request_id)
                _must_be_draft(row)
                looked = self._examiner.look(tx, ask, row.request_id)
                book.change(tx, row, _columns(looked), now=now, use_case="request.draft")
                return book.read(tx, row.request_id, self._auth.actor)
            looked = self._examiner.look(tx, ask)
            made = book.insert(
                tx, looked.filled, state=State.DRAFT, slots=(), now=now, actor=self._auth.actor
            )
            return book.read(tx, made, self._auth.actor)

    @requires(Permission.REQUEST)
    def file(self, ask: Ask, request_id: str = "") -> RequestRecord:
        """Files a request; `request_id` is the draft that it was before. DeskError with a fault for
        each missing field.

        A request that the rules refuse is filed as declined by the rules, with all its findings, so
        that the question and the answer are on record.
        """
        with self._to_write_records() as (tx, now):
            row = book.row_of(tx, request_id) if request_id else None
            if row is not None:
                _must_be_draft(row)
            looked = self._examiner.look(tx, ask, row.request_id if row else "", filings=True)
            _must_be_whole(looked)
            refused = looked.examination.refused
            state = State.DECLINED if refused else State.WAITING
            slots = () if refused else looked.slots
            if row is None:
                made = book.insert(
                    tx, looked.filled, state=state, slots=slots, now=now, actor=self._auth.actor
                )
            else:
                made = row.request_id
                change = {**_columns(looked), **self._asked(now), "state": state.value}
                book.change(tx, row, change, now=now, use_case="request.file", slots=slots)
            if refused:
                self._declined(tx, made, looked, now)
            return book.read(tx, made, self._auth.actor)

    @requires(Permission.REQUEST)
    def edit(self, request_id: str, version: int, ask: Ask) -> RequestRecord:
        """Changes a filed request; an approved one waits again, and its decision is kept. DeskError
        if someone changed or decided it in the meantime, if something is missing, or if the rules
        refuse the change: then the request stays as it was."""
        with self._to_write_records() as (tx, now):
            row = book.row_as_seen(tx, request_id, version)
            if State(row.state) is State.DRAFT:
                _names_no_student(ask)
                looked = self._examiner.look(tx, ask, row.request_id)
                book.change(tx, row, _columns(looked), now=now, use_case="request.draft")
                return book.read(tx, row.request_id, self._auth.actor)
            if ask.kind is not Kind(row.kind):
                raise DeskError(
                    N_("You can’t change a request to another type."),
                    N_("Withdraw it and file a new one."),
                )
            self._change(tx, row, ask, now, "request.edit")
            return book.read(tx, row.request_id, self._auth.actor)

    @requires(Permission.REQUEST)
    def take_offer(self, request_id: str, version: int, n: int) -> RequestRecord:
        """Accepts the n-th of the offered times, counted from 0: the request waits for that time. A
        weekly one moves to that weekday. DeskError if nothing was offered, or if the rules now
        refuse the time."""
        with self._to_write_records() as (tx, now):
            row = book.row_as_seen(tx, request_id, version)
            zone = rows.zone_of(tx, row.school_id)
            offered = rows.offered(tx, row.request_id, zone)
            if State(row.state) is not State.RETURNED or not 0 <= n < len(offered):
                raise DeskError(
                    N_("This is not one of the offered times."),
                    N_("Refresh the request, then choose one of its times."),
                )
            ask = rows.ask_of(row, zone)
            begins, ends = offered[n].starts_at, offered[n].ends_at
            until = ask.weekly_until  # a one-time offer after the last of the weeks
            taken = replace(
                ask,
                day=begins.date(),
                start=begins.time(),
                end=ends.time(),
                weekly_until=until if until and until >= begins.date() else None,
            )
            self._change(tx, row, taken, now, "request.take_offer")
            return book.read(tx, row.request_id, self._auth.actor)

    @requires(Permission.REQUEST)
    def withdraw(self, request_id: str, version: int) -> RequestRecord:
        """Withdraws a request; its times are free again. DeskError if there is nothing left to
        withdraw, or if someone was faster."""
        with self._to_write_records() as (tx, now):
            row = book.row_as_seen(tx, request_id, version)
            open_ = State(row.state) in _CHANGED | {State.DRAFT}
            if not open_ or Kind(row.kind) is Kind.RELAYED:
                raise _settled(row)
            change = {
                "state": State.WITHDRAWN.value,
                "settled_at": now,
                "flag": book.flag_kept(row),
            }
            book.change(tx, row, change, now=now, use_case="request.withdraw", slots=())
            return book.read(tx, row.request_id, self._auth.actor)

    # -- how ------------------------------------------------------------------------------------

    def _change(self, tx: Connection, row: Any, ask: Ask, now: datetime, use_case: str) -> None:
        before = State(row.state)
        if before not in _CHANGED or Kind(row.kind) is Kind.RELAYED:
            raise _settled(row)
        looked = self._examiner.look(tx, ask, row.request_id, filings=True)
        _must_be_whole(looked)
        if looked.examination.refused:
            raise _refused(looked)
        if before is State.APPROVED:
            self._decided(tx, row, Verdict.REOPEN, looked, now)
        change = {
            **_columns(looked),
            "state": State.WAITING.value,
            "flag": book.flag_kept(row),
            "edited_at": now,
            "settled_at": None,
        }
        book.change(tx, row, change, now=now, use_case=use_case, slots=looked.slots)

    def _declined(self, tx: Connection, request_id: str, looked: Looked, now: datetime) -> None:
        row = book.row_of(tx, request_id)
        self._decided(tx, row, Verdict.DECLINE, looked, now, by_rules=True)

    def _decided(
        self,
        tx: Connection,
        row: Any,
        verdict: Verdict,
        looked: Looked,
        now: datetime,
        *,
        by_rules: bool = False,
    ) -> None:
        book.add_decision(
            tx,
            row,
            verdict,
            None if by_rules else self._auth.actor,
            looked.findings,
            now=now,
            terms_on=looked.terms_on,
            issue_sequence=looked.issue_sequence,
            reason_code=BY_RULE if by_rules else "",
        )

    def _asked(self, now: datetime) -> dict[str, Any]:
        """The person who files a draft is the requester, no matter who began it."""
        actor = self._auth.actor
        return {"asked_by": actor.account_id, "asked_by_name": actor.name, "asked_at": now}


def _columns(looked: Looked) -> dict[str, Any]:
    """The form's own columns; what a verbal approval or a used waiver saved stays."""
    filled = book.columns(looked.filled)
    return {name: value for name, value in filled.items() if name not in _NOT_FORM}


def _must_be_draft(row: Any) -> None:
    if State(row.state) is not State.DRAFT:
        raise DeskError(
            N_("This request has already been filed."),
            N_("Find it in the list and edit it there."),
        )


def _must_be_whole(looked: Looked) -> None:
    missing = looked.examination.missing
    if missing:
        first = missing[0]
        raise DeskError(first.says, first.do, faults=missing, **dict(first.facts))


def _names_no_student(ask: Ask) -> None:
    """A draft may lack anything, but what it says is in the permanent audit log, too."""
    faults = tuple(form.naming_the_student(ask))
    if faults:
        raise DeskError(faults[0].says, faults[0].do, faults=faults)


def _settled(row: Any) -> DeskError:
    if Kind(row.kind) is Kind.RELAYED:
        return DeskError(
            N_(
                "This visitor was checked in on a verbal approval. A school leader has to "
                "confirm it."
            ),
            N_("If that was a mistake, undo the check-in at the front desk."),
        )
    return DeskError(N_("This request is closed and can’t be changed."), N_("File a new request."))


def _refused(looked: Looked) -> DeskError:
    worst = _worst(looked)
    return DeskError(
        N_("The rules don’t allow this change ({code}). The request was not changed."),
        N_("Choose another time or withdraw the request."),
        code=title(worst.code) if worst else "",
    )


def _worst(looked: Looked) -> Finding | None:
    return next((f for f in looked.findings if f.outcome is Outcome.REFUSE), None)
