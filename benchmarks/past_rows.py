"""What invented rows have in common: days, names, keys that sort by time, proof."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Boolean, Connection, Float, Integer, Table

from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables.columns import moment_text

SCHOOL_DAYS = 180  # per year
ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=ZONE)
SCHOOL = "CEDAR"
_GIVEN = ("Ada", "Bo", "Cleo", "Dag", "Edda", "Finn", "Greta", "Hugo", "Ines", "Juna", "Kai", "Liv")
_SYLLABLES = [f"{c}{v}" for c in "bdfgklmnprstv" for v in "aeiou"]


class Rows:
    """Makes rows since a first day, today's included; the same ones every time."""

    def __init__(self, first: date) -> None:
        self._chance = random.Random(20261124)
        self._id = 0
        self.days = tuple(_school_days(first))
        self.partners = [f"P{n}" for n in range(150)]
        family = ["".join(self._chance.choices(_SYLLABLES, k=3)).title() for _ in range(6_000)]
        self.names = [f"{given} {name}" for name in family for given in _GIVEN[:4]]
        self._proof: list[tuple[datetime, str, str]] = []

    def spread(self, a_year: int, least: int = 0) -> Iterator[tuple[datetime, str]]:
        """That many moments per year before today, at least `least`, each with someone's name."""
        many = max(a_year * (len(self.days) - 1) // SCHOOL_DAYS, least)
        days = self.days[:-1] or self.days
        for n in range(many):
            day = days[n * len(days) // many]
            yield moment(day, 360 + n % 240), self.names[(n * 131) % len(self.names)]

    def partner(self) -> str:
        return self._chance.choice(self.partners)

    def prove(self, at: datetime, use_case: str, subject: str) -> None:
        self._proof.append((at, use_case, subject))

    def new(self, at: datetime) -> str:
        """A key that sorts by time, like those of `ids.new_id`."""
        self._id += 1
        text = f"{int(at.timestamp() * 1000):012x}7{self._id:019x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def _journal(self, tx: Connection) -> None:
        """As many entries as there were changes; no one checks this chain."""
        first = tx.exec_driver_sql("SELECT coalesce(max(seq), 0) + 1 FROM audit_entry").scalar_one()
        self._proof.sort()
        write(
            tx,
            d.audit_entry,
            (
                {"seq": seq, "at": at, "actor": "desk", "use_case": use_case,
                 "subject_id": subject, "detail": "{}", "chain": "0" * 64}
                for seq, (at, use_case, subject) in enumerate(self._proof, first)
            ),
        )  # fmt: skip
        write(
            tx,
            d.outbox,
            (
                {"line_id": self.new(at), "audit_seq": seq, "at": at, "kind": use_case,
                 "subject_id": subject, "payload": "{}"}
                for seq, (at, use_case, subject) in enumerate(self._proof, first)
            ),
        )  # fmt: skip


def moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60 % 24, minute % 60), ZONE).astimezone(UTC)


def write(tx: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Rows with what they have; the rest is empty, as far as the table allows."""
    names = [column.name for column in table.columns]
    empty = [_empty(column) for column in table.columns]
    sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"

    def values() -> Iterator[tuple[Any, ...]]:
        for one in rows:
            yield tuple(
                moment_text(value) if isinstance(value, datetime) else value
                for value in map(one.get, names, empty)
            )

    tx.connection.driver_connection.executemany(sql, values())  # type: ignore[union-attr]


def _school_days(first: date) -> Iterator[date]:
    """The school days from a first one to yesterday, and today."""
    day, taken = first, dict[int, int]()
    while day < NOW.date():
        if day.weekday() < 5 and day.month not in (7, 8) and taken.get(day.year, 0) < SCHOOL_DAYS:
            taken[day.year] = taken.get(day.year, 0) + 1
            yield day
        day += timedelta(days=1)
    yield NOW.date()


def _empty(column: Any) -> object:
    if column.nullable:
        return None
    return 0 if isinstance(column.type, (Boolean, Float, Integer)) else ""
