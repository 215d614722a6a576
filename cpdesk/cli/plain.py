"""Records as plain data for --json: names as they are, days in ISO format, no bytes."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time
from enum import Enum, IntEnum


def plain(value: object) -> object:
    """A record of records, however deep, as JSON can express it. Bytes are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {name: plain(one) for name, one in fields if not isinstance(one, bytes)}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(one) for one in value]
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return value
