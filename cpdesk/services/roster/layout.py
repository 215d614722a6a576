"""The files of a roster and their columns, as the format describes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a cell contains."""

    TEXT = auto()
    KEY = auto()  # this file's own ID
    DATE = auto()
    TIME = auto()
    GRADE = auto()
    YES_NO = auto()
    WEEKDAY = auto()
    WEEKDAYS = auto()
    CHOICE = auto()
    CHOICES = auto()
    LIST = auto()
    COUNT = auto()
    YEAR = auto()
    ZONE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """`required`: the column must exist and be filled in every row."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One file. `key` are the columns that no two rows may share; `spans` the pairs of columns that
    start and end something."""

    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    spans: tuple[tuple[str, str], ...] = ()


def _must(name: str, kind: Kind = Kind.TEXT, *choices: str) -> Column:
    return Column(name, kind, True, choices)


def _may(name: str, kind: Kind = Kind.TEXT, *choices: str) -> Column:
    return Column(name, kind, False, choices)


_LOW, _HIGH = _may("grade_low", Kind.GRADE), _may("grade_high", Kind.GRADE)
MANIFEST = "manifest.json"


def _file(
    file: str,
    *columns: Column,
    key: tuple[str, ...] = (),
    required: bool = False,
    spans: tuple[tuple[str, str], ...] = (),
) -> Layout:
    """Without a `key`, it is the file's own ID."""
    own = tuple(column.name for column in columns if column.kind is Kind.KEY)
    return Layout(file, columns, key or own, required, spans)


LAYOUTS = (
    _file(
        "schools.csv",
        _must("school_id", Kind.KEY),
        _must("name"),
        _must("grade_low", Kind.GRADE),
        _must("grade_high", Kind.GRADE),
        _may("time_zone", Kind.ZONE),
        _may("address"),
        _may("phone"),
        required=True,
    ),
    _file(
        "partners.csv",
        _must("partner_id", Kind.KEY),
        _must("name"),
        _must("status", Kind.CHOICE, "authorized", "prospective", "suspended", "ended"),
        _may("phone"),
        _may("email"),
        _may("website"),
        _may("other_names"),
        required=True,
    ),
    _file(
        "contracts.csv",
        _must("contract_id", Kind.KEY),
        _must("partner_id"),
        _must("paid", Kind.YES_NO),
        _must(
            "status",
            Kind.CHOICE,
            *("draft", "in_review", "out_for_signature", "signed", "expired", "terminated"),
        ),
        _may("signed_on", Kind.DATE),
        _must("starts_on", Kind.DATE),
        _must("ends_on", Kind.DATE),
        _may("insurance_ends_on", Kind.DATE),
        required=True,
        spans=(("starts_on", "ends_on"),),
    ),
    _file(
        "contract_schools.csv",
        _must("contract_id"),
        _must("school_id"),
        key=("contract_id", "school_id"),
        required=True,
    ),
    _file(
        "programs.csv",
        _must("program_id", Kind.KEY),
        _must("partner_id"),
        _may("contract_id", Kind.LIST),
        _must("name"),
        _may("summary"),
        _LOW,
        _HIGH,
        _must("fee_to_families", Kind.YES_NO),
        required=True,
    ),
    _file(
        "activities.csv",
        _must("activity_id", Kind.KEY),
        _must("program_id"),
        _must("school_id"),
        _must("title"),
        _may("location"),
        _must("weekdays", Kind.WEEKDAYS),
        _must("start_time", Kind.TIME),
        _must("end_time", Kind.TIME),
        _must("starts_on", Kind.DATE),
        _must("ends_on", Kind.DATE),
        _LOW,
        _HIGH,
        _may("approved_on", Kind.DATE),
        _may("approved_by"),
        _may("supervised", Kind.YES_NO),
        _may("photo_release", Kind.YES_NO),
        _may("people", Kind.LIST),
        required=True,
        spans=(("start_time", "end_time"), ("starts_on", "ends_on")),
    ),
    _file(
        "people.csv",
        _must("person_id", Kind.KEY),
        _must("partner_id"),
        _must("given_name"),
        _must("family_name"),
        _must(
            "clearance",
            Kind.CHOICE,
            *("cleared", "pending", "expired", "not_cleared", "unknown"),
        ),
        _may("clearance_ends_on", Kind.DATE),
    ),
    _file(
        "bells.csv",
        _must("school_id"),
        _must("schedule"),
        _must("period"),
        _must(
            "kind",
            Kind.CHOICE,
            *("instructional", "advisory", "lunch", "recess"),
            *("passing", "optional", "before", "after"),
        ),
        _must("start_time", Kind.TIME),
        _must("end_time", Kind.TIME),
        _LOW,
        _HIGH,
        key=("school_id", "schedule", "period", "grade_low", "start_time"),
        spans=(("start_time", "end_time"),),
    ),
    _file(
        "week.csv",
        _must("school_id"),
        _must("weekday", Kind.WEEKDAY),
        _must("schedule"),
        _LOW,
        _HIGH,
        key=("school_id", "weekday", "grade_low"),
    ),
    _file(
        "days.csv",
        _must("school_id"),
        _must("date", Kind.DATE),
        _may("schedule"),
        _may("note"),
        _LOW,
        _HIGH,
        key=("school_id", "date", "grade_low"),
    ),
    _file(
        "classes.csv",
        _must("school_id"),
        _must("class_id", Kind.KEY),
        _must("name"),
        _must("grade", Kind.GRADE),
        _may("room"),
        _may("students", Kind.COUNT),
    ),
    _file(
        "flyers.csv",
        _must("flyer_id", Kind.KEY),
        _must("partner_id"),
        _must("title"),
        _must("approved_on", Kind.DATE),
        _may("expires_on", Kind.DATE),
        _must("channels", Kind.CHOICES, "carry_home", "board"),
        _LOW,
        _HIGH,
        _may("schools", Kind.LIST),
        _may("approval_number"),
        spans=(("approved_on", "expires_on"),),
    ),
    _file(
        "notices.csv",
        _must("notice_id", Kind.KEY),
        _must("name"),
        _may("other_names"),
        _may("birth_year", Kind.YEAR),
        _may("school_id"),
        _may("issued_on", Kind.DATE),
        _may("ends_on", Kind.DATE),
        _may("instruction"),
        spans=(("issued_on", "ends_on"),),
    ),
)
BY_FILE = {layout.file: layout for layout in LAYOUTS}
FILES = (MANIFEST, *BY_FILE)
