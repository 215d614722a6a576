"""A partner's facts in words."""

from __future__ import annotations

from datetime import date, time

import pytest

from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.partners import (
    ActivityLine,
    ContractLine,
    PartnerRecord,
    PartnerRow,
    PersonLine,
)
from cpdesk.ui.partners import texts
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.lists.cell_parts import CellParts as Cell
from cpdesk.words import Words

TODAY = date(2026, 11, 24)


def partner(outcome: Outcome, *findings: Finding) -> PartnerRecord:
    decision = Decision(outcome, findings, ())
    return PartnerRecord("P", "Garden Lab", "authorized", "", "", "", "", decision, (), (), ())


def finding(code: str, outcome: Outcome = Outcome.ADMIT) -> Finding:
    lift = None if outcome is Outcome.ADMIT else Lift.DISTRICT
    return Finding(code, outcome, lift, f"About {code}.")


@pytest.mark.parametrize(
    ("status", "outcome", "here", "expected"),
    [
        ("authorized", Outcome.ADMIT, True, texts.Standing("OK today", Tone.OK)),
        ("authorized", Outcome.ASK_DESK, True, texts.Standing("You decide", Tone.ASK)),
        ("authorized", Outcome.ASK_LEADER, True, texts.Standing("Needs leader", Tone.ASK)),
        ("authorized", Outcome.ASK_LEADER, False, texts.Standing("Needs leader", Tone.ASK)),
        ("authorized", Outcome.REFUSE, True, texts.Standing("Not today", Tone.NO)),
        ("authorized", Outcome.REFUSE, False, texts.Standing("Not here", Tone.PLAIN)),
        ("prospective", Outcome.REFUSE, False, texts.Standing("Not authorized", Tone.NO)),
        ("suspended", Outcome.REFUSE, True, texts.Standing("Suspended", Tone.NO)),
        ("ended", Outcome.REFUSE, False, texts.Standing("Ended", Tone.NO)),
    ],
)
def test_standing(
    status: str, outcome: Outcome, here: bool, expected: texts.Standing, words: Words
) -> None:
    assert texts.status_text(status, outcome, words, here=here) == expected


def test_the_small_line_counts_programs(words: Words) -> None:
    row = PartnerRow("P", "Garden Lab", "authorized", Outcome.ADMIT, True, 1)
    assert texts.row_line(row, words) == "1 program · here"
    other = PartnerRow("P", "Garden Lab", "authorized", Outcome.ADMIT, False, 3)
    assert texts.row_line(other, words) == "3 programs · not here"


def test_a_good_answer_speaks_of_the_school_first(words: Words) -> None:
    found = partner(Outcome.ADMIT, finding("partner.contract"), finding("contract.school"))
    assert texts.verdict(found, words) == (
        Tone.OK,
        "OK to work here today",
        "About contract.school.",
    )
    assert texts.verdict(partner(Outcome.ADMIT), words)[2] == ""


@pytest.mark.parametrize(
    ("outcome", "tone", "headline"),
    [
        (Outcome.REFUSE, Tone.NO, "Can’t work here today"),
        (Outcome.ASK_LEADER, Tone.ASK, "Needs a school leader today"),
        (Outcome.ASK_DESK, Tone.ASK, "You decide today"),
    ],
)
def test_any_other_answer_gives_the_worst_reason(
    outcome: Outcome, tone: Tone, headline: str, words: Words
) -> None:
    found = partner(outcome, finding("roster.fresh", outcome), finding("contract.school"))
    assert texts.verdict(found, words) == (tone, headline, "About roster.fresh.")


def contract(**changed: object) -> ContractLine:
    facts: dict[str, object] = {
        "contract_id": "26-0418",
        "status": "signed",
        "state": "in_force",
        "paid": False,
        "signed_on": date(2026, 8, 12),
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2027, 6, 30),
        "insurance_ends_on": None,
        "programs": ("Reading tutors", "Breakfast readers"),
        "every_school": False,
        "schools": ("Cedar Lake School",),
    }
    return ContractLine(**{**facts, **changed})  # type: ignore[arg-type]


def plain(cells: tuple[Cell, ...]) -> list[tuple[str, str]]:
    return [(c.text.replace("\xa0", " "), c.small.replace("\xa0", " ")) for c in cells]


def test_a_contract(words: Words) -> None:
    assert plain(texts.contract_cells(contract(), words)) == [
        ("26-0418", "signed Aug 12, 2026, free work"),
        ("In effect", ""),
        ("Sep 1, 2026 – Jun 30, 2027", "no insurance on file"),
        ("Reading tutors, Breakfast readers", "Cedar Lake School"),
    ]


def test_a_contract_with_little_in_it(words: Words) -> None:
    bare = contract(signed_on=None, paid=True, programs=(), schools=(), state="not_signed")
    cells = plain(texts.contract_cells(bare, words))
    assert cells[0] == ("26-0418", "not signed yet, paid work")
    assert cells[1] == ("Not signed", "")
    assert cells[3] == ("–", "no school listed")


def test_many_schools_are_counted(words: Words) -> None:
    many = contract(schools=("A", "B", "C", "D", "E"))
    assert plain(texts.contract_cells(many, words))[3][1] == "A, B, C, and 2 more schools"
    every = contract(every_school=True, insurance_ends_on=date(2027, 8, 31))
    cells = plain(texts.contract_cells(every, words))
    assert cells[3][1] == "every school"
    assert cells[2][1] == "insured through Aug 31, 2027"


def test_an_activity(words: Words) -> None:
    line = ActivityLine(
        "A", "Worm count", "Garden science", (1, 3), time(14, 5), time(14, 50), "", False
    )
    cells = texts.activity_cells(line, words)
    assert plain(cells) == [
        ("Worm count", "Garden science"),
        ("Not approved", ""),
        ("Tue, Thu", "2:05–2:50 pm"),
        ("–", ""),
    ]
    assert cells[1].tone is Tone.ASK


@pytest.mark.parametrize(
    ("clearance", "ends", "text", "tone"),
    [
        ("cleared", date(2027, 6, 30), "Cleared", Tone.OK),
        ("cleared", TODAY, "Cleared", Tone.OK),
        ("cleared", date(2026, 11, 23), "Expired", Tone.ASK),
        ("cleared", None, "Cleared", Tone.OK),
        ("pending", None, "Pending", Tone.ASK),
        ("not_cleared", None, "Not cleared", Tone.NO),
        ("unknown", None, "Not on file", Tone.ASK),
        ("something new", None, "Not on file", Tone.ASK),
    ],
)
def test_a_person(clearance: str, ends: date | None, text: str, tone: Tone, words: Words) -> None:
    person = PersonLine("X", "Winona Brightwater", clearance, ends, False)
    cells = texts.person_cells(person, TODAY, words)
    assert (cells[1].text, cells[1].tone) == (text, tone)
    assert cells[2].text == (f"to {words.day(ends)}" if ends else "–")
