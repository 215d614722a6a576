"""From a file's bytes to columns of cells: encoding, quotes, header, width of rows."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from cpdesk.services.roster.faults import FaultList
from cpdesk.words import N_

MOST_ROWS = 1_000_000
LONGEST_CELL = 5_000
_CONTROLS = bytes(n for n in range(32) if n not in (9, 10, 13)) + b"\x7f"
# Marks that turn the direction of writing, line ends of other kinds, and what is no character.
_INVISIBLE = re.compile("[\u0080-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

_OTHER_MARKS = {
    ";": N_("The columns are separated by semicolons."),
    "\t": N_("The columns are separated by tabs."),
    "|": N_("The columns are separated by vertical bars."),
}


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a file by column (in the file's order) and the line where each row begins."""

    header: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lines: list[int]


def cells(file: str, data: bytes, faults: FaultList, notes: FaultList) -> Cells | None:
    """The file cut into cells, or None where it cannot be."""
    text = _text(file, data, faults, notes)
    if text is None:
        return None
    found = _rows(file, text, faults)
    if not found:
        return None
    header = tuple(name.strip().lower() for name in found[0][1])
    rows = found[1:]
    if not _header_is_right(file, header, faults):
        return None
    width = len(header)
    if any(len(row) != width for _, row in rows):
        for line, row in rows:
            if len(row) != width:
                faults.add(
                    file,
                    line,
                    "",
                    N_("The row has {cells} cells, the header has {width}."),
                    N_("Give every row as many cells as the header; quote a cell with a comma."),
                    cells=len(row),
                    width=width,
                )
        rows = [(line, row) for line, row in rows if len(row) == width]
    lines = [line for line, row in rows]
    columns = tuple(zip(*(row for _, row in rows), strict=True)) or ((),) * width
    return Cells(header, columns, lines)


def _text(file: str, data: bytes, faults: FaultList, notes: FaultList) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        faults.add(file, 0, "", N_("The file is written in UTF-16."), N_("Save it as UTF-8."))
        return None
    if len(data.translate(None, _CONTROLS)) != len(data):
        at = next(n for n, byte in enumerate(data) if byte in _CONTROLS)
        faults.add(
            file,
            data.count(b"\n", 0, at) + 1,
            "",
            N_("The file holds a character that is no text (code {code})."),
            N_("The file may be damaged, or not be a CSV file. Send it again as UTF-8."),
            code=data[at],
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as trouble:
            faults.add(
                file,
                data.count(b"\n", 0, trouble.start) + 1,
                "",
                N_("The file is not written in UTF-8."),
                N_("Save it as UTF-8."),
            )
            return None
        notes.add(
            file,
            0,
            "",
            N_("The file is not written in UTF-8; it was read as Windows text (cp1252)."),
            N_("Look at names with accents, and ask the district for UTF-8."),
        )
    if not text.isascii():
        odd = _INVISIBLE.search(text)
        if odd:
            faults.add(
                file,
                text.count("\n", 0, odd.start()) + 1,
                "",
                N_("The file holds a character that is no text (code {code})."),
                N_("The file may be damaged, or not be a CSV file. Send it again as UTF-8."),
                code=ord(odd.group()),
            )
            return None
        text = unicodedata.normalize("NFC", text)
    return text


def _rows(file: str, text: str, faults: FaultList) -> list[tuple[int, list[str]]]:
    """Every row that is not blank, with the line where it begins; empty where that fails."""
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if any(row):
                found.append((line, row))
                if len(found) > MOST_ROWS:
                    faults.add(
                        file,
                        line,
                        "",
                        N_("The file has more than {most} rows."),
                        N_("A roster of one district is smaller. Ask the district for it again."),
                        most=MOST_ROWS,
                    )
                    return []
            line = reader.line_num + 1
    except csv.Error:
        faults.add(
            file,
            line,
            "",
            N_("The quotes of a cell that begins here are not closed, or stand in its middle."),
            N_("Put the whole cell in quotes and write a quote inside it twice."),
        )
        return []
    if not found:
        faults.add(
            file,
            0,
            "",
            N_("The file is empty."),
            N_("It needs a header row, even where it has no other rows."),
        )
    return found


def _header_is_right(file: str, header: tuple[str, ...], faults: FaultList) -> bool:
    for mark, says in _OTHER_MARKS.items():
        if len(header) == 1 and mark in header[0]:
            faults.add(file, 1, "", says, N_("Save the file as CSV with commas."))
            return False
    right = True
    for n, name in enumerate(header):
        if name and name in header[:n]:
            right = False
            faults.add(
                file,
                1,
                name,
                N_("The column is there twice."),
                N_("Send the file with one of them."),
            )
    return right
