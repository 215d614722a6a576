"""Pieces placed one below the other, page after page, with one head and one foot."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.page import (
    FOOT_LINE,
    Draft,
    Head,
    Paper,
    draw_foot,
    draw_head,
    head_height,
    numbered,
)
from cpdesk.documents.layout.text import printable
from cpdesk.words import Words


class Piece(Protocol):
    """Something of known height that draws itself from y downward; it is never split."""

    @property
    def height(self) -> float: ...

    def draw(self, canvas: Canvas, y: float) -> None: ...


class Flow:
    """Where the next piece goes. `title`, `school` and `when` are in the head of every page."""

    def __init__(self, paper: Paper, title: str, school: str, when: str) -> None:
        self.paper = paper
        self.head = Head(title, printable(school), printable(when))
        self._top = paper.size[1] - head_height(paper.size, self.head) - 6.0
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

    def write(
        self, title: str, at: datetime, words: Words, left: str | None = None, middle: str = ""
    ) -> bytes:
        """Draws all pages. `title` is the document's title, as shown in file lists and print
        queues; `at` is when it was made. `left` and `middle` are the small texts in the foot: by
        default when it was printed, and that there is no student data."""
        size = self.paper.size
        known_as = numbered(self.paper, words)
        if left is None:
            left = words.text("Printed {at}", at=words.moment(at))
        left = printable(left)
        middle = printable(middle) or words.text("No student data on this page")
        draft = Draft(size, title, self.head.school, at, words)
        for number, page in enumerate(self.pages, 1):
            draw_head(draft.canvas, size, self.head)
            for y, piece in page:
                piece.draw(draft.canvas, y)
            which = words.text("Page {n} of {count}", n=number, count=len(self.pages))
            draw_foot(draft.canvas, size, left, middle, which, known_as)
            draft.canvas.showPage()
        return draft.bytes()
