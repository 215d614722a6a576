"""What a PDF reader, a search and a print queue are told by every paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from cpdesk.documents.flyers.board_register import board_register
from cpdesk.documents.flyers.bundle_labels import bundle_labels
from cpdesk.documents.flyers.count_sheet import count_sheet
from cpdesk.documents.flyers.flyer_log import flyer_log
from cpdesk.documents.flyers.return_slip import return_slip
from cpdesk.documents.front_desk.badge import badge
from cpdesk.documents.front_desk.visitor_file import visitor_file
from cpdesk.documents.layout.paper import Paper
from cpdesk.documents.layout.stock import STOCKS
from cpdesk.documents.reports.report import report
from cpdesk.words import Words
from tests.documents.flyers.flyer_samples import (
    SLIP,
    class_line,
    labels,
    line,
    log_of,
    post,
    register_of,
    sheet_of,
)
from tests.documents.layout.test_paper_number import DRAWN
from tests.documents.paper_reading import page_texts
from tests.documents.paper_samples import BADGE
from tests.documents.reports.test_report import BARS, HEAT, made
from tests.services.visitor_file.test_visitor_tables import FILE

Make = Callable[[Words, Paper], bytes]
PAPERS: dict[str, Make] = {
    **DRAWN,
    "badge": lambda words, paper: badge(BADGE, words, STOCKS["dymo-30256"]),
    "flyer log": lambda words, paper: flyer_log(log_of(line(classes=3)), words, paper),
    "count sheet": lambda words, paper: count_sheet(sheet_of(class_line(1)), words, paper),
    "labels": lambda words, paper: bundle_labels(labels(2), words, paper),
    "register": lambda words, paper: board_register(
        register_of(post(1, "Gym board")), words, paper
    ),
    "slip": lambda words, paper: return_slip(SLIP, words, paper),
    "report": lambda words, paper: report(made(3, BARS, HEAT), words, paper),
    "visitor file": lambda words, paper: visitor_file(FILE, words, paper),
}
EACH = pytest.mark.parametrize("name", PAPERS)
# Who is on one paper or another; lists of files and print queues show none of them.
PEOPLE = (
    "Okafor", "Ines", "Ochoa", "Muñoz", "Alvarez", "Driver", "Whitfield", "Lindqvist",
)  # fmt: skip


@EACH
def test_a_reader_is_told_what_it_is_and_in_which_language(name: str, words: Words) -> None:
    read = PdfReader(BytesIO(PAPERS[name](words, Paper.LETTER)))
    catalog: Any = read.trailer["/Root"]
    about = read.metadata
    assert about is not None
    assert about.title
    assert "\xa0" not in about.title
    assert catalog["/Lang"] == "en-US"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (about.creator, about.subject) == ("CPDesk", "")
    assert about.creation_date is not None
    assert about.creation_date.year == 2026


@EACH
def test_nobody_s_name_stands_where_lists_and_queues_show_it(name: str, words: Words) -> None:
    about = PdfReader(BytesIO(PAPERS[name](words, Paper.LETTER))).metadata
    assert about is not None
    said = " ".join(str(value) for value in about.values())
    assert not [one for one in PEOPLE if one in said]


@EACH
def test_what_is_read_on_the_page_is_found_by_a_search(name: str, words: Words) -> None:
    """A run of words as they follow each other, with the spaces that somebody types."""
    pdf = PAPERS[name](words, Paper.LETTER)
    document = pdfium.PdfDocument(pdf)
    text = document[0].get_textpage()
    everything = text.get_text_bounded()
    assert "\xa0" not in everything
    assert "�" not in everything
    first = next(one for one in everything.splitlines() if len(one.split()) > 1)
    assert text.search(first.strip()).get_next()
    document.close()


def test_rows_are_read_one_after_the_other(words: Words) -> None:
    (page,) = page_texts(flyer_log(log_of(line(classes=2), line("Fair")), words))
    assert page.index("Winter reading club") < page.index("0-A") < page.index("0-B")
    assert page.index("0-B") < page.index("Fair") < page.index("Total:")
    assert "0-A · Room 101 20 students Mailbox K 20 20 Nov 23, 2:00 pm MA" in page
