"""A short status as a rounded label: as a widget, and painted for delegates."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.plain_button import PressButton
from cpdesk.ui.widgets.themed import Themed

SIZE = 12.5
WEIGHT = 500
_SIDE, _TOP = 11, 4


def pill_size(text: str, theme: Theme) -> QSize:
    """The size that a pill needs."""
    metrics = QFontMetrics(theme.font(SIZE, WEIGHT))
    return QSize(
        metrics.horizontalAdvance(text) + 2 * theme.px(_SIDE), metrics.height() + 2 * theme.px(_TOP)
    )


def paint_pill(
    painter: QPainter,
    rect: QRect,
    text: str,
    tone: Tone,
    theme: Theme,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QRect:
    """Draws a pill inside `rect`, vertically centered; returns where it is.

    If there is too little room, the text is shortened with "…".
    """
    need = pill_size(text, theme)
    width = min(need.width(), rect.width())
    if width <= 2 * theme.px(_SIDE):
        return QRect()
    left = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = rect.right() + 1 - width
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = rect.left() + (rect.width() - width) // 2
    box = QRect(left, rect.top() + (rect.height() - need.height()) // 2, width, need.height())
    ink, background = theme.tokens.tone(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(background))
    painter.drawRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)
    painter.setFont(theme.font(SIZE, WEIGHT))
    painter.setPen(theme.color(ink))
    room = width - 2 * theme.px(_SIDE)
    said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
    painter.restore()
    return box


class PillButton(PressButton):
    """A status that leads somewhere: looks like a pill, takes focus and clicks."""

    def __init__(self, theme: Theme, text: str = "", tone: Tone = Tone.PLAIN) -> None:
        super().__init__(theme)
        self._tone = tone
        self.set(text, tone)

    @property
    def tone(self) -> Tone:
        return self._tone

    def set(self, text: str, tone: Tone) -> None:
        changed = text != self.text()
        self._tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        if changed:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self.text(), self.theme) + QSize(4, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, _ = self.theme.tokens.tone(self._tone)
        box = paint_pill(
            painter, self.rect().adjusted(2, 2, -2, -2), self.text(), self._tone, self.theme
        )
        if self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color(ink), 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)


class Pill(QWidget, Themed):
    """A status in a tone; screen readers read its text."""

    def __init__(
        self, theme: Theme, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._text = text
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, tone)

    @property
    def text(self) -> str:
        return self._text

    @property
    def tone(self) -> Tone:
        return self._tone

    def set(self, text: str, tone: Tone | None = None) -> None:
        """Changes the text, and the tone if given."""
        changed = text != self._text
        self._text = text
        self._tone = self._tone if tone is None else tone
        self.setAccessibleName(text)
        if changed:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._text, self.theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(QPainter(self), self.rect(), self._text, self._tone, self.theme)
