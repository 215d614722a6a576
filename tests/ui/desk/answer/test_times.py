"""Times of day as people type them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cpdesk.ui.desk.answer.times import end_after

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11:30", (11, 30)),
        ("1130", (11, 30)),
        ("11.30", (11, 30)),
        ("1:15", (13, 15)),
        ("1:15 pm", (13, 15)),
        ("115p", (13, 15)),
        ("2", (14, 0)),
        ("12", (12, 0)),
        ("12:05", (12, 5)),
        ("13:10", (13, 10)),
        ("9:00 am", (9, 0)),
        ("12 am", (0, 0)),
    ],
)
def test_times(typed: str, meant: tuple[int, int]) -> None:
    end = end_after(typed, NOW)
    assert end is not None
    assert (end.hour, end.minute) == meant
    assert end.date() == NOW.date()


@pytest.mark.parametrize("typed", ["", "soon", "11:75", "25", "13 pm", "1:2:3", "-4"])
def test_no_times(typed: str) -> None:
    assert end_after(typed, NOW) is None
