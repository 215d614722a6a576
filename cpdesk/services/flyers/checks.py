"""A delivery's checklist: what the rules answer, and what a person has to check."""

from __future__ import annotations

from collections.abc import Mapping

from cpdesk.policy import grades
from cpdesk.policy.case import SchoolFacts
from cpdesk.policy.decision import Finding
from cpdesk.policy.flyers import BY_RULE, Answer, Channel, Check
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.flyer_intake import CheckLine, FlyerApproval
from cpdesk.services.flyers.approvals import APPROVED
from cpdesk.words import N_


def lines(
    school: SchoolFacts,
    unknown: Finding,
    approval: FlyerApproval | None,
    channels: tuple[Channel, ...],
    fee: bool,
    answered: Mapping[Check, Answer],
) -> tuple[CheckLine, ...]:
    """The whole checklist, in order. `unknown` is what the rule says about a flyer without
    approval; `answered` is what a person has answered so far, for the lines that are a person's."""
    ruled = {Check.APPROVAL: approval.finding if approval else unknown}
    if approval is not None:  # without an approval, there is no coverage to ask about
        ruled[Check.COVERAGE] = coverage(school, approval, channels)
    made = []
    for check in Check:
        if check in ruled:
            finding = ruled[check]
            held = finding.outcome is Outcome.ADMIT
            made.append(CheckLine(check, Answer.YES if held else Answer.NO, finding))
        elif check in BY_RULE or not _asked(check, channels, fee):
            made.append(CheckLine(check, Answer.NOT_ASKED))
        else:
            said = answered.get(check, Answer.OPEN)
            made.append(CheckLine(check, Answer.OPEN if said is Answer.NOT_ASKED else said))
    return tuple(made)


def _asked(check: Check, channels: tuple[Channel, ...], fee: bool) -> bool:
    if check is Check.FEE:
        return fee
    return check is not Check.BUNDLES or Channel.CARRY_HOME in channels


def coverage(
    school: SchoolFacts, approval: FlyerApproval, channels: tuple[Channel, ...]
) -> Finding:
    """Whether the approval covers this school and, if the flyer is to be carried home, whether it
    is approved for that and for grades that are here. A board or an electronic post is open to
    every approved flyer: the rules offer both when a flyer can't be carried home, and anyone who
    passes by can read them."""
    if not approval.covers_school:
        return _no(
            N_("The district approved “{flyer}” for other schools only."),
            N_("Return the flyers."),
            flyer=approval.title,
        )
    low, high = approval.grade_low, approval.grade_high
    home = Channel.CARRY_HOME in channels
    if home and Channel.CARRY_HOME not in approval.channels:
        return _no(
            N_(
                "The district approved this flyer for display boards, not to go home with students."
            ),
            N_("Post it on a board, or return the extra copies."),
        )
    if home and (
        (low is not None and low > school.grade_high)
        or (high is not None and high < school.grade_low)
    ):
        return _no(
            N_("The approval is for grades {approved}, but this school has grades {here}."),
            N_("Post it on a board, or return the flyers."),
            approved=grades.span_name(low, high),
            here=grades.span_name(school.grade_low, school.grade_high),
        )
    return Finding(
        APPROVED,
        Outcome.ADMIT,
        None,
        N_("The approval covers grades {approved}."),
        facts=(("approved", grades.span_name(low, high)),),
    )


def _no(says: str, offer: str, **facts: str) -> Finding:
    return Finding(
        APPROVED, Outcome.REFUSE, Lift.DISTRICT, says, offer, tuple(sorted(facts.items()))
    )
