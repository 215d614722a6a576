"""Printing without CUPS: through Qt's printer, each page as a picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from cpdesk.errors import DeskError
from cpdesk.services.printing.printing import Printer, Sent
from cpdesk.words import N_

if TYPE_CHECKING:
    from cpdesk.documents.layout.preview import PageImage

_MOST_DPI = 600
# Per page: labels as fine as the printer, letter at 414 dpi. A page at 600 dpi would take 780 MB
# while it is drawn, and its lines wouldn't look any sharper.
_MOST_PIXELS = 16_000_000
_INSTEAD = N_("Save it as a PDF, or choose another printer in Settings.")


class QtRoute:
    """The printers that Qt knows. Painting on a printer is allowed on any thread.

    `to_file` prints to a PDF with that name instead of paper: the tests use it.
    """

    def __init__(self, to_file: str = "") -> None:
        self._to_file = to_file

    def printers(self) -> tuple[Printer, ...]:
        preferred = QPrinterInfo.defaultPrinterName()
        return tuple(
            Printer(name, preferred=name == preferred)
            for name in QPrinterInfo.availablePrinterNames()
        )

    def send(
        self,
        pdf: bytes,
        printer: str,
        title: str,
        page_size_mm: tuple[float, float],
        copies: int,
    ) -> Sent:
        """Draws every page at the paper's own size; nothing is scaled to fit."""
        from cpdesk.documents.layout import preview

        device = self._device(printer)
        _set_up(device, title, page_size_mm, copies)
        painter = QPainter()
        if not device.isValid() or not painter.begin(device):
            raise DeskError(
                N_("Printer {printer} didn’t accept the job."), _INSTEAD, printer=printer
            )
        try:
            resolution = print_resolution(device.resolution(), page_size_mm)
            again = 1 if device.supportsMultipleCopies() else copies
            first = True
            for _ in range(again):
                for number in range(len(preview.page_sizes(pdf))):
                    if not first and not device.newPage():
                        raise DeskError(
                            N_("Printer {printer} stopped between pages."),
                            _INSTEAD,
                            printer=printer,
                        )
                    first = False
                    page = preview.page(pdf, number, resolution / 72)
                    _draw(painter, device, page, page_size_mm)
        finally:
            painter.end()
        return Sent(printer, uuid4().hex)

    def _device(self, printer: str) -> QPrinter:
        if self._to_file:
            device = QPrinter(QPrinter.PrinterMode.HighResolution)
            device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            device.setOutputFileName(self._to_file)
            return device
        if printer not in QPrinterInfo.availablePrinterNames():
            raise DeskError(N_("Printer {printer} wasn’t found."), _INSTEAD, printer=printer)
        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setPrinterName(printer)
        return device


def _set_up(device: QPrinter, title: str, size_mm: tuple[float, float], copies: int) -> None:
    """Tells the driver how the paper is loaded: upright, and rotated if it is wider than tall."""
    wide, high = size_mm
    landscape = wide > high
    size = QPageSize(
        QSizeF(min(size_mm), max(size_mm)),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    device.setDocName(title)
    device.setCreator("CPDesk")
    device.setFullPage(True)
    device.setDuplex(QPrinter.DuplexMode.DuplexNone)  # as everywhere: each sheet goes to a person
    device.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
    if device.supportsMultipleCopies():
        device.setCopyCount(copies)


def print_resolution(device_dpi: int, size_mm: tuple[float, float]) -> float:
    """As fine as the printer, within what memory allows."""
    inches = size_mm[0] * size_mm[1] / 25.4**2
    return min(device_dpi, _MOST_DPI, math.sqrt(_MOST_PIXELS / max(inches, 0.01)))


def _draw(
    painter: QPainter, device: QPrinter, page: PageImage, size_mm: tuple[float, float]
) -> None:
    """Draws the picture at the paper's upper left corner, at its true size."""
    picture = QImage(
        page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888
    )
    dots = device.resolution() / 25.4
    target = QRect(0, 0, round(size_mm[0] * dots), round(size_mm[1] * dots))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, picture)
