"""Students' pictures and students' names."""

from __future__ import annotations

from cpdesk.policy.asked import DOCUMENT, PARTNER_VISITS
from cpdesk.policy.case import Case
from cpdesk.policy.names import fold
from cpdesk.policy.outcome import Condition, Lift, Outcome, Purpose
from cpdesk.policy.rule import Answer, no, rule, yes
from cpdesk.policy.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "photo.release",
    asked=PARTNER_VISITS,
    cites="faq:photos",
    otherwise=Outcome.REFUSE,
    lift=Lift.NOBODY,
    says=N_("No signed family releases for photos are on file."),
    offer=N_("Photos can be taken once the families’ signed releases are on file, never before."),
    conditions=(Condition.NO_PHOTOS,),
)
def releases_on_file(case: Case, terms: TermsInForce) -> Answer:
    """Signed releases of the families are on file. Else photos are refused, and every other visit
    is without photos."""
    if case.activity is not None and case.activity.photo_release:
        return yes(N_("Signed family releases for photos are on file."))
    no_photos = (Condition.NO_PHOTOS,)
    if case.purpose is Purpose.PHOTOS and case.releases:
        return yes(
            N_("Signed family releases for photos are on file: {releases}."), releases=case.releases
        )
    if case.purpose is Purpose.PHOTOS:
        return no(conditions=no_photos)
    if case.activity is not None:
        return yes(
            N_("No signed family releases are on file for {activity}."),
            conditions=no_photos,
            activity=case.activity.title,
        )
    return yes(N_("No signed family releases are on file for this visit."), conditions=no_photos)


@rule(
    "student.privacy",
    asked=DOCUMENT,
    cites="faq:observe",
    otherwise=Outcome.REFUSE,
    lift=Lift.NOBODY,
    says=N_("This paper names a student, and a partner could read it."),
    offer=N_("Take the student out of the paper before it is printed or sent."),
)
def names_no_student(case: Case, terms: TermsInForce) -> Answer:
    """No student's name or reference, and nothing else that gives a student away, stands on what a
    partner can see."""
    if case.document is None:
        return no(N_("There is no paper to look at."))
    words = fold(case.document.text).split()
    if any(_stands_in(reference, words) for reference in case.document.student_references):
        return no()
    return yes(N_("No student is named on this paper."))


def _stands_in(reference: str, words: list[str]) -> bool:
    """Whether the words of a reference stand together, in any order, also written as one word."""
    wanted = fold(reference).split()
    if not wanted:
        return False
    joined = "".join(wanted)
    wanted.sort()
    size = len(wanted)
    return joined in words or any(
        sorted(words[i : i + size]) == wanted for i in range(len(words) - size + 1)
    )
