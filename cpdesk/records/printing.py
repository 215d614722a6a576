"""What was printed or saved. No field here can hold a student."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PaperGroup(StrEnum):
    """Papers that go to the same printer, if the settings name one for them."""

    BADGES = "badges"
    LABELS = "labels"
    DAY = "day"
    REQUESTS = "requests"
    FLYERS = "flyers"
    REPORTS = "reports"
    OTHERS = ""  # no printer of their own


@dataclass(frozen=True, slots=True)
class PrintRun:
    """`way` is printed or saved; `printer` is "" if it was saved."""

    at: datetime
    by_name: str
    way: str
    printer: str
    copies: int


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """One paper under its number. `kept`: its bytes are still here, so it can be printed again."""

    paper_id: str
    number: str
    kind: str  # services/printing.PaperKind
    about: str
    day: date
    pages: int
    width_mm: float
    height_mm: float
    made_at: datetime
    kept: bool
    runs: tuple[PrintRun, ...]  # oldest first


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A paper's bytes, for a reprint under the same number."""

    paper: PrintedPaper
    pdf: bytes
