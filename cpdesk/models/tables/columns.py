"""What the tables share: moments in UTC, dates, JSON, and names folded for searching."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Column, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from cpdesk.policy.names.names import fold


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC as text that sorts by time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """Plain data as JSON text; dates, times and moments keep their type."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json_value(value)


def required(kind: type[TypeEngine[Any]], *names: str) -> tuple[Column[Any], ...]:
    """Columns of one type that every row fills."""
    return tuple(Column(name, kind, nullable=False) for name in names)


def nullable(kind: type[TypeEngine[Any]], *names: str) -> tuple[Column[Any], ...]:
    """Columns of one type that may be NULL."""
    return tuple(Column(name, kind) for name in names)


def folded(name: str, of: str) -> Column[str]:
    """A column that holds another column's text folded. The table fills it itself, so that no
    writer can forget it; a text is written once and never changed."""

    def key(context: Any) -> str:
        return fold(context.get_current_parameters()[of])

    return Column(name, Text, nullable=False, default=key, server_default="")


def moment_text(value: datetime) -> str:
    """The stored form: always UTC, always six digits of microseconds, so that text sorts."""
    if value.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def json_text(value: Any) -> str:
    return _ENCODER.encode(value)


def json_value(text: str) -> Any:
    return json.loads(text, object_hook=_untagged)


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, time):
        return {"$time": value.isoformat("minutes")}
    raise TypeError(type(value))


def _untagged(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        ((key, value),) = found.items()
        if key == "$moment":
            return datetime.fromisoformat(value)
        if key == "$date":
            return date.fromisoformat(value)
        if key == "$time":
            return time.fromisoformat(value)
    return found


# Made once: building an encoder costs more than encoding most values.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_tagged)
