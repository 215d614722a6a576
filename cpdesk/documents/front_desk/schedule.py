"""The partner schedule of a day, used by the office, at the doors, and by the leaders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from functools import partial

from cpdesk.documents.front_desk.schedule_pieces import (
    BOX_X,
    BOX_Y,
    LEAST_ROW,
    Band,
    Box,
    Columns,
    Row,
)
from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import (
    SIDE,
    Paper,
)
from cpdesk.documents.layout.people import short_names
from cpdesk.documents.layout.table import BODY, FINE, LINE, PAD, Paragraph, lay_group
from cpdesk.documents.layout.text import (
    DOT,
    NBSP,
    Runs,
    held,
    printable,
    wrap,
    wrap_parts,
    wrap_runs,
)
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.phrases import CONDITION, KIND
from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.records.letters import ApprovedLine
from cpdesk.words import N_, Words

_MOST_NAMES = 12  # a row must fit on a page, however many people are expected

_PARTS = (
    ("before", N_("Before school")),
    ("school", N_("School day")),
    ("after", N_("After school")),
)


def schedule(day: DaySchedule, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """The schedule of one day. What may not run is in a footnote, never in the table."""
    title = words.text("Partner schedule")
    flow = Flow(paper, title, day.school_name, _when(day, words))
    _Table(day, words, flow).place()
    known_as = f"{title}, {words.long_day(day.day)}"
    return flow.write(known_as, day.printed_at, words, _printed(day, words))


def _when(day: DaySchedule, words: Words) -> str:
    kind = _quiet(day.schedule) if day.open else words.text("no school")
    return DOT.join(part for part in (words.long_day(day.day), kind, day.note) if part)


def _quiet(name: str) -> str:
    """A bell schedule's name, which rosters often have in capitals: "REGULAR" as "Regular"."""
    return name.capitalize() if name.isalpha() and name.isupper() and len(name) > 4 else name


def _printed(day: DaySchedule, words: Words) -> str:
    """Without the date if it is the day of the schedule."""
    same = words.local(day.printed_at).date() == day.day
    at = words.clock_of(day.printed_at) if same else words.moment(day.printed_at)
    if day.roster_taken_in_at is None:
        return words.text("Printed {at}", at=at)
    return words.text(
        "Printed {at} from the district roster of {roster}", at=at, roster=day.roster_taken_in_at
    )


class _Table:
    """Breaks a day into rows, bands and pages."""

    def __init__(self, day: DaySchedule, words: Words, flow: Flow) -> None:
        self._day = day
        self._words = words
        self._wide = flow.paper.size[0] - 2 * SIDE
        self._columns = Columns.of(flow.paper.size[0])
        self._flow = flow

    def place(self) -> None:
        """Lays out everything."""
        runs = [line for line in self._day.lines if not _stopped(line)]
        stopped = [line for line in self._day.lines if _stopped(line)]
        if runs or self._day.approved:
            self._table(self._rows(runs))
        else:
            nothing = wrap(self._nothing(stopped), Weight.REGULAR, 11.0, self._wide)
            self._flow.place(Paragraph(nothing, size=11.0, after=16.0, step=16.0, rise=0.0))
        if stopped:
            self._footnote(stopped)

    def _nothing(self, stopped: list[DayLine]) -> str:
        if stopped:
            said = self._words.text("No partner activities may run on this day.")
        elif not self._day.open:
            said = self._words.text("No school on this day. No partners are expected.")
        else:
            said = self._words.text("No partner activities are planned for this day.")
        return printable(said)

    def _rows(self, lines: list[DayLine]) -> list[tuple[str, Row]]:
        """Activities and approved requests, by time, each with its part of the day."""
        made = [(line.part, line.start, _row(line, self._words, self._columns)) for line in lines]
        for one in self._day.approved:
            start = self._words.local(one.window.starts_at).time()
            made.append((one.part, start, _approved(one, self._words, self._columns)))
        return [(part, row) for part, _, row in sorted(made, key=lambda entry: entry[1])]

    def _table(self, rows: list[tuple[str, Row]]) -> None:
        text = self._words.text
        names = (
            *(text("Time"), text("Activity and partner"), text("Where"), text("Grades")),
            *(text("Expected"), text("In / out")),
        )
        header = self._columns.header(names)
        self._flow.place(header)
        for part, name in _PARTS:
            heading = partial(self._band, text(name))
            lay_group(self._flow, header, heading, (row for of, row in rows if of == part))

    def _band(self, name: str, continued: bool) -> Band:
        said = self._words.text("{part}, continued", part=name) if continued else name
        return Band(self._columns, printable(said))

    def _footnote(self, stopped: list[DayLine]) -> None:
        lines = list(self._footnote_lines(stopped))
        self._flow.gap(12.0)
        while lines:
            fit = int((self._flow.room - 2 * BOX_Y) / (BODY * 1.42))
            if fit < min(len(lines), 4):
                self._flow.turn()
                continue
            self._flow.place(Box(self._columns, tuple(lines[:fit])))
            del lines[:fit]

    def _footnote_lines(self, stopped: list[DayLine]) -> Iterator[Runs]:
        """One activity in one paragraph; several, one below the other."""
        room = self._wide - 2 * BOX_X
        lead = (printable(self._words.text("May not run today:")), Weight.BOLD)
        told = [(f" {_why(line, self._words)}", Weight.REGULAR) for line in stopped]
        call = (f" {self._call()}", Weight.REGULAR)
        if len(told) == 1:
            yield from wrap_runs((lead, told[0], call), BODY, room)
            return
        yield (lead,)
        for text, weight in (*told, call):
            yield from wrap_runs(((text.strip(), weight),), BODY, room)

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
    """Also true, whatever its state, where a rule refuses it: then it is not shown as running."""
    return line.state == "may_not_run" or any(f.outcome is Outcome.REFUSE for f in line.stops)


