"""What just happened, shown above the card, with Undo for ten seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.frames.banner import Banner
from cpdesk.ui.widgets.layouts import fill
from cpdesk.words import Words

Other = tuple[str, str, Callable[[], None]]  # a button's label, its key, and what it does


class Notice(Banner):
    """The window's banner as a sheet with two actions: Undo while there is time, and one that stays
    (such as saving a badge as a PDF)."""

    edges = (14, 8, 8, 9)
    spacing, least = 8, 0

    def __init__(self, theme: Theme, words: Words) -> None:
        self.other = Button(theme, words.text("More"), small=True)
        self._other: Callable[[], None] | None = None
        self._short = False
        super().__init__(theme, words)
        self._words = words
        self.other.clicked.connect(self.do_other)
        for button in (self.other, self.action, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for part in (self, self.line):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def lay_out(self) -> None:
        said = fill(QVBoxLayout(), 1, self.line)
        said.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        said.addStretch(1)
        fill(self._row, (said, 1), self.action, self._close)

    def show_done(
        self,
        text: str,
        tone: Tone,
        *,
        undo: Callable[[], None] | None = None,
        other: Other | None = None,
        seconds: float = 0,
    ) -> None:
        """Shows a sentence. After `seconds` Undo is over; without another action the sentence goes
        too."""
        self._other = other[2] if other else None
        self.other.setVisible(other is not None and not self._short)
        if other:
            self.other.set(other[0], other[1])
        action = self._words.text("Undo") if undo else ""
        self.show_message(text, tone, action=action, key="Ctrl+Z", act=undo, seconds=seconds)

    def do_other(self) -> None:
        """What the second button does."""
        if self._other is not None and not self.isHidden():
            self._other()

    def dismiss(self) -> None:
        self._other = None
        super().dismiss()

    def time_is_up(self) -> None:
        """Undo is over. The other action stays until the next visitor needs the room."""
        self._timer.stop()
        self._ms = 0
        self._act = None
        self.action.hide()
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

    def paint_ground(self, painter: QPainter, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)

    def bar(self, left: float) -> QRectF:
        return QRectF(10, self.height() - 3, (self.width() - 20) * left, 3)
