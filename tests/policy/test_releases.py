"""What releases allow, at the edges of their counts and days."""

from __future__ import annotations

from datetime import date

import pytest

from cpdesk.policy.case import ReleaseFacts
from cpdesk.policy.outcome import Condition
from cpdesk.policy.releases import Photos, conditions, photos

END = date(2027, 6, 4)
NONE, STICKER = (Condition.NO_PHOTOS,), (Condition.PHOTOS_WITH_STICKER,)


@pytest.mark.parametrize(
    ("signed", "children", "day", "said"),
    [
        (0, 0, END, Photos.NONE),
        (0, 24, END, Photos.NONE),
        (1, 24, END, Photos.SOME),
        (23, 24, END, Photos.SOME),
        (24, 24, END, Photos.ALL),
        (24, 24, date(2027, 6, 5), Photos.LAPSED),
        (23, 24, date(2027, 6, 5), Photos.LAPSED),
        (0, 24, date(2027, 6, 5), Photos.NONE),
    ],
)
def test_counts_and_days(signed: int, children: int, day: date, said: Photos) -> None:
    assert photos(ReleaseFacts(signed, children, END), day) is said


def test_nothing_recorded_leaves_the_word_to_the_roster() -> None:
    assert photos(None, END) is Photos.UNKNOWN
    assert conditions(None, END, roster_says=True) == ()
    assert conditions(None, END, roster_says=False) == NONE


@pytest.mark.parametrize("roster", [True, False])
def test_what_the_office_recorded_speaks_over_the_roster(roster: bool) -> None:
    found = [
        conditions(ReleaseFacts(signed, 24, END), END, roster_says=roster) for signed in (0, 23, 24)
    ]
    assert found == [NONE, STICKER, ()]
