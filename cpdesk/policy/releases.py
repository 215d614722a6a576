"""What signed photo releases allow: nothing, some of the students, or all of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from cpdesk.policy.case import ReleaseFacts
from cpdesk.policy.outcome import Condition


class Photos(StrEnum):
    """Who may be in pictures. `unknown`: the office recorded nothing."""

    UNKNOWN = "unknown"
    NONE = "none"
    LAPSED = "lapsed"
    SOME = "some"
    ALL = "all"


ALLOWED = frozenset({Photos.SOME, Photos.ALL})


def photos(releases: ReleaseFacts | None, day: date) -> Photos:
    """What the office's record says for a day; a record is still valid on its last day. No
    releases, or a program without students, allow nothing."""
    if releases is None:
        return Photos.UNKNOWN
    if releases.signed <= 0 or releases.children <= 0:
        return Photos.NONE
    if day > releases.valid_to:
        return Photos.LAPSED
    return Photos.ALL if releases.signed >= releases.children else Photos.SOME


def conditions(
    releases: ReleaseFacts | None, day: date, *, roster_says: bool
) -> tuple[Condition, ...]:
    """What a visitor of the program has to follow. The office's record overrides the roster's yes
    or no."""
    said = photos(releases, day)
    if said is Photos.SOME:
        return (Condition.PHOTOS_WITH_STICKER,)
    allowed = roster_says if said is Photos.UNKNOWN else said is Photos.ALL
    return () if allowed else (Condition.NO_PHOTOS,)
