"""What the desk saw: when people came, and which rules stopped them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import time, tzinfo

from cpdesk.models.record_of import grouped
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.reports import Cell, Chart, ChartKind, Column, ColumnKind, Message
from cpdesk.services.reports.period_visits import Refusal, Stopped, Visit
from cpdesk.services.reports.tallies import UNDONE, Tally, bars
from cpdesk.words import N_

_NO_RULE = Message(N_("Turned away, but no rule required it"))
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip


def desk_load(
    visits: Sequence[Visit], refusals: Sequence[Refusal], zone: tzinfo, office: tuple[time, time]
) -> Tally:
    """When people are at the desk, by the clock on the wall: all of the office's day, and hours
    outside of it if anyone came then."""
    arrived = [one.arrived for one in visits]
    arrived += [one.at.astimezone(zone) for one in refusals]
    counted = Counter((at.weekday(), at.hour * 2 + at.minute // 30) for at in arrived)
    days = range(max([4, *(day for day, _ in counted)]) + 1)
    halves = {half for _, half in counted}
    opens, closes = (at.hour * 60 + at.minute for at in office)
    shown = range(
        min([opens // 30, *halves]), max([(closes - 1) // 30, *halves]) + 1 if arrived else 0
    )
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
        notes=(Message(N_("Counts everyone who was checked in or turned away.")), UNDONE),
    )


def by_rule(stopped: Sequence[Stopped], refusals: Sequence[Refusal]) -> Tally:
    groups = grouped((one.code, one) for one in stopped)
    codes = sorted(groups, key=lambda code: (-len(groups[code]), code))
    counts = [(_rule_name(code), _asked(groups[code])) for code in codes]
    with_rule = {one.subject_id for one in stopped}
    without = sum(one.turned_away_id not in with_rule for one in refusals)
    if without:
        counts.append((_NO_RULE, (0, 0, 0, without, 0, without)))
    return Tally(
        columns=(
            Column("rule", N_("Rule"), ColumnKind.TEXT),
            Column("refused", N_("Can’t come in"), ColumnKind.COUNT),
            Column("leader_asked", N_("Needs a leader"), ColumnKind.COUNT),
            Column("desk_asked", N_("Front desk decides"), ColumnKind.COUNT),
            Column("turned_away", N_("Turned away"), ColumnKind.COUNT),
            Column("let_in", N_("Checked in anyway"), ColumnKind.COUNT),
            Column("times", N_("Total"), ColumnKind.COUNT),
        ),
        rows=tuple((name, *counted) for name, counted in counts),
        totals=(None, *(sum(counted[n] for _, counted in counts) for n in range(6))),
        charts=bars(N_("How often each rule was not met"), [(n, c[-1]) for n, c in counts]),
        notes=(
            Message(N_("A visitor stopped by several rules is counted once for each rule.")),
            Message(
                N_("Turned away in this period: {n}."),
                (("n", len(refusals)),),
            ),
            UNDONE,
        ),
    )


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
    """A rule that the program no longer has is shown by its code."""
    return Message(RULE_NAME[code]) if code in RULE_NAME else code
