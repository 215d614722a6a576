"""Reports as files for spreadsheets: CSV text and workbooks.

A cell that a spreadsheet would take for a formula is defused: names and titles are typed by people
outside the office. Spreadsheets in other countries split cells at semicolons or tabs and ignore our
quotes, so text after one of those counts as the start of a cell, too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from cpdesk.lazy_modules import LazyPackage
from cpdesk.records.reports import Cell, ColumnKind, Message, Report
from cpdesk.words import Words

if TYPE_CHECKING:
    import openpyxl
    import openpyxl.styles
    import openpyxl.utils
    from openpyxl.worksheet.worksheet import Worksheet
else:  # it takes a tenth of a second, so only for workbooks
    openpyxl = LazyPackage("openpyxl")

# East Asian spreadsheets read the full-width signs like the usual ones.
_SIGNS = "=+@\uff1d\uff0b\uff0d\uff20-"
# Where a cell may begin: at the start, or after anything that may separate cells or lines. Blanks
# that a spreadsheet trims and quotes that it removes may come in between.
_BEGINS = re.compile(rf"(?:\A|[,;|\t\r\n\v\f\x85\u2028\u2029])[\s\"'\u200b\ufeff]*(?=[{_SIGNS}])")
_TURNS = re.compile(r"\A(?=[\t\r\n])")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML can't represent them
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
    """The text as a spreadsheet may have it: no part of it can start a formula."""
    return _TURNS.sub("'", _BEGINS.sub(lambda found: f"{found[0]}'", text))


def csv_bytes(report: Report, words: Words) -> bytes:
    """UTF-8 with the mark by which Excel recognizes it, line ends as in RFC 4180."""
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
    """A workbook: real numbers and dates, the row of column names frozen. What it is about goes on
    a sheet of its own, since files get passed around."""
    book, sheet = _book(words.text(report.title))
    _head(sheet, [_titled(column, words) for column in report.columns])
    for line in report.rows:
        _line(sheet, line, [column.kind for column in report.columns], words)
    last = sheet.max_row
    if report.totals is not None:
        kinds = [column.kind for column in report.columns]
        _line(sheet, _with_total(report.totals, words), kinds, words, bold=True)
    _finish(sheet, last)
    about = book.create_sheet(_sheet_name(words.text("About this report")))
    for m, line in enumerate(_about(report, words), start=1):
        for n, said in enumerate(line, start=1):
            _write(about, m, n, said, ColumnKind.TEXT)
    _widen(about)
    return _bytes(book)


def _about(report: Report, words: Words) -> list[tuple[str, str]]:
    """What was counted, where and when."""
    text = words.text
    lines = [
        (text("Report"), text(report.title)),
        (text("School"), report.school_name),
        (text("Partner"), report.partner_name or text("All partners")),
        (text("From"), words.day(report.period.first)),
        (text("To"), words.day(report.period.last)),
        (text("Created"), words.moment(report.made_at)),
    ]
    lines += [("", words.sentence(note.id, note.facts)) for note in report.notes]
    return lines


def xlsx_of(tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """Any tables of texts: a sheet for each, with its title and column names."""
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
    """A column's name, with its unit if a number alone would not show it."""
    name = words.text(column.title)
    if column.kind is ColumnKind.MINUTES:
        return words.text("{name} (minutes)", name=name)
    return name


def _with_total(totals: tuple[Cell, ...], words: Words) -> tuple[Cell, ...]:
    return (words.text("Total") if totals[0] is None else totals[0], *totals[1:])


def _plain(line: Sequence[Cell], kinds: Sequence[ColumnKind], words: Words) -> list[object]:
    """A row for a text file: numbers as they are, dates and times in ISO format."""
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
    """A value as a spreadsheet stores it: hours are a number, moments the school's local time."""
    if isinstance(value, Message):
        return words.sentence(value.id, value.facts)
    if isinstance(value, datetime):
        return words.local(value).replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if kind is ColumnKind.HOURS:
            return value / 60  # unrounded, so that a column adds up to its total
        if kind is ColumnKind.WEEKDAY:
            return words.weekday(int(value))
    return value


# -- workbooks ------------------------------------------------------------------------------------


def _book(title: str) -> tuple[Any, Worksheet]:
    book = openpyxl.Workbook()
    book.properties.creator = "CPDesk"
    sheet: Any = book.active
    sheet.title = _sheet_name(title)
    return book, sheet


def _sheet_name(title: str) -> str:
    """A sheet name Excel accepts: at most 31 letters, no reserved characters."""
    return "".join(c for c in title if c not in "[]:*?/\\")[:31] or "CPDesk"


def _head(sheet: Worksheet, names: Sequence[str]) -> None:
    for n, name in enumerate(names, start=1):
        _write(sheet, 1, n, name, ColumnKind.TEXT)
        sheet.cell(1, n).font = openpyxl.styles.Font(bold=True)


def _line(
    sheet: Worksheet,
    line: Sequence[Cell],
    kinds: Sequence[ColumnKind],
    words: Words,
    *,
    bold: bool = False,
) -> None:
    at = sheet.max_row + 1
    for n, (value, kind) in enumerate(zip(line, kinds, strict=True), start=1):
        _write(sheet, at, n, _real(value, kind, words), kind)
        if bold:
            sheet.cell(at, n).font = openpyxl.styles.Font(bold=True)


def _write(sheet: Worksheet, at: int, n: int, value: Any, kind: ColumnKind) -> None:
    if isinstance(value, str):
        value = _UNWRITABLE.sub("", value)
    cell = sheet.cell(at, n)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # text, whatever it begins with
        if defused(value) != value:
            cell.quotePrefix = True  # and stays text when someone edits it
    elif kind in _FORMATS:
        cell.number_format = _FORMATS[kind]


def _finish(sheet: Worksheet, last: int) -> None:
    """Column widths by content, the row of column names frozen, and a filter over the rows."""
    _widen(sheet)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}{max(last, 1)}"


def _widen(sheet: Worksheet) -> None:
    for n, column in enumerate(sheet.iter_cols(values_only=True), start=1):
        longest = max((len(_shown(value)) for value in column), default=0)
        letter = openpyxl.utils.get_column_letter(n)
        sheet.column_dimensions[letter].width = min(_WIDEST, max(9, longest + 2))


def _shown(value: object) -> str:
    """Roughly what a cell shows for a value."""
    if isinstance(value, float):
        return f"{value:,.2f}"
    return "" if value is None else str(value)


def _bytes(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
