"""The rows behind the desk: visits and turned-away visitors, each change with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, update

from cpdesk.errors import DeskError
from cpdesk.ids import new_id, short_code
from cpdesk.models import journal
from cpdesk.models.record_of import record_of, values_of
from cpdesk.models.tables import desk_tables as d
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.records.desk import Admission, TurnAway, TurnedAwayRecord, VisitRecord
from cpdesk.services import findings
from cpdesk.services.cases.case_builder import ResolvedCase
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.visits.endings import SWEPT, of_earlier_day
from cpdesk.words import N_

CODE = "CPD:"  # tells a badge's code from a license and from typing

_visit_by_id = select(d.visit).where(d.visit.c.visit_id == bindparam("id"))
_visit_by_arrival = select(d.visit.c.visit_id).where(d.visit.c.arrival_id == bindparam("arrival"))
_open_by_visitor = select(d.visit.c.visit_id, d.visit.c.visitor_name, d.visit.c.arrived_at).where(
    d.visit.c.visitor_key == bindparam("visitor"), d.visit.c.left_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is on record about a visitor who is at the desk. `open_name` is their name in the visit
    that is open."""

    last_here: datetime | None = None
    open_visit_id: str = ""
    left_today_at: datetime | None = None
    left_open_at: datetime | None = None
    open_name: str = ""


def seen_before(
    tx: Connection, visitor_key: str, school_context: SchoolContext, today: date
) -> Seen:
    """`today` is the day they are at the desk."""
    if not visitor_key:
        return Seen()
    v = d.visit.c
    rows = tx.execute(
        select(v.visit_id, v.visitor_name, v.arrived_at, v.left_at)
        .where(v.visitor_key == visitor_key, v.undone.is_(False))
        .order_by(v.arrived_at.desc())
        .limit(20)
    ).all()
    still = next((row for row in rows if row.left_at is None), None)
    earlier = still is not None and of_earlier_day(still.arrived_at, school_context.zone, today)
    past = [row for row in rows if row.left_at is not None or earlier]
    midnight = datetime.combine(today, time(), school_context.zone)
    left = next((row.left_at for row in past if row.arrived_at >= midnight), None)
    return Seen(
        last_here=past[0].arrived_at if past else None,
        open_visit_id=still.visit_id if still is not None and not earlier else "",
        left_today_at=left,
        left_open_at=still.arrived_at if still is not None and earlier else None,
        open_name=still.visitor_name if still is not None else "",
    )


def of_arrival(tx: Connection, arrival_id: str) -> VisitRecord | None:
    """The visit this arrival already created, marked as `already`."""
    found = tx.execute(_visit_by_arrival, {"arrival": arrival_id}).scalar()
    return read(tx, found, already=True) if found else None


def refuse_second(tx: Connection, known: ResolvedCase) -> None:
    """DeskError if this visitor is already in the building."""
    open_visit = tx.execute(_open_by_visitor, {"visitor": known.visitor_key}).first()
    if open_visit:
        raise already_inside(open_visit.visitor_name, open_visit.arrived_at)


def already_inside(name: str, since: datetime | None = None) -> DeskError:
    if since is None:
        return DeskError(
            N_(
                "This visitor is already in the building. Another front desk computer just "
                "checked them in."
            ),
            N_("Check them out first if they came in again."),
            name=name,
        )
    return DeskError(
        N_("{name} has been in the building since {since}."),
        N_("Check them out first if they came in again."),
        name=name,
        since=since,
    )


def insert(
    tx: Connection,
    known: ResolvedCase,
    decision: Decision,
    admission: Admission,
    *,
    now: datetime,
    ends_at: datetime | None,
) -> VisitRecord:
    """Writes the visit, its findings, the audit entry and the outbox line."""
    case = known.case
    visit_id = new_id()
    relayed = admission.relayed
    needed = decision.outcome
    by = "rules" if needed is Outcome.ADMIT else ("relayed" if relayed else "desk")
    row = {
        "visit_id": visit_id,
        "arrival_id": admission.arrival_id,
        # What was said at the desk, under the names of the columns: a request's reason stays with
        # the request.
        **values_of(known.question, d.visit),
        **_about(known, decision),
        "place": known.place,
        "host": case.host,
        "arrived_at": case.at,
        "ends_at": ends_at,
        "conditions": [c.value for c in decision.conditions],
        "admitted_by": by,
        "lift_reason": "",
        "relayed_who": "",
        "relayed_how": "",
        "badge_code": badge_code(visit_id),
        "left_at": None,
        "left_how": None,
        "undone": False,
        "written_at": now,
    }
    if by == "relayed" and relayed:
        row |= {
            "lift_reason": relayed.why.strip(),
            "relayed_who": relayed.who.strip(),
            "relayed_how": relayed.how.strip(),
        }
    elif by == "desk":
        row["lift_reason"] = admission.lift_reason.strip()
    _insert(tx, d.visit, row, decision, now, "visit.admit")
    return _visit(row, decision.findings)


