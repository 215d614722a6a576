"""Days of a calendar put together: what several events say of one date becomes one entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cpdesk import plain_text
from cpdesk.errors import Fault
from cpdesk.records.dayplans import OwnDay
from cpdesk.services.dayplans.meanings import Meaning
from cpdesk.services.dayplans.spoken_grades import EVERY
from cpdesk.words import N_

_SHOWN = 120
BOTH = " / "  # between the names of two schedules on one day


def clip(text: str) -> str:
    """A text from a file, short and on one line."""
    line = " ".join(plain_text.seen(text[:1_000]).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


@dataclass(slots=True)
class _Entry:
    closed: bool = False
    schedules: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


class DayEntries:
    """By date and grades. No school wins; of several schedules on a day none is chosen: their
    names stand together, for a person to say which bells are rung then."""

    def __init__(self, low: int | None, high: int | None) -> None:
        self._low, self._high = low, high
        self._found: dict[tuple[date, int | None], tuple[int | None, _Entry]] = {}
        self.warnings: list[Fault] = []

    def add(self, day: date, says: Meaning, title: str) -> bool:
        """False where it speaks of grades that the file is not read for."""
        span = self._within(says)
        if span is None:
            return False
        low, high = span
        kept_high, entry = self._found.setdefault((day, low), (high, _Entry()))
        if kept_high != high:  # of one lowest grade there is one entry: the wider one, told
            kept_high = None if kept_high is None or high is None else max(kept_high, high)
            self._found[(day, low)] = (kept_high, entry)
            says_so = N_("On {day} several events speak of some grades each; look at that day.")
            self.warnings.append(Fault("", 0, "", says_so, "", (("day", day),)))
        if says.closed:
            entry.closed = True
        entry.schedules += [name for name in says.schedules if name not in entry.schedules]
        entry.titles += [] if title in entry.titles else [title]
        return True

    def _within(self, says: Meaning) -> tuple[int | None, int | None] | None:
        grades = says.grades or EVERY
        if grades.low is None or grades.high is None:
            return self._low, self._high
        low = grades.low if self._low is None else max(grades.low, self._low)
        high = grades.high if self._high is None else min(grades.high, self._high)
        if low > high:
            return None
        return low, high

    def days(self, source: str) -> tuple[OwnDay, ...]:
        return tuple(
            OwnDay(
                day,
                "" if entry.closed else BOTH.join(sorted(entry.schedules)),
                clip("; ".join(entry.titles)),
                low,
                high,
                source,
            )
            for (day, low), (high, entry) in sorted(
                self._found.items(), key=lambda item: (item[0][0], item[0][1] or -2)
            )
        )
