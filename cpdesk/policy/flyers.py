"""Flyers: the channels by which they reach people, and what happens to a delivery along the way."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from cpdesk.words import N_


class Channel(StrEnum):
    """How a flyer reaches families; `electronic` is a newsletter, a web page, an email list."""

    CARRY_HOME = "carry_home"
    BOARD = "board"
    ELECTRONIC = "electronic"


class DeliveryState(StrEnum):
    """`accepted` also covers a partial acceptance: then the delivery says what was returned, and
    why."""

    CHECKING = "checking"  # received, and the checklist is not finished
    ACCEPTED = "accepted"  # to hand out, to post, or posted
    RETURNED = "returned"  # all copies, with the reasons
    DONE = "done"


class Check(StrEnum):
    """The checklist of a delivery. The first two are answered by the rules, not by hand."""

    APPROVAL = "approval"  # the district approved it, and today is within the dates
    COVERAGE = "coverage"  # for this school, and for grades that the school has
    MEMO = "memo"  # a copy of the approval memo is in hand
    DISCLAIMER = "disclaimer"  # on the front, in 10-point type or more
    FEE = "fee"  # for a flyer that names a fee: the sentence that it can be waived in full
    ONE_SHEET = "one_sheet"
    BUNDLES = "bundles"  # in bundles, one per class, and counted


class Answer(StrEnum):
    OPEN = "open"
    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"  # such as the fee sentence for a flyer without a fee


BY_RULE = frozenset({Check.APPROVAL, Check.COVERAGE})

# Message ids: what is asked, and what the return slip says if the answer is no.
CHECK: Mapping[Check, str] = MappingProxyType(
    {
        Check.APPROVAL: N_("The district approved it, and the approval is current"),
        Check.COVERAGE: N_("The approval covers this school and its grades"),
        Check.MEMO: N_("We have a copy of the approval memo"),
        Check.DISCLAIMER: N_("The disclaimer is on the front in 10-point type or larger"),
        Check.FEE: N_("The flyer says that the fee can be waived in full"),
        Check.ONE_SHEET: N_("It’s one sheet"),
        Check.BUNDLES: N_("It’s bundled by class, and the bundles were counted"),
    }
)
RETURN_REASONS: Mapping[str, str] = MappingProxyType(
    {
        Check.APPROVAL.value: N_("It does not have a current district approval."),
        Check.COVERAGE.value: N_("The approval does not cover this school or these grades."),
        Check.MEMO.value: N_("A copy of the approval memo is missing."),
        Check.DISCLAIMER.value: N_("The disclaimer on the front is missing or too small."),
        Check.FEE.value: N_("It names a fee and does not say the fee can be fully waived."),
        Check.ONE_SHEET.value: N_("It is more than one sheet."),
        Check.BUNDLES.value: N_("It is not bundled by class, or the count does not match."),
        "too_many": N_("There are more copies than needed."),
        "carry_home_grades": N_("Flyers don’t go home with students in these grades."),
        "other": N_("Another reason."),
    }
)


class LineState(StrEnum):
    """A class in the plan."""

    PLANNED = "planned"
    HANDED = "handed"
    REFUSED = "refused"  # the rules keep it from this class
    DROPPED = "dropped"  # removed from the plan; kept as proof


class HandedHow(StrEnum):
    MAILBOX = "mailbox"
    TEACHER = "teacher"
    PICK_UP = "pick_up"  # someone from the class picked it up


HANDED: Mapping[HandedHow, str] = MappingProxyType(
    {
        HandedHow.MAILBOX: N_("Mailbox"),
        HandedHow.TEACHER: N_("Teacher"),
        HandedHow.PICK_UP: N_("Pickup"),
    }
)


class Surplus(StrEnum):
    """What was done with copies that no one needed."""

    RETURNED = "returned"
    KEPT = "kept"
    RECYCLED = "recycled"


CHANNEL: Mapping[Channel, str] = MappingProxyType(
    {
        Channel.CARRY_HOME: N_("Carry-home"),
        Channel.BOARD: N_("Board"),
        Channel.ELECTRONIC: N_("Electronic"),
    }
)
SURPLUS: Mapping[Surplus, str] = MappingProxyType(
    {
        Surplus.RETURNED: N_("returned"),
        Surplus.KEPT: N_("kept in the office"),
        Surplus.RECYCLED: N_("recycled"),
    }
)
