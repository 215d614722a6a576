"""A guest, who belongs to no partner: who is expecting them, and why did they come?"""

from __future__ import annotations

from cpdesk.policy.case import Case
from cpdesk.policy.outcome import Lift, Outcome, Purpose
from cpdesk.policy.rule_engine.asked import GUESTS
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "guest.no-partner",
    name=N_("Guest without a host"),
    asked=GUESTS,
    cites="practice",
    otherwise=Outcome.ASK_DESK,
    lift=Lift.DESK,
    says=N_("A guest needs a host at the school and a reason for the visit."),
    offer=N_("Ask who the guest is here to see and why, and record both."),
    also=((Outcome.REFUSE, Lift.NOBODY),),
)
def host_and_reason_recorded(case: Case, terms: TermsInForce) -> Answer:
    """The desk recorded the guest's host and reason; a guest does not meet a student."""
    if case.purpose is Purpose.STUDENT_MEETING:
        return no(
            N_("A guest without a partner may not meet a student at school."),
            offer=N_("The office can pass on a message to the family, who may get in touch."),
            outcome=Outcome.REFUSE,
            lift=Lift.NOBODY,
        )
    host, reason = case.host.strip(), case.reason.strip()
    if not host and not reason:
        return no()
    if not host:
        return no(N_("It’s not recorded who this guest is here to see."))
    if not reason:
        return no(N_("It’s not recorded why this guest is here."))
    return yes(N_("{host} is hosting this guest."), host=host)
