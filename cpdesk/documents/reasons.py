"""What a visitor's sheet says about each rule, next to the finding's own sentence.

Findings are written for the front desk: they may say "check the visitor in with a reason", or show
a time in one student's day. The sheet that the visitor takes home speaks to the visitor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cpdesk.policy.rules.visitor import NAME_NOT_CLEARED
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class VisitorText:
    """Message ids: the line in bold, then the replacements for the finding's own offer and sentence
    ("" where the visitor can read those as they are)."""

    heading: str
    offer: str = ""
    says: str = ""


TOLD: Mapping[str, VisitorText] = MappingProxyType(
    {
        "partner.contract": VisitorText(N_("A contract with the district is needed first.")),
        "partner.standing": VisitorText(N_("Partners need the district’s authorization.")),
        "contract.signed": VisitorText(N_("The contract isn’t complete.")),
        "contract.term": VisitorText(N_("The contract doesn’t cover today.")),
        "contract.program": VisitorText(
            N_("Every program needs a contract."),
            N_(
                "The district’s partnership office can explain how to get a contract for a program."
            ),
        ),
        "contract.school": VisitorText(N_("The contract is for other schools.")),
        "program.free": VisitorText(N_("Partner programs must be free for families.")),
        "contract.insurance": VisitorText(
            N_("Proof of insurance is missing."),
            N_("The partner can send the district a current certificate."),
        ),
        "activity.approved": VisitorText(
            N_("Activities need a school leader’s approval."),
            N_("Ask the office when a school leader can decide."),
        ),
        "activity.scheduled": VisitorText(
            N_("This isn’t the scheduled time."),
            N_("Come at the scheduled time, or ask the office if the schedule has changed."),
        ),
        "school.open": VisitorText(
            N_("The school is closed today."),
            N_("Come back on a school day. The office can tell you when that is."),
        ),
        "visitor.known": VisitorText(
            N_("Partners list their people ahead of time."),
            N_("Your organization can add you to the list of people it gives the district."),
        ),
        "visitor.clearance": VisitorText(
            N_("A background check is needed first."),
            N_("Your organization can confirm it with the district or send someone else."),
        ),
        "roster.fresh": VisitorText(
            N_("The office’s partner list is out of date."),
            N_("The office can call the district to check."),
        ),
        "meeting.instructional-time": VisitorText(
            N_("Students are in class at this time."),
            N_("The office can help you find a time outside class or pass on a message."),
            N_(
                "Partners don’t meet with students during class, except in an emergency or "
                "when the law requires it."
            ),
        ),
        "meeting.approval": VisitorText(
            N_("Meetings need a school leader’s approval."),
            N_("The office can send your request to a school leader and call you with the answer."),
            N_("A school leader has to approve any meeting with a student ahead of time."),
        ),
        "meeting.interference": VisitorText(
            N_("Learning comes first."),
            N_("The office can help you find another time."),
            N_(
                "The school makes sure that meetings with partners don’t take a student "
                "out of class."
            ),
        ),
        "staff.host": VisitorText(
            N_("Someone at the school needs to be expecting you."),
            N_("Arrange a time with a staff member, who will tell the office."),
        ),
        "observation.not-allowed": VisitorText(
            N_("Visitors don’t sit in on classes."),
            N_("The teacher can talk with you outside class if the family agrees."),
        ),
        "tabling.approval": VisitorText(N_("Tables at events need a school leader’s approval.")),
        "presentation.approval": VisitorText(
            N_("Presentations need a school leader’s approval."),
            N_("Ask a school leader and the classroom teacher ahead of time."),
        ),
        "flyer.approved": VisitorText(
            N_("Flyers need the district’s approval first."),
            N_("Come back with the district’s approval memo for this flyer."),
        ),
        "flyer.carry-home-grades": VisitorText(
            N_("Only some grades take flyers home."),
            N_("The office can put the flyer on a display board."),
        ),
        "flyer.board": VisitorText(
            N_("Flyers go only on the school’s information boards."),
            N_("The office can show you the boards set aside for flyers."),
        ),
        "student.referral": VisitorText(N_("The school doesn’t give out students’ names.")),
        "photo.release": VisitorText(N_("Photos and video need signed releases first.")),
        "guest.no-partner": VisitorText(
            N_("Guests come by appointment."),
            N_("Arrange a time with a staff member, who will tell the office why you’re coming."),
        ),
    }
)
# What a visitor reads or hears instead of a sentence that may be about someone else.
INSTEAD: Mapping[str, str] = MappingProxyType(
    {NAME_NOT_CLEARED: N_("This visit doesn’t have a confirmed background check.")}
)
