"""The desk: may this visitor come in, check them in, turn them away, check them out.

Every change assesses again inside its own write transaction, so that what is written was true when
it was written, whatever happened since the card was shown.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.clearance import valid_to
from cpdesk.policy.day_plan import grade_day
from cpdesk.policy.decision import Decision
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.desk import (
    Admission,
    Card,
    DeskNow,
    ExpectedRow,
    InsideRow,
    Question,
    TurnAway,
    TurnedAwayRecord,
    VisitRecord,
)
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import AuthContext, requires
from cpdesk.services.cases.case_builder import ResolvedCase, in_zone
from cpdesk.services.rule_titles import titles
from cpdesk.services.visits import left_open, request_consumption, visits
from cpdesk.services.visits.answers import Answers
from cpdesk.services.visits.occupancy import Occupancy
from cpdesk.services.visits.visitors import write_down
from cpdesk.words import N_

UNDO = timedelta(seconds=10)


class Desk(AtSchool):
    """The use cases of the front desk."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, auth: AuthContext) -> None:
        super().__init__(store, clock, terms, auth=auth)
        self._answers = Answers(self._facts, terms)
        self._occupancy = Occupancy(self._facts, clock, terms)

    # -- asking ---------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def assess(self, question: Question) -> Decision:
        """The answer to one question, with every finding."""
        with self._store.read() as tx:
            return self._answers.decide(self._facts.gather(tx, question))

    @requires(Permission.LOOK)
    def card(self, question: Question) -> Card:
        """The decision card. Without a purpose, the likeliest one is chosen."""
        with self._store.read() as tx:
            answer = self._answers.answer(tx, question)
            known, case = answer.known, answer.known.case
            # A visitor in the building stays known when a new roster leaves them out.
            key = known.visitor_key or f"person:{question.person}"
            seen = visits.seen_before(tx, key, known.school_context, self._day(known))
            meeting = case.purpose is Purpose.STUDENT_MEETING
            day = grade_day(case.day, case.grade, self._terms.on(case.today)) if meeting else None
            return Card(
                question=known.question,
                visitor_key=known.visitor_key,
                visitor_name=(not known.visitor_key and seen.open_name) or known.visitor_name,
                partner_id=known.question.partner,
                partner_name=case.partner.name if case.partner else "",
                choices=answer.offered,
                chosen=answer.chosen,
                decision=answer.decision,
                last_here=seen.last_here,
                clearance=case.person.clearance if case.person else "",
                clearance_ends_on=valid_to(case.person, case.year_ends_on) if case.person else None,
                new_here=known.unconfirmed,
                ends_at=self._ends_at(known),
                place=known.place,
                bands=day.bands if day else (),
                open_visit_id=seen.open_visit_id,
                left_today_at=seen.left_today_at,
                left_open_at=seen.left_open_at,
            )

    @requires(Permission.LOOK)
    def outcomes(self, questions: tuple[Question, ...]) -> tuple[Outcome | None, ...]:
        """What the cards of these questions answer now, in a word each; None if that depends on
        something still unknown."""
        with self._store.read() as tx:
            return tuple(self._answers.outcome(tx, question) for question in questions)

    # -- deciding -------------------------------------------------------------------------------

    @requires(Permission.VISIT)
    def admit(self, admission: Admission) -> VisitRecord:
        """Checks a visitor in. The same arrival twice is one visit (`already` on the second
        answer).

        DeskError if the rules refuse, if a reason or a leader's approval is still needed, or if
        this visitor came in earlier that day and has not left. A visit left open before that is
        closed as not checked out.
        """
        actor = self._auth.actor
        try:
            with self._to_write_records() as (tx, now):
                done = visits.of_arrival(tx, admission.arrival_id)
                if done:
                    return done
                known = self._facts.gather(tx, admission.question)
                day, zone = self._day(known), known.school_context.zone
                closed = left_open.close(tx, known.visitor_key, zone, day, now=now)
                # First of all: what another desk just used for this visitor is not a refusal.
                visits.refuse_second(tx, known)
                decision = self._answers.decide(known)
                _may_admit(decision, admission, known.visitor_name)
                known = write_down(tx, known, now, confirm=True)
                visit = visits.insert(
                    tx, known, decision, admission, now=now, ends_at=self._ends_at(known)
                )
                request_consumption.use(tx, known, decision, visit, now=now)
                if visit.admitted_by == "relayed" and admission.relayed is not None:
                    yes = admission.relayed
                    request_consumption.relay(tx, known, decision, visit, yes, now=now, actor=actor)
                return replace(visit, closed=closed)
        except IntegrityError as second:
            # Another desk was a moment faster; the database allows one open visit per visitor.
            with self._store.read() as tx:
                done = visits.of_arrival(tx, admission.arrival_id)
                if done:
                    return done
            raise visits.already_inside(
                admission.question.person or admission.question.guest
            ) from second

    @requires(Permission.VISIT)
    def turn_away(self, turn_away: TurnAway) -> TurnedAwayRecord:
        """Records that a visitor was not let in, with every reason and what they were told. Someone
        standing at the desk is not in the building since an earlier day."""
        with self._to_write_records() as (tx, now):
            done = visits.turned_away_of(tx, arrival_id=turn_away.arrival_id)
            if done:
                return done
            known = self._facts.gather(tx, turn_away.question)
            decision = self._answers.decide(known)
            day, zone = self._day(known), known.school_context.zone
            closed = left_open.close(tx, known.visitor_key, zone, day, now=now)
            record = visits.insert_turned_away(tx, known, decision, turn_away, now=now)
            return replace(record, closed=closed)

    @requires(Permission.VISIT)
    def undo(self, visit_id: str) -> VisitRecord:
        """Undoes a check-in, within ten seconds. The visit stays on record as undone, and an
        earlier day's visit that it closed is open again."""
        with self._to_write_records() as (tx, now):
            row = visits.row_of(tx, visit_id)
            if row.undone:
                return visits.read(tx, visit_id)
            if now - row.written_at > UNDO:
                raise DeskError(
                    N_("Too late to undo. {name} was checked in more than ten seconds ago."),
                    N_("Check the visitor out instead."),
                    name=row.visitor_name,
                )
            visits.close(tx, row, now=now, at=now, how="undone", undone=True)
            left_open.reopen(tx, row.visitor_key, row.written_at, now=now)
            visit = visits.read(tx, visit_id)
            request_consumption.take_back(
                tx, self._context_cache.at(tx, visit.school_id), visit, now=now
            )
            return visit

    @requires(Permission.VISIT)
    def undo_turn_away(self, turned_away_id: str) -> None:
        """Undoes turning a visitor away, within ten seconds."""
        with self._to_write_records() as (tx, now):
            record = visits.turned_away_of(tx, turned_away_id=turned_away_id)
            if record is None:
                raise DeskError(N_("This entry was already removed."))
            if now - record.at > UNDO:
                raise DeskError(
                    N_("Too late to undo. More than ten seconds have passed, so the entry stays.")
                )
            visits.delete_turned_away(tx, record, now=now)
            left_open.reopen(tx, record.visitor_key, record.at, now=now)

    # -- leaving --------------------------------------------------------------------------------

    @requires(Permission.VISIT)
    def check_out(
        self, visit_id: str, how: str = "clicked", at: datetime | None = None
    ) -> VisitRecord:
        """Checks a visitor out. A visit that has already ended stays as it was recorded.

        `at` without a zone is the school's time. No one leaves before they came, whatever the clock
        says. Without `at`, a visit of an earlier day is closed as not checked out.
        """
        with self._to_write_records() as (tx, now):
            row = visits.row_of(tx, visit_id)
            if row.left_at is None:
                context_cache = self._context_cache
                if at is None:
                    left_open.end(tx, row, context_cache.place(tx).zone, how=how, now=now)
                else:
                    given = in_zone(at, context_cache.at(tx, row.school_id))
                    visits.close(tx, row, now=now, at=max(given, row.arrived_at), how=how)
            return visits.read(tx, visit_id)

    @requires(Permission.VISIT)
    def check_out_by_code(self, code: str) -> VisitRecord:
        """What a scanner read from a badge: ends the badge's own visit and no other. A visit of an
        earlier day is closed as not checked out, since its visitor may just as well be coming as
        going. DeskError for a code that is on no badge, or a used one."""
        with self._to_write_records() as (tx, now):
            zone = self._context_cache.place(tx).zone
            return visits.read(tx, left_open.scanned(tx, code, zone, now=now))

    @requires(Permission.VISIT)
    def undo_check_out(self, visit_id: str) -> VisitRecord:
        """Puts a visitor back in the building, within ten seconds of the check-out. DeskError if
        they have come in again since."""
        try:
            with self._to_write_records() as (tx, now):
                row = visits.row_of(tx, visit_id)
                if row.left_at is None:
                    return visits.read(tx, visit_id)
                if row.undone or not timedelta(0) <= now - row.left_at <= UNDO:
                    raise DeskError(
                        N_("Too late to undo. {name} was checked out more than ten seconds ago."),
                        N_("Check the visitor in again instead."),
                        name=row.visitor_name,
                    )
                left_open.refuse_after_another(tx, row)
                visits.reopen(tx, row, now=now)
                return visits.read(tx, visit_id)
        except IntegrityError as second:
            raise visits.already_inside("") from second

    @requires(Permission.LOOK)
    def visit(self, visit_id: str) -> VisitRecord:
        """One visit. DeskError if there is none with this ID."""
        with self._store.read() as tx:
            return visits.read(tx, visit_id)

    # -- looking --------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def inside(self) -> tuple[InsideRow, ...]:
        """Who is in the building, the longest first."""
        with self._store.read() as tx:
            return self._occupancy.inside(tx)

    @requires(Permission.LOOK)
    def expected(self) -> tuple[ExpectedRow, ...]:
        """Who is expected today, in order of time."""
        with self._store.read() as tx:
            return self._occupancy.expected(tx)

    @requires(Permission.LOOK)
    def now(self) -> DeskNow:
        """The day and the time, who is in the building and who comes next."""
        with self._store.read() as tx:
            return self._occupancy.now(tx)

    @requires(Permission.LOOK)
    def last_visits(self, limit: int = 20, day: date | None = None) -> tuple[VisitRecord, ...]:
        """The visits of a day (default: today), newest first."""
        with self._store.read() as tx:
            return self._occupancy.last_visits(tx, limit, day)

    # -- private --------------------------------------------------------------------------------

    def _day(self, known: ResolvedCase) -> date:
        """The day the visitor is at the desk: the one asked about, but never a future one."""
        return min(known.case.today, self._clock.now().astimezone(known.school_context.zone).date())

    def _ends_at(self, known: ResolvedCase) -> datetime | None:
        """When the visit should end: what was said or approved, or the activity's end.

        A meeting's end is never taken from a student's bells: the badge shows it, and a time can
        reveal whose lunch it is.
        """
        case = known.case
        if case.until is not None:
            return case.until
        if known.approved is not None:
            ends = known.approved.ends_at.astimezone(known.school_context.zone)
            return ends if ends > case.at else None
        if case.activity is not None and case.purpose is Purpose.PROGRAM:
            ends = datetime.combine(case.today, case.activity.end, known.school_context.zone)
            return ends if ends > case.at else None
        return None


