"""A short name for each rule, as message ids: for tables and charts, where sentences are long."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.words import N_

RULE_NAME: Mapping[str, str] = MappingProxyType(
    {
        "partner.contract": N_("Partner without a contract"),
        "partner.standing": N_("Partner not authorized"),
        "contract.signed": N_("Contract not signed"),
        "contract.term": N_("Outside contract dates"),
        "contract.program": N_("Program without a contract"),
        "contract.school": N_("Contract for other schools"),
        "program.free": N_("Fee for families"),
        "contract.insurance": N_("Insurance lapsed"),
        "activity.approved": N_("Activity not approved"),
        "activity.scheduled": N_("Not the scheduled time"),
        "school.open": N_("School closed"),
        "visitor.known": N_("Not on the partner’s list"),
        "visitor.clearance": N_("Background check"),
        "visitor.notice": N_("Possible match"),
        "roster.fresh": N_("Roster out of date"),
        "meeting.instructional-time": N_("Class time"),
        "meeting.approval": N_("Meeting not approved"),
        "meeting.interference": N_("Too much class time missed"),
        "staff.host": N_("No host named"),
        "observation.not-allowed": N_("Observing a class"),
        "tabling.approval": N_("Table not approved"),
        "presentation.approval": N_("Presentation not approved"),
        "flyer.approved": N_("Flyer not approved"),
        "flyer.carry-home-grades": N_("Flyer for other grades"),
        "flyer.board": N_("Not a flyer board"),
        "student.referral": N_("Asking for student names"),
        "photo.release": N_("Photos without releases"),
        "student.privacy": N_("Student privacy"),
        "guest.no-partner": N_("Guest without a host"),
    }
)
# Used instead of rules when people had to decide: what they considered is not shown.
BY_THE_SCHOOL = N_("Decided by the school")
