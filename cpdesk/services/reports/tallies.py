"""The body of a report, and what several reports count in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cpdesk.records.reports import Cell, Chart, ChartKind, Column, ColumnKind, Message
from cpdesk.words import N_

Row = tuple[Cell, ...]
MOST_BARS = 12  # more names than this don't make a readable chart; the table has them all
PARTNER = Column("partner", N_("Partner"), ColumnKind.TEXT)
NO_PARTNER = Message(N_("Visitors without a partner"))
UNDONE = Message(N_("Check-ins that were undone aren’t counted."))


@dataclass(frozen=True, slots=True)
class Tally:
    """The body of a report."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None
    charts: tuple[Chart, ...] = ()
    notes: tuple[Message, ...] = ()


def chart(
    title: str,
    labels: Iterable[Cell],
    values: Iterable[int],
    are: ColumnKind = ColumnKind.TEXT,
    shows: ColumnKind = ColumnKind.COUNT,
) -> Chart:
    """A bar for each label, in the order given."""
    return Chart(ChartKind.BARS, title, shows, tuple(labels), are, tuple(values))


def bars(
    title: str, found: Sequence[tuple[Cell, int]], shows: ColumnKind = ColumnKind.COUNT
) -> tuple[Chart, ...]:
    """One chart, the smallest combined if there are many; none if there is nothing."""
    if not found:
        return ()
    shown, rest = list(found), found[MOST_BARS - 1 :]
    many = len(found) > MOST_BARS
    if many:
        more = Message(N_("{n} others"), (("n", len(rest)),))
        shown = [*found[: MOST_BARS - 1], (more, sum(value for _, value in rest))]
    labels, values = zip(*shown, strict=True)
    return (replace(chart(title, labels, values, shows=shows), rest=many),)
