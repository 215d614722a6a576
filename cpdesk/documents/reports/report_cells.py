"""The text in a report's cells; the same on screen and on paper."""

from __future__ import annotations

from datetime import date, datetime, time

from cpdesk.records.reports import Cell, ColumnKind, Message
from cpdesk.words import Words

NUMBERS = frozenset({ColumnKind.COUNT, ColumnKind.MINUTES, ColumnKind.HOURS, ColumnKind.PERCENT})


def shown(cell: Cell, kind: ColumnKind, words: Words) -> str:
    """One cell of a column of this kind."""
    match cell:
        case None:
            return "–"
        case Message():
            return worded(cell, words)
        case datetime() | time() | str():
            return words.fact(cell)
        case date():
            return _month(cell, words) if kind is ColumnKind.MONTH else words.day(cell)
    if kind is ColumnKind.PERCENT:
        return f"{round(100 * cell)}%"
    if kind in (ColumnKind.MINUTES, ColumnKind.HOURS):
        return words.duration(int(cell))
    if kind is ColumnKind.WEEKDAY:
        return words.weekday(int(cell))
    return _number(cell, words)


def worded(message: Message, words: Words) -> str:
    """Text instead of a value, or about all of them; counts in it have their digits grouped."""
    return words.sentence(
        message.id,
        [
            (name, words.number(fact) if isinstance(fact, int) else fact)
            for name, fact in message.facts
        ],
    )


def _number(value: float, words: Words) -> str:
    from babel.numbers import format_decimal  # costs 20 ms the first time

    return str(format_decimal(value, locale=words.language))


def _month(first: date, words: Words) -> str:
    from babel.dates import format_date

    return str(format_date(first, "LLLL y", locale=words.language))
