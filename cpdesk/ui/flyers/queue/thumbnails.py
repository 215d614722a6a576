"""Small pictures of flyers: the first page if there is one, otherwise a sheet of paper."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.themed import Themed

_KEPT = 120  # pictures; a few kilobytes each


class Thumbnails:
    """Draws them, and keeps the decoded pictures."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._read: OrderedDict[bytes, QPixmap] = OrderedDict()

    def paint(self, painter: QPainter, rect: QRect, thumbnail: bytes | None) -> None:
        """Draws inside `rect`, in the picture's own proportions, with a thin frame."""
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        picture = self._picture(thumbnail) if thumbnail else QPixmap()
        room = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        if picture.isNull():
            self._paint_sheet(painter, room)
        else:
            size = picture.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(0, 0, size.width(), size.height())
            box.moveCenter(room.center())
            path = QPainterPath()
            path.addRoundedRect(box, 3, 3)
            painter.save()
            painter.setClipPath(path)
            painter.drawPixmap(box, picture, QRectF(picture.rect()))
            painter.restore()
            self._paint_frame(painter, box)
        painter.restore()

    def _picture(self, thumbnail: bytes) -> QPixmap:
        if thumbnail not in self._read:
            self._read[thumbnail] = QPixmap.fromImage(QImage.fromData(thumbnail))
            if len(self._read) > _KEPT:
                self._read.popitem(last=False)
        self._read.move_to_end(thumbnail)
        return self._read[thumbnail]

    def _paint_sheet(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("surface"))
        painter.drawRoundedRect(room, 3, 3)
        side = min(room.width(), room.height()) * 0.48
        box = QRectF(0, 0, side, side)
        box.moveCenter(room.center())
        self.theme.paint_icon(painter, "file-text", "ink3", box)
        self._paint_frame(painter, room)

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.color("edge"), 1))
        painter.drawRoundedRect(box, 3, 3)


class Picture(QWidget, Themed):
    """One picture as a widget. Says nothing to screen readers: its name is next to it."""

    def __init__(self, theme: Theme, wide: int = 54, high: int = 70) -> None:
        super().__init__()
        self.theme = theme
        self._size = (wide, high)
        self._thumbnail: bytes | None = None
        self._painter = Thumbnails(theme)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, thumbnail: bytes | None) -> None:
        self._thumbnail = thumbnail
        self.update()

    def apply_theme(self) -> None:
        self._painter = Thumbnails(self.theme)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide, high = self._size
        return QSize(self.theme.px(wide), self.theme.px(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint(QPainter(self), self.rect(), self._thumbnail)
