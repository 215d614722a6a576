"""What is said of a paper before it is printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from cpdesk.documents.layout.preview import PageImage
from cpdesk.ui.paper.sheet import MOST_PAGES, Made, page_count, picture
from cpdesk.words import Words


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (1, "1 page"),
        (MOST_PAGES, "20 pages"),
        (MOST_PAGES + 1, "21 pages, first 20 shown"),
        (1_204, "1,204 pages, first 20 shown"),
    ],
)
def test_the_pages_are_counted_and_what_is_not_shown_is_told(pages: int, said: str) -> None:
    assert page_count(Made(b"", (216, 279), pages, ()), Words()) == said


def test_a_page_becomes_what_the_preview_takes() -> None:
    image = picture(PageImage(2, 1, b"\xff\x00\x00\xff\x00\x00\xff\xff"))
    assert image.pixelColor(QPoint(0, 0)).name() == "#ff0000"
    assert image.pixelColor(QPoint(1, 0)).name() == "#0000ff"
