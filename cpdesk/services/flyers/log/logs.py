"""The flyer distribution log: what came, where it went, and what was returned, counted only from
the rows of the deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import Connection, and_, bindparam, literal, or_, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables import flyer_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy import grades
from cpdesk.policy.flyers import Channel, DeliveryState, LineState, Surplus
from cpdesk.policy.names.names import fold
from cpdesk.policy.permissions import Permission
from cpdesk.records.flyers import FlyerLog, LogClass, LogFilter, LogLine, LogTotals
from cpdesk.records.reports import Periods, ReportPartner
from cpdesk.services import partners_met, school_spans
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import requires
from cpdesk.services.flyers import book, rows
from cpdesk.services.flyers.rows import Parts
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

_d = t.flyer_delivery.c
_of_days = (
    select(t.flyer_delivery)
    .where(
        _d.school_id == bindparam("school"),
        _d.received_at.between(bindparam("begins"), bindparam("ends")),
    )
    .order_by(_d.received_at.desc(), _d.delivery_id.desc())
)
# Partners that aren't on any roster and whose name was typed.
_typed = (
    select(_d.partner_name)
    .where(_d.partner_id == literal("", literal_execute=True), _d.school_id == bindparam("school"))
    .distinct()
)


class FlyerLogs(AtSchool):
    """Reads the log, for paper and for files."""

    @requires(Permission.PRINT)
    def log(self, wanted: LogFilter) -> FlyerLog:
        """The deliveries received in a period, newest first, each with a line for every channel it
        used. DeskError if the days aren't a valid period."""
        if wanted.first > wanted.last:
            raise DeskError(
                N_("The log’s first day is after its last day."), N_("Change one of the dates.")
            )
        with self._to_read() as (tx, school_context, now):
            found = _found(tx, school_context.school_id, school_context.zone, wanted)
            made = _lines(tx, found, wanted)
            name = _partner_name(tx, school_context, wanted.partner)
        low, high = self._terms.on(now.date()).flyer_carry_home_grades
        return FlyerLog(
            school_name=school_context.school.name,
            filter=wanted,
            partner_name=name,
            school_year=_school_year(wanted.first, wanted.last),
            printed_at=now,
            carry_home_low=low,
            carry_home_high=high,
            lines=made,
            totals=totals(made),
        )

    @requires(Permission.PRINT)
    def periods(self) -> Periods:
        """This school year, this month and last month, in the school's zone."""
        with self._to_read_records() as (_tx, _place, now):
            return school_spans.periods(now.date())

    @requires(Permission.PRINT)
    def partners(self) -> tuple[ReportPartner, ...]:
        """Partners whose flyers were ever delivered here, by name; for one that isn't on any
        roster, the name serves as its id."""
        with self._store.read() as tx:
            school = self._context_cache.place(tx).school_id
            typed = tx.execute(_typed, {"school": school}).scalars()
            names = {name: name for name in typed}
            names |= partners_met.met(tx, t.flyer_delivery, school)
        made = (ReportPartner(key, name) for key, name in names.items())
        return tuple(sorted(made, key=lambda one: fold(one.name)))


def lines(tx: Connection, school_id: str, zone: tzinfo, wanted: LogFilter) -> tuple[LogLine, ...]:
    """The lines of a log, newest delivery first."""
    return _lines(tx, _found(tx, school_id, zone, wanted), wanted)


def _found(tx: Connection, school_id: str, zone: tzinfo, wanted: LogFilter) -> list[Any]:
    begins, ends = book.days(wanted.first, wanted.last, zone)
    question = _of_days
    if wanted.partner:
        typed = and_(_d.partner_id == "", _d.partner_name == wanted.partner)
        question = question.where(or_(_d.partner_id == wanted.partner, typed))
    named = {"school": school_id, "begins": begins, "ends": ends}
    return list(tx.execute(question, named).all())


def _partner_name(tx: Connection, school_context: SchoolContext, partner: str) -> str:
    """The name at its last delivery here, otherwise the roster's name; for an unknown partner, the
    name that was typed."""
    if not partner:
        return ""
    last = tx.execute(
        select(_d.partner_name)
        .where(_d.school_id == school_context.school_id, _d.partner_id == partner)
        .order_by(_d.received_at.desc())
        .limit(1)
    ).scalar()
    c = r.partner.c
    known = select(c.name).where(c.issue == school_context.issue, c.partner_id == partner)
    return last or tx.execute(known).scalar() or partner


