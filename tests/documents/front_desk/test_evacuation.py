"""Who is in the building, read back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from cpdesk.documents.front_desk.evacuation import evacuation
from cpdesk.documents.layout.page import Paper
from cpdesk.words import Words
from tests.documents.paper_reading import MM, ink, page_texts, pictures, place_of, sizes, text_of
from tests.documents.paper_samples import EVACUATION, LONG, LONG_PARTNER, inside

GOLDEN = """
Who is in the building Cedar Lake School Tuesday, November 24, 2026, 10:42 am
4 visitors Check off each person you see. Tell the person in charge who is missing.
Office B 1
Maximilian Oluwaseun Featherstonehaugh-Nguyen ESCORT Lake Street Literacy In 10:41 am Until 11:30 am
Room 114 2
Adaeze Okafor Lake Street Literacy In 10:41 am Until 11:30 am
Diego Muñoz Lake Street Literacy In 10:41 am Until 11:30 am
Place not recorded 1
Rosa Ochoa In Mon, Nov 23, 3:10 pm
Checked by Time
Only visitors checked in at the front desk, as of 10:42 am No student data on this page Page 1 of 1
"""


def test_golden(words: Words) -> None:
    assert text_of(evacuation(EVACUATION, words)) == " ".join(GOLDEN.split())


def test_nobody_inside(words: Words) -> None:
    said = text_of(evacuation(replace(EVACUATION, lines=()), words))
    assert "No visitors are in the building." in said
    assert "Check off" not in said
    assert "Checked by" not in said


@pytest.mark.parametrize("count", [1, 25, 200])
@pytest.mark.parametrize("paper", list(Paper))
def test_any_number(count: int, paper: Paper, words: Words) -> None:
    lines = tuple(inside(f"Person N{n}.", f"Room {n // 30}") for n in range(count))
    pdf = evacuation(replace(EVACUATION, lines=lines), words, paper)
    pages = page_texts(pdf)
    whole = " ".join(pages)
    assert all(whole.count(f"Person N{n}. ") == 1 for n in range(count))
    assert ("1 visitor " if count == 1 else f"{count} visitors ") in pages[0]
    assert "Checked by" in pages[-1]
    assert all(size == pytest.approx(paper.size, abs=0.5) for size in sizes(pdf))
    for number, (text, image) in enumerate(zip(pages, pictures(pdf, 1), strict=True), 1):
        assert f"Page {number} of {len(pages)}" in text
        left, top, right, bottom = ink(image)
        assert min(left, top, image.width - right, image.height - bottom) >= 3 * MM
    if count == 200:
        assert "Room 0, continued 30" in whole


def test_boxes_and_names_are_large(words: Words) -> None:
    pdf = evacuation(EVACUATION, words)
    name = place_of(pdf, "Adaeze Okafor")
    assert name[3] - name[1] >= 15
    (image,) = pictures(pdf, 2)
    middle = round(image.height - (name[1] + name[3]))
    row = image.crop((0, middle, round(name[0] * 2), middle + 1)).convert("L")
    dark = [x / 2 for x in range(row.width) if row.getpixel((x, 0)) == 0]
    assert dark[-1] - dark[0] >= 20, "the box to check is at least 20 points wide"


def test_long_names_stay_beside_the_times(words: Words) -> None:
    line = replace(inside(LONG, LONG_PARTNER, escort=True), partner_name=LONG_PARTNER)
    pdf = evacuation(replace(EVACUATION, lines=(line,)), words)
    said = text_of(pdf).replace(" ", "")
    for part in (LONG, LONG_PARTNER, "ESCORT"):
        assert part.replace(" ", "") in said
    assert place_of(pdf, "ESCORT")[2] < place_of(pdf, "Until")[0]


def test_document(words: Words) -> None:
    pdf = evacuation(EVACUATION, words)
    assert pdf == evacuation(EVACUATION, words)
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata
    assert reader.metadata.title == "Who is in the building, Tuesday, November 24, 2026, 10:42 am"
    assert "Okafor" not in str(reader.metadata)
