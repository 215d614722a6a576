"""One delivery: its classes, where its copies are, what is posted, what was returned, and by
whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cpdesk.policy.flyers import (
    CHECK,
    Answer,
    DeliveryState,
    LineState,
)
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.flyers import texts
from cpdesk.ui.flyers.actions import ATTACH, POST_NOW, Do, actions
from cpdesk.ui.flyers.boards.posts import PostList
from cpdesk.ui.flyers.handout.class_table import ClassTable
from cpdesk.ui.flyers.handout.handout_method import HandoutMethod
from cpdesk.ui.flyers.queue.attached import Attached
from cpdesk.ui.flyers.queue.history import History
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.button_row import ButtonRow
from cpdesk.ui.widgets.domain.verdict import FindingList, FindingRow, VerdictBox
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.detail_view import DetailView
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words

_TONES = {Answer.YES: Tone.OK, Answer.NO: Tone.NO, Answer.OPEN: Tone.PLAIN}


class DeliveryView(DetailView[Do, DeliveryRecord]):
    """The classes are a table of their own; occasional actions scroll with the rest."""

    def __init__(self, theme: Theme, words: Words, memory: Callable[[], QSettings]) -> None:
        super().__init__(theme, words)
        self._today = date.min
        self.returned = VerdictBox(theme, small=True)
        self.checks = FindingList(theme)
        self.table = ClassTable(theme, words)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(words.text("Copies handed out"))
        self.bar.setTextVisible(False)
        self.copies = Text(theme, "", Role.SMALL)
        self.refused = VerdictBox(theme, small=True)
        self.board_button = Button(theme, words.text("Post on a board…"), small=True)
        self.board_button.clicked.connect(lambda: self.acted.emit(Do.POST))
        self.posts_head = Text(theme, words.text("Boards and electronic posts"), Role.HEADING)
        self.posts = PostList(theme, words)
        self.note = Text(theme, "", Role.BODY, wrap=True)
        self.files_head = Text(theme, words.text("Attached files"), Role.HEADING)
        self.attach_button = Button(
            theme,
            words.text(ATTACH.label),
            words.text(ATTACH.key),
            kind=ATTACH.kind,
            small=True,
        )
        self.attach_button.clicked.connect(lambda: self.acted.emit(Do.ATTACH))
        self.files = Attached(theme, words)
        self.history = History(theme, words)
        self.how = HandoutMethod(theme, words, memory)
        self.more: ButtonRow[Do] = ButtonRow(theme, words)  # occasional actions; it scrolls
        self.more.acted.connect(self.acted)
        self.rows = (self.row, self.more)
        self.pill.hide()
        self._arrange()
        # Queued, so that changes are laid out before they are scrolled to.
        self.table.moved.connect(self._keep_row_in_sight, Qt.ConnectionType.QueuedConnection)
        self.tray_changed.connect(self._show_how)
        self.apply_theme()

    def _arrange(self) -> None:
        self._progress = QWidget()
        self._along = fill(QHBoxLayout(self._progress), (self.bar, 1), self.copies, edges=0)
        self._warning = QWidget()
        fill(QVBoxLayout(self._warning), self.refused, self.board_button, edges=0)
        self._files_line = QWidget()
        files = QHBoxLayout(self._files_line)
        fill(files, self.files_head, self.attach_button, 1, edges=0)
        self.lay_out(
            (
                self.returned,
                self.checks,
                self.table,
                self._progress,
                self._warning,
                self.posts_head,
                self.posts,
                self.note,
                self._files_line,
                self.files,
                self.more,
                self.history,
            ),
            above_buttons=self.how,
        )

    # -- what is shown --------------------------------------------------------------------------

    def show_delivery(self, record: DeliveryRecord, today: date) -> None:
        """Shows another delivery, or the same one after it was read again."""
        words = self._words
        another = self.record is None or self.record.delivery_id != record.delivery_id
        changed = self.record is not None and self.record.version != record.version
        self.record, self._today = record, today
        self.title.setText(record.title)
        self.under.setText(texts.under_title(record, today, words))
        self.setAccessibleName(f"{record.title}. {self.under.text()}")
        self._show_returned(record)
        self._show_checks(record)
        self._show_classes(record)
        self.posts.show_posts(record.posts, today)
        self.posts_head.setVisible(bool(record.posts))
        self.posts.setVisible(bool(record.posts))
        self.note.setText(record.note)
        self.note.setVisible(bool(record.note))
        self.files.show_files(record.files)
        self.history.show_record(record)
        acts = actions(record, today, words)
        self.row.set(tuple(one for one in acts if one.kind is not Kind.QUIET))
        self.more.set(tuple(one for one in acts if one.kind is Kind.QUIET))
        self.more.setVisible(any(one.kind is Kind.QUIET for one in acts))
        self._order()
        self._show_how()
        if another:
            self.how.forget_whom()
            self.sheet.keep_in_sight(None)
        self.shown_again(another=another, changed=changed)

    def _order(self) -> None:
        """Tab goes from top to bottom: widgets created for each delivery would otherwise come
        last."""
        tiles = [one for tile in self.files.tiles for one in (tile.open_button, tile.remove_button)]
        parts: list[QWidget] = [
            self.table,
            self.board_button,
            *(row.button for row in self.posts.lines),
            self.attach_button,
            *tiles,
            *self.more.buttons.values(),
            *self.how.chips.values(),
            self.how.to,
            *self.row.buttons.values(),
        ]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _show_returned(self, record: DeliveryRecord) -> None:
        words = self._words
        self.returned.setVisible(bool(record.returns))
        if not record.returns:
            return
        word = words.text("All copies returned")
        if record.state is not DeliveryState.RETURNED:
            word = words.count("{n} copy returned", "{n} copies returned", record.tally.returned)
        self.returned.set(Tone.NO, word, texts.why_returned(record, self._today, words))

    def _show_checks(self, record: DeliveryRecord) -> None:
        """Shown while the checklist is open; after that it was met."""
        words = self._words
        shown = record.state is DeliveryState.CHECKING
        self.checks.setVisible(shown)
        rows = []
        for line in record.checks if shown else ():
            if line.answer is Answer.NOT_ASKED:
                continue
            small = ""
            if line.finding is not None:
                small = words.sentence(line.finding.says, line.finding.facts)
            elif line.answer is Answer.OPEN:
                small = words.text("Not answered yet")
            elif line.answer is Answer.NO:
                small = words.text("Answered no")
            rows.append(FindingRow(_TONES[line.answer], words.text(CHECK[line.check]), small))
        self.checks.set(rows)

    def _show_classes(self, record: DeliveryRecord) -> None:
        words, tally = self._words, record.tally
        self.table.show_lines(record.delivery_id, record.lines, self._today)
        self.table.setVisible(bool(record.lines))
        self._progress.setVisible(bool(tally.planned))
        self.bar.setRange(0, max(1, tally.planned))
        self.bar.setValue(tally.out)
        self.copies.setText(texts.progress(tally, words))
        self.copies.set_color("no" if tally.over < 0 else "")
        self.bar.setAccessibleDescription(self.copies.text())
        refused = [line for line in record.lines if line.state is LineState.REFUSED]
        shown = bool(refused) and record.state is DeliveryState.ACCEPTED
        self._warning.setVisible(shown)
        if shown:
            names = words.listed([line.class_name for line in refused])
            headline = words.text("No carry-home for {classes}", classes=names)
            self.refused.set(Tone.ASK, headline, texts.kept_from(refused, words))
        acts = actions(record, self._today, words)
        self.board_button.setVisible(shown and POST_NOW not in acts)

    def _show_how(self) -> None:
        waits = self.record is not None and any(
            line.state is LineState.PLANNED for line in self.record.lines
        )
        open_ = self.record is not None and self.record.state is DeliveryState.ACCEPTED
        self.how.setVisible(waits and open_ and self.tray is None)

    def _keep_row_in_sight(self) -> None:
        inside = self.sheet.widget()
        if inside is not None and self.table.isVisible() and self.table.hasFocus():
            row = self.table.row_rect()
            top = self.table.mapTo(inside, QPoint(0, row.top())).y()
            self.sheet.ensureVisible(0, top + row.height() // 2, 0, row.height())

    # -- buttons, keys and focus ----------------------------------------------------------------

    def set_ready(self, ready: bool) -> None:
        super().set_ready(ready)
        self.more.set_ready(ready)
        self.attach_button.setEnabled(ready)
        self.posts.set_ready(ready)
        self.board_button.setEnabled(ready)

    def enter(self) -> None:
        """Moves the focus to the classes, or to the sheet itself if there are none."""
        inside = self.table if self.table.isVisible() and self.table.rows else self
        inside.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws a frame while it has the focus itself, for the keys that scroll it."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)

    def apply_theme(self) -> None:
        super().apply_theme()
        px = self.theme.px
        self._outer.setContentsMargins(px(5), px(4), px(5), px(4))
        self._column.setSpacing(px(8))
        self._along.setSpacing(px(10))
