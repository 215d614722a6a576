"""A leader's approval: whether it is for this purpose and this time."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta

from cpdesk.policy.case import ApprovalFacts, Case
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.rule import Answer, no, yes
from cpdesk.policy.terms import TermsInForce
from cpdesk.words import N_


def approval_for(case: Case, purpose: Purpose) -> ApprovalFacts | None:
    """The approval of this case, if it is one for this purpose."""
    approval = case.approval
    return approval if approval is not None and approval.purpose is purpose else None


def fits(case: Case, approval: ApprovalFacts, terms: TermsInForce) -> bool:
    """Whether the visit is at the approved time, some minutes around it allowed.

    Compared in UTC: in the night the clock is set back, local times come twice.
    """
    slack = timedelta(minutes=terms.meeting_tolerance_minutes)
    at = case.at.astimezone(UTC)
    starts, ends = approval.starts_at.astimezone(UTC), approval.ends_at.astimezone(UTC)
    in_time = starts - slack <= at and (at <= starts + slack or at < ends)
    return in_time and (case.until is None or case.until.astimezone(UTC) <= ends + slack)


def window(case: Case, approval: ApprovalFacts) -> tuple[date, time, time]:
    """The approved day, start and end, in the zone of the case."""
    starts = approval.starts_at.astimezone(case.at.tzinfo)
    ends = approval.ends_at.astimezone(case.at.tzinfo)
    return starts.date(), starts.time(), ends.time()


def answer(case: Case, purpose: Purpose, terms: TermsInForce) -> Answer:
    """Approved for now, approved for another time, or not approved (the rule's own sentence)."""
    approval = approval_for(case, purpose)
    if approval is None:
        return no()
    day, start, end = window(case, approval)
    if fits(case, approval, terms):
        return yes(N_("A leader approved this for {start} to {end}."), start=start, end=end)
    return no(
        N_("A leader approved this for {day}, {start} to {end}, not for this time."),
        offer=N_("Come at the approved time, or ask a leader about this one."),
        day=day,
        start=start,
        end=end,
    )
