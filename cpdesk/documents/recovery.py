"""The recovery key on paper: it opens the front desk's data when the computer has lost its key."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.fonts import CAP, Weight, width
from cpdesk.documents.layout.page import HEAD_RULE, MUTED, SIDE, TEXT, Paper, put
from cpdesk.documents.layout.table import Paragraph
from cpdesk.documents.layout.text import printable, wrap
from cpdesk.records.office import RecoveryPaper
from cpdesk.words import N_, Words

_BODY, _LINE = 10.3, 15.3
_HEADING = 11.6
_GROUP, _NUMBER = 19.0, 8.0
_ACROSS = 2  # groups per line: few enough not to lose one's place while typing
_CELL = 46.0

_WHAT_FOR = N_(
    "This key opens this front desk’s data when the computer has lost its own "
    "key: after a repair, on a new computer, or under a new user account."
)
_HOW = (
    N_("If the data is gone too, first restore its folder from a backup. Then start CPDesk."),
    N_("When CPDesk asks for the recovery key, type the eight groups above. Spaces don’t matter."),
)
_KEEP = (
    N_("Keep this sheet locked up, such as in the office safe, and never with the computer."),
    N_(
        "Anyone who has this sheet and the data can read the visitor log. Don’t take a photo of it."
    ),
    N_("Without this sheet, data whose key is lost can’t be opened again. No one else has a copy."),
)


def recovery(sheet: RecoveryPaper, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """One page. It names no one."""
    title = words.text("Recovery key")
    local = words.local(sheet.at)
    when = f"{words.long_day(local.date())}, {words.clock(local.time())}"
    flow = Flow(paper, title, sheet.school_name, when)
    room = paper.size[0] - 2 * SIDE
    flow.gap(8.0)
    flow.place(_paragraph(words.text(_WHAT_FOR), room))
    flow.gap(16.0)
    for first in range(0, len(sheet.groups), _ACROSS):
        flow.place(_Groups(room, sheet.groups[first : first + _ACROSS], first))
    for heading, sentences in (
        (words.text("When you need it"), _HOW),
        (words.text("Until then"), _KEEP),
    ):
        flow.gap(20.0)
        flow.place(_paragraph(heading, room, Weight.BOLD, _HEADING))
        for sentence in sentences:
            flow.gap(5.0)
            flow.place(_paragraph(words.text(sentence), room))
    return flow.write(title, sheet.at, words, words.text("CPDesk recovery key"))


def _paragraph(
    said: str, room: float, weight: Weight = Weight.REGULAR, size: float = _BODY
) -> Paragraph:
    lines = wrap(printable(said), weight, size, room)
    return Paragraph(lines, weight, size, after=0.0, step=_LINE, rise=4.0)


@dataclass(frozen=True, slots=True)
class _Groups:
    """A few groups side by side in boxes, each with its number, so that a typing error can be
    located."""

    room: float
    groups: tuple[str, ...]
    first: int

    @property
    def height(self) -> float:
        return _CELL

    def draw(self, canvas: Canvas, y: float) -> None:
        wide = self.room / _ACROSS
        canvas.setStrokeColor(HEAD_RULE)
        canvas.setLineWidth(0.75)
        for n, group in enumerate(self.groups):
            x = SIDE + n * wide
            canvas.rect(x, y - _CELL, wide, _CELL)
            put(canvas, x + 8.0, y - 14.0, str(self.first + n + 1), Weight.REGULAR, _NUMBER, MUTED)
            half = len(group) // 2
            base = y - (_CELL + _GROUP * CAP) / 2
            left = x + 40.0
            put(canvas, left, base, group[:half], Weight.SEMIBOLD, _GROUP, TEXT)
            left += width(group[:half], Weight.SEMIBOLD, _GROUP) + 7.0
            put(canvas, left, base, group[half:], Weight.SEMIBOLD, _GROUP, TEXT)
