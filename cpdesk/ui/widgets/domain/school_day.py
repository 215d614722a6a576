"""The times of a school day in words, for its strip."""

from __future__ import annotations

from cpdesk.policy.day_plan import INSTRUCTIONAL, Band, PeriodKind
from cpdesk.ui.widgets.domain.day_band import Stretch
from cpdesk.words import N_, Words

_NAMES = {
    PeriodKind.BEFORE: N_("Before"),
    PeriodKind.AFTER: N_("After"),
    PeriodKind.LUNCH: N_("Lunch"),
    PeriodKind.RECESS: N_("Recess"),
    PeriodKind.PASSING: N_("Passing"),
}


def stretch(band: Band, words: Words, *, marked: bool = False) -> Stretch:
    """The label of one piece of the strip, and its description."""
    free = band.kind not in INSTRUCTIONAL
    kind = words.text(_NAMES[band.kind]) if band.kind in _NAMES else ""
    label = band.name or kind
    if free and band.kind is not PeriodKind.PASSING:
        label = f"{kind} {words.clock(band.start).rpartition(' ')[0]}"
    elif band.kind is PeriodKind.PASSING:
        label = ""
    state = words.text("outside class time") if free else words.text("class time")
    named = f"{words.span(band.start, band.end)} {band.name or kind}".strip()
    whole = f"{named}, {state}"
    number = label.rpartition(" ")[2]
    short = number if not free and number.isdecimal() else label.partition(" ")[0]
    return Stretch(band.start, band.end, label, whole, free, marked, short)
