"""Flyers: approved by the district, carried home by the right grades, on the right boards."""

from __future__ import annotations

from cpdesk.policy import grades
from cpdesk.policy.case import Case
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rule_engine.asked import FLYER_NAMED, HANDING_OUT, POSTING
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "flyer.approved",
    name=N_("Flyer not approved"),
    asked=FLYER_NAMED,
    cites="faq:outreach",
    otherwise=Outcome.REFUSE,
    lift=Lift.DISTRICT,
    says=N_("This flyer has no district approval on file here."),
    offer=N_(
        "Return the flyers. Or, if the partner has the approval memo, record the "
        "memo’s number and dates."
    ),
)
def flyer_approved(case: Case, terms: TermsInForce) -> Answer:
    """The flyer is this partner's, the district approved it for this school, and today is within
    its dates."""
    flyer = case.flyer
    if flyer is None:
        return no()
    if not flyer.theirs:
        return no(
            N_("“{flyer}” is another partner’s flyer."),
            offer=N_("Return the flyers. Each partner delivers its own, with the approval memo."),
            flyer=flyer.title,
        )
    if flyer.approved_on is None:
        return no()
    if flyer.approved_on > case.today:
        return no(
            N_("The district’s approval of “{flyer}” does not start until {approved_on}."),
            offer=N_("Return the flyers. They can be delivered once the approval starts."),
            flyer=flyer.title,
            approved_on=flyer.approved_on,
        )
    if flyer.expires_on is not None and flyer.expires_on < case.today:
        return no(
            N_("The district’s approval of “{flyer}” ended on {expires_on}."),
            flyer=flyer.title,
            expires_on=flyer.expires_on,
        )
    if not flyer.covers_school:
        return no(N_("The district approved “{flyer}” for other schools only."), flyer=flyer.title)
    if flyer.expires_on is None:
        return yes(
            N_("The district approved “{flyer}” on {approved_on}."),
            flyer=flyer.title,
            approved_on=flyer.approved_on,
        )
    return yes(
        N_(
            "The district approved “{flyer}” on {approved_on}. The approval is valid "
            "through {expires_on}."
        ),
        flyer=flyer.title,
        approved_on=flyer.approved_on,
        expires_on=flyer.expires_on,
    )


@rule(
    "flyer.carry-home-grades",
    name=N_("Flyer for other grades"),
    asked=HANDING_OUT,
    cites="faq:outreach",
    otherwise=Outcome.REFUSE,
    lift=Lift.NOBODY,
    says=N_("Flyers go home only with grades {low} to {high}, not with grade {grade}."),
    offer=N_("Post it on a display board for this grade."),
    terms=("flyer.carry_home_grades",),
)
def carried_home(case: Case, terms: TermsInForce) -> Answer:
    """The class that takes it home is in grades K to 8."""
    low, high = terms.flyer_carry_home_grades
    taken = case.flyer_class
    if taken is None:
        return no(N_("No class was named."))
    if low <= taken.grade <= high:
        return yes(N_("Flyers can go home with grade {grade}."), grade=grades.name(taken.grade))
    return no(low=grades.name(low), high=grades.name(high), grade=grades.name(taken.grade))


@rule(
    "flyer.board",
    name=N_("Not a flyer board"),
    asked=POSTING,
    cites="faq:outreach",
    otherwise=Outcome.REFUSE,
    lift=Lift.NOBODY,
    says=N_("{board} is not a board the school set aside for information."),
    offer=N_("Post it on a board the school set aside for information."),
)
def on_information_board(case: Case, terms: TermsInForce) -> Answer:
    """It is posted on a board that the school set aside for information."""
    board = case.posting
    if board is None:
        return no(N_("No board was named."))
    if board.designated:
        return yes(N_("{board} is set aside for information."), board=board.name)
    return no(board=board.name)
