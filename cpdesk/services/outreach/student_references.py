"""Whether permanently recorded text names a student, by a known reference."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select, union

from cpdesk.models.tables.outreach_tables import release_child
from cpdesk.models.tables.request_tables import request
from cpdesk.policy.names.names import fold

_OWNED = re.compile(r"['’]s\b")  # of students with any record
_SHORTEST = 3  # "7" would be found in every other note
_k = release_child.c
_known = union(
    select(request.c.student_key).where(
        request.c.school_id == bindparam("school"), request.c.student_key != ""
    ),
    select(_k.student_key).where(_k.school_id == bindparam("school"), _k.student_key != ""),
)


def known(tx: Connection, school_id: str) -> tuple[str, ...]:
    """The references of a school's students, folded: from its requests and from photo releases."""
    found = tx.execute(_known, {"school": school_id}).scalars()
    return tuple(key for key in found if len(key) >= _SHORTEST)


def stands_in(said: str, references: Iterable[str]) -> bool:
    """Whether a text contains one of these folded references, in any spelling."""
    words = fold(_OWNED.sub("", said)).split()
    whole = f" {' '.join(words)} "
    return any(f" {key} " in whole or key.replace(" ", "") in words for key in references)
