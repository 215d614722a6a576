from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from cpdesk.policy.approval.requests import Flag, Kind, State, Verdict
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.records.requests import RequestRow
from cpdesk.ui.requests import texts
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.domain.request_words import Pill
from cpdesk.words import Words
from tests.ui.requests import fakes

TODAY = fakes.TODAY


def row(**changes: object) -> RequestRow:
    return replace(fakes.row_of(fakes.request()), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said", "tone"),
    [
        ({}, "Outside class", Tone.OK),
        ({"timing": "in_class"}, "Class time", Tone.ASK),
        ({"timing": "in_class", "door": ExceptionKind.EMERGENCY}, "Emergency", Tone.NO),
        ({"timing": "after_school"}, "After school", Tone.OK),
        ({"timing": "unknown_plan"}, "No bell schedule", Tone.ASK),
        ({"timing": ""}, "Waiting", Tone.INFO),
        ({"flag": Flag.DAY_PLAN, "timing": "in_class"}, "Plan changed", Tone.ASK),
        ({"flag": Flag.REVIEW, "state": State.APPROVED}, "Review", Tone.NO),
        ({"kind": Kind.RELAYED, "timing": ""}, "Confirm", Tone.ASK),
        ({"state": State.DECLINED, "by_rule": True}, "Declined by rule", Tone.NO),
        ({"state": State.DECLINED}, "Declined", Tone.NO),
        ({"state": State.APPROVED}, "Approved", Tone.OK),
        ({"state": State.RETURNED}, "Another time offered", Tone.INFO),
        ({"state": State.MISSED}, "Missed", Tone.PLAIN),
    ],
)
def test_the_pill_says_what_matters_most(
    changes: dict[str, object], said: str, tone: Tone, words: Words
) -> None:
    assert texts.pill(row(**changes), words) == Pill(said, tone)


def test_a_row_in_words(words: Words) -> None:
    one = row()
    assert texts.row_title(one, TODAY, words) == "Meet a student · today 11:35–12:05"
    assert texts.row_about(one, words) == "Bright Futures Mentoring · Office B"
    assert texts.row_asked(one, TODAY, words) == "requested 10:44 am by Front desk"
    assert texts.row_asked(replace(one, by_me=True), TODAY, words) == "requested 10:44 am by you"
    assert texts.spoken(one, TODAY, words).startswith("Meet a student · today 11:35–12:05, Outside")
    assert texts.row_title(one, date(2026, 11, 20), words) == "Meet a student · Tue, Nov 24 11:35"


def test_no_student_stands_in_a_row(words: Words) -> None:
    assert "S-2207" not in texts.spoken(row(), TODAY, words)


def test_times_that_could_be_meant_twice_have_their_half(words: Words) -> None:
    assert texts.short_clock(time(9, 10), words) == "9:10"
    assert texts.short_clock(time(18, 59), words) == "6:59"
    assert texts.short_clock(time(19, 30), words) == "7:30 pm"
    assert texts.short_clock(time(6, 45), words) == "6:45 am"


def test_the_title_and_the_line_under_it(words: Words) -> None:
    record = fakes.request()
    assert texts.title(record, TODAY, words) == "Meet a student, today 11:35 am–12:05 pm"
    assert texts.under_title(record, words) == (
        "Bright Futures Mentoring · Mentoring program, contract 26-0533 · Office B"
    )
    tabling = fakes.queue_of_the_design()[2]
    assert texts.title(tabling, TODAY, words) == "Table at family night, Thu, Dec 3 5:30–7:00 pm"


def test_only_what_is_over_is_faded() -> None:
    assert texts.faded(row(state=State.DECLINED))
    assert not texts.faded(row(state=State.APPROVED))
    assert not texts.faded(row(state=State.USED, flag=Flag.REVIEW))


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.APPROVE, "Approved by Ms. Lind"),
        (Verdict.DECLINE, "Declined by Ms. Lind"),
        (Verdict.OFFER, "Another time offered by Ms. Lind"),
        (Verdict.CONFIRM, "Verbal approval confirmed by Ms. Lind"),
        (Verdict.DISOWN, "Verbal approval rejected by Ms. Lind"),
        (Verdict.OPEN_DOOR, "Emergency approval by Ms. Lind"),
        (Verdict.REVIEW, "Reviewed by Ms. Lind"),
        (Verdict.REOPEN, "Reopened by Ms. Lind"),
    ],
)
def test_each_decision_has_a_sentence_with_its_name(
    verdict: Verdict, said: str, words: Words
) -> None:
    from cpdesk.ui.requests.detail.history import headline

    assert headline(fakes.decision(verdict), words).startswith(f"{said}, Principal · ")
    unnamed = fakes.decision(verdict, by_name="", by_title="")
    assert headline(unnamed, words).startswith(said.replace("Ms. Lind", "the front desk"))


def test_a_decision_in_words(words: Words) -> None:
    from cpdesk.ui.requests.detail.history import headline, kept, reason_of, small_print

    mine = fakes.decision(self_decided=True)
    assert headline(mine, words) == "Approved by Ms. Lind, Principal · Nov 24, 2026, 10:44 am"
    assert small_print(mine, words) == (
        "as a school leader · requested and decided by the same person, the only "
        "school leader · under the rules in effect on Nov 24, 2026"
    )
    lent = fakes.decision(
        by_role="manager", lent_by="A-7", lent_by_name="Ms. Lind", by_name="J. Park"
    )
    assert small_print(lent, words).startswith("on behalf of Ms. Lind")
    unnamed = fakes.decision(by_role="manager", lent_by="A-7")
    assert small_print(unnamed, words).startswith("on behalf of a school leader")
    rules = fakes.decision(Verdict.DECLINE, by_account="", by_name="", by_title="")
    assert headline(rules, words).startswith("Declined by the rules")
    offered = fakes.decision(Verdict.OFFER, reason="Lunch is calmer", offered=(fakes.LUNCH,))
    assert reason_of(offered, TODAY, words) == ("Lunch is calmer\nOffered: today 11:35 am–12:05 pm")
    listed = fakes.decision(Verdict.DECLINE, reason_code="no-room")
    assert reason_of(listed, TODAY, words) == "No room or staff member is free then."
    assert kept(rules, words).findings == (fakes.OUTSIDE, fakes.CONTRACT)
