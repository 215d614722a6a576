"""The spans of days that a report offers by name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from cpdesk.records.reports import Period, Periods
from cpdesk.words import N_


class Span(StrEnum):
    """`CHOSEN` is whatever is in the two fields."""

    SCHOOL_YEAR = "school_year"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    CHOSEN = "chosen"


NAMES: Mapping[Span, str] = MappingProxyType(
    {
        Span.SCHOOL_YEAR: N_("This school year"),
        Span.THIS_MONTH: N_("This month"),
        Span.LAST_MONTH: N_("Last month"),
        Span.CHOSEN: N_("Custom dates"),
    }
)


def named(span: Span, periods: Periods) -> Period | None:
    """The days of a span; None for `CHOSEN`, which has no fixed days."""
    return {
        Span.SCHOOL_YEAR: periods.school_year,
        Span.THIS_MONTH: periods.this_month,
        Span.LAST_MONTH: periods.last_month,
    }.get(span)
