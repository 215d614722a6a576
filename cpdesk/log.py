"""What happened, for the person who fixes it: a log file in the data folder that never holds a
name.

A line's words are written in the code; of the values, only what can't name a person is kept:
numbers, dates, codes and ids. An exception is kept as its type and the places it passed, never its
message, which may quote a row of the store.
"""

from __future__ import annotations

import logging
import os
import re
from datetime import UTC, date, datetime, time
from enum import Enum
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from uuid import UUID

from cpdesk import plain_text

WITHHELD = "(withheld)"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}")
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start(folder: Path, *, size: int = 1_000_000, kept: int = 3) -> logging.Handler:
    """Writes CPDesk's log to `cpdesk.log` in the folder from now on, until `stop`."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = _OwnersFile(
        folder / "cpdesk.log", maxBytes=size, backupCount=kept, encoding="utf-8", delay=True
    )
    handler.setFormatter(Nameless())
    logger = logging.getLogger("cpdesk")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """Removes the log file's handler."""
    logging.getLogger("cpdesk").removeHandler(handler)
    handler.close()


class Nameless(logging.Formatter):
    """Lines of the form `2026-11-24T16:42:00Z INFO cpdesk.services.visits.desk admitted (id)`."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = plain_text.harmless(f"{at} {record.levelname} {record.name} {_filled(record)}")
        return line + (self.formatException(record.exc_info) if record.exc_info else "")

    def formatException(self, ei: _Raised) -> str:
        """The type and the places of an exception and of its causes."""
        told = ""
        raised = ei[1]
        while raised is not None:
            kind = type(raised)
            told += f"\n  {kind.__module__}.{kind.__qualname__}"
            for frame in extract_tb(raised.__traceback__):
                told += f"\n    {_inside(Path(frame.filename))}:{frame.lineno} {frame.name}"
            raised = raised.__cause__ or (
                None if raised.__suppress_context__ else raised.__context__
            )
        return told


def _filled(record: logging.LogRecord) -> str:
    given = record.args
    if not given:
        return record.msg if isinstance(record.msg, str) else plain(record.msg)
    if isinstance(given, tuple):
        # Every value is text, so a %d or %.2f of the caller becomes %s.
        return _as_text(str(record.msg)) % tuple(plain(value) for value in given)
    return _as_text(str(record.msg)) % {key: plain(value) for key, value in given.items()}


def _as_text(words: str) -> str:
    return re.sub(r"%(\(\w+\))?[-+ #0]*[\d.*]*[diouxXeEfFgGcrsa]", r"%\1s", words)


def plain(value: object) -> str:
    """The value as text if it can't name a person."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, (bool, int, float, date, datetime, time, UUID)):
        return str(value)
    if isinstance(value, BaseException):
        return type(value).__qualname__
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    return WITHHELD


def _inside(file: Path) -> str:
    """The end of a path: its beginning may hold the computer user's name."""
    return "/".join(file.parts[-3:])


class _OwnersFile(RotatingFileHandler):
    """Only the computer user who runs CPDesk may read what it writes."""

    def _open(self) -> TextIOWrapper:
        def opener(name: str, flags: int) -> int:
            return os.open(name, flags, 0o600)

        # Rotation frees the name, so appending and creating are the same.
        return open(self.baseFilename, "a", encoding="utf-8", opener=opener)
