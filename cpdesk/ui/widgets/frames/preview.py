"""Sheets of paper on a gray background: what will be printed, to check first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.themed import Themed

_SHADOWS = 12
_GAP = 24  # between the pages


class PdfPreview(QAbstractScrollArea, Themed):
    """Pages below each other, as wide as there is room; scrolls with the keyboard too.

    `page_width` is the maximum width of a page at 100 %; small papers such as badges are not
    enlarged beyond it.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        page_width: int = 720,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._pages: tuple[QImage, ...] = ()
        self._message = ""
        self._page_width = page_width
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.apply_theme()

    @property
    def pages(self) -> tuple[QImage, ...]:
        return self._pages

    @property
    def message(self) -> str:
        """The text shown instead of pages."""
        return self._message

    def set_pages(self, pages: Sequence[QImage]) -> None:
        """Render them at about twice the displayed size so that they are sharp."""
        self._pages = tuple(pages)
        self._message = ""
        self._fit()
        self.verticalScrollBar().setValue(0)

    def set_message(self, message: str) -> None:
        """Text instead of pages: while they are made, or why there are none."""
        self._pages = ()
        self._message = message
        self._fit()

    @property
    def page_in_sight(self) -> int:
        """The page that takes most of the visible area, counted from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        tops = [box.top() - self.theme.px(_GAP) for box in self._boxes()]
        return max((n for n, top in enumerate(tops) if top <= middle), default=0)

    def turn_to(self, page: int) -> None:
        """Scrolls until the page starts at the top, or as far as possible."""
        boxes = self._boxes()
        if 0 <= page < len(boxes):
            self.verticalScrollBar().setValue(round(boxes[page].top() - self.theme.px(_GAP)))

    def apply_theme(self) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(380), self.theme.px(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        target = {
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }.get(Qt.Key(event.key()))
        if target is None:
            event.ignore()
            return
        bar.setValue(target)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self.theme.tokens
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.viewport().rect())
        painter.setPen(QPen(QColor(t.accent), 4) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.desk))
        painter.drawRoundedRect(whole, 9, 9)
        if self._message:
            painter.setFont(self.theme.font(14))
            painter.setPen(QColor(t.desk_ink))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(whole.adjusted(24, 24, -24, -24), int(flags), self._message)
        for page, box in zip(self._pages, self._boxes(), strict=True):
            box.translate(0, -self.verticalScrollBar().value())
            if box.intersects(whole):
                self._paint_page(painter, page, box)

    def _paint_page(self, painter: QPainter, page: QImage, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for n in range(_SHADOWS, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 5))
            painter.drawRoundedRect(box.adjusted(-n, 4 - n, n, 4 + n), n, n)
        painter.fillRect(box, QColor("#FFFFFF"))
        painter.drawImage(box, page)

    def _boxes(self) -> list[QRectF]:
        """Where each page is, measured from the top of the scrolled sheet."""
        room, gap = self.viewport().size(), self.theme.px(_GAP)
        wide = max(40, min(room.width() - 2 * gap, self.theme.px(self._page_width)))
        boxes, y = [], float(gap)
        for page in self._pages:
            ratio = page.height() / max(1, page.width())
            boxes.append(QRectF((room.width() - wide) / 2, y, wide, wide * ratio))
            y += wide * ratio + gap
        spare = room.height() - y
        if boxes and spare > 0:
            for box in boxes:
                box.translate(0, spare / 2)
        return boxes

    def _fit(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        boxes = self._boxes()
        need = int(boxes[-1].bottom()) + self.theme.px(_GAP) if boxes else 0
        bar.setRange(0, max(0, need - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(self.theme.px(40))
        self.viewport().update()
