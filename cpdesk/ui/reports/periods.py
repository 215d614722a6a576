"""The spans of days that a report is asked for by name, and days typed of a time that is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from cpdesk.records.reports import Period, Periods
from cpdesk.ui.parts.typed import read_day
from cpdesk.words import N_

_BACK = 240  # days that a date without a year may lie back


class Span(StrEnum):
    """`CHOSEN` is whatever stands in the two fields."""

    SCHOOL_YEAR = "school_year"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    CHOSEN = "chosen"


NAMES: Mapping[Span, str] = MappingProxyType(
    {
        Span.SCHOOL_YEAR: N_("This school year"),
        Span.THIS_MONTH: N_("This month"),
        Span.LAST_MONTH: N_("Last month"),
        Span.CHOSEN: N_("From … to …"),
    }
)


def named(span: Span, periods: Periods) -> Period | None:
    """The days of a span; None for the one that has none of its own."""
    return {
        Span.SCHOOL_YEAR: periods.school_year,
        Span.THIS_MONTH: periods.this_month,
        Span.LAST_MONTH: periods.last_month,
    }.get(span)


def read_past_day(text: str, today: date) -> date | None:
    """A day as it is typed of a time that is over: one without a year is the latest that has been,
    or one of the months to come. None for what is no day."""
    said = text.strip().lower()
    if said in ("today", "yesterday"):
        return today - timedelta(days=said == "yesterday")
    return read_day(said, today - timedelta(days=_BACK)) if any(map(str.isdigit, said)) else None
