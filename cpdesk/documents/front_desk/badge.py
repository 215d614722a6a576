"""The visitor badge: who, from where, for what, until when, under which conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout import code
from cpdesk.documents.layout.fonts import CAP, Weight, width
from cpdesk.documents.layout.labels import label_sheets
from cpdesk.documents.layout.page import (
    BLACK,
    INK,
    MUTED,
    TEXT,
    WHITE,
    Draft,
    put,
    put_right,
    put_runs,
)
from cpdesk.documents.layout.paper import Paper
from cpdesk.documents.layout.stock import MM, STOCKS, Stock
from cpdesk.documents.layout.stock import stock as stock_of
from cpdesk.documents.layout.text import (
    NBSP,
    Fitted,
    Runs,
    held,
    largest,
    printable,
    wrap,
    wrap_runs,
)
from cpdesk.policy.outcome import Condition
from cpdesk.policy.phrases import CONDITION
from cpdesk.records.day import BadgePaper
from cpdesk.words import Words

_EDGE = 4.4 * MM  # 3 mm are free on every side, with a little space inside them
_LEADING = 1.12  # of the name's lines
_LINE = 1.28  # of the small words' lines
_GAP = 0.065  # between head and name, as a fraction of the height
_PARTNER = 1.0  # around the partner's lines, in small words' sizes
_LABEL = 1.65  # how high a condition's label is, in small words' sizes
_LABEL_GAP = 0.4
_BODY_SIZES = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)
_READABLE_NAME = 24.0

AVERY = STOCKS["avery-5395"]


def badge(paper: BadgePaper, words: Words, stock: Stock) -> bytes:
    """One badge; on a sheet of labels it goes in the first place."""
    if stock.sheet:
        return badge_sheet((paper,), words, stock)
    said = _said(paper, words)
    wide, high = _length(said, stock) * MM, stock.height * MM
    draft = _draft((wide, high), paper, words)
    _draw(draft.canvas, said, wide, high, stock.thermal)
    draft.canvas.showPage()
    return draft.bytes()


def badge_on(record: BadgePaper, words: Words, paper: Paper) -> bytes:
    """One badge on the label that is loaded beside this paper."""
    return badge(record, words, stock_of(paper.labels))


def badge_sheet(
    papers: Sequence[BadgePaper], words: Words, stock: Stock = AVERY, start_at: int = 0
) -> bytes:
    """Badges on sheets of labels. `start_at` is the first free place on the first sheet, from 0,
    row by row. No badges give one empty sheet."""

    def draw(canvas: Canvas, paper: BadgePaper) -> None:
        wide, high = stock.width * MM, stock.height * MM
        _draw(canvas, _said(paper, words), wide, high, stock.thermal)

    def draft(size: tuple[float, float]) -> Draft:
        return _draft(size, papers[0] if papers else None, words)

    return label_sheets(stock, papers, draft, draw, start_at)


def _draft(size: tuple[float, float], paper: BadgePaper | None, words: Words) -> Draft:
    """A title shows in print queues, so it names no one."""
    title = words.text("Visitor badge")
    if paper is None:
        return Draft(size, title, "", None, words)
    return Draft(size, title, paper.school_name, paper.day, words)


@dataclass(frozen=True, slots=True)
class _Said:
    """The text of a badge, in characters the font has."""

    school: str
    day: str
    name: str
    partner: str
    place: str
    activity: str
    until: tuple[str, str]  # "Until ", "11:30 am"
    conditions: tuple[tuple[Condition, str], ...]
    code: str


def _said(paper: BadgePaper, words: Words) -> _Said:
    until = ("", "")
    if paper.ends is not None:
        before, _, after = words.text("Until {time}", time="\n").partition("\n")
        until = (printable(before) + NBSP, held(words.clock(paper.ends) + after))
    return _Said(
        school=printable(paper.school_name.upper()),
        day=printable(f"{words.short_day(paper.day)}, {paper.day.year}"),
        name=printable(paper.visitor_name, otherwise=words.text("Visitor")),
        partner=printable(paper.partner_name),
        place=printable(paper.place),
        activity=printable(paper.activity_title),
        until=until,
        conditions=tuple(
            (c, printable(words.text(CONDITION[c]).upper()))
            for c in Condition
            if c in paper.conditions
        ),
        code=paper.code,
    )


def _length(said: _Said, stock: Stock) -> float:
    """How long the badge is, in millimeters; on a roll, as long as its name needs."""
    if not stock.longest:
        return stock.width
    wanted = max(
        width(said.name, Weight.BOLD, 28.0),
        width(said.partner, Weight.REGULAR, _BODY_SIZES[0]),
    )
    return min(max(stock.width, (wanted + 2 * _EDGE) / MM), stock.longest)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything measured: the block with the name, and the small text at one size."""

    head: tuple[str, ...]
    head_size: float
    name: Fitted
    body: float
    partner: tuple[str, ...]
    where: tuple[Runs, ...]  # the place and the activity, then the time
    labels: tuple[tuple[tuple[Condition, str], ...], ...]  # rows


def _plan(said: _Said, wide: float, high: float) -> _Plan:
    """The best balance: the name must be readable from a distance, up to a size where it is, but
    not at the cost of small text that no one can read."""

    def worth(plan: _Plan) -> float:
        return min(plan.name.size, _READABLE_NAME) * min(plan.body, plan.name.size * 0.7)

    sizes = (size for size in _BODY_SIZES if size <= high * 0.072)
    return max((_plan_at(said, wide, high, body) for body in sizes), key=worth)


