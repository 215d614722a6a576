"""The answer in large type: an icon, a word, a sentence; and the reasons below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.text.text import Lead, Role, Text
from cpdesk.ui.widgets.themed import Themed

_ICONS = {
    Tone.OK: "check",
    Tone.ASK: "circle-help",
    Tone.NO: "x",
    Tone.INFO: "info",
    Tone.PLAIN: "info",
}


class VerdictBox(QFrame, Themed):
    """Tone, word and sentence. `small` is the size for remarks inside a page."""

    def __init__(
        self,
        theme: Theme,
        *,
        small: bool = False,
        icons: dict[Tone, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._tone = Tone.PLAIN
        self._side = 28 if small else 40
        self._icons = _ICONS | (icons or {})
        self.word = Text(theme, "", Role.STRONG if small else Role.WORD, wrap=True, narrow=True)
        self.sentence = Text(theme, "", Role.BODY, wrap=True, narrow=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.word)
        words.addWidget(self.sentence)
        self._row = QHBoxLayout(self)
        self._row.addSpacing(0)
        self._row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.apply_theme()

    @property
    def tone(self) -> Tone:
        return self._tone

    def set(self, tone: Tone, word: str, sentence: str = "") -> None:
        self._tone = tone
        self.word.setText(word)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.setAccessibleName(word)
        self.setAccessibleDescription(sentence)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        pad = px(14) if self._side == 40 else px(10)
        self._row.setContentsMargins(px(16) + px(self._side) + px(14), pad, px(16), pad)
        self.setMinimumHeight(px(self._side) + 2 * pad)
        for text in (self.word, self.sentence):
            ink = "ink" if self._tone is Tone.PLAIN else self._tone.value
            text.set_color(ink)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self.theme.px
        full, school_context = self.theme.tokens.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(school_context))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        side = px(self._side)
        circle = QRectF(px(16), (self.height() - side) / 2, side, side)
        painter.setBrush(QColor(full))
        painter.drawEllipse(circle)
        inset = side * 0.24
        glyph = circle.adjusted(inset, inset, -inset, -inset)
        self.theme.paint_icon(painter, self._icons[self._tone], "on_tone", glyph)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A sentence with a dot in its tone; `strong` precedes it in bold, `small` is below it."""

    tone: Tone
    sentence: str
    small: str = ""
    strong: str = ""


class FindingList(QWidget, Themed):
    """Reasons, with a line under each except the last."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._rows: tuple[FindingRow, ...] = ()
        self._lines: list[_FindingLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        return self._rows

    def set(self, rows: Sequence[FindingRow]) -> None:
        self._rows = tuple(rows)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [
            _FindingLine(self.theme, row, last=n == len(self._rows))
            for n, row in enumerate(self._rows, 1)
        ]
        for line in self._lines:
            self._column.addWidget(line)

    def apply_theme(self) -> None:
        self.update()


class _FindingLine(QWidget, Themed):
    def __init__(self, theme: Theme, row: FindingRow, *, last: bool) -> None:
        super().__init__()
        self.theme = theme
        self._row = row
        self._last = last
        self._column = QVBoxLayout(self)
        self._column.setSpacing(1)
        if row.strong:
            self._column.addWidget(Lead(theme, row.strong, row.sentence))
        else:
            self._column.addWidget(Text(theme, row.sentence, Role.BODY, wrap=True))
        if row.small:
            self._column.addWidget(Text(theme, row.small, Role.CODE, wrap=True))
        self.setAccessibleName(" ".join(p for p in (row.strong, row.sentence) if p))
        self.setAccessibleDescription(row.small)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(19), px(7), 0, px(7))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.setPen(QPen(self.theme.color("line_soft"), 1))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        full, _ = self.theme.tokens.tone(self._row.tone)
        painter.setBrush(QColor(full))
        painter.drawEllipse(QRectF(0, px(7) + px(5), px(9), px(9)))
