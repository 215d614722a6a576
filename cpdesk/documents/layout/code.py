"""A badge's QR code, drawn as rectangles so that it is sharp on every printer."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.stock import MM

QUIET = 4  # modules that are left white around the code
_DOT = 72 / 300  # of label printers: a module is a whole number of dots, so that no edge is ragged
_SMALLEST = 15 * MM

Rectangle = tuple[int, int, int, int]  # x, y from the top, width, height; in modules


@lru_cache(64)
def rectangles(text: str) -> tuple[int, tuple[Rectangle, ...]]:
    """How many modules wide the code is, and its dark parts in as few rectangles as is simple."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = made.to_image(scale=1, add_quiet_zones=False)
    pixels = bytes(memoryview(image))
    side = math.isqrt(len(pixels))
    found: list[Rectangle] = []
    above: dict[tuple[int, int], int] = {}  # the runs of the row above: their index in found
    for y in range(side):
        runs: dict[tuple[int, int], int] = {}
        for run in _runs(pixels[y * side : (y + 1) * side]):
            if run in above:
                x, top, wide, high = found[above[run]]
                found[above[run]] = (x, top, wide, high + 1)
                runs[run] = above[run]
            else:
                runs[run] = len(found)
                found.append((run[0], y, run[1], 1))
        above = runs
    return side, tuple(found)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """The dark runs of a row: where each begins and how long it is."""
    runs: list[tuple[int, int]] = []
    x = 0
    while x < len(row):
        end = x
        while end < len(row) and row[end] == 0:
            end += 1
        if end > x:
            runs.append((x, end - x))
        x = end + 1
    return runs


def module(text: str) -> float:
    """The size of one module, in points: at least 15 mm for the whole code."""
    side, _ = rectangles(text)
    return math.ceil(_SMALLEST / side / _DOT) * _DOT


def side(text: str) -> float:
    """The width of the code, in points, without the quiet zone."""
    return rectangles(text)[0] * module(text)


def draw(canvas: Canvas, text: str, x: float, y: float) -> None:
    """Draws the code in black with its lower left corner near x, y, aligned to whole dots."""
    count, dark = rectangles(text)
    unit = module(text)
    left, bottom = round(x / _DOT) * _DOT, round(y / _DOT) * _DOT
    path = canvas.beginPath()
    for column, row, wide, high in dark:
        path.rect(
            left + column * unit, bottom + (count - row - high) * unit, wide * unit, high * unit
        )
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
