"""Pieces placed one below the other, page after page, with one head and one foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.page import (
    FOOT_LINE,
    Draft,
    Head,
    Paper,
    draw_foot,
    draw_head,
    head_height,
    numbered,
)
from cpdesk.words import Words


class Piece(Protocol):
    """Something of known height that draws itself from y downward; it is never split."""

    @property
    def height(self) -> float: ...

    def draw(self, canvas: Canvas, y: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Foot:
    """The small texts on the left and in the middle; the page number is on the right."""

    left: str
    middle: str


class Flow:
    """Where the next piece goes."""

    def __init__(self, paper: Paper, head: Head) -> None:
        self.paper = paper
        self.head = head
        self._top = paper.size[1] - head_height(paper.size, head) - 6.0
        self._y = self._top
        self.pages: list[list[tuple[float, Piece]]] = [[]]

    @property
    def room(self) -> float:
        """How much space is left on this page."""
        return self._y - FOOT_LINE - 8.0

    def place(self, piece: Piece) -> None:
        """Puts the piece here, even if it doesn't fit."""
        self.pages[-1].append((self._y, piece))
        self._y -= piece.height

    def add(self, piece: Piece) -> None:
        """Puts the piece here if it fits, otherwise on a new page."""
        if piece.height > self.room and self.pages[-1]:
            self.turn()
        self.place(piece)

    def gap(self, height: float) -> None:
        """Leaves some space, except at the top of a page."""
        if self.pages[-1]:
            self._y -= height

    def turn(self) -> None:
        """Begins a new page."""
        self.pages.append([])
        self._y = self._top

    def write(self, title: str, school: str, at: datetime, foot: Foot, words: Words) -> bytes:
        """Draws all pages. `title` is the document's title, as shown in file lists and print
        queues; `at` is when it was made."""
        size = self.paper.size
        known_as = numbered(self.paper, words)
        draft = Draft(size, title, school, at, words)
        for number, page in enumerate(self.pages, 1):
            draw_head(draft.canvas, size, self.head)
            for y, piece in page:
                piece.draw(draft.canvas, y)
            which = words.text("Page {n} of {count}", n=number, count=len(self.pages))
            draw_foot(draft.canvas, size, foot.left, foot.middle, which, known_as)
            draft.canvas.showPage()
        return draft.bytes()
