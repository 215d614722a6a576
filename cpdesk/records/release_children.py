"""Children whose families signed a photo release, where the school keeps them one by one. For staff
alone: no record that a document, a file for a partner or a log line receives has a field for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReleaseChild:
    """One child of a program."""

    child_id: str
    student_ref: str
    signed: bool
    noted_at: datetime
    noted_by_name: str
