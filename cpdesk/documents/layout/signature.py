"""A line to sign on, with the signer's name below."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import MUTED, SIDE, SMALL, TEXT, put
from cpdesk.documents.layout.sheet import BODY
from cpdesk.documents.layout.text import printable, wrap

_WIDE = 240.0
_STEP = 13.0


@dataclass(frozen=True, slots=True)
class Signature:
    """Name and title under the line."""

    name: tuple[str, ...]
    title: tuple[str, ...]

    @staticmethod
    def of(name: str, title: str, room: float) -> Signature:
        return Signature(
            wrap(printable(name), Weight.SEMIBOLD, BODY, room),
            wrap(printable(title), Weight.REGULAR, BODY * 0.85, room) if title else (),
        )

    @property
    def height(self) -> float:
        return 10.0 + (len(self.name) + len(self.title)) * _STEP

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setStrokeColor(SMALL)
        canvas.setLineWidth(0.75)
        canvas.line(SIDE, y - 4.0, SIDE + _WIDE, y - 4.0)
        y -= 5.0
        for line in self.name:
            y -= _STEP
            put(canvas, SIDE, y, line, Weight.SEMIBOLD, BODY, TEXT)
        for line in self.title:
            y -= _STEP
            put(canvas, SIDE, y, line, Weight.REGULAR, BODY * 0.85, MUTED)
