"""Paper to printers, and into files. A dead or slow printer costs a visit nothing: what is printed
was decided and written before, and the window prints on a lane of its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.durable import sync_folder
from cpdesk.words import N_


class PaperGroup(StrEnum):
    """Papers that go to the same printer, if the settings name one for them."""

    BADGES = "badges"
    LABELS = "labels"
    DAY = "day"
    REQUESTS = "requests"
    FLYERS = "flyers"
    REPORTS = "reports"
    OTHERS = ""  # no printer of their own


class PaperKind(StrEnum):
    """What is printed. Queues and file names show only this, since others can read them."""

    BADGE = "badge"
    SCHEDULE = "schedule"
    EVACUATION = "evacuation"
    REFUSAL = "refusal"
    RECOVERY = "recovery-key"
    LETTER = "letter"
    REQUEST_FORM = "request-form"
    REPORT = "report"
    VISITOR_FILE = "visitor-file"
    FLYER_LOG = "flyer-log"
    COUNT_SHEET = "count-sheet"
    BUNDLE_LABELS = "bundle-labels"
    BOARD_REGISTER = "board-register"
    RETURN_SLIP = "return-slip"
    REMINDER = "reminder"

    @property
    def queue_title(self) -> str:
        """The job's name in the printer's queue; never a person's."""
        return f"CPDesk {self.value}"

    @property
    def says(self) -> str:
        """What people call it, as a message ID."""
        return _SAYS[self]

    @property
    def group(self) -> PaperGroup:
        """Which papers share its printer."""
        return _GROUPS.get(self, PaperGroup.OTHERS)

    @property
    def numbered(self) -> bool:
        """Whether the paper shows its number: a badge shows a code of its own."""
        return self is not PaperKind.BADGE

    def file_name(self, day: date) -> str:
        """The suggested file name for the PDF."""
        return f"cpdesk-{self.value}-{day:%Y-%m-%d}.pdf"


_SAYS: Mapping[PaperKind, str] = MappingProxyType(
    {
        PaperKind.BADGE: N_("Badge"),
        PaperKind.SCHEDULE: N_("Partner schedule"),
        PaperKind.EVACUATION: N_("Evacuation list"),
        PaperKind.REFUSAL: N_("Sheet for the visitor"),
        PaperKind.RECOVERY: N_("Recovery key"),
        PaperKind.LETTER: N_("Letter to the partner"),
        PaperKind.REQUEST_FORM: N_("Request form"),
        PaperKind.REPORT: N_("Report"),
        PaperKind.VISITOR_FILE: N_("Visitor file"),
        PaperKind.FLYER_LOG: N_("Flyer log"),
        PaperKind.COUNT_SHEET: N_("Count sheet"),
        PaperKind.BUNDLE_LABELS: N_("Bundle labels"),
        PaperKind.BOARD_REGISTER: N_("Board register"),
        PaperKind.RETURN_SLIP: N_("Return slip"),
        PaperKind.REMINDER: N_("Reminder for the partner"),
    }
)
_GROUPS: Mapping[PaperKind, PaperGroup] = MappingProxyType(
    {
        PaperKind.BADGE: PaperGroup.BADGES,
        PaperKind.BUNDLE_LABELS: PaperGroup.LABELS,
        PaperKind.SCHEDULE: PaperGroup.DAY,
        PaperKind.EVACUATION: PaperGroup.DAY,
        PaperKind.REFUSAL: PaperGroup.REQUESTS,
        PaperKind.LETTER: PaperGroup.REQUESTS,
        PaperKind.REQUEST_FORM: PaperGroup.REQUESTS,
        PaperKind.REMINDER: PaperGroup.REQUESTS,
        PaperKind.FLYER_LOG: PaperGroup.FLYERS,
        PaperKind.COUNT_SHEET: PaperGroup.FLYERS,
        PaperKind.BOARD_REGISTER: PaperGroup.FLYERS,
        PaperKind.RETURN_SLIP: PaperGroup.FLYERS,
        PaperKind.REPORT: PaperGroup.REPORTS,
        PaperKind.VISITOR_FILE: PaperGroup.REPORTS,
    }
)


@dataclass(frozen=True, slots=True)
class Printer:
    """A queue of the system. `ready` is False if it is paused: it takes papers, which wait.
    `accepts` is False if it takes none."""

    name: str
    ready: bool = True
    preferred: bool = False
    accepts: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """A paper that the system took. `waiting`: its queue is paused, so it will print later."""

    printer: str
    job: str
    waiting: bool = False


class PrintRoute(Protocol):
    """A way to this computer's printers. Each call returns within seconds or raises DeskError; it
    can be called on any thread."""

    def printers(self) -> tuple[Printer, ...]:
        """The available queues."""
        ...

    def send(
        self,
        pdf: bytes,
        printer: str,
        title: str,
        page_size_mm: tuple[float, float],
        copies: int,
    ) -> Sent:
        """Hands the PDF to the queue. All its pages have the one size (width, height)."""
        ...


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper for one printer; `printer` is "" if none is chosen."""

    kind: PaperKind
    pdf: bytes
    printer: str
    page_size_mm: tuple[float, float]
    copies: int = 1


class Printing:
    """`route` is the system's way to its printers: CUPS, or what the window supplies elsewhere."""

    def __init__(self, route: PrintRoute) -> None:
        self._route = route

    def printers(self) -> tuple[Printer, ...]:
        """The queues, by name."""
        return tuple(sorted(self._route.printers(), key=lambda p: p.name.casefold()))

    def send(self, job: PrintJob) -> Sent:
        """Prints now, on the caller's thread; takes seconds if a print system hangs."""
        if not job.printer:
            raise DeskError(
                N_("No printer is chosen for this."),
                N_("Choose one in Settings, or save it as a PDF."),
            )
        if job.copies < 1:
            raise ValueError(f"{job.copies} copies")
        title = job.kind.queue_title
        return self._route.send(job.pdf, job.printer, title, job.page_size_mm, job.copies)


def save_pdf(pdf: bytes, path: Path) -> Path:
    """Writes the whole file or nothing; an older one stays until the new one is complete. The
    unfinished file has its own short name, whatever `path` is, and is deleted on failure: two
    windows saving at once never mix, and no part of a paper stays behind."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".cpdesk-{new_id()}")
        try:
            with fresh.open("xb") as out:
                out.write(pdf)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(path)
        finally:
            with suppress(OSError):  # it is already gone, or could not be created
                fresh.unlink()
        sync_folder(path.parent)
    except OSError as trouble:
        raise DeskError(
            N_("Couldn’t save the file as {path} ({why})."),
            N_("Close it in other programs, or choose another folder or a shorter name."),
            path=str(path),
            why=trouble.strerror or type(trouble).__name__,
        ) from trouble
    return path
