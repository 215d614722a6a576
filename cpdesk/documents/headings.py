"""What a visitor's sheet says in bold over each reason, by the rule's code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.words import N_

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "partner.contract": N_("A contract with the district comes first."),
        "partner.standing": N_("The district lists the partners that may work in schools."),
        "contract.signed": N_("The contract is not complete."),
        "contract.term": N_("The contract does not cover today."),
        "contract.program": N_("Every program needs a contract."),
        "contract.school": N_("The contract does not cover this school."),
        "program.free": N_("Programs are free for families."),
        "contract.insurance": N_("Proof of insurance is missing."),
        "activity.approved": N_("School leaders approve activities."),
        "activity.scheduled": N_("This is not the planned time."),
        "school.open": N_("There is no school today."),
        "visitor.known": N_("The partner names its people first."),
        "visitor.clearance": N_("A background check comes first."),
        "roster.fresh": N_("The office’s list of partners is not up to date."),
        "meeting.instructional-time": N_("This is instructional time."),
        "meeting.approval": N_("School leaders approve meetings."),
        "meeting.interference": N_("Learning comes first."),
        "staff.host": N_("Somebody at the school has to expect you."),
        "observation.not-allowed": N_("Classes are not observed."),
        "tabling.approval": N_("School leaders approve tables at events."),
        "presentation.approval": N_("School leaders approve presentations."),
        "flyer.approved": N_("The district approves flyers."),
        "flyer.carry-home-grades": N_("Only some grades carry flyers home."),
        "flyer.board": N_("Flyers go on the boards meant for them."),
        "student.referral": N_("Schools do not hand out students’ names."),
        "photo.release": N_("Photos and video need signed releases first."),
        "guest.no-partner": N_("Visits of guests are limited."),
    }
)
