"""The day's schedule, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from cpdesk.documents.front_desk.schedule import schedule
from cpdesk.documents.layout.page import Paper
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import Condition, Outcome
from cpdesk.records.letters import ApprovedLine
from cpdesk.records.office import Contact
from cpdesk.records.requests import Window
from cpdesk.words import Words
from tests.documents.paper_reading import (
    MM,
    fonts_of,
    images_of,
    ink,
    page_texts,
    pictures,
    place_of,
    sizes,
)
from tests.documents.paper_reading import text_of as read
from tests.documents.paper_samples import (
    BREAKFAST,
    GARDEN,
    LONG,
    LONG_PARTNER,
    OFFICE,
    READING,
    ROBOTICS,
    SCHEDULE,
    VIOLIN,
    at,
    busy,
    finding,
)

GOLDEN = """
Partner schedule Cedar Lake School Tuesday, November 24, 2026 · Regular day
Time Activity and partner Where Grades Expected In / out
Before school
7:20 – 7:55 Breakfast readers Lake Street Literacy · contract 26-0418 Library K–2
A. Okafor, P. Nguyen-Smith
School day
10:45 – 11:30 Reading tutors Lake Street Literacy · contract 26-0418 no photos or video Room 114
2–3 A. Okafor, D. Muñoz, S. O’Brien
1:20 – 2:05 Robotics club Northside Makers · no registration forms
not approved yet: ask a school leader Room 114 2–3 K. Adeyemi
After school
3:10 – 4:30 Violin club Northside Strings · contract 26-0377 Music All –
May not run today: Garden science (Garden Lab, 1:20 pm, Room 8):
The contract ended on Nov 20, 2026. If they come, call 612-555-0100 (Community Partnerships office).
Printed 7:05 am from the district roster of Nov 24, 2026, 6:58 am
No student data on this page Page 1 of 1
"""


def test_golden(words: Words) -> None:
    assert read(schedule(SCHEDULE, words)) == " ".join(GOLDEN.split())


@pytest.mark.parametrize(("paper", "wide", "high"), [("letter", 612, 792), ("a4", 595.28, 841.89)])
def test_paper(paper: str, wide: float, high: float, words: Words) -> None:
    for w, h in sizes(schedule(busy(60), words, Paper(paper))):
        assert w == pytest.approx(wide, abs=0.5)
        assert h == pytest.approx(high, abs=0.5)


@pytest.mark.parametrize("rows", [1, 25, 60, 200])
@pytest.mark.parametrize("paper", list(Paper))
def test_any_number_of_rows(rows: int, paper: Paper, words: Words) -> None:
    pages = page_texts(schedule(busy(rows), words, paper))
    for number, text in enumerate(pages, 1):
        assert text.count("Time Activity and partner Where Grades Expected In / out") == 1
        assert f"Page {number} of {len(pages)}" in text
        assert "No student data on this page" in text
        assert "Cedar Lake School" in text
    whole = " ".join(pages) + " "
    for n in range(rows):
        assert whole.count(f"Activity number {n + 1} ") == 1


def test_rows_are_never_split(words: Words) -> None:
    """A row's first and last words stand on one page, above the foot."""
    lines = [
        replace(
            READING, title=f"Opening words {n} end of title {n}.", expected=(LONG, LONG_PARTNER)
        )
        for n in range(40)
    ]
    pdf = schedule(replace(SCHEDULE, lines=tuple(lines)), words)
    for page in page_texts(pdf):
        assert page.count("Opening") == page.count("no photos or video")
        assert page.count("Opening") == page.count("Okonkwo")
    for number in range(len(page_texts(pdf))):
        footer = place_of(pdf, "No student data", number)
        assert footer[3] < 41


def test_bands_go_on_over_pages_and_never_end_one(words: Words) -> None:
    pages = page_texts(schedule(busy(60), words))
    assert "School day, continued" in " ".join(pages)
    for page in pages:
        body = page.rpartition(" Printed")[0]
        assert not body.endswith(("Before school", "School day", "After school", "continued"))


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("rows", [1, 60])
def test_margins_stay_free(paper: Paper, rows: int, words: Words) -> None:
    for image in pictures(schedule(busy(rows), words, paper), 1):
        left, top, right, bottom = ink(image)
        free = 3 * MM
        assert left >= free
        assert top >= free
        assert image.width - right >= free
        assert image.height - bottom >= free


