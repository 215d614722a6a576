"""The papers of flyers, read back: text and place of everything, page after page."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import raw

from cpdesk.documents.flyers.board_register import board_register
from cpdesk.documents.flyers.bundle_labels import bundle_labels
from cpdesk.documents.flyers.count_sheet import count_sheet
from cpdesk.documents.flyers.flyer_log import flyer_log
from cpdesk.documents.flyers.return_slip import return_slip
from cpdesk.documents.layout.page import FOOT_LINE, Paper
from cpdesk.policy.flyers import Channel
from cpdesk.records.flyers import BundleLabels
from cpdesk.words import Words
from tests.documents.flyers.flyer_samples import (
    LONG,
    SLIP,
    class_line,
    labels,
    line,
    log_class,
    log_of,
    post,
    register_of,
    returned,
    sheet_of,
)
from tests.documents.golden_paper import assert_golden, assert_on_the_page, rects
from tests.documents.paper_reading import fonts_of, images_of, page_texts, place_of, sizes, text_of
from tests.examples import examples

LOG = log_of(
    line(classes=3),
    line("Teen coding night", Channel.BOARD),
    returned(),
    replace(line(LONG), over=-12, surplus=None),
)


# -- golden ---------------------------------------------------------------------------------------


def test_the_log_is_as_it_was(words: Words) -> None:
    assert_golden("flyer-log", flyer_log(LOG, words))


def test_the_count_sheet_is_as_it_was(words: Words) -> None:
    lines = (class_line(0), class_line(4), class_line(8, refused=True))
    assert_golden("count-sheet", count_sheet(sheet_of(*lines), words))


def test_the_labels_are_as_they_were(words: Words) -> None:
    assert_golden("bundle-labels", bundle_labels(labels(5), words))


def test_the_register_is_as_it_was(words: Words) -> None:
    posts = (post(1, "Gym board"), post(2, "Lobby board", due=True), post(3, ""))
    assert_golden("board-register", board_register(register_of(*posts), words))


def test_the_slip_is_as_it_was(words: Words) -> None:
    assert_golden("return-slip", return_slip(SLIP, words))


def test_the_same_paper_twice_is_the_same_bytes(words: Words) -> None:
    assert flyer_log(LOG, words) == flyer_log(LOG, words)


# -- the log --------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("deliveries", [1, 12, 40])
@pytest.mark.parametrize("classes", [0, 24])
def test_a_log_of_any_length(words: Words, paper: Paper, deliveries: int, classes: int) -> None:
    lines = [line(f"Flyer {n}", classes=classes) for n in range(deliveries)]
    pdf = flyer_log(log_of(*lines), words, paper)
    texts = page_texts(pdf)
    for n, page in enumerate(texts, start=1):
        assert "Received Flyer and partner Approval" in page
        assert f"Page {n} of {len(texts)}" in page
        assert "Carry-home distribution is for grades K–8" in page
    whole = text_of(pdf)
    assert all(f"Flyer {n} " in whole for n in range(deliveries))
    assert len(re.findall(r"Room \d+", whole)) == deliveries * classes
    plural = "deliveries" if deliveries > 1 else "delivery"
    assert f"Total: {deliveries} {plural}" in texts[-1]
    for size in sizes(pdf):
        assert size == pytest.approx(paper.size, abs=0.5)
    assert_on_the_page(pdf)


def test_classes_that_run_over_a_page_say_whose_they_are(words: Words) -> None:
    pages = page_texts(flyer_log(log_of(line(classes=90)), words))
    assert len(pages) > 1
    assert all("Winter reading club, continued" in page for page in pages[1:-1])


def test_a_return_is_red_and_says_why(words: Words) -> None:
    pdf = flyer_log(log_of(returned()), words)
    text = text_of(pdf)
    assert "It does not have a current district approval. Two of the bundles were wet." in text
    assert "300 0 Returned" in text


def test_a_class_says_what_became_of_it(words: Words) -> None:
    rows = (log_class(0), log_class(1, handed=False), log_class(2, handed=False, refused=True))
    text = text_of(flyer_log(log_of(replace(line(), lines=rows)), words))
    assert "Mailbox K 20 20 Nov 23" in text
    assert "not handed out" in text
    assert "not sent home" in text


def test_the_filters_stand_in_the_head(words: Words) -> None:
    log = log_of(line())
    asked = replace(log.filter, of_grade=3, channel=Channel.BOARD)
    one = replace(log, filter=asked, partner_name="A & B <Ltd>", school_year="2026-27")
    text = text_of(flyer_log(one, words))
    assert "School year 2026–27 · A & B <Ltd> · Grade 3 · Board" in text


def test_an_empty_log_says_so(words: Words) -> None:
    text = text_of(flyer_log(log_of(), words))
    assert "No flyers were delivered in this period." in text


def test_it_is_drawn_in_the_house_s_own_letters(words: Words) -> None:
    pdf = flyer_log(LOG, words)
    assert images_of(pdf) == 0
    assert all(fonts_of(pdf).values())


# -- the count sheet ------------------------------------------------------------------------------


def signature_lines(pdf: bytes) -> list[list[float]]:
    """How high each class's line to sign on is drawn, page by page."""
    document = pdfium.PdfDocument(pdf)
    found = []
    for page in document:
        boxes = [one.get_bounds() for one in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
        found.append([box[1] for box in boxes if 100 < box[2] - box[0] < 130])
    document.close()
    return found


@examples(20, shares_fixture=True)
@given(count=st.integers(0, 80), refused=st.sets(st.integers(0, 79)), a4=st.booleans())
def test_no_page_breaks_through_a_signature_row(
    words: Words, count: int, refused: set[int], a4: bool
) -> None:
    """Name, room and the line to sign on share a page, and all of it is above the foot."""
    lines = [class_line(n, n in refused) for n in range(count)]
    pdf = count_sheet(sheet_of(*lines), words, Paper.A4 if a4 else Paper.LETTER)
    pages = page_texts(pdf)
    rooms = [len(re.findall(r"Room \d+", page)) for page in pages]
    kept_back = [page.count("not sent home") for page in pages]
    signed = signature_lines(pdf)
    assert [len(page) for page in signed] == [a - b for a, b in zip(rooms, kept_back, strict=True)]
    assert all(y > FOOT_LINE + 2 for page in signed for y in page)
    for n, one in enumerate(lines):
        holding = [page for page in pages if re.search(rf"Room {101 + n}\b", page)]
        assert len(holding) == 1
        assert one.class_name in holding[0]
    if count:
        assert all("Class Grade Students" in page for page in pages)
        assert sum("Counted by, date" in page for page in pages) == 1
    assert_on_the_page(pdf)


def test_every_page_says_which_flyer_it_is_signed_for(words: Words) -> None:
    lines = [class_line(n) for n in range(40)]
    pages = page_texts(count_sheet(sheet_of(*lines, title="A & B <Ltd>"), words))
    assert len(pages) > 1
    assert all("A & B <Ltd> · received Nov 23, 2026" in page for page in pages)


def test_a_sheet_without_a_plan_says_what_to_do(words: Words) -> None:
    assert "Plan the classes, then print this sheet again." in text_of(
        count_sheet(sheet_of(), words)
    )


# -- labels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "start", "pages"), [(0, 0, 1), (8, 0, 1), (8, 3, 2), (9, 7, 2)])
def test_labels_begin_where_the_sheet_is_free(
    words: Words, count: int, start: int, pages: int
) -> None:
    pdf = bundle_labels(labels(count), words, Paper.A4, start)
    assert [size == (612.0, 792.0) for size in sizes(pdf)] == [True] * pages
    assert_on_the_page(pdf)


SCHOOL = "Martha & Bernard O’Donnell-Przybyszewski School for the Performing Arts"
CLASS = "Multi-age bilingual Hmong immersion Kindergarten–Grade 2 (Vang/Xiong)"
ROOM = "Portable classroom 12, behind the gymnasium by the parking lot on Main"


@pytest.mark.parametrize("name", ["K-A", CLASS, "Donaudampfschifffahrt" * 3])
def test_nothing_on_a_label_is_cut(words: Words, name: str) -> None:
    one = replace(labels(1).labels[0], school_name=SCHOOL, class_name=name, room=ROOM)
    long = replace(one, title=LONG * 2, bundles=3, copies=1250)
    pdf = bundle_labels(BundleLabels("Fair", SCHOOL, (long,) * 8), words)
    text = text_of(pdf).replace(" ", "")
    for said in (SCHOOL, name, ROOM, LONG * 2, "1,250 copies · bundle 1 of 3"):
        assert text.count(said.replace(" ", "")) == 8, said
    assert_on_the_page(pdf)


def test_labels_bear_the_number_of_their_paper(words: Words) -> None:
    pdf = bundle_labels(labels(9), words, Paper.LETTER.numbered("K7Q-M3F-2WX"))
    assert [page.count("Paper K7Q-M3F-2WX") for page in page_texts(pdf)] == [8, 1]
    assert "Paper" not in text_of(bundle_labels(labels(9), words))


def test_a_label_lies_on_its_label(words: Words) -> None:
    """Avery 5395: the first one begins 17.46 mm from the left and 14.82 mm from the top."""
    left, _, _, top = place_of(bundle_labels(labels(1), words), "Cedar Lake School")
    assert 17.46 * 72 / 25.4 < left < 30 * 72 / 25.4
    assert 792 - 14.82 * 72 / 25.4 > top > 792 - 25 * 72 / 25.4
    with pytest.raises(ValueError, match="0 to 7"):
        bundle_labels(labels(1), words, Paper.LETTER, 8)


# -- the register and the slip --------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 30, 90])
def test_a_register_of_any_length(words: Words, count: int) -> None:
    posts = [post(n, ("Gym board", "Lobby board", "")[n % 3]) for n in range(count)]
    pdf = board_register(register_of(*posts), words)
    text = text_of(pdf)
    assert all(f"Fall concert {n} " in text for n in range(count))
    if not count:
        assert text.count("Nothing was posted here.") == 2
    assert_on_the_page(pdf)


def test_a_slip_says_why_and_what_helps(words: Words) -> None:
    text = text_of(return_slip(SLIP, words))
    assert "120 copies of 300" in text
    assert "Ask the district office to approve the flyer." in text
    assert "Two of the bundles were wet." in text
    assert "612-555-0100" in text
    assert len(rects(return_slip(SLIP, words))) == 1


def test_a_long_note_goes_on_over_pages(words: Words) -> None:
    note = "Two of the bundles were wet, and the driver went on. " * 90
    for reasons in (("other",), ("memo",)):
        pdf = return_slip(replace(SLIP, reasons=reasons, note=note), words)
        assert text_of(pdf).count("the driver went on.") == 90
        assert_on_the_page(pdf)


def test_counts_are_grouped_on_a_slip(words: Words) -> None:
    slip = replace(SLIP, returned=12345, received=1234567)
    assert "12,345 copies of 1,234,567" in text_of(return_slip(slip, words))


def test_what_is_summed_never_stands_alone(words: Words) -> None:
    """Neither the totals of a count sheet nor the line of who counted."""
    for count in range(14, 24):
        lines = [class_line(n) for n in range(count)]
        last = page_texts(count_sheet(sheet_of(*lines), words))[-1]
        assert "Room" in last, f"{count} classes"
        assert "Total: " in last


def test_large_counts_stay_in_their_columns(words: Words) -> None:
    big = replace(class_line(1), copies=123456, head_count=123456, bundles=12345, over=-123456)
    text = text_of(count_sheet(sheet_of(*(big,) * 30), words))
    assert text.count("123,456 123,456 12,345 −123,456") == 30
    assert "Total: 30 classes 3,703,680 3,703,680 370,350" in text


def test_the_longest_words_stay_on_the_paper(words: Words) -> None:
    long = "Donaudampfschifffahrtsgesellschaft" * 5
    slip = replace(SLIP, title=long, partner_name=long, note=long * 3, returned_to=long)
    assert_on_the_page(return_slip(slip, words))
    assert_on_the_page(flyer_log(log_of(replace(line(long), partner_name=long)), words))
    assert_on_the_page(count_sheet(sheet_of(class_line(1), title=long), words))
