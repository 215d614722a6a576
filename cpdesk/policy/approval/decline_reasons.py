"""Why a leader declines a request: the reasons on the list, and which of them fit a request.

The front desk reads them, and the partner does in a letter. So none of them says more than the
letter may: the reason for a possible match on the no-entry list is offered for every request and
says the same about all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cpdesk.policy.approval.requests import APPROVAL_RULES, Kind
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.words import N_

_EVERY = frozenset(Kind) - {Kind.RELAYED}  # a verbal approval is confirmed or rejected
_VISIT = frozenset({Kind.THIS_VISIT})
_PLANNED = _EVERY - _VISIT
_MEETING = frozenset({Kind.MEET_STUDENT})
_EVENTS = frozenset({Kind.TABLING, Kind.PRESENTATION})
_IN_CLASS = frozenset({Kind.PRESENTATION, Kind.PHOTOS})


@dataclass(frozen=True, slots=True)
class DeclineReason:
    """One reason. `rules` are those whose findings it answers; `usual` are the kinds it is offered
    for without one; `only` are the kinds it can be true of at all. `refused`: it answers anything
    that the rules refuse."""

    code: str
    says: str
    rules: frozenset[str] = frozenset()
    usual: frozenset[Kind] = frozenset()
    only: frozenset[Kind] = _EVERY
    refused: bool = False

    def answers(self, finding: Finding) -> bool:
        """Whether it is a reason to decline because of what this rule found."""
        if finding.outcome is Outcome.ADMIT:
            return False
        return finding.code in self.rules or (self.refused and finding.outcome is Outcome.REFUSE)


def _rules(*codes: str) -> frozenset[str]:
    return frozenset(codes)


_REASONS = (
    DeclineReason(
        "class-time",
        N_("It would take up class time."),
        _rules("meeting.instructional-time", "meeting.interference"),
        usual=_IN_CLASS,
        only=_IN_CLASS | _MEETING | {Kind.OBSERVATION},
    ),
    DeclineReason(
        "background-check",
        N_("The background check for this visit isn’t confirmed."),
        _rules("visitor.clearance"),
    ),
    DeclineReason(
        "not-listed",
        N_("This visitor isn’t on the partner’s list yet."),
        _rules("visitor.known"),
    ),
    DeclineReason(
        "contract",
        N_("The partner’s contract doesn’t cover this visit."),
        _rules(
            "partner.contract",
            "contract.signed",
            "contract.term",
            "contract.program",
            "contract.school",
        ),
    ),
    DeclineReason(
        "insurance",
        N_("A current certificate of insurance isn’t on file."),
        _rules("contract.insurance"),
    ),
    DeclineReason(
        "authorization",
        N_("The partner needs the district’s authorization first."),
        _rules("partner.standing"),
    ),
    DeclineReason("fee", N_("Partner programs must be free for families."), _rules("program.free")),
    DeclineReason(
        "activity",
        N_("This activity isn’t approved at this school."),
        _rules("activity.approved"),
    ),
    DeclineReason(
        "schedule",
        N_("The activity doesn’t meet at that time."),
        _rules("activity.scheduled"),
    ),
    DeclineReason("no-school", N_("School is closed that day."), _rules("school.open")),
    DeclineReason(
        "unconfirmed",
        N_("The school couldn’t confirm this with the district."),
        _rules("roster.fresh"),
    ),
    DeclineReason(
        "no-host",
        N_("No staff member is expecting this visitor."),
        _rules("staff.host", "guest.no-partner"),
    ),
    DeclineReason(
        "no-escort",
        N_("No staff member is free to stay with the visitor."),
        _rules("visitor.clearance"),
        usual=_VISIT,
    ),
    DeclineReason(
        "releases",
        N_("The signed photo releases aren’t on file."),
        _rules("photo.release"),
        only=frozenset({Kind.PHOTOS}),
    ),
    DeclineReason(
        "no-room",
        N_("No room or staff member is free then."),
        APPROVAL_RULES,
        usual=_PLANNED,
        only=_PLANNED,
    ),
    DeclineReason(
        "too-often",
        N_("This student already has enough meetings."),
        _rules("meeting.interference"),
        usual=_MEETING,
        only=_MEETING,
    ),
    DeclineReason(
        "enough-visits",
        N_("The partner has reached the limit of visits for this term."),
        usual=_EVENTS,
        only=_EVENTS,
    ),
    DeclineReason(
        "not-now",
        N_("The school has something else planned then."),
        usual=_PLANNED,
        only=_PLANNED,
    ),
    DeclineReason("family", N_("The family prefers not to."), usual=_MEETING, only=_MEETING),
    DeclineReason(
        "not-this-visit",
        N_("The school can’t allow this visit."),
        _rules("visitor.notice"),
        usual=_EVERY,
    ),
    DeclineReason(
        "other-way", N_("There is a better way. The office will explain it."), usual=_EVERY
    ),
    DeclineReason("rule", N_("The district’s rules don’t allow it."), refused=True),
    DeclineReason("other", N_("Another reason."), usual=_EVERY),
)
REASONS: Mapping[str, DeclineReason] = MappingProxyType({one.code: one for one in _REASONS})
DECLINE_REASONS: Mapping[str, str] = MappingProxyType({one.code: one.says for one in _REASONS})


def fitting(kind: Kind, findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes to offer for a request of this kind: first those that answer a finding (the worst
    finding first), then the usual ones, and last a reason in one's own words."""
    true = [one for one in _REASONS if kind in one.only]
    said = [one for finding in findings for one in true if one.answers(finding)]
    usual = [one for one in true if kind in one.usual]
    return tuple(dict.fromkeys(one.code for one in (*said, *usual)))


def of_kind(kind: Kind) -> tuple[str, ...]:
    """All codes that can be true for a request of this kind."""
    return tuple(one.code for one in _REASONS if kind in one.only)
