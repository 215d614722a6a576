"""The situations of "What may a partner do?" are answered by the rules themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from cpdesk.policy import RULES, judgment
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.guide import Examples, Topic, topics
from cpdesk.policy.outcome import Condition, ExceptionKind, Lift, Outcome
from cpdesk.policy.situations import SITUATIONS, Form, Situation
from cpdesk.policy.terms.terms import Terms
from cpdesk.words import Words

EXAMPLES = Examples(
    "Example Partner",
    "Example Program",
    "Example Activity",
    "00-0000",
    "Example School",
    "Period 3",
    "Lunch",
    "The wall by the stairs",
    "Example Flyer",
)
DAY = date(2026, 11, 24)
CHICAGO = ZoneInfo("America/Chicago")
TERMS = Terms.shipped().on(DAY)
# What nobody asks on the phone: papers of our own, the age of the roster.
ELSEWHERE = {"student.privacy", "roster.fresh"}


def answered() -> dict[str, Topic]:
    return {topic.key: topic for topic in topics(EXAMPLES, DAY, CHICAGO, TERMS)}


def test_every_rule_that_people_ask_about_has_a_situation() -> None:
    asked = {code for one in SITUATIONS for code in one.codes}
    assert asked == {rule.code for rule in RULES} - ELSEWHERE


@pytest.mark.parametrize("one", SITUATIONS, ids=lambda one: one.key)
def test_yes_to_a_question_always_means_that_it_may_be_done(one: Situation) -> None:
    """The answer is Yes where the rules hold and No where they refuse: a question of what is needed
    or forbidden would turn it around."""
    assert one.question.startswith(("May ", "Does one contract cover", "Does a contract for one"))
    assert not {"need", "must", "forbidden"} & set(one.question.rstrip("?").split())


def test_a_partner_who_works_for_free_may_not_come_without_a_contract() -> None:
    topic = answered()["free-of-charge"]
    assert topic.question == "May a partner who works for free come without a contract?"
    assert topic.outcome is Outcome.REFUSE


def test_each_situation_is_about_what_its_rules_found_and_nothing_else_stops_it() -> None:
    for topic in answered().values():
        found = {finding.code for finding in topic.decision.findings}
        assert set(topic.codes) <= found, topic.key
        worst = max(f.outcome for f in topic.decision.findings if f.code in topic.codes)
        assert worst is topic.decision.outcome, topic.key


ANSWERS = [
    ("meet-in-class", Outcome.REFUSE),
    ("meet-at-lunch", Outcome.ASK_LEADER),
    ("meet-approved", Outcome.ADMIT),
    ("meet-often", Outcome.ASK_LEADER),
    ("emergency", Outcome.ASK_LEADER),
    ("law", Outcome.ASK_LEADER),
    ("observe", Outcome.REFUSE),
    ("names", Outcome.REFUSE),
    ("table", Outcome.ASK_LEADER),
    ("photos", Outcome.REFUSE),
    ("photos-released", Outcome.ADMIT),
    ("photos-some", Outcome.ADMIT),
    ("photos-lapsed", Outcome.REFUSE),
    ("flyer-home", Outcome.ADMIT),
    ("flyer-home-high", Outcome.REFUSE),
    ("free-of-charge", Outcome.REFUSE),
    ("program", Outcome.ADMIT),
    ("suspended", Outcome.REFUSE),
    ("not-cleared", Outcome.REFUSE),
    ("notice", Outcome.ASK_LEADER),
    ("early", Outcome.ASK_DESK),
    ("guest-student", Outcome.REFUSE),
    ("presentation", Outcome.ASK_LEADER),
    ("forms", Outcome.ASK_LEADER),
    ("flyer", Outcome.REFUSE),
    ("flyer-approved", Outcome.ADMIT),
    ("board", Outcome.REFUSE),
    ("not-approved-here", Outcome.ASK_LEADER),
    ("before-contract", Outcome.REFUSE),
    ("ended-contract", Outcome.REFUSE),
    ("second-program", Outcome.REFUSE),
    ("other-school", Outcome.REFUSE),
    ("prospective", Outcome.REFUSE),
    ("fees", Outcome.REFUSE),
    ("insurance", Outcome.ASK_LEADER),
    ("stranger", Outcome.ASK_LEADER),
    ("background-check", Outcome.ASK_LEADER),
    ("no-school", Outcome.ASK_LEADER),
    ("staff", Outcome.ASK_DESK),
    ("guest", Outcome.ASK_DESK),
]


@pytest.mark.parametrize(("key", "outcome"), ANSWERS)
def test_the_answers_are_those_of_the_faq(key: str, outcome: Outcome) -> None:
    assert answered()[key].decision.outcome is outcome


def test_every_situation_has_its_answer_in_the_faq() -> None:
    assert sorted(key for key, _ in ANSWERS) == sorted(one.key for one in SITUATIONS)


def test_who_is_not_listed_is_told_apart_from_who_is_not_cleared() -> None:
    found = answered()
    about = {
        key: {one.code for one in found[key].about} for key in ("stranger", "background-check")
    }
    assert about["stranger"] == {"visitor.known", "visitor.clearance"}
    assert about["background-check"] == {"visitor.clearance"}


def test_a_presentation_never_comes_with_registration_forms() -> None:
    assert Condition.NO_REGISTRATION_FORMS in answered()["presentation"].decision.conditions


def test_what_a_condition_forbids_is_answered_with_no_whatever_the_visit_needs() -> None:
    forms = answered()["forms"]
    assert forms.decision.outcome is Outcome.ASK_LEADER  # the presentation
    assert forms.outcome is Outcome.REFUSE  # the forms
    assert forms.conditions == (Condition.NO_REGISTRATION_FORMS,)


def test_no_answer_that_is_always_no_starts_what_it_refuses() -> None:
    found = answered()
    assert found["observe"].outcome is Outcome.REFUSE
    assert found["observe"].starts is Kind.STAFF_MEETING  # outside class, as the rule offers


def test_todays_terms_speak() -> None:
    lenient = replace(TERMS, observation_lift=Lift.LEADER)
    found = {t.key: t for t in topics(EXAMPLES, DAY, CHICAGO, lenient)}
    lifts = {
        f.lift for f in found["observe"].decision.findings if f.code == "observation.not-allowed"
    }
    assert lifts == {Lift.LEADER}


def test_every_sentence_can_be_said() -> None:
    words = Words("en_US", CHICAGO)
    for topic in answered().values():
        assert words.text(topic.question).endswith("?")
        for finding in topic.decision.findings:
            said = words.sentence(finding.says, finding.facts)
            assert said
            assert "{" not in said


def test_a_no_says_what_is_possible_instead() -> None:
    for topic in answered().values():
        if topic.outcome is Outcome.REFUSE:
            assert any(finding.offer for finding in topic.about), topic.key
            assert topic.conditions == ((topic.forbids,) if topic.forbids else ())


def test_the_sentences_are_the_rules_own_and_change_with_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No sentence of an answer is written down beside the rules."""
    other = tuple(
        replace(rule, says="Not today.", offer="Come on Sunday.")
        if rule.code == "student.referral"
        else rule
        for rule in RULES
    )
    monkeypatch.setattr(judgment, "RULES", other)
    (finding,) = answered()["names"].about
    assert (finding.says, finding.offer) == ("Not today.", "Come on Sunday.")


def test_each_form_starts_where_it_helps() -> None:
    starts = {key: (topic.starts, topic.door) for key, topic in answered().items()}
    assert starts["emergency"] == (Kind.MEET_STUDENT, ExceptionKind.EMERGENCY)
    assert starts["law"] == (Kind.MEET_STUDENT, ExceptionKind.REQUIRED_BY_LAW)
    assert starts["photos"] == starts["photos-lapsed"] == (Form.RELEASES, None)
    assert starts["photos-some"] == (Kind.PHOTOS, None)
    assert starts["flyer-home-high"] == (Form.FLYER, None)
    assert starts["names"] == (None, None)


def test_what_people_call_it_is_said_once_and_cleanly() -> None:
    for one in SITUATIONS:
        said = one.words.split(", ")
        assert len(said) == len(set(said)), one.key
        assert all(saying == saying.strip(" ,") for saying in said), one.key
