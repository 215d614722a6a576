"""The sheet with the recovery key, read back."""

from __future__ import annotations

import pytest

from cpdesk.documents.layout.page import Paper
from cpdesk.documents.recovery import recovery
from cpdesk.models import recovery as codes
from cpdesk.records.office import RecoveryPaper
from cpdesk.words import Words
from tests.documents.paper_reading import (
    MM,
    fonts_of,
    images_of,
    ink,
    page_texts,
    pictures,
    text_of,
)
from tests.documents.paper_samples import EVACUATION, LONG

KEY = bytes(range(32))
SHEET = RecoveryPaper("Cedar Lake School", EVACUATION.at, tuple(codes.code(KEY).split()))


def test_what_is_read_off_the_sheet_is_the_key(words: Words) -> None:
    said = text_of(recovery(SHEET, words))
    table = said.partition("user account. ")[2].partition("When you need it")[0]
    halves = [word for word in table.split() if len(word) == 4]  # not the numbers of the groups
    assert codes.key(" ".join(halves)) == KEY


@pytest.mark.parametrize("paper", list(Paper))
def test_one_page_that_says_what_it_is_for_and_names_nobody(paper: Paper, words: Words) -> None:
    pdf = recovery(SHEET, words, paper)
    (said,) = page_texts(pdf)
    assert said.startswith("Recovery key Cedar Lake School Tuesday, November 24, 2026, 10:42 am")
    assert "Keep this sheet locked up" in said
    assert all(fonts_of(pdf).values())
    assert images_of(pdf) == 0
    (image,) = pictures(pdf, 1)
    left, top, right, bottom = ink(image)
    assert min(left, top, image.width - right, image.height - bottom) >= 3 * MM


def test_a_long_name_of_a_school_and_none(words: Words) -> None:
    for name in (LONG, ""):
        sheet = RecoveryPaper(name, SHEET.at, SHEET.groups)
        assert len(page_texts(recovery(sheet, words))) == 1


def test_the_same_sheet_is_the_same_file(words: Words) -> None:
    assert recovery(SHEET, words) == recovery(SHEET, words)
