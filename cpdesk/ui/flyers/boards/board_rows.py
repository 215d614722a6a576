"""One board of the school, and the small form for its name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cpdesk.records.flyers import Board
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_tray import FormTray
from cpdesk.ui.widgets.forms.line_fields import TextField
from cpdesk.ui.widgets.frames.rows import RuledRow
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, Words, dotted


class BoardRow(RuledRow):
    """Name, place, how many posts it has, and who set it aside."""

    edges, gap = (4, 8, 4, 4), 2

    def __init__(self, theme: Theme, words: Words, board: Board, *, changes: bool) -> None:
        super().__init__(theme, QVBoxLayout())
        self.board = board
        text = words.text
        who = board.designated_by_name or text("the front desk")
        since = words.day(words.local(board.designated_at).date())
        about = text("set aside on {day} by {who}", day=since, who=who)
        about = dotted(board.place, about)
        hangs = words.count("{n} posted", "{n} posted", board.hanging)
        top = QHBoxLayout()
        top.addWidget(Text(theme, board.name, Role.STRONG, wrap=True), 1)
        if board.hanging:
            top.addWidget(Pill(theme, hangs), 0, Qt.AlignmentFlag.AlignTop)
        self.rename = Button(theme, text("Rename…"), kind=Kind.QUIET, small=True)
        self.retire = Button(theme, text("Remove…"), kind=Kind.QUIET, small=True)
        buttons = fill(QHBoxLayout(), self.rename, self.retire, 1, gap=0)
        fill(self.inside, top, Text(theme, about, Role.SMALL, wrap=True), buttons)
        for button in (self.rename, self.retire):
            button.setAccessibleName(f"{button.text()} {board.name}")
            button.setVisible(changes)  # after it is laid out, or it would be its own window
        self.setAccessibleName(f"{board.name}. {about}. {hangs}")
        self.apply_theme()


@dataclass(frozen=True, slots=True)
class BoardName:
    """What a board is called, and where it is."""

    name: str = ""
    place: str = ""


_NAME = FormSpec(
    BoardName,
    (
        TextField(
            "name", N_("&Name"), N_("e.g. Lobby board"), needed=N_("Enter the board’s name.")
        ),
        TextField("place", N_("P&lace"), N_("e.g. next to the office")),
    ),
)


class BoardTray(FormTray[BoardName]):
    """`done` carries a BoardName."""

    def __init__(
        self, theme: Theme, words: Words, title: str, does: str, board: Board | None = None
    ) -> None:
        named = BoardName(board.name, board.place) if board is not None else BoardName()
        super().__init__(theme, words, _NAME, named, title=title, does=does)

    def start(self) -> None:
        super().start()
        self.form.line("name").line.selectAll()
