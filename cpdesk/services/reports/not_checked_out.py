"""The visits that were not checked out: what is read of them, and the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from sqlalchemy import Connection, select

from cpdesk.models.record_of import columns_of, record_of
from cpdesk.models.tables import desk_tables as d
from cpdesk.records.reports import Column, ColumnKind, Message
from cpdesk.services.reports.period_visits import Span, admitted
from cpdesk.services.reports.tallies import NO_PARTNER, PARTNER, UNDONE, Tally, bars
from cpdesk.services.visits.endings import never_ended
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A visit that was not checked out, with what the desk needs to find it."""

    visitor_name: str
    partner_id: str
    partner_name: str
    place: str
    arrived: datetime
    ends_at: datetime | None
    left_at: datetime | None


def left_open(tx: Connection, span: Span) -> tuple[LeftOpen, ...]:
    """The visits that were not checked out, in order of arrival."""
    v = d.visit.c
    rows = tx.execute(
        select(
            *columns_of(
                LeftOpen, d.visit, given=("arrived",), also=(v.host, v.arrived_at, v.left_how)
            )
        )
        .where(*admitted(span))
        .order_by(v.arrived_at, v.visit_id)
    ).all()
    return tuple(
        record_of(
            LeftOpen, row, place=row.place or row.host, arrived=row.arrived_at.astimezone(span.zone)
        )
        for row in rows
        if never_ended(row.left_at, row.left_how, row.arrived_at, span.zone, span.today)
    )


def never_checked_out(missing: Sequence[LeftOpen], of_all: int, zone: tzinfo) -> Tally:
    names = {v.partner_id: v.partner_name for v in missing}  # its most recent name
    return Tally(
        columns=(
            Column("day", N_("Day"), ColumnKind.DATE),
            Column("arrived", N_("Arrived"), ColumnKind.TIME),
            Column("visitor", N_("Visitor"), ColumnKind.TEXT),
            PARTNER,
            Column("where", N_("Where"), ColumnKind.TEXT),
            Column("planned_end", N_("Planned end"), ColumnKind.TIME),
            Column("closed", N_("Closed"), ColumnKind.MOMENT),
        ),
        rows=tuple(
            (
                v.arrived.date(),
                _minute(v.arrived),
                v.visitor_name,
                v.partner_name or v.partner_id or NO_PARTNER,
                v.place or None,
                _minute(v.ends_at.astimezone(zone)) if v.ends_at else None,
                v.left_at or Message(N_("still open")),
            )
            for v in missing
        ),
        totals=None,
        charts=bars(
            N_("Visits not checked out"),
            [
                (names[partner] or partner or NO_PARTNER, n)
                for partner, n in Counter(v.partner_id for v in missing).most_common()
            ],
        ),
        notes=(
            Message(
                N_("Not checked out: {n} of {all} visits."), (("n", len(missing)), ("all", of_all))
            ),
            Message(N_("Visitors who came today and are still in the building are not listed.")),
            UNDONE,
        ),
    )


def _minute(at: datetime) -> time:
    return at.time().replace(second=0, microsecond=0)
