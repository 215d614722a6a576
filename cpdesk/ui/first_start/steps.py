"""The dark column of the first start: what CPDesk is, the steps, and what each one is for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

_STEP = 58  # from one step to the next
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class Steps(QWidget, Themed):
    """The steps with name and purpose, each with its number or a check mark."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._names = (
            words.text("Roster"),
            words.text("School"),
            words.text("Your account"),
            words.text("Recovery key"),
        )
        self._whats = (
            words.text("What the district allows"),
            words.text("Whose schedule applies"),
            words.text("Who made each entry"),
            words.text("Opens your data after a repair"),
        )
        self._current = 0
        self._brand = Text(theme, "CPDesk", Role.NAME, color="nav_strong")
        self._says = Text(
            theme,
            words.text(
                "Checks each partner visitor against the district’s rules, right at the front "
                "desk, even without internet. Setup takes about two minutes."
            ),
            Role.SMALL,
            wrap=True,
            color="nav_soft",
        )
        self._column = fill(QVBoxLayout(self), self._brand, self._says, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_current(0)
        self.apply_theme()

    def set_current(self, step: int) -> None:
        self._current = step
        self.setAccessibleName(
            self._words.text(
                "Step {n} of {all}: {name}. {purpose}.",
                n=step + 1,
                all=len(self._names),
                name=self._names[step],
                purpose=self._whats[step],
            )
        )
        self.update()

    def apply_theme(self) -> None:
        px = self.theme.px
        self.setFixedWidth(px(264))
        self._column.setContentsMargins(px(24), px(28), px(24), px(24))
        self._column.setSpacing(px(6))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px = self.theme.tokens, self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(t.nav))
        top, side = self._says.geometry().bottom() + px(34), px(26)
        for n, name in enumerate(self._names):
            circle = QRectF(px(24), top + n * px(_STEP), side, side)
            on, past = n == self._current, n < self._current
            painter.setPen(QPen(QColor(t.nav_strong if on else t.nav_soft), 1.5))
            painter.setBrush(QColor(t.nav_on) if on else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle)
            if past:
                inner = circle.adjusted(px(6), px(6), -px(6), -px(6))
                self.theme.paint_icon(painter, "check", t.nav_strong, inner)
            else:
                painter.setFont(self.theme.font(12.5, 600))
                painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(n + 1))
            painter.setFont(self.theme.font(14, 600 if on else 400))
            painter.setPen(QColor(t.nav_strong if on else t.nav_ink))
            left = circle.right() + px(12)
            line = QRectF(left, circle.top() - px(5), self.width() - left - px(8), px(20))
            painter.drawText(line, _LINE, name)
            painter.setFont(self.theme.font(12.5))
            painter.setPen(QColor(t.nav_soft))
            painter.drawText(line.translated(0, px(18)), _LINE, self._whats[n])
