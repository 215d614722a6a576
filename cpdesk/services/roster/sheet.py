"""One file of the roster, read and checked on its own.

Whole columns are handled at once: each distinct value is parsed once, however many rows have it,
and rows are checked one by one only if a column is known to contain a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cpdesk import plain_text
from cpdesk.policy import grades
from cpdesk.services.readers.bounds import LONGEST_CELL
from cpdesk.services.readers.delimited import Cells, cells
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster import values
from cpdesk.services.roster.layout import Column, Kind, Layout
from cpdesk.words import N_

_STUDENT = re.compile(
    r"student|pupil|guardian|parent|mother|father|birth|dob$|ssn|socialsecurity|firstname|lastname"
    r"|givenname|familyname|middlename|surname|nickname|fullname|preferredname|legalname"
    r"|childname|childid|marss|stateid|sisid|lunchnumber|gender|ethnicity|^race$|^email|^child$"
)
_HEAD_COUNT = frozenset({"students", "studentcount", "numberofstudents", "numstudents"})
_STAFF = re.compile(r"^(teacher|staff|homeroomteacher|advisor|instructor)")


@dataclass(slots=True)
class Sheet:
    """`columns` has every column of the layout; a value that could not be read is None."""

    layout: Layout
    lines: list[int] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    unreadable: bool = False  # it is missing or broken, and a fault says so

    @property
    def file(self) -> str:
        return self.layout.file

    def __getitem__(self, column: str) -> list[Any]:
        return self.columns[column]

    def rows(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The line of each row, and its values in these columns."""
        return zip(self.lines, *(self.columns[name] for name in columns), strict=True)


def sheet(layout: Layout, data: bytes | None, faults: FaultList, notes: FaultList) -> Sheet:
    """The file's rows, empty if it is missing or can't be read."""
    found = Sheet(layout, [], {column.name: [] for column in layout.columns})
    if data is None:
        if layout.required:
            faults.add(
                layout.file,
                0,
                "",
                N_("The file is missing."),
                N_("Every roster needs this file, even if it has only a header row."),
            )
            found.unreadable = True
        return found
    read = cells(layout.file, data, faults, notes)
    if read is None or not _may_be_read(layout, read, faults, notes):
        found.unreadable = True
        return found
    found.lines = read.lines
    for column in layout.columns:
        if column.name in read.header:
            raw = read.columns[read.header.index(column.name)]
            if read.odd:
                raw = _plain_cells(found, column, raw, faults)
            found.columns[column.name] = _column(found, column, raw, read.tidy, faults)
        else:
            found.columns[column.name] = [values.empty(column)] * len(read.lines)
    _grades(found, faults)
    _spans(found, faults)
    _keys(found, faults)
    return found


def _may_be_read(layout: Layout, read: Cells, faults: FaultList, notes: FaultList) -> bool:
    """Whether the needed columns are there and no forbidden ones."""
    right = True
    known = {column.name for column in layout.columns}
    for name in read.header:
        if name in known:
            continue
        if layout.file == "classes.csv" and names_students(name):
            right = False
            faults.add(
                layout.file,
                1,
                name,
                N_(
                    "The column {column} would identify students. CPDesk never imports student "
                    "data."
                ),
                N_("Ask the district for classes with only a head count."),
                column=name,
            )
        elif name:
            notes.add(
                layout.file,
                1,
                name,
                N_("The column {column} is not part of the roster format and was ignored."),
                column=name,
            )
    for column in layout.columns:
        if column.required and column.name not in read.header:
            right = False
            faults.add(
                layout.file,
                1,
                column.name,
                N_("The column {column} is missing."),
                N_("Add it to the header and fill it in for every row."),
                column=column.name,
            )
    return right


def names_students(column: str) -> bool:
    """Whether a column of classes.csv, by its name, would identify students."""
    bare = re.sub(r"[^a-z]", "", column.lower())
    if bare in _HEAD_COUNT or _STAFF.match(bare):
        return False
    return _STUDENT.search(bare) is not None


def _plain_cells(of: Sheet, column: Column, raw: list[str], faults: FaultList) -> list[str]:
    """The cells without what plain text may not hold; each cell that holds it is a fault."""
    says = N_("The cell has a character that can’t be shown ({code}).")
    for text in dict.fromkeys(raw):
        try:
            plain_text.check(text)
        except plain_text.NotPlainTextError as odd:
            do = N_("Clear the cell and type it again.")
            _fault(of, column, raw, {text}, faults, says, do, code=odd.code)
    return [*map(plain_text.seen, raw)]


