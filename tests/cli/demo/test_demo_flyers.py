"""The flyers of the demonstration are real sheets, looked at like any other."""

from __future__ import annotations

import pytest

from cpdesk.cli.demo import demo_flyers, demo_sheets
from cpdesk.cli.demo.demo_sheets import Sheet
from cpdesk.clock import FixedClock
from cpdesk.services.services import Services
from cpdesk.words import Words
from tests.documents.paper_reading import page_texts

SHEETS = (demo_sheets.READING, demo_sheets.CODING, demo_sheets.CONCERT, demo_sheets.DENTAL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.partner)
def test_one_page_with_what_a_flyer_has_to_say(sheet: Sheet, words: Words) -> None:
    (page,) = page_texts(demo_sheets.draw(sheet, words))
    said = " ".join(page.split())
    assert sheet.title in said
    assert sheet.partner in said
    assert "does not sponsor or endorse" in said


def test_each_delivery_that_stays_has_its_small_picture(
    services: Services, clock: FixedClock
) -> None:
    demo_flyers.deliver(services, clock)
    queue = services.deliveries.queue()
    pictures = {row.title: row.thumbnail for row in (*queue.to_do, *queue.done)}
    assert pictures.pop("Karate trial week") is None, "it went back; nobody scanned it"
    assert len(pictures) == 4
    assert all(one and one.startswith(b"\x89PNG") for one in pictures.values())
