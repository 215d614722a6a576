"""Reports as files, read back as a spreadsheet reads them."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.records.reports import (
    Column,
    ColumnKind,
    Message,
    Period,
    Report,
    ReportKind,
)
from cpdesk.services.exports import (
    csv_bytes,
    csv_of,
    defused,
    xlsx_bytes,
)
from cpdesk.words import Words

AT = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
# As a workbook has it: the school's own time, without a zone.
MIDNIGHT = datetime.combine(date(2026, 11, 24), time())
REPORT = Report(
    kind=ReportKind.VISITS_BY_PARTNER,
    title="Visits by partner",
    school_name="Cedar Lake School",
    partner_name="",
    period=Period(date(2026, 7, 1), date(2027, 6, 30)),
    made_at=AT,
    columns=(
        Column("partner", "Partner", ColumnKind.TEXT),
        Column("visits", "Visits", ColumnKind.COUNT),
        Column("hours", "Hours", ColumnKind.HOURS),
        Column("share", "Share of visits", ColumnKind.PERCENT),
        Column("month", "Month", ColumnKind.MONTH),
        Column("day", "Day", ColumnKind.DATE),
        Column("at", "At", ColumnKind.TIME),
        Column("when", "When", ColumnKind.MOMENT),
        Column("weekday", "Weekday", ColumnKind.WEEKDAY),
        Column("wait", "Wait", ColumnKind.MINUTES),
    ),
    rows=(
        (
            '=HYPERLINK("evil")', 1200, 90, 0.25, date(2026, 11, 1), date(2026, 11, 24),
            time(10, 42), AT, 1, 15,
        ),
        (
            Message("{n} others", (("n", 3),)), 4, None, None, date(2026, 12, 1),
            date(2026, 12, 1), None, None, 6, None,
        ),
    ),
    totals=(None, 1204, 90, 1.0, None, None, None, None, None, 15),
    charts=(),
    notes=(),
)  # fmt: skip


@pytest.fixture
def local(words: Words) -> Words:
    from zoneinfo import ZoneInfo

    words.zone = ZoneInfo("America/Chicago")
    return words


def lines(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.endswith("\r\n") or not text
    return list(csv.reader(StringIO(text, newline="")))


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data)).active


def test_a_table_as_text(local: Words) -> None:
    head, first, second, total = lines(csv_bytes(REPORT, local))
    assert head[:3] == ["Partner", "Visits", "Hours"]
    assert head[-1] == "Wait (minutes)"
    assert first == [
        '\'=HYPERLINK("evil")', "1200", "1.5", "0.25", "2026-11", "2026-11-24", "10:42",
        "2026-11-24 10:42", "Tue", "15",
    ]  # fmt: skip
    assert second[:4] == ["3 others", "4", "", ""]
    assert total[:4] == ["Total", "1204", "1.5", "1.0"]


def test_a_workbook_has_real_numbers_and_days(local: Words) -> None:
    sheet = sheet_of(xlsx_bytes(REPORT, local))
    assert sheet.title == "Visits by partner"
    values = [cell.value for cell in sheet[2]]
    assert values == [
        '=HYPERLINK("evil")', 1200, 1.5, 0.25, MIDNIGHT.replace(day=1), MIDNIGHT,
        time(10, 42), MIDNIGHT.replace(hour=10, minute=42), "Tue", 15,
    ]  # fmt: skip
    assert sheet["A2"].data_type == "s"
    assert (sheet["B2"].number_format, sheet["D2"].number_format) == ("#,##0", "0%")
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet["A4"].font.bold
    assert sheet.auto_filter.ref == "A1:J3"
    assert sheet.parent.properties.creator == "CPDesk"


def test_letters_that_no_workbook_may_hold_are_left_out(local: Words) -> None:
    odd = replace(
        REPORT, title="A/B: [all]?", rows=(("a\x00b\x07\ufffe\uffff", *REPORT.rows[0][1:]),)
    )
    sheet = sheet_of(xlsx_bytes(odd, local))
    assert sheet["A2"].value == "ab"
    assert sheet.title == "AB all"


_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_ODD = st.text(st.sampled_from([*_SIGNS, *";,|\t\r\n \"'\u200bab1"]) | st.characters(), max_size=12)


@given(_ODD)
def test_no_text_is_a_formula(text: str) -> None:
    """Neither at its beginning nor where a spreadsheet of another country parts cells."""
    made = defused(text)
    assert not made.startswith((*_SIGNS, "\t", "\r", "\n"))
    for part in re.split("[;,|\t\r\n]", made):
        assert not part.strip(' "\u200b').startswith(_SIGNS)
    assert made.replace("'", "") == text.replace("'", "")  # nothing else was changed


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1+1", "'\t'=1+1"),
        ("\r=1", "'\r'=1"),
        (' "=1', " \"'=1"),
        ('Chess;=HYPERLINK("x")', 'Chess;\'=HYPERLINK("x")'),
        ("Chess\n@SUM(A1)", "Chess\n'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("Grades 3-5, K+", "Grades 3-5, K+"),
        ("Núñez-Ångström & Sons; Ltd", "Núñez-Ångström & Sons; Ltd"),
        ("O’Brien 'n' Co", "O’Brien 'n' Co"),
    ],
)
def test_what_is_defused_and_what_stays(text: str, made: str) -> None:
    assert defused(text) == made


def test_numbers_below_nothing_stay_numbers(local: Words) -> None:
    odd = replace(REPORT, rows=(("-5", -5, -90, -0.25, *REPORT.rows[0][4:]),), totals=None)
    assert lines(csv_bytes(odd, local))[1][:4] == ["'-5", "-5", "-1.5", "-0.25"]
    sheet = sheet_of(xlsx_bytes(odd, local))
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:4] == [
        ("-5", "s"), (-5, "n"), (-1.5, "n"), (-0.25, "n"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.org", "#REF!", "1234", "TRUE"]
)
def test_a_text_is_a_text_in_a_workbook_and_stays_one(local: Words, text: str) -> None:
    """No formula, no link, no error and no number, also after somebody went into the cell and out
    again."""
    odd = replace(REPORT, rows=((text, *REPORT.rows[0][1:]),))
    made = xlsx_bytes(odd, local)
    cell = sheet_of(made)["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.quotePrefix is (defused(text) != text)
    with zipfile.ZipFile(BytesIO(made)) as parts:
        assert not [name for name in parts.namelist() if "_rels/sheet" in name]
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_hours_add_up_to_their_total(local: Words) -> None:
    """Twenty minutes are a third of an hour, three times that is one."""
    odd = replace(
        REPORT,
        columns=REPORT.columns[:3],
        rows=tuple((str(n), 1, 20) for n in range(3)),
        totals=(None, 3, 60),
    )
    sheet = sheet_of(xlsx_bytes(odd, local))
    assert sum(sheet.cell(n, 3).value for n in (2, 3, 4)) == pytest.approx(sheet["C5"].value)
    assert sheet["C2"].number_format == "#,##0.00"


def test_a_workbook_says_what_it_is_about(local: Words) -> None:
    noted = replace(REPORT, notes=(Message("Check-ins that were undone aren’t counted."),))
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(noted, local)))
    assert book.sheetnames == ["Visits by partner", "About this report"]
    said = [tuple(cell.value for cell in row) for row in book["About this report"]]
    assert ("School", "Cedar Lake School") in said
    assert ("Partner", "All partners") in said
    assert ("From", "Jul 1, 2026") in said
    assert (None, "Check-ins that were undone aren’t counted.") in said


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=6), min_size=2, max_size=2
        ),
        max_size=5,
    )
)
def test_any_table_is_read_back(table: list[list[str]]) -> None:
    assert lines(csv_of(table)) == [[defused(cell) for cell in row] for row in table]
