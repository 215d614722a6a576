"""Where a flyer, or every flyer, is posted: a line per post, with a button to take it down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cpdesk.policy.flyers import Channel
from cpdesk.records.flyers import Post
from cpdesk.ui.flyers import texts
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.frames.rows import RowColumn, RuledRow
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words


class PostList(RowColumn["PostRow"]):
    """`down` and `up` carry a post's id: take it down, or put it back up.

    `titled` adds which flyer each is, for a list of several flyers.
    """

    down = Signal(str)
    up = Signal(str)

    def __init__(self, theme: Theme, words: Words, *, titled: bool = False) -> None:
        super().__init__(theme)
        self._words = words
        self._titled = titled
        self._shown: tuple[tuple[Post, ...], date] = ((), date.min)

    def show_posts(self, posts: Sequence[Post], today: date) -> None:
        if (tuple(posts), today) == self._shown:
            return
        self._shown = (tuple(posts), today)
        led = next((n for n, row in enumerate(self.lines) if row.button.hasFocus()), -1)
        hangs = [post for post in posts if post.taken_down_at is None]
        alone = hangs[0] if len(hangs) == 1 and not self._titled else None
        self.set_lines(self._row(post, today, alone=post is alone) for post in posts)
        if led >= 0 and self.lines:
            row = self.lines[min(led, len(self.lines) - 1)]
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, post: Post, today: date, *, alone: bool) -> PostRow:
        key = self._words.text("Ctrl+T") if alone else ""
        row = PostRow(self.theme, self._words, post, today, titled=self._titled, key=key)
        does = self.down if post.taken_down_at is None else self.up
        row.button.clicked.connect(lambda: does.emit(post.post_id))
        return row

    def set_ready(self, ready: bool) -> None:
        for row in self.lines:
            row.button.setEnabled(ready)


class PostRow(RuledRow):
    """Where it is posted, since when and until when."""

    edges, gap = (8, 6, 0, 7), 10

    def __init__(
        self, theme: Theme, words: Words, post: Post, today: date, *, titled: bool, key: str = ""
    ) -> None:
        super().__init__(theme, QHBoxLayout())
        self.post = post
        text = words.text
        place = post.board_name
        if post.channel is Channel.ELECTRONIC:
            place = text("{where} (electronic)", where=post.board_name)
        strong, about = place, texts.post_line(post, today, words)
        if titled:
            strong = post.title
            about = " · ".join((post.partner_name, about)) if post.partner_name else about
        lines = fill(
            QVBoxLayout(),
            Text(theme, strong, Role.STRONG, wrap=True),
            Text(theme, about, Role.SMALL, wrap=True),
            gap=1,
        )
        self.inside.addLayout(lines, 1)
        if post.due:
            self.inside.addWidget(Pill(theme, text("Take down today"), Tone.ASK))
        said = text("Take down") if post.taken_down_at is None else text("Put back up")
        self.button = Button(theme, said, key, small=True)
        self.button.setAccessibleName(f"{self.button.text()}: {strong}")
        self.inside.addWidget(self.button)
        due = f". {text('Take down today')}" if post.due else ""
        self.setAccessibleName(f"{strong}. {about}{due}")
        self.apply_theme()
