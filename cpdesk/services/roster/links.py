"""References between files: every ID that is used must exist."""

from __future__ import annotations

from collections.abc import Container, Mapping

from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster.sheet import Sheet
from cpdesk.words import N_

EVERY = "*"
_UNKNOWN = N_("“{value}” is not in {other}.")
_DO = N_("Correct this ID, or add a row for it to {other}.")

# file, column, the file that has the ID, its column, whether * stands for all of them
_SINGLE = (
    ("contracts.csv", "partner_id", "partners.csv", "partner_id", False),
    ("contract_schools.csv", "contract_id", "contracts.csv", "contract_id", False),
    ("contract_schools.csv", "school_id", "schools.csv", "school_id", True),
    ("programs.csv", "partner_id", "partners.csv", "partner_id", False),
    ("activities.csv", "program_id", "programs.csv", "program_id", False),
    ("activities.csv", "school_id", "schools.csv", "school_id", False),
    ("people.csv", "partner_id", "partners.csv", "partner_id", False),
    ("bells.csv", "school_id", "schools.csv", "school_id", False),
    ("week.csv", "school_id", "schools.csv", "school_id", False),
    ("days.csv", "school_id", "schools.csv", "school_id", False),
    ("classes.csv", "school_id", "schools.csv", "school_id", False),
    ("flyers.csv", "partner_id", "partners.csv", "partner_id", False),
    ("notices.csv", "school_id", "schools.csv", "school_id", True),
)
_LISTS = (
    ("programs.csv", "contract_id", "contracts.csv", "contract_id", False),
    ("activities.csv", "people", "people.csv", "person_id", False),
    ("flyers.csv", "schools", "schools.csv", "school_id", True),
)


def check(sheets: Mapping[str, Sheet], faults: FaultList) -> None:
    """Reports every ID that does not exist. If a file could not be read, references to it are not
    checked: its own fault is already reported, and faults about its IDs would only hide it."""
    for file, column, other, key, every in _SINGLE:
        known = _known(sheets[other], key, every)
        sheet = sheets[file]
        if known is None or known.issuperset(sheet[column]):
            continue
        for line, value in sheet.rows(column):
            if value and value not in known:
                faults.add(file, line, column, _UNKNOWN, _DO, value=value, other=other)
    for file, column, other, key, every in _LISTS:
        known = _known(sheets[other], key, every)
        if known is not None:
            _lists(sheets[file], column, known, other, faults)
    _contracts_of_others(sheets, faults)


def _known(sheet: Sheet, key: str, every: bool) -> set[str] | None:
    if sheet.unreadable:
        return None
    return {*sheet[key], EVERY} if every else set(sheet[key])


def _lists(sheet: Sheet, column: str, known: Container[str], other: str, faults: FaultList) -> None:
    for line, values in sheet.rows(column):
        for value in values or ():
            if value not in known:
                faults.add(sheet.file, line, column, _UNKNOWN, _DO, value=value, other=other)


def _contracts_of_others(sheets: Mapping[str, Sheet], faults: FaultList) -> None:
    contracts, programs = sheets["contracts.csv"], sheets["programs.csv"]
    owner = dict(zip(contracts["contract_id"], contracts["partner_id"], strict=True))
    rows = programs.rows("contract_id", "partner_id")
    for line, named, partner in rows:
        for contract in named or ():
            if partner and owner.get(contract, partner) != partner:
                faults.add(
                    programs.file,
                    line,
                    "contract_id",
                    N_("Contract {value} belongs to another partner, {owner}."),
                    N_(
                        "In contract_id, enter a contract of {partner}, or correct partner_id in "
                        "contracts.csv."
                    ),
                    value=contract,
                    owner=owner[contract],
                    partner=partner,
                )
