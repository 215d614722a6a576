"""A round chip to press, such as for the next day or the previous term."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.plain_button import PressButton
from cpdesk.ui.widgets.text.tooltip import set_tooltip


class RoundButton(PressButton):
    """A chip to press: an icon alone, or text alone."""

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__(theme)
        self._icon = icon
        self.setAccessibleName(name)
        set_tooltip(self, name)

    def show_message(self, text: str) -> None:
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self.theme.px
        if not self.text():
            return QSize(px(27), px(27))
        wide = QFontMetrics(self.theme.font(12.5, 500)).horizontalAdvance(self.text())
        return QSize(wide + 2 * px(12), px(27))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px = self.theme.tokens, self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(t.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line if self.underMouse() or self.isDown() else t.chip))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        if not self.text():
            side = px(15)
            box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            self.theme.paint_icon(painter, self._icon, "chip_ink", box)
            return
        painter.setFont(self.theme.font(12.5, 500))
        painter.setPen(QColor(t.chip_ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
