"""What a paper will look like: PDF bytes to page images, for the window and for demonstrations."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import pypdfium2 as pdfium

_PDFIUM = Lock()  # the library is not thread-safe


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as rows of red, green, blue, and alpha bytes, top row first, without gaps."""

    width: int
    height: int
    rgba: bytes

    def png(self) -> bytes:
        """The image as a PNG file."""
        stride = self.width * 4
        rows = b"".join(
            b"\0" + self.rgba[y * stride : (y + 1) * stride] for y in range(self.height)
        )
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 6, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    with _PDFIUM:
        document = pdfium.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in millimeters."""
    with _opened(pdf) as document:
        sizes = [document.get_page_size(n) for n in range(len(document))]
    return tuple((wide * 25.4 / 72, high * 25.4 / 72) for wide, high in sizes)


def page(pdf: bytes, number: int, scale: float) -> PageImage:
    """One page, from 0; at scale 1, a point is a pixel (72 per inch)."""
    with _opened(pdf) as document:
        return _rendered(document, number, scale)


def pages(pdf: bytes, scale: float) -> tuple[PageImage, ...]:
    """All pages."""
    with _opened(pdf) as document:
        return tuple(_rendered(document, n, scale) for n in range(len(document)))


def _rendered(document: pdfium.PdfDocument, number: int, scale: float) -> PageImage:
    sheet = document[number]
    bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    stride = bitmap.width * 4
    data = bytes(bitmap.buffer)
    if bitmap.stride != stride:
        rows = range(0, bitmap.stride * bitmap.height, bitmap.stride)
        data = b"".join(data[at : at + stride] for at in rows)
    # The fourth byte is padding, not opacity: paper is opaque.
    solid = bytearray(data)
    solid[3::4] = b"\xff" * (bitmap.width * bitmap.height)
    image = PageImage(bitmap.width, bitmap.height, bytes(solid))
    bitmap.close()
    sheet.close()
    return image
