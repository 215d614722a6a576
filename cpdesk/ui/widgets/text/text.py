"""Lines of text in the sizes of the design."""

from __future__ import annotations

import re
from enum import Enum
from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import Themed

_JOINTS = re.compile(r"(?<=[/\\_.@:-])")
_PIECE = re.compile(r".{1,8}", re.DOTALL)
_LINE, _NARROW = 40, 20  # characters of a word that fit on a line of a page, and of a narrow column
_BREAK = "\u200b"  # has no width; a line may break there


class Role(Enum):
    """Size, weight and color of a line: named for its purpose, not its look."""

    PAGE = (18, 600, "ink")
    NAME = (20, 700, "ink")
    WORD = (19, 700, "ink")  # the word of a verdict
    HEADING = (13, 600, "ink2")  # over a card or a group
    STRONG = (14, 600, "ink")
    BODY = (14, 400, "ink")
    SOFT = (14, 400, "ink2")
    SMALL = (12.5, 400, "ink3")
    CODE = (12, 400, "ink3")


class Text(QLabel, Themed):
    """Text in a role. Always plain text: what people typed never becomes markup.

    `color` (a token's name) overrides the role's own. `wrap` breaks lines; `narrow` is for narrow
    columns, where a path or the name of a queue has to break, too.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = Role.BODY,
        *,
        wrap: bool = False,
        narrow: bool = False,
        color: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._longest = _NARROW if narrow else _LINE
        self._role = role
        self._color = color
        self._said = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.apply_theme()

    def setText(self, text: str) -> None:
        if self.accessibleName() in ("", self._said):
            # Where a word may break is only visual: a screen reader gets the word itself.
            broken = self.wordWrap() and breakable(text, self._longest) != text
            self.setAccessibleName(text if broken else "")
        self._said = text
        super().setText(breakable(text, self._longest) if self.wordWrap() else text)

    def text(self) -> str:
        """As it was set."""
        return self._said

    def set_color(self, color: str) -> None:
        """A token's name; "" for the role's own color."""
        self._color = color
        self.apply_theme()

    @property
    def ink(self) -> str:
        """The token of the color it is drawn in."""
        return self._color or str(self._role.value[2])

    def apply_theme(self) -> None:
        size, weight, _ = self._role.value
        self.setFont(self.theme.font(size, weight))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Drawn here and not by QLabel: a style sheet forgets a label's palette whenever the
        label moves to another parent."""
        painter = QPainter(self)
        painter.setPen(self.theme.color(self.ink if self.isEnabled() else "ink3"))
        flags = self.alignment() | (
            Qt.TextFlag.TextWordWrap if self.wordWrap() else Qt.TextFlag.TextSingleLine
        )
        painter.drawText(self.contentsRect(), int(flags), super().text())


class Lead(QLabel, Themed):
    """A sentence that begins in bold: "**No photos.** No releases are on file", for example."""

    def __init__(self, theme: Theme, strong: str, sentence: str) -> None:
        whole = f"<b>{escape(breakable(strong))}</b> {escape(breakable(sentence))}"
        super().__init__(whole)
        self.theme = theme
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.apply_theme()

    def apply_theme(self) -> None:
        self.setFont(self.theme.font())


class Picture(QLabel):
    """A label only for an image: text belongs in a `Text`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


def breakable(text: str, longest: int = _LINE) -> str:
    """A word longer than a line may break at its joints, or anywhere if it has none: otherwise it
    stretches its page, and what follows is not visible."""
    return re.sub(rf"\S{{{longest + 1},}}", lambda found: _BREAK.join(_pieces(found[0])), text)


def _pieces(word: str) -> list[str]:
    return [
        piece
        for part in _JOINTS.split(word)
        for piece in (_PIECE.findall(part) if len(part) > _NARROW else [part])
        if piece
    ]


def shortened(metrics: QFontMetrics, text: str, room: int, tail: str = "") -> str:
    """`text` and `tail` with a dot between them, in one line of `room` pixels. If it doesn't fit,
    the text is shortened; the tail only if it takes more than half."""
    dot = " · "
    whole = dot.join(part for part in (text, tail) if part)
    wide = metrics.horizontalAdvance(whole)
    if wide < room or not tail or metrics.horizontalAdvance(dot + tail) > room / 2:
        return metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)
    left = room - metrics.horizontalAdvance(dot + tail)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, left) + dot + tail


class Elided(Text):
    """One line with a "…" if it doesn't fit; the tooltip has all of it. `tail` is what is at its
    end, uncut if possible."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = Role.BODY,
        *,
        tail: str = "",
        color: str = "",
    ) -> None:
        whole = " · ".join(part for part in (text, tail) if part)
        super().__init__(theme, whole, role, color=color)
        self._parts = (text, tail) if tail else None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def shortened(self) -> bool:
        """Whether the text is cut off."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room: QRect = self.contentsRect()
        metrics = self.fontMetrics()
        text, tail = self._parts or (self.text(), "")
        said = shortened(metrics, text, room.width(), tail)
        set_tooltip(self, self.text() if said != self.text() else "")
        painter.setPen(self.theme.color(self.ink))
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), said)
