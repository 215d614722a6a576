"""What a roster without faults needs before it is in use, without the database: remarks, and names
for searching.

It is cut into small steps, which an import does while it leaves the database to others.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter

from cpdesk.models.tables import name_index
from cpdesk.policy.names.names import fold
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster.draft import Draft
from cpdesk.services.roster.remarks import remark

_STEP = 1_000


class PostImport:
    """`names`, in alphabetical order, are complete after `finish_names`, `remarks` after
    `finish`."""

    def __init__(self, of: Draft) -> None:
        self.remarks = FaultList()
        self.names: list[name_index.Row] = []
        self._names = self._fold(of)
        self._steps = chain(self._names, remark(of.sheets, self.remarks))

    def rest(self, seconds: float) -> None:
        """Spends this time, or a little more, away from the database."""
        end = time.perf_counter() + seconds
        for _ in self._steps:
            if time.perf_counter() >= end:
                return
        time.sleep(max(0.0, end - time.perf_counter()))

    def finish_names(self) -> None:
        for _ in self._names:
            pass

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
        part: dict[str, str] = {}  # the same few name parts occur again and again
        columns = [people[c] for c in ("person_id", "given_name", "family_name", "partner_id")]
        for n in range(0, len(people.lines), _STEP):
            some = [column[n : n + _STEP] for column in columns]
            part |= {text: fold(text) for text in {*some[1], *some[2]} if text not in part}
            self.names += [
                (name_index.PERSON, person, f"{part[given]} {part[family]}".strip(), searched[of])
                for person, given, family, of in zip(*some, strict=True)
            ]
            yield
        self.names.sort(key=itemgetter(2))
