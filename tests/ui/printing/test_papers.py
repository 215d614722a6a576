"""Every document of the print center, made from what the office really did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt

from cpdesk.cli.demo import demo_flyers
from cpdesk.clock import FixedClock
from cpdesk.models.store import Store
from cpdesk.records.reports import ReportKind
from cpdesk.services.printing.paper_choices import Item, PickOne
from cpdesk.services.printing.paper_specs import (
    COUNT_SHEET,
    RETURN_SLIP,
    SPECS,
    PaperKind,
    PaperSpec,
)
from cpdesk.services.services import Services
from cpdesk.ui.printing.page import PrintingPage
from cpdesk.ui.reports.visitor_dialog import VisitorDialog
from tests.documents.paper_reading import page_texts, text_of
from tests.services.outreach.outreach_samples import approved
from tests.services.requests.leaders_office import Office
from tests.ui.paper.fakes import Tray
from tests.ui.printing.conftest import Opened, press


@pytest.fixture
def term(
    services: Services, clock: FixedClock, store_of_services: Store, visitor: str, turned_away: str
) -> None:
    """A term with flyers, boards, a visitor in the building, one who was turned away, and a table
    that a leader approved."""
    demo_flyers.deliver(services, clock)
    office = Office(services, store_of_services)
    approved(office)
    office.enter(office.manager)


def items(spec: PaperSpec[Any, Any], services: Services) -> Sequence[Item]:
    """What there is to choose from."""
    assert isinstance(spec.pick, PickOne)
    return spec.pick.read(services)


def shown(page: PrintingPage, key: str) -> str:
    """All words of a paper once it is there."""
    page.mark(key)
    if page.first_button.isVisible():
        page.first_button.click()
    for dialog in page.findChildren(VisitorDialog):
        dialog.name.line.setText("Adaeze")
        dialog.show_file()
    assert page.view.controls.made is not None, page.view.empty.word.text()
    return text_of(page.view.controls.made.pdf)


def test_everything_can_be_made_printed_and_printed_again(
    term: None, opened: Opened, tray: Tray, services: Services
) -> None:
    """Every document that the office can make, without leaving the page."""
    page = opened()
    for kind in SPECS:
        assert shown(page, kind.value)
        page.view.controls.print()
    papers = {paper.kind: paper for paper in services.print_book.today()}
    assert set(papers) == set(PaperKind)
    nameless = {PaperKind.REQUEST_FORM, PaperKind.VISITOR_FILE, PaperKind.RECOVERY}
    for pdf, _, title, _, _ in tray.sent:
        paper = papers[title.removeprefix("CPDesk ")]
        bears = [f"Paper {paper.number}" in text for text in page_texts(pdf)]
        assert bears == [PaperKind(paper.kind).numbered] * paper.pages
        assert bool(paper.about) is (paper.kind not in nameless)
        if paper.kind != PaperKind.RECOVERY:
            assert services.print_book.content(paper.paper_id).pdf == pdf


@pytest.mark.parametrize("key", ["visitor-file", "recovery-key"])
def test_what_not_everybody_may_see_is_not_shown_in_passing(
    key: str, term: None, opened: Opened
) -> None:
    page = opened()
    page.mark(key)
    assert page.view.controls.made is None
    assert not page.print_button.isEnabled()
    assert shown(page, key)
    page.hide()
    page.show()
    page.shown()
    assert page.view.controls.made is None, "who comes back does not find it open"
    assert page.papers.key == key


@pytest.mark.parametrize("ticked", [False, True])
def test_what_was_written_freely_is_in_a_visitors_file_where_it_is_ticked(
    ticked: bool, opened: Opened, visitor: str
) -> None:
    page = opened()
    page.mark("visitor-file")
    press(page, Qt.Key.Key_Return)
    (dialog,) = page.findChildren(VisitorDialog)
    dialog.name.line.setText(visitor)
    dialog.read.setChecked(ticked)
    dialog.show_file()
    assert page.view.controls.made is not None
    text = text_of(page.view.controls.made.pdf)
    assert ("Brings the drums" in text) is ticked
    assert "knows the visitor" not in text  # how the school decided is in no file


def test_a_report_is_of_the_kind_and_the_days_that_are_chosen(term: None, opened: Opened) -> None:
    page = opened()
    page.mark("report")
    one, titles = page.chooser.one, []
    for n in range(one.count()):
        one.setCurrentIndex(n)
        assert page.view.controls.made is not None
        titles.append(one.itemText(n))
        assert page.view.controls.made.about == f"{titles[-1]} · Jul 1, 2026 – Nov 24, 2026"
        assert titles[-1] in text_of(page.view.controls.made.pdf)
    assert len(titles) == len(ReportKind)
    page.chooser.first.line.setText("11/1/2026")
    page.chooser.first.line.entered.emit()
    assert page.view.controls.made is not None
    assert page.view.controls.made.about.endswith("Nov 1, 2026 – Nov 24, 2026")
    page.chooser.first.line.setText("someday")
    page.chooser.first.line.entered.emit()
    assert not page.print_button.isEnabled()


def test_whoever_was_turned_away_has_the_sheet_once_more(
    turned_away: str, opened: Opened, services: Services
) -> None:
    page = opened()
    page.mark("refusal")
    assert page.chooser.one.currentText().startswith(turned_away)
    words = shown(page, "refusal")
    assert "Bright Futures Mentoring" in words
    assert turned_away not in words, "the sheet names only whose visitor it is"
    page.view.controls.print()
    assert [paper.about for paper in services.print_book.today()] == ["Bright Futures Mentoring"]


def test_what_is_chosen_is_what_it_is_about(term: None, opened: Opened) -> None:
    page = opened()
    shown(page, "count-sheet")
    one = page.chooser.one
    titles = [one.itemText(n).split(" · ")[0] for n in range(one.count())]
    assert len(titles) > 1
    for n, title in enumerate(titles):
        one.setCurrentIndex(n)
        assert page.view.controls.made is not None
        assert page.view.controls.made.about == title
        assert title in text_of(page.view.controls.made.pdf)


def test_only_what_came_back_has_a_return_slip(term: None, services: Services) -> None:
    slips = [item.key for item in items(RETURN_SLIP, services)]
    assert slips
    queue = services.deliveries.queue()
    went = {one.return_id for row in (*queue.to_do, *queue.done) for one in row.returns}
    assert set(slips) == went
    assert all(services.deliveries.return_slip(key).reasons for key in slips)
    assert all(
        services.deliveries.delivery(item.key).accepted_at for item in items(COUNT_SHEET, services)
    )


def test_the_log_of_the_term_tells_its_flyers(term: None, opened: Opened) -> None:
    page = opened()
    words = shown(page, "flyer-log")
    assert page.view.controls.made is not None
    assert page.view.controls.made.about == "Jul 1, 2026 – Nov 24, 2026"
    assert "Flyer distribution log" in words
    assert "Board register" in shown(page, "board-register")


def test_the_reminder_names_the_partner(term: None, opened: Opened) -> None:
    page = opened()
    assert "Family literacy fair" in shown(page, "reminder")
    assert "Family literacy fair" in page.chooser.one.currentText()
