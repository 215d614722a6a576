"""What a visitor at the front desk hears of their request, state by state."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cpdesk.policy.approval.requests import State, Verdict
from cpdesk.ui.desk import texts
from cpdesk.ui.desk.arrival import Done
from cpdesk.ui.theme.theme import Tone
from cpdesk.words import Words
from tests.ui.requests.fakes import LUNCH, NOW, decision, request


@pytest.mark.parametrize(
    ("state", "sentence", "tone"),
    [
        (
            State.WAITING,
            "A school leader was asked at 10:44 am. This card updates when they answer.",
            Tone.INFO,
        ),
        (State.APPROVED, "A school leader approved this.", Tone.OK),
        (State.DECLINED, "A school leader did not approve this.", Tone.NO),
        (State.RETURNED, "A leader offered another time.", Tone.NO),
        (State.WITHDRAWN, "The request was withdrawn.", Tone.NO),
        (State.LAPSED, "The request expired before a leader answered.", Tone.NO),
        (State.MISSED, "A leader approved this, but the approved time has passed.", Tone.NO),
        (State.USED, "", Tone.INFO),
    ],
)
def test_each_state_of_a_request_has_its_own_sentence(
    words: Words, state: State, sentence: str, tone: Tone
) -> None:
    assert texts.answer(request(state=state), words) == (sentence, tone)


def test_an_offer_names_its_times(words: Words) -> None:
    offer = decision(Verdict.OFFER, offered=(LUNCH,), reason="The room is free then.")
    assert texts.answer(request(state=State.RETURNED, decisions=(offer,)), words)[0] == (
        "A leader offered another time: Tue, Nov 24, 11:35 am–12:05 pm. The room is free then."
    )


def test_who_declined_is_said_and_what_was_undone_is_not(words: Words) -> None:
    declined = decision(Verdict.DECLINE, reason_code="no-host", by_account="A-LEAD")
    by_rules = decision(Verdict.DECLINE, by_account="")
    undone = decision(Verdict.DECLINE, reason="A slip", undone_at=NOW + timedelta(minutes=1))
    told = [
        texts.answer(request(state=State.DECLINED, decisions=decisions), words)[0]
        for decisions in ((declined,), (by_rules,), (declined, undone))
    ]
    by_leader = "A school leader did not approve this. No staff member is expecting this visitor."
    assert told == [by_leader, "The rules don’t allow this request.", by_leader]


def test_what_was_undone_is_named(words: Words) -> None:
    told = {
        kind: texts.done(Done("undone", "Ana Lee", "V1", undone=kind), words)
        for kind in ("admitted", "checked_out", "not_checked_out", "turned_away", "asked")
    }
    assert told == {
        "admitted": "Ana Lee’s check-in was undone.",
        "checked_out": "Ana Lee’s check-out was undone.",
        "not_checked_out": "Ana Lee’s earlier visit is open again.",
        "turned_away": "Ana Lee is no longer recorded as turned away.",
        "asked": "The request about Ana Lee was withdrawn.",
    }
