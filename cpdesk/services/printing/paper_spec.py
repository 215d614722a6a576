"""What one kind of paper is: how it is read, drawn, named, listed, and who may make it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cpdesk.documents.layout.paper import Paper
from cpdesk.policy.permissions import Permission
from cpdesk.records.printing import PaperGroup
from cpdesk.services.printing.paper_choices import First, Pick
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.printing.paper_specs import PaperKind
    from cpdesk.services.services import Services

P = TypeVar("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class PaperSpec(Generic[P, R]):
    """One kind of paper. Names are message ids.

    `read` is called with what the paper is for, on the desk's lane; `draw` with its result, on
    another, so that drawing never holds up the desk. `drawing` imports the document. `about` says
    which one it is, for the list of printed papers: a flyer's title, a day, the visitor of a badge;
    never a student. `title` and `day` (for the file name) come from what it is for.

    On the Printing page it stands under `shelf`, with `small` below its name. `pick` is what has to
    be chosen there, which `picked` turns into what the paper is for.
    """

    kind: PaperKind
    name: str
    read: Callable[[Services, P], R]
    drawing: Callable[[], Callable[[R, Words, Paper], bytes]]
    shelf: str
    small: str
    group: PaperGroup = PaperGroup.OTHERS
    about: Callable[[R, Words], str] = lambda record, words: ""
    title: Callable[[P, Words], str] | None = None
    day: Callable[[P, date], date] = lambda of, today: today
    pick: Pick | None = None
    picked: Callable[[Any], P] = lambda picked: picked
    first: First | None = None
    act: Permission = Permission.PRINT  # the permission to make it, and to get it again
    numbered: bool = True  # it shows its number
    kept: bool = True  # its bytes are kept for a reprint

    def draw(self, record: R, words: Words, paper: Paper) -> bytes:
        """The PDF."""
        return self.drawing()(record, words, paper)

    def title_of(self, of: P, words: Words) -> str:
        """What it is called on screen."""
        return self.title(of, words) if self.title else words.text(self.name)


PRINTED, SAVED = "printed", "saved"  # how a paper left


@dataclass(frozen=True, slots=True)
class PaperOut:
    """A paper that was printed or saved, and how, for the list of printed papers. `about` says
    which one it is. Not `kept`: a table instead of a paper, which has no pages and can't be printed
    again."""

    kind: PaperKind
    about: str
    number: str
    day: date
    pdf: bytes
    pages: int = 0
    size_mm: tuple[float, float] = (0.0, 0.0)
    way: str = SAVED
    printer: str = ""
    copies: int = 1
    kept: bool = True

    @property
    def sha256(self) -> str:
        """What tells whether it is the same paper."""
        return hashlib.sha256(self.pdf).hexdigest()
