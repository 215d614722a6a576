"""The school's boards: which ones there are, what is posted on them, what has to come down
today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Permission as May
from cpdesk.records.flyers import Board, Post
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.flyers.boards.board_rows import BoardRow, BoardTray
from cpdesk.ui.flyers.boards.posts import PostList
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.frames.tray import SureTray, Tray
from cpdesk.ui.widgets.page.command_runner import ShowMessage
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.boards.boards import Boards

T = TypeVar("T")
_Read = tuple[tuple[Board, ...], tuple[Post, ...]]


class BoardsView(QWidget, Themed):
    """`left` on Esc; `changed` after every change."""

    left = Signal()
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        boards: Boards,
        here: CurrentUser,
        print_register: Callable[[], None],
        show_message: ShowMessage,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._boards = boards
        self._current_user = here
        self._today = today
        self._say_it = show_message
        self._busy = False
        self._back: str = ""  # the post that was taken down last
        self.rows: list[BoardRow] = []
        self.tray: Tray | None = None
        text = words.text
        self.add_button = Button(theme, text("Add a board…"), small=True)
        self.print_button = Button(theme, text("Print register"), small=True)
        self.back_button = Button(theme, text("Back to flyers"), text("Esc"), small=True)
        self.why_not = Text(theme, "", Role.SMALL, wrap=True)
        self.nothing = EmptyState(theme, "pin", text("No boards yet"))
        self.empty = EmptyState(theme, "pin", text("Nothing is posted"))
        self.nothing.hide()  # neither is shown until it is known
        self.empty.hide()
        self.posts = PostList(theme, words, titled=True)
        self.trouble = VerdictBox(theme, small=True)
        self.trouble.hide()
        self._lay_out()
        self.add_button.clicked.connect(self.add)
        self.print_button.clicked.connect(lambda: print_register())
        self.back_button.clicked.connect(self.left)
        self.posts.down.connect(self._take_down)
        self.posts.up.connect(self._put_up)
        self.apply_theme()

    def _lay_out(self) -> None:
        text = self._words.text
        self.boards_card = Card(self.theme, text("Boards"))
        sheet = Sheet()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        sheet.column.addLayout(self._list)
        sheet.column.addWidget(self.nothing)
        sheet.column.addStretch(1)
        self.boards_card.body.addWidget(sheet, 1)
        self.boards_card.body.addWidget(self.trouble)
        self.boards_card.body.addWidget(self.why_not)
        self._footer = QWidget()
        flow = FlowLayout(self._footer, 8)
        flow.addWidget(self.add_button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._footer.setSizePolicy(policy)
        self.boards_card.body.addWidget(self._footer)
        hanging = Card(self.theme, text("Posted now"))
        inside = Sheet()
        inside.column.addWidget(self.posts)
        inside.column.addWidget(self.empty)
        inside.column.addStretch(1)
        hanging.body.addWidget(inside, 1)
        below = QWidget()
        along = FlowLayout(below, 8)
        along.addWidget(self.print_button)
        along.addWidget(self.back_button)
        below.setSizePolicy(policy)
        hanging.body.addWidget(below)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.boards_card)
        self._row.addWidget(hanging, 1)

    # -- what is shown --------------------------------------------------------------------------

    def start(self) -> None:
        """When it opens: what is due has the focus; if there are no boards, the button that adds
        one."""
        self._close_tray()
        self.trouble.hide()
        self._back = ""
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        def work() -> _Read:
            return self._boards.boards(), self._boards.hanging()

        self._tasks.run(
            work, owner=self, done=self._show, failed=self._cannot_read, latest="flyers.boards"
        )

    def _cannot_read(self, trouble: DeskError) -> None:
        """Says neither that a board is empty nor that there are none: it isn't known."""
        for part in (self.nothing, self.empty, self.posts, *self.rows):
            part.hide()
        self._show_message(trouble)

    def _show(self, found: _Read) -> None:
        boards, posts = found
        leads = self._current_user.may(May.BOARDS)
        self.add_button.setVisible(leads)
        said = self._current_user.why_not(May.BOARDS, self._words)
        self.why_not.setText(said)
        self.why_not.setVisible(bool(said))
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [BoardRow(self.theme, self._words, board, changes=leads) for board in boards]
        for row in self.rows:
            self._list.addWidget(row)
            row.rename.clicked.connect(lambda _=False, board=row.board: self._ask_name(board))
            row.retire.clicked.connect(lambda _=False, board=row.board: self._ask_retire(board))
        hint = self._words.text(
            "Flyers can be posted only on boards the school set aside for information."
        )
        self.nothing.set("pin", self._words.text("No boards yet"), hint)
        self.nothing.setVisible(not boards)
        led = QApplication.focusWidget()
        held = led is not None and self.posts.isAncestorOf(led)
        self.posts.show_posts(posts, self._today())
        self.posts.setVisible(bool(posts))
        self.empty.setVisible(not posts)
        if held and not posts:
            self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.back_button.hasFocus():
            self._lead()

    def _lead(self) -> None:
        """Moves the focus to what needs to be done first, unless the user has moved on."""
        due = next((row.button for row in self.posts.rows if row.post.due), None)
        first = due or (None if self.rows or self.add_button.isHidden() else self.add_button)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- actions --------------------------------------------------------------------------------

    def add(self) -> None:
        """Adds a display board; only for people who may set one aside."""
        text = self._words.text
        title, yes = text("Set aside a board for information"), text("Add board")
        tray = BoardTray(self.theme, self._words, title, yes)
        self._open(tray, lambda said: self._named(said, None))

    def _ask_name(self, board: Board) -> None:
        text = self._words.text
        title = text("Rename {name}", name=board.name)
        tray = BoardTray(self.theme, self._words, title, text("Save"), board)
        self._open(tray, lambda said: self._named(said, board))

    def _named(self, said: object, board: Board | None) -> None:
        assert isinstance(said, tuple)
        name, place = said

        def work() -> Board:
            if board is None:
                return self._boards.add(name, place)
            return self._boards.rename(board.board_id, name, place)

        self._run(work)

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
        self._open(tray, lambda _: self._run(lambda: self._boards.retire(board.board_id)))

    def _take_down(self, post_id: str) -> None:
        text = self._words.text

        def message(post: Post) -> None:
            self._back = post_id
            said = text("Taken down: {flyer}, {where}.", flyer=post.title, where=post.board_name)
            back = partial(self._put_up, post_id)
            self._say_it(said, Tone.OK, action=text("Undo (Ctrl+Z)"), act=back, undo=True)

        self._run(lambda: self._boards.take_down(post_id), message)

    def _put_up(self, post_id: str) -> None:
        def message(_: Post) -> None:
            self._back = ""
            self._say_it(self._words.text("It’s posted again."), Tone.OK)

        self._run(lambda: self._boards.put_up_again(post_id), message)

    def undo(self) -> None:
        """Ctrl+Z: puts the post that was taken down last back up."""
        if self._back and self.tray is None:
            self._put_up(self._back)

    def submit(self) -> None:
        """Ctrl+Enter."""
        if self.tray is not None:
            self.tray.submit()

    def escape(self) -> None:
        """Esc: closes the small form, then the boards."""
        if self.tray is not None:
            self._close_tray()
        else:
            self.left.emit()

    def _run(self, work: Callable[[], T], message: Callable[[T], None] | None = None) -> None:
        if self._busy:
            return
        led = next((n for n, row in enumerate(self.posts.rows) if row.button.hasFocus()), -1)
        self._wait(True)

        def done(result: T) -> None:
            self._wait(False)
            if 0 <= led < len(self.posts.rows):  # a disabled button has lost the focus
                self.posts.rows[led].button.setFocus(Qt.FocusReason.OtherFocusReason)
            if message is not None:
                message(result)
            self._close_tray()
            self.trouble.hide()
            self.refresh()
            self.changed.emit()

        def failed(trouble: DeskError) -> None:
            self._wait(False)
            if self.tray is not None and not isinstance(self.tray, SureTray):
                self.tray.still(self._words.error(trouble), self.tray.yes)
            else:
                self._close_tray()
                self._show_message(trouble)

        self._tasks.run(work, owner=self, done=done, failed=failed)

    def _show_message(self, trouble: DeskError) -> None:
        words = self._words
        self.trouble.set(
            Tone.NO,
            words.text(trouble.says, **trouble.facts),
            words.text(trouble.do, **trouble.facts),
        )
        self.trouble.show()

    def _open(self, tray: Tray, done: Callable[[object], None]) -> None:
        self._close_tray()
        self.trouble.hide()
        self.tray = tray
        tray.done.connect(done)
        tray.left.connect(self.escape)
        self.boards_card.body.addWidget(tray)
        self._footer.hide()
        tray.show()
        tray.start()

    def _close_tray(self) -> None:
        self._footer.show()
        if self.tray is None:
            return
        tray, self.tray = self.tray, None
        led = QApplication.focusWidget()
        self.boards_card.body.removeWidget(tray)
        if led is not None and tray.isAncestorOf(led):
            # before it is hidden, or the focus would land somewhere else
            after = self.back_button if self.add_button.isHidden() else self.add_button
            after.setFocus(Qt.FocusReason.OtherFocusReason)
        tray.hide()
        tray.deleteLater()

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self.posts.set_ready(not busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._row.setSpacing(px(16))
        self.boards_card.setFixedWidth(min(px(440), max(px(280), int(self.width() * 0.4))))
