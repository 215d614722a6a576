"""What a report counts: rows, totals and charts from the book of visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import TypeVar

from cpdesk.policy.names import fold
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.phrases import PURPOSE
from cpdesk.policy.rule_names import RULE_NAME
from cpdesk.records.reports import (
    Cell,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Message,
)
from cpdesk.services.visit_book import Refusal, Stopped, Visit, ended, never_ended
from cpdesk.words import N_

T = TypeVar("T")
K = TypeVar("K")

Row = tuple[Cell, ...]
_BARS = 12  # more names than this are no picture any more; the table has them all
_NO_PARTNER = Message(N_("Visitors without a partner"))
_NO_CONTRACT = Message(N_("No contract named"))
_NO_RULE = Message(N_("Turned away although no rule stopped it"))
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
_ONCE = Message(N_("A visitor who came several times counts once, also in the total."))
_HOURS = Message(
    N_(
        "Hours run from arrival to leaving, in whole minutes. Visits that nobody checked out on "
        "their day count as visits and add no hours."
    )
)
_UNDONE = Message(N_("Admissions that were taken back do not count."))


@dataclass(frozen=True, slots=True)
class Tally:
    """The body of a report."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None
    charts: tuple[Chart, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """What is counted of some visits."""

    visits: int
    visitors: int
    minutes: int
    without_end: int

    @staticmethod
    def of(visits: Sequence[Visit], zone: tzinfo, today: date) -> Measures:
        timed = [v for v in visits if ended(v.left_at, v.left_how, v.arrived_at, zone)]
        return Measures(
            visits=len(visits),
            visitors=len({v.visitor_key for v in visits}),
            minutes=sum(v.minutes for v in timed),
            without_end=sum(
                never_ended(v.left_at, v.left_how, v.arrived_at, zone, today) for v in visits
            ),
        )

    @property
    def cells(self) -> Row:
        return (self.visits, self.visitors, self.minutes, self.without_end)


_MEASURED = (
    Column("visits", N_("Visits"), ColumnKind.COUNT),
    Column("visitors", N_("Visitors"), ColumnKind.COUNT),
    Column("hours", N_("Hours"), ColumnKind.HOURS),
    Column("without_end", N_("Not checked out"), ColumnKind.COUNT),
)
_PARTNER = Column("partner", N_("Partner"), ColumnKind.TEXT)


def by_partner(
    visits: Sequence[Visit], refusals: Sequence[Refusal], zone: tzinfo, today: date
) -> Tally:
    names: dict[str, str] = {}
    both: list[Visit | Refusal] = [*visits, *refusals]
    seen = sorted(both, key=_when)
    for one in seen:  # a partner that was renamed is called as it was last
        names[one.partner_id] = one.partner_name
    away = Counter(one.partner_id for one in refusals)
    groups = _grouped(visits, lambda v: v.partner_id)
    measured = {key: Measures.of(groups.get(key, ()), zone, today) for key in names}
    keys = sorted(names, key=lambda k: (-measured[k].visits, -away[k], not k, fold(names[k]), k))
    label: dict[str, Cell] = {key: names[key] or key or _NO_PARTNER for key in keys}
    total = Measures.of(visits, zone, today)
    return Tally(
        columns=(
            _PARTNER,
            *_MEASURED,
            Column("turned_away", N_("Turned away"), ColumnKind.COUNT),
            Column("share", N_("Share of visits"), ColumnKind.PERCENT),
        ),
        rows=tuple(
            (
                label[key],
                *measured[key].cells,
                away[key],
                measured[key].visits / total.visits if total.visits else None,
            )
            for key in keys
        ),
        totals=(None, *total.cells, len(refusals), 1.0 if total.visits else None),
        charts=_two_bars([(label[key], measured[key]) for key in keys]),
        notes=(_HOURS, _ONCE, _UNDONE),
    )


def by_program(
    visits: Sequence[Visit], programs: dict[str, tuple[str, str]], zone: tzinfo, today: date
) -> Tally:
    """A program that the roster no longer has is named by the activity's title, which stayed."""

    def program(one: Visit) -> tuple[str, Cell]:
        if not one.activity_id:
            return f"purpose {one.purpose}", Message(PURPOSE[one.purpose])
        found = programs.get(one.activity_id)
        title = one.activity_title or one.activity_id
        return (f"program {found[0]}", found[1]) if found else (f"title {title}", title)

    return _by_two(
        visits,
        program,
        Column("program", N_("Program or purpose"), ColumnKind.TEXT),
        zone,
        today,
        (Message(N_("Visits without an activity are listed by their purpose.")),),
    )


def by_contract(
    visits: Sequence[Visit], contracts: dict[str, str], zone: tzinfo, today: date
) -> Tally:
    def contract(one: Visit) -> tuple[str, Cell]:
        named = contracts.get(one.visit_id, "")
        return named, named or _NO_CONTRACT

    return _by_two(
        visits,
        contract,
        Column("contract", N_("Contract"), ColumnKind.TEXT),
        zone,
        today,
        (Message(N_("The contract is the one that the answer rested on when the visit began.")),),
    )


def by_month(
    visits: Sequence[Visit], refusals: Sequence[Refusal], zone: tzinfo, today: date
) -> Tally:
    def month(at: datetime) -> date:
        return at.astimezone(zone).date().replace(day=1)

    groups = _grouped(visits, lambda v: month(v.arrived_at))
    away = Counter(month(one.at) for one in refusals)
    months = list(_months(groups.keys() | away.keys()))
    measured = {one: Measures.of(groups.get(one, ()), zone, today) for one in months}
    labels = tuple(months)
    charts = (
        Chart(
            ChartKind.BARS,
            N_("Visits"),
            ColumnKind.COUNT,
            labels,
            ColumnKind.MONTH,
            tuple(measured[one].visits for one in months),
        ),
        Chart(
            ChartKind.BARS,
            N_("Hours"),
            ColumnKind.HOURS,
            labels,
            ColumnKind.MONTH,
            tuple(measured[one].minutes for one in months),
        ),
    )
    return Tally(
        columns=(
            Column("month", N_("Month"), ColumnKind.MONTH),
            *_MEASURED,
            Column("turned_away", N_("Turned away"), ColumnKind.COUNT),
        ),
        rows=tuple((one, *measured[one].cells, away[one]) for one in months),
        totals=(None, *Measures.of(visits, zone, today).cells, len(refusals)),
        charts=charts if months else (),
        notes=(_HOURS, _ONCE, _UNDONE),
    )


def desk_load(visits: Sequence[Visit], refusals: Sequence[Refusal], zone: tzinfo) -> Tally:
    """When people stand at the desk, by the clock on its wall."""
    arrived = [one.arrived_at.astimezone(zone) for one in visits]
    arrived += [one.at.astimezone(zone) for one in refusals]
    counted = Counter((at.weekday(), at.hour * 2 + at.minute // 30) for at in arrived)
    days = range(max([4, *(day for day, _ in counted)]) + 1)
    halves = [half for _, half in counted]
    shown = range(min(halves), max(halves) + 1) if halves else range(0)
    labels = tuple(time(half // 2, half % 2 * 30) for half in shown)
    grid = tuple(tuple(counted[day, half] for half in shown) for day in days)
    chart = Chart(
        ChartKind.HEAT,
        N_("People at the front desk, by half hour"),
        ColumnKind.COUNT,
        labels,
        ColumnKind.TIME,
        down=tuple(days),
        down_are=ColumnKind.WEEKDAY,
        grid=grid,
    )
    return Tally(
        columns=(
            Column("from", N_("From"), ColumnKind.TIME),
            *(Column(f"day{day + 1}", _WEEKDAYS[day], ColumnKind.COUNT) for day in days),
            Column("week", N_("All days"), ColumnKind.COUNT),
        ),
        rows=tuple(
            (label, *(row[n] for row in grid), sum(row[n] for row in grid))
            for n, label in enumerate(labels)
        ),
        totals=(None, *(sum(row) for row in grid), len(arrived)),
        charts=(chart,) if arrived else (),
        notes=(Message(N_("Everybody is counted who was let in or turned away.")), _UNDONE),
    )


def by_rule(stopped: Sequence[Stopped], refusals: Sequence[Refusal]) -> Tally:
    groups = _grouped(stopped, lambda one: one.code)
    codes = sorted(groups, key=lambda code: (-len(groups[code]), code))
    counts = [(_rule_name(code), _asked(groups[code])) for code in codes]
    with_rule = {one.subject_id for one in stopped}
    without = sum(one.turned_away_id not in with_rule for one in refusals)
    if without:
        counts.append((_NO_RULE, (0, 0, 0, without, 0, without)))
    return Tally(
        columns=(
            Column("rule", N_("Rule"), ColumnKind.TEXT),
            Column("refused", N_("Refused"), ColumnKind.COUNT),
            Column("leader_asked", N_("Leader asked"), ColumnKind.COUNT),
            Column("desk_asked", N_("Desk asked"), ColumnKind.COUNT),
            Column("turned_away", N_("Turned away"), ColumnKind.COUNT),
            Column("let_in", N_("Let in all the same"), ColumnKind.COUNT),
            Column("times", N_("Times"), ColumnKind.COUNT),
        ),
        rows=tuple((name, *counted) for name, counted in counts),
        totals=(None, *(sum(counted[n] for _, counted in counts) for n in range(6))),
        charts=_bars(N_("How often each rule did not hold"), [(n, c[-1]) for n, c in counts]),
        notes=(
            Message(N_("Who meets several rules at once is counted at each of them.")),
            Message(
                N_("Turned away in this period: {n}."),
                (("n", len(refusals)),),
            ),
            _UNDONE,
        ),
    )


def never_checked_out(visits: Sequence[Visit], zone: tzinfo, today: date) -> Tally:
    missing = [v for v in visits if never_ended(v.left_at, v.left_how, v.arrived_at, zone, today)]
    return Tally(
        columns=(
            Column("day", N_("Day"), ColumnKind.DATE),
            Column("arrived", N_("Arrived"), ColumnKind.TIME),
            Column("visitor", N_("Visitor"), ColumnKind.TEXT),
            _PARTNER,
            Column("where", N_("Where"), ColumnKind.TEXT),
            Column("planned_end", N_("Planned until"), ColumnKind.TIME),
            Column("closed", N_("Closed"), ColumnKind.MOMENT),
        ),
        rows=tuple(
            (
                v.arrived_at.astimezone(zone).date(),
                _minute(v.arrived_at, zone),
                v.visitor_name,
                v.partner_name or _NO_PARTNER,
                v.place or None,
                _minute(v.ends_at, zone) if v.ends_at else None,
                v.left_at or Message(N_("still open")),
            )
            for v in missing
        ),
        totals=None,
        charts=_bars(
            N_("Visits that nobody checked out"),
            [
                (name or _NO_PARTNER, n)
                for name, n in Counter(v.partner_name for v in missing).most_common()
            ],
        ),
        notes=(
            Message(N_("{n} of {all} visits."), (("n", len(missing)), ("all", len(visits)))),
            Message(N_("Who came today and is still in the building is not listed.")),
            _UNDONE,
        ),
    )


def _by_two(
    visits: Sequence[Visit],
    called: Callable[[Visit], tuple[str, Cell]],
    column: Column,
    zone: tzinfo,
    today: date,
    notes: tuple[Message, ...],
) -> Tally:
    """One row for each name and partner; the chart adds up nothing that the table keeps apart."""
    groups = _grouped(visits, lambda v: (called(v)[0], v.partner_id))
    found = []
    for group in groups.values():
        last = group[-1]
        partner: Cell = last.partner_name or last.partner_id or _NO_PARTNER
        found.append((called(last)[1], partner, Measures.of(group, zone, today)))
    found.sort(key=lambda one: (-one[2].visits, -one[2].minutes, _sorted(one[1]), _sorted(one[0])))
    return Tally(
        columns=(column, _PARTNER, *_MEASURED),
        rows=tuple((name, partner, *measured.cells) for name, partner, measured in found),
        totals=(None, None, *Measures.of(visits, zone, today).cells),
        charts=_two_bars([(name, measured) for name, _, measured in found]),
        notes=(*notes, _HOURS, _ONCE, _UNDONE),
    )


def _two_bars(found: Sequence[tuple[Cell, Measures]]) -> tuple[Chart, ...]:
    counted = [(name, one.visits) for name, one in found if one.visits]
    timed = sorted(((name, one.minutes) for name, one in found), key=lambda one: -one[1])
    return (
        *_bars(N_("Visits"), counted),
        *_bars(N_("Hours"), [one for one in timed if one[1]], ColumnKind.HOURS),
    )


def _bars(
    title: str, found: Sequence[tuple[Cell, int]], shows: ColumnKind = ColumnKind.COUNT
) -> tuple[Chart, ...]:
    """One chart, the smallest in one bar where they are many; none of nothing."""
    if not found:
        return ()
    bars = list(found)
    if len(bars) > _BARS:
        rest = bars[_BARS - 1 :]
        more = Message(N_("{n} others"), (("n", len(rest)),))
        bars = [*bars[: _BARS - 1], (more, sum(value for _, value in rest))]
    labels, values = zip(*bars, strict=True)
    return (Chart(ChartKind.BARS, title, shows, labels, ColumnKind.TEXT, values),)


def _grouped(many: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for one in many:
        groups.setdefault(key(one), []).append(one)
    return groups


def _asked(found: Sequence[Stopped]) -> tuple[int, int, int, int, int, int]:
    by = Counter(one.outcome for one in found)
    away = sum(one.turned_away for one in found)
    return (
        by[Outcome.REFUSE],
        by[Outcome.ASK_LEADER],
        by[Outcome.ASK_DESK],
        away,
        len(found) - away,
        len(found),
    )


def _rule_name(code: str) -> Cell:
    """A rule that the program no longer has is called by its code."""
    return Message(RULE_NAME[code]) if code in RULE_NAME else code


def _months(found: Iterable[date]) -> Iterable[date]:
    """From the first to the last, those between without a visit too."""
    known = sorted(found)
    if not known:
        return
    at = known[0]
    while at <= known[-1]:
        yield at
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)


def _when(one: Visit | Refusal) -> datetime:
    return one.arrived_at if isinstance(one, Visit) else one.at


def _minute(at: datetime, zone: tzinfo) -> time:
    return at.astimezone(zone).time().replace(second=0, microsecond=0)


def _sorted(cell: Cell) -> tuple[bool, str]:
    """Words in place of a name come last."""
    return isinstance(cell, Message), cell.id if isinstance(cell, Message) else fold(str(cell))
