"""From a row to its frozen record: the columns with the names of its fields, in their types.

What is stored as text or JSON becomes what the field says: an enum, a tuple, an outcome. A field
whose column is missing, and a value for a field that does not exist, end in an error at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from functools import cache
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import ColumnElement, Row, Table

from cpdesk.policy.outcome import Outcome

R = TypeVar("R")
K = TypeVar("K")
V = TypeVar("V")

Converter = Callable[[Any], Any]


def record_of(record: type[R], row: Any, /, **given: Any) -> R:
    """The record of a row, of a mapping by column names, or of another record. `given` are the
    fields that are no columns, or are called differently; they are taken as they are.

    AttributeError (KeyError for a mapping) if a column is missing or there twice.
    """
    kind: Any = record
    source = row._fields if isinstance(row, Row) else itemgetter if isinstance(row, Mapping) else ()
    read, converters, given_at = _builder(kind, tuple(given), source)
    values = list(read(row))
    for place, converted in converters:
        values[place] = converted(values[place])
    for place, name in given_at:
        values.insert(place, given[name])
    return record(*values)


def columns_of(
    record: type[Any],
    *tables: Table,
    given: Collection[str] = (),
    also: Iterable[ColumnElement[Any]] = (),
    **named: ColumnElement[Any],
) -> tuple[ColumnElement[Any], ...]:
    """The columns that `record_of` needs for a record, in the order of its fields: those in `named`
    under the name of their field, the others from the first table that has them. Fields in `given`
    have none. `also` are columns that the caller reads itself.

    LookupError for a field without a column: a statement and its record can't differ.
    """
    found: list[ColumnElement[Any]] = []
    for field in fields(record):
        if field.name in named:
            found.append(named[field.name].label(field.name))
        elif field.name not in given:
            found.append(_column(record, field.name, tables))
    return (*found, *also)


def values_of(record: Any, table: Table) -> dict[str, Any]:
    """The other way: the fields of a record that a table has columns for, as they are stored. Text
    is without blanks around it; an enum that was not chosen is ""."""
    kind: Any = type(record)
    return {
        name: "" if blank and getattr(record, name) is None else _stored(getattr(record, name))
        for name, blank in _columns_in(kind, table)
    }


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values by their key, each in the order in which they came."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _column(record: type[Any], name: str, tables: Iterable[Table]) -> ColumnElement[Any]:
    for table in tables:
        if name in table.c:
            return table.c[name]
    raise LookupError(f"no column for {record.__name__}.{name}")


@cache
def _builder(
    record: type[Any], given: tuple[str, ...], source: Any
) -> tuple[Converter, Sequence[tuple[int, Converter]], Sequence[tuple[int, str]]]:
    """Made once for each record, its given fields, and what it is read from (the columns of a row,
    `itemgetter` for a mapping, `()` for a record): how to read the other fields, which of them are
    converted, and where the given ones go."""
    every = [field.name for field in fields(record)]
    if unknown := set(given) - set(every):
        raise TypeError(f"{record.__name__} has no field {', '.join(sorted(unknown))}")
    names = [name for name in every if name not in given]
    hints = get_type_hints(record)
    found = ((place, _converter(hints[name])) for place, name in enumerate(names))
    converters = [(place, converted) for place, converted in found if converted is not None]
    given_at = [(place, name) for place, name in enumerate(every) if name in given]
    return _reader(record, names, source), converters, given_at


@cache
def _columns_in(record: type[Any], table: Table) -> tuple[tuple[str, bool], ...]:
    """The fields that a table has columns for, each with whether it may be an enum not chosen."""
    hints = get_type_hints(record)
    return tuple(
        (field.name, any(_is_enum(one) for one in get_args(hints[field.name])))
        for field in fields(record)
        if field.name in table.c
    )


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else value.strip()
    if isinstance(value, Outcome):
        return value.code
    return [_stored(one) for one in value] if isinstance(value, tuple) else value


def _reader(record: type[Any], names: Sequence[str], source: Any) -> Converter:
    if isinstance(source, tuple) and source:  # by place: by name, a row takes twenty times as long
        for name in names:
            if source.count(name) != 1:
                raise AttributeError(f"{source.count(name)} columns for {record.__name__}.{name}")
        places = [source.index(name) for name in names]
        get: Converter = itemgetter(*places)
    else:
        get = (source or attrgetter)(*names)
    return get if len(names) > 1 else lambda row: (get(row),)


def _converter(hint: Any) -> Converter | None:
    """How a stored value becomes one of this type; None if it already is."""
    if hint is Outcome:
        return lambda code: Outcome[code.upper()]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    origin, of = get_origin(hint), get_args(hint)
    if origin is tuple:
        each = _converter(of[0]) if of[-1] is Ellipsis else None
        return tuple if each is None else lambda stored: tuple(map(each, stored))
    if origin in (Union, UnionType):
        some = next((_converter(one) for one in of if one is not NoneType), None)
        # An enum that was not chosen is stored as "".
        return some and (lambda stored: some(stored) if stored else None)
    return None
