"""Papers held against what they were when somebody looked at them: every text, line and box with
its place.

A paper that is meant to change: run the tests once with CPDESK_GOLDEN=write, look at the paper, and
at the difference that git shows.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

FOLDER = Path(__file__).parent / "golden"


def places(pdf: bytes) -> str:
    """A line for each piece of text and each shape, from the top down: left and right edge, bottom
    (of a shape: and top), in half points; then the text, or what kind of shape it is."""
    document = pdfium.PdfDocument(pdf)
    lines = []
    for number in range(len(document)):
        page = document[number]
        wide, high = page.get_size()
        lines.append(f"page {number + 1}: {wide:.1f} x {high:.1f}")
        found = [*_texts(page), *_shapes(page)]
        lines += [said for *_, said in sorted(found)]
    document.close()
    return "\n".join(lines) + "\n"


_Placed = tuple[float, float, str]  # from the top, from the left, the line


def _texts(page: pdfium.PdfPage) -> list[_Placed]:
    text = page.get_textpage()
    found = []
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        said = " ".join(text.get_text_bounded(left, bottom, right, top).split())
        if said:
            at = f"{_half(left):6.1f} {_half(right):6.1f} {_half(bottom):6.1f}"
            found.append((-_half(bottom), _half(left), f"{at}  {said}"))
    return found


def _shapes(page: pdfium.PdfPage) -> list[_Placed]:
    found = []
    for shape in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (_half(side) for side in shape.get_bounds())
        kind = "[rule]" if top - bottom <= 4 or right - left <= 4 else "[box]"
        at = f"{left:6.1f} {right:6.1f} {bottom:6.1f} {top:6.1f}"
        found.append((-bottom, left, f"{at}  {kind}"))
    return found


def _half(points: float) -> float:
    return round(points * 2) / 2


def rects(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """The boxes of all text, page by page: left, bottom, right, top; points from the lower left."""
    document = pdfium.PdfDocument(pdf)
    made = []
    for number in range(len(document)):
        text = document[number].get_textpage()
        made.append([text.get_rect(n) for n in range(text.count_rects())])
    document.close()
    return made


def assert_golden(name: str, pdf: bytes) -> None:
    """The paper is as it was."""
    path = FOLDER / f"{name}.txt"
    now = places(pdf)
    if os.environ.get("CPDESK_GOLDEN") == "write":
        path.write_text(now, "utf-8")
    assert now == path.read_text("utf-8")


def assert_on_the_page(pdf: bytes, margin: float = 18.0) -> None:
    """Nothing leaves its page, no text runs into another, and no line runs through a text."""
    document = pdfium.PdfDocument(pdf)
    for page, boxes in zip(document, rects(pdf), strict=True):
        wide, high = page.get_size()
        shapes = [one.get_bounds() for one in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
        for left, bottom, right, top in (*boxes, *shapes):
            assert left >= margin
            assert bottom >= margin
            assert right <= wide - margin
            assert top <= high - margin
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                assert not _overlap(one, other), (one, other)
        for rule in shapes:
            if rule[3] - rule[1] < 4:
                for box in boxes:
                    assert not _crosses(rule, box), (rule, box)
    document.close()


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    """By more than a hair: descenders may touch the line below."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.6 and down > 0.9


def _crosses(
    rule: tuple[float, float, float, float], box: tuple[float, float, float, float]
) -> bool:
    """A line at a height between the feet and the heads of letters that it passes."""
    y = (rule[1] + rule[3]) / 2
    return box[1] + 1.0 < y < box[3] - 1.0 and min(rule[2], box[2]) - max(rule[0], box[0]) > 1.0
