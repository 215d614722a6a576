"""Ways to reach people at school: staff, tables, presentations; and those that are not allowed."""

from __future__ import annotations

from cpdesk.policy.approval import approvals
from cpdesk.policy.case import Case
from cpdesk.policy.outcome import Condition, Lift, Outcome, Purpose
from cpdesk.policy.rule_engine.asked import (
    OBSERVATION,
    PRESENTATION,
    STAFF_MEETING,
    TABLING,
)
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "staff.host",
    name=N_("No host named"),
    asked=STAFF_MEETING,
    cites="faq:meet-student",
    otherwise=Outcome.ASK_DESK,
    lift=Lift.DESK,
    says=N_("The staff member hosting this visitor is not recorded."),
    offer=N_("Ask who is expecting the visitor, and record the name."),
)
def host_named(case: Case, terms: TermsInForce) -> Answer:
    """The staff member who is hosting the visitor is named."""
    host = case.host.strip()
    return yes(N_("{host} is hosting this visitor."), host=host) if host else no()


@rule(
    "observation.not-allowed",
    name=N_("Observing a class"),
    asked=OBSERVATION,
    cites="faq:observe",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_(
        "Visitors may not observe classes, even if a parent signed. It affects "
        "other students’ privacy, disrupts the class, and blurs who is in charge."
    ),
    offer=N_("The teacher can talk with the visitor outside class if the family agrees."),
    also=((Outcome.REFUSE, Lift.LEADER),),
    terms=("observation.lift",),
)
def never_observed(case: Case, terms: TermsInForce) -> Answer:
    """Never holds: classes are not observed, and a parent's consent changes nothing."""
    return no(lift=terms.observation_lift)


@rule(
    "tabling.approval",
    name=N_("Table not approved"),
    asked=TABLING,
    cites="faq:outreach",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_(
        "A school leader decides if, when, and where a partner has a table, and no "
        "one has approved this one yet."
    ),
    offer=N_(
        "Tables are only for events the school organizes, such as an information "
        "fair, conferences, an open house, or a registration night. Ask a school "
        "leader about the next one."
    ),
    terms=("meeting.tolerance_minutes",),
)
def table_approved(case: Case, terms: TermsInForce) -> Answer:
    """A leader approved the table, for this time, at an event organized by the school."""
    return approvals.answer(case, Purpose.TABLING, terms)


_NO_FORMS = (Condition.NO_REGISTRATION_FORMS,)


@rule(
    "presentation.approval",
    name=N_("Presentation not approved"),
    asked=PRESENTATION,
    cites="faq:outreach",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_(
        "A school leader and the teacher must agree to a presentation, and there’s no approval yet."
    ),
    offer=N_("Ask a school leader, and record the name of the teacher whose class it is."),
    conditions=_NO_FORMS,
    terms=("meeting.tolerance_minutes",),
)
def presentation_approved(case: Case, terms: TermsInForce) -> Answer:
    """A leader approved the presentation, for this time, and the teacher is named. Registration
    forms are never handed out."""
    said = approvals.answer(case, Purpose.PRESENTATION, terms)
    approval = case.approval
    if said.held and approval is not None:
        teacher = approval.teacher.strip()
        if not teacher:
            said = no(N_("The approval does not name the teacher whose class it is."))
        else:
            said = yes(
                N_("A school leader approved this presentation, with {teacher} taking part."),
                teacher=teacher,
            )
    return said._replace(conditions=_NO_FORMS)
