"""The answer in large type: an icon, a word, a sentence; and the reasons below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from cpdesk.errors import DeskError
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.frames.rows import RowColumn, RuledRow
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Lead, Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

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
    ) -> None:
        super().__init__()
        self.theme = theme
        self._tone = Tone.PLAIN
        self._side = 28 if small else 40
        self._icons = _ICONS | (icons or {})
        self.word = Text(theme, "", Role.STRONG if small else Role.WORD, wrap=True, narrow=True)
        self.sentence = Text(theme, "", Role.BODY, wrap=True, narrow=True)
        words = fill(QVBoxLayout(), self.word, self.sentence, gap=2)
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

    def tell(self, tone: Tone, word: str, sentence: str = "") -> None:
        """Sets it, and shows it."""
        self.set(tone, word, sentence)
        self.show()

    def show_error(
        self, trouble: DeskError, words: Words, tone: Tone = Tone.NO, *, faults: int = 0
    ) -> None:
        """Says what went wrong, and what to do next: at each of up to `faults` faults, or if there
        are none, in general."""
        says, do = words.error_parts(trouble)
        each = " ".join(words.fault(fault) for fault in trouble.faults[:faults])
        self.tell(tone, says, each or do)

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
        full, background = self.theme.tokens.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(background))
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


class FindingList(RowColumn["_FindingLine"]):
    """Reasons, with a line under each except the last. `rows` is what they say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.rows: tuple[FindingRow, ...] = ()

    def set(self, rows: Sequence[FindingRow]) -> None:
        self.rows = tuple(rows)
        last = len(rows)
        self.set_lines(_FindingLine(self.theme, row, n == last) for n, row in enumerate(rows, 1))


class _FindingLine(RuledRow):
    edges = (19, 7, 0, 7)

    def __init__(self, theme: Theme, row: FindingRow, last: bool) -> None:
        super().__init__(theme, fill(QVBoxLayout(), gap=1))
        self._row = row
        self._last = last
        if row.strong:
            self.inside.addWidget(Lead(theme, row.strong, row.sentence))
        else:
            self.inside.addWidget(Text(theme, row.sentence, Role.BODY, wrap=True))
        if row.small:
            self.inside.addWidget(Text(theme, row.small, Role.CODE, wrap=True))
        self.setAccessibleName(" ".join(p for p in (row.strong, row.sentence) if p))
        self.setAccessibleDescription(row.small)
        self.apply_theme()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            self.rule(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        full, _ = self.theme.tokens.tone(self._row.tone)
        painter.setBrush(QColor(full))
        painter.drawEllipse(QRectF(0, px(7) + px(5), px(9), px(9)))
