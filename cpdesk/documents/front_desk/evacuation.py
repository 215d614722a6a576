"""Everyone to account for: large and black, for a clipboard outside in the rain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.fonts import CAP, Weight, width
from cpdesk.documents.layout.page import BLACK, SIDE, WHITE, Paper, put, put_right
from cpdesk.documents.layout.table import lay_group
from cpdesk.documents.layout.text import Fitted, held, largest, printable, wrap
from cpdesk.policy.names.names import fold
from cpdesk.records.day import EvacuationLine, EvacuationList
from cpdesk.words import N_, Words

_CHECK = 21.0
_NAME, _FINE, _TIME = 15.0, 10.5, 12.0
_TIMES_WIDE = 118.0
_PLACE_HEIGHT = 24.0


def evacuation(people: EvacuationList, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """Everyone in the building by place, each with a box to check."""
    title = words.text("Who is in the building")
    local = words.local(people.at)
    when = f"{words.long_day(local.date())}, {words.clock(local.time())}"
    flow = Flow(paper, title, people.school_name, when)
    flow.place(_Count(_count(people, words), printable(words.text(_HOW)) if people.lines else ""))
    for place, lines in _by_place(people.lines):
        _add_place(flow, place or words.text("Place not recorded"), lines, people, words)
    if people.lines:
        flow.gap(10.0)
        flow.add(_Signature(flow.paper.size[0], _signs(words)))
    as_of = words.text(
        "Only visitors checked in at the front desk, as of {time}", time=local.time()
    )
    return flow.write(f"{title}, {when}", people.at, words, as_of)


_HOW = N_("Check off each person you see. Tell the person in charge who is missing.")


def _count(people: EvacuationList, words: Words) -> str:
    if not people.lines:
        return printable(words.text("No visitors are in the building."))
    return printable(words.count("{n} visitor", "{n} visitors", len(people.lines)))


def _by_place(lines: Iterable[EvacuationLine]) -> list[tuple[str, list[EvacuationLine]]]:
    """Places in order of name, unknown places last; people in order of name."""
    places: dict[str, list[EvacuationLine]] = {}
    for line in sorted(lines, key=lambda line: (fold(line.visitor_name), line.arrived_at)):
        places.setdefault(printable(line.place), []).append(line)
    return sorted(places.items(), key=lambda item: (not item[0], fold(item[0]), item[0]))


def _add_place(
    flow: Flow, place: str, lines: list[EvacuationLine], people: EvacuationList, words: Words
) -> None:
    """A place's heading is never alone at the end of a page."""
    wide = flow.paper.size[0]
    flow.gap(8.0)

    def heading(continued: bool) -> _Place:
        said = words.text("{part}, continued", part=place) if continued else place
        return _Place(wide, printable(said), str(len(lines)))

    lay_group(flow, None, heading, (_row(line, people, words, wide) for line in lines))


def _row(line: EvacuationLine, people: EvacuationList, words: Words, wide: float) -> _Person:
    here = words.local(line.arrived_at)
    came = words.clock(here.time())
    if here.date() != words.local(people.at).date():
        came = f"{words.short_day(here.date())}, {came}"
    times = [held(words.text("In {time}", time=came))]
    if line.ends_at is not None:
        until = words.clock_of(line.ends_at)
        times.append(held(words.text("Until {time}", time=until)))
    room = wide - 2 * SIDE - _CHECK - 12.0 - _TIMES_WIDE
    escort = printable(words.text("Escort").upper()) if line.escort else ""
    name = printable(line.visitor_name, otherwise=words.text("Visitor"))
    room_of_name = room - (width(escort, Weight.BOLD, 9.0) + 24.0 if escort else 0.0)
    return _Person(
        wide,
        largest(name, Weight.BOLD, room_of_name, 44.0, _NAME, 1.12),
        wrap(printable(line.partner_name), Weight.REGULAR, _FINE, room),
        tuple(t for time in times for t in wrap(time, Weight.MEDIUM, _TIME, _TIMES_WIDE)),
        escort,
    )


def _signs(words: Words) -> tuple[str, str]:
    return printable(words.text("Checked by")), printable(words.text("Time"))


