"""A leader's approval: does it cover this purpose, visitor, time and place?"""

from __future__ import annotations

from datetime import UTC, date, time, timedelta

from cpdesk.policy.case import ApprovalFacts, Case
from cpdesk.policy.decision import Fact
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.rule_engine.rule import Answer, no, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


def approval_for(case: Case, purpose: Purpose) -> ApprovalFacts | None:
    """The approval of this case, if it is for this purpose."""
    approval = case.approval
    return approval if approval is not None and approval.purpose is purpose else None


def fits(case: Case, approval: ApprovalFacts, terms: TermsInForce) -> bool:
    """Whether the approval covers this visitor, student, time and place."""
    return not _amiss(case, approval, terms)


def window(case: Case, approval: ApprovalFacts) -> tuple[date, time, time]:
    """The approved day, start and end, in the time zone of the case."""
    starts = approval.starts_at.astimezone(case.at.tzinfo)
    ends = approval.ends_at.astimezone(case.at.tzinfo)
    return starts.date(), starts.time(), ends.time()


def answer(case: Case, purpose: Purpose, terms: TermsInForce) -> Answer:
    """Approved for exactly this, approved for something else, or not approved (the rule's own
    sentence)."""
    approval = approval_for(case, purpose)
    if approval is None:
        return no()
    day, start, end = window(case, approval)
    amiss = _amiss(case, approval, terms)
    if not amiss:
        return yes(N_("A school leader approved this for {start} to {end}."), start=start, end=end)
    says, offer = _SAYS[amiss]
    facts: dict[str, Fact] = {"day": day, "start": start, "end": end, "approved": approval.place}
    facts["place"] = case.place.strip()
    return no(says, offer=offer).knowing(
        {name: fact for name, fact in facts.items() if f"{{{name}}}" in says + offer}
    )


_SAYS = {
    "visitor": (
        N_(
            "A school leader approved this for other people from the partner, not for this visitor."
        ),
        N_("Ask a school leader if this visitor may come instead."),
    ),
    "grade": (
        N_("A school leader approved this for a student in another grade."),
        N_("Ask a school leader about this student, or clear the grade chosen here."),
    ),
    "day": (
        N_("A school leader approved this for {day}, {start} to {end}, not for this time."),
        N_("Come at the approved time, or ask a school leader about this one."),
    ),
    "early": (
        N_("This is too early: a school leader approved {start} to {end} today."),
        N_("Wait until {start}, or ask a school leader about this time."),
    ),
    "late": (
        N_("This is too late: the time a school leader approved, {start} to {end}, is over."),
        N_("Ask a school leader about this time or another one."),
    ),
    "longer": (
        N_("A school leader approved this only until {end}."),
        N_("End the visit at {end}, or ask a school leader about staying longer."),
    ),
    "place": (
        N_("A school leader approved this for {approved}, not for {place}."),
        N_("Use {approved}, or ask a school leader about the other place."),
    ),
}


def _amiss(case: Case, approval: ApprovalFacts, terms: TermsInForce) -> str:
    """The first thing that the approval does not cover; "" when it covers everything."""
    if not approval.for_visitor:
        return "visitor"
    if not approval.for_grade:
        return "grade"
    off = _off_time(case, approval, terms)
    if off:
        return off
    if case.place.strip() and approval.place.strip() and not _same(case.place, approval.place):
        return "place"
    return ""


def _off_time(case: Case, approval: ApprovalFacts, terms: TermsInForce) -> str:
    """Compared in UTC: local times occur twice on the night when the clocks are set back."""
    slack = timedelta(minutes=terms.meeting_tolerance_minutes)
    at = case.at.astimezone(UTC)
    starts, ends = approval.starts_at.astimezone(UTC), approval.ends_at.astimezone(UTC)
    today = window(case, approval)[0] == case.today
    if at < starts - slack:
        return "early" if today else "day"
    if at > starts + slack and at >= ends:
        return "late" if today else "day"
    if case.until is not None and case.until.astimezone(UTC) > ends + slack:
        return "longer"
    return ""


def _same(one: str, other: str) -> bool:
    """Whether two places are the same, ignoring how they are written."""
    return fold(one).split() == fold(other).split()
