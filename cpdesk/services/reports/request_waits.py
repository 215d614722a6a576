"""How requests ended, and how long requesters waited for a person's decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import Connection, func, select

from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import State, Verdict
from cpdesk.policy.phrases import STATE
from cpdesk.records.reports import Cell, Column, ColumnKind, Message
from cpdesk.services.reports.period_visits import Span
from cpdesk.services.reports.tallies import Tally, chart
from cpdesk.words import N_

_BY_RULES = N_("Declined by rule")
_ANSWERS = (
    Verdict.APPROVE,
    Verdict.DECLINE,
    Verdict.OFFER,
    Verdict.CONFIRM,
    Verdict.DISOWN,
    Verdict.OPEN_DOOR,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `waited` is the minutes until a person first decided, None if no one did;
    `outcome` is a message ID."""

    outcome: str
    waited: int | None


def asked(tx: Connection, span: Span) -> tuple[Asked, ...]:
    """The requests filed in the period."""
    q, v = t.request.c, t.request_decision.c
    first, end = span.bounds
    where = [
        q.school_id == span.school_id,
        q.asked_at >= first,
        q.asked_at < end,
        q.state != State.DRAFT.value,
    ]
    if span.partner:
        where.append(q.partner_id == span.partner)
    decided = {
        (row.request_id, row.by_person): row.at
        for row in tx.execute(
            select(
                v.request_id, (v.by_account != "").label("by_person"), func.min(v.at).label("at")
            )
            .join_from(t.request_decision, t.request, q.request_id == v.request_id)
            .where(*where, v.undone_at.is_(None), v.verdict.in_([one.value for one in _ANSWERS]))
            .group_by(v.request_id, v.by_account != "")
        )
    }
    found = []
    rows = tx.execute(select(q.request_id, q.state, q.asked_at).where(*where).order_by(q.asked_at))
    for row in rows:
        at = decided.get((row.request_id, True))
        state = State(row.state)
        ruled = state is State.DECLINED and at is None
        waited = None if at is None else max(0, int((at - row.asked_at).total_seconds() // 60))
        found.append(Asked(_BY_RULES if ruled else STATE[state], waited))
    return tuple(found)


def by_outcome(found: Sequence[Asked]) -> Tally:
    order = [*STATE.values(), _BY_RULES]
    outcomes = sorted({one.outcome for one in found}, key=order.index)
    rows = []
    for outcome in outcomes:
        group = [one for one in found if one.outcome == outcome]
        share = len(group) / len(found)
        rows.append((Message(outcome), *_waited(group), share))
    requests = chart(N_("Requests"), [row[0] for row in rows], [row[1] for row in rows])
    return Tally(
        columns=(
            Column("outcome", N_("Outcome"), ColumnKind.TEXT),
            Column("requests", N_("Requests"), ColumnKind.COUNT),
            Column("decided", N_("Decided by a person"), ColumnKind.COUNT),
            Column("median_wait", N_("Median wait"), ColumnKind.HOURS),
            Column("longest_wait", N_("Longest wait"), ColumnKind.HOURS),
            Column("share", N_("Share"), ColumnKind.PERCENT),
        ),
        rows=tuple(rows),
        totals=(None, *_waited(found), 1.0 if found else None),
        charts=(requests,) if found else (),
        notes=(
            Message(N_("Requests are counted on the day they were filed. Drafts are not counted.")),
            Message(
                N_(
                    "The wait is the time from filing to the first decision by a person, "
                    "including nights and weekends. Requests declined by rule have no wait."
                )
            ),
        ),
    )


def _waited(found: Sequence[Asked]) -> tuple[int, int, Cell, Cell]:
    """How many, how many decided, their median and longest wait."""
    waits = [one.waited for one in found if one.waited is not None]
    middle = round(median(waits)) if waits else None
    return len(found), len(waits), middle, max(waits, default=None)
