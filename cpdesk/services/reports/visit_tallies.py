"""Visits and hours: by partner, program, contract and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from cpdesk.models.record_of import grouped
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.phrases import PURPOSE
from cpdesk.records.reports import Cell, Chart, Column, ColumnKind, Message
from cpdesk.services.reports.period_visits import Programs, Refusal, Visit
from cpdesk.services.reports.tallies import (
    NO_PARTNER,
    PARTNER,
    UNDONE,
    Tally,
    bars,
    chart,
)
from cpdesk.words import N_

_NO_CONTRACT = Message(N_("No contract"))
_ONCE = Message(N_("A visitor who came several times is counted once, including in the total."))
_HOURS = Message(
    N_(
        "Hours run from arrival to departure, in whole minutes. Visits not checked "
        "out the same day are counted as visits but add no hours."
    )
)
_MEASURED = (
    Column("visits", N_("Visits"), ColumnKind.COUNT),
    Column("visitors", N_("Visitors"), ColumnKind.COUNT),
    Column("hours", N_("Hours"), ColumnKind.HOURS),
    Column("without_end", N_("Not checked out"), ColumnKind.COUNT),
)


class Measures(NamedTuple):
    """The counts over some visits, in the order of the columns."""

    visits: int
    visitors: int
    minutes: int
    without_end: int

    @staticmethod
    def of(visits: Sequence[Visit]) -> Measures:
        return Measures(
            visits=len(visits),
            visitors=len({v.visitor_key for v in visits}),
            minutes=sum(v.minutes or 0 for v in visits),
            without_end=sum(v.never_ended for v in visits),
        )


def by_partner(visits: Sequence[Visit], refusals: Sequence[Refusal]) -> Tally:
    names = _last_names(visits, refusals)
    away = Counter(one.partner_id for one in refusals)
    groups = grouped((v.partner_id, v) for v in visits)
    measured = {key: Measures.of(groups.get(key, ())) for key in names}
    keys = sorted(names, key=lambda k: (-measured[k].visits, -away[k], not k, fold(names[k]), k))
    label: dict[str, Cell] = {key: names[key] or key or NO_PARTNER for key in keys}
    total = Measures.of(visits)
    return Tally(
        columns=(
            PARTNER,
            *_MEASURED,
            Column("turned_away", N_("Turned away"), ColumnKind.COUNT),
            Column("share", N_("Share of visits"), ColumnKind.PERCENT),
        ),
        rows=tuple(
            (
                label[key],
                *measured[key],
                away[key],
                measured[key].visits / total.visits if total.visits else None,
            )
            for key in keys
        ),
        totals=(None, *total, len(refusals), 1.0 if total.visits else None),
        charts=_two_bars([(label[key], measured[key]) for key in keys]),
        notes=(_HOURS, _ONCE, UNDONE),
    )


def by_program(visits: Sequence[Visit], programs: Programs) -> Tally:
    """A program whose name is no longer known is shown by the activity's title."""

    def program(one: Visit) -> Cell:
        if not one.activity_id:
            return Message(PURPOSE[Purpose(one.purpose)])
        return programs.of(one) or one.activity_title or one.activity_id

    return _by_two(
        visits,
        program,
        Column("program", N_("Program or purpose"), ColumnKind.TEXT),
        Message(N_("Visits without an activity are listed by their purpose.")),
    )


def by_contract(visits: Sequence[Visit], contracts: dict[str, str]) -> Tally:
    return _by_two(
        visits,
        lambda one: contracts.get(one.visit_id) or _NO_CONTRACT,
        Column("contract", N_("Contract"), ColumnKind.TEXT),
        Message(
            N_("Each visit is listed under the contract that was used to check the visitor in.")
        ),
    )


