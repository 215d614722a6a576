"""Which day: the previous one, the next one, or any from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cpdesk.ui.parts import Button, Themed
from cpdesk.ui.parts.plain_button import PlainButton
from cpdesk.ui.parts.tooltip import set_tooltip
from cpdesk.ui.theme import Theme
from cpdesk.ui.today.calendar import Calendar
from cpdesk.words import Words


class DateBar(QWidget, Themed):
    """The day, with buttons to go back and forward. `asked` requests another day; the bar shows the
    day it is given."""

    asked = Signal(object)  # date

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._day = self._today = date.min
        self._kind = ""
        self._short = False
        self.before = RoundButton(theme, "chevron-left", words.text("Previous day"))
        self.after = RoundButton(theme, "chevron-right", words.text("Next day"))
        self.chip = RoundButton(theme, "calendar-days", words.text("Choose a day"))
        self.back = Button(theme, words.text("Today"), "T", small=True)
        self.calendar = Calendar(theme, words)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.before, self.chip, self.after, self.back):
            self._row.addWidget(widget)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.chip.clicked.connect(self.open_calendar)
        self.back.clicked.connect(lambda: self.asked.emit(self._today))
        self.calendar.picked.connect(self.asked)
        self.dress()

    @property
    def day(self) -> date:
        return self._day

    def show_day(self, day: date, today: date, kind: str = "") -> None:
        """`kind` is what the bell schedule calls the day."""
        self._day, self._today, self._kind = day, today, kind
        self.back.setVisible(day != today)
        self._say()

    def set_short(self, short: bool) -> None:
        """Less room: the day without its year and kind."""
        if short != self._short:
            self._short = short
            self._say()

    def step(self, days: int) -> None:
        """Asks for the day that many days later."""
        wanted = self._day.toordinal() + days
        if date.min.toordinal() <= wanted <= date.max.toordinal():
            self.asked.emit(date.fromordinal(wanted))

    def open_calendar(self) -> None:
        self.calendar.open_at(self._day, self.chip)

    def dress(self) -> None:
        self._row.setSpacing(self.theme.px(14))
        self.calendar.theme = self.theme

    def _say(self) -> None:
        words = self._words
        long = " · ".join(part for part in (words.long_day(self._day), self._kind) if part)
        self.chip.say(words.short_day(self._day) if self._short else long)
        set_tooltip(self.chip, long)
        self.chip.setAccessibleName(words.text("{day}. Choose a day", day=long))


class RoundButton(PlainButton, Themed):
    """A chip to press: an icon alone, or text alone."""

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._icon = icon
        self.setAccessibleName(name)
        set_tooltip(self, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        self.setText(text)
        self.updateGeometry()
        self.update()

    def dress(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self.theme.px
        if not self.text():
            return QSize(px(27), px(27))
        wide = QFontMetrics(self.theme.font(12.5, 500)).horizontalAdvance(self.text())
        return QSize(wide + 2 * px(12), px(27))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

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
