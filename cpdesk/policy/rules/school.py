"""The day: is there school?"""

from __future__ import annotations

from cpdesk.policy.approval import approvals
from cpdesk.policy.case import Case
from cpdesk.policy.day_plan import day_note, school_open
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rule_engine.asked import EVERYBODY
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "school.open",
    name=N_("School closed"),
    asked=EVERYBODY,
    cites="practice",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_("There is no school on {day}."),
    offer=N_(
        "A school leader who is in the building may approve it. The calendar shows the school days."
    ),
    terms=("meeting.tolerance_minutes",),
)
def there_is_school(case: Case, terms: TermsInForce) -> Answer:
    """The calendar has school that day for any grade; without a calendar, Monday to Friday. Or a
    leader who saw that there is no school approved the visit for that day."""
    note = day_note(case.day)
    if school_open(case.day):
        if note:
            return yes(N_("There is school on {day} ({note})."), day=case.today, note=note)
        return yes(N_("There is school on {day}."), day=case.today)
    approval = approvals.approval_for(case, case.purpose)
    if approval is not None and approval.day_off and approvals.fits(case, approval, terms):
        return yes(
            N_("There’s no school on {day}. A school leader knew that and approved this visit."),
            day=case.today,
        )
    if note:
        return no(N_("There is no school on {day} ({note})."), day=case.today, note=note)
    return no(day=case.today)
