"""What a visitor's sheet says of every rule."""

from __future__ import annotations

import re

from cpdesk.documents.reasons import TOLD
from cpdesk.documents.visitor_texts import reasons
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rules import RULES
from cpdesk.policy.rules.visitor import NAME_NOT_CLEARED
from cpdesk.words import Words

# How sentences for the person at the desk can be known.
FOR_THE_DESK = re.compile(
    r"visitor|guest|write down|record the|^(Let|Call|Check|Import|Send|Set|Ask) "
)
# A notice is never told; privacy of students is a rule for our papers, not for a visit.
NEVER = {"visitor.notice", "student.privacy"}


def test_one_entry_a_rule() -> None:
    assert set(TOLD) == {rule.code for rule in RULES} - NEVER


def test_headings_are_sentences_of_their_own() -> None:
    for rule in RULES:
        if rule.code not in NEVER:
            heading = TOLD[rule.code].heading
            assert heading[0].isupper()
            assert heading.endswith(".")
            assert not rule.says.startswith(heading[:-1]), "said twice"


def test_offers_speak_to_the_visitor() -> None:
    for rule in RULES:
        if rule.code not in NEVER:
            said = TOLD[rule.code].offer or rule.offer
            assert not FOR_THE_DESK.search(said) or said.startswith("Ask "), said
            assert "visitor" not in said


def test_meetings_tell_no_time_of_a_students_day() -> None:
    for code, told in TOLD.items():
        if code.startswith("meeting."):
            assert told.says
            assert told.offer
        assert "{" not in told.says + told.offer + told.heading


def test_paper_does_not_tell_of_somebody_elses_background_check(words: Words) -> None:
    found = Finding("visitor.clearance", Outcome.REFUSE, Lift.DISTRICT, NAME_NOT_CLEARED)
    (printed,) = reasons([found], words, 400.0)
    assert "This visit doesn’t have a confirmed background check." in repr(printed)
    assert "name" not in repr(printed)
