"""Posts flyers and takes them down: on boards, and where they were posted electronically."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from cpdesk.records.flyers import Board, DeliveryRecord, Post
from cpdesk.ui.flyers.handout.trays import ElectronicTray, Posting, PostTray
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.page.command_runner import CommandRunner


class PostCommands(QObject):
    """Shares `runner` with the other actions of its view. `titled`: the flyer that is taken down is
    named, too."""

    def __init__(
        self, runner: CommandRunner[Any], context: PageContext, *, titled: bool = False
    ) -> None:
        super().__init__(runner)
        self._runner = runner
        self._boards = context.services.boards
        self._today = context.today
        self._text = context.words.text
        self._titled = titled

    def ask_board(self, record: DeliveryRecord) -> None:
        runner = self._runner

        def done(boards: tuple[Board, ...]) -> None:
            current = runner.detail.record
            if current is not None and current.delivery_id == record.delivery_id:
                tray = PostTray(runner.detail.theme, runner.words, record, boards, self._today())
                runner.open(tray, partial(self._post, record))

        runner.run(self._boards.boards, done)

    def ask_electronic(self, record: DeliveryRecord) -> None:
        tray = ElectronicTray(self._runner.detail.theme, self._runner.words, self._today())
        self._runner.open(tray, partial(self._post, record))

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
            self._runner.detail.close_tray()
            message = self._text("Posted: {where}.", where=post.board_name)
            if post.take_down_on is not None:
                until = self._text("It comes down on {day}.", day=post.take_down_on)
                message = f"{message} {until}"
            self._runner.tell(message, partial(self._undo_post, record.delivery_id, post.post_id))
            self._runner.changed.emit(record.delivery_id)

        self._runner.run(work, done, keep_tray=True)

    def _undo_post(self, delivery_id: str, post_id: str) -> None:
        def done(_: None) -> None:
            self._runner.show_message(self._text("Post undone."), Tone.OK)
            self._runner.changed.emit(delivery_id)

        self._runner.run(lambda: self._boards.undo_post(post_id), done)

    def take_down(self, post_ids: tuple[str, ...]) -> None:
        """Takes these posts down."""

        def done(posts: tuple[Post, ...]) -> None:
            where = self._runner.words.listed([post.board_name for post in posts])
            message = self._text("Taken down: {where}.", where=where)
            if self._titled:
                flyer = posts[0].title
                message = self._text("Taken down: {flyer}, {where}.", flyer=flyer, where=where)
            self._runner.tell(message, partial(self.put_up, post_ids))
            self._runner.changed.emit(posts[0].delivery_id)

        if post_ids:
            self._runner.run(lambda: tuple(self._boards.take_down(key) for key in post_ids), done)

    def put_up(self, post_ids: tuple[str, ...]) -> None:
        """Puts these posts back up."""

        def done(posts: tuple[Post, ...]) -> None:
            self._runner.show_message(self._text("It’s posted again."), Tone.OK)
            self._runner.changed.emit(posts[0].delivery_id)

        self._runner.run(lambda: tuple(self._boards.put_up_again(key) for key in post_ids), done)