def close(
    tx: Connection, row: Any, *, now: datetime, at: datetime, how: str, undone: bool = False
) -> None:
    """Ends a visit: the visitor left, or the check-in was undone."""
    change = {"left_at": at, "left_how": how, "undone": undone}
    use_case = "visit.not_checked_out" if how == SWEPT else "visit.check_out"
    _change(tx, row, change, now, "visit.undo" if undone else use_case)


def reopen(tx: Connection, row: Any, *, now: datetime) -> None:
    """Undoes a check-out."""
    change = {"left_at": None, "left_how": None, "undone": False}
    _change(tx, row, change, now, "visit.undo_check_out")


def _change(tx: Connection, row: Any, change: dict[str, Any], now: datetime, use_case: str) -> None:
    tx.execute(update(d.visit).where(d.visit.c.visit_id == row.visit_id).values(change))
    journal.record(
        tx,
        at=now,
        use_case=use_case,
        subject_id=row.visit_id,
        payload={"visit_id": row.visit_id, **change},
        detail={"left_at": row.left_at},
    )


def row_of(tx: Connection, visit_id: str) -> Any:
    row = tx.execute(_visit_by_id, {"id": visit_id}).first()
    if row is None:
        raise DeskError(
            N_("Visit {visit} was not found."), N_("Find it in the list."), visit=visit_id
        )
    return row


def read(tx: Connection, visit_id: str, *, already: bool = False) -> VisitRecord:
    row = row_of(tx, visit_id)
    return _visit(dict(row._mapping), findings.of(tx, visit_id), already=already)


def insert_turned_away(
    tx: Connection, known: ResolvedCase, decision: Decision, turn_away: TurnAway, *, now: datetime
) -> TurnedAwayRecord:
    row = {
        "turned_away_id": new_id(),
        "arrival_id": turn_away.arrival_id,
        **_about(known, decision),
        "at": now,
        "told": turn_away.told.strip(),
    }
    _insert(tx, d.turned_away, row, decision, now, "visit.turn_away")
    return _turned_away(row, decision.findings)


def turned_away_of(
    tx: Connection, *, arrival_id: str = "", turned_away_id: str = ""
) -> TurnedAwayRecord | None:
    t = d.turned_away.c
    row = tx.execute(
        select(d.turned_away).where(
            t.arrival_id == arrival_id if arrival_id else t.turned_away_id == turned_away_id
        )
    ).first()
    if row is None:
        return None
    return _turned_away(dict(row._mapping), findings.of(tx, row.turned_away_id))


def delete_turned_away(tx: Connection, record: TurnedAwayRecord, *, now: datetime) -> None:
    """A mistake, undone at once; the audit keeps both."""
    findings.delete(tx, record.turned_away_id)
    tx.execute(
        d.turned_away.delete().where(d.turned_away.c.turned_away_id == record.turned_away_id)
    )
    journal.record(
        tx,
        at=now,
        use_case="visit.undo_turn_away",
        subject_id=record.turned_away_id,
        payload={"turned_away_id": record.turned_away_id},
    )


def _about(known: ResolvedCase, decision: Decision) -> dict[str, Any]:
    """Who came for what, and the answer: what a visit and a refusal both keep."""
    case = known.case
    return {
        "school_id": case.school.school_id,
        "visitor_key": known.visitor_key,
        "visitor_name": known.visitor_name,
        "partner_id": known.question.partner,
        "partner_name": case.partner.name if case.partner else "",
        "purpose": case.purpose.value,
        "activity_id": case.activity.activity_id if case.activity else "",
        "activity_title": case.activity.title if case.activity else "",
        "outcome": decision.outcome.code,
        "issue_sequence": known.school_context.sequence,
        "terms_on": case.today,
    }


def _insert(
    tx: Connection,
    table: Table,
    row: dict[str, Any],
    decision: Decision,
    now: datetime,
    use_case: str,
) -> None:
    detail = {"findings": findings.brief(decision.findings)}
    subject = journal.insert(tx, table, row, at=now, use_case=use_case, detail=detail)
    findings.insert(tx, subject, decision.findings)


def badge_code(visit_id: str) -> str:
    """A short code for the badge, from the random end of the visit's ID (60 bits)."""
    return f"{CODE}{short_code(visit_id, 12)}"


def _visit(
    row: dict[str, Any], found: tuple[Finding, ...], *, already: bool = False
) -> VisitRecord:
    return record_of(
        VisitRecord,
        row,
        left_at=None if row["left_how"] == SWEPT else row["left_at"],
        findings=found,
        already=already,
        closed=None,
        not_checked_out=row["left_how"] == SWEPT,
    )


def _turned_away(row: dict[str, Any], found: tuple[Finding, ...]) -> TurnedAwayRecord:
    return record_of(TurnedAwayRecord, row, findings=found, closed=None)
