"""Papers read back: their words, where the ink is, what a scanner sees."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageChops
from pypdf import PdfReader

from cpdesk.documents.layout.preview import PageImage, pages

MM = 72 / 25.4


def text_of(pdf: bytes) -> str:
    """All words, with single spaces."""
    return " ".join(" ".join(page_texts(pdf)).split())


def page_texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """In points."""
    return [
        (float(page.mediabox.width), float(page.mediabox.height))
        for page in PdfReader(BytesIO(pdf)).pages
    ]


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Every font by name, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            one: Any = font.get_object()
            about: Any = one.get("/FontDescriptor", {})
            found[one["/BaseFont"]] = "/FontFile2" in about
    return found


def images_of(pdf: bytes) -> int:
    """How many pictures the pages hold: papers are drawn, not painted."""
    return sum(len(page.images) for page in PdfReader(BytesIO(pdf)).pages)


def picture(image: PageImage) -> Image.Image:
    return Image.frombytes("RGBA", (image.width, image.height), image.rgba).convert("RGB")


def pictures(pdf: bytes, scale: float = 2.0) -> list[Image.Image]:
    return [picture(image) for image in pages(pdf, scale)]


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything that is not white: left, top, right, bottom; in pixels."""
    box = ImageChops.invert(image.convert("L")).point(lambda v: 255 if v > 8 else 0).getbbox()
    assert box, "an empty page"
    return box


def cut(image: Image.Image, box: tuple[float, float, float, float], scale: float) -> Image.Image:
    """A part of a page's picture; the box in points from the upper left corner."""
    left, top, right, bottom = (round(v * scale) for v in box)
    return image.crop((left, top, right, bottom))


def codes(image: Image.Image) -> list[str]:
    """What a scanner reads."""
    return [found.text for found in zxingcpp.read_barcodes(image)]


def place_of(pdf: bytes, words: str, page: int = 0) -> tuple[float, float, float, float]:
    """Where some words stand: left, bottom, right, top; in points from the lower left corner."""
    document = pdfium.PdfDocument(pdf)
    text = document[page].get_textpage()
    found = text.search(words).get_next()
    assert found, f"{words!r} is not on page {page + 1}"
    start, count = found
    boxes = [text.get_charbox(n, loose=True) for n in range(start, start + count)]
    document.close()
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
