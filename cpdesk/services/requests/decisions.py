"""Deciding requests: the leader's queue, one decision at a time, and the permanent record of
decisions.

Every decision examines the request again inside its own write transaction, with the rules, roster,
and day plan at that moment. If two leaders decide at once, there is one decision; the other leader
is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from sqlalchemy import Connection

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy import assess_only
from cpdesk.policy.approval import decisions as policy
from cpdesk.policy.approval.requests import PURPOSE, State, Verdict
from cpdesk.policy.case import Case, DocumentFacts
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms
from cpdesk.records import requests as said
from cpdesk.records.letters import DecisionLetter, RequestForm
from cpdesk.records.office import SchoolRecord
from cpdesk.records.requests import Examination, RequestQueue, RequestRecord
from cpdesk.services import plain_arguments
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import AuthContext, PasswordWantedError, requires
from cpdesk.services.office import contact_of, school_of
from cpdesk.services.requests import book, letter, queue, rows, settlement, undo
from cpdesk.services.requests.examiner import Examiner
from cpdesk.services.requests.times.day_timing import timings
from cpdesk.services.requests.verdicts import Verdicts
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

Method = Callable[["Decisions", said.DecisionDraft], RequestRecord]


def _asks_by_verdict(method: Method) -> Method:
    """Marks `decide`: the permission that it needs depends on the decision."""

    @wraps(method)
    def guarded(self: Decisions, /, decided: said.DecisionDraft) -> RequestRecord:
        self._auth.must(policy.ACT.get(decided.verdict, Permission.DECIDE))
        return method(self, plain_arguments.plain(decided))

    guarded.__dict__["act"] = Permission.DECIDE
    return guarded


class Decisions(AtSchool):
    """What a leader does with requests, and what everyone may read about them."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, auth: AuthContext) -> None:
        super().__init__(store, clock, terms, auth=auth)
        examiner = Examiner(self._facts, clock, terms)
        self._verdicts = Verdicts(self._context_cache, examiner, terms)

    # -- looking --------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def queue(self, show: str = "waiting", student: str = "") -> RequestQueue:
        """The requests of one filter (waiting, approved, declined, all). Only leaders may search by
        a student's reference."""
        if show not in queue.SHOWS:
            raise DeskError(
                N_("“{show}” is not a list of requests."),
                N_("Choose one of these: {shows}."),
                show=show,
                shows=", ".join(queue.SHOWS),
            )
        if student.strip():
            self._auth.must(Permission.FIND_STUDENT)
        actor = self._auth.actor
        with self._to_read_records() as (tx, place, now):
            decider = self._verdicts.decider(tx, actor)
            alone = self._terms.on(now.date()).requests_sole_leader and decider.leaders == 1
            reader = queue.Reader(
                actor,
                decides=self._auth.may(Permission.DECIDE),
                reviews=self._auth.may(Permission.REVIEW),
                self_decides=alone and not decider.stands_in,
            )
            found = queue.queue(tx, place.school_id, place.zone, show, student, reader, now)
            return self._timed(tx, found)

    def _timed(self, tx: Connection, found: RequestQueue) -> RequestQueue:
        """The waiting requests, with where their times fall by the current day plan."""
        waits = [
            line.request_id
            for line in found.rows
            if line.state is State.WAITING and line.kind in PURPOSE
        ]
        try:
            known = timings(tx, self._context_cache.at(tx), waits, self._terms) if waits else {}
        except DeskError:  # a new roster left out the school, and its day plan with it
            known = {}
        timed = (replace(one, timing=known.get(one.request_id, one.timing)) for one in found.rows)
        return replace(found, rows=tuple(timed))

    @requires(Permission.LOOK)
    def request(self, request_id: str) -> RequestRecord:
        """One request, with all of its decisions."""
        with self._store.read() as tx:
            return book.read(tx, request_id, self._auth.actor)

    @requires(Permission.LOOK)
    def examine_now(self, request_id: str) -> Examination:
        """A request with the findings of the rules now."""
        with self._store.read() as tx:
            return self._verdicts.look_now(tx, book.row_of(tx, request_id)).examination

    # -- deciding -------------------------------------------------------------------------------

    @_asks_by_verdict
    def decide(self, decided: said.DecisionDraft) -> RequestRecord:
        """One decision. The same decision twice by the same person is one.

        DeskError if someone else was faster (it says who, what, and when), if the requester
        decides, if the rules don't allow it, or if a reason is missing. PasswordWantedError if the
        password was entered too long ago.
        """
        actor = self._auth.actor
        with self._to_write_records() as (tx, now):
            row = book.row_of(tx, decided.request_id)
            if self._verdicts.already(tx, row, decided, actor):
                return book.read(tx, row.request_id, actor)
            row = book.row_as_seen(tx, decided.request_id, decided.version)
            today = now.astimezone(rows.zone_of(tx, row.school_id)).date()
            terms = self._terms.on(today)
            given = self._auth.password_at
            if not policy.password_stands(given, now, terms.decision_password_minutes):
                raise PasswordWantedError(
                    N_("You need to enter your password again to decide."),
                    N_("Enter it, then decide again."),
                )
            self._verdicts.decide(tx, row, decided, self._verdicts.fresh(tx, actor, today), now)
            return book.read(tx, row.request_id, actor)

    @requires(Permission.LOOK)
    def undo(self, request_id: str, version: int) -> RequestRecord:
        """Undoes the decision that left the request at this version, within ten seconds and only by
        the person who made it; it needs the same permission as the decision. The decision stays on
        record as undone. Undoing twice is the same as once.

        DeskError if someone else decided, if a visit used it, if the request has changed since, or
        after ten seconds.
        """
        actor = self._auth.actor
        with self._to_write_records() as (tx, now):
            row = book.row_of(tx, request_id)
            made = undo.last(tx, row)
            if undo.was_undone(row, made, version, actor):
                return book.read(tx, row.request_id, actor)
            self._auth.must(policy.ACT.get(Verdict(made.verdict), Permission.DECIDE))
            today = now.astimezone(rows.zone_of(tx, row.school_id)).date()
            undo.refuse(tx, row, made, version, self._verdicts.fresh(tx, actor, today), now)
            undo.restore(tx, row, made, now)
            again = book.row_of(tx, row.request_id)
            if again.state == State.APPROVED.value != row.state:
                undo.must_hold(tx, again, self._verdicts.look(tx, again), now)
            return book.read(tx, row.request_id, actor)

    @requires(Permission.LOOK)
    def settle(self) -> int:
        """Marks what past days left open: missed, used, expired. Returns how many requests that
        were; none the second time."""
        now = self._clock.now()
        with self._store.read() as tx:
            if not settlement.due(tx, now):
                return 0
        with self._store.write("clock") as tx:  # no person did this; time did
            return settlement.settle(tx, now)

    # -- papers ---------------------------------------------------------------------------------

    @requires(Permission.PRINT)
    def letter(self, request_id: str) -> DecisionLetter:
        """The letter to the partner about the current decision. DeskError if there is none, or if
        someone entered a student in it."""
        now = self._clock.now()
        with self._store.read() as tx:
            record = book.read(tx, request_id, self._auth.actor)
            school_context = self._context_cache.at(tx, record.school_id)
            school = _school(tx, school_context)
            paper = letter.letter(record, school, contact_of(tx), now)
        student = record.ask.student
        if student and student.reference:
            self._names_no_student(school_context, letter.texts(paper), student.reference)
        return paper

    @requires(Permission.PRINT)
    def form(self) -> RequestForm:
        """The empty form for partners to fill in by hand."""
        with self._to_read() as (tx, school_context, now):
            school = _school(tx, school_context)
            return RequestForm(school.name, school.phone, contact_of(tx), now)

    def _names_no_student(self, school_context: SchoolContext, text: str, reference: str) -> None:
        at = self._at(school_context)
        case = Case(
            purpose=Purpose.OTHER,
            at=at,
            school=school_context.school,
            day=school_context.plan(at.date()),
            document=DocumentFacts(text, (reference,)),
        )
        found = assess_only(case, self._terms.on(at.date()), "student.privacy")
        for finding in found.findings:
            if finding.outcome is not Outcome.ADMIT:
                raise DeskError(finding.says, finding.offer)


def _school(tx: Connection, school_context: SchoolContext) -> SchoolRecord:
    found = school_of(tx, school_context.school_id)
    assert found is not None  # the ground is of a school on the roster
    return found
