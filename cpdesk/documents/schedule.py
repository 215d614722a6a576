"""The day's partner schedule: what the office, the doors and the leaders go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.flow import Flow, Foot
from cpdesk.documents.fonts import CAP, Weight, width
from cpdesk.documents.page import (
    BAND,
    HEAD_RULE,
    MUTED,
    RULE,
    SIDE,
    SMALL,
    TEXT,
    Head,
    Paper,
    put,
)
from cpdesk.documents.people import short_names
from cpdesk.documents.text import DOT, NBSP, Runs, held, printable, wrap, wrap_parts, wrap_runs
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.phrases import CONDITION
from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.words import N_, Words

_BODY, _FINE, _LABEL = 8.2, 7.1, 6.9
_LINE = 1.33
_PAD = 4.6
_SIGN = 15.5  # how far below the top of a row its signature line runs
_LEAST_ROW = _PAD * 2 + _SIGN
_BAND_HEIGHT = 15.0
_HEADER_HEIGHT = 17.0
_BOX_X, _BOX_Y = 9.0, 7.5
_BOX_FILL, _BOX_EDGE = HexColor("#FDF3F2"), HexColor("#E0B9B6")
_MOST_NAMES = 12  # a row has to fit on a page, whoever is expected

_PARTS = (
    ("before", N_("Before school")),
    ("school", N_("School day")),
    ("after", N_("After school")),
)


def schedule(day: DaySchedule, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """The schedule of one day. What may not run stands in a footnote, never in the table."""
    title = words.text("Partner schedule")
    head = Head(title, printable(day.school_name), printable(_when(day, words)))
    foot = Foot(printable(_printed(day, words)), words.text("No student data on this page"))
    flow = _Table(day, words, paper, head).flow()
    return flow.write(f"{title}, {words.long_day(day.day)}", day.school_name, foot, words)


def _when(day: DaySchedule, words: Words) -> str:
    kind = _quiet(day.schedule) if day.open else words.text("no school")
    return DOT.join(part for part in (words.long_day(day.day), kind, day.note) if part)


def _quiet(name: str) -> str:
    """A bell schedule's name, which lists like to shout: "REGULAR" as "Regular"."""
    return name.capitalize() if name.isalpha() and name.isupper() and len(name) > 4 else name


