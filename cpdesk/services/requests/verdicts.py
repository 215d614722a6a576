"""What each decision does to a request, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, func, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables.account_tables import account
from cpdesk.policy.approval import decisions as policy
from cpdesk.policy.approval.decisions import Decider, Matter, Refusal, Said, Seen
from cpdesk.policy.approval.requests import YES, Flag, Kind, State, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.permissions import Permission, Role, may
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, DecisionDraft, Window
from cpdesk.services import findings
from cpdesk.services.accounts import account_rows
from cpdesk.services.auth_context import not_permitted
from cpdesk.services.requests import book, rows, undo
from cpdesk.services.requests.book import NewSlot
from cpdesk.services.requests.examiner import Examiner, Looked
from cpdesk.services.school_context import ContextCache
from cpdesk.words import N_

_leaders = (
    select(func.count())
    .select_from(account)
    .where(account.c.role == Role.LEADER.value, account.c.ended_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class _Made:
    """A decision about to be saved: what changes in the request, and which findings it was based
    on."""

    change: dict[str, Any]
    findings: Sequence[Finding] = ()
    terms_on: date | None = None  # None: today's
    slots: Sequence[NewSlot] | None = None
    changed: str = ""
    offered: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    """A decision to be made about a request. `zone` is that of its school."""

    row: Any
    decided: DecisionDraft
    matter: Matter
    said: Said
    zone: tzinfo
    now: datetime


class Verdicts:
    """Makes decisions. Every method is called inside a transaction."""

    def __init__(self, context_cache: ContextCache, examiner: Examiner, terms: Terms) -> None:
        self._context_cache = context_cache
        self._examiner = examiner
        self._terms = terms

    # -- who ------------------------------------------------------------------------------------

    def decider(self, tx: Connection, actor: Actor) -> Decider:
        leaders = tx.execute(_leaders).scalar_one()
        return Decider(actor.account_id, actor.role, actor.lent_by, leaders)

    def fresh(self, tx: Connection, actor: Actor, today: date) -> Actor:
        """The person's current account: it may have been ended, or their delegation may have run
        out, since they signed in."""
        row = account_rows.row_of(tx, actor.account_id)
        if row.ended_at is not None:
            raise not_permitted(actor)
        return account_rows.actor(tx, row, today)

    def already(self, tx: Connection, row: Any, decided: DecisionDraft, actor: Actor) -> bool:
        """Whether the same person already made this decision: pressing twice counts once."""
        made = rows.decision_rows(tx, row.request_id)
        last = made[-1] if made else None
        return (
            last is not None
            and (last.by_account, last.version) == (actor.account_id, decided.version)
            and last.verdict == decided.verdict.value
            and row.version == decided.version + 1
        )

    # -- deciding -------------------------------------------------------------------------------

    def decide(
        self, tx: Connection, row: Any, decided: DecisionDraft, actor: Actor, now: datetime
    ) -> None:
        """Saves the decision and its consequences, or raises the DeskError that says why not."""
        verdict = decided.verdict
        act = policy.ACT.get(verdict, Permission.DECIDE)
        if not may(actor.role, act, lent=bool(actor.lent_by)):
            raise not_permitted(actor, act)
        zone = rows.zone_of(tx, row.school_id)
        today = now.astimezone(zone).date()
        matter = self._matter(tx, row)
        decider = self.decider(tx, actor)
        said = Said(decided.reason_code, decided.reason, decided.knowing)
        alone = self._terms.on(today).requests_sole_leader
        _refuse(policy.may_decide(verdict, matter, decider, sole_leader=alone))
        _refuse(policy.says_enough(verdict, matter, said))
        _names_no_student(row, decided)
        made = self._make(tx, _Task(row, decided, matter, said, zone, now))
        reason_code = decided.reason_code
        if verdict is Verdict.DECLINE and not reason_code:
            reason_code = "other"
        book.add_decision(
            tx,
            row,
            verdict,
            actor,
            made.findings,
            now=now,
            terms_on=made.terms_on or today,
            issue_sequence=self._context_cache.at(tx, row.school_id).sequence,
            reason_code=reason_code,
            reason=decided.reason,
            self_decided=policy.self_decided(matter, decider),
            changed=made.changed,
            offered=made.offered,
            before=undo.before(tx, row),
        )
        use_case = f"request.{verdict.value}"
        change = made.change
        if matter.flag is Flag.REVIEW and matter.opened_by == actor.account_id:
            # A person who gave an emergency approval can't skip its review by deciding about it
            # again.
            change = {**change, "flag": Flag.REVIEW.value}
        book.change(tx, row, change, now=now, use_case=use_case, slots=made.slots)

    def look(self, tx: Connection, row: Any, ask: Ask | None = None) -> Looked:
        """The findings for the request now, or for the same request with another form."""
        asked = ask or rows.ask_of(row, rows.zone_of(tx, row.school_id))
        return self._examiner.look(tx, asked, row.request_id)

    def look_now(self, tx: Connection, row: Any) -> Looked:
        """The same for a reader: for an approved request, its approval counts."""
        asked = rows.ask_of(row, rows.zone_of(tx, row.school_id))
        approved = State(row.state) is State.APPROVED
        return self._examiner.look(tx, asked, row.request_id, approved=approved)

    def _matter(self, tx: Connection, row: Any) -> Matter:
        opened = _opening(tx, row)
        return record_of(Matter, row, opened_by=opened.by_account if opened else "")

    def _make(self, tx: Connection, task: _Task) -> _Made:
        row, verdict = task.row, task.decided.verdict
        if verdict in YES:
            return self._approve(tx, task)
        if verdict is Verdict.OFFER:
            return self._offer(tx, task)
        if verdict is Verdict.REVIEW:
            over = findings.of(tx, _opening(tx, row).decision_id)
            return _Made({"flag": Flag.NONE.value}, over)
        change = {
            "state": policy.BECOMES[verdict].value,
            "flag": Flag.NONE.value,
            "settled_at": task.now,
        }
        if task.matter.kind is Kind.RELAYED:
            return _Made(change, findings.of(tx, row.visit_id))
        looked = self.look(tx, row)
        called_off = () if task.matter.state is State.APPROVED else None
        return _Made(change, looked.findings, looked.terms_on, called_off)

    # -- yes ------------------------------------------------------------------------------------

    def _approve(self, tx: Connection, task: _Task) -> _Made:
        row, decided, now = task.row, task.decided, task.now
        before = rows.ask_of(row, task.zone)
        ask = _with_changes(before, decided)
        looked = self.look(tx, row, ask)
        seen = looked.examination
        law = ask.door is ExceptionKind.REQUIRED_BY_LAW
        refusal = policy.may_approve(
            decided.verdict,
            task.matter,
            task.said,
            Seen(
                refused=seen.refused,
                missing=bool(seen.missing),
                over=looked.over,
                class_minutes=seen.class_minutes,
                clashes=len(seen.clashes),
                written=bool(ask.reason.strip())
                and (not law or bool(ask.agency.strip() and ask.officer.strip())),
            ),
        )
        if refusal is not None and refusal.code == "missing":
            raise DeskError(refusal.says, refusal.do, faults=seen.missing)
        _refuse(refusal)
        changed = _changed(before, ask)
        opened = decided.verdict is Verdict.OPEN_DOOR
        change: dict[str, Any] = {
            "state": State.APPROVED.value,
            "flag": Flag.REVIEW.value if opened else Flag.NONE.value,
            "settled_at": now,
            "timing": seen.timing,
        }
        slots = None
        if changed:
            filled = book.columns(looked.filled)
            names = ("starts_at", "ends_at", "typed_times", "weekly_until", "place", "valid_until")
            change |= {name: filled[name] for name in names}
        ahead = undo.ahead(looked, now)
        if "time" in changed or undo.planned(tx, row) != ahead.keys():
            slots = list(
                ahead.values()
            )  # the approval is for times still to come, by the current day plan
        return _Made(change, looked.findings, looked.terms_on, slots, ",".join(changed))

    # -- another time ---------------------------------------------------------------------------

    def _offer(self, tx: Connection, task: _Task) -> _Made:
        row, zone, now = task.row, task.zone, task.now
        offers = tuple(
            dict.fromkeys(rows.window(w.starts_at, w.ends_at, zone) for w in task.decided.offers)
        )
        if not 1 <= len(offers) <= policy.MOST_OFFERS:
            raise DeskError(
                N_("Offer from 1 to {most} other times."),
                N_("Choose from the times that work, or enter one."),
                most=policy.MOST_OFFERS,
            )
        asked = rows.ask_of(row, zone)
        for window in offers:
            self._offers_well(tx, row, asked, window, task.decided.knowing, now)
        change = {
            "state": State.RETURNED.value,
            "flag": Flag.NONE.value,
            "settled_at": now,
        }
        looked = self.look(tx, row)
        return _Made(change, looked.findings, looked.terms_on, offered=offers)

    def _offers_well(
        self, tx: Connection, row: Any, asked: Ask, window: Window, knowing: bool, now: datetime
    ) -> None:
        """DeskError if this time cannot be offered."""
        start, end = window.starts_at, window.ends_at
        facts = {"start": start, "end": end.time()}
        if end <= start or start.date() != end.date() or start <= now:
            raise DeskError(
                N_("You can’t offer {start} to {end}."),
                N_("Offer a future time that starts and ends on the same day."),
                faults=(),
                **facts,
            )
        until = asked.weekly_until
        looked = self.look(
            tx,
            row,
            replace(
                asked,
                day=start.date(),
                start=start.time(),
                end=end.time(),
                weekly_until=until if until and until >= start.date() else None,
            ),
        ).examination
        if looked.missing:
            raise DeskError(
                N_("This request is not complete, so you can’t offer a time for it."),
                N_("Ask the person who made the request to complete it, or decline it."),
                faults=looked.missing,
            )
        in_class = asked.kind is Kind.MEET_STUDENT and looked.class_minutes > 0
        if looked.refused or in_class:
            raise DeskError(
                N_("{start} to {end} is during class time, or at a time the rules don’t allow."),
                N_("Offer another time. You can search for times that work."),
                faults=(),
                **facts,
            )
        if looked.clashes and not knowing:
            raise DeskError(
                N_("There’s already something else at that time ({start})."),
                N_("Offer another time, or confirm that you know about the conflict."),
                faults=(),
                **facts,
            )


def _opening(tx: Connection, row: Any) -> Any:
    """The emergency approval of a request that was not undone, the latest one; None without one."""
    for one in reversed(rows.decision_rows(tx, row.request_id)):
        if one.verdict == Verdict.OPEN_DOOR.value and one.undone_at is None:
            return one
    return None


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise DeskError(refusal.says, refusal.do, faults=(), **dict(refusal.facts))


def _with_changes(before: Ask, decided: DecisionDraft) -> Ask:
    """The form as it would be approved."""
    if before.kind is Kind.THIS_VISIT:
        return replace(before, valid_until=decided.valid_until or before.valid_until)
    return replace(
        before,
        day=decided.day or before.day,
        start=decided.start or before.start,
        end=decided.end or before.end,
        place=decided.place.strip() or before.place,
    )


def _changed(before: Ask, after: Ask) -> list[str]:
    """What an approval changes: time, place, until."""
    times = (after.day, after.start, after.end) != (before.day, before.start, before.end)
    return [
        name
        for name, differs in (
            ("time", times),
            ("place", after.place != before.place),
            ("until", after.valid_until != before.valid_until),
        )
        if differs
    ]


def _names_no_student(row: Any, decided: DecisionDraft) -> None:
    """What a leader writes is read by the partner."""
    if not row.student_key:
        return
    written = fold(f"{decided.reason} {decided.place}")
    if f" {row.student_key} " in f" {written} ":
        raise DeskError(
            N_("The partner will read this, and it includes the student’s reference."),
            N_("Remove the reference."),
        )
