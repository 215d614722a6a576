"""The flyer distribution log: what arrived, where it went, what was returned and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from reportlab.lib.colors import Color, HexColor

from cpdesk.documents.layout.flow import Flow, Piece
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import RULE, SIDE, SMALL, TEXT, Paper
from cpdesk.documents.layout.table import (
    FINE,
    Cell,
    Column,
    Figures,
    Header,
    Line,
    Row,
    Wanted,
    across,
    cell,
    cells_at,
    columns,
    lay,
    numbers,
    paragraph,
)
from cpdesk.documents.layout.text import DOT, dotted, held, printable, wrap, wrap_parts
from cpdesk.policy.flyers import (
    CHANNEL,
    HANDED,
    RETURN_REASONS,
    SURPLUS,
    Channel,
    DeliveryState,
)
from cpdesk.records.flyers import FlyerLog, LogClass, LogLine
from cpdesk.words import N_, Words

RED = HexColor("#A3241B")
_CLASS_PAD = 2.0
_YEAR = timedelta(days=365)
_OPEN = {
    DeliveryState.CHECKING: N_("being checked"),
    DeliveryState.ACCEPTED: N_("in progress"),
    DeliveryState.DONE: N_("done"),
    DeliveryState.RETURNED: N_("returned"),
}


def flyer_log(log: FlyerLog, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """The log of a period, the newest delivery first."""
    title = words.text("Flyer distribution log")
    period, *about = _about(log, words)
    flow = Flow(paper, title, log.school_name, DOT.join((period, *about)))
    _Log(log, words, paper, flow).place()
    middle = _carry_home(log, words)
    return flow.write(f"{title}, {period}", log.printed_at, words, middle=middle)


def _carry_home(log: FlyerLog, words: Words) -> str:
    grades = words.grades(log.carry_home_low, log.carry_home_high)
    if log.carry_home_low == log.carry_home_high:
        return words.text("Carry-home distribution is for grade {grade}", grade=grades)
    return words.text("Carry-home distribution is for grades {grades}", grades=grades)


def _about(log: FlyerLog, words: Words) -> Iterator[str]:
    """The period and the filters that were chosen."""
    wanted = log.filter
    if log.school_year:
        yield held(words.text("School year {year}", year=log.school_year.replace("-", "–")))
    else:
        yield held(f"{words.day(wanted.first)} – {words.day(wanted.last)}")
    if log.partner_name:
        yield log.partner_name
    if wanted.of_grade is not None:
        yield words.text("Grade {grade}", grade=words.grades(wanted.of_grade, wanted.of_grade))
    if wanted.channel is not None:
        yield words.text(CHANNEL[wanted.channel])


class _Log:
    """Breaks the log into rows and pages."""

    def __init__(self, log: FlyerLog, words: Words, paper: Paper, flow: Flow) -> None:
        self._log = log
        self._words = words
        self._flow = flow
        self._wide = paper.size[0]
        # Within one year dates need no year; over a longer period each shows its own.
        self._short = log.filter.last < log.filter.first + _YEAR
        self._out = log.totals.out + log.totals.posted
        text = words.text
        self._columns = columns(
            self._wide,
            (
                Wanted(text("Received"), 42.0),
                Wanted(text("Flyer and partner"), share=1.0),
                Wanted(text("Approval"), 55.0),
                Wanted(text("Channel"), 57.0),
                Wanted(text("Grades"), 37.0),
                numbers(text("Copies"), (_n(log.totals.copies),), 40.0),
                numbers(text("Out"), (_n(self._out),), 36.0),
                Wanted(text("Done"), 75.0),
                Wanted(text("Initials"), 35.0),
            ),
        )

    def place(self) -> None:
        words, totals = self._words, self._log.totals
        if not self._log.lines:
            wanted = self._log.filter
            if wanted.partner or wanted.of_grade is not None or wanted.channel is not None:
                said = words.text("No matching flyers were delivered in this period.")
            else:
                said = words.text("No flyers were delivered in this period.")
            self._flow.gap(6.0)
            self._flow.place(paragraph(said, self._wide, size=11.0))
            return
        self._flow.place(
            Figures(
                (
                    (
                        _n(totals.deliveries),
                        words.count("delivery", "deliveries", totals.deliveries),
                    ),
                    (_n(totals.out), words.text("copies handed out")),
                    (_n(totals.posts), words.count("post", "posts", totals.posts)),
                    (_n(totals.returned_deliveries), words.text("returned, in full or in part")),
                )
            )
        )
        header = Header(self._columns, self._wide - SIDE)
        self._flow.place(header)
        summed = self._totals()
        for n, line in enumerate(self._log.lines, start=1):
            first, *rest = self._rows(line)
            keep = summed.height if n == len(self._log.lines) else 0.0
            lay(self._flow, header, (first,), keep=rest[0].height if rest else keep)
            lay(self._flow, header, rest, partial(self._continued, line), keep=keep)
        lay(self._flow, header, (summed,))

    # -- rows ------------------------------------------------------------------------------------

    def _rows(self, line: LogLine) -> list[Piece]:
        made: list[Piece] = [self._delivery(line)]
        for n, one in enumerate(line.lines):
            made.append(self._class(one, last=n == len(line.lines) - 1))
        return made

    def _delivery(self, line: LogLine) -> Row:
        words = self._words
        back = line.state is DeliveryState.RETURNED
        color = RED if back else TEXT
        fine = RED if back else SMALL
        at = self._columns
        received = self._day(line.received_at)
        approval = cell(line.approval_number or words.text("none"), at[2], color=color)
        if line.expires_on is not None:
            until = words.text("to {day}", day=self._said(line.expires_on))
            approval += cell(until, at[2], size=FINE, color=fine)
        cells = (
            cell(received if line.first else "", at[0], color=color),
            self._what(line, at[1], color, fine),
            approval,
            cell(self._channel(line), at[3], color=color),
            cell(self._grades(line), at[4], color=color),
            cell(_n(line.copies) if line.first else "", at[5], color=color),
            cell("–" if line.channel is Channel.ELECTRONIC else _n(line.out), at[6], color=color),
            cell(self._done(line), at[7], color=color),
            cell(line.initials, at[8], color=color),
        )
        below = cell(self._returned(line), across(at, 1), size=FINE, color=fine)
        rule = None if line.lines else RULE
        return Row(at, cells, rule=rule, below=below, below_at=at[1].x)

    def _what(self, line: LogLine, column: Column, color: Color, fine: Color) -> Cell:
        words = self._words
        title = wrap(printable(line.title), Weight.SEMIBOLD, 8.2, column.room)
        parts = [printable(line.partner_name)]
        if line.channel is Channel.ELECTRONIC:
            parts.append(printable(line.board_name))
        if line.classes:
            parts.append(held(words.count("{n} class", "{n} classes", line.classes)))
        if line.over > 0:
            fate = words.text(SURPLUS[line.surplus]) if line.surplus else ""
            over = held(words.text("{n} over", n=_n(line.over)))
            parts.append(f"{over}, {printable(fate)}" if fate else over)
        elif line.over < 0:
            parts.append(held(words.text("{n} short", n=_n(-line.over))))
        small = wrap_parts(parts, Weight.REGULAR, FINE, column.room)
        return (
            *(Line(one, Weight.SEMIBOLD, 8.2, color) for one in title),
            *(Line(one, Weight.REGULAR, FINE, fine) for one in small),
        )

    def _returned(self, line: LogLine) -> str:
        """How many were returned each time, and why; "" where none were."""
        words, said = self._words, []
        for one in line.returns:
            if len(line.returns) > 1:
                day = self._day(one.returned_at)
                said.append(words.text("{n} returned {day}.", n=_n(one.copies), day=day))
            elif one.whole:
                said.append(words.text("Returned."))
            else:
                said.append(words.text("{n} returned.", n=_n(one.copies)))
            said += [words.text(RETURN_REASONS[code]) for code in one.reasons if code != "other"]
            said.append(one.note)
        return " ".join(part for part in said if part)

    def _channel(self, line: LogLine) -> str:
        words = self._words
        if line.channel is None:
            return "–"
        said = words.text(CHANNEL[line.channel])
        if line.channel is Channel.ELECTRONIC:
            return said  # the place is shown below the flyer, where there is more room
        if said.casefold() in line.board_name.casefold():
            return line.board_name  # "Lobby board" says it
        return f"{said}: {line.board_name}" if line.board_name else said

    def _grades(self, line: LogLine) -> str:
        if not line.approval_number and line.grade_low is None:
            return "–"  # not approved for any
        return self._words.grades(line.grade_low, line.grade_high)

    def _done(self, line: LogLine) -> str:
        words = self._words
        if line.returns and line.state is DeliveryState.RETURNED:
            return words.text("Returned {day}", day=self._day(line.returns[-1].returned_at))
        if line.channel in (Channel.BOARD, Channel.ELECTRONIC):
            if line.taken_down_at is not None:
                return words.text("down {day}", day=self._day(line.taken_down_at))
            if line.take_down_on is not None:
                return words.text("until {day}", day=self._said(line.take_down_on))
        if line.done_at is not None:
            return self._moment(line.done_at)
        return words.text(_OPEN[line.state])

    def _class(self, one: LogClass, *, last: bool) -> Row:
        words, at = self._words, self._columns
        name = dotted(one.class_name, one.room)
        heads = (
            ""
            if one.head_count is None
            else held(words.count("{n} student", "{n} students", one.head_count))
        )
        if one.refused:
            done = words.text("not sent home")
        elif one.handed_at is None:
            done = words.text("not handed out")
        else:
            done = self._moment(one.handed_at)
        how = one.handed_to or (words.text(HANDED[one.handed_how]) if one.handed_how else "")
        out = one.copies if one.handed_at is not None else 0
        texts = (
            "",
            name,
            heads,
            how,
            words.grades(one.class_grade, one.class_grade),
            _n(one.copies),
            _n(out),
            done,
            one.initials,
        )
        cells = tuple(
            cell(text, column, size=FINE, color=SMALL)
            for text, column in zip(texts, at, strict=True)
        )
        made = Row(at, cells, pad=_CLASS_PAD, rule=None)
        return Row(at, cells, pad=_CLASS_PAD, least=made.height + 3.0) if last else made

    def _continued(self, line: LogLine) -> Row:
        """Whose classes these are, where they continue on the next page."""
        at = self._columns
        said = self._words.text("{part}, continued", part=line.title)
        below = cell(said, across(at, 1), Weight.SEMIBOLD, FINE)
        pad = _CLASS_PAD + 1.0
        return Row(at, cells_at(at, {}), pad=pad, rule=None, below=below, below_at=at[1].x)

    def _totals(self) -> Row:
        words, at, totals = self._words, self._columns, self._log.totals
        said = words.count("Total: {n} delivery", "Total: {n} deliveries", totals.deliveries)
        over = sum(max(line.over, 0) for line in self._log.lines)
        short = sum(max(-line.over, 0) for line in self._log.lines)
        about = [
            held(words.text(what, n=_n(n)))
            for what, n in (
                (N_("{n} handed out"), totals.out),
                (N_("{n} posted"), totals.posted),
                (N_("{n} returned"), totals.returned_copies),
                (N_("{n} over"), over),
                (N_("{n} short"), short),
            )
            if n
        ]
        under = across(at, 1)
        lines = wrap_parts(about, Weight.REGULAR, FINE, under.room)
        total = {1: said, 5: _n(totals.copies), 6: _n(self._out)}
        cells = cells_at(at, {n: cell(one, at[n], Weight.SEMIBOLD) for n, one in total.items()})
        below = tuple(Line(one, Weight.REGULAR, FINE, SMALL) for one in lines)
        return Row(at, cells, filled=True, below=below, below_at=under.x)

    # -- words -----------------------------------------------------------------------------------

    def _said(self, day: date) -> str:
        """Without the year where it is clear: within a year of the log's first day."""
        begins = self._log.filter.first
        if self._short and begins <= day < begins + _YEAR:
            return self._words.month_day(day)
        return self._words.day(day)

    def _day(self, at: datetime) -> str:
        return self._said(self._words.local(at).date())

    def _moment(self, at: datetime) -> str:
        return f"{held(self._day(at))}, {held(self._words.clock_of(at))}"


def _n(number: int) -> str:
    """With commas: it is read on paper."""
    return f"{number:,}"
