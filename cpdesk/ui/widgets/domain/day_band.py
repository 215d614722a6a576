"""A school day as one strip: which times are class, which are free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.text.tooltip import show_tooltip
from cpdesk.ui.widgets.themed import ThemedWidget


@dataclass(frozen=True, slots=True)
class Stretch:
    """One piece of the strip. `label` is shown if there is room, `short` if there is little,
    `whole` in the tooltip and for screen readers. `marked` draws a ring around it."""

    start: time
    end: time
    label: str
    whole: str
    free: bool = False
    marked: bool = False
    short: str = ""


class DayBand(ThemedWidget):
    """The strip, with a line where `now` is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._stretches: tuple[Stretch, ...] = ()
        self._now: time | None = None
        self._ring: tuple[time, time] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(
        self,
        stretches: Sequence[Stretch],
        now: time | None = None,
        name: str = "",
        ring: tuple[time, time] | None = None,
    ) -> None:
        """`name` is what the strip is about, such as "Grade 6 today". `ring` is a requested time,
        outlined wherever it is; the strip extends to it."""
        self._stretches = tuple(sorted(stretches, key=lambda s: s.start))
        self._now = now
        self._ring = ring
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(s.whole for s in self._stretches))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(t.line_soft))
        for stretch in self._stretches:
            self._paint(painter, stretch, self._box(stretch))
        if self._ring is not None and self._stretches:
            left, right = (self._x(at) for at in self._ring)
            painter.setPen(QPen(QColor(t.accent), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(left, 0, max(8.0, right - left), self.height())
            painter.drawRect(box.adjusted(1.5, 1.5, -2.5, -1.5))
        if self._now is not None and self._stretches and self._covers(self._now):
            x = self._x(self._now)
            painter.fillRect(QRectF(x - 1, 0, 2, self.height()), QColor(t.accent))

    def _paint(self, painter: QPainter, stretch: Stretch, box: QRectF) -> None:
        t, px = self.theme.tokens, self.theme.px
        painter.fillRect(box, QColor(t.free if stretch.free else t.band))
        painter.fillRect(QRectF(box.right() - 1, 0, 1, box.height()), QColor(t.surface))
        painter.setFont(self.theme.font(11, 600 if stretch.free else 400))
        painter.setPen(QColor(t.free_ink if stretch.free else t.band_ink))
        room = int(box.width()) - px(4)
        for said in (stretch.label, stretch.short):
            if painter.fontMetrics().horizontalAdvance(said) <= room:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
                break
        if stretch.marked:
            painter.setPen(QPen(QColor(t.accent), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1.5, 1.5, -2.5, -1.5))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            for stretch in self._stretches:
                if self._box(stretch).contains(event.pos()):
                    show_tooltip(event.globalPos(), stretch.whole, self)
                    return True
        return super().event(event)

    def _box(self, stretch: Stretch) -> QRectF:
        left = self._x(stretch.start)
        return QRectF(left, 0, self._x(stretch.end) - left, self.height())

    def _covers(self, at: time) -> bool:
        first, last = self._ends()
        return first <= _minutes(at) <= last

    def _ends(self) -> tuple[int, int]:
        first = _minutes(self._stretches[0].start)
        last = max(_minutes(s.end) for s in self._stretches)
        if self._ring is None:
            return first, last
        return min(first, _minutes(self._ring[0])), max(last, _minutes(self._ring[1]))

    def _x(self, at: time) -> float:
        first, last = self._ends()
        return self.width() * (_minutes(at) - first) / max(1, last - first)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
