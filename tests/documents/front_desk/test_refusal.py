"""The sheet for a refused visitor, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from cpdesk.documents.front_desk.refusal import refusal
from cpdesk.documents.layout.page import Paper
from cpdesk.documents.reasons import TOLD
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.words import Words
from tests.documents.paper_reading import MM, ink, page_texts, pictures, place_of, text_of
from tests.documents.paper_samples import LONG_PARTNER, OFFICE, REFUSAL, finding

GOLDEN = """
Why you couldn’t come in today Cedar Lake School Tuesday, November 24, 2026, 10:42 am
Visitor from Bright Futures Mentoring · Reason for visit: Meet a student
Students are in class at this time. Partners don’t meet with students during class, except in an
emergency or when the law requires it.
Meetings need a school leader’s approval.
A school leader has to approve any meeting with a student ahead of time.
What is possible The office can help you find a time outside class or pass on a message.
The office can send your request to a school leader and call you with the answer.
Questions about the rule Community Partnerships office · 612-555-0100 · partners@district.example
Rules meeting.approval, meeting.instructional-time No student data on this page Page 1 of 1
"""
NOTICE = Finding(
    "visitor.notice",
    Outcome.ASK_LEADER,
    Lift.LEADER,
    "The name resembles a no-entry notice.",
    "Compare it quietly.",
)


def test_golden(words: Words) -> None:
    assert text_of(refusal(REFUSAL, words)) == " ".join(GOLDEN.split())


def test_a_notice_is_never_told(words: Words) -> None:
    with_notice = replace(REFUSAL, findings=(NOTICE, *REFUSAL.findings))
    assert refusal(with_notice, words) == refusal(REFUSAL, words)


def test_nothing_but_a_notice(words: Words) -> None:
    said = text_of(refusal(replace(REFUSAL, findings=(NOTICE,)), words))
    assert "School leaders decide about visits. Please ask the office for another time." in said
    assert "Ask the office what’s possible and when." in said
    assert "notice" not in said.casefold()
    assert "Rules" not in said


def test_what_held_is_not_told(words: Words) -> None:
    held = Finding("contract.term", Outcome.ADMIT, None, "The contract runs to June.")
    assert refusal(replace(REFUSAL, findings=(*REFUSAL.findings, held)), words) == refusal(
        REFUSAL, words
    )


def test_bars_tell_refused_from_asked(words: Words) -> None:
    pdf = refusal(REFUSAL, words)
    (image,) = pictures(pdf, 2)
    for text, color in (
        ("Students are in class at this time.", (0xA3, 0x1D, 0x18)),
        ("Meetings need a school leader’s approval.", (0x8A, 0x4B, 0x00)),
    ):
        place = place_of(pdf, text)
        spot = (round((place[0] - 12.5) * 2), round(image.height - (place[1] + place[3])))
        assert image.getpixel(spot) == color


def test_a_guest_and_no_contact(words: Words) -> None:
    said = text_of(refusal(replace(REFUSAL, partner_name="", contact=None), words))
    assert "Visitor · Reason for visit: Meet a student" in said
    assert "Ask the school office." in said


def test_how_to_become_a_partner(words: Words) -> None:
    unknown = finding("partner.standing", Outcome.REFUSE, "Not authorized.")
    said = text_of(refusal(replace(REFUSAL, findings=(unknown,)), words))
    assert "How to become a partner: https://district.example/partners" in said
    assert "How to become" not in text_of(refusal(REFUSAL, words))


@pytest.mark.parametrize("paper", list(Paper))
def test_every_rule_at_once(paper: Paper, words: Words) -> None:
    findings = tuple(
        finding(code, Outcome.REFUSE, f"Sentence about {code}. " * 4, f"Offer for {code}. " * 3)
        for code in TOLD
    )
    sheet = replace(REFUSAL, findings=findings, partner_name=LONG_PARTNER, contact=OFFICE)
    pdf = refusal(sheet, words, paper)
    pages = page_texts(pdf)
    whole = " ".join(pages)
    assert len(pages) > 1
    for code, told in TOLD.items():
        assert told.heading in whole
        assert (told.offer or f"Offer for {code}.") in whole
    assert whole.count("Rules partner.contract") == 1
    assert LONG_PARTNER in whole
    for text, image in zip(pages, pictures(pdf, 1), strict=True):
        assert "No student data on this page" in text
        left, top, right, bottom = ink(image)
        assert min(left, top, image.width - right, image.height - bottom) >= 3 * MM


def test_no_time_of_a_students_day_is_told(words: Words) -> None:
    """Not even where whoever made the record left it in."""
    told = Finding(
        "meeting.instructional-time",
        Outcome.REFUSE,
        Lift.LEADER,
        "Grade {grade} has class until {until}.",
        "Grade {grade} is free at {until}.",
        (("grade", "6"), ("until", time(11, 35))),
    )
    said = text_of(refusal(replace(REFUSAL, findings=(told,)), words))
    assert "11:35" not in said
    assert "rade" not in said


def test_an_offer_stands_once(words: Words) -> None:
    twice = tuple(
        finding(code, Outcome.REFUSE, f"{code}.", "Ask the district.") for code in ("a.a", "b.b")
    )
    said = text_of(refusal(replace(REFUSAL, findings=twice), words))
    assert said.count("Ask the district.") == 1


def test_an_unknown_rule_has_only_its_sentence(words: Words) -> None:
    other = finding("new.rule", Outcome.REFUSE, "A & B <say> no.")
    said = text_of(refusal(replace(REFUSAL, findings=(other, other)), words))
    assert said.count("A & B <say> no.") == 1
    assert "Rules new.rule No student" in said


def test_document(words: Words) -> None:
    pdf = refusal(REFUSAL, words)
    assert pdf == refusal(REFUSAL, words)
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata
    assert reader.metadata.title == "Why you couldn’t come in today"
