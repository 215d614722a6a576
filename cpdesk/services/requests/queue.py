"""The list of requests: those waiting for a leader first, the most urgent on top."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, TextClause, bindparam, func, or_, select

from cpdesk.models.record_of import columns_of, record_of
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.decisions import urgency
from cpdesk.policy.approval.requests import GRANTED, Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.names.names import fold
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import RequestCounts, RequestQueue, RequestRow, Window
from cpdesk.services.requests import rows

SHOWS: Mapping[str, frozenset[State]] = MappingProxyType(
    {
        "waiting": frozenset({State.WAITING, State.RETURNED}),
        "approved": GRANTED,
        "declined": frozenset({State.DECLINED}),
        "all": frozenset(State),
    }
)
MOST = 1_000  # lines in a list that keeps growing

_r, _s, _d = t.request.c, t.request_slot.c, t.request_decision.c
_COLUMNS = columns_of(
    RequestRow,
    t.request,
    given=("visitor_names", "next_window", "by_me", "by_rule", "urgency"),
    also=(_r.people, _r.visitor_name, _r.starts_at, _r.ends_at, _r.asked_by),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """The person who looks: `decides` and `reviews` say what waits for them; `self_decides` that
    the only leader of a school may decide their own requests, too."""

    actor: Actor
    decides: bool
    reviews: bool
    self_decides: bool


def queue(
    tx: Connection,
    school_id: str,
    zone: tzinfo,
    show: str,
    student: str,
    reader: Reader,
    now: datetime,
) -> RequestQueue:
    """The lines of one filter, and the count of each. `student` is a reference, "" for every
    student."""
    where: list[ColumnElement[bool] | TextClause] = [_r.school_id == school_id, *_filter(show)]
    if student.strip():
        where.append(_r.student_key == fold(student))
    found = tx.execute(
        select(*_COLUMNS).where(*where).order_by(_r.asked_at.desc()).limit(MOST)
    ).all()
    upcoming = _upcoming(tx, [row.request_id for row in found], now)
    declined = [row.request_id for row in found if row.state == State.DECLINED.value]
    ruled = _by_rules(tx, declined)
    today = now.astimezone(zone).date()
    lines = [_line(row, upcoming.get(row.request_id), ruled, reader, zone, today) for row in found]
    lines.sort(key=_order if show == "waiting" else _newest)
    return RequestQueue(tuple(lines), _counts(tx, school_id, reader))


def _filter(show: str) -> list[ColumnElement[bool] | TextClause]:
    if show == "all":
        return []
    states = _r.state.in_([state.value for state in SHOWS[show]])
    if show == "waiting":  # an emergency approval waits for its review, even after the visit
        return [t.IS_OPEN, or_(states, _r.flag == Flag.REVIEW.value)]
    return [states]


def _upcoming(
    tx: Connection, requests: Collection[str], now: datetime
) -> dict[str, tuple[datetime, datetime]]:
    """The next planned time of each of these requests."""
    times = tx.execute(
        select(_s.request_id, _s.starts_at, _s.ends_at)
        .where(_s.request_id.in_(requests), _s.state == SlotState.PLANNED.value, _s.ends_at > now)
        .order_by(_s.request_id, _s.starts_at)
    )
    found: dict[str, tuple[datetime, datetime]] = {}
    for row in times:
        found.setdefault(row.request_id, (row.starts_at, row.ends_at))
    return found


def _by_rules(tx: Connection, declined: Collection[str]) -> frozenset[str]:
    """Those declined by the rules themselves."""
    return frozenset(
        tx.execute(
            select(_d.request_id).where(
                _d.request_id.in_(declined),
                _d.verdict == Verdict.DECLINE.value,
                _d.by_account == "",
            )
        ).scalars()
    )


def _line(
    row: Any,
    upcoming: tuple[datetime, datetime] | None,
    ruled: frozenset[str],
    reader: Reader,
    zone: tzinfo,
    today: date,
) -> RequestRow:
    first = (row.starts_at, row.ends_at) if row.starts_at and row.ends_at else None
    times = upcoming or first
    window = rows.window(times[0], times[1], zone) if times else None
    names = tuple(name for _, name in row.people)
    return record_of(
        RequestRow,
        row,
        visitor_names=names or ((row.visitor_name,) if row.visitor_name else ()),
        next_window=window,
        by_me=row.asked_by == reader.actor.account_id,
        by_rule=row.request_id in ruled,
        urgency=urgency(
            Kind(row.kind),
            State(row.state),
            Flag(row.flag),
            day=window.starts_at.date() if window else None,
            asked_on=row.asked_at.astimezone(zone).date(),
            today=today,
        ),
    )


def _order(row: RequestRow) -> tuple[int, datetime, datetime]:
    return row.urgency, _time(row), row.asked_at


def _newest(row: RequestRow) -> tuple[int, float]:
    """Upcoming requests first, then the most recently filed."""
    return row.urgency, -row.asked_at.timestamp()


def _time(row: RequestRow) -> datetime:
    window: Window | None = row.next_window
    return window.starts_at if window else row.asked_at


_each = (
    select(_r.state, _r.flag, _r.asked_by, func.count().label("n"))
    .where(_r.school_id == bindparam("school"))
    .group_by(_r.flag, _r.state, _r.asked_by)
)


def _counts(tx: Connection, school_id: str, reader: Reader) -> RequestCounts:
    groups = tx.execute(_each, {"school": school_id}).all()
    me = reader.actor.account_id

    def count(show: str) -> int:
        return sum(
            g.n
            for g in groups
            if State(g.state) in SHOWS[show] or (show == "waiting" and g.flag == Flag.REVIEW.value)
        )

    for_me = sum(
        g.n
        for g in groups
        if (not me or g.asked_by != me or reader.self_decides)
        and (
            (g.flag == Flag.REVIEW.value and reader.reviews)
            or (State(g.state) is State.WAITING and reader.decides)
        )
    )
    return RequestCounts(
        count("waiting"), count("approved"), count("declined"), count("all"), for_me
    )
