"""A roster that was read and fully checked, as rows for the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from cpdesk.errors import Fault
from cpdesk.models.tables import roster_tables as tables
from cpdesk.models.tables.roster_tables import NO_GRADE
from cpdesk.policy.names.names import fold
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster import links, source
from cpdesk.services.roster.layout import FILES, LAYOUTS, MANIFEST
from cpdesk.services.roster.manifest import Manifest, manifest
from cpdesk.services.roster.sheet import Sheet, sheet
from cpdesk.words import N_

Row = tuple[Any, ...]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Filling:
    """What one file adds to the tables: its own rows, and those of the lists in its cells.

    Rows have the table's columns except the issue, and are sorted by key.
    """

    file: str
    table: Table
    rows: list[Row]
    list_table: Table | None = None
    list_rows: tuple[Row, ...] | list[Row] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    manifest: Manifest
    sheets: Mapping[str, Sheet]
    notes: tuple[Fault, ...]


_TABLES: dict[str, tuple[Table, Table | None, str]] = {
    "schools.csv": (tables.school, None, ""),
    "partners.csv": (tables.partner, None, ""),
    "contracts.csv": (tables.contract, None, ""),
    "contract_schools.csv": (tables.contract_school, None, ""),
    "programs.csv": (tables.program, tables.program_contract, "contract_id"),
    "activities.csv": (tables.activity, tables.activity_person, "people"),
    "people.csv": (tables.person, None, ""),
    "bells.csv": (tables.bell, None, ""),
    "week.csv": (tables.week_day, None, ""),
    "days.csv": (tables.special_day, None, ""),
    "classes.csv": (tables.school_class, None, ""),
    "flyers.csv": (tables.flyer, None, ""),
    "notices.csv": (tables.notice, None, ""),
}
NO_ROSTER = N_("“{name}” is not a roster.")
_NO_NULL_GRADES = (tables.bell, tables.week_day, tables.special_day)


def draft(
    path: Path, faults: FaultList, progress: Progress, fits: Callable[[Manifest], None]
) -> Draft | None:
    """Reads and checks everything; None if there were faults. `fits` gets the manifest even if
    other files are wrong."""
    notes = FaultList()
    read = source.read(path, faults, lambda done, total: progress(done, total, "reading"))
    if faults.count and not read.files:
        return None  # nothing was unpacked: the zip itself is wrong
    if not read.files:
        faults.add(
            MANIFEST,
            0,
            "",
            NO_ROSTER,
            N_("Choose the folder or .zip file from the district. It has manifest.json in it."),
            name=path.name,
        )
        return None
    for name in read.others:
        notes.add(name, 0, "", N_("The file is not part of the roster format and was ignored."))
    about = manifest(read.files.get(MANIFEST), faults, notes)
    if about is not None:
        fits(about)
    sheets = {}
    for n, layout in enumerate(LAYOUTS):
        progress(n, len(LAYOUTS), "checking")
        # The bytes are released as soon as they are read.
        sheets[layout.file] = sheet(layout, read.files.pop(layout.file, None), faults, notes)
    links.check(sheets, faults)
    if faults.count or about is None:
        return None
    progress(len(LAYOUTS), len(LAYOUTS), "checking")
    return Draft(about, sheets, notes.all(FILES))


def fillings(of: Draft) -> Iterable[Filling]:
    """The rows for the tables, one file at a time."""
    for file, (table, list_table, listed) in _TABLES.items():
        found = of.sheets[file]
        rows = sorted(zip(*_columns(found, table), strict=True))
        if list_table is None:
            yield Filling(file, table, rows)
        else:
            owners = found[f"{table.name}_id"]
            pairs = sorted(
                (owner, member)
                for owner, members in zip(owners, found[listed], strict=True)
                for member in members
            )
            yield Filling(file, table, rows, list_table, pairs)


def row_count(of: Draft) -> int:
    """How many rows will be staged, including the names in the index."""
    plain = sum(len(found.lines) for found in of.sheets.values())
    listed = sum(
        len(members)
        for file, (_, list_table, column) in _TABLES.items()
        if list_table is not None
        for members in of.sheets[file][column]
    )
    names = len(of.sheets["people.csv"].lines) + len(of.sheets["partners.csv"].lines)
    return plain + listed + names


def _columns(of: Sheet, table: Table) -> Iterable[Iterable[Any]]:
    for column in table.columns:
        name = column.name
        if name == "issue":
            continue
        if name == "name_key":
            yield map(fold, of["name"])
        elif name == "day":
            yield of["date"]
        elif name in ("grade_low", "grade_high") and table in _NO_NULL_GRADES:
            yield [NO_GRADE if grade is None else grade for grade in of[name]]
        elif name == "schools":
            yield map(";".join, of[name])
        elif name == "school_id" and table is tables.notice:
            # A notice without a place applies to the whole district.
            yield [school or links.EVERY for school in of[name]]
        else:
            yield of[name]
