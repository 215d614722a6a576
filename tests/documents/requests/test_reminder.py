"""The reminder before a table or presentation, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cpdesk.documents.layout.page import Paper
from cpdesk.documents.requests.reminder import reminder
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outreach import CONDITIONS, reminders
from cpdesk.policy.releases import Photos
from cpdesk.records.outreach import ReminderSheet
from cpdesk.records.requests import Window
from cpdesk.words import Words
from tests.documents.golden_paper import assert_golden, assert_on_the_page
from tests.documents.paper_reading import fonts_of, ink, page_texts, pictures, text_of
from tests.documents.paper_samples import APPROVED, LONG, LONG_PARTNER, at

SAMPLE = ReminderSheet(
    school_name=APPROVED.school_name,
    school_address=APPROVED.school_address,
    school_phone=APPROVED.school_phone,
    printed_at=APPROVED.written_at,
    number="K7Q2-04VD",
    kind=Kind.TABLING,
    partner_name="Lake Street Literacy",
    people=("Adaeze Okafor", "Tomas Bly"),
    event="Family literacy fair",
    place="Front hall",
    teacher="",
    windows=(Window(at(17, 0), at(19, 0)),),
    conditions=reminders(Kind.TABLING, Photos.SOME, roster_says=False),
    used=1,
    allotted=4,
    contact=APPROVED.contact,
)


@pytest.mark.parametrize("kind", [Kind.TABLING, Kind.PRESENTATION])
def test_the_sheet_is_as_it_was(kind: Kind, words: Words) -> None:
    teacher = "Ms. Vang" if kind is Kind.PRESENTATION else ""
    said = reminders(kind, Photos.SOME, roster_says=False)
    sheet = replace(SAMPLE, kind=kind, conditions=said, teacher=teacher)
    assert_golden(f"reminder-{kind.value.replace('_', '-')}", reminder(sheet, words))


def test_the_same_sheet_is_the_same_file(words: Words) -> None:
    assert reminder(SAMPLE, words) == reminder(SAMPLE, words)
    assert all(fonts_of(reminder(SAMPLE, words)).values())


@pytest.mark.parametrize("kind", list(CONDITIONS))
@pytest.mark.parametrize("paper", list(Paper))
def test_everything_to_keep_to_stands_on_one_page(kind: Kind, paper: Paper, words: Words) -> None:
    sheet = replace(SAMPLE, kind=kind, conditions=reminders(kind, Photos.NONE, roster_says=False))
    pages = page_texts(reminder(sheet, words, paper))
    assert len(pages) == 1
    for said in sheet.conditions:
        assert said in pages[0]


def test_a_presentation_names_its_teacher(words: Words) -> None:
    sheet = replace(SAMPLE, kind=Kind.PRESENTATION, teacher="Ms. Vang", event="", people=())
    said = text_of(reminder(sheet, words))
    assert said.startswith("Reminder: your presentation")
    assert "Teacher Ms. Vang" in said
    assert "Who Anyone on your organization’s list" in said
    assert " Event " not in said


@pytest.mark.parametrize(
    ("photos", "roster", "says"),
    [
        (Photos.UNKNOWN, False, "Do not take photos or video"),
        (Photos.UNKNOWN, True, "are allowed"),
        (Photos.NONE, True, "Do not take photos or video"),
        (Photos.LAPSED, True, "Do not take photos or video"),
        (Photos.SOME, True, "only of students with a sticker"),
        (Photos.ALL, False, "are allowed"),
    ],
)
def test_photos_as_the_releases_allow(
    photos: Photos, roster: bool, says: str, words: Words
) -> None:
    sheet = replace(SAMPLE, conditions=reminders(Kind.TABLING, photos, roster_says=roster))
    assert says in text_of(reminder(sheet, words))


def test_a_weekly_one_lists_its_days(words: Words) -> None:
    weeks = tuple(
        Window(w.starts_at + timedelta(days=7 * n), w.ends_at + timedelta(days=7 * n))
        for w in SAMPLE.windows
        for n in range(30)
    )
    said = text_of(reminder(replace(SAMPLE, windows=weeks), words))
    assert "5:00–7:00 pm, on 30 days:" in said
    assert words.short_day(date(2026, 12, 1)).split(", ")[1] in said


def test_long_words_stay_on_the_paper(words: Words) -> None:
    sheet = replace(
        SAMPLE,
        partner_name=LONG_PARTNER,
        people=(LONG,) * 20,
        place=LONG,
        event=LONG * 3,
        school_name=LONG_PARTNER,
    )
    pdf = reminder(sheet, words)
    assert "and 8 more" in text_of(pdf)
    assert_on_the_page(pdf)
    for image in pictures(pdf, 1):
        left, _, right, _ = ink(image)
        assert left > 20
        assert right < image.width - 20


def test_markup_in_a_name_is_only_a_name(words: Words) -> None:
    sheet = replace(SAMPLE, partner_name="A & B <Ltd>", event="<b>Fair</b>")
    said = text_of(reminder(sheet, words))
    assert "A & B <Ltd>" in said
    assert "<b>Fair</b>" in said
