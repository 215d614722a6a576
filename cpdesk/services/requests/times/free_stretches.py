"""Free stretches of a day in minutes, and the times worth proposing in them. Pure.

A stretch is [first, last). Between two classes are a few minutes in which students walk: such a gap
is not free time by itself, and a meeting at lunch doesn't begin or end in it if it fits without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cpdesk.policy.day_plan import INSTRUCTIONAL, GradeDay, PeriodKind, minute_of
from cpdesk.policy.terms.terms import TermsInForce

Stretch = tuple[int, int]

MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Free:
    """A stretch outside class according to the bell schedule (`whole`), and without the passing
    time at its ends (`calm`, empty if nothing else is in it)."""

    whole: Stretch
    calm: Stretch


def outside_class(day: GradeDay, minutes: int, terms: TermsInForce) -> tuple[Free, ...]:
    """The stretches outside class in a grade's day with a known bell schedule, from the start of
    `school_day.default` (or of the schedule) to its end. If class ends late, the last stretch is
    just as long as the requested time."""
    if not day.open or not day.known:
        return ()
    opens, closes = _bounds(day, terms)
    classes = _joined(
        (minute_of(band.start), minute_of(band.end))
        for band in day.bands
        if band.kind in INSTRUCTIONAL
    )
    if classes:
        closes = max(closes, classes[-1][1] + minutes)
    free = without((opens, min(closes, MIDNIGHT)), classes)
    return tuple(Free(one, _calm(day, one, classes)) for one in free)


def in_class(day: GradeDay) -> tuple[Free, ...]:
    """The periods of class, for what happens in class. Time that only counts as class because the
    bell schedule has nothing then is not included."""
    spans = [
        (minute_of(band.start), minute_of(band.end))
        for band in day.bands
        if band.kind in INSTRUCTIONAL and band.name
    ]
    return tuple(Free(one, one) for one in spans) if day.open and day.known else ()


def whole_day(terms: TermsInForce) -> tuple[Free, ...]:
    """The usual school day, for requests that affect no class."""
    start, end = (minute_of(t) for t in terms.school_day_default)
    return (Free((start, end), (start, end)),)


def without(stretch: Stretch, taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of a stretch."""
    first, last = stretch
    left = []
    for begins, ends in sorted(taken):
        if begins >= last:
            break
        if begins > first:
            left.append((first, begins))
        first = max(first, ends)
    if first < last:
        left.append((first, last))
    return left


def starts(
    free: Free, taken: list[Stretch], minutes: int, beside: Iterable[Stretch] = ()
) -> list[int]:
    """When a meeting of this many minutes can begin in a stretch: one after the other in each piece
    that is long enough, and where it fits right before or after the activities in `beside`."""
    found: set[int] = set()
    calm = [p for p in without(free.calm, taken) if p[1] - p[0] >= minutes]
    for piece in without(free.whole, taken):
        inner = [p for p in calm if piece[0] <= p[0] and p[1] <= piece[1]] or [piece]
        for begins, ends in inner:
            if ends - begins < minutes:
                continue
            found.update(range(begins, ends - minutes + 1, minutes))
            for one in beside:
                found.update(
                    at for at in (one[1], one[0] - minutes) if begins <= at <= ends - minutes
                )
    return sorted(found)


def _bounds(day: GradeDay, terms: TermsInForce) -> Stretch:
    opens, closes = (minute_of(t) for t in terms.school_day_default)
    return min([opens, *(minute_of(band.start) for band in day.bands)]), closes


def _calm(day: GradeDay, free: Stretch, classes: list[Stretch]) -> Stretch:
    """A free stretch without the passing time from the class before and to the class after it."""
    first, last = free
    walks = [
        (minute_of(band.start), minute_of(band.end))
        for band in day.bands
        if band.kind is PeriodKind.PASSING
    ]
    if any(ends == first for _, ends in classes):
        first = next((ends for begins, ends in walks if begins == first), first)
    if any(begins == last for begins, _ in classes):
        last = next((begins for begins, ends in walks if ends == last), last)
    return (first, max(first, last))


def _joined(spans: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
