"""Tables and presentations: how one went, and which rules may not have been kept."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from cpdesk.words import N_


class EventResult(StrEnum):
    """How a table or presentation went. The last one asks for a note, which the leader sees at the
    partner's next request."""

    HELD = "held"
    DID_NOT_COME = "did_not_come"
    RULE_NOT_KEPT = "rule_not_kept"


RESULT: Mapping[EventResult, str] = MappingProxyType(
    {
        EventResult.HELD: N_("Held"),
        EventResult.DID_NOT_COME: N_("Did not come"),
        EventResult.RULE_NOT_KEPT: N_("A rule was not kept"),
    }
)
# What may be noted beside free words; message ids.
NOT_KEPT: Mapping[str, str] = MappingProxyType(
    {
        "registration-forms": N_("Registration forms were handed out."),
        "names": N_("Names or addresses of students were collected."),
        "photos": N_("Photos or video were taken without releases."),
        "place-time": N_("It was at another place or time than approved."),
        "no-check-in": N_("They did not report to the office."),
        "other": N_("Something else."),
    }
)
