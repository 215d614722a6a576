"""Students' pictures and students' names."""

from __future__ import annotations

from cpdesk.policy.case import Case, ReleaseFacts
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import Condition, Lift, Outcome, Purpose
from cpdesk.policy.releases import ALLOWED, Photos, photos
from cpdesk.policy.rule_engine.asked import DOCUMENT, PARTNER_VISITS, REFERRAL
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_

_NO_PHOTOS = (Condition.NO_PHOTOS,)
# How the rule states what the office recorded; a letter reads from this what it may promise.
ALL_SIGNED = N_(
    "Photos are allowed. The families of all {children} students signed "
    "releases, valid through {valid_to}."
)
FROM_ROSTER = N_("Signed family photo releases are on file.")
COUNTED = N_("Signed family photo releases on file: {releases}.")
SOME_SIGNED = N_(
    "{signed} of {children} families signed photo releases, valid through "
    "{valid_to}. Only students with a sticker may be in photos."
)
SOME_COUNTED = N_(
    "{releases} of {children} families signed releases for this session. Only "
    "students with a sticker may be in photos."
)

# A decision keeps the sentence of the version that made it, so a letter has to know all of them.
ALL_ON_FILE = frozenset(
    {
        ALL_SIGNED,
        FROM_ROSTER,
        COUNTED,
        "Photos are allowed: the families of all {children} children signed releases, valid to "
        "{valid_to}.",
        "Signed family releases for photos are on file.",
        "Signed family releases for photos are on file: {releases}.",
    }
)
SOME_ON_FILE = frozenset(
    {
        SOME_SIGNED,
        SOME_COUNTED,
        "{signed} of {children} families signed releases for photos, valid to {valid_to}: only "
        "children with a sticker may be in a picture.",
        "{releases} of {children} families signed releases for this session: only children with a "
        "sticker may be in a picture.",
    }
)


@rule(
    "student.referral",
    name=N_("Asking for student names"),
    asked=REFERRAL,
    cites="faq:outreach",
    otherwise=Outcome.REFUSE,
    lift=Lift.NOBODY,
    says=N_(
        "No one at school may give a partner a student’s name or recruit students for a partner."
    ),
    offer=N_(
        "There are four ways to reach students: a table at a school event, a "
        "classroom presentation, a flyer or board, or school staff telling a "
        "student, who may then get in touch."
    ),
)
def no_names_given(case: Case, terms: TermsInForce) -> Answer:
    """Never holds: no one gives a student's name to a partner or recruits for one."""
    return no()


@rule(
    "photo.release",
    name=N_("Photos without releases"),
    asked=PARTNER_VISITS,
    cites="faq:photos",
    otherwise=Outcome.REFUSE,
    lift=Lift.NOBODY,
    says=N_("No signed family photo releases are on file."),
    offer=N_("Photos may be taken only after the families’ signed releases are on file."),
    conditions=(Condition.NO_PHOTOS, Condition.PHOTOS_WITH_STICKER),
)
def releases_on_file(case: Case, terms: TermsInForce) -> Answer:
    """Signed releases of the families are on file. Otherwise photos are refused, and every other
    visit is without photos. If only some families signed, only students with a sticker may be in
    photos. The office's record overrides what was counted for one session, which overrides the
    roster."""
    on_file = case.photo_releases
    if on_file is not None:
        return _recorded(case, on_file)
    if case.purpose is Purpose.PHOTOS and case.releases is not None:
        return _counted(case.releases, case.children)
    if case.activity is not None and case.activity.photo_release:
        return yes(FROM_ROSTER)
    if case.purpose is Purpose.PHOTOS:
        return no(conditions=_NO_PHOTOS)
    if case.activity is not None:
        return yes(
            N_("No signed family releases are on file for {activity}."),
            conditions=_NO_PHOTOS,
            activity=case.activity.title,
        )
    return yes(N_("No signed family releases are on file for this visit."), conditions=_NO_PHOTOS)


def _counted(releases: int, children: int | None) -> Answer:
    """What was counted for one session means: none, some, or enough for all."""
    if releases <= 0:
        return no(conditions=_NO_PHOTOS)
    if children is not None and releases < children:
        return yes(
            SOME_COUNTED,
            conditions=(Condition.PHOTOS_WITH_STICKER,),
            releases=releases,
            children=children,
        )
    return yes(COUNTED, releases=releases)


def _recorded(case: Case, on_file: ReleaseFacts) -> Answer:
    """What the office's own record for this program says on the day of the visit."""
    said = photos(on_file, case.today)
    if said in ALLOWED:
        some = said is Photos.SOME
        return yes(
            SOME_SIGNED if some else ALL_SIGNED,
            conditions=(Condition.PHOTOS_WITH_STICKER,) if some else (),
            signed=on_file.signed,
            children=on_file.children,
            valid_to=on_file.valid_to,
        )
    answer = no if case.purpose is Purpose.PHOTOS else yes
    if said is Photos.LAPSED:
        return answer(
            N_("The families’ photo releases expired after {valid_to}."),
            conditions=_NO_PHOTOS,
            valid_to=on_file.valid_to,
        )
    return answer(
        N_("The office’s records show that no family has signed a photo release."),
        conditions=_NO_PHOTOS,
    )


@rule(
    "student.privacy",
    name=N_("Student privacy"),
    asked=DOCUMENT,
    cites="faq:observe",
    otherwise=Outcome.REFUSE,
    lift=Lift.NOBODY,
    says=N_("This paper names a student, and a partner could read it."),
    offer=N_("Remove the student from the paper before it is printed or sent."),
)
def names_no_student(case: Case, terms: TermsInForce) -> Answer:
    """Nothing that a partner can see has a student's name or reference, or anything else that gives
    a student away."""
    if case.document is None:
        return no(N_("There’s no paper to check."))
    words = fold(case.document.text).split()
    if any(_stands_in(reference, words) for reference in case.document.student_references):
        return no()
    return yes(N_("No student is named on this paper."))


def _stands_in(reference: str, words: list[str]) -> bool:
    """Whether the words of a reference appear next to each other, in any order, also written as one
    word."""
    wanted = fold(reference).split()
    if not wanted:
        return False
    joined = "".join(wanted)
    wanted.sort()
    size = len(wanted)
    return joined in words or any(
        sorted(words[i : i + size]) == wanted for i in range(len(words) - size + 1)
    )
