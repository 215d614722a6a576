"""How a visit ends: who was seen to leave, and who was not checked out."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

SWEPT = "swept"  # closed automatically; no one saw the visitor leave


def of_earlier_day(arrived_at: datetime, zone: tzinfo, day: date) -> bool:
    """Whether a visit began before this day at the school: if it is still open, the visitor was not
    checked out."""
    return arrived_at.astimezone(zone).date() < day


def ended(left_at: datetime | None, left_how: str | None, arrived: datetime, zone: tzinfo) -> bool:
    """Whether someone saw the visitor leave. A check-out on a later day does not count: the time in
    between says nothing about the visit."""
    if left_at is None or left_how == SWEPT:
        return False
    return left_at.astimezone(zone).date() == arrived.astimezone(zone).date()


def never_ended(
    left_at: datetime | None, left_how: str | None, arrived: datetime, zone: tzinfo, today: date
) -> bool:
    """Not `ended`, and not someone from today who may still be in the building."""
    here = left_at is None and arrived.astimezone(zone).date() >= today
    return not here and not ended(left_at, left_how, arrived, zone)
