"""The visitor: known to the partner, cleared by it, and not on the no-entry list."""

from __future__ import annotations

from datetime import date, timedelta

from cpdesk.policy.case import Case, NoticeFacts
from cpdesk.policy.clearance import (
    NOT_CLEARED,
    REFUSED,
    Clearance,
    clearance,
    valid_to,
)
from cpdesk.policy.names.resemblance import resembles
from cpdesk.policy.outcome import Condition, Lift, Outcome
from cpdesk.policy.rule_engine.asked import EVERYBODY, PARTNER_VISITS
from cpdesk.policy.rule_engine.rule import MATCHES, Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "visitor.known",
    name=N_("Not on the partner’s list"),
    asked=PARTNER_VISITS,
    cites="practice",
    otherwise=Outcome.ASK_DESK,
    lift=Lift.DESK,
    says=N_("This visitor is not on the partner’s list of people."),
    offer=N_("Check an ID, call the partner if you’re not sure, and write down why you said yes."),
)
def on_the_list(case: Case, terms: TermsInForce) -> Answer:
    """The person is on the partner's list, or was registered here before and confirmed."""
    if case.person is None:
        return no(
            N_("No person was named for this visit."),
            offer=N_("Ask for the visitor’s name. Then choose the person or register them."),
        )
    if not case.person.listed:
        return no()
    return yes(N_("This visitor is on the partner’s list of people."))


_UNCLEARED = {
    "pending": N_("The partner’s background check for this visitor is not finished."),
    "expired": N_("The partner’s background check for this visitor has expired."),
}
# Said at the front desk. Paper words it differently, since it may be true of another person with
# that name.
NAME_NOT_CLEARED: str = N_("A person with this full name is not cleared to work in schools.")
_REFUSES = {
    Clearance.NOT_CLEARED: (
        N_("The partner has not cleared this visitor to work in schools."),
        N_("The partner can send someone else."),
    ),
    Clearance.NAME_NOT_CLEARED: (
        NAME_NOT_CLEARED,
        N_(
            "The partner can send someone else. If this is a different person, the "
            "partner can add them to its list through the district."
        ),
    ),
}


@rule(
    "visitor.clearance",
    name=N_("Background check"),
    asked=PARTNER_VISITS,
    cites="practice",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_("The partner has not confirmed a background check for this visitor."),
    offer=N_("A school leader may approve it. A staff member must then stay with the visitor."),
    also=((Outcome.REFUSE, Lift.DISTRICT),),
    conditions=(Condition.ESCORT,),
)
def cleared_by_partner(case: Case, terms: TermsInForce) -> Answer:
    """The partner confirmed a background check that has not expired. Without an end date it is
    valid through the end of the roster's school year. "Not cleared" refuses, by ID or by full name,
    for every partner, unless the partner's own list has another person with that name."""
    person = case.person
    partner_id = case.partner.partner_id if case.partner else ""
    said = clearance(person, case.namesakes, partner_id, case.year_ends_on, case.today)
    if said in REFUSED:
        says, offer = _REFUSES[said]
        return no(
            says,
            offer=offer,
            outcome=Outcome.REFUSE,
            lift=Lift.DISTRICT,
            conditions=(Condition.ESCORT,),
        )
    ends_on = valid_to(person, case.year_ends_on) if person else None
    if person is None or ends_on is None or said is Clearance.MISSING:
        return no(
            _UNCLEARED.get(person.clearance, "") if person else "", conditions=(Condition.ESCORT,)
        )
    if said is Clearance.LAPSED:
        return no(
            N_("This visitor’s background check was valid only through {valid_to}."),
            conditions=(Condition.ESCORT,),
            valid_to=ends_on,
        )
    if person.clearance_ends_on is None:
        return yes(
            N_("Background check confirmed for this school year, through {valid_to}."),
            valid_to=ends_on,
        )
    return yes(N_("Background check confirmed, valid through {valid_to}."), valid_to=ends_on)


@rule(
    "visitor.notice",
    name=N_("Possible match"),
    asked=EVERYBODY,
    cites="practice",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_("A school leader needs to take a look before this visit can continue."),
    offer=N_(
        "Call a school leader quietly, and have the visitor sit in the office in the meantime."
    ),
    terms=("notice.lasts_days",),
)
def resembles_no_notice(case: Case, terms: TermsInForce) -> Answer:
    """The name resembles no notice in force; a match only asks a leader to compare. The same goes
    for a guest whose full name a partner did not clear."""
    # The finding never carries the notice's name: it is kept with the visit, which others read.
    who = case.guest or case.person
    matches = []
    for notice in case.notices:
        if not in_force(notice, case.school.school_id, case.today, terms):
            continue
        if who is None or not who.name.strip():
            return no(
                N_("Without a name, this visitor can’t be checked against the no-entry list."),
                offer=N_("Ask for the visitor’s full name."),
            )
        if resembles(who.name, (notice.name, *notice.other_names)):
            matches.append(notice.notice_id)
    if case.guest is not None:
        bad = (one.person_id for one in case.namesakes if one.clearance == NOT_CLEARED)
        matches += [f"person:{person_id}" for person_id in bad]
    if matches:
        return no().knowing({MATCHES: ";".join(matches)})
    return yes(N_("No match on the no-entry list."))


def in_force(notice: NoticeFacts, school_id: str, today: date, terms: TermsInForce) -> bool:
    """Whether a notice is in force at this school today, including its first and last day."""
    if notice.school_id not in (school_id, "*"):
        return False
    ends_on = notice.ends_on
    if notice.issued_on is not None:
        if today < notice.issued_on:
            return False
        if ends_on is None:
            ends_on = notice.issued_on + timedelta(days=terms.notice_lasts_days)
    return ends_on is None or today <= ends_on
