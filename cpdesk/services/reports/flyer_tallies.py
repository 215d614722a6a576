"""What the reports count about flyers: the same lines as the flyer log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from cpdesk.models.record_of import grouped
from cpdesk.models.tables import flyer_tables as f
from cpdesk.policy.flyers import CHANNEL, Channel
from cpdesk.policy.names.names import fold
from cpdesk.records.flyers import LogFilter, LogLine
from cpdesk.records.reports import Cell, Column, ColumnKind, Message
from cpdesk.services import partners_met
from cpdesk.services.flyers.log import logs
from cpdesk.services.reports.period_visits import Span
from cpdesk.services.reports.tallies import PARTNER, Tally, bars, chart
from cpdesk.words import N_

_RECEIVED = Message(N_("Deliveries are counted on the day they were received."))
_OUT = Message(N_("Copies out were handed out to classes or posted on boards."))
_RETURNED = Message(
    N_("Returned and left-over numbers are copies. Left over means no class or board needed them.")
)
_SEVERAL = Message(N_("A delivery that used several channels is counted under each one."))
_NOWHERE = Message(N_("Not handed out or posted"))


class _Sums(NamedTuple):
    """The sums over some lines, in the order of the columns."""

    deliveries: int
    copies: int
    out: int
    posts: int
    returned: int
    over: int

    @staticmethod
    def of(lines: Iterable[LogLine]) -> _Sums:
        total = logs.totals(lines)
        return _Sums(
            total.deliveries,
            total.copies,
            total.out + total.posted,
            total.posts,
            total.returned_copies,
            total.over,
        )


_COLUMNS = (
    Column("deliveries", N_("Deliveries"), ColumnKind.COUNT),
    Column("copies", N_("Copies received"), ColumnKind.COUNT),
    Column("out", N_("Copies out"), ColumnKind.COUNT),
    Column("posts", N_("Posts"), ColumnKind.COUNT),
    Column("returned", N_("Returned"), ColumnKind.COUNT),
    Column("over", N_("Over"), ColumnKind.COUNT),
)


def lines_of(tx: Connection, span: Span) -> tuple[LogLine, ...]:
    """The log of a period."""
    wanted = LogFilter(span.period.first, span.period.last, partner=span.partner)
    return logs.lines(tx, span.school_id, span.zone, wanted)


def partners_of(tx: Connection, span: Span) -> dict[str, tuple[str, str]]:
    """The partner of each delivery of the period: an ID, or the name if the roster does not know
    it, and what it was called at its last delivery, whenever that was."""
    c = f.flyer_delivery.c
    first, end = span.bounds
    rows = tx.execute(
        select(c.delivery_id, c.partner_id, c.partner_name).where(
            c.school_id == span.school_id, c.received_at >= first, c.received_at < end
        )
    ).all()
    ids = {row.partner_id for row in rows if row.partner_id}
    last = partners_met.called_last(tx, f.flyer_delivery, ids, span.school_id)
    return {
        row.delivery_id: (
            (row.partner_id, last[row.partner_id])
            if row.partner_id
            else (row.partner_name, row.partner_name)
        )
        for row in rows
    }


def by_partner(lines: tuple[LogLine, ...], partners: dict[str, tuple[str, str]]) -> Tally:
    """Whose flyers came, and where they went."""
    groups = grouped((partners[line.delivery_id], line) for line in lines)
    sums = {key: _Sums.of(of) for key, of in groups.items()}
    order = sorted(sums, key=lambda key: (-sums[key].copies, fold(key[1]), key))

    def ranked(value: Callable[[_Sums], int]) -> list[tuple[Cell, int]]:
        found = sorted(order, key=lambda key: (-value(sums[key]), fold(key[1])))
        return [(name, value(sums[partner_id, name])) for partner_id, name in found]

    return Tally(
        columns=(PARTNER, *_COLUMNS),
        rows=tuple((name, *sums[partner_id, name]) for partner_id, name in order),
        totals=(None, *_Sums.of(lines)) if lines else None,
        charts=(
            *bars(N_("Copies out"), ranked(lambda one: one.out)),
            *bars(N_("Copies received"), ranked(lambda one: one.copies)),
        ),
        notes=(_RECEIVED, _OUT, _RETURNED),
    )


def by_channel(lines: tuple[LogLine, ...]) -> Tally:
    """Which channels they went out by."""
    ways: list[tuple[Cell, list[LogLine]]] = [
        (Message(CHANNEL[one]), [line for line in lines if line.channel is one]) for one in Channel
    ]
    nowhere = [line for line in lines if line.channel is None]
    if nowhere:
        ways.append((_NOWHERE, nowhere))
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            len({line.delivery_id for line in of}),
            sum(line.out for line in of),
            sum(line.channel in (Channel.BOARD, Channel.ELECTRONIC) for line in of),
        )
        for name, of in ways
    ]
    deliveries = len({line.delivery_id for line in lines})
    posts = logs.totals(lines).posts
    return Tally(
        columns=(
            Column("channel", N_("Channel"), ColumnKind.TEXT),
            Column("deliveries", N_("Deliveries"), ColumnKind.COUNT),
            Column("out", N_("Copies out"), ColumnKind.COUNT),
            Column("posts", N_("Posts"), ColumnKind.COUNT),
        ),
        rows=tuple(rows) if lines else (),
        totals=(None, deliveries, sum(line.out for line in lines), posts) if lines else None,
        charts=(
            chart(N_("Deliveries"), [row[0] for row in rows], [int(str(row[1])) for row in rows]),
        )
        if lines
        else (),
        notes=(_RECEIVED, _OUT, _SEVERAL),
    )
