"""Students whose families signed a photo release, if the school tracks them by student. For staff
only: no record that a document, a file for a partner or a log line receives has a field for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReleaseChild:
    """One student in a program."""

    child_id: str
    student_ref: str
    signed: bool
    noted_at: datetime
    noted_by_name: str