def by_month(visits: Sequence[Visit], refusals: Sequence[Refusal], zone: tzinfo) -> Tally:
    groups = grouped((_month(v.arrived), v) for v in visits)
    away = Counter(_month(one.at.astimezone(zone)) for one in refusals)
    months = tuple(_months(groups.keys() | away.keys()))
    measured = {one: Measures.of(groups.get(one, ())) for one in months}
    visits_of = [measured[one].visits for one in months]
    minutes_of = [measured[one].minutes for one in months]
    charts = (
        chart(N_("Visits"), months, visits_of, ColumnKind.MONTH),
        chart(N_("Hours"), months, minutes_of, ColumnKind.MONTH, ColumnKind.HOURS),
    )
    return Tally(
        columns=(
            Column("month", N_("Month"), ColumnKind.MONTH),
            *_MEASURED,
            Column("turned_away", N_("Turned away"), ColumnKind.COUNT),
        ),
        rows=tuple((one, *measured[one], away[one]) for one in months),
        totals=(None, *Measures.of(visits), len(refusals)),
        charts=charts if months else (),
        notes=(_HOURS, _ONCE, UNDONE),
    )


def _by_two(
    visits: Sequence[Visit],
    called: Callable[[Visit], Cell],
    column: Column,
    note: Message,
) -> Tally:
    """One row for each name and partner."""
    names = _last_names(visits, ())
    groups = grouped(((_same(called(v)), v.partner_id), v) for v in visits)
    found: list[tuple[Cell, Cell, Measures]] = []
    for (_, partner_id), group in groups.items():
        partner: Cell = names[partner_id] or partner_id or NO_PARTNER
        found.append((called(group[-1]), partner, Measures.of(group)))
    found.sort(key=lambda one: (-one[2].visits, -one[2].minutes, _same(one[1]), _same(one[0])))
    return Tally(
        columns=(column, PARTNER, *_MEASURED),
        rows=tuple((name, partner, *measured) for name, partner, measured in found),
        totals=(None, None, *Measures.of(visits)),
        charts=_two_bars(_one_label(visits, called, found)),
        notes=(note, _HOURS, _ONCE, UNDONE),
    )


def _one_label(
    visits: Sequence[Visit],
    called: Callable[[Visit], Cell],
    found: Sequence[tuple[Cell, Cell, Measures]],
) -> list[tuple[Cell, Measures]]:
    """Bars have no second column. Words in place of a name mean the same for every partner and are
    one bar; programs of the same name from two partners are two bars, each with its partner."""
    of_words = grouped((_same(called(v)), v) for v in visits if isinstance(called(v), Message))
    often = Counter(_same(name) for name, _, _ in found)
    labels: list[tuple[Cell, Measures]] = [
        (called(group[0]), Measures.of(group)) for group in of_words.values()
    ]
    labels += [
        (f"{name} ({partner})" if often[_same(name)] > 1 else name, measured)
        for name, partner, measured in found
        if not isinstance(name, Message)
    ]
    return sorted(labels, key=lambda one: (-one[1].visits, _same(one[0])))


def _two_bars(found: Sequence[tuple[Cell, Measures]]) -> tuple[Chart, ...]:
    counted = [(name, one.visits) for name, one in found if one.visits]
    timed = sorted(((name, one.minutes) for name, one in found), key=lambda one: -one[1])
    return (
        *bars(N_("Visits"), counted),
        *bars(N_("Hours"), [one for one in timed if one[1]], ColumnKind.HOURS),
    )


def _last_names(visits: Sequence[Visit], refusals: Sequence[Refusal]) -> dict[str, str]:
    """A partner that was renamed is shown by its latest name."""
    seen = [(one.arrived, one.partner_id, one.partner_name) for one in visits]
    seen += [(one.at, one.partner_id, one.partner_name) for one in refusals]
    seen.sort(key=lambda one: one[0])
    return {partner_id: name for _, partner_id, name in seen}


def _month(at: datetime) -> date:
    return at.date().replace(day=1)


def _months(found: Iterable[date]) -> Iterable[date]:
    """From the first to the last, including months without a visit."""
    known = sorted(found)
    if not known:
        return
    at = known[0]
    while at <= known[-1]:
        yield at
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)


def _same(cell: Cell) -> tuple[bool, str]:
    """Equal for the same name, however it was written; words in place of one sort last."""
    return isinstance(cell, Message), cell.id if isinstance(cell, Message) else fold(str(cell))
