"""Buttons that show their key, and chips to choose from."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.plain_button import PlainButton
from cpdesk.ui.widgets.themed import Themed


class Kind(StrEnum):
    """A button's role on its page."""

    PLAIN = "plain"
    PRIMARY = "primary"  # the next action; one per page
    DANGER = "danger"
    QUIET = "quiet"


class Button(QPushButton, Themed):
    """ "Check in and print [Enter]": a label, and the key that does the same.

    The key is only shown: the page binds it, because the same key may do different things. `small`
    is the size for headers and the feet of cards.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        key: str = "",
        *,
        kind: Kind = Kind.PLAIN,
        icon: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self.kind = kind
        self._key = key
        self._icon = icon
        self._small = small
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set(text, key)

    def set(self, text: str, key: str | None = None, kind: Kind | None = None) -> None:
        """Changes the label, the key or the kind."""
        self.setText(text)
        self._key = self._key if key is None else key
        self.kind = self.kind if kind is None else kind
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._key)
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setShortcut(QKeySequence())  # as in `PlainButton`

    @property
    def key(self) -> str:
        return self._key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as on every other system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.theme.font(14, 600))
        px = self.theme.px
        width = words.horizontalAdvance(self.text()) + 2 * px(14 if self._small else 17)
        if self._key:
            width += px(10) + self._key_width()
        if self._icon:
            width += px(16) + (px(8) if self.text() else 0)
        return QSize(width, px(35 if self._small else 42))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _key_width(self) -> int:
        return QFontMetrics(self.theme.font(11.5)).horizontalAdvance(self._key) + self.theme.px(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px = self.theme.tokens, self.theme.px
        ink, background, edge = self._colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(background)
        painter.drawRoundedRect(frame, 8, 8)
        if self.hasFocus():
            inner = self.kind is Kind.PRIMARY
            inset = 2.5 if inner else 0.5
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.on_accent if inner else t.accent), 2))
            painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), 7, 7)
        self._paint_words(painter, ink, px(8))

    def _paint_words(self, painter: QPainter, ink: QColor, gap: int) -> None:
        px, rect = self.theme.px, QRectF(self.rect())
        need = self.sizeHint().width() - 2 * px(14 if self._small else 17)
        left = max(px(8), (rect.width() - need) / 2)
        if self._icon:
            side = px(16)
            box = QRectF(left, (rect.height() - side) / 2, side, side)
            self.theme.paint_icon(painter, self._icon, ink.name(), box)
            left += side + gap
        painter.setFont(self.theme.font(14, 600))
        painter.setPen(ink)
        width = painter.fontMetrics().horizontalAdvance(self.text())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, width + 2, rect.height()), int(middle), self.text())
        if not self._key:
            return
        high = px(17)
        box = QRectF(left + width + px(10), (rect.height() - high) / 2, self._key_width(), high)
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setFont(self.theme.font(11.5))
        faint = QColor(ink)
        faint.setAlphaF(0.8)
        painter.setPen(QPen(faint, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        """Text, background and border colors for the current state."""
        t = self.theme.tokens
        down, over = self.isDown() or self.isChecked(), self.underMouse()
        none = QColor(Qt.GlobalColor.transparent)
        if not self.isEnabled():
            return QColor(t.ink3), QColor(t.line_soft), QColor(t.line)
        if self.kind is Kind.PRIMARY:
            background = QColor(t.accent_down if down else t.accent_over if over else t.accent)
            return QColor(t.on_accent), background, background
        if self.kind is Kind.DANGER:
            background = QColor(t.no_soft if down or over else t.surface)
            return QColor(t.no), background, QColor(t.no_edge)
        if self.kind is Kind.QUIET:
            return QColor(t.accent), QColor(t.accent_soft) if down or over else none, none
        return (
            QColor(t.ink),
            QColor(t.line if down else t.hover if over else t.surface),
            QColor(t.edge),
        )


class Choice(PlainButton):
    """A rounded chip that is on or off: purposes, filters. Put several into a QButtonGroup."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._lead)

    def _lead(self, on: bool) -> None:
        """When one of several chips is chosen, Tab goes to that one. Qt does this when the user
        chose it; when the program did, Tab would go to a different one, and the arrow keys would
        choose nothing."""
        group = self.group()
        if not on or group is None or not group.exclusive():
            return
        for chip in group.buttons():
            policy = chip.focusPolicy()
            if policy & Qt.FocusPolicy.ClickFocus:  # otherwise its row has the focus
                strong = Qt.FocusPolicy.StrongFocus
                chip.setFocusPolicy(strong if chip is self else Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.theme.font(13, 500))
        px = self.theme.px
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * px(13) + 2, px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.theme.px(80)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px = self.theme.tokens, self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        on = self.isChecked()
        background = t.accent if on else t.hover if self.underMouse() else t.surface
        painter.setPen(QPen(QColor(t.accent if on else t.edge), 1))
        painter.setBrush(QColor(background))
        round_off = frame.height() / 2
        painter.drawRoundedRect(frame, round_off, round_off)
        if self.hasFocus():
            inset = 2.5 if on else 0.5
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.on_accent if on else t.accent), 2))
            box = frame.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, round_off - inset, round_off - inset)
        painter.setFont(self.theme.font(13, 500))
        painter.setPen(QColor(t.on_accent if on else t.ink if self.isEnabled() else t.ink3))
        room = self.rect().adjusted(px(12), 0, -px(12), 0)
        said = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, said)