def totals(of: Iterable[LogLine]) -> LogTotals:
    """The totals of a log; values that belong to the whole delivery are on its first line only."""
    kept = tuple(of)
    first = [line for line in kept if line.first]
    return LogTotals(
        deliveries=len(first),
        copies=sum(line.copies for line in first),
        out=sum(line.out for line in kept if line.channel is Channel.CARRY_HOME),
        posts=sum(line.channel in (Channel.BOARD, Channel.ELECTRONIC) for line in kept),
        posted=sum(line.out for line in kept if line.channel is not Channel.CARRY_HOME),
        returned_deliveries=sum(bool(line.returns) for line in first),
        returned_copies=sum(line.returned for line in first),
        over=sum(line.over for line in first),
    )


def _lines(tx: Connection, found: Sequence[Any], wanted: LogFilter) -> tuple[LogLine, ...]:
    return tuple(
        line
        for one in rows.parts_of(tx, found)
        if wanted.of_grade is None or _has_grade(one, wanted.of_grade)
        for line in _of_delivery(one, wanted)
    )


def _has_grade(one: Parts, grade: int) -> bool:
    """Checked against its classes if it has a plan, otherwise against the approved grades."""
    if one.lines:
        return any(line.grade == grade for line in one.lines)
    low, high = grades.span(one.row.grade_low, one.row.grade_high)
    return low <= grade <= high


def _of_delivery(one: Parts, wanted: LogFilter) -> list[LogLine]:
    row = one.row
    ways: list[dict[str, Any]] = []
    asked = [line for line in one.lines if wanted.of_grade in (None, line.grade)]
    if asked:
        ways.append(_home(row, asked, wanted.classes))
    ways += [_posted(post) for post in one.posts]
    if not ways:
        ways.append({"channel": None, "initials": _initials(_last_hand(row, one.returns))})
    if wanted.channel is not None:
        ways = [way for way in ways if _goes(row, way, wanted.channel)]
    return [_line(one, way, first=n == 0) for n, way in enumerate(ways)]


def _goes(row: Any, way: dict[str, Any], channel: Channel) -> bool:
    """Whether it went out by this channel; if it went nowhere, whether that was planned."""
    if way["channel"] is None:
        return channel.value in row.channels
    return bool(way["channel"] is channel)


def _home(row: Any, classes: Sequence[Any], with_classes: bool) -> dict[str, Any]:
    handed = [one for one in classes if one.state == LineState.HANDED.value]
    waits = any(one.state == LineState.PLANNED.value for one in classes)
    last = max(handed, key=lambda one: one.handed_at, default=None)
    return {
        "channel": Channel.CARRY_HOME,
        "out": sum(one.copies for one in handed),
        "classes": sum(one.state != LineState.REFUSED.value for one in classes),
        "done_at": last.handed_at if last is not None and not waits else None,
        "initials": _initials(last.handed_by_name if last is not None else _last_hand(row)),
        "lines": tuple(_class(one) for one in classes) if with_classes else (),
    }


def _posted(post: Any) -> dict[str, Any]:
    return {
        "channel": Channel(post.channel),
        "board_name": post.board_name,
        "out": post.copies,
        "take_down_on": post.take_down_on,
        "taken_down_at": post.taken_down_at,
        "done_at": post.taken_down_at,
        "initials": _initials(post.posted_by_name),
    }


def _class(row: Any) -> LogClass:
    return record_of(
        LogClass,
        row,
        class_grade=row.grade,
        head_count=row.students,
        initials=_initials(row.handed_by_name),
        refused=row.state == LineState.REFUSED.value,
    )


# What a line lacks that did not go out by a channel, or not by one that has it.
_NOTHING: Mapping[str, Any] = {
    "board_name": "",
    "out": 0,
    "classes": 0,
    "take_down_on": None,
    "taken_down_at": None,
    "done_at": None,
    "lines": (),
}


def _line(one: Parts, way: Mapping[str, Any], *, first: bool) -> LogLine:
    """A line of a delivery. What belongs to the whole delivery is on its `first` line only."""
    row, state = one.row, DeliveryState(one.row.state)
    begun = state is DeliveryState.ACCEPTED and bool(one.lines or one.posts)
    over = one.tally.over if first and (begun or state is DeliveryState.DONE) else 0
    back = one.went_back if first else ()
    return record_of(
        LogLine,
        row,
        first=first,
        copies=row.copies if first else 0,
        returned=sum(one.copies for one in back),
        returns=back,
        over=over,
        surplus=Surplus(row.surplus) if row.surplus and over > 0 else None,
        **{**_NOTHING, **way},
    )


def _last_hand(row: Any, back: Sequence[Any] = ()) -> str:
    """Who took the last step with a delivery that went nowhere."""
    by = back[-1].returned_by_name if back else ""
    return str(by or row.accepted_by_name or row.received_by_name)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper()[:3]


def _school_year(first: date, last: date) -> str:
    """ "2026-27" if the days are one whole school year; otherwise ""."""
    year = school_spans.school_year(first)
    return year.name if (first, last) == (year.starts_on, year.ends_on) else ""
