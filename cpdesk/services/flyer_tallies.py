"""What the reports count of flyers: the same lines as the distribution log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from cpdesk.policy.flyers import CHANNEL, Channel
from cpdesk.policy.names import fold
from cpdesk.records.flyers import LogFilter, LogLine
from cpdesk.records.reports import Cell, Chart, ChartKind, Column, ColumnKind, Message
from cpdesk.services.flyers import logs
from cpdesk.services.tallies import Tally
from cpdesk.services.visit_book import Span
from cpdesk.words import N_

_BARS = 12  # more names than this are no picture any more; the table has them all
_RECEIVED = Message(N_("Deliveries count by the day they were received."))
_RETURNED = Message(N_("Returned and over are copies; over is what no class and no board needed."))
_SEVERAL = Message(N_("A delivery that went several ways counts at each of them."))
_NOWHERE = Message(N_("Not handed out or posted"))


@dataclass(frozen=True, slots=True)
class _Sums:
    """What is counted of some lines."""

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
            total.out,
            total.posts,
            total.returned_copies,
            total.over,
        )

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.deliveries, self.copies, self.out, self.posts, self.returned, self.over)


_COLUMNS = (
    Column("deliveries", N_("Deliveries"), ColumnKind.COUNT),
    Column("copies", N_("Copies received"), ColumnKind.COUNT),
    Column("out", N_("Handed out"), ColumnKind.COUNT),
    Column("posts", N_("Posts"), ColumnKind.COUNT),
    Column("returned", N_("Returned"), ColumnKind.COUNT),
    Column("over", N_("Over"), ColumnKind.COUNT),
)


def lines_of(tx: Connection, span: Span) -> tuple[LogLine, ...]:
    """The log of a period."""
    wanted = LogFilter(span.period.first, span.period.last, partner=span.partner)
    return logs.lines(tx, span.school_id, span.zone, wanted)


def by_partner(lines: tuple[LogLine, ...]) -> Tally:
    """Whose flyers came, and where they went."""
    names = {line.partner_name: None for line in lines}
    sums = {name: _Sums.of(one for one in lines if one.partner_name == name) for name in names}
    order = sorted(sums, key=lambda name: (-sums[name].copies, fold(name)))
    return Tally(
        columns=(Column("partner", N_("Partner"), ColumnKind.TEXT), *_COLUMNS),
        rows=tuple((name, *sums[name].cells) for name in order),
        totals=(None, *_Sums.of(lines).cells) if lines else None,
        charts=(
            _bars(N_("Copies handed out"), order, lambda name: sums[name].out),
            _bars(N_("Copies received"), order, lambda name: sums[name].copies),
        )
        if lines
        else (),
        notes=(_RECEIVED, _RETURNED),
    )


def by_channel(lines: tuple[LogLine, ...]) -> Tally:
    """Which ways they went."""
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
            Chart(
                ChartKind.BARS,
                N_("Deliveries"),
                ColumnKind.COUNT,
                tuple(row[0] for row in rows),
                ColumnKind.TEXT,
                tuple(int(str(row[1])) for row in rows),
            ),
        )
        if lines
        else (),
        notes=(_RECEIVED, _SEVERAL),
    )


def _bars(title: str, names: list[str], value: Callable[[str], int]) -> Chart:
    """The most, and all others together."""
    ranked = sorted(names, key=lambda name: (-value(name), fold(name)))
    shown = ranked if len(ranked) <= _BARS else ranked[: _BARS - 1]
    labels: list[Cell] = list(shown)
    values = [value(name) for name in shown]
    if len(shown) < len(ranked):
        rest = ranked[len(shown) :]
        labels.append(Message(N_("{n} others"), (("n", len(rest)),)))
        values.append(sum(value(name) for name in rest))
    return Chart(
        ChartKind.BARS, title, ColumnKind.COUNT, tuple(labels), ColumnKind.TEXT, tuple(values)
    )
