"""Badges: read back as words, as places and as a scanner sees them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from cpdesk.documents.front_desk.badge import badge, badge_sheet
from cpdesk.documents.layout import code
from cpdesk.documents.layout.stock import STOCKS, Stock
from cpdesk.policy.outcome import Condition
from cpdesk.records.day import BadgePaper
from cpdesk.words import Words
from tests.documents.paper_reading import (
    MM,
    codes,
    cut,
    fonts_of,
    images_of,
    ink,
    page_texts,
    pictures,
    place_of,
    sizes,
    text_of,
)
from tests.documents.paper_samples import BADGE, BARE_BADGE, FULL_BADGE, LONG, LONG_PARTNER

SINGLE = [stock for stock in STOCKS.values() if not stock.sheet]
AVERY = STOCKS["avery-5395"]
BADGES = {"usual": BADGE, "full": FULL_BADGE, "bare": BARE_BADGE}

stocks = pytest.mark.parametrize("stock", SINGLE, ids=lambda stock: stock.key)
every_stock = pytest.mark.parametrize("stock", STOCKS.values(), ids=lambda stock: stock.key)
every_badge = pytest.mark.parametrize("paper", BADGES.values(), ids=BADGES)


@every_stock
def test_says_everything(stock: Stock, words: Words) -> None:
    said = text_of(badge(BADGE, words, stock))
    for part in (
        "CEDAR LAKE SCHOOL",
        "Tue, Nov 24, 2026",
        "Adaeze Okafor",
        "Lake Street Literacy",
        "Room 114 · Reading tutors",
        "Until 11:30 am",
        "NO PHOTOS OR VIDEO",
    ):
        assert part in said
    assert "ESCORT" not in said


@pytest.mark.parametrize(
    ("key", "wide", "high"),
    [("dymo-30256", 102, 59), ("dymo-30857", 102, 57), ("card-4x3", 101.6, 76.2)],
)
def test_page_is_the_label(key: str, wide: float, high: float, words: Words) -> None:
    ((w, h),) = sizes(badge(BADGE, words, STOCKS[key]))
    assert w == pytest.approx(wide * MM, abs=0.5)
    assert h == pytest.approx(high * MM, abs=0.5)


def test_roll_is_as_long_as_the_words_ask(words: Words) -> None:
    roll = STOCKS["brother-62"]
    lengths = []
    for paper in (BARE_BADGE, BADGE, FULL_BADGE):
        ((wide, high),) = sizes(badge(paper, words, roll))
        assert high == pytest.approx(62 * MM, abs=0.5)
        lengths.append(wide / MM)
    assert lengths == sorted(lengths)
    assert lengths[0] == pytest.approx(roll.width, abs=0.2)
    assert lengths[0] < lengths[-1] <= roll.longest + 0.2


@stocks
@every_badge
def test_three_millimeters_stay_free(stock: Stock, paper: BadgePaper, words: Words) -> None:
    (image,) = pictures(badge(paper, words, stock), scale=3)
    left, top, right, bottom = ink(image)
    free = 3 * MM * 3 - 1  # a pixel for smoothing
    assert left >= free
    assert top >= free
    assert image.width - right >= free
    assert image.height - bottom >= free


@every_stock
@every_badge
def test_scanner_reads_the_code(stock: Stock, paper: BadgePaper, words: Words) -> None:
    (image,) = pictures(badge(paper, words, stock), scale=203 / 72)  # a coarse label printer
    assert codes(image) == [paper.code]


@pytest.mark.parametrize("text", [BADGE.code, FULL_BADGE.code])
def test_code_is_large_in_whole_dots(text: str) -> None:
    assert code.side(text) >= 15 * MM
    dots = code.module(text) / (72 / 300)
    assert dots == pytest.approx(round(dots))


@every_badge
def test_quiet_zone_is_white(paper: BadgePaper, words: Words) -> None:
    scale = 4.0
    (image,) = pictures(badge(paper, words, STOCKS["dymo-30256"]), scale=scale)
    edge, side = 4.4 * MM, code.side(paper.code)
    quiet = code.QUIET * code.module(paper.code) - 0.5
    left = image.width / scale - edge - side
    top = image.height / scale - edge - side
    ring = (left - quiet, top - quiet, left + side + quiet, top + side + quiet)
    box = ink(cut(image, ring, scale))
    assert box[0] >= (quiet - 1) * scale
    assert box[1] >= (quiet - 1) * scale


@stocks
def test_name_grows_as_far_as_it_fits(stock: Stock, words: Words) -> None:
    short = place_of(badge(replace(BADGE, visitor_name="Bo Li"), words, stock), "Bo Li")
    usual = place_of(badge(BADGE, words, stock), "Okafor")
    assert short[3] - short[1] >= usual[3] - usual[1]
    assert usual[3] - usual[1] > 2 * 10  # points: read from some steps away


@every_stock
@pytest.mark.parametrize("name", [LONG, "W" * 120, "Anna-Maria " * 10 + "Anna-Maria", "ب" * 120])
def test_long_names_are_never_cut(stock: Stock, name: str, words: Words) -> None:
    paper = replace(FULL_BADGE, visitor_name=name)
    pdf = badge(paper, words, stock)
    said = text_of(pdf).replace(" ", "")
    expected = name.replace(" ", "") if name.isascii() or "Santísima" in name else "B" * 20
    assert expected.casefold() in said.casefold()
    assert "…" not in said
    assert codes(pictures(pdf, 3)[0]) == [paper.code]


@every_stock
def test_all_words_of_a_full_badge_are_there(stock: Stock, words: Words) -> None:
    said = text_of(badge(FULL_BADGE, words, stock)).replace(" ", "")
    for part in (
        LONG_PARTNER,
        FULL_BADGE.place,
        FULL_BADGE.activity_title,
        FULL_BADGE.school_name.upper(),
        "NO PHOTOS OR VIDEO",
        "ESCORT REQUIRED",
        "NO REGISTRATION FORMS",
    ):
        assert part.replace(" ", "") in said


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("สมชาย ใจดี", "Smchay Aichdi"),
        ("ሰላም ተስፋዬ", "Selam Tesfaye"),
        ("Siobhán O’Brien & <Sons>", "Siobhán O’Brien & <Sons>"),
        ("Zoë D'Arcy", "Zoë D'Arcy"),
        ("\u202eAda\tLi\n", "Ada Li"),
        ("  ", "Visitor"),
        ("\U0001f600", "Visitor"),
    ],
)
def test_no_name_comes_out_as_boxes(name: str, shown: str, words: Words) -> None:
    said = text_of(badge(replace(BADGE, visitor_name=name), words, STOCKS["dymo-30256"]))
    assert f"2026 {shown} Lake Street Literacy" in said


def test_conditions_stand_apart(words: Words) -> None:
    pdf = badge(replace(BADGE, conditions=tuple(Condition)), words, STOCKS["dymo-30256"])
    (image,) = pictures(pdf, 4)
    inks = {}
    for label in ("NO PHOTOS", "ESCORT", "NO REGISTRATION"):
        left, bottom, right, top = place_of(pdf, label)
        high = image.height / 4
        part = cut(image, (left, high - top, right, high - bottom), 4).convert("L")
        inks[label] = sum(part.histogram()[:128]) / (part.width * part.height)
    assert inks["NO PHOTOS"] > 0.5 > inks["ESCORT"]
    assert inks["NO REGISTRATION"] < 0.5


def test_labels_for_thermal_printers_are_only_black(words: Words) -> None:
    for stock in STOCKS.values():
        content = PdfReader(BytesIO(badge(BADGE, words, stock))).pages[0].get_contents()
        assert content is not None
        colors = {
            line.rsplit(b" ", 1)[0]
            for line in content.get_data().splitlines()
            if line.endswith(b" rg")
        }
        assert (colors <= {b"0 0 0", b"1 1 1"}) == stock.thermal


def _corner(box: tuple[float, float, float, float]) -> tuple[int, int]:
    return round(box[2] * 2), round(box[3] * 2)


def test_sheet_places_badges_on_the_labels(words: Words) -> None:
    pdf = badge_sheet([BADGE] * 10, words, start_at=3)
    assert [(round(wide), round(high)) for wide, high in sizes(pdf)] == [(612, 792)] * 2
    first, second = pictures(pdf, 2)
    assert len(codes(first)) == 5
    assert len(codes(second)) == 5
    margin = 3 * MM
    sheet = AVERY.sheet
    assert sheet
    for place in range(sheet.places):
        row, column = divmod(place, sheet.columns)
        left = (sheet.left + column * sheet.pitch_x) * MM
        top = (sheet.top + row * sheet.pitch_y) * MM
        right, bottom = left + AVERY.width * MM, top + AVERY.height * MM
        inner = (left + margin, top + margin, right - margin, bottom - margin)
        part = cut(first, inner, 2)
        assert (part.convert("L").getextrema() != (255, 255)) == (place >= 3)
        first.paste("white", (round(inner[0] * 2), round(inner[1] * 2), *_corner(inner)))
    assert first.convert("L").getextrema() == (255, 255), "ink beside the labels"


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (8, 1), (9, 2), (25, 4)])
def test_sheets_for_any_number(count: int, pages: int, words: Words) -> None:
    assert len(sizes(badge_sheet([BADGE] * count, words))) == pages


def test_sheet_wants_a_sheet_and_a_place_on_it(words: Words) -> None:
    with pytest.raises(ValueError, match="not a sheet"):
        badge_sheet([BADGE], words, STOCKS["dymo-30256"])
    with pytest.raises(ValueError, match="places 0 to 7"):
        badge_sheet([BADGE], words, start_at=8)


@every_stock
def test_same_bytes_twice(stock: Stock, words: Words) -> None:
    assert badge(FULL_BADGE, words, stock) == badge(FULL_BADGE, words, stock)


@every_stock
def test_is_drawn_in_embedded_inter(stock: Stock, words: Words) -> None:
    pdf = badge(FULL_BADGE, words, stock)
    fonts = fonts_of(pdf)
    assert fonts
    assert all("Inter" in name and embedded for name, embedded in fonts.items())
    assert images_of(pdf) == 0


def test_about_the_document(words: Words) -> None:
    reader = PdfReader(BytesIO(badge(BADGE, words, STOCKS["dymo-30256"])))
    assert reader.metadata
    assert reader.metadata.title == "Visitor badge"
    assert reader.metadata.author == "Cedar Lake School"
    assert str(reader.root_object["/Lang"]) == "en-US"
    told = str(reader.metadata) + str(reader.root_object)
    assert "Okafor" not in told


def test_one_page_each(words: Words) -> None:
    assert len(page_texts(badge(FULL_BADGE, words, STOCKS["dymo-30256"]))) == 1
