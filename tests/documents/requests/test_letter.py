"""The letter about a decision, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cpdesk.documents.layout.page import Paper
from cpdesk.documents.requests.letter import letter
from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.letters import DecisionLetter
from cpdesk.records.requests import Window
from cpdesk.words import Words
from tests.conftest import CHICAGO
from tests.documents.paper_reading import MM, fonts_of, ink, page_texts, pictures, place_of, text_of
from tests.documents.paper_samples import (
    APPROVED,
    DECLINED,
    LONG,
    LONG_PARTNER,
    OBSERVATION,
    OFFERED,
    at,
    finding,
)

GOLDEN = """
Decision about your request Cedar Lake School Tuesday, November 24, 2026
Bright Futures Mentoring · Meet a student Approved
When Tuesday, November 24, 2026, 11:35 am–12:05 pm Where Office B Who Rosa Ochoa
Rules for your visit Come to the office first and bring a photo ID.
The office has this approval on file.
This approval is only for this time and place, and for the people named here.
The school sets up the meeting.
This letter doesn’t name the student, but the office knows who it is.
Questions Cedar Lake School · 612-555-0114 · 1200 Cedar Lake Road
Community Partnerships office · 612-555-0100 · partners@district.example
Dana Whitfield Principal Request K7Q2 No student data on this page Page 1 of 1
"""
GREEN, AMBER, RED = (0x17, 0x69, 0x3F), (0x8A, 0x4B, 0x00), (0xA3, 0x1D, 0x18)


def test_golden(words: Words) -> None:
    assert text_of(letter(APPROVED, words)) == " ".join(GOLDEN.split())


def test_the_same_letter_is_the_same_file(words: Words) -> None:
    assert letter(OFFERED, words) == letter(OFFERED, words)
    assert all(fonts_of(letter(OFFERED, words)).values())


@pytest.mark.parametrize(
    ("one", "heading", "color"),
    [
        (APPROVED, "Approved", GREEN),
        (replace(APPROVED, verdict=Verdict.CONFIRM), "Approved", GREEN),
        (DECLINED, "Declined", RED),
        (replace(DECLINED, verdict=Verdict.DISOWN), "Not approved", RED),
        (OFFERED, "The school offers another time", AMBER),
    ],
)
def test_the_bar_tells_what_was_decided(
    one: DecisionLetter, heading: str, color: tuple[int, int, int], words: Words
) -> None:
    pdf = letter(one, words)
    image = pictures(pdf, 2)[0]
    place = place_of(pdf, heading)
    spot = (round((place[0] - 12.5) * 2), round(image.height - (place[1] + place[3])))
    assert image.getpixel(spot) == color


def test_declined_with_reasons(words: Words) -> None:
    said = text_of(letter(replace(DECLINED, kind=Kind.PRESENTATION), words))
    assert "It would take up class time. Lunch is a better time; please ask for it." in said
    assert "Students are in class at this time." in said
    assert "The office has a form for this." in said
    assert "School leaders approve" not in said  # the letter says what they decided
    assert "Rules meeting.instructional-time" in said
    assert "Rules for your visit" not in said


def test_nothing_of_one_students_day_is_told(words: Words) -> None:
    """Not even where whoever made the record left it in."""
    load = finding("meeting.interference", Outcome.ASK_LEADER, "Has 2 meetings this week.")
    notice = finding("visitor.notice", Outcome.ASK_LEADER, "Resembles a notice.", "Compare.")
    one = replace(DECLINED, findings=(*DECLINED.findings, load, notice), reason_code="too-often")
    said = text_of(letter(one, words))
    for told in (
        "Grade",
        "grade",
        "until 11:35",
        "instructional",
        "2 meetings",
        "notice",
        "enough",
    ):
        assert told not in said
    assert "The school limits these meetings so that learning comes first." in said


@pytest.mark.parametrize("code", DECLINE_REASONS)
def test_every_reason_of_the_list_is_said(code: str, words: Words) -> None:
    said = text_of(letter(replace(DECLINED, reason_code=code, reason="", findings=()), words))
    before, _, _ = said.partition("Requested")
    assert before.endswith("Declined ") == (code == "other")


def test_another_time(words: Words) -> None:
    said = text_of(letter(OFFERED, words))
    assert "No room or staff member is free then." in said
    offered = (
        "Times the school can offer Wednesday, November 25, 2026, 12:05–12:30 pm "
        "Thursday, November 26, 2026, 3:10–3:40 pm None of these times Tell the office"
    )
    assert offered in said
    assert "You’re welcome to ask again" not in said


def test_declined_by_the_rules_themselves(words: Words) -> None:
    said = text_of(letter(OBSERVATION, words))
    assert "Observe a class Declined The district’s rules don’t allow it." in said
    assert "Visitors don’t sit in on classes." in said
    assert "The teacher can talk with you outside class" in said
    assert "welcome to ask again" not in said  # for that the answer stays the same
    assert "Decided under the district’s rules For the school office" in said
    assert "Rules observation.not-allowed" in said


def test_conditions_and_nobody_named(words: Words) -> None:
    one = replace(
        APPROVED,
        kind=Kind.PRESENTATION,
        teacher="Ms. Lindqvist",
        people=(),
        conditions=("no-photos", "no-registration-forms"),
    )
    said = text_of(letter(one, words))
    assert "for anyone on your organization’s list. No photos or video No registration" in said
    assert "Teacher Ms. Lindqvist" in said
    assert "Who " not in said
    assert "names no student" not in said


def test_all_dates_of_a_weekly_one(words: Words) -> None:
    """The clocks go back between the first and the second; the time on the wall stays."""
    first = date(2026, 10, 27)
    days = [first + timedelta(weeks=n) for n in (0, 1, 3)]  # not in the week of a holiday
    shift = [(day - date(2026, 11, 24)).days for day in days]
    windows = tuple(
        Window(at(11, 35) + timedelta(days=n), at(12, 5) + timedelta(days=n)) for n in shift
    )
    one = replace(APPROVED, windows=windows, weekly_until=date(2026, 11, 20))
    said = text_of(letter(one, words))
    assert "11:35 am–12:05 pm, weekly through Nov 20, 2026, on 3 days:" in said
    assert "Tue, Oct 27 · Tue, Nov 3 · Tue, Nov 17" in said


@pytest.mark.parametrize("paper", list(Paper))
def test_more_than_a_page(paper: Paper, words: Words) -> None:
    windows = tuple(
        Window(at(11, n % 60) + timedelta(days=n), at(12, 5) + timedelta(days=n)) for n in range(50)
    )
    findings = tuple(
        finding(f"a.rule-{n}", Outcome.REFUSE, f"Sentence {n}. " * 8, f"Offer {n}. " * 8)
        for n in range(20)
    )
    one = replace(
        DECLINED,
        kind=Kind.TABLING,
        school_name=LONG,
        partner_name=LONG_PARTNER,
        people=(LONG,) * 14,
        place=LONG,
        event=LONG,
        reason="Because of <b>this</b> & that. " * 150,
        decided_by_name=LONG,
        decided_by_title=LONG,
        windows=windows,
        findings=findings,
    )
    pdf = letter(one, words, paper)
    pages = page_texts(pdf)
    whole = " ".join(pages)
    assert len(pages) > 2
    assert whole.count("<b>this</b>") == 150
    assert "and 2 more" in whole
    assert all(f"Offer {n}." in whole for n in range(20))
    for text, image in zip(pages, pictures(pdf, 1), strict=True):
        assert "No student data on this page" in text
        left, top, right, bottom = ink(image)
        assert min(left, top, image.width - right, image.height - bottom) >= 3 * MM


def test_a_guest_has_no_partner_and_a_lift_none_either(words: Words) -> None:
    one = replace(APPROVED, partner_name="", kind=Kind.THIS_VISIT, windows=(), contact=None)
    said = text_of(letter(one, words))
    assert "This visit Approved Where Office B" in said


def test_a_whole_day_stands_in_a_letter_without_a_time(words: Words) -> None:
    midnight = datetime(2026, 11, 24, tzinfo=CHICAGO)
    for days, said in (
        (1, "When Tuesday, November 24, 2026 Where"),
        (2, "When Tuesday, November 24, 2026 to Wednesday, November 25, 2026 Where"),
    ):
        window = Window(midnight, midnight + timedelta(days=days))
        one = replace(APPROVED, kind=Kind.THIS_VISIT, windows=(window,), weekly_until=None)
        told = text_of(letter(one, words))
        assert said in told
        assert "12:00" not in told
    assert Lift.LEADER.value not in said.casefold().split()
