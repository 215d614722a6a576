"""What a visitor's sheet says of each rule, beside the finding's own sentence.

Findings speak to the person at the desk: they may say "let the visitor in with a reason", or name
a time of one student's day. A sheet that the visitor takes home speaks to the visitor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cpdesk.policy.rules.visitor import NAME_NOT_CLEARED
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class Told:
    """Message ids: the line in bold; then what stands in place of the finding's own sentence and
    offer, "" where those are for visitors' eyes as they are."""

    heading: str
    offer: str = ""
    says: str = ""


TOLD: Mapping[str, Told] = MappingProxyType(
    {
        "partner.contract": Told(N_("A contract with the district comes first.")),
        "partner.standing": Told(N_("The district authorizes its partners.")),
        "contract.signed": Told(N_("The contract is not complete.")),
        "contract.term": Told(N_("The contract does not cover today.")),
        "contract.program": Told(
            N_("Every program needs a contract."),
            N_("The district’s partnership office can tell how a program gets its contract."),
        ),
        "contract.school": Told(N_("The contract is for other schools.")),
        "program.free": Told(N_("Families pay nothing for partners’ programs.")),
        "contract.insurance": Told(
            N_("Proof of insurance is missing."),
            N_("The partner can send the district a current certificate."),
        ),
        "activity.approved": Told(
            N_("School leaders approve activities."),
            N_("Ask the office when a leader of the school can decide about it."),
        ),
        "activity.scheduled": Told(
            N_("This is not the planned time."),
            N_("Come at the planned time, or ask the office where the plan has changed."),
        ),
        "school.open": Told(
            N_("The school is closed today."), N_("Come on a school day; the office knows which.")
        ),
        "visitor.known": Told(
            N_("Partners name their people first."),
            N_("Your organization can add you to its list of people at the district."),
        ),
        "visitor.clearance": Told(
            N_("A background check comes first."),
            N_("Your organization can confirm it to the district, or send somebody else."),
        ),
        "roster.fresh": Told(
            N_("The office’s list of partners is not up to date."),
            N_("The office can call the district to make sure."),
        ),
        "meeting.instructional-time": Told(
            N_("This is instructional time."),
            N_("The office can help to find a time outside class, or pass on a message."),
            N_(
                "Partners do not meet with students during class, unless it is an emergency or the "
                "law requires it."
            ),
        ),
        "meeting.approval": Told(
            N_("School leaders approve meetings."),
            N_("The office can send a leader your request, and call you with the answer."),
            N_("Any meeting with a student is for a leader of the school to decide, beforehand."),
        ),
        "meeting.interference": Told(
            N_("Learning comes first."),
            N_("The office can help to find another time."),
            N_("The school keeps meetings with partners from taking a student out of class."),
        ),
        "staff.host": Told(
            N_("Somebody at the school has to expect you."),
            N_("Arrange a time with a staff member, who tells the office."),
        ),
        "observation.not-allowed": Told(
            N_("Visitors do not sit in on classes."),
            N_("The teacher can talk with you outside class, where the family agrees."),
        ),
        "tabling.approval": Told(N_("School leaders approve tables at events.")),
        "presentation.approval": Told(
            N_("School leaders approve presentations."),
            N_("Ask a leader of the school and the teacher whose class it is, beforehand."),
        ),
        "flyer.approved": Told(
            N_("The district approves flyers first."),
            N_("Come back with the district’s approval memo for this flyer."),
        ),
        "flyer.carry-home-grades": Told(
            N_("Only some grades carry flyers home."),
            N_("The office can put it on a display board."),
        ),
        "flyer.board": Told(
            N_("Flyers go on the boards meant for them."),
            N_("The office can show you the boards that the school set aside for this."),
        ),
        "student.referral": Told(N_("Students’ names stay at school.")),
        "photo.release": Told(N_("Photos and video need signed releases first.")),
        "guest.no-partner": Told(
            N_("Guests come by arrangement."),
            N_("Arrange a time with a staff member, who tells the office why you come."),
        ),
    }
)
# What a visitor reads or hears in place of a sentence that may be true of somebody else.
INSTEAD: Mapping[str, str] = MappingProxyType(
    {NAME_NOT_CLEARED: N_("There is no confirmed background check for this visit.")}
)