def _may_admit(decision: Decision, admission: Admission, name: str) -> None:
    """No one can override a refusal, a leader can override `ask_leader`, the desk the rest."""
    relayed = admission.relayed
    if decision.outcome is Outcome.REFUSE:
        raise DeskError(
            N_(
                "{name} can’t come in. The rules don’t let the front desk make an "
                "exception ({codes})."
            ),
            N_("Turn the visitor away and print the sheet with the reasons."),
            name=name,
            codes=titles(f.code for f in decision.findings if f.outcome is Outcome.REFUSE),
        )
    if relayed is not None and not (
        relayed.who.strip() and relayed.how.strip() and relayed.why.strip()
    ):
        raise DeskError(
            N_("This verbal approval is not complete."),
            N_("Enter who approved it, how, and why."),
        )
    if decision.outcome is Outcome.ASK_LEADER and relayed is None:
        raise DeskError(
            N_("Only a school leader can approve this ({codes})."),
            N_("Ask a school leader, then record who approved it, how, and why."),
            codes=titles(f.code for f in decision.findings if f.outcome is Outcome.ASK_LEADER),
        )
    if (
        decision.outcome is Outcome.ASK_DESK
        and relayed is None
        and not admission.lift_reason.strip()
    ):
        raise DeskError(
            N_("You can decide this one, but you need to give a reason ({codes})."),
            N_("Enter the reason for checking in this visitor."),
            codes=titles(f.code for f in decision.findings if f.outcome is Outcome.ASK_DESK),
        )
