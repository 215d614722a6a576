"""The visits and refusals of a period, as reports count them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, func, select, type_coerce

from cpdesk.models.record_of import columns_of, record_of
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import roster_tables as r
from cpdesk.models.tables.columns import json_value
from cpdesk.models.tables.day_tables import own_bell
from cpdesk.policy.outcome import Outcome
from cpdesk.records.reports import Period
from cpdesk.services.school_spans import midnights
from cpdesk.services.visits.endings import ended, never_ended


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a report at one school; `partner` "" is all of them, `today` is the school's."""

    school_id: str
    zone: tzinfo
    period: Period
    partner: str
    today: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """From midnight to midnight in the school's zone, also across clock changes."""
        return midnights(self.period.first, self.period.last, self.zone)


@dataclass(slots=True)
class Visit:
    """One check-in that was not undone. `arrived` is the school's local time.

    Not frozen: a year holds tens of thousands, and a frozen one takes three times as long to
    create.
    """

    visit_id: str
    visitor_key: str
    partner_id: str
    partner_name: str
    purpose: str
    activity_id: str
    activity_title: str
    arrived: datetime
    minutes: int | None  # whole minutes in the building; None if no one saw the visitor leave
    never_ended: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Someone who was turned away."""

    turned_away_id: str
    partner_id: str
    partner_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stopped:
    """A rule that did not hold, for a visit that took place anyway or someone turned away."""

    subject_id: str
    code: str
    outcome: Outcome
    turned_away: bool


@dataclass(frozen=True, slots=True)
class Programs:
    """The names of programs: for an activity on the roster in use, otherwise for a visit as the
    rules recorded it when it began."""

    on_roster: dict[str, str]
    then: dict[str, str]

    def of(self, visit: Visit) -> str:
        return self.on_roster.get(visit.activity_id) or self.then.get(visit.visit_id, "")


def visits(tx: Connection, span: Span) -> tuple[Visit, ...]:
    """In order of arrival."""
    v = d.visit.c
    rows = tx.execute(
        select(
            v.visit_id,
            v.visitor_key,
            v.partner_id,
            v.partner_name,
            v.purpose,
            v.activity_id,
            v.activity_title,
            v.arrived_at,
            v.left_at,
            v.left_how,
        )
        .where(*admitted(span))
        .order_by(v.arrived_at, v.visit_id)
    ).all()
    zone, today = span.zone, span.today
    found = []
    for visit_id, key, partner, name, purpose, activity, title, arrived_at, left_at, how in rows:
        arrived = arrived_at.astimezone(zone)
        minutes = None
        if ended(left_at, how, arrived, zone):
            minutes = max(0, int((left_at - arrived_at).total_seconds() // 60))
        open_ = minutes is None and never_ended(left_at, how, arrived, zone, today)
        found.append(
            Visit(visit_id, key, partner, name, purpose, activity, title, arrived, minutes, open_)
        )
    return tuple(found)


def how_many(tx: Connection, span: Span) -> int:
    """How many visits there were."""
    return int(tx.execute(select(func.count()).where(*admitted(span))).scalar_one())


def office_day(tx: Connection, span: Span, usual: tuple[time, time]) -> tuple[time, time]:
    """When the office day starts and ends here: the usual school day, or longer if the school has
    bells before or after it."""
    opens, closes = (f"{at:%H:%M}" for at in usual)
    for bell, where in (
        (r.bell.c, [r.bell.c.issue == r.roster_issue.c.issue, r.roster_issue.c.state == "current"]),
        (own_bell.c, []),
    ):
        first, last = tx.execute(
            select(func.min(bell.start_time), func.max(bell.end_time)).where(
                bell.school_id == span.school_id, *where
            )
        ).one()
        opens, closes = min(opens, first or opens), max(closes, last or closes)
    return time.fromisoformat(opens), time.fromisoformat(closes)


def refusals(tx: Connection, span: Span) -> tuple[Refusal, ...]:
    t = d.turned_away.c
    rows = tx.execute(
        select(*columns_of(Refusal, d.turned_away))
        .where(*_refused(span))
        .order_by(t.at, t.turned_away_id)
    )
    return tuple(record_of(Refusal, row) for row in rows)


def stopped(tx: Connection, span: Span) -> tuple[Stopped, ...]:
    """Every rule that did not hold for someone in the period."""
    f = d.finding.c
    found: list[Stopped] = []
    for turned_away, table, key, where in (
        (False, d.visit, d.visit.c.visit_id, admitted(span)),
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
    """For each visit, the contract its answer depended on, as the rules recorded it then."""
    return _written_down(tx, span, "contract.term", "contract")


def programs(tx: Connection, span: Span, activities: Iterable[str]) -> Programs:
    """The names of the programs of these activities."""
    wanted = set(activities)
    a, p = r.activity.c, r.program.c
    rows = tx.execute(
        select(a.activity_id, p.name)
        .join_from(r.activity, r.roster_issue, r.roster_issue.c.issue == a.issue)
        .join(r.program, (p.issue == a.issue) & (p.program_id == a.program_id))
        .where(r.roster_issue.c.state == "current")
    )
    on_roster = {row.activity_id: row.name for row in rows if row.activity_id in wanted}
    gone = d.visit.c.activity_id.in_(sorted(wanted - on_roster.keys()))
    return Programs(on_roster, _written_down(tx, span, "contract.program", "program", gone))


def _written_down(
    tx: Connection, span: Span, rule: str, fact: str, *where: ColumnElement[bool]
) -> dict[str, str]:
    """For each visit, one fact that a rule recorded about it."""
    f = d.finding.c

    @lru_cache(None)  # a year has as many facts as there are contracts, not as there are visits
    def said(facts: str) -> str:
        return str(dict(json_value(facts)).get(fact) or "")

    rows = tx.execute(
        select(f.subject_id, type_coerce(f.facts, Text))
        .join_from(d.finding, d.visit, d.visit.c.visit_id == f.subject_id)
        .where(*admitted(span), f.code == rule, *where)
    ).all()
    return {visit: named for visit, facts in rows if (named := said(facts))}


def admitted(span: Span) -> list[ColumnElement[bool]]:
    return [*_within(d.visit, d.visit.c.arrived_at, span), d.visit.c.undone.is_(False)]


def _refused(span: Span) -> list[ColumnElement[bool]]:
    return _within(d.turned_away, d.turned_away.c.at, span)


def _within(table: Table, at: ColumnElement[Any], span: Span) -> list[ColumnElement[bool]]:
    first, end = span.bounds
    where = [table.c.school_id == span.school_id, at >= first, at < end]
    return [*where, table.c.partner_id == span.partner] if span.partner else where
