"""Ed-Fi files as plain elements, whatever their version and namespace."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

WANTED = ("BellSchedule", "ClassPeriod", "CalendarDate", "Calendar", "Session", "GradingPeriod")
_MOST = 100_000


@dataclass(slots=True)
class Pieces:
    """Elements by their plain name. `root` is the file's; `damaged` if it ends too early."""

    root: str = ""
    damaged: bool = False
    forbidden: bool = False  # it defines entities, which no honest file does
    found: dict[str, list[Element]] = field(default_factory=dict)
    schools: dict[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> list[Element]:
        return self.found.get(kind, [])


def pieces(data: bytes) -> Pieces:
    """Reads element by element, and drops everything that is not wanted."""
    made = Pieces()
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if root is None:
                root, made.root = element, plain(element)
            if event == "end" and depth == 1:
                _keep(made, element)
                root.clear()
    except DefusedXmlException:
        made.forbidden = True
    except (ParseError, ValueError, LookupError):  # LookupError: an unknown encoding
        made.damaged = True
    return made


def _keep(made: Pieces, element: Element) -> None:
    kind = plain(element)
    if kind == "School":
        number = text(element, "SchoolId") or text(element, "IdentificationCode")
        if number and len(made.schools) < _MOST:
            made.schools[number] = text(element, "NameOfInstitution") or number
    elif kind in WANTED and len(made.found.setdefault(kind, [])) < _MOST:
        made.found[kind].append(element)


def plain(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def inner(element: Element, name: str) -> Iterator[Element]:
    """All elements with that name, at any depth."""
    return (part for part in element.iter() if part is not element and plain(part) == name)


def text(element: Element, name: str) -> str:
    return next(((part.text or "").strip() for part in inner(element, name)), "")


def own_text(element: Element, name: str) -> str:
    """The text of a direct child, not of something it refers to."""
    return next(((part.text or "").strip() for part in element if plain(part) == name), "")


def descriptor(said: str) -> str:
    """`uri://ed-fi.org/CalendarEventDescriptor#Holiday` and `Holiday` are the same."""
    return " ".join(said.rpartition("#")[2].casefold().replace("/", " ").split())
