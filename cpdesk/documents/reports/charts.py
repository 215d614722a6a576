"""Charts for reports, drawn once: vector on paper, and the same drawing rendered on screen."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.fonts import Weight, face, width
from cpdesk.documents.layout.text import printable, wrap
from cpdesk.documents.reports.report_cells import shown
from cpdesk.records.reports import Chart, ChartKind
from cpdesk.words import Words

LABEL, SMALL = 8.0, 7.0
_BAR, _STEP = 11.0, 18.0
_TOP = 22.0  # the title and the space below it
_LEGEND = 20.0
_SHADES = 5


@dataclass(frozen=True, slots=True)
class Look:
    """The colors of a chart. `shades` go from the lowest to the highest value; `over` is the color
    of a number on the darker half of them."""

    text: Color
    muted: Color
    line: Color
    bar: Color
    background: Color | None
    shades: tuple[Color, ...]
    over: Color


PAPER = Look(
    text=HexColor("#16202B"),
    muted=HexColor("#5B6773"),
    line=HexColor("#D5DAE0"),
    bar=HexColor("#0F6C7A"),
    background=None,
    shades=tuple(HexColor(c) for c in ("#F2F5F7", "#D3E7EA", "#9CCAD1", "#2F7F8D", "#0B5563")),
    over=HexColor("#FFFFFF"),
)
LIGHT = PAPER
DARK = Look(
    text=HexColor("#E8EDF2"),
    muted=HexColor("#A9B5C1"),
    line=HexColor("#33404D"),
    bar=HexColor("#4FB3C2"),
    background=HexColor("#19222A"),  # the cards in the window's dark theme
    shades=tuple(HexColor(c) for c in ("#212C37", "#23434C", "#27606C", "#3B8B99", "#6FC6D3")),
    over=HexColor("#0E1720"),
)


class _Renderer(renderPDF._PDFRenderer):
    """Sets our own font first: ReportLab's default would name Helvetica on every page, and it isn't
    embedded."""

    def initState(self, x: float, y: float) -> None:
        begin = dict(STATE_DEFAULTS)
        begin |= {"transform": [1, 0, 0, 1, x, y], "fontName": Weight.REGULAR.value}
        self._tracker.push(begin)  # type: ignore[attr-defined]
        self.applyStateChanges(begin, {})


def draw(made: Drawing, canvas: Canvas, x: float, y: float) -> None:
    """Draws a chart on a page, with its lower left corner at that point."""
    # The stubs say int, but the position is in points like everything else.
    _Renderer().draw(made, canvas, x, y, showBoundary=0)  # type: ignore[arg-type]


def height(chart: Chart, wide: float) -> float:
    """The height of a chart drawn at this width, in points."""
    if chart.kind is ChartKind.HEAT:
        return _TOP + 14.0 + max(len(chart.grid), 1) * 20.0 + _LEGEND
    return _TOP + max(len(chart.values), 1) * _STEP + 4.0


def drawing(chart: Chart, words: Words, wide: float, high: float, look: Look = PAPER) -> Drawing:
    """The chart as shapes, in a box of this size in points."""
    for weight in Weight:
        face(weight)
    made = Drawing(wide, high)
    if look.background is not None:
        _box(made, 0, 0, wide, high, look.background)
    title = _cut(words.text(chart.title), Weight.SEMIBOLD, 9.2, wide)
    _put(made, 0, high - 10.0, title, Weight.SEMIBOLD, 9.2, look.text)
    if chart.kind is ChartKind.HEAT:
        _heat(made, chart, words, wide, high, look)
    else:
        _bars(made, chart, words, wide, high, look)
    return made


def chart_pdf(chart: Chart, words: Words, size: tuple[float, float], dark: bool) -> bytes:
    """One page with just the chart; in the dark theme, on the background it has in the window."""
    out = BytesIO()
    look = DARK if dark else LIGHT
    canvas = Canvas(
        out,
        pagesize=size,
        invariant=1,
        initialFontName=Weight.REGULAR.value if face(Weight.REGULAR) else None,  # type: ignore[arg-type]
    )
    draw(drawing(chart, words, size[0], size[1], look), canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _bars(made: Drawing, chart: Chart, words: Words, wide: float, high: float, look: Look) -> None:
    labels = [shown(one, chart.labels_are, words) for one in chart.labels]
    values = [shown(one, chart.shows, words) for one in chart.values]
    if not values:
        _put(made, 0, high - _TOP - 12.0, "–", Weight.REGULAR, LABEL, look.muted)
        return
    step = min(_STEP, (high - _TOP) / len(values))
    bar = min(_BAR, step * 0.62)
    size = min(LABEL, step * 0.62)
    names = [_cut(one, Weight.REGULAR, size, wide * 0.42 - 8.0) for one in labels]
    of_label = max(width(one, Weight.REGULAR, size) for one in names) + 8.0
    of_value = max(width(printable(one), Weight.SEMIBOLD, size) for one in values) + 6.0
    room = max(wide - of_label - of_value, 20.0)
    # Several values together have no bar: it would be the longest and dwarf the others.
    bars = len(values) - chart.rest
    most = max(*chart.values[:bars], 1)
    y = high - _TOP
    for n, (name, value, said) in enumerate(zip(names, chart.values, values, strict=True)):
        y -= step
        middle = y + step / 2
        ink = look.text if n < bars else look.muted
        _put(made, 0, middle - size * 0.35, name, Weight.REGULAR, size, ink)
        long = room * value / most if n < bars else 0.0
        if long:
            _box(made, of_label, middle - bar / 2, max(long, 1.0), bar, look.bar, 1.5)
        x = of_label + long + 4.0
        _put(made, x, middle - size * 0.35, said, Weight.SEMIBOLD, size, ink)
    made.add(Line(of_label, high - _TOP, of_label, y, strokeColor=look.line, strokeWidth=0.75))


def _heat(made: Drawing, chart: Chart, words: Words, wide: float, high: float, look: Look) -> None:
    down = [shown(one, chart.down_are, words) for one in chart.down]
    across = [shown(one, chart.labels_are, words) for one in chart.labels]
    if not down or not across:
        _put(made, 0, high - _TOP - 12.0, "–", Weight.REGULAR, LABEL, look.muted)
        return
    left = max(width(printable(one), Weight.REGULAR, LABEL) for one in down) + 8.0
    cell_w = (wide - left) / len(across)
    top = high - _TOP - 14.0
    cell_h = (top - _LEGEND) / len(down)
    most = max((max(row) for row in chart.grid), default=0)
    widest = width(words.number(most), Weight.SEMIBOLD, 1.0)
    size = min(SMALL, cell_h * 0.55, cell_w * 0.5, (cell_w - 2.4) / widest)
    taken = 0.0  # where the last label above the columns ends
    for n, label in enumerate(across):
        text = printable(label)
        x = left + n * cell_w
        if x >= taken and x + width(text, Weight.REGULAR, SMALL) <= wide:
            _put(made, x, top + 4.0, text, Weight.REGULAR, SMALL, look.muted)
            taken = x + width(text, Weight.REGULAR, SMALL) + 6.0
    for m, (label, row) in enumerate(zip(down, chart.grid, strict=True)):
        y = top - (m + 1) * cell_h
        at = y + cell_h / 2 - LABEL * 0.35
        _put(made, 0, at, printable(label), Weight.REGULAR, LABEL, look.text)
        for n, count in enumerate(row):
            x = left + n * cell_w
            shade = _shade(count, most)
            fill = look.shades[shade]
            _box(made, x + 0.6, y + 0.6, cell_w - 1.2, cell_h - 1.2, fill, 1.5)
            if count and size >= 4.0:
                said = words.number(count)
                mid = x + (cell_w - width(said, Weight.SEMIBOLD, size)) / 2
                color = look.over if shade >= _SHADES - 2 else look.text
                _put(made, mid, y + (cell_h - size * 0.7) / 2, said, Weight.SEMIBOLD, size, color)
    _legend(made, words, left, most, look)


def _shade(count: int, most: int) -> int:
    """Zero has its own shade, the first, so that an empty half hour is recognized as empty."""
    if not count:
        return 0
    return min(_SHADES - 1, 1 + (count - 1) * (_SHADES - 1) // max(most, 1))


def _legend(made: Drawing, words: Words, left: float, most: int, look: Look) -> None:
    x = left
    none = printable(words.text("none"))
    _put(made, x, 3.0, none, Weight.REGULAR, SMALL, look.muted)
    x += width(none, Weight.REGULAR, SMALL) + 5.0
    for shade in look.shades:
        _box(made, x, 1.5, 12.0, 8.0, shade)
        x += 13.0
    said = printable(words.text("most: {n}", n=words.number(most)))
    _put(made, x + 4.0, 3.0, said, Weight.REGULAR, SMALL, look.muted)


def _box(
    made: Drawing,
    x: float,
    y: float,
    wide: float,
    high: float,
    color: Color,
    round_: float = 0.0,
) -> None:
    corner = min(round_, wide / 2, high / 2)
    box = Rect(x, y, wide, high, rx=corner, ry=corner)
    box.fillColor, box.strokeColor = color, None
    made.add(box)


def _put(
    made: Drawing, x: float, y: float, text: str, weight: Weight, size: float, color: Color
) -> None:
    made.add(String(x, y, text, fontName=weight.value, fontSize=size, fillColor=color))


def _cut(text: str, weight: Weight, size: float, room: float) -> str:
    """On one line, cut with dots if too long: the table below has the full name."""
    said = printable(text)
    if width(said, weight, size) <= room:
        return said
    lines = wrap(said, weight, size, max(room - width("…", weight, size), 1.0))
    return f"{lines[0]}…" if lines else ""