def test_long_words_stay_in_their_columns(words: Words) -> None:
    line = replace(
        READING,
        title="Kindergartenorchesterprobenvorbereitungsstundeundnocheinmalsolangeeswill" * 2,
        partner_name=LONG_PARTNER,
        place="Multipurpose-gymnasium-annex/auditorium",
        expected=(LONG, "Xu " + "Y" * 120),
        conditions=tuple(Condition),
    )
    pdf = schedule(replace(SCHEDULE, lines=(line,)), words)
    columns = [place_of(pdf, name)[0] for name in ("Where", "Grades", "Expected", "In / out")]
    assert columns == sorted(columns)
    (image,) = pictures(pdf, 2)
    row = image.height - place_of(pdf, "School day")[1] * 2
    end = image.height - 60 * 2
    for x in columns[1:]:
        strip = image.crop((round((x - 3.4) * 2), round(row + 14), round((x - 1) * 2), end))
        shades = strip.convert("L").histogram()
        assert not sum(shades[:0xD0]), f"text runs into the column at {x}"
    assert "Hmong Roots & Friends <Ltd>" in read(pdf)


def test_what_may_not_run_is_only_in_the_footnote(words: Words) -> None:
    other = replace(GARDEN, title="Chess", stops=(*GARDEN.stops, *GARDEN.stops))
    pdf = schedule(replace(SCHEDULE, lines=(READING, GARDEN, other)), words)
    table, _, note = read(pdf).partition("May not run today:")
    assert "Garden science" not in table
    assert "Bo Li" not in table + note
    assert "B. Li" not in table
    assert note.startswith(
        " Garden science (Garden Lab, 1:20 pm, Room 8): The contract ended on Nov 20, 2026. "
        "Chess (Garden Lab, 1:20 pm, Room 8): The contract ended on Nov 20, 2026. If they come,"
    )


def test_whatever_a_rule_refuses_is_left_out(words: Words) -> None:
    line = replace(GARDEN, state="here")
    table, _, note = read(schedule(replace(SCHEDULE, lines=(line,)), words)).partition(
        "May not run today:"
    )
    assert "Garden science" not in table
    assert "Garden science" in note


def test_a_long_footnote_goes_on_over_pages(words: Words) -> None:
    lines = tuple(replace(GARDEN, title=f"Stopped {n}.") for n in range(150))
    pdf = schedule(replace(SCHEDULE, lines=lines), words)
    pages = page_texts(pdf)
    assert len(pages) > 1
    whole = " ".join(pages)
    assert all(whole.count(f"Stopped {n}. (") == 1 for n in range(150))
    assert "No partner activities may run on this day." in pages[0]
    for image in pictures(pdf, 1):
        assert ink(image)[3] <= image.height - 3 * MM


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (OFFICE, "If they come, call 612-555-0100 (Community Partnerships office)."),
        (replace(OFFICE, office=""), "If they come, call 612-555-0100 (the district)."),
        (None, "If they come, ask a school leader."),
    ],
)
def test_whom_to_call(contact: Contact | None, said: str, words: Words) -> None:
    day = replace(SCHEDULE, lines=(GARDEN,), contact=contact)
    assert said in read(schedule(day, words))


def test_waiting_for_another_reason(words: Words) -> None:
    stop = finding("contract.insurance", Outcome.ASK_LEADER, "Lapsed.")
    said = read(schedule(replace(SCHEDULE, lines=(replace(ROBOTICS, stops=(stop,)),)), words))
    assert "ask a school leader" in said
    assert "not approved" not in said


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        (True, "No partner activities are planned for this day."),
        (False, "No school on this day. No partners are expected."),
    ],
)
def test_an_empty_day_says_so(opened: bool, said: str, words: Words) -> None:
    text = read(schedule(replace(SCHEDULE, lines=(), open=opened), words))
    assert said in text
    assert ("no school" in text.partition(said)[0]) == (not opened)
    assert "Time Activity" not in text
    assert "Page 1 of 1" in text


