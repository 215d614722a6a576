"""The district's own terms, as imported by a school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class TermsImport:
    """One imported terms file. `keys` are the terms that it names, such as `arrival.early_minutes`;
    `sha256` is over the bytes of the file."""

    place: int  # a later import overrides an earlier one
    import_id: str
    sha256: str
    source: str  # who issued the file, such as "District memo 26-114"
    source_date: date
    keys: tuple[str, ...]
    imported_at: datetime
    imported_by: str  # a name
