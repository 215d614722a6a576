"""What is said of a paper before it is printed."""

from __future__ import annotations

import pytest

from cpdesk.ui.paper.sheet import MOST_PAGES, Made, page_count
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
