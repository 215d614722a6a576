"""The table of a report and the list of reports: nothing that people read is cut."""

from __future__ import annotations

import time as real_time
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from cpdesk.records.reports import (
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Message,
    Period,
    Report,
    ReportKind,
)
from cpdesk.ui.reports import texts
from cpdesk.ui.reports.table.kinds import KindList
from cpdesk.ui.reports.table.table import ReportTable
from cpdesk.ui.reports.table.wrapping import fitted
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words

AT = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
LONG = "The Greater Minneapolis & Saint Paul Coalition for Youth Mentoring, Literacy and Arts"
WORD = "Wolfeschlegelsteinhausenbergerdorff"


def report(*rows: tuple[str, str]) -> Report:
    columns = (
        Column("visitor", "Visitor", ColumnKind.TEXT),
        Column("partner", "Partner", ColumnKind.TEXT),
        Column("visits", "Not checked out", ColumnKind.COUNT),
        Column("share", "Share of visits", ColumnKind.PERCENT),
        Column("closed", "Closed", ColumnKind.MOMENT),
    )
    return Report(
        kind=ReportKind.NEVER_CHECKED_OUT,
        title="Never checked out",
        school_name="Cedar Lake School",
        partner_name="",
        period=Period(date(2026, 7, 1), date(2027, 6, 30)),
        made_at=AT,
        columns=columns,
        rows=tuple((*row, 3, 0.5, AT) for row in rows),
        totals=(None, None, 3 * len(rows), 1.0, None),
        charts=(),
        notes=(),
    )


def table(theme: Theme, words: Words, wide: int, qtbot: QtBot) -> ReportTable:
    made = ReportTable(theme, words)
    qtbot.addWidget(made)
    made.resize(wide, 500)
    made.show()
    return made


@pytest.mark.parametrize("wide", [680, 780, 900])
def test_words_take_the_lines_they_need(
    any_theme: Theme, words: Words, qtbot: QtBot, wide: int
) -> None:
    made = table(any_theme, words, any_theme.px(wide), qtbot)
    made.show_report(report(("Mai Vang", LONG), (f"Ines {WORD}", "Garden Lab")))
    lines, px = made.lines, any_theme.px
    metrics = QFontMetrics(any_theme.font(14))
    assert lines.horizontalScrollBar().maximum() == 0
    for row in range(2):
        for column in range(5):
            said = str(lines.report_model.index(row, column).data())
            room = QRect(0, 0, lines.columnWidth(column) - 2 * px(8), 10_000)
            flags = int(Qt.TextFlag.TextWordWrap)
            if WORD in said:  # broken within the word
                flags |= int(Qt.TextFlag.TextWrapAnywhere)
            needed = metrics.boundingRect(room, flags, said)
            assert needed.height() <= lines.rowHeight(row), said
            if WORD not in said:
                assert needed.width() <= room.width(), said
    assert lines.rowHeight(0) > lines.rowHeight(1) or wide > 800


def test_a_row_is_no_higher_than_what_is_in_it_now(
    theme: Theme, words: Words, qtbot: QtBot
) -> None:
    made = table(theme, words, 640, qtbot)
    low = made.lines.verticalHeader().defaultSectionSize()
    for long in range(3):
        rows = [("Mai Vang", LONG if row == long else "Garden Lab") for row in range(4)]
        made.show_report(report(*rows))
        high = [made.lines.rowHeight(row) > low for row in range(4)]
        assert high == [row == long for row in range(4)]
    made.resize(1600, 500)
    assert [made.lines.rowHeight(row) for row in range(4)] == [low] * 4


def test_names_of_columns_stand_in_two_lines_where_room_is_short(
    theme: Theme, words: Words, qtbot: QtBot
) -> None:
    made = table(theme, words, 560, qtbot)
    made.show_report(report(("Mai Vang", LONG)))
    model, across = made.lines.report_model, Qt.Orientation.Horizontal
    assert model.headerData(2, across) == "Not\nchecked out"
    assert model.headerData(2, across, Qt.ItemDataRole.AccessibleTextRole) == "Not checked out"
    made.resize(1500, 500)
    assert model.headerData(2, across) == "Not checked out"


def test_the_line_of_sums_is_called_so(theme: Theme, words: Words, qtbot: QtBot) -> None:
    made = table(theme, words, 700, qtbot)
    made.show_report(report(("Mai Vang", "Garden Lab")))
    assert made.lines.report_model.total(0) == "Total"


def test_a_year_of_lines_is_there_at_once(theme: Theme, words: Words, qtbot: QtBot) -> None:
    """20,000 of them cost the window less than three screens of them do thrice over."""
    made = table(theme, words, 700, qtbot)

    def cost(rows: int) -> float:
        many = report(*((f"Mai Vang {n}", f"Partner {n} & Sons") for n in range(rows)))
        begins = real_time.process_time()
        made.show_report(many)
        return real_time.process_time() - begins

    cost(400)
    few = min(cost(400) for _ in range(3))
    assert min(cost(20_000) for _ in range(3)) < 6 * few + 0.05


def test_the_list_of_reports_says_everything(any_theme: Theme, words: Words, qtbot: QtBot) -> None:
    """Also the longest line at the narrowest the page makes the list."""
    made = KindList(any_theme, words)
    qtbot.addWidget(made)
    made.resize(any_theme.px(204), any_theme.px(400))
    made.show()
    small = QFontMetrics(any_theme.font(12.5))
    assert set(made.rows) == set(ReportKind)
    for row, kind in enumerate(made.rows):
        index = made.record_model.index(row, 0)
        rect = made.visualRect(index)
        room = QRect(0, 0, rect.width() - 2 * any_theme.px(10), 10_000)
        said = small.boundingRect(
            room, int(Qt.TextFlag.TextWordWrap), made.spec.parts(kind).details[0]
        )
        name = QFontMetrics(any_theme.font(14, 600))
        assert said.width() <= room.width()
        assert name.height() + said.height() + 2 * any_theme.px(8) <= rect.height()
        option = QStyleOptionViewItem()
        option.rect = rect  # as Qt asks without a view
        assert made.itemDelegate().sizeHint(option, index).height() <= rect.height()


def test_who_cannot_see_a_chart_hears_of_the_most_and_not_of_the_rest(words: Words) -> None:
    chart = Chart(
        ChartKind.BARS,
        "Visits",
        ColumnKind.COUNT,
        ("Garden Lab", Message("{n} others", (("n", 60),))),
        ColumnKind.TEXT,
        (12, 900),
        rest=True,
    )
    assert texts.chart(chart, words) == "Visits. Highest: Garden Lab, 12"


def test_a_name_without_end_ends_in_dots(theme: Theme, words: Words, qtbot: QtBot) -> None:
    made = table(theme, words, 560, qtbot)
    made.show_report(report(("Mai Vang", LONG * 9)))
    metrics = QFontMetrics(theme.font(14))
    assert made.lines.rowHeight(0) <= 6 * metrics.lineSpacing() + theme.px(16)
    said = fitted(LONG * 9, made.lines.columnWidth(1) - 2 * theme.px(8), metrics)
    assert said.endswith("…")
    assert said.startswith("The Greater")
    assert fitted(LONG, 900, metrics) == LONG


def test_counts_in_words_have_their_digits_grouped(words: Words) -> None:
    note = Message("Not checked out: {n} of {all} visits.", (("n", 644), ("all", 20_000)))
    assert texts.worded(note, words) == "Not checked out: 644 of 20,000 visits."
