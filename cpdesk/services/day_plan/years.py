"""Which school year a file is about, and which of its dates are outside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from cpdesk.errors import Fault, field_fault
from cpdesk.policy.school_year import FIRST, LAST, SchoolYear
from cpdesk.words import N_

_FEW = 5  # this few dates of another year look like a mistake, not like another year's calendar


def day_of(text: str) -> date | None:
    """A date such as `2026-09-08`, also if a time follows it."""
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
    return day if FIRST <= day.year <= LAST else None


def spoken_of(years: Iterable[SchoolYear], hint: str) -> SchoolYear | None:
    """The requested year if the file mentions it, otherwise the one it mentions most."""
    found = Counter(years)
    asked = SchoolYear.read(hint)
    if asked is not None and (asked in found or not found):
        return asked
    return max(found, key=lambda year: (found[year], year.begins), default=None)


def another_than(asked: str, found: SchoolYear | None) -> tuple[Fault, ...]:
    """A warning if the file is about a different year than the requested one."""
    wanted = SchoolYear.read(asked)
    if wanted is None or found is None or wanted == found:
        return ()
    return (
        field_fault(
            "",
            N_("The file is for the school year {found}, not {asked}."),
            N_("Check that it is the right file before you import it."),
            found=found.title,
            asked=wanted.title,
        ),
    )


def outside(dated: Iterable[tuple[date, str]], year: SchoolYear) -> tuple[Fault, ...]:
    """Warnings about dates in other years: each one if it looks like a mistake, otherwise only how
    many there are."""
    others: dict[SchoolYear, list[tuple[date, str]]] = {}
    for day, what in dated:
        others.setdefault(SchoolYear.of(day), []).append((day, what))
    told = []
    for other, found in sorted(others.items(), key=lambda item: item[0].begins):
        if len(found) > _FEW:
            says = N_("{n} entries are for the school year {other} and were left out.")
            told.append(field_fault("", says, n=len(found), other=other.title))
            continue
        says = N_("{day}, “{what}”, is outside the school year {year} and was left out.")
        do = N_("If the year is a mistake, enter the day yourself.")
        for day, what in found:
            told.append(field_fault("", says, do, day=day, what=what, year=year.title))
    return tuple(told)
