"""A paper that can be made: what it reads, how it is drawn, what it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtGui import QImage

from cpdesk.services.printing.paper_specs import EVACUATION, PaperKind, PaperSpec
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.documents.layout.paper import Paper
    from cpdesk.documents.layout.preview import PageImage
    from cpdesk.records.day import EvacuationList
    from cpdesk.ui.page_context import PageContext

P = TypeVar("P")
R = TypeVar("R")
MOST_PAGES = 20  # pictures of more would only use memory; all pages are printed
SHARP = 2.0  # pixels per point: twice the size on screen


@dataclass(frozen=True, slots=True)
class Sheet:
    """`title` is shown to people, `day` is used in the file name. `read` is called on the desk's
    lane, `draw` with its result on another, so that drawing never holds up the desk; `draw` also
    gets the paper to draw on, which has the size from the settings and the number for the footer.

    `about` says which one it is, for the book of printed papers: a flyer's title, a day, the
    visitor of a badge; never a student. It may be asked for after reading. `number` is the number
    that a reprinted paper already has; `unsigned` marks a paper that is printed while no one is
    signed in.
    """

    kind: PaperKind
    title: str
    day: date
    read: Callable[[], Any]
    draw: Callable[[Any, Paper], bytes]
    about: str | Callable[[Any], str] = ""
    number: str = ""
    unsigned: bool = False

    @property
    def file_name(self) -> str:
        return self.kind.file_name(self.day)

    def about_of(self, record: Any) -> str:
        """Which one it is, after it was read."""
        return self.about if isinstance(self.about, str) else self.about(record)


def sheet_of(
    spec: PaperSpec[P, R], of: P, read: Callable[[], R], words: Words, today: date
) -> Sheet:
    """A paper of the registry; `read` gives what is drawn."""
    return Sheet(
        spec.kind,
        spec.title_of(of, words),
        spec.day(of, today),
        read,
        lambda record, paper: spec.draw(record, words, paper),
        lambda record: spec.about(record, words),
    )


class Sheets:
    """Makes the `Sheet` of each paper: nothing is read until someone wants to see it."""

    def __init__(self, context: PageContext) -> None:
        self._context = context

    def of(self, spec: PaperSpec[P, R], of: P) -> Sheet:
        """The paper for a visit, a day, a request: what its spec says."""
        words, services = self._context.words, self._context.services
        today = self._context.today()
        return sheet_of(spec, of, lambda: spec.read(services, of), words, today)

    def evacuation_unsigned(self, seen: Callable[[EvacuationList], None]) -> Sheet:
        """The evacuation list while no one is signed in, for printing only. `seen` is called on the
        desk's lane with what was read."""

        def read() -> EvacuationList:
            record = self._context.services.day.evacuation_unsigned()
            seen(record)
            return record

        return replace(self.of(EVACUATION, None), read=read, unsigned=True)


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made. `pictures` are those of its first pages; the office knows it by
    `number` once it is printed or saved."""

    pdf: bytes
    page_size_mm: tuple[float, float]
    count: int
    pictures: tuple[QImage, ...]
    number: str = ""
    about: str = ""


def look_at(pdf: bytes, scale: float = SHARP) -> Made:
    """Renders what a paper will look like; on a worker's lane."""
    from cpdesk.documents.layout import preview  # costs 60 ms the first time

    sizes = preview.page_sizes(pdf)
    shown = range(min(len(sizes), MOST_PAGES))
    pictures = tuple(picture(preview.page(pdf, number, scale)) for number in shown)
    return Made(pdf, sizes[0], len(sizes), pictures)


def page_count(made: Made, words: Words) -> str:
    """How many pages it has, and how many of them the preview shows where that is fewer."""
    if made.count <= MOST_PAGES:
        return words.count("{n} page", "{n} pages", made.count)
    return words.count(
        "{n} page, first {shown} shown",
        "{n} pages, first {shown} shown",
        made.count,
        shown=MOST_PAGES,
    )


def picture(page: PageImage) -> QImage:
    """A page as Qt draws it."""
    flat = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888)
    return flat.copy()  # the bytes belong to Python and are freed with it
