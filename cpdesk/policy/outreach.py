"""Tables and presentations: how one went, and which rules may not have been followed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.releases import Photos
from cpdesk.words import N_


class EventResult(StrEnum):
    """How a table or presentation went. The last one asks for a note, which the leader sees with
    the partner's next request."""

    HELD = "held"
    DID_NOT_COME = "did_not_come"
    RULE_NOT_KEPT = "rule_not_kept"


RESULT: Mapping[EventResult, str] = MappingProxyType(
    {
        EventResult.HELD: N_("Held"),
        EventResult.DID_NOT_COME: N_("Did not come"),
        EventResult.RULE_NOT_KEPT: N_("Rule not followed"),
    }
)
# What may be noted besides free text; message ids.
NOT_KEPT: Mapping[str, str] = MappingProxyType(
    {
        "registration-forms": N_("Registration forms were handed out."),
        "names": N_("Names or addresses of students were collected."),
        "photos": N_("Photos or video were taken without releases."),
        "place-time": N_("It was not at the approved place or time."),
        "no-check-in": N_("They did not check in at the office."),
        "other": N_("Something else."),
    }
)

# The same, for choosing.
NOT_KEPT_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "registration-forms": N_("Registration forms"),
        "names": N_("Names collected"),
        "photos": N_("Photos without releases"),
        "place-time": N_("Wrong place or time"),
        "no-check-in": N_("No check-in"),
        "other": N_("Something else"),
    }
)

# How long a note about an event may be.
NOTE_LENGTH = 500

# What a partner is reminded of before a table or a presentation: whole sentences, in order.
_REPORT = N_(
    "Check in at the school office first with a photo ID, and wear the badge you get there."
)
_ONLY_HERE = N_("Stay in this place, and only for this time. Ask the office about anything else.")
_NO_FORMS = N_("Do not bring registration forms or sign anyone up.")
_NO_NAMES = N_(
    "Do not collect students’ or families’ names, addresses, phone numbers, or "
    "email addresses, on paper or on a screen."
)
_NO_MEETING = N_("Do not take students aside or ask anyone for students’ names.")
_PRINTED = N_(
    "Everything you hand out must be approved by the district. Keep the approval with you."
)
_TEACHER = N_("The teacher stays in the room and is in charge of the class.")
_THEIR_CHOICE = N_("Let families come to your table if they want to. Do not go up to them.")
_EVERYWHERE = (_NO_FORMS, _NO_NAMES, _NO_MEETING, _PRINTED)
CONDITIONS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.TABLING: (_REPORT, _ONLY_HERE, _THEIR_CHOICE, *_EVERYWHERE),
        Kind.PRESENTATION: (_REPORT, _ONLY_HERE, _TEACHER, *_EVERYWHERE),
    }
)
PHOTOS: Mapping[Photos, str] = MappingProxyType(
    {
        Photos.ALL: N_("Photos and video are allowed. Every family has signed a release."),
        Photos.SOME: N_("Take photos or video only of students with a sticker, and no one else."),
    }
)
NO_PHOTOS = N_("Do not take photos or video: signed family releases are not on file.")


def reminders(kind: Kind, photos: Photos, *, roster_says: bool) -> tuple[str, ...]:
    """What the reminder sheet of a table or presentation says, as message ids."""
    said = PHOTOS.get(photos, NO_PHOTOS)
    if photos is Photos.UNKNOWN and roster_says:
        said = PHOTOS[Photos.ALL]
    return (*CONDITIONS[kind], said)
