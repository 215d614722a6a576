"""The entries about a program's releases, checked before they are saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cpdesk.errors import DeskError, Fault, field_fault
from cpdesk.records.outreach import ReleaseDraft
from cpdesk.services.outreach.student_references import stands_in
from cpdesk.words import N_

MOST = 5_000  # students in one program
NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Sound:
    """A draft that can be saved."""

    signed: int
    children: int
    valid_to: date
    note: str


def must_be_sound(
    draft: ReleaseDraft, counted: tuple[int, int] | None, references: Sequence[str], today: date
) -> Sound:
    """The draft with its counts: those entered, or `counted` from the students. DeskError with a
    fault for each missing or wrong field. `references`, folded, must not be in the note."""
    signed, children = counted if counted is not None else (draft.signed, draft.children)
    note = " ".join(draft.note.split())
    faults = [
        *_counts(signed, children, added=counted is None or bool(children)),
        *_last_day(draft.valid_to, today),
        *_note(note, references),
    ]
    if faults or signed is None or children is None or draft.valid_to is None:
        raise DeskError(faults[0].says, faults[0].do, faults=tuple(faults))
    return Sound(signed, children, draft.valid_to, note)


def _counts(signed: int | None, children: int | None, *, added: bool) -> Iterator[Fault]:
    if not added:
        yield field_fault(
            "children", N_("No students have been added yet."), N_("Add the students first.")
        )
    if signed is None or not 0 <= signed <= MOST:
        yield field_fault(
            "signed",
            N_("The number of families who signed is missing."),
            N_("Count the signed forms. Enter 0 if there are none."),
        )
    if children is None or not 0 <= children <= MOST:
        yield field_fault(
            "children",
            N_("The number of students in the program is missing."),
            N_("Enter the number of students in the program at this school."),
        )
    if signed is not None and children is not None and signed > children:
        yield field_fault(
            "signed",
            N_("There are more signed families than students."),
            N_("Count one release for each student."),
        )


def _last_day(valid_to: date | None, today: date) -> Iterator[Fault]:
    if valid_to is None:
        yield field_fault(
            "valid_to",
            N_("The last day these releases are valid is missing."),
            N_("Enter the date on the form, or the end of the school year."),
        )
    elif valid_to < today:
        yield field_fault(
            "valid_to",
            N_("These releases have already expired."),
            N_("Enter a later date, or record that no families have signed."),
        )


def _note(note: str, references: Sequence[str]) -> Iterator[Fault]:
    if len(note) > NOTE_LENGTH:
        yield field_fault("note", N_("This note is too long."), N_("Shorten the note."))
    if stands_in(note, references):
        yield field_fault(
            "note",
            N_("This note names a student."),
            N_("Remove the student from the note. Notes are kept permanently."),
        )
