"""Reports as files for spreadsheets: text with commas, and workbooks.

A cell that a spreadsheet would take for a formula is defused: names and titles come from people
whom nobody asked to write formulas.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from cpdesk.records.reports import Cell, ColumnKind, Message, Report
from cpdesk.words import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORMATS = {
    ColumnKind.COUNT: "#,##0",
    ColumnKind.MINUTES: "#,##0",
    ColumnKind.HOURS: "#,##0.00",
    ColumnKind.PERCENT: "0%",
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.MONTH: "mmmm yyyy",
    ColumnKind.TIME: "h:mm AM/PM",
    ColumnKind.MOMENT: "yyyy-mm-dd h:mm AM/PM",
}
_WIDEST = 60


def defused(text: str) -> str:
    """The text as a spreadsheet may have it: never the beginning of a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(report: Report, words: Words) -> bytes:
    """UTF-8 with a mark that Excel knows it by, lines as RFC 4180 has them."""
    kinds = [column.kind for column in report.columns]
    lines: list[Sequence[object]] = [[_titled(column, words) for column in report.columns]]
    lines += [_plain(line, kinds, words) for line in report.rows]
    if report.totals is not None:
        lines.append(_plain(_with_total(report.totals, words), kinds, words))
    return csv_of(lines)


def csv_of(lines: Iterable[Sequence[object]]) -> bytes:
    """Any table; texts are defused, numbers stay numbers."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for line in lines:
        writer.writerow([defused(one) if isinstance(one, str) else one for one in line])
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(report: Report, words: Words) -> bytes:
    """A workbook of one sheet: real numbers and dates, the names of the columns held in view."""
    book, sheet = _book(words.text(report.title))
    _head(sheet, [_titled(column, words) for column in report.columns])
    for line in report.rows:
        _line(sheet, line, [column.kind for column in report.columns], words)
    last = sheet.max_row
    if report.totals is not None:
        kinds = [column.kind for column in report.columns]
        _line(sheet, _with_total(report.totals, words), kinds, words, bold=True)
    _finish(sheet, last)
    return _bytes(book)


def xlsx_of(tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """Any tables of texts: a sheet for each, under its title and with the names of its columns."""
    book: Any = None
    for title, head, lines in tables:
        if book is None:
            book, sheet = _book(title)
        else:
            sheet = book.create_sheet(_sheet_name(title))
        _head(sheet, head)
        for m, line in enumerate(lines, start=2):
            for n, value in enumerate(line, start=1):
                _write(sheet, m, n, value, ColumnKind.TEXT)
        _finish(sheet, sheet.max_row)
    return _bytes(book)


# -- values ---------------------------------------------------------------------------------------


def _titled(column: Any, words: Words) -> str:
    """A column's name, with the unit where a number alone would not say it."""
    name = words.text(column.title)
    if column.kind is ColumnKind.MINUTES:
        return words.text("{name} (minutes)", name=name)
    return name


def _with_total(totals: tuple[Cell, ...], words: Words) -> tuple[Cell, ...]:
    return (words.text("Total") if totals[0] is None else totals[0], *totals[1:])


def _plain(line: Sequence[Cell], kinds: Sequence[ColumnKind], words: Words) -> list[object]:
    """A line for a text file: numbers as they are, days and times as ISO has them."""
    return [_plain_cell(value, kind, words) for value, kind in zip(line, kinds, strict=True)]


def _plain_cell(value: Cell, kind: ColumnKind, words: Words) -> object:
    value = _real(value, kind, words)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return f"{value:%Y-%m}" if kind is ColumnKind.MONTH else value.isoformat()
    if isinstance(value, float):
        return round(value, 4)
    return "" if value is None else value


def _real(
    value: Cell, kind: ColumnKind, words: Words
) -> str | int | float | date | datetime | time | None:
    """A value as a spreadsheet thinks of it: hours are a number, moments the school's own time."""
    if isinstance(value, Message):
        return words.sentence(value.id, value.facts)
    if isinstance(value, datetime):
        return words.local(value).replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if kind is ColumnKind.HOURS:
            return round(value / 60, 2)
        if kind is ColumnKind.WEEKDAY:
            return words.weekday(int(value))
    return value


# -- workbooks ------------------------------------------------------------------------------------


def _book(title: str) -> tuple[Any, Worksheet]:
    from openpyxl import Workbook  # a tenth of a second, for those who want a workbook

    book = Workbook()
    book.properties.creator = "CPDesk"
    sheet: Any = book.active
    sheet.title = _sheet_name(title)
    return book, sheet


def _sheet_name(title: str) -> str:
    """What a sheet may be called: 31 letters, none that stands for something else."""
    return "".join(c for c in title if c not in "[]:*?/\\")[:31] or "CPDesk"


def _head(sheet: Worksheet, names: Sequence[str]) -> None:
    from openpyxl.styles import Font

    for n, name in enumerate(names, start=1):
        _write(sheet, 1, n, name, ColumnKind.TEXT)
        sheet.cell(1, n).font = Font(bold=True)


def _line(
    sheet: Worksheet,
    line: Sequence[Cell],
    kinds: Sequence[ColumnKind],
    words: Words,
    *,
    bold: bool = False,
) -> None:
    from openpyxl.styles import Font

    at = sheet.max_row + 1
    for n, (value, kind) in enumerate(zip(line, kinds, strict=True), start=1):
        _write(sheet, at, n, _real(value, kind, words), kind)
        if bold:
            sheet.cell(at, n).font = Font(bold=True)


def _write(sheet: Worksheet, at: int, n: int, value: Any, kind: ColumnKind) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = sheet.cell(at, n)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it begins with, it is a text
    elif kind in _FORMATS:
        cell.number_format = _FORMATS[kind]


def _finish(sheet: Worksheet, last: int) -> None:
    """Widths by what is in the columns; names held in view, and a filter over the lines."""
    from openpyxl.utils import get_column_letter

    for n in range(1, sheet.max_column + 1):
        longest = max(
            (len(str(sheet.cell(m, n).value or "")) for m in range(1, sheet.max_row + 1)), default=0
        )
        sheet.column_dimensions[get_column_letter(n)].width = min(_WIDEST, max(9, longest + 2))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(sheet.max_column)}{max(last, 1)}"


def _bytes(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
