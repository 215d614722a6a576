"""A leader who declines finds a reason that is true of the request, whatever the rules found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS, REASONS, fitting, of_kind
from cpdesk.policy.approval.requests import PURPOSE, Kind
from cpdesk.policy.case import Case, GuestFacts, StudentLoad
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome, Purpose
from cpdesk.policy.rule_engine.rule import Rule
from cpdesk.policy.rules import RULES
from tests.policy.policy_samples import TERMS, USUAL

KINDS = tuple(kind for kind in Kind if kind is not Kind.RELAYED)
CODES = frozenset(rule.code for rule in RULES)
# No request asks for one of these: flyers have a desk of their own, nobody asks for students'
# names, and papers are looked through on their way out.
NEVER = {
    "flyer.approved", "flyer.carry-home-grades", "flyer.board", "student.referral",
    "student.privacy",
}  # fmt: skip


def cases(kind: Kind) -> Iterator[Case]:
    """What a request of this kind asks the rules, with an activity and without."""
    full = replace(USUAL, student=StudentLoad(0, 1))
    purposes = (PURPOSE[kind],) if kind in PURPOSE else (Purpose.PROGRAM, Purpose.OTHER)
    assert full.activity is not None
    for purpose in purposes:
        for activity in (full.activity, replace(full.activity, supervised=False), None):
            yield replace(full, purpose=purpose, activity=activity)
    if kind is Kind.THIS_VISIT:
        yield replace(full, purpose=Purpose.OTHER, guest=GuestFacts("Ines Berg"))


def appears(rule: Rule, kind: Kind) -> bool:
    return any(rule.asked.when(one) for one in cases(kind))


def found(rule: Rule) -> list[Finding]:
    """Every way in which a rule does not hold."""
    pairs = ((rule.otherwise, rule.lift), *rule.also)
    return [Finding(rule.code, outcome, lift, rule.says) for outcome, lift in pairs]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_finding_that_a_leader_can_meet_has_a_reason_that_fits(rule: Rule) -> None:
    kinds = [kind for kind in KINDS if appears(rule, kind)]
    assert bool(kinds) is (rule.code not in NEVER)
    for kind in kinds:
        for finding in found(rule):
            offered = fitting(kind, (finding,))
            fits = [code for code in offered if REASONS[code].answers(finding)]
            if finding.code == "photo.release" and kind is not Kind.PHOTOS:
                continue  # of other visits it holds, with a condition
            assert fits, (rule.code, kind, finding.outcome)
            assert offered[0] == fits[0]
            assert offered[-1] == "other"


def test_photos_are_the_only_kind_that_releases_stop() -> None:
    (release,) = (rule for rule in RULES if rule.code == "photo.release")
    for kind in KINDS:
        for one in cases(kind):
            if release.asked.when(one):
                told = release.find(replace(one, photo_releases=None, releases=0), TERMS)
                assert (told.outcome is not Outcome.ADMIT) is (kind is Kind.PHOTOS)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_offered_that_cannot_be_true_of_the_kind(kind: Kind) -> None:
    everything = [finding for rule in RULES for finding in found(rule)]
    offered = fitting(kind, everything)
    assert set(offered) <= set(of_kind(kind))
    assert len(offered) == len(set(offered))
    about_a_student = {"too-often", "family"} & set(offered)
    assert bool(about_a_student) is (kind is Kind.MEET_STUDENT)
    assert ("enough-visits" in offered) is (kind in (Kind.TABLING, Kind.PRESENTATION))
    assert ("no-room" in offered) is (kind is not Kind.THIS_VISIT)
    assert ("releases" in offered) is (kind is Kind.PHOTOS)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_finding_only_what_is_usual_is_offered(kind: Kind) -> None:
    offered = fitting(kind, ())
    assert {"background-check", "contract", "insurance", "rule", "no-school"}.isdisjoint(offered)
    assert len(offered) >= 4
    held = [Finding(code, Outcome.ADMIT, None, "It holds.") for code in CODES]
    assert fitting(kind, held) == offered


def test_class_time_is_a_reason_where_class_time_is_taken() -> None:
    taken = Finding("meeting.instructional-time", Outcome.ASK_LEADER, Lift.LEADER, "Class")
    assert "class-time" not in fitting(Kind.MEET_STUDENT, ())
    assert fitting(Kind.MEET_STUDENT, (taken,))[0] == "class-time"
    assert "class-time" in fitting(Kind.PRESENTATION, ())
    assert "class-time" not in fitting(Kind.TABLING, (taken,))


def test_the_rules_are_a_reason_only_where_they_refuse() -> None:
    asks = Finding("visitor.clearance", Outcome.ASK_LEADER, Lift.LEADER, "Expired")
    assert "rule" not in fitting(Kind.THIS_VISIT, (asks,))
    assert "rule" in fitting(Kind.THIS_VISIT, (replace(asks, outcome=Outcome.REFUSE),))


@pytest.mark.parametrize("kind", KINDS)
def test_a_reason_never_gives_a_possible_match_away(kind: Kind) -> None:
    """What is said where a notice may be meant is said of requests without one, too."""
    match = Finding("visitor.notice", Outcome.ASK_LEADER, Lift.LEADER, "Compare")
    said = [code for code in fitting(kind, (match,)) if REASONS[code].answers(match)]
    assert said == ["not-this-visit"]
    assert set(fitting(kind, (match,))) == set(fitting(kind, ()))


def test_the_worst_finding_is_answered_first() -> None:
    escort = Finding("visitor.clearance", Outcome.ASK_LEADER, Lift.LEADER, "Expired")
    early = Finding("activity.scheduled", Outcome.ASK_DESK, Lift.DESK, "Early")
    offered = fitting(Kind.THIS_VISIT, (escort, early))
    assert offered[:3] == ("background-check", "no-escort", "schedule")
    assert fitting(Kind.THIS_VISIT, (early, escort))[0] == "schedule"


def test_every_reason_can_be_offered_and_says_something_of_its_own() -> None:
    everything = [finding for rule in RULES for finding in found(rule)]
    offered = {code for kind in KINDS for code in fitting(kind, everything)}
    assert offered == set(DECLINE_REASONS)
    assert len(set(DECLINE_REASONS.values())) == len(DECLINE_REASONS)
    assert {code for one in REASONS.values() for code in one.rules} <= CODES - NEVER
