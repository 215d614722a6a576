"""From the bytes of a CSV file to columns of cells: bounds, encoding, separator, quotes, header,
row width. Every fault names its file and, where there is one, its row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cpdesk import plain_text
from cpdesk.services.readers.bounds import LONGEST_CELL, LONGEST_LINE, MOST_COLUMNS, MOST_ROWS
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.readers.text import UTF_16_MARKS, WINDOWS, decode, decode_all
from cpdesk.words import N_

if TYPE_CHECKING:
    from _csv import Reader

# White space that is neither a plain space nor a line end.
_ODD_SPACE = re.compile(r"[^\S \r\n]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BATCH = 500
_OTHER_MARKS = {
    ";": N_("The columns are separated by semicolons."),
    "\t": N_("The columns are separated by tabs."),
    "|": N_("The columns are separated by vertical bars."),
}


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a file by column (in the file's order) and the line where each row begins.

    `tidy`: no cell contains a tab, a line end or unusual white space, or is very long. `odd`: some
    cell contains a character that plain text may not hold.
    """

    header: tuple[str, ...]
    columns: list[list[str]]
    lines: list[int]
    tidy: bool
    odd: bool = False


def cells(
    file: str, data: bytes, faults: FaultList, notes: FaultList, *, lenient: bool = False
) -> Cells | None:
    """The file cut into cells, or None if it can't be.

    `lenient` is for files that other programs export: any encoding, separator and row width is
    read, and what is damaged spoils only what follows it.
    """
    text = None
    if long := _long_line(data):
        says = N_("The cell has more than {most} characters.")
        faults.add(file, long, "", says, N_("Make it shorter."), most=LONGEST_CELL)
    elif lenient:
        text = plain_text.tidy(decode_all(data))
    else:
        text = _text(file, data, faults, notes)
    if text is None:
        return None
    mark = _mark(text) if lenient else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=not lenient)
    read = None
    try:
        header, line = _header(reader)
        if not _header_is_right(file, header, lenient, faults):
            return None
        odd = not plain_text.holds(text)
        read = Cells(header, [[] for _ in header], [], not odd and _tidy(text), odd)
        return read if _fill(read, file, reader, line, lenient, faults) else None
    except csv.Error:
        faults.add(
            file,
            _broken_row(text, mark, strict=not lenient),
            "",
            N_("A cell that starts here has quotes that are not closed, or quotes in the middle."),
            N_("Put quotes around the whole cell, and type each quote inside it twice."),
        )
        return read if lenient else None


def _long_line(data: bytes) -> int:
    """The line that is longer than any sensible one, or 0. Checked before anything else, because
    everything else reads the whole text."""
    for at in range(0, len(data) - LONGEST_LINE + 1, LONGEST_LINE):
        end = at + LONGEST_LINE
        if data.find(b"\n", at, end) < 0 and data.find(b"\r", at, end) < 0:
            return data.count(b"\n", 0, at) + 1
    return 0


def _text(file: str, data: bytes, faults: FaultList, notes: FaultList) -> str | None:
    if data.startswith(UTF_16_MARKS):
        faults.add(file, 0, "", N_("The file is in UTF-16."), N_("Save it as UTF-8."))
        return None
    if (at := data.find(0)) >= 0:  # text never has one: it is a different kind of file
        faults.add(
            file,
            data.count(b"\n", 0, at) + 1,
            "",
            N_("The file has a character that is not text (code {code})."),
            N_("The file may be damaged, or it may not be a CSV file. Send it again as UTF-8."),
            code=0,
        )
        return None
    try:
        text, encoding = decode(data)
    except UnicodeDecodeError as trouble:
        line = data.count(b"\n", 0, trouble.start) + 1
        faults.add(file, line, "", N_("The file is not in UTF-8."), N_("Save it as UTF-8."))
        return None
    if encoding == WINDOWS:
        notes.add(
            file,
            0,
            "",
            N_("The file is not in UTF-8. It was read as Windows text (cp1252)."),
            N_("Check names with accents, and ask the district for UTF-8."),
        )
    return plain_text.tidy(text)


def _mark(text: str) -> str:
    """What separates the columns, going by the header."""
    header = text.lstrip().partition("\n")[0]
    return max((",", *_OTHER_MARKS), key=header.count)


