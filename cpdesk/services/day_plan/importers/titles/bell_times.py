"""Times as bell schedules write them: "8:30", "13:06", "1:25" that means 13:25, "8:10:00"."""

from __future__ import annotations

import re
from datetime import time

_TIME = re.compile(
    r"\s*(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?m?\.?)?\s*", re.I
)
_EARLIEST = 5 * 60  # no school starts earlier, so a first period at 1:00 is in the afternoon
_HALF_DAY = 12 * 60
_SLIP = 4 * 60  # a list out of order is more likely than a gap this long


def minutes(text: object) -> tuple[int, bool] | None:
    """Minutes from midnight as written, and whether it could be am or pm."""
    found = _TIME.fullmatch(text) if isinstance(text, str) else None
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        return (hour % 12 + (12 if half == "p" else 0)) * 60 + minute, False
    return hour * 60 + minute, 1 <= hour <= 11 and not found[1].startswith("0")


class Clock:
    """Follows the times of one schedule: picks the candidate that is closest to the last one, but
    not before it."""

    def __init__(self) -> None:
        self._last = _EARLIEST

    def start(self, text: object) -> int | None:
        """Periods may run side by side, so a start follows the last start, not its end."""
        found = minutes(text)
        if found is None:
            return None
        begin = _at_least(found, self._last)
        if begin is None or begin - self._last > _SLIP:
            written = found[0] if found[0] >= _EARLIEST else found[0] + _HALF_DAY
            begin = written if begin is None or self._last - written < _SLIP else begin
        self._last = begin
        return begin

    def end(self, text: object) -> int | None:
        """None if it is not after the start."""
        found = minutes(text)
        return _at_least(found, self._last + 1) if found else None


def _at_least(found: tuple[int, bool], least: int) -> int | None:
    written, open_half = found
    candidates = (written, written + _HALF_DAY) if open_half else (written,)
    return min((c for c in candidates if least <= c), default=None)


def as_time(minute: int) -> time:
    return time(minute // 60, minute % 60)
