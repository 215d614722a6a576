"""What just happened, shown above the card, with Undo for ten seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

_TICK_MS = 100
_ICONS = {
    Tone.OK: "circle-check",
    Tone.ASK: "triangle-alert",
    Tone.NO: "octagon-x",
    Tone.INFO: "info",
    Tone.PLAIN: "info",
}


class Notice(QFrame, Themed):
    """Like the window's banner, but its sentence may take two lines and it has two actions: Undo
    while there is time, and one that stays (such as saving a badge as a PDF)."""

    closed = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._tone = Tone.PLAIN
        self._ms = 0
        self._short = False
        self._undo: Callable[[], None] | None = None
        self._other: Callable[[], None] | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.line = Text(theme, "", Role.STRONG, wrap=True)
        self.other = Button(theme, words.text("More"), small=True)
        self.undo = Button(theme, words.text("Undo"), "Ctrl+Z", small=True)
        self._close = QToolButton()
        self._close.setAccessibleName(words.text("Close this message"))
        self._row = QHBoxLayout(self)
        said = QVBoxLayout()
        said.addStretch(1)
        said.addWidget(self.line)
        said.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        said.addStretch(1)
        self._row.addLayout(said, 1)
        for button in (self.undo, self._close):
            self._row.addWidget(button)
        for button in (self.other, self.undo, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(self.take_back)
        self.other.clicked.connect(self.do_other)
        self._close.clicked.connect(self.dismiss)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.apply_theme()
        self.hide()

    @property
    def tone(self) -> Tone:
        return self._tone

    def show_message(
        self,
        text: str,
        tone: Tone,
        *,
        undo: Callable[[], None] | None = None,
        other: tuple[str, str, Callable[[], None]] | None = None,
        seconds: float = 0,
    ) -> None:
        """Shows a sentence. After `seconds` Undo is over; without another action the sentence goes
        too. `other` is the second button's label, its key, and what it does."""
        self._tone, self._undo, self._ms = tone, undo, round(seconds * 1000)
        self._other = other[2] if other else None
        self.line.setText(text)
        self.setAccessibleName(text)
        self.undo.setVisible(undo is not None)
        self.other.setVisible(other is not None and not self._short)
        if other:
            self.other.set(other[0], other[1])
        self.apply_theme()
        self.show()
        self._since.start()
        if self._ms:
            self._timer.start()
        else:
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def take_back(self) -> None:
        """What Undo does; does nothing when there is nothing to undo."""
        act = self._undo
        if act is not None and not self.isHidden():
            self.dismiss()
            act()

    def do_other(self) -> None:
        """What the second button does."""
        if self._other is not None and not self.isHidden():
            self._other()

    def dismiss(self) -> None:
        """Hides it."""
        if self.isHidden():
            return
        self._timer.stop()
        self._undo = self._other = None
        self.hide()
        self.closed.emit()

    def time_is_up(self) -> None:
        """Undo is over. The other action stays until the next visitor needs the room."""
        self._timer.stop()
        self._ms = 0
        self._undo = None
        self.undo.hide()
        if self._other is None or self._short:
            self.dismiss()
        self.update()

    def make_room(self, wanted: bool) -> None:
        """Another visitor's card is open: the earlier sentence shrinks to one line until its Undo
        is over."""
        self._short = wanted
        self.other.setVisible(self._other is not None and not wanted)
        if wanted and self._other is not None and not self._ms:
            self.dismiss()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(14) + px(20) + px(10), px(8), px(8), px(9))
        self._row.setSpacing(px(8))
        self.line.set_color("ink" if self._tone is Tone.PLAIN else self._tone.value)
        ink, _ = self.theme.tokens.tone(self._tone)
        self._close.setIcon(self.theme.icon("x", ink, 16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self.theme.px
        full, school_context = self.theme.tokens.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(school_context))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        side = px(20)
        icon = QRectF(px(14), (self.height() - side) / 2, side, side)
        self.theme.paint_icon(painter, _ICONS[self._tone], full, icon)
        if self._ms:
            left = max(0.0, 1 - self._since.elapsed() / self._ms)
            wide = (self.width() - 20) * left
            painter.setBrush(QColor(full))
            painter.drawRect(QRectF(10, self.height() - 3, wide, 3))

    def _tick(self) -> None:
        if self._since.elapsed() >= self._ms:
            self.time_is_up()
        else:
            self.update()