def test_printed_on_another_day_without_a_roster(words: Words) -> None:
    day = replace(SCHEDULE, printed_at=at(16, 2, day=23), roster_taken_in_at=None)
    said = read(schedule(day, words))
    assert "Printed Nov 23, 2026, 4:02 pm No student" in said


def test_a_shouted_bell_schedule_is_said_quietly(words: Words) -> None:
    for name, said in (("REGULAR", "· Regular Time"), ("A/B", "· A/B Time"), ("Late", "· Late")):
        assert said in read(schedule(replace(SCHEDULE, schedule=name), words))


def test_namesakes_and_crowds(words: Words) -> None:
    namesakes = ("Adaeze Okafor", "Amara Okafor", "Bo")
    crowd = tuple(f"Nia{n} Family{n}" for n in range(30))
    lines = (replace(BREAKFAST, expected=namesakes), replace(READING, expected=crowd))
    said = read(schedule(replace(SCHEDULE, lines=lines), words))
    assert "Adaeze Okafor, Amara Okafor, Bo" in said
    assert "N. Family10, and 19 more" in said


def test_other_scripts_and_signs(words: Words) -> None:
    line = replace(VIOLIN, title="Art & <Craft>", expected=("สมชาย ใจดี", "D’Arcy O'Neil"))
    said = read(schedule(replace(SCHEDULE, lines=(line,)), words))
    assert "Art & <Craft>" in said
    assert "S. Aichdi, D. O'Neil" in said


def test_document(words: Words) -> None:
    pdf = schedule(SCHEDULE, words)
    assert pdf == schedule(SCHEDULE, words)
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata
    assert reader.metadata.title == "Partner schedule, Tuesday, November 24, 2026"
    assert reader.metadata.author == "Cedar Lake School"
    assert str(reader.root_object["/Lang"]) == "en-US"
    assert all("Inter" in name and embedded for name, embedded in fonts_of(pdf).items())
    assert images_of(pdf) == 0


def test_another_day_is_another_title(words: Words) -> None:
    reader = PdfReader(BytesIO(schedule(replace(SCHEDULE, day=date(2026, 12, 1)), words)))
    assert reader.metadata
    assert "December 1" in str(reader.metadata.title)


def approved(kind: Kind, hour: int, minute: int, **more: Any) -> ApprovedLine:
    line = ApprovedLine(
        kind=kind,
        partner_name="Bright Futures Mentoring",
        people=("Rosa Ochoa",),
        window=Window(at(hour, minute), at(hour, minute) + timedelta(minutes=30)),
        place="Office B",
        event="",
        teacher="",
        state="due",
        request_id="r",
    )
    return replace(line, **more)


def test_what_leaders_approved_stands_at_its_time(words: Words) -> None:
    day = replace(
        SCHEDULE,
        approved=(
            approved(Kind.TABLING, 15, 30, event="Family night", people=(), part="after"),
            approved(Kind.MEET_STUDENT, 11, 35),
            approved(Kind.PRESENTATION, 9, 0, teacher="Ms. Lindqvist", place=""),
        ),
    )
    said = read(schedule(day, words))
    meeting = "11:35 – 12:05 Meet a student Bright Futures Mentoring · approved Office B – R. Ochoa"
    assert meeting in said
    assert "9:00 – 9:30 Classroom presentation: Ms. Lindqvist Bright Futures Mentoring" in said
    places = [
        said.index(text)
        for text in (
            "School day",
            "Classroom presentation",
            "Reading tutors",
            "Meet a student",
            "Robotics club",
            "After school",
            "Violin club",
            "Table at an event: Family night",
            "May not run today",
        )
    ]
    assert places == sorted(places)


def test_a_day_with_nothing_but_an_approval(words: Words) -> None:
    said = read(
        schedule(replace(SCHEDULE, lines=(), approved=(approved(Kind.PHOTOS, 10, 0),)), words)
    )
    assert "Photos or video" in said
    assert "No partner activity" not in said
