"""The situations of "What may a partner do?" are answered by the rules themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from cpdesk.policy import RULES
from cpdesk.policy.guide import Examples, Topic, topics
from cpdesk.policy.outcome import Condition, Lift, Outcome
from cpdesk.policy.situations import SITUATIONS
from cpdesk.policy.terms import Terms
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
# What nobody asks on the phone: papers of our own, quiet notices, the age of the roster, a load
# that only the form knows.
ELSEWHERE = {"student.privacy", "visitor.notice", "roster.fresh", "meeting.interference"}


def answered() -> dict[str, Topic]:
    return {topic.key: topic for topic in topics(EXAMPLES, DAY, CHICAGO, TERMS)}


def test_every_rule_that_people_ask_about_has_a_situation() -> None:
    asked = {code for one in SITUATIONS for code in one.codes}
    assert asked == {rule.code for rule in RULES} - ELSEWHERE


def test_each_situation_is_about_what_its_rules_found_and_nothing_else_stops_it() -> None:
    for topic in answered().values():
        found = {finding.code for finding in topic.decision.findings}
        assert set(topic.codes) <= found, topic.key
        worst = max(f.outcome for f in topic.decision.findings if f.code in topic.codes)
        assert worst is topic.decision.outcome, topic.key


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        ("meet-in-class", Outcome.REFUSE),
        ("meet-at-lunch", Outcome.ASK_LEADER),
        ("meet-approved", Outcome.ADMIT),
        ("emergency", Outcome.ASK_LEADER),
        ("law", Outcome.ASK_LEADER),
        ("observe", Outcome.REFUSE),
        ("names", Outcome.REFUSE),
        ("table", Outcome.ASK_LEADER),
        ("photos", Outcome.REFUSE),
        ("photos-released", Outcome.ADMIT),
        ("photos-some", Outcome.ADMIT),
        ("flyer-home", Outcome.ADMIT),
        ("flyer-home-high", Outcome.REFUSE),
        ("free-of-charge", Outcome.REFUSE),
        ("program", Outcome.ADMIT),
        ("early", Outcome.ASK_DESK),
        ("guest-student", Outcome.REFUSE),
    ],
)
def test_the_answers_are_those_of_the_faq(key: str, outcome: Outcome) -> None:
    assert answered()[key].decision.outcome is outcome


def test_a_presentation_never_comes_with_registration_forms() -> None:
    assert Condition.NO_REGISTRATION_FORMS in answered()["presentation"].decision.conditions


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
