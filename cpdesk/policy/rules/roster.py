"""The roster: is it recent enough to answer?"""

from __future__ import annotations

from cpdesk.policy.case import Case
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rule_engine.asked import PARTNER_VISITS
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "roster.fresh",
    name=N_("Roster out of date"),
    asked=PARTNER_VISITS,
    cites="practice",
    otherwise=Outcome.ASK_DESK,
    lift=Lift.DESK,
    says=N_("The district’s roster is {days} days old, and something may have changed since then."),
    offer=N_("Import the newest roster, or call the district’s partnership office to make sure."),
    also=((Outcome.ASK_LEADER, Lift.LEADER),),
    terms=("roster.fresh_days", "roster.stale_days"),
)
def taken_in_lately(case: Case, terms: TermsInForce) -> Answer:
    """The roster was imported at most 7 days ago; one older than 30 days asks a leader."""
    days = case.roster_age_days
    if days < 0:
        return no(
            N_("This computer’s clock is set to a day before the roster was imported."),
            offer=N_("Correct this computer’s clock, then try again."),
        )
    if days > terms.roster_stale_days:
        return no(outcome=Outcome.ASK_LEADER, lift=Lift.LEADER, days=days)
    if days > terms.roster_fresh_days:
        return no(days=days)
    if days == 0:
        return yes(N_("The district’s roster was imported today."))
    if days == 1:
        return yes(N_("The district’s roster was imported yesterday."))
    return yes(N_("The district’s roster was imported {days} days ago."), days=days)
