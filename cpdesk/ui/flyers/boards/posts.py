"""Where a flyer, or every flyer, is posted: a line per post, with a button to take it down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.policy.flyers import Channel
from cpdesk.records.flyers import Post
from cpdesk.ui.flyers import texts
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class PostList(QWidget, Themed):
    """`down` and `up` carry a post's id: take it down, or put it back up.

    `titled` adds which flyer each is, for a list of several flyers.
    """

    down = Signal(str)
    up = Signal(str)

    def __init__(self, theme: Theme, words: Words, *, titled: bool = False) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._titled = titled
        self._posts: tuple[Post, ...] = ()
        self._today = date.min
        self.rows: list[PostRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_posts(self, posts: Sequence[Post], today: date) -> None:
        if (tuple(posts), today) == (self._posts, self._today):
            return
        led = next((n for n, row in enumerate(self.rows) if row.button.hasFocus()), -1)
        self._posts, self._today = tuple(posts), today
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        hangs = [post for post in self._posts if post.taken_down_at is None]
        alone = hangs[0] if len(hangs) == 1 and not self._titled else None
        key = self._words.text("Ctrl+T")
        self.rows = [
            PostRow(
                self.theme, self._words, post, today,
                titled=self._titled, key=key if post is alone else "",
            )
            for post in self._posts
        ]  # fmt: skip
        for row in self.rows:
            self._column.addWidget(row)
            row.button.clicked.connect(lambda _=False, row=row: self._pressed(row))
        if led >= 0 and self.rows:
            self.rows[min(led, len(self.rows) - 1)].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_ready(self, ready: bool) -> None:
        for row in self.rows:
            row.button.setEnabled(ready)

    def _pressed(self, row: PostRow) -> None:
        (self.down if row.post.taken_down_at is None else self.up).emit(row.post.post_id)

    def apply_theme(self) -> None:
        self.update()


class PostRow(QWidget, Themed):
    """Where it is posted, since when and until when."""

    def __init__(
        self, theme: Theme, words: Words, post: Post, today: date, *, titled: bool, key: str = ""
    ) -> None:
        super().__init__()
        self.theme = theme
        self.post = post
        text = words.text
        place = post.board_name
        if post.channel is Channel.ELECTRONIC:
            place = text("{where} (electronic)", where=post.board_name)
        strong, about = place, texts.post_line(post, today, words)
        if titled:
            strong = post.title
            about = " · ".join((post.partner_name, about)) if post.partner_name else about
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(Text(theme, strong, Role.STRONG, wrap=True))
        lines.addWidget(Text(theme, about, Role.SMALL, wrap=True))
        self._row = QHBoxLayout(self)
        self._row.addLayout(lines, 1)
        if post.due:
            self._row.addWidget(Pill(theme, text("Take down today"), Tone.ASK))
        up = post.taken_down_at is None
        said = text("Take down") if up else text("Put back up")
        self.button = Button(theme, said, key, small=True)
        self.button.setAccessibleName(f"{self.button.text()}: {strong}")
        self._row.addWidget(self.button)
        due = f". {text('Take down today')}" if post.due else ""
        self.setAccessibleName(f"{strong}. {about}{due}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(8), px(6), 0, px(7))
        self._row.setSpacing(px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.color("line_soft"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
