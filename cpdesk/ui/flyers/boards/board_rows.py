"""One board of the school, and the small form for its name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.records.flyers import Board
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.frames.tray import Tray
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class BoardRow(QWidget, Themed):
    """Name, place, how many posts it has, and who set it aside."""

    def __init__(self, theme: Theme, words: Words, board: Board, *, changes: bool) -> None:
        super().__init__()
        self.theme = theme
        self.board = board
        text = words.text
        who = board.designated_by_name or text("the front desk")
        since = words.day(words.local(board.designated_at).date())
        about = text("set aside on {day} by {who}", day=since, who=who)
        about = " · ".join(part for part in (board.place, about) if part)
        hangs = words.count("{n} posted", "{n} posted", board.hanging)
        top = QHBoxLayout()
        top.addWidget(Text(theme, board.name, Role.STRONG, wrap=True), 1)
        if board.hanging:
            top.addWidget(Pill(theme, hangs), 0, Qt.AlignmentFlag.AlignTop)
        self.rename = Button(theme, text("Rename…"), kind=Kind.QUIET, small=True)
        self.retire = Button(theme, text("Remove…"), kind=Kind.QUIET, small=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.rename, self.retire):
            button.setAccessibleName(f"{button.text()} {board.name}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(Text(theme, about, Role.SMALL, wrap=True))
        self._column.addLayout(buttons)
        for button in (self.rename, self.retire):
            button.setVisible(changes)  # after it is laid out, or it would be its own window
        self.setAccessibleName(f"{board.name}. {about}. {hangs}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(4), px(8), px(4), px(4))
        self._column.setSpacing(px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.color("line_soft"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class BoardTray(Tray):
    """Name and place. `done` carries both."""

    def __init__(
        self, theme: Theme, words: Words, title: str, yes: str, board: Board | None = None
    ) -> None:
        super().__init__(theme, words, title, yes)
        self.name = self.line(words.text("&Name"), words.text("e.g. Lobby board"))
        self.place = self.line(words.text("P&lace"), words.text("e.g. next to the office"))
        if board is not None:
            self.name.set(board.name)
            self.place.set(board.place)

    def start(self) -> None:
        self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.line.selectAll()

    def submit(self) -> None:
        if not self.name.said:
            self.still(self.words.text("Enter the board’s name."), self.name.line)
        else:
            self.done.emit((self.name.said, self.place.said))
