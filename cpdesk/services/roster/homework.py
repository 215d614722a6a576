"""What a roster without faults still needs and no database: remarks, and names for searching.

It is cut into small steps, which an import does while it leaves the database to others.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter

from cpdesk.models import name_index
from cpdesk.policy.names import fold
from cpdesk.services.roster.draft import Draft
from cpdesk.services.roster.faults import FaultList
from cpdesk.services.roster.remarks import remark

_STEP = 1_000


class Homework:
    """`remarks` and `names` are whole after `finish`; the names in alphabetical order."""

    def __init__(self, of: Draft) -> None:
        self.remarks = FaultList()
        self.names: list[name_index.Row] = []
        self._steps = chain(remark(of.sheets, self.remarks), self._fold(of))

    def rest(self, seconds: float) -> None:
        """Spends this time, or a little more, away from the database."""
        end = time.perf_counter() + seconds
        for _ in self._steps:
            if time.perf_counter() >= end:
                return
        time.sleep(max(0.0, end - time.perf_counter()))

    def finish(self) -> None:
        for _ in self._steps:
            pass

    def _fold(self, of: Draft) -> Iterator[None]:
        partners, people = of.sheets["partners.csv"], of.sheets["people.csv"]
        searched = {}
        for key, name, others in zip(
            partners["partner_id"], partners["name"], partners["other_names"], strict=True
        ):
            searched[key] = fold(f"{name} {others.replace(';', ' ')}")
            self.names.append((name_index.PARTNER, key, fold(name), searched[key]))
            if len(searched) % _STEP == 0:
                yield
        part: dict[str, str] = {}  # names are made of a few parts again and again
        rows = zip(
            *(people[name] for name in ("person_id", "given_name", "family_name", "partner_id")),
            strict=True,
        )
        for n, (person, given, family, owner) in enumerate(rows):
            if given not in part:
                part[given] = fold(given)
            if family not in part:
                part[family] = fold(family)
            whole = f"{part[given]} {part[family]}".strip()
            self.names.append((name_index.PERSON, person, whole, searched[owner]))
            if n % _STEP == 0:
                yield
        yield
        self.names.sort(key=itemgetter(2))