def _plan_at(said: _Said, wide: float, high: float, body: float) -> _Plan:
    inner = wide - 2 * _EDGE
    beside_code = inner - code.side(said.code) - code.QUIET * code.module(said.code)
    head_size = min(8.0, high * 0.05)
    head_room = inner - width(said.day, Weight.REGULAR, head_size) - 10
    head = wrap(said.school, Weight.BOLD, head_size, head_room)
    partner = wrap(said.partner, Weight.REGULAR, body, inner)
    where = _where(said, body, beside_code)
    labels = _label_rows(said, body, beside_code)
    below = len(where) * body * _LINE + body * 0.5
    if labels:
        below += len(labels) * body * (_LABEL + _LABEL_GAP)
    below = max(below, code.side(said.code) + code.QUIET * code.module(said.code))
    above = head_size * (CAP + (max(len(head), 1) - 1) * _LINE) + high * _GAP
    left = high - 2 * _EDGE - above - below - body * (_PARTNER + len(partner) * _LINE)
    name = largest(said.name, Weight.BOLD, inner, max(left, 3.0), high * 0.21, _LEADING)
    return _Plan(head, head_size, name, body, partner, where, labels)


def _where(said: _Said, body: float, room: float) -> tuple[Runs, ...]:
    """Place and activity on one line if they fit, otherwise one below the other; then the time."""
    place, activity = (said.place, Weight.BOLD), (said.activity, Weight.REGULAR)
    lines: tuple[Runs, ...]
    if said.place and said.activity:
        lines = wrap_runs((place, (f" · {said.activity}", Weight.REGULAR)), body, room)
        if len(lines) > 1:
            lines = (*wrap_runs((place,), body, room), *wrap_runs((activity,), body, room))
    else:
        lines = wrap_runs([run for run in (place, activity) if run[0]], body, room)
    before, time = said.until
    if not time:
        return lines
    return (*lines, *wrap_runs(((before, Weight.REGULAR), (time, Weight.BOLD)), body, room))


def _label_rows(
    said: _Said, body: float, room: float
) -> tuple[tuple[tuple[Condition, str], ...], ...]:
    """The labels side by side while there is room, otherwise one below the other."""
    rows: list[list[tuple[Condition, str]]] = []
    used = 0.0
    for label in said.conditions:
        wide = _label_width(label[1], body, room)
        if rows and used + wide <= room:
            rows[-1].append(label)
        else:
            rows.append([label])
            used = 0.0
        used += wide + body * _LABEL_GAP
    return tuple(tuple(row) for row in rows)


def _label_size(label: str, body: float, room: float) -> float:
    """A label is never wider than its column: a long translation is set in smaller type."""
    natural = body * 0.84
    return min(natural, room / (width(label, Weight.BOLD, 1.0) + 1.5))


def _label_width(label: str, body: float, room: float) -> float:
    size = _label_size(label, body, room)
    return width(label, Weight.BOLD, size) + 1.5 * size


def _draw(canvas: Canvas, said: _Said, wide: float, high: float, thermal: bool) -> None:
    """Draws one badge with its lower left corner at the origin."""
    ink, text, muted = (BLACK, BLACK, BLACK) if thermal else (INK, TEXT, MUTED)
    plan = _plan(said, wide, high)
    size, body, name = plan.head_size, plan.body, plan.name
    y = high - _EDGE - size * CAP
    for n, line in enumerate(plan.head):
        put(canvas, _EDGE, y - n * size * _LINE, line, Weight.BOLD, size, ink)
    put_right(canvas, wide - _EDGE, y, said.day, Weight.REGULAR, size, muted)
    y -= (max(len(plan.head), 1) - 1) * size * _LINE + high * _GAP
    y -= name.size * CAP
    for n, line in enumerate(name.lines):
        put(canvas, _EDGE, y - n * name.size * _LEADING, line, Weight.BOLD, name.size, text)
    y -= (len(name.lines) - 1) * name.size * _LEADING + (1 - CAP) * name.size
    y -= body * (_PARTNER - 0.5)
    for line in plan.partner:
        y -= body * CAP
        put(canvas, _EDGE, y, line, Weight.REGULAR, body, text)
        y -= body * (_LINE - CAP)
    y -= body * 0.5
    for runs in plan.where:
        y -= body * CAP
        put_runs(canvas, _EDGE, y, runs, body, text)
        y -= body * (_LINE - CAP)
    room = wide - 2 * _EDGE - code.side(said.code) - code.QUIET * code.module(said.code)
    _draw_labels(canvas, plan, room, ink)
    code.draw(canvas, said.code, wide - _EDGE - code.side(said.code), _EDGE)


def _draw_labels(canvas: Canvas, plan: _Plan, room: float, ink: Color) -> None:
    """The conditions, on the lower edge. What is forbidden is filled, so it is seen first."""
    body = plan.body
    high = body * _LABEL
    y = _EDGE + (len(plan.labels) - 1) * body * (_LABEL + _LABEL_GAP)
    for row in plan.labels:
        x = _EDGE
        for kind, label in row:
            size = _label_size(label, body, room)
            wide = _label_width(label, body, room)
            filled = kind is Condition.NO_PHOTOS
            inset = 0.0 if filled else 0.7
            canvas.setFillColor(ink)
            canvas.setStrokeColor(ink)
            canvas.setLineWidth(1.4)
            canvas.roundRect(
                x + inset,
                y + inset,
                wide - 2 * inset,
                high - 2 * inset,
                3.4 - inset,
                stroke=not filled,
                fill=filled,
            )
            baseline = y + (high - size * CAP) / 2
            put(
                canvas,
                x + size * 0.75,
                baseline,
                label,
                Weight.BOLD,
                size,
                WHITE if filled else ink,
            )
            x += wide + body * _LABEL_GAP
        y -= body * (_LABEL + _LABEL_GAP)