def _column(of: Sheet, column: Column, raw: list[str], tidy: bool, faults: FaultList) -> list[Any]:
    texts = [*map(str.strip, raw)] if tidy else [" ".join(text.split()) for text in raw]
    if column.required and "" in texts:
        _fault(
            of, column, texts, {""}, faults, N_("The value is missing."), N_("Fill in this column.")
        )
    if not tidy and max(map(len, texts), default=0) > LONGEST_CELL:
        long = {text for text in texts if len(text) > LONGEST_CELL}
        says = N_("The cell has more than {most} characters.")
        _fault(of, column, texts, long, faults, says, N_("Make it shorter."), most=LONGEST_CELL)
    means = values.meaning(column)
    if means is None or (column.kind is Kind.KEY and _plain(texts)):
        return texts
    understood: dict[str, Any] = {"": values.empty(column)}
    bad = set()
    for text in set(texts):
        if text:
            try:
                understood[text] = means(text)
            except ValueError:
                understood[text] = None
                bad.add(text)
    if bad:
        says, do = values.SAYS[column.kind]
        _fault(of, column, texts, bad, faults, says, do, choices=", ".join(column.choices))
    return [*map(understood.__getitem__, texts)]


def _plain(ids: list[str]) -> bool:
    """Whether all of them can be IDs: a quick check, because they are all different."""
    return "*" not in ids and ";" not in "".join(ids)


def _fault(
    of: Sheet,
    column: Column,
    texts: Sequence[str],
    bad: set[str],
    faults: FaultList,
    says: str,
    do: str,
    **facts: object,
) -> None:
    for line, text in zip(of.lines, texts, strict=True):
        if text in bad:
            # What is there instead of a count may be a list of names, so it is not repeated.
            value = "" if column.kind is Kind.COUNT else text
            faults.add(of.file, line, column.name, says, do, **facts, value=value)


def _grades(of: Sheet, faults: FaultList) -> None:
    """A range with only one end given is open at the other."""
    if "grade_low" not in of.columns:
        return
    low, high = of["grade_low"], of["grade_high"]
    for n, (a, b) in enumerate(zip(low, high, strict=True)):
        if a is None and b is not None:
            low[n] = grades.PK
        elif b is None and a is not None:
            high[n] = grades.LAST
        elif a is not None and a > b:
            faults.add(
                of.file,
                of.lines[n],
                "grade_high",
                N_(
                    "The highest grade (grade_high), {high}, is below the lowest (grade_low), "
                    "{low}."
                ),
                N_("Swap the two, or correct one of them."),
                low=grades.name(a),
                high=grades.name(b),
            )


def _spans(of: Sheet, faults: FaultList) -> None:
    kinds = {column.name: column.kind for column in of.layout.columns}
    for first, last in of.layout.spans:
        moments = kinds[first] is Kind.TIME
        for line, a, b in of.rows(first, last):
            if a and b and (b < a or (moments and a == b)):
                faults.add(
                    of.file,
                    line,
                    last,
                    N_("The end, {end}, is not after the start, {start}.")
                    if moments
                    else N_("The end, {end}, is before the start, {start}."),
                    N_("Correct one of them."),
                    start=a,
                    end=b,
                )


def _keys(of: Sheet, faults: FaultList) -> None:
    """No two rows with the same key. Rows without a key are already reported."""
    columns = [of[name] for name in of.layout.key]
    if len(set(columns[0] if len(columns) == 1 else zip(*columns, strict=True))) == len(of.lines):
        return
    keys = zip(*columns, strict=True)
    must = {column.name for column in of.layout.columns if column.required}
    needed = [n for n, name in enumerate(of.layout.key) if name in must]
    first: dict[tuple[Any, ...], int] = {}
    for line, key in zip(of.lines, keys, strict=True):
        if any(key[n] is None or key[n] == "" for n in needed):
            continue
        before = first.setdefault(key, line)
        if before != line:
            faults.add(
                of.file,
                line,
                of.layout.key[0] if len(key) == 1 else "",
                N_("“{key}” is already on line {before}.")
                if len(key) == 1
                else N_("Line {before} already has the same {columns}."),
                N_("Keep only one of the two rows."),
                key=str(key[0]),
                columns=of.layout.key,
                before=before,
            )