def _printed(day: DaySchedule, words: Words) -> str:
    """Without the date where it is the day of the schedule itself."""
    same = words.local(day.printed_at).date() == day.day
    at = words.clock_of(day.printed_at) if same else words.moment(day.printed_at)
    if day.roster_taken_in_at is None:
        return words.text("Printed {at}", at=at)
    return words.text(
        "Printed {at} from the district roster of {roster}", at=at, roster=day.roster_taken_in_at
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column begins, and how wide its text may be."""

    time: tuple[float, float]
    activity: tuple[float, float]
    where: tuple[float, float]
    grades: tuple[float, float]
    expected: tuple[float, float]
    sign: tuple[float, float]
    right: float

    @staticmethod
    def of(page_width: float) -> _Columns:
        right = page_width - SIDE
        flexible = right - SIDE - 66.0 - 72.0 - 38.0 - 64.0
        wide = (66.0, flexible * 0.63, 72.0, 38.0, flexible * 0.37, 64.0)
        lefts = [SIDE + sum(wide[:n]) for n in range(6)]
        made = [(x + _PAD, w - 1.6 * _PAD) for x, w in zip(lefts, wide, strict=True)]
        return _Columns(made[0], made[1], made[2], made[3], made[4], made[5], right)


@dataclass(frozen=True, slots=True)
class _Header:
    """The names of the columns."""

    columns: _Columns
    names: tuple[str, ...]
    height: float = _HEADER_HEIGHT

    def draw(self, canvas: Canvas, y: float) -> None:
        at = self.columns
        places = (at.time, at.activity, at.where, at.grades, at.expected, at.sign)
        for (x, _), name in zip(places, self.names, strict=True):
            put(canvas, x, y - 11.0, name, Weight.SEMIBOLD, _LABEL, MUTED)
        canvas.setStrokeColor(HEAD_RULE)
        canvas.setLineWidth(0.75)
        canvas.line(SIDE, y - _HEADER_HEIGHT, at.right, y - _HEADER_HEIGHT)


@dataclass(frozen=True, slots=True)
class _Band:
    """A part of the day."""

    columns: _Columns
    name: str
    height: float = _BAND_HEIGHT

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setFillColor(BAND)
        canvas.rect(
            SIDE, y - _BAND_HEIGHT, self.columns.right - SIDE, _BAND_HEIGHT, stroke=0, fill=1
        )
        baseline = y - (_BAND_HEIGHT + _BODY * CAP) / 2
        put(canvas, self.columns.time[0], baseline, self.name, Weight.SEMIBOLD, _BODY, TEXT)


@dataclass(frozen=True, slots=True)
class _Row:
    """One activity, broken into lines."""

    columns: _Columns
    time: tuple[Runs, ...]
    title: tuple[str, ...]
    fine: tuple[tuple[str, Weight], ...]
    where: tuple[str, ...]
    grades: tuple[str, ...]
    expected: tuple[str, ...]
    height: float

    def draw(self, canvas: Canvas, y: float) -> None:
        at = self.columns
        first = y - _PAD - _BODY * (CAP + (_LINE - 1) / 2)
        line_y = first
        for runs in self.time:
            x = at.time[0]
            for text, weight in runs:
                put(canvas, x, line_y, text, weight, _BODY, TEXT)
                x += width(text, weight, _BODY)
            line_y -= _BODY * _LINE
        line_y = first
        for text in self.title:
            put(canvas, at.activity[0], line_y, text, Weight.SEMIBOLD, _BODY, TEXT)
            line_y -= _BODY * _LINE
        line_y += _BODY * _LINE - _FINE * _LINE - (_BODY - _FINE) * 0.4
        for text, weight in self.fine:
            color = SMALL if weight is Weight.REGULAR else TEXT
            put(canvas, at.activity[0], line_y, text, weight, _FINE, color)
            line_y -= _FINE * _LINE
        for (x, _), lines in (
            (at.where, self.where),
            (at.grades, self.grades),
            (at.expected, self.expected),
        ):
            line_y = first
            for text in lines:
                put(canvas, x, line_y, text, Weight.REGULAR, _BODY, TEXT)
                line_y -= _BODY * _LINE
        canvas.setLineWidth(0.75)
        canvas.setStrokeColor(SMALL)
        sign, room = at.sign
        canvas.line(sign, y - _PAD - _SIGN, sign + room, y - _PAD - _SIGN)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(RULE)
        canvas.line(SIDE, y - self.height, at.right, y - self.height)


@dataclass(frozen=True, slots=True)
class _Box:
    """Lines of the footnote in its frame."""

    columns: _Columns
    lines: tuple[Runs, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _BODY * 1.42 + 2 * _BOX_Y

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setFillColor(_BOX_FILL)
        canvas.setStrokeColor(_BOX_EDGE)
        canvas.setLineWidth(0.75)
        wide = self.columns.right - SIDE
        canvas.roundRect(SIDE, y - self.height, wide, self.height, 4.5, stroke=1, fill=1)
        y -= _BOX_Y + _BODY * (CAP + 0.21)
        for runs in self.lines:
            x = SIDE + _BOX_X
            for text, weight in runs:
                put(canvas, x, y, text, weight, _BODY, TEXT)
                x += width(text, weight, _BODY)
            y -= _BODY * 1.42


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What stands where a table would, on a day without one."""

    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * 16.0 + 16.0

    def draw(self, canvas: Canvas, y: float) -> None:
        for text in self.lines:
            y -= 16.0
            put(canvas, SIDE, y, text, Weight.REGULAR, 11.0, TEXT)


class _Table:
    """Breaks a day into rows, bands and pages."""

    def __init__(self, day: DaySchedule, words: Words, paper: Paper, head: Head) -> None:
        self._day = day
        self._words = words
        self._wide = paper.size[0] - 2 * SIDE
        self._columns = _Columns.of(paper.size[0])
        self._flow = Flow(paper, head)

    def flow(self) -> Flow:
        """Everything in its place."""
        runs = [line for line in self._day.lines if not _stopped(line)]
        stopped = [line for line in self._day.lines if _stopped(line)]
        if runs:
            self._table(runs)
        else:
            nothing = wrap(self._nothing(stopped), Weight.REGULAR, 11.0, self._wide)
            self._flow.place(_Sentence(nothing))
        if stopped:
            self._footnote(stopped)
        return self._flow

    def _nothing(self, stopped: list[DayLine]) -> str:
        if stopped:
            said = self._words.text("No partner activity may run on this day.")
        elif not self._day.open:
            said = self._words.text("There is no school on this day. No partner is expected.")
        else:
            said = self._words.text("No partner activity is planned for this day.")
        return printable(said)

    def _table(self, lines: list[DayLine]) -> None:
        text = self._words.text
        header = _Header(
            self._columns,
            (
                text("Time"),
                text("Activity and partner"),
                text("Where"),
                text("Grades"),
                text("Expected"),
                text("In / out"),
            ),
        )
        self._flow.place(header)
        for part, name in _PARTS:
            first = True
            for line in (line for line in lines if line.part == part):
                row = _row(line, self._words, self._columns)
                needed = row.height + (_BAND_HEIGHT if first else 0.0)
                if needed > self._flow.room:
                    self._flow.turn()
                    self._flow.place(header)
                    again = text(name) if first else text("{part}, continued", part=text(name))
                    self._flow.place(_Band(self._columns, printable(again)))
                elif first:
                    self._flow.place(_Band(self._columns, printable(text(name))))
                first = False
                self._flow.place(row)

    def _footnote(self, stopped: list[DayLine]) -> None:
        lines = list(self._footnote_lines(stopped))
        self._flow.gap(12.0)
        while lines:
            fit = int((self._flow.room - 2 * _BOX_Y) / (_BODY * 1.42))
            if fit < min(len(lines), 4):
                self._flow.turn()
                continue
            self._flow.place(_Box(self._columns, tuple(lines[:fit])))
            del lines[:fit]

    def _footnote_lines(self, stopped: list[DayLine]) -> Iterator[Runs]:
        """One activity in one paragraph; several one below the other."""
        room = self._wide - 2 * _BOX_X
        lead = (printable(self._words.text("May not run today:")), Weight.BOLD)
        told = [(f" {_why(line, self._words)}", Weight.REGULAR) for line in stopped]
        call = (f" {self._call()}", Weight.REGULAR)
        if len(told) == 1:
            yield from wrap_runs((lead, told[0], call), _BODY, room)
            return
        yield (lead,)
        for text, weight in (*told, call):
            yield from wrap_runs(((text.strip(), weight),), _BODY, room)

    def _call(self) -> str:
        contact = self._day.contact
        if contact and contact.phone:
            said = self._words.text(
                "If they come, call {phone} ({office}).",
                phone=contact.phone,
                office=contact.office or self._words.text("the district"),
            )
        else:
            said = self._words.text("If they come, ask a school leader.")
        return printable(said)


def _stopped(line: DayLine) -> bool:
    """Whatever else is said of it: what a rule refuses is not announced as running."""
    return line.state == "may_not_run" or any(f.outcome is Outcome.REFUSE for f in line.stops)


def _why(line: DayLine, words: Words) -> str:
    about = ", ".join(filter(None, (line.partner_name, _hour(line, words), line.place)))
    refused = [f for f in line.stops if f.outcome is Outcome.REFUSE] or line.stops
    reasons = dict.fromkeys(words.sentence(f.says, f.facts) for f in refused)
    return printable(f"{line.title} ({about}): {' '.join(reasons)}")


def _hour(line: DayLine, words: Words) -> str:
    return words.clock(line.start)


def _bare(clock: str) -> str:
    """A time without its half of the day, which the parts of the table tell."""
    whole = held(clock)
    time, _, half = whole.rpartition(NBSP)
    return time if time and half.lower() in {"am", "pm"} else whole


def _row(line: DayLine, words: Words, columns: _Columns) -> _Row:
    span = (
        (_bare(words.clock(line.start)), Weight.SEMIBOLD),
        (f"{NBSP}– {_bare(words.clock(line.end))}", Weight.REGULAR),
    )
    time = wrap_runs(span, _BODY, columns.time[1])
    title = wrap(printable(line.title), Weight.SEMIBOLD, _BODY, columns.activity[1])
    fine = tuple(_fine_lines(line, words, columns.activity[1]))
    where = wrap(printable(line.place, "–"), Weight.REGULAR, _BODY, columns.where[1])
    told = printable(words.grades(line.grade_low, line.grade_high))
    grades = wrap(told, Weight.REGULAR, _BODY, columns.grades[1])
    expected = wrap(_expected(line.expected, words), Weight.REGULAR, _BODY, columns.expected[1])
    tall = max(
        len(title) * _BODY * _LINE + len(fine) * _FINE * _LINE + 0.5,
        max(len(time), len(where), len(grades), len(expected)) * _BODY * _LINE,
    )
    height = max(_LEAST_ROW, tall + 2 * _PAD)
    return _Row(columns, time, title, fine, where, grades, expected, height)


def _fine_lines(line: DayLine, words: Words, room: float) -> Iterator[tuple[str, Weight]]:
    """Partner, contract and conditions; then, so that nobody misses it, what is missing still."""
    parts = [printable(line.partner_name)]
    if line.contract_id:
        parts.append(held(words.text("contract {id}", id=line.contract_id)))
    parts += [held(words.text(CONDITION[c]).lower()) for c in line.conditions]
    for text in wrap_parts(parts, Weight.REGULAR, _FINE, room):
        yield text, Weight.REGULAR
    if line.state == "waiting":
        missing = any(f.code == "activity.approved" for f in line.stops) or not line.stops
        said = N_("not approved yet: ask a school leader") if missing else N_("ask a school leader")
        for text in wrap(printable(words.text(said)), Weight.SEMIBOLD, _FINE, room):
            yield text, Weight.SEMIBOLD


def _expected(names: Iterable[str], words: Words) -> str:
    shown = short_names(tuple(names))
    if not shown:
        return "–"
    if len(shown) > _MOST_NAMES:
        rest = len(shown) - _MOST_NAMES + 1
        more = words.count("and {n} more", "and {n} more", rest)
        return ", ".join((*shown[: _MOST_NAMES - 1], printable(more)))
    return ", ".join(shown)