def _why(line: DayLine, words: Words) -> str:
    about = ", ".join(filter(None, (line.partner_name, _hour(line, words), line.place)))
    refused = [f for f in line.stops if f.outcome is Outcome.REFUSE] or line.stops
    reasons = dict.fromkeys(words.sentence(f.says, f.facts) for f in refused)
    return printable(f"{line.title} ({about}): {' '.join(reasons)}")


def _hour(line: DayLine, words: Words) -> str:
    return words.clock(line.start)


def _bare(clock: str) -> str:
    """A time without am or pm, since the parts of the table show that."""
    whole = held(clock)
    hour, _, half = whole.rpartition(NBSP)
    return hour if hour and half.lower() in {"am", "pm"} else whole


def _row(line: DayLine, words: Words, columns: Columns) -> Row:
    return _laid_out(
        columns,
        words,
        (line.start, line.end),
        line.title,
        tuple(_fine_lines(line, words, columns.activity[1])),
        (line.place, words.grades(line.grade_low, line.grade_high), line.expected),
    )


def _approved(one: ApprovedLine, words: Words, columns: Columns) -> Row:
    """A leader's approval for one time. It doesn't show whose day it is, or which grade."""
    about = one.event or one.teacher
    kind = words.text(KIND[one.kind])
    title = words.text("{kind}: {about}", kind=kind, about=about) if about else kind
    parts = (printable(one.partner_name), held(words.text("approved")))
    fine = wrap_parts(parts, Weight.REGULAR, FINE, columns.activity[1])
    start, end = (words.local(at).time() for at in (one.window.starts_at, one.window.ends_at))
    return _laid_out(
        columns,
        words,
        (start, end),
        title,
        tuple((text, Weight.REGULAR) for text in fine),
        (one.place, "–", one.people),
    )


def _laid_out(
    columns: Columns,
    words: Words,
    hours: tuple[time, time],
    title: str,
    fine: tuple[tuple[str, Weight], ...],
    others: tuple[str, str, tuple[str, ...]],
) -> Row:
    """`others`: where, grades, who is expected."""
    span = (
        (_bare(words.clock(hours[0])), Weight.SEMIBOLD),
        (f"{NBSP}– {_bare(words.clock(hours[1]))}", Weight.REGULAR),
    )
    when = wrap_runs(span, BODY, columns.time[1])
    what = wrap(printable(title), Weight.SEMIBOLD, BODY, columns.activity[1])
    where = wrap(printable(others[0], "–"), Weight.REGULAR, BODY, columns.where[1])
    grades = wrap(printable(others[1]), Weight.REGULAR, BODY, columns.grades[1])
    expected = wrap(_expected(others[2], words), Weight.REGULAR, BODY, columns.expected[1])
    tall = max(
        len(what) * BODY * LINE + len(fine) * FINE * LINE + 0.5,
        max(len(when), len(where), len(grades), len(expected)) * BODY * LINE,
    )
    height = max(LEAST_ROW, tall + 2 * PAD)
    return Row(columns, when, what, fine, where, grades, expected, height)


def _fine_lines(line: DayLine, words: Words, room: float) -> Iterator[tuple[str, Weight]]:
    """Partner, contract, and conditions; then, so that no one misses it, what is still missing."""
    parts = [printable(line.partner_name)]
    if line.contract_id:
        parts.append(held(words.text("contract {id}", id=line.contract_id)))
    parts += [held(words.text(CONDITION[c]).lower()) for c in line.conditions]
    for text in wrap_parts(parts, Weight.REGULAR, FINE, room):
        yield text, Weight.REGULAR
    if line.state == "waiting":
        missing = any(f.code == "activity.approved" for f in line.stops) or not line.stops
        said = N_("not approved yet: ask a school leader") if missing else N_("ask a school leader")
        for text in wrap(printable(words.text(said)), Weight.SEMIBOLD, FINE, room):
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
