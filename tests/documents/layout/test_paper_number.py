"""The number under which the office knows a paper, in the foot of every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cpdesk.documents.front_desk.evacuation import evacuation
from cpdesk.documents.front_desk.refusal import refusal
from cpdesk.documents.front_desk.schedule import schedule
from cpdesk.documents.layout.paper import Paper
from cpdesk.documents.recovery import recovery
from cpdesk.documents.requests.letter import letter
from cpdesk.documents.requests.reminder import reminder
from cpdesk.documents.requests.request_form import request_form
from cpdesk.words import Words
from tests.documents.paper_reading import MM, ink, page_texts, pictures, place_of
from tests.documents.paper_samples import APPROVED, DECLINED, EVACUATION, FORM, REFUSAL, busy
from tests.documents.requests.test_reminder import SAMPLE as REMINDER
from tests.documents.test_recovery import SHEET as KEY

NUMBER = "K7Q-M3F-2WX"
DRAWN: dict[str, Callable[[Words, Paper], bytes]] = {
    "schedule": lambda words, paper: schedule(busy(60), words, paper),
    "evacuation": lambda words, paper: evacuation(EVACUATION, words, paper),
    "refusal": lambda words, paper: refusal(REFUSAL, words, paper),
    "approved": lambda words, paper: letter(APPROVED, words, paper),
    "declined": lambda words, paper: letter(DECLINED, words, paper),
    "request form": lambda words, paper: request_form(FORM, words, paper),
    "recovery key": lambda words, paper: recovery(KEY, words, paper),
    "reminder": lambda words, paper: reminder(REMINDER, words, paper),
}
PAPERS = pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4], ids=lambda one: one.key)
EACH = pytest.mark.parametrize("name", DRAWN)


@EACH
@PAPERS
def test_every_page_says_it_once(name: str, paper: Paper, words: Words) -> None:
    pages = page_texts(DRAWN[name](words, paper.numbered(NUMBER)))
    assert [page.count(f"Paper {NUMBER}") for page in pages] == [1] * len(pages)


@EACH
@PAPERS
def test_without_a_number_nothing_is_said_and_nothing_moves(
    name: str, paper: Paper, words: Words
) -> None:
    bare = page_texts(DRAWN[name](words, paper))
    numbered = page_texts(DRAWN[name](words, paper.numbered(NUMBER)))
    assert [" ".join(page.replace(f"Paper {NUMBER}", "").split()) for page in numbered] == bare
    assert DRAWN[name](words, paper) == DRAWN[name](words, Paper(paper.key, ""))


@EACH
def test_the_same_number_is_the_same_paper(name: str, words: Words) -> None:
    paper = Paper.LETTER.numbered(NUMBER)
    assert DRAWN[name](words, paper) == DRAWN[name](words, paper)


@EACH
@PAPERS
def test_it_stands_below_the_page_within_what_printers_reach(
    name: str, paper: Paper, words: Words
) -> None:
    pdf = DRAWN[name](words, paper.numbered(NUMBER))
    left, bottom, right, top = place_of(pdf, f"Paper {NUMBER}")
    page = place_of(pdf, "Page 1 of")
    assert top < page[1], "below the number of the page"
    assert right == pytest.approx(paper.size[0] - 42.0, abs=1.5), "under the page's right edge"
    assert left > paper.size[0] / 2, "where the left text never comes"
    assert bottom > 5 * MM
    _, _, _, lowest = ink(pictures(pdf)[0])
    assert paper.size[1] - lowest / 2 > 5 * MM


def test_a_size_that_there_is_not_is_no_paper() -> None:
    with pytest.raises(ValueError, match="tabloid"):
        Paper("tabloid")
    assert [paper.key for paper in Paper] == ["letter", "a4"]
