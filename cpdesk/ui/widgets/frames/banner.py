"""A sentence about what just happened, with Undo while there is time. It takes as many lines as it
needs: what to do next is at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QRectF, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton

from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

_ICONS = {
    Tone.OK: "circle-check",
    Tone.ASK: "triangle-alert",
    Tone.NO: "octagon-x",
    Tone.INFO: "info",
    Tone.PLAIN: "info",
}
_TICK_MS = 100
UNDO_SECONDS = 10.0  # how long an action can be undone; the services use the same time


class Banner(QFrame, Themed):
    """Hidden until `show_message`. `closed` when it went away, by itself or because the user
    closed it."""

    closed = Signal()
    edges = (16, 5, 8, 5)  # left of the icon, above, right, below; in pixels at 100 %
    spacing, least = 10, 46  # between the parts, and how high it is at least

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._tone = Tone.PLAIN
        self._act: Callable[[], None] | None = None
        self._ms = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.line = Text(theme, "", Role.STRONG, wrap=True)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.action = Button(theme, words.text("Undo"), small=True)
        self.action.clicked.connect(self._do)
        self._close = QToolButton()
        self._close.setAccessibleName(words.text("Close this message"))
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self.lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.apply_theme()
        self.hide()

    def lay_out(self) -> None:
        """Adds the parts beside the icon."""
        fill(self._row, (self.line, 1), self.action, self._close)

    @property
    def tone(self) -> Tone:
        return self._tone

    def show_message(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        key: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = 0,
    ) -> None:
        """Shows a sentence. With `seconds` it goes away by itself, and a bar shows how soon."""
        self._tone, self._act, self._ms = tone, act, round(seconds * 1000)
        self.line.setText(text)
        self.setAccessibleName(text)
        if action:
            self.action.set(action, key)
        self.action.setVisible(bool(action))
        self.apply_theme()
        self.show()
        self._since.start()
        if self._ms:
            self._timer.start()
        else:
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def trigger(self) -> bool:
        """Does what the action button does; False when there is nothing to do."""
        if self.isHidden() or self._act is None:
            return False
        self._do()
        return True

    def dismiss(self) -> None:
        if self.isHidden():
            return
        self._timer.stop()
        self._act = None
        self.hide()
        self.closed.emit()

    def apply_theme(self) -> None:
        px = self.theme.px
        left, above, right, below = map(px, self.edges)
        self._row.setContentsMargins(left + px(20) + px(10), above, right, below)
        self._row.setSpacing(px(self.spacing))
        self.setMinimumHeight(px(self.least))
        self.line.set_color("ink" if self._tone is Tone.PLAIN else self._tone.value)
        ink, _ = self.theme.tokens.tone(self._tone)
        self._close.setIcon(self.theme.icon("x", ink, 16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self.theme.px
        full, background = self.theme.tokens.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, QColor(background))
        side = px(20)
        icon = QRectF(px(self.edges[0]), (self.height() - side) / 2, side, side)
        self.theme.paint_icon(painter, _ICONS[self._tone], full, icon)
        if self._ms:
            left = max(0.0, 1 - self._since.elapsed() / self._ms)
            painter.fillRect(self.bar(left), QColor(full))

    def paint_ground(self, painter: QPainter, color: QColor) -> None:
        """What the sentence is on."""
        painter.fillRect(self.rect(), color)

    def bar(self, left: float) -> QRectF:
        """Where the bar is drawn with this part of the time left."""
        return QRectF(0, self.height() - 3, self.width() * left, 3)

    def time_is_up(self) -> None:
        """The time for its action is over."""
        self.dismiss()

    def _tick(self) -> None:
        if self._since.elapsed() >= self._ms:
            self.time_is_up()
        else:
            self.update(0, self.height() - 3, self.width(), 3)

    def _do(self) -> None:
        act = self._act
        self.dismiss()
        if act is not None:
            act()
