"""What the file about a visitor does with each column. Every column is decided here; any column not
listed is not read.

Private data never leaves the database for a file: of a private text, at most its existence is read.
Free text may name anyone, and no program can tell: it stays out until the office has read it and
asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Table, func

from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t


class Fate(Enum):
    """What the file does with a column."""

    TOLD = auto()  # shown in the file
    READ = auto()  # used to put the file together
    COUNTED = auto()  # about students or other people: the cover says how often it is left out
    FREE = auto()  # typed by the desk about the visitor: counted, unless the office has read it
    NEVER = auto()  # private, such as how the school decided: never in a file, never looked at
    OURS = auto()  # the desk's own bookkeeping, about no one


_T, _R, _C, _F, _N, _O = Fate.TOLD, Fate.READ, Fate.COUNTED, Fate.FREE, Fate.NEVER, Fate.OURS

FATES: Mapping[Table, Mapping[str, Fate]] = MappingProxyType(
    {
        d.visit: {
            "visit_id": _O, "arrival_id": _O, "school_id": _O, "visitor_key": _R,
            "visitor_name": _T, "partner_id": _O, "partner_name": _T, "purpose": _T,
            "activity_id": _O, "activity_title": _T, "place": _T,
            "host": _C, "reason": _F,
            "arrived_at": _T, "ends_at": _T, "conditions": _T,
            "outcome": _N, "admitted_by": _N, "lift_reason": _N, "relayed_who": _N,
            "relayed_how": _N,
            "badge_code": _O, "left_at": _T, "left_how": _R, "undone": _T,
            "issue_sequence": _O, "terms_on": _O, "written_at": _O, "name_key": _O,
        },
        d.turned_away: {
            "turned_away_id": _R, "arrival_id": _O, "school_id": _O, "visitor_key": _R,
            "visitor_name": _T, "partner_id": _R, "partner_name": _T, "purpose": _T,
            "activity_id": _O, "activity_title": _T, "at": _T,
            "outcome": _N, "told": _N,
            "issue_sequence": _O, "terms_on": _O, "name_key": _R,
        },
        # Of a refusal only; and of its rules only those that leave no one a choice.
        d.finding: {
            "subject_id": _R, "place": _R, "code": _T, "outcome": _R, "lift": _N, "says": _N,
            "offer": _N, "facts": _N,
        },
        d.guest: {
            "guest_id": _R, "name": _T,
            "organization": _F,  # also how people are related
            "name_key": _O, "registered_at": _T,
        },
        d.local_person: {
            "person_id": _R, "partner_id": _O, "partner_name": _T, "given_name": _T,
            "family_name": _T, "name_key": _O, "registered_at": _T, "confirmed_at": _N,
        },
        t.request: {
            "request_id": _R, "version": _O, "school_id": _O, "kind": _T, "state": _T, "flag": _N,
            "partner_id": _O, "partner_name": _T, "program_name": _T, "contract_id": _O,
            "activity_id": _O, "activity_title": _T,
            "people": _R,  # the visitor is one of them; the others are only counted
            "starts_at": _T, "ends_at": _T, "typed_times": _O, "weekly_until": _T, "timing": _O,
            "place": _T, "place_key": _O,
            "teacher": _C, "host": _C, "event": _T,
            "grade": _N, "student_ref": _C, "student_key": _N, "student_grade": _C, "reason": _C,
            "family_knows": _N, "releases": _N, "group_size": _N, "door": _N, "agency": _N,
            "officer": _C,
            "visitor_key": _R, "visitor_name": _O, "lift_codes": _N, "valid_until": _N,
            "visit_id": _O, "relayed_who": _N, "relayed_how": _N, "relayed_why": _N,
            "asked_by": _O, "asked_by_name": _C, "asked_at": _T, "edited_at": _O,
            "settled_at": _T,
        },
        t.request_person: {"request_id": _R, "person_id": _R, "name_key": _O},
        # When a weekly request meets, and whether people came, is shown with the visits.
        t.request_slot: {
            "slot_id": _O, "request_id": _O, "starts_at": _O, "ends_at": _O,
            "class_minutes": _N, "state": _O, "visit_id": _O,
        },
        t.request_decision: {
            "decision_id": _O, "request_id": _O, "version": _O, "verdict": _N, "by_account": _N,
            "by_name": _N, "by_title": _N, "by_role": _N, "lent_by": _N, "at": _N,
            "reason_code": _N, "reason": _N, "self_decided": _N, "changed": _N, "offered": _N,
            "terms_on": _O, "issue_sequence": _O, "before": _N, "undone_at": _N,
        },
    }
)  # fmt: skip


def columns(table: Table, *, read: bool = False) -> list[ColumnElement[Any]]:
    """What may be read from a table: columns that are shown or needed as they are; for those left
    out, whether there is something. `read`: the office has read the free text."""
    found: list[ColumnElement[Any]] = []
    for name, fate in FATES[table].items():
        column = table.c[name]
        if fate in (Fate.TOLD, Fate.READ) or (read and fate is Fate.FREE):
            found.append(column)
        elif fate in (Fate.COUNTED, Fate.FREE):
            found.append((func.trim(func.coalesce(column, "")) != "").label(name))
    return found
