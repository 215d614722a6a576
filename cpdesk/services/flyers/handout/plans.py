"""A delivery's plan: which classes, how many copies, and which grades have no carry-home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from cpdesk.errors import DeskError, Fault
from cpdesk.ids import new_id
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.case import ClassFacts
from cpdesk.policy.decision import Finding
from cpdesk.policy.flyers import LineState
from cpdesk.policy.judgment import assess_only
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.flyers import PlannedClass, SchoolClass
from cpdesk.services import findings
from cpdesk.services.flyers.approvals import case_of
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

_MOST = 2_000  # copies for one class; a larger number is a typing mistake


@dataclass(frozen=True, slots=True)
class Class:
    """A class with everything that a plan needs to know about it."""

    class_id: str
    class_name: str
    room: str
    grade: int
    students: int | None
    copies: int


def keeps_from(
    school_context: SchoolContext, at: datetime, terms: Terms, class_id: str, grade: int
) -> Finding | None:
    """Why the rules don't let a flyer go home with this class; None if they do."""
    case = replace(case_of(school_context, at, None), flyer_class=ClassFacts(class_id, grade))
    found = assess_only(case, terms.on(at.date()), "flyer.carry-home-grades").findings[0]
    return None if found.outcome is Outcome.ADMIT else found


def school_class(
    school_context: SchoolContext, at: datetime, terms: Terms, row: Any
) -> SchoolClass:
    """A class to plan with, from a roster row or from what was entered."""
    keeps = keeps_from(school_context, at, terms, row.class_id, row.grade)
    return SchoolClass(row.class_id, row.name, row.grade, row.room, row.students, keeps)


def same(class_id: str, class_name: str) -> str:
    """What makes two entries the same class: the roster's id, otherwise the name that was
    entered."""
    return class_id or f"typed:{fold(class_name)}"


def is_among(one: Class, lines: Iterable[Any]) -> bool:
    """Whether one of these lines already covers the class: it is the same entry, or one of the two
    is from the roster and the other was entered under its name."""
    key, name = same(one.class_id, one.class_name), fold(one.class_name)
    return any(
        key == same(line.class_id, line.class_name)
        or (bool(one.class_id) is not bool(line.class_id) and name == fold(line.class_name))
        for line in lines
    )


def filled(classes: Sequence[PlannedClass], known: Mapping[str, SchoolClass]) -> tuple[Class, ...]:
    """What was chosen and entered, completed from the roster. DeskError with a fault for each class
    that doesn't exist, is listed twice, or lacks a grade or a count; `line` counts them from 1."""
    made: list[Class] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    of_roster = {fold(known[one.class_id].name) for one in classes if one.class_id in known}
    for n, one in enumerate(classes, start=1):
        what = _wrong(one, known, seen)
        if what is None and not one.class_id and fold(one.class_name) in of_roster:
            what = _twice(one.class_name.strip())
        if what:
            says, do, name = what
            faults.append(Fault("", n, "class", says, do, (("name", name),)))
            continue
        seen.add(same(one.class_id, one.class_name))
        made.append(_completed(one, known))
    if faults:
        raise DeskError(
            N_("The plan isn’t complete."), N_("Correct the classes."), faults=tuple(faults)
        )
    return tuple(made)


def _wrong(
    one: PlannedClass, known: Mapping[str, SchoolClass], seen: set[str]
) -> tuple[str, str, str] | None:
    name = one.class_name.strip() or one.class_id
    if one.class_id and one.class_id not in known:
        return (
            N_("{name} isn’t one of this school’s classes on the roster."),
            N_("Choose one from the list, or enter the class with its grade."),
            name,
        )
    if not one.class_id and (not one.class_name.strip() or one.class_grade is None):
        return (
            N_("A class you add needs a name and a grade."),
            N_("Fill in what’s missing."),
            name,
        )
    if same(one.class_id, one.class_name) in seen:
        return _twice(name)
    there = known.get(one.class_id)
    count = one.copies
    if count is None:
        count = one.head_count if there is None else one.head_count or there.head_count
    if count is None or not 0 < count <= _MOST:
        return (
            N_("The number of copies for {name} is missing or not valid."),
            N_("Enter the number of copies, 1 or more."),
            name,
        )
    return None


def _twice(name: str) -> tuple[str, str, str]:
    return N_("{name} is in the plan twice."), N_("Remove one of them."), name


def _completed(one: PlannedClass, known: Mapping[str, SchoolClass]) -> Class:
    there = known.get(one.class_id)
    students = one.head_count
    if students is None and there is not None:
        students = there.head_count
    copies = one.copies if one.copies is not None else students
    grade = there.class_grade if there is not None else one.class_grade
    assert grade is not None  # checked before
    assert copies is not None
    return Class(
        one.class_id,
        there.name if there is not None else " ".join(one.class_name.split()),
        one.room.strip() or (there.room if there is not None else ""),
        grade,
        students,
        copies,
    )


def typed_since(tx: Connection, school_id: str, moment: datetime) -> list[Any]:
    """The lines of classes entered since then, by grade and name, the newest for each name. A class
    that was removed from its plan again was a mistake and is left out."""
    c, d = t.flyer_line.c, t.flyer_delivery.c
    found = tx.execute(
        select(c.class_id, c.class_name.label("name"), c.grade, c.room, c.students)
        .join_from(t.flyer_line, t.flyer_delivery)
        .where(
            d.school_id == school_id,
            d.received_at >= moment,
            c.class_id == "",
            c.state != LineState.DROPPED.value,
        )
        .order_by(d.received_at, c.line_id)
    )
    newest = {fold(row.name): row for row in found}
    return sorted(newest.values(), key=lambda row: (row.grade, fold(row.name)))


def columns(one: Class, delivery_id: str, place: int, keeps: Finding | None) -> dict[str, Any]:
    """The row of a class in a plan. A class that the rules don't allow gets no copies."""
    return {
        "line_id": new_id(),
        "delivery_id": delivery_id,
        "place": place,
        "class_id": one.class_id,
        "class_name": one.class_name,
        "room": one.room,
        "grade": one.grade,
        "students": one.students,
        "copies": 0 if keeps else one.copies,
        "state": (LineState.REFUSED if keeps else LineState.PLANNED).value,
        "refused": findings.stored(keeps) if keeps else {},
        "handed_how": "",
        "handed_to": "",
        "handed_at": None,
        "handed_by": "",
        "handed_by_name": "",
    }
