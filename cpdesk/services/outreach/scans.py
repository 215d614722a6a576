"""A scanned form, as it is taken in: kept as it is, never opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cpdesk.errors import DeskError
from cpdesk.words import N_

LARGEST = 20 * 1024 * 1024
_NAME = 120  # characters of a file's name that are kept
_TYPES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


@dataclass(frozen=True, slots=True)
class Scan:
    """A file's name, what it is by its first bytes, and all of it."""

    name: str
    media_type: str
    content: bytes


def read(path: Path) -> Scan:
    """The scan in a file. DeskError where it cannot be read, is too large, or is neither a PDF nor
    a picture."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as trouble:
        raise DeskError(
            N_("The file {name} cannot be read."),
            N_("Choose the scan again."),
            name=path.name,
        ) from trouble
    if len(content) > LARGEST:
        raise DeskError(
            N_("The file {name} is larger than {most} MB."),
            N_("Scan the form at a lower resolution."),
            name=path.name,
            most=LARGEST // 1024**2,
        )
    kind = next((kind for start, kind in _TYPES if content.startswith(start)), "")
    if not kind:
        raise DeskError(
            N_("The file {name} is neither a PDF nor a picture."),
            N_("Choose a PDF, PNG or JPEG file."),
            name=path.name,
        )
    return Scan(path.name[-_NAME:], kind, content)
