"""Reports, their charts and the file about a visitor, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from reportlab.graphics.shapes import Rect
from reportlab.lib.colors import Color

from cpdesk.documents.front_desk.visitor_file import visitor_file
from cpdesk.documents.layout.page import Paper
from cpdesk.documents.reports import charts
from cpdesk.documents.reports.report import report
from cpdesk.records.reports import (
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Message,
    Report,
    ReportKind,
)
from cpdesk.words import Words
from tests.documents.golden_paper import assert_golden, assert_on_the_page
from tests.documents.paper_reading import (
    fonts_of,
    images_of,
    ink,
    page_texts,
    pictures,
    place_of,
    sizes,
    text_of,
)
from tests.services.test_exports import AT, REPORT
from tests.services.visitor_file.test_visitor_tables import FILE, REQUEST, VISIT

LONG = "The Greater Lakes Neighborhood Alliance for Intergenerational Reading and Mentoring"
BARS = Chart(
    ChartKind.BARS,
    "Visits",
    ColumnKind.COUNT,
    (LONG, "+Plus & <Chess>", Message("{n} others", (("n", 6),))),
    ColumnKind.TEXT,
    (1600, 160, 0),
)
HEAT = Chart(
    ChartKind.HEAT,
    "People at the front desk, by half hour",
    ColumnKind.COUNT,
    tuple(time(7 + n // 2, 30 * (n % 2)) for n in range(20)),
    ColumnKind.TIME,
    down=tuple(range(5)),
    down_are=ColumnKind.WEEKDAY,
    grid=tuple(tuple((n * m) % 9 for n in range(20)) for m in range(1, 6)),
)


def made(rows: int, *shown: Chart) -> Report:
    lines = tuple((f"Partner {n} & <Co>", n, 90 * n, n / 100) for n in range(rows))
    return replace(
        REPORT,
        columns=REPORT.columns[:4],
        rows=lines,
        totals=(None, sum(range(rows)), 90, 1.0) if rows else None,
        charts=shown,
        notes=(Message("Check-ins that were undone aren’t counted."),),
    )


def test_a_report_is_as_it_was(words: Words) -> None:
    assert_golden("report", report(made(4, BARS, HEAT), words))


def test_the_file_about_a_visitor_is_as_it_was(words: Words) -> None:
    assert_golden("visitor-file", visitor_file(replace(FILE, requests=(REQUEST,)), words))


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("rows", [1, 30, 200])
def test_a_report_of_any_length(words: Words, rows: int, paper: Paper) -> None:
    pdf = report(made(rows, BARS), words, paper)
    texts = page_texts(pdf)
    for n, page in enumerate(texts, start=1):
        assert f"Page {n} of {len(texts)}" in page
    assert all("Partner Visits Hours" in page for page in texts if "& <Co>" in page)
    whole = text_of(pdf)
    assert all(f"Partner {n} & <Co>" in whole for n in range(rows))
    assert "Total" in texts[-1]
    for size in sizes(pdf):
        assert size == pytest.approx(paper.size, abs=0.5)
    assert_on_the_page(pdf)


def test_charts_are_drawn_and_not_painted(words: Words) -> None:
    pdf = report(made(3, BARS, HEAT), words)
    assert images_of(pdf) == 0
    assert all(fonts_of(pdf).values())


def test_a_chart_of_many_bars_stays_on_its_page(words: Words) -> None:
    months = Chart(
        ChartKind.BARS,
        "Visits",
        ColumnKind.COUNT,
        tuple(f"Month {n}" for n in range(60)),
        ColumnKind.TEXT,
        tuple(range(60)),
    )
    pdf = report(made(2, months), words)
    assert "Month 59" in page_texts(pdf)[0]
    assert_on_the_page(pdf)


@pytest.mark.parametrize("most", [9, 999, 98_765])
def test_the_numbers_of_a_week_do_not_run_into_each_other(words: Words, most: int) -> None:
    busy = tuple(tuple(max(most - n - m, 0) for n in range(20)) for m in range(5))
    pdf = report(made(2, replace(HEAT, grid=busy)), words)
    assert f"most: {most:,}" in text_of(pdf)
    assert_on_the_page(pdf)


def test_totals_of_a_report_never_stand_alone(words: Words) -> None:
    for rows in range(20, 42):
        last = page_texts(report(made(rows), words))[-1]
        assert f"Partner {rows - 1} & <Co>" in last, f"{rows} rows"
        assert "Total" in last
        assert "Check-ins that were undone aren’t counted." in last


def test_days_times_and_short_names_have_one_line_each(words: Words) -> None:
    kinds = (
        (ColumnKind.DATE, AT.date()),
        (ColumnKind.TIME, time(10, 42)),
        (ColumnKind.TEXT, "Adaeze Okafor"),
        (ColumnKind.TEXT, LONG),
        (ColumnKind.TEXT, "Room 114"),
        (ColumnKind.MOMENT, AT),
    )
    columns = tuple(Column(f"c{n}", f"Name {n}", kind) for n, (kind, _) in enumerate(kinds))
    one = replace(made(0), columns=columns, rows=(tuple(value for _, value in kinds),) * 3)
    pdf = report(one, words)
    for said in ("Nov 24, 2026 10:42 am", "Adaeze Okafor", "Room 114", "Nov 24, 2026, 10:42 am"):
        _, bottom, _, top = place_of(pdf, said)
        assert top - bottom < 14, said
    assert_on_the_page(pdf)


def test_a_table_without_names_is_as_wide_as_the_page(words: Words) -> None:
    columns = (Column("at", "From", ColumnKind.TIME), Column("n", "All days", ColumnKind.COUNT))
    pdf = report(replace(made(0), columns=columns, rows=((time(7, 30), 4),)), words)
    assert place_of(pdf, "All days")[2] == pytest.approx(612 - 42 - 9.4, abs=1)


def test_an_empty_report_says_so(words: Words) -> None:
    assert "Nothing was recorded for this report in this period." in text_of(report(made(0), words))


def test_numbers_end_where_their_column_ends(words: Words) -> None:
    pdf = report(made(3), words)
    for name, value in (("Hours", "3 h 00"), ("Share of visits", "100%")):
        assert place_of(pdf, value)[2] == pytest.approx(place_of(pdf, name)[2], abs=1)


# -- charts ---------------------------------------------------------------------------------------


def test_many_together_have_no_bar_and_make_none_small(words: Words) -> None:
    rest = replace(BARS, values=(16, 4, 12_544), rest=True)
    drawn = charts.drawing(rest, words, 420.0, 120.0)
    most, other = (
        one.width
        for one in drawn.contents
        if isinstance(one, Rect) and one.fillColor == charts.PAPER.bar
    )
    assert most == pytest.approx(4 * other)
    assert most > 150
    pdf = charts.chart_pdf(rest, words, (420.0, 120.0), dark=False)
    assert place_of(pdf, "12,544")[0] < place_of(pdf, "16")[0]


def test_the_longest_bar_is_the_most(words: Words) -> None:
    """Pixels of the bars, from their left edge on."""
    image = pictures(charts.chart_pdf(BARS, words, (420.0, 120.0), dark=False), 2.0)[0]
    teal = (15, 108, 122)
    long = [
        sum(image.getpixel((x, y)) == teal for x in range(image.width)) for y in range(image.height)
    ]
    first, second = max(long[:80]), max(long[80:116])
    assert first == pytest.approx(10 * second, rel=0.05)
    assert max(long[116:]) == 0  # nothing has no bar


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [(60, 60), (300, 160), (900, 400)])
@pytest.mark.parametrize("chart", [BARS, HEAT])
def test_a_chart_of_any_size(
    words: Words, chart: Chart, size: tuple[float, float], dark: bool
) -> None:
    pdf = charts.chart_pdf(chart, words, size, dark)
    assert sizes(pdf) == [size]
    image = pictures(pdf, 1.0)[0]
    assert ink(image)
    corner = image.getpixel((image.width - 1, 0))
    assert corner == ((25, 34, 42) if dark else (255, 255, 255))


@pytest.mark.parametrize("look", [charts.LIGHT, charts.DARK])
def test_a_number_is_read_on_every_shade(look: charts.Look) -> None:
    """WCAG AA for small text."""
    half = len(look.shades) - 2
    for n, shade in enumerate(look.shades):
        number = look.over if n >= half else look.text
        bright, dark = sorted((_light(shade), _light(number)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5


def _light(color: Color) -> float:
    """Relative luminance."""
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.red, color.green, color.blue)
    ]
    return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])


def test_a_name_that_is_too_long_is_cut_with_dots(words: Words) -> None:
    text = text_of(charts.chart_pdf(BARS, words, (300.0, 120.0), dark=False))
    assert "The Greater Lakes" in text
    assert "…" in text
    assert "1,600" in text


def test_an_empty_chart_is_no_accident(words: Words) -> None:
    for kind in (ChartKind.BARS, ChartKind.HEAT):
        empty = Chart(kind, "Visits", ColumnKind.COUNT, (), ColumnKind.TEXT)
        assert "Visits" in text_of(charts.chart_pdf(empty, words, (300.0, 120.0), dark=True))


def test_the_week_names_its_days_and_hours(words: Words) -> None:
    text = text_of(charts.chart_pdf(HEAT, words, (520.0, 200.0), dark=False))
    for said in ("Mon", "Fri", "7:00 am", "none", "most: 8"):
        assert said in text


# -- a data request -------------------------------------------------------------------------------


def test_the_cover_says_what_is_left_out(words: Words) -> None:
    pages = page_texts(visitor_file(FILE, words))
    assert "What is left out and why" in pages[0]
    assert "It may name a student. 2" in pages[0]
    assert "It is left out of every such file. always" in pages[0]
    assert "Reason left out" in pages[1]
    assert "not checked out" in pages[1]
    assert "planned: 11:30" in pages[1]
    none = visitor_file(replace(FILE, turned_away=()), words)
    assert "None on record." in page_texts(none)[1]


def test_a_refusal_names_its_rule_or_nobody(words: Words) -> None:
    text = page_texts(visitor_file(FILE, words))[1]
    assert "Asking for student names (student.referral)" in text
    assert "Decided by the school" in text


def test_every_page_says_whose_file_it_is(words: Words) -> None:
    visits = (replace(VISIT, activity_title=LONG),) * 60
    pages = page_texts(visitor_file(replace(FILE, visits=visits), words))
    assert all("Ines Okonjo-Berg · Tuesday" in page for page in pages)
    assert "60 visits · turned away 2 times · 0 requests" in pages[0]
    assert "10:42 am" in pages[1]


def test_a_visitor_of_many_visits(words: Words) -> None:
    pdf = visitor_file(replace(FILE, visits=(replace(VISIT, activity_title=LONG),) * 120), words)
    assert len(page_texts(pdf)) > 5
    assert_on_the_page(pdf)


def test_every_kind_has_a_name() -> None:
    from cpdesk.services.reports.report_titles import TITLE
    from cpdesk.ui.reports.table.kinds import KINDS

    assert set(TITLE) == set(KINDS) == set(ReportKind)