def _header(reader: Reader) -> tuple[tuple[str, ...], int]:
    """The first row that is not blank, and the line after it. Empty if there is none."""
    for row in reader:
        if any(row):
            return tuple(name.strip().lower() for name in row), reader.line_num + 1
    return (), 1


def _tidy(text: str) -> bool:
    """Checked on the text as a whole, because nearly every file is tidy; in doubt it is not."""
    bare = text.replace("\r\n", "\n") if "\r" in text else text
    if any(sign in bare for sign in "\r\t\v\f"):
        return False
    if not text.isascii() and _ODD_SPACE.search(text):
        return False
    if '"' in bare and any(line.count('"') % 2 for line in bare.split("\n")):
        return False  # a cell continues on the next line
    # A line end in each such stretch means that no line, and so no cell, is too long.
    half = LONGEST_CELL // 2
    return all(bare.find("\n", n, n + half) >= 0 for n in range(0, len(bare) - half, half))


def _fill(
    read: Cells, file: str, reader: Reader, line: int, lenient: bool, faults: FaultList
) -> bool:
    """Adds all rows that are not blank, by column; False if there are too many.

    A few hundred rows at a time are turned into columns, so that no row stays in memory as an
    object of its own.
    """
    width, columns, lines = len(read.header), read.columns, read.lines
    while batch := list(islice(reader, 1 if lenient else _BATCH)):
        after = reader.line_num + 1
        if after == line + len(batch) and all(map(any, batch)):
            found: Iterable[int] = range(line, after)
        else:
            found, batch = _placed(line, batch)
        if any(map(width.__ne__, map(len, batch))):
            if lenient:
                batch = [(row + [""] * width)[:width] for row in batch]
            else:
                found, batch = _of_width(file, width, found, batch, faults)
        for column, more in zip(columns, zip(*batch, strict=True), strict=False):
            column.extend(more)
        lines.extend(found)
        line = after
        if len(lines) > MOST_ROWS:
            faults.add(
                file,
                lines[MOST_ROWS],
                "",
                N_("The file has more than {most} rows."),
                N_("A roster for one district is smaller. Ask the district for it again."),
                most=MOST_ROWS,
            )
            return False
    return True


def _placed(line: int, batch: list[list[str]]) -> tuple[list[int], list[list[str]]]:
    """The rows that are not blank and the line where each begins, if cells contain line ends."""
    lines, rows = [], []
    for row in batch:
        if any(row):
            lines.append(line)
            rows.append(row)
        line += 1 + sum(len(_LINE_END.findall(cell)) for cell in row)
    return lines, rows


def _of_width(
    file: str, width: int, lines: Iterable[int], batch: list[list[str]], faults: FaultList
) -> tuple[list[int], list[list[str]]]:
    """The rows that are as wide as the header; the others are faults."""
    kept, rows = [], []
    for line, row in zip(lines, batch, strict=True):
        if len(row) == width:
            kept.append(line)
            rows.append(row)
            continue
        faults.add(
            file,
            line,
            "",
            N_("The row has {cells} cells, but the header has {width}."),
            N_(
                "Give every row as many cells as the header. Put quotes around a cell that "
                "has a comma in it."
            ),
            cells=len(row),
            width=width,
        )
    return kept, rows


def _broken_row(text: str, mark: str, *, strict: bool) -> int:
    """The line where the row begins that can't be cut into cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=strict)
    line = 1
    with suppress(csv.Error):
        for _ in reader:
            line = reader.line_num + 1
    return line


def _header_is_right(file: str, header: tuple[str, ...], lenient: bool, faults: FaultList) -> bool:
    if len(header) > MOST_COLUMNS:
        says = N_("The file has more than {most} columns.")
        do = N_("Delete the extra columns, and save the file again.")
        faults.add(file, 1, "", says, do, most=MOST_COLUMNS)
        return False
    for mark, says in _OTHER_MARKS.items():
        if len(header) == 1 and mark in header[0]:
            faults.add(file, 1, "", says, N_("Save the file as CSV with commas."))
            return False
    if not header:
        faults.add(
            file,
            0,
            "",
            N_("The file is empty."),
            N_("It needs a header row, even if it has no other rows."),
        )
        return False
    if lenient:
        return True
    right = True
    for n, name in enumerate(header):
        if name and name in header[:n]:
            right = False
            faults.add(
                file,
                1,
                name,
                N_("This column appears twice."),
                N_("Send the file with only one of them."),
            )
    return right
