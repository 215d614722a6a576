"""Times of day as people type them: 11:30, 1130, 1:15 pm."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_TYPED = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)


def end_after(text: str, now: datetime) -> datetime | None:
    """The moment today that was meant, after `now` if am or pm was left out; None if it is not a
    time."""
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "").lower()
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    meant = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if not half and meant <= now and hour < 12:
        meant += timedelta(hours=12)
    return meant
