"""A short name for each rule, as message ids: for tables and charts, where sentences are long, and
wherever people would read the code of a rule otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cpdesk.policy.decision import Finding
from cpdesk.policy.rule import LIFTED_ONCE, LIFTED_UNTIL
from cpdesk.words import N_, MessageId

RULE_NAME: Mapping[str, str] = MappingProxyType(
    {
        "partner.contract": N_("Partner without a contract"),
        "partner.standing": N_("Partner not authorized"),
        "contract.signed": N_("Contract not signed"),
        "contract.term": N_("Contract not running"),
        "contract.program": N_("Program without a contract"),
        "contract.school": N_("Contract for other schools"),
        "program.free": N_("Fee for families"),
        "contract.insurance": N_("Insurance lapsed"),
        "activity.approved": N_("Activity not approved"),
        "activity.scheduled": N_("Not the planned time"),
        "school.open": N_("School closed"),
        "visitor.known": N_("Not on the partner’s list"),
        "visitor.clearance": N_("Background check"),
        "visitor.notice": N_("Notice to compare"),
        "roster.fresh": N_("Roster out of date"),
        "meeting.instructional-time": N_("Class time"),
        "meeting.approval": N_("Meeting not approved"),
        "meeting.interference": N_("Too much class missed"),
        "staff.host": N_("No staff member named"),
        "observation.not-allowed": N_("Observing a class"),
        "tabling.approval": N_("Table not approved"),
        "presentation.approval": N_("Presentation not approved"),
        "flyer.approved": N_("Flyer not approved"),
        "flyer.carry-home-grades": N_("Flyer for other grades"),
        "flyer.board": N_("Not a board for flyers"),
        "student.referral": N_("Asking for students’ names"),
        "photo.release": N_("Photos without releases"),
        "student.privacy": N_("Students’ privacy"),
        "guest.no-partner": N_("Guest without a host"),
    }
)
# What a leader waived, for readers who do not see which finding it was.
_WAIVED: Mapping[str, str] = MappingProxyType(
    {
        LIFTED_ONCE: N_("{rule}: a school leader waived this for one visit."),
        LIFTED_UNTIL: N_("{rule}: a school leader waived this until {until}."),
    }
)
# In place of rules, where it was for people to say: what they looked at is not told.
BY_THE_SCHOOL = N_("Decided by the school")


def title(code: str) -> str:
    """The name of a rule as a fact of a sentence; of a code that no rule has, the code."""
    return MessageId(RULE_NAME[code]) if code in RULE_NAME else code


def titles(codes: Iterable[str]) -> tuple[str, ...]:
    """The names of several rules, each once."""
    return tuple(dict.fromkeys(title(code) for code in codes))


def is_waived(finding: Finding) -> bool:
    """Whether it holds because a leader waived it."""
    return finding.says in _WAIVED


def sentence(finding: Finding) -> tuple[str, dict[str, object]]:
    """What a finding says, as a message id and its facts. One that a leader waived names its rule,
    since its own words do not tell what it was."""
    facts = dict[str, object](finding.facts)
    waived = _WAIVED.get(finding.says)
    return (waived, {"rule": title(finding.code), **facts}) if waived else (finding.says, facts)
