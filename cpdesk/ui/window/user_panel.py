"""The foot of the sidebar: who is signed in, and when the window locks. Clicking it switches users
or, while there is no account, creates the first one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.plain_button import PressButton
from cpdesk.ui.widgets.text.tooltip import set_tooltip

_STRONG, _SMALL = 14.0, 12.5


def paint_ground(painter: QPainter, button: QWidget, theme: Theme, *, on: bool = False) -> None:
    """What shows that a button of the sidebar is on, pointed at, or has the focus."""
    frame = QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    if on or button.underMouse():
        color = theme.color("nav_on")
        color.setAlphaF(1.0 if on else 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(frame, 8, 8)
    if button.hasFocus():
        painter.setPen(QPen(theme.color("nav_strong"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class UserPanel(PressButton):
    """A bold line with small ones under it, or an icon where the sidebar is narrow."""

    def __init__(self, theme: Theme, strong: str, small: tuple[str, ...]) -> None:
        super().__init__(theme)
        self._icon = "user"
        self._small: tuple[str, ...] = ()
        self._narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_message(strong, small)

    def show_message(
        self, strong: str, small: tuple[str, ...], does: str = "", icon: str = "user"
    ) -> None:
        """`does` says what a click does."""
        self._icon = icon
        self._small = tuple(line for line in small if line)
        self.setText(strong)
        self.setAccessibleName(", ".join((strong, *self._small)))
        self.setAccessibleDescription(does)
        self.updateGeometry()
        self.update()

    @property
    def small(self) -> tuple[str, ...]:
        return self._small

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self.theme.px
        if self._narrow:
            return QSize(px(40), px(38))
        strong, small = self._heights()
        return QSize(px(120), strong + small * len(self._small) + px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, t, px = self.theme, self.theme.tokens, self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, theme)
        if self._narrow:
            side = px(17)
            box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            theme.paint_icon(painter, self._icon, t.nav_ink, box)
            return
        left, room, top = px(10), self.width() - px(16), px(7)
        whole = True
        strong, small = self._heights()
        lines = [(self.text(), _STRONG, 600, "nav_strong", strong)]
        lines += [(line, _SMALL, 400, "nav_soft", small) for line in self._small]
        for text, size, weight, color, high in lines:
            painter.setFont(theme.font(size, weight))
            painter.setPen(theme.color(color))
            said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            whole = whole and said == text
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(left, top, room, high), int(middle), said)
            top += high
        set_tooltip(self, "" if whole else "\n".join((self.text(), *self._small)))

    def _heights(self) -> tuple[int, int]:
        strong = QFontMetrics(self.theme.font(_STRONG, 600)).height()
        return strong, QFontMetrics(self.theme.font(_SMALL)).height()
