"""Pages as pictures."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image

from cpdesk.documents.front_desk.badge import badge
from cpdesk.documents.front_desk.schedule import schedule
from cpdesk.documents.layout.preview import page, page_sizes, pages
from cpdesk.documents.layout.stock import STOCKS
from cpdesk.words import Words
from tests.documents.paper_reading import codes
from tests.documents.paper_samples import BADGE, busy


def test_png_is_the_page(words: Words) -> None:
    image = page(badge(BADGE, words, STOCKS["dymo-30256"]), 0, 3)
    opened = Image.open(BytesIO(image.png()))
    assert opened.size == (image.width, image.height) == (868, 502)
    assert opened.tobytes() == image.rgba
    assert opened.getchannel("A").getextrema() == (255, 255)
    assert codes(opened.convert("RGB")) == [BADGE.code]


def test_colors_come_in_their_order(words: Words) -> None:
    image = page(badge(BADGE, words, STOCKS["card-4x3"]), 0, 2)
    colors = {tuple(image.rgba[n : n + 4]) for n in range(0, len(image.rgba), 4)}
    assert (0x14, 0x32, 0x3F, 0xFF) in colors


def test_all_pages_at_any_scale(words: Words) -> None:
    pdf = schedule(busy(60), words)
    found = pages(pdf, 0.37)
    assert len(found) == len(page_sizes(pdf)) > 1
    assert {len(image.rgba) == image.width * image.height * 4 for image in found} == {True}


def test_sizes_are_in_millimeters(words: Words) -> None:
    ((wide, high),) = page_sizes(badge(BADGE, words, STOCKS["dymo-30857"]))
    assert wide == pytest.approx(102, abs=0.1)
    assert high == pytest.approx(57, abs=0.1)


def test_two_threads_may_look_at_once(words: Words) -> None:
    pdf = schedule(busy(60), words)
    with ThreadPoolExecutor(4) as pool:
        looked = list(pool.map(lambda _: pages(pdf, 0.5), range(12)))
    assert all(one == looked[0] for one in looked)
