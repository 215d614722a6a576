"""School years, which begin on July 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_STARTS = (7, 1)
FIRST, LAST = 1900, 2198


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """Named by the calendar year in which it begins."""

    begins: int

    @staticmethod
    def of(day: date) -> SchoolYear:
        return SchoolYear(day.year - ((day.month, day.day) < _STARTS))

    @staticmethod
    def read(text: str) -> SchoolYear | None:
        """`2026-2027`, `2026-27`, `2026/27`; a single year is the one in which it ends."""
        if found := re.match(r"\s*(\d{4})\s*[-–/]\s*\d{2}(\d{2})?\b", text):
            begins = int(found[1])
        elif found := re.fullmatch(r"\s*(\d{4})\s*", text):
            begins = int(found[1]) - 1
        else:
            return None
        return SchoolYear(begins) if FIRST <= begins <= LAST else None

    @property
    def title(self) -> str:
        return f"{self.begins}-{self.begins + 1}"

    @property
    def short_title(self) -> str:
        return f"{self.begins}-{(self.begins + 1) % 100:02d}"

    @property
    def starts_on(self) -> date:
        return date(self.begins, *_STARTS)

    @property
    def ends_on(self) -> date:
        return date(self.begins + 1, *_STARTS) - timedelta(days=1)

    @property
    def window(self) -> tuple[date, date]:
        return self.starts_on, self.ends_on

    def holds(self, day: date) -> bool:
        return SchoolYear.of(day) == self
