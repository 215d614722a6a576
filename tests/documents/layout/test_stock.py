"""Label sizes."""

from __future__ import annotations

import pytest

from cpdesk.documents.layout.stock import STOCKS, stock
from cpdesk.errors import DeskError
from cpdesk.settings import Settings


def test_by_key() -> None:
    assert set(STOCKS) == {"dymo-30256", "dymo-30857", "brother-62", "card-4x3", "avery-5395"}
    assert all(stock(key).key == key for key in STOCKS)
    assert stock(Settings().badge_stock).thermal


def test_unknown_key_says_what_to_do() -> None:
    with pytest.raises(DeskError, match=r"“dymo-1” is not a label size\. Choose one in Settings"):
        stock("dymo-1")


def test_labels_lie_apart_on_their_sheet() -> None:
    for one in STOCKS.values():
        assert one.width > one.height
        if sheet := one.sheet:
            assert sheet.pitch_x >= one.width
            assert sheet.pitch_y >= one.height
            right = sheet.left + (sheet.columns - 1) * sheet.pitch_x + one.width
            bottom = sheet.top + (sheet.rows - 1) * sheet.pitch_y + one.height
            assert right == pytest.approx(sheet.page_width - sheet.left, abs=0.1)
            assert bottom == pytest.approx(sheet.page_height - sheet.top, abs=0.2)