@dataclass(frozen=True, slots=True)
class _Count:
    """The count, as large as a headline, and what to do."""

    said: str
    how: str

    @property
    def height(self) -> float:
        return 56.0 if self.how else 44.0

    def draw(self, canvas: Canvas, y: float) -> None:
        put(canvas, SIDE, y - 28.0, self.said, Weight.BOLD, 24.0, BLACK)
        if self.how:
            put(canvas, SIDE, y - 44.0, self.how, Weight.REGULAR, _FINE, BLACK)


@dataclass(frozen=True, slots=True)
class _Place:
    """The place where the people below are."""

    wide: float
    name: str
    count: str
    height: float = _PLACE_HEIGHT

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setFillColor(BLACK)
        canvas.rect(SIDE, y - self.height, self.wide - 2 * SIDE, self.height, stroke=0, fill=1)
        room = self.wide - 2 * SIDE - 60.0
        name = largest(self.name, Weight.BOLD, room, self.height - 4.0, 13.0, 1.1)
        step = name.size * 1.1
        baseline = y - (self.height + name.size * CAP - (len(name.lines) - 1) * step) / 2
        for n, text in enumerate(name.lines):
            put(canvas, SIDE + 8.0, baseline - n * step, text, Weight.BOLD, name.size, WHITE)
        x, middle = self.wide - SIDE - 8.0, y - (self.height + 13.0 * CAP) / 2
        put_right(canvas, x, middle, self.count, Weight.BOLD, 13.0, WHITE)


@dataclass(frozen=True, slots=True)
class _Person:
    """One visitor, with a box that a wet pen can hit."""

    wide: float
    name: Fitted
    partner: tuple[str, ...]
    times: tuple[str, ...]
    escort: str

    @property
    def height(self) -> float:
        said = len(self.name.lines) * self.name.size * 1.12 + len(self.partner) * _FINE * 1.3
        return max(_CHECK, said, len(self.times) * _TIME * 1.3) + 13.0

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setStrokeColor(BLACK)
        canvas.setLineWidth(1.6)
        canvas.rect(SIDE + 1.0, y - 7.0 - _CHECK, _CHECK, _CHECK, stroke=1, fill=0)
        x = SIDE + _CHECK + 12.0
        line_y = y - 7.0 - self.name.size * CAP
        for text in self.name.lines:
            put(canvas, x, line_y, text, Weight.BOLD, self.name.size, BLACK)
            line_y -= self.name.size * 1.12
        if self.escort:
            after = x + max(width(t, Weight.BOLD, self.name.size) for t in self.name.lines)
            self._draw_escort(canvas, after + 9.0, y - 7.0)
        line_y += self.name.size * 1.12 - _FINE * 1.36
        for text in self.partner:
            put(canvas, x, line_y, text, Weight.REGULAR, _FINE, BLACK)
            line_y -= _FINE * 1.3
        line_y = y - 7.0 - _TIME * CAP
        for text in self.times:
            put_right(canvas, self.wide - SIDE, line_y, text, Weight.MEDIUM, _TIME, BLACK)
            line_y -= _TIME * 1.3
        canvas.setLineWidth(0.7)
        canvas.line(SIDE, y - self.height, self.wide - SIDE, y - self.height)

    def _draw_escort(self, canvas: Canvas, x: float, top: float) -> None:
        wide = width(self.escort, Weight.BOLD, 9.0) + 12.0
        canvas.setLineWidth(1.4)
        canvas.roundRect(x, top - 13.2, wide, 14.6, 3.0, stroke=1, fill=0)
        put(canvas, x + 6.0, top - 9.2, self.escort, Weight.BOLD, 9.0, BLACK)


@dataclass(frozen=True, slots=True)
class _Signature:
    """Who counted, and when."""

    wide: float
    words: tuple[str, str]
    height: float = 40.0

    def draw(self, canvas: Canvas, y: float) -> None:
        checked, at = self.words
        baseline = y - 30.0
        put(canvas, SIDE, baseline, checked, Weight.REGULAR, _TIME, BLACK)
        start = SIDE + width(checked, Weight.REGULAR, _TIME) + 8.0
        middle = self.wide - SIDE - 150.0
        put(canvas, middle, baseline, at, Weight.REGULAR, _TIME, BLACK)
        canvas.setStrokeColor(BLACK)
        canvas.setLineWidth(1.0)
        canvas.line(start, baseline - 2.0, middle - 10.0, baseline - 2.0)
        after = middle + width(at, Weight.REGULAR, _TIME) + 8.0
        canvas.line(after, baseline - 2.0, self.wide - SIDE, baseline - 2.0)
