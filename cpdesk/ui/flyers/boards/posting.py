"""Posts flyers and takes them down: on boards, and where they were posted electronically."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cpdesk.records.flyers import Board, DeliveryRecord, Post
from cpdesk.ui.flyers.handout.trays import ElectronicTray, Posting, PostTray
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.page.command_runner import CommandRunner

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.boards.boards import Boards


class PostCommands(QObject):
    """Shares `running` with the other actions."""

    def __init__(
        self, running: CommandRunner[DeliveryRecord], boards: Boards, today: Callable[[], date]
    ) -> None:
        super().__init__(running)
        self._running = running
        self._boards = boards
        self._today = today

    def ask_board(self, record: DeliveryRecord) -> None:
        def done(boards: tuple[Board, ...]) -> None:
            current = self._running.detail.record
            if current is not None and current.delivery_id == record.delivery_id:
                theme = self._running.detail.theme
                tray = PostTray(theme, self._running.words, record, boards, self._today())
                self._running.open(tray, partial(self._post, record))

        self._running.run(self._boards.boards, done)

    def ask_electronic(self, record: DeliveryRecord) -> None:
        tray = ElectronicTray(self._running.detail.theme, self._running.words, self._today())
        self._running.open(tray, partial(self._post, record))

    def _post(self, record: DeliveryRecord, said: object) -> None:
        assert isinstance(said, Posting)
        key, until = said.post_id, said.take_down_on

        def work() -> Post:
            if said.board_id:
                return self._boards.post(
                    record.delivery_id, said.board_id, said.copies, until, post_id=key
                )
            return self._boards.post_electronic(record.delivery_id, said.where, until, post_id=key)

        def done(post: Post) -> None:
            self._running.detail.close_tray()
            words = self._running.words
            message = words.text("Posted: {where}.", where=post.board_name)
            if post.take_down_on is not None:
                until = words.text("It comes down on {day}.", day=post.take_down_on)
                message = f"{message} {until}"
            self._running.tell(message, partial(self._undo_post, record.delivery_id, post.post_id))
            self._running.changed.emit(record.delivery_id)

        self._running.run(work, done, keep_tray=True)

    def _undo_post(self, delivery_id: str, post_id: str) -> None:
        def done(_: None) -> None:
            self._running.show_message(self._running.words.text("Post undone."), Tone.OK)
            self._running.changed.emit(delivery_id)

        self._running.run(lambda: self._boards.undo_post(post_id), done)

    def take_down_due(self, record: DeliveryRecord) -> None:
        self.take_down(tuple(post.post_id for post in record.posts if post.due))

    def take_down(self, post_ids: tuple[str, ...]) -> None:
        """Takes these posts down."""
        if self._running.busy or not post_ids:
            return

        def done(posts: tuple[Post, ...]) -> None:
            names = self._running.words.listed([post.board_name for post in posts])
            message = self._running.words.text("Taken down: {where}.", where=names)
            self._running.tell(message, partial(self.put_up, post_ids))
            self._running.changed.emit(posts[0].delivery_id)

        self._running.run(lambda: tuple(self._boards.take_down(key) for key in post_ids), done)

    def put_up(self, post_ids: tuple[str, ...]) -> None:
        """Puts these posts back up."""
        if self._running.busy or not post_ids:
            return

        def done(posts: tuple[Post, ...]) -> None:
            self._running.show_message(self._running.words.text("It’s posted again."), Tone.OK)
            self._running.changed.emit(posts[0].delivery_id)

        self._running.run(lambda: tuple(self._boards.put_up_again(key) for key in post_ids), done)
