"""The school's boards: which ones there are, what is posted on them, what has to come down
today."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout

from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Permission as May
from cpdesk.records.flyers import Board, Post
from cpdesk.ui.flyers.boards.board_rows import BoardName, BoardRow, BoardTray
from cpdesk.ui.flyers.boards.posting import PostCommands
from cpdesk.ui.flyers.boards.posts import PostList
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.frames.tray import SureTray, Tray, TrayHost
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.command_runner import CommandRunner
from cpdesk.ui.widgets.page.context_view import ContextView
from cpdesk.ui.widgets.text.text import Role, Text

_OTHER = Qt.FocusReason.OtherFocusReason
_Read = tuple[tuple[Board, ...], tuple[Post, ...]]


class BoardsView(ContextView):
    """`left` on Esc; `changed` after every change."""

    left = Signal()
    changed = Signal()

    def __init__(self, context: PageContext, print_register: Callable[[], None]) -> None:
        super().__init__(context)
        theme, words, text = self.theme, self._words, self._words.text
        self._boards = context.services.boards
        self._current_user = context.current_user
        self.runner: CommandRunner[BoardsView] = CommandRunner(
            self, context.window.show_message, self._tasks, words, self
        )
        self._posting = PostCommands(self.runner, context, titled=True)
        self.add_button = Button(theme, text("Add a board…"), small=True)
        self.print_button = Button(theme, text("Print register"), small=True)
        self.back_button = Button(theme, text("Back to flyers"), text("Esc"), small=True)
        self.why_not = Text(theme, "", Role.SMALL, wrap=True)
        self.nothing = EmptyState(theme, "pin", text("No boards yet"))
        self.empty = EmptyState(theme, "pin", text("Nothing is posted"))
        self.nothing.hide()  # neither is shown until it is known
        self.empty.hide()
        self.boards: RowColumn[BoardRow] = RowColumn(theme)
        self.posts = PostList(theme, words, titled=True)
        self.trouble = VerdictBox(theme, small=True)
        self.trouble.hide()
        self._lay_out()
        self.add_button.clicked.connect(self.add)
        self.print_button.clicked.connect(lambda: print_register())
        self.back_button.clicked.connect(self.left)
        self.posts.down.connect(lambda key: self._posting.take_down((key,)))
        self.posts.up.connect(self._put_up)
        self.runner.changed.connect(self._done)
        self.runner.stale.connect(self.refresh)
        self.apply_theme()

    def _lay_out(self) -> None:
        text = self._words.text
        self.boards_card = Card(self.theme, text("Boards"))
        footer = FlowBox()
        footer.flow.addWidget(self.add_button)
        hanging = Card(self.theme, text("Posted now"))
        below = FlowBox()
        below.flow.addWidget(self.print_button)
        below.flow.addWidget(self.back_button)
        for card, rows, nothing in (
            (self.boards_card, self.boards, self.nothing),
            (hanging, self.posts, self.empty),
        ):
            sheet = Sheet()
            fill(sheet.column, rows, nothing, 1)
            card.body.addWidget(sheet, 1)
        fill(self.boards_card.body, self.trouble, self.why_not, footer)
        hanging.body.addWidget(below)
        self._host = TrayHost(self.boards_card.body, footer, self._leave_tray)
        self._row = fill(QHBoxLayout(self), self.boards_card, (hanging, 1), edges=0)

    # -- what is shown --------------------------------------------------------------------------

    def start(self) -> None:
        """When it opens: what is due has the focus; if there are no boards, the button that adds
        one."""
        self.close_tray()
        self.trouble.hide()
        self.runner.forget()
        self.back_button.setFocus(_OTHER)
        self.refresh()

    def refresh(self) -> None:
        def work() -> _Read:
            return self._boards.boards(), self._boards.hanging()

        self._tasks.run(
            work, owner=self, done=self._show, failed=self._cannot_read, latest="flyers.boards"
        )

    def _cannot_read(self, trouble: DeskError) -> None:
        """Says neither that a board is empty nor that there are none: it isn't known."""
        for part in (self.nothing, self.empty, self.posts, self.boards):
            part.hide()
        self.show_error(trouble)

    def _show(self, found: _Read) -> None:
        boards, posts = found
        leads = self._current_user.may(May.BOARDS)
        self.add_button.setVisible(leads)
        said = self._current_user.why_not(May.BOARDS, self._words)
        self.why_not.setText(said)
        self.why_not.setVisible(bool(said))
        self.boards.set_lines(self._row_of(board, changes=leads) for board in boards)
        self.boards.setVisible(bool(boards))
        hint = self._words.text(
            "Flyers can be posted only on boards the school set aside for information."
        )
        self.nothing.set("pin", self._words.text("No boards yet"), hint)
        self.nothing.setVisible(not boards)
        led = QApplication.focusWidget()
        held = led is not None and self.posts.isAncestorOf(led)
        self.posts.show_posts(posts, self.context.today())
        self.posts.setVisible(bool(posts))
        self.empty.setVisible(not posts)
        if held and not posts:
            self.back_button.setFocus(_OTHER)
        elif self.back_button.hasFocus():
            self._lead()

    def _row_of(self, board: Board, *, changes: bool) -> BoardRow:
        row = BoardRow(self.theme, self._words, board, changes=changes)
        row.rename.clicked.connect(lambda: self._ask_name(board))
        row.retire.clicked.connect(lambda: self._ask_retire(board))
        return row

    def _lead(self) -> None:
        """Moves the focus to what needs to be done first, unless the user has moved on."""
        due = next((row.button for row in self.posts.lines if row.post.due), None)
        none = not self.boards.lines and not self.add_button.isHidden()
        first = due or (self.add_button if none else None)
        if first is not None:
            first.setFocus(_OTHER)

    # -- actions --------------------------------------------------------------------------------

    def add(self) -> None:
        """Adds a display board; only for people who may set one aside."""
        text = self._words.text
        title, yes = text("Set aside a board for information"), text("Add board")
        tray = BoardTray(self.theme, self._words, title, yes)
        self.runner.open(tray, partial(self._named, None))

    def _ask_name(self, board: Board) -> None:
        text = self._words.text
        title = text("Rename {name}", name=board.name)
        tray = BoardTray(self.theme, self._words, title, text("Save"), board)
        self.runner.open(tray, partial(self._named, board))

    def _named(self, board: Board | None, said: object) -> None:
        assert isinstance(said, BoardName)
        name, place = said.name, said.place

        def work() -> Board:
            if board is None:
                return self._boards.add(name, place)
            return self._boards.rename(board.board_id, name, place)

        self.runner.run(work, self.runner.changed.emit, keep_tray=True)

    def _ask_retire(self, board: Board) -> None:
        text = self._words.text
        tray = SureTray(
            self.theme,
            self._words,
            text("Remove {name}?", name=board.name),
            text("Remove board"),
            Kind.DANGER,
            text("Nothing more can be posted there. What was posted there stays in the register."),
        )
        retire = partial(self._boards.retire, board.board_id)
        self.runner.open(tray, lambda _: self.runner.run(retire, self.runner.changed.emit))

    def _put_up(self, post_id: str) -> None:
        self.runner.forget()
        self._posting.put_up((post_id,))

    def _done(self) -> None:
        self.close_tray()
        self.trouble.hide()
        self.refresh()
        self.changed.emit()

    def undo(self) -> None:
        """Ctrl+Z: puts the post that was taken down last back up."""
        if self.tray is None:
            self.runner.undo_last()

    def submit(self) -> None:
        """Ctrl+Enter."""
        if self.tray is not None:
            self.tray.submit()

    def escape(self) -> None:
        """Esc: closes the small form, then the boards."""
        if self.tray is not None:
            self.close_tray()
        else:
            self.left.emit()

    # -- what the runner asks -------------------------------------------------------------------

    @property
    def tray(self) -> Tray | None:
        """The small form that is open."""
        return self._host.tray

    def open_tray(self, tray: Tray, done: Callable[[object], None]) -> None:
        self.trouble.hide()
        self._host.open(tray, done, self.close_tray)

    def close_tray(self) -> None:
        self._host.close()

    def _leave_tray(self) -> None:
        (self.back_button if self.add_button.isHidden() else self.add_button).setFocus(_OTHER)

    def show_error(self, trouble: DeskError) -> None:
        self.trouble.show_error(trouble, self._words)

    def set_ready(self, ready: bool) -> None:
        self.posts.set_ready(ready)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._row.setSpacing(px(16))
        self.boards_card.setFixedWidth(min(px(440), max(px(280), int(self.width() * 0.4))))
