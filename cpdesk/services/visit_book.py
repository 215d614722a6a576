"""The visits and the turned away of a period, as reports count them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement, Connection, select

from cpdesk.models import desk_tables as d
from cpdesk.models import roster_tables as r
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.records.reports import Period

SWEPT = "swept"  # the book was closed over somebody whom nobody saw leave


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a report at one school; `partner` "" is all of them."""

    school_id: str
    zone: tzinfo
    period: Period
    partner: str

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """From midnight to midnight in the school's zone, whatever the clock does meanwhile."""
        first = datetime.combine(self.period.first, time(), self.zone)
        return first, datetime.combine(self.period.last + timedelta(days=1), time(), self.zone)


@dataclass(frozen=True, slots=True)
class Visit:
    """One admission that was not taken back."""

    visit_id: str
    visitor_key: str
    visitor_name: str
    partner_id: str
    partner_name: str
    purpose: Purpose
    activity_id: str
    activity_title: str
    place: str
    arrived_at: datetime
    ends_at: datetime | None
    left_at: datetime | None
    left_how: str

    @property
    def minutes(self) -> int:
        """Whole minutes in the building; call only where `ended`."""
        if self.left_at is None:
            raise ValueError("this visit has no end")
        return max(0, int((self.left_at - self.arrived_at).total_seconds() // 60))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Somebody who was turned away."""

    turned_away_id: str
    partner_id: str
    partner_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stopped:
    """A rule that did not hold, about a visit all the same or about somebody turned away."""

    subject_id: str
    code: str
    outcome: Outcome
    turned_away: bool


def ended(left_at: datetime | None, left_how: str | None, arrived: datetime, zone: tzinfo) -> bool:
    """Whether somebody saw the visitor leave. One who was checked out on a later day was not seen:
    the time between says nothing about the visit."""
    if left_at is None or left_how == SWEPT:
        return False
    return left_at.astimezone(zone).date() == arrived.astimezone(zone).date()


def never_ended(
    left_at: datetime | None, left_how: str | None, arrived: datetime, zone: tzinfo, today: date
) -> bool:
    """Not `ended`, and not somebody of today who may be in the building still."""
    here = left_at is None and arrived.astimezone(zone).date() >= today
    return not here and not ended(left_at, left_how, arrived, zone)


def visits(tx: Connection, span: Span) -> tuple[Visit, ...]:
    """In the order of arrival."""
    v = d.visit.c
    rows = tx.execute(
        select(
            v.visit_id,
            v.visitor_key,
            v.visitor_name,
            v.partner_id,
            v.partner_name,
            v.purpose,
            v.activity_id,
            v.activity_title,
            v.place,
            v.host,
            v.arrived_at,
            v.ends_at,
            v.left_at,
            v.left_how,
        )
        .where(*_admitted(span))
        .order_by(v.arrived_at, v.visit_id)
    )
    return tuple(
        Visit(
            visit_id=row.visit_id,
            visitor_key=row.visitor_key,
            visitor_name=row.visitor_name,
            partner_id=row.partner_id,
            partner_name=row.partner_name,
            purpose=Purpose(row.purpose),
            activity_id=row.activity_id,
            activity_title=row.activity_title,
            place=row.place or row.host,
            arrived_at=row.arrived_at,
            ends_at=row.ends_at,
            left_at=row.left_at,
            left_how=row.left_how or "",
        )
        for row in rows
    )


def refusals(tx: Connection, span: Span) -> tuple[Refusal, ...]:
    t = d.turned_away.c
    rows = tx.execute(
        select(t.turned_away_id, t.partner_id, t.partner_name, t.at)
        .where(*_refused(span))
        .order_by(t.at, t.turned_away_id)
    )
    return tuple(
        Refusal(row.turned_away_id, row.partner_id, row.partner_name, row.at) for row in rows
    )


def stopped(tx: Connection, span: Span) -> tuple[Stopped, ...]:
    """Every rule that did not hold for anybody of the period."""
    f = d.finding.c
    found: list[Stopped] = []
    for turned_away, table, key, where in (
        (False, d.visit, d.visit.c.visit_id, _admitted(span)),
        (True, d.turned_away, d.turned_away.c.turned_away_id, _refused(span)),
    ):
        rows = tx.execute(
            select(f.subject_id, f.code, f.outcome)
            .join_from(d.finding, table, key == f.subject_id)
            .where(*where, f.outcome != Outcome.ADMIT.code)
        )
        found += (
            Stopped(row.subject_id, row.code, Outcome[row.outcome.upper()], turned_away)
            for row in rows
        )
    return tuple(found)


def contracts(tx: Connection, span: Span) -> dict[str, str]:
    """For each visit the contract that its answer rested on, as the rules wrote it down then."""
    f = d.finding.c
    rows = tx.execute(
        select(f.subject_id, f.facts)
        .join_from(d.finding, d.visit, d.visit.c.visit_id == f.subject_id)
        .where(*_admitted(span), f.code == "contract.term")
    )
    named = ((row.subject_id, dict(row.facts).get("contract")) for row in rows)
    return {visit: str(contract) for visit, contract in named if contract}


def programs(tx: Connection, activities: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each activity that the roster in force still has, its program's id and name."""
    wanted = set(activities)
    a, p = r.activity.c, r.program.c
    rows = tx.execute(
        select(a.activity_id, p.program_id, p.name)
        .join_from(r.activity, r.roster_issue, r.roster_issue.c.issue == a.issue)
        .join(r.program, (p.issue == a.issue) & (p.program_id == a.program_id))
        .where(r.roster_issue.c.state == "current")
    )
    return {
        row.activity_id: (row.program_id, row.name) for row in rows if row.activity_id in wanted
    }


def _admitted(span: Span) -> list[ColumnElement[bool]]:
    v = d.visit.c
    first, end = span.bounds
    where = [
        v.school_id == span.school_id,
        v.arrived_at >= first,
        v.arrived_at < end,
        v.undone.is_(False),
    ]
    return [*where, v.partner_id == span.partner] if span.partner else where


def _refused(span: Span) -> list[ColumnElement[bool]]:
    t = d.turned_away.c
    first, end = span.bounds
    where = [t.school_id == span.school_id, t.at >= first, t.at < end]
    return [*where, t.partner_id == span.partner] if span.partner else where
