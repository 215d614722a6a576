"""The findings as people read them, and the words of the answer."""

from __future__ import annotations

from dataclasses import replace

from cpdesk.policy.outcome import Condition, Lift, Outcome
from cpdesk.policy.rules.visitor import NAME_NOT_CLEARED
from cpdesk.records.desk import Question
from cpdesk.ui.desk.answer.verdict import head_line, next_free, verdict
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.domain.reasons import offers, reasons, telling
from cpdesk.words import Words
from tests.ui.desk import fakes

ASKED = Question(person="p1")
NOTICE = fakes.trouble(
    "visitor.notice", Outcome.ASK_LEADER, Lift.LEADER, "A school leader needs to have a look."
)


def test_what_fails_comes_first_then_conditions_then_what_held(words: Words) -> None:
    rows = reasons(fakes.decided(*fakes.GOOD, fakes.EARLY, fakes.NOT_SIGNED), words)
    assert [row.tone for row in rows[:3]] == [Tone.NO, Tone.ASK, Tone.ASK]
    assert (
        rows[0].small == "Who can approve: only the district, with a new roster · contract.signed"
    )
    assert rows[2].strong == "No photos or video."
    assert {row.tone for row in rows[3:]} == {Tone.OK}


def test_what_held_of_the_contract_is_one_line(words: Words) -> None:
    rows = reasons(fakes.decided(*fakes.GOOD), words)
    line = next(row for row in rows if "contract.school" in row.small)
    assert line.small == "contract.signed, contract.school"
    assert line.sentence.startswith("Contract 26-0418 covers")


def test_every_finding_is_named_once(words: Words) -> None:
    decision = fakes.decided(*fakes.GOOD, fakes.NEEDS_LEADER)
    named = " ".join(row.small for row in reasons(decision, words))
    assert all(named.count(f.code) == 1 for f in decision.findings)


def test_the_same_offer_is_made_once(words: Words) -> None:
    twice = replace(fakes.NEEDS_LEADER, code="other.rule")
    assert len(offers(fakes.decided(fakes.NEEDS_LEADER, twice), words)) == 1


def test_a_refusal_speaks_of_no_badge_and_offers_nothing_that_the_desk_could_lift(
    words: Words,
) -> None:
    escorted = replace(fakes.NOT_SIGNED, conditions=(Condition.ESCORT,))
    early = replace(fakes.EARLY, lift=Lift.DESK, offer="Let the visitor in with a reason.")
    decision = fakes.decided(*fakes.GOOD, escorted, early, fakes.NEEDS_LEADER)
    rows = reasons(decision, words)
    assert rows[0].strong == ""
    assert not any("badge" in row.small for row in rows)
    assert offers(decision, words) == (words.sentence(escorted.offer, escorted.facts),)
    in_class = fakes.decided(fakes.NOW_CLASS, early, fakes.NEEDS_LEADER)
    assert early.offer not in offers(in_class, words)
    assert words.sentence(fakes.NEEDS_LEADER.offer, fakes.NEEDS_LEADER.facts) in offers(
        in_class, words
    )


def test_the_visitor_is_told_nothing_of_a_notice(words: Words) -> None:
    assert "look" not in telling(fakes.decided(NOTICE), words)
    assert telling(fakes.decided(NOTICE, fakes.EARLY), words) == fakes.EARLY.says
    namesake = fakes.trouble("visitor.clearance", Outcome.REFUSE, Lift.DISTRICT, NAME_NOT_CLEARED)
    message = telling(fakes.decided(namesake), words)
    assert message == "This visit doesn’t have a confirmed background check."


def test_the_answer_says_why(words: Words) -> None:
    good = verdict(fakes.card(ASKED), words)
    assert good.headline == "OK to check in"
    assert good.line == "Approved activity · Scheduled now · Contract signed Aug 12, 2026"
    class_time = verdict(fakes.meeting_card(ASKED), words)
    assert class_time.headline == "Not now: this is class time"
    assert "11:35 am–12:05 pm (Lunch)" in class_time.line
    two = verdict(fakes.card(ASKED, decision=fakes.decided(fakes.NEEDS_LEADER, fakes.EARLY)), words)
    assert two.line.endswith("1 more issue")


def test_the_next_free_time_is_the_findings_own(words: Words) -> None:
    free = next_free(fakes.meeting_card(ASKED))
    assert free is not None
    assert free[2] == "Lunch"
    assert next_free(fakes.card(ASKED)) is None


def test_the_line_under_the_name(words: Words) -> None:
    assert head_line(fakes.card(ASKED), words) == (
        "Lake Street Literacy · last here Thu, Nov 19 · background check valid through Jun 30, 2027"
    )
    back = head_line(fakes.meeting_card(ASKED), words)
    assert "checked out at 9:58 am, now back" in back
    guest = fakes.card(ASKED, partner_name="", clearance="", last_here=None, new_here=False)
    assert head_line(guest, words) == "Guest (no partner)"
