"""The dialog: a field, the situations that were found, and the rules' answer to one of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cpdesk.policy.decision import Finding
from cpdesk.policy.guide import Examples, Topic
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.phrases import CONDITION, KIND, LIFT
from cpdesk.policy.requests import Kind as RequestKind
from cpdesk.ui.guide.lookup import find
from cpdesk.ui.parts.button import Button, Kind
from cpdesk.ui.parts.card import Card
from cpdesk.ui.parts.sheet import Sheet
from cpdesk.ui.parts.text import Role, Text
from cpdesk.ui.parts.verdict import FindingList, FindingRow, VerdictBox
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone, tone_of
from cpdesk.words import N_, Words

ANSWER = {
    Outcome.ADMIT: N_("Yes"),
    Outcome.ASK_DESK: N_("Yes, if the desk finds it right and writes down why"),
    Outcome.ASK_LEADER: N_("Only if a school leader says yes"),
    Outcome.REFUSE: N_("No"),
}


def examples(words: Words) -> Examples:
    """What the sentences name; nobody real."""
    return Examples(
        partner=words.text("Example Partner"),
        program=words.text("Example Program"),
        activity=words.text("Example Activity"),
        contract="00-0000",
        school=words.text("Example School"),
        lesson=words.text("Period 3"),
        lunch=words.text("Lunch"),
        wall=words.text("The wall by the stairs"),
        flyer=words.text("Example Flyer"),
    )


class GuideDialog(QDialog):
    """`start` comes with the kind of request whose form is wanted, `log_flyer` where flyers are to
    be logged."""

    start = Signal(RequestKind)
    log_flyer = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        topics: Callable[[Examples], tuple[Topic, ...]],
        *,
        may_start: bool = True,
        may_log: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`topics` is asked on the desk's lane; `may_start` where requests may be filed here,
        `may_log` where flyers may be logged."""
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._may_start = may_start
        self._may_log = may_log
        self._all: tuple[Topic, ...] = ()
        self._shown: tuple[Topic, ...] = ()
        self.setWindowTitle(words.text("What may a partner do?"))
        self.resize(theme.px(980), theme.px(600))
        self._build()
        tasks.run(lambda: topics(examples(words)), owner=self, done=self._read)

    @property
    def topic(self) -> Topic | None:
        """The situation whose answer is shown."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, words = self._theme, self._words
        self.field = QLineEdit()
        self.field.setAccessibleName(words.text("What is it about?"))
        self.field.setPlaceholderText(words.text("picture, pass a name, watch a class …"))
        self.field.setClearButtonEnabled(True)
        glass = theme.icon("search", "ink3")
        self.field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(words.text("Situations"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setSpacing(theme.px(2))
        self.list.setIconSize(QSize(theme.px(10), theme.px(10)))
        self.list.currentRowChanged.connect(self._show)
        self.nothing = Text(
            theme,
            words.text("Nothing is found. Try another word, or call the district’s office."),
            Role.SOFT,
            wrap=True,
        )
        self.nothing.hide()
        left = Card(theme)
        left.setFixedWidth(theme.px(390))
        left.body.addWidget(self.field)
        left.body.addWidget(self.nothing)
        left.body.addWidget(self.list, 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(left)
        columns.addWidget(self._answer_card(), 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 20, 20, 20)
        rows.addLayout(columns)

    def _answer_card(self) -> Card:
        theme, words = self._theme, self._words
        self.question = Text(theme, "", Role.NAME, wrap=True)
        self.verdict = VerdictBox(theme)
        self.why = FindingList(theme)
        self.instead_title = Text(theme, words.text("What is possible instead"), Role.HEADING)
        self.instead = Text(theme, "", wrap=True)
        self.source = Text(theme, "", Role.SMALL, wrap=True)
        self.begin = Button(theme, "", "Enter", kind=Kind.PRIMARY)
        self.begin.clicked.connect(self._start)
        close = Button(theme, words.text("Close"), "Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        sheet = Sheet()
        sheet.column.setSpacing(theme.px(10))
        sheet.column.setContentsMargins(0, 0, theme.px(14), 0)  # the bar's
        for part in (self.question, self.verdict, self.why):
            sheet.column.addWidget(part)
        for part in (self.instead_title, self.instead, self.source):
            sheet.column.addWidget(part)
        sheet.column.addStretch(1)
        actions = QHBoxLayout()
        actions.addWidget(self.begin)
        actions.addStretch(1)
        actions.addWidget(close)
        card = Card(theme)
        card.body.addWidget(sheet, 1)
        card.body.addLayout(actions)
        return card

    # -- what is typed --------------------------------------------------------------------------

    def _read(self, topics: tuple[Topic, ...]) -> None:
        self._all = topics
        self._search(self.field.text())

    def _search(self, typed: str) -> None:
        self._shown = find(self._all, typed, self._words)
        self.list.blockSignals(True)
        self.list.clear()
        for topic in self._shown:
            self.list.addItem(self._item(topic))
        self.list.blockSignals(False)
        self.nothing.setVisible(not self._shown and bool(self._all))
        if self._shown:
            self.list.setCurrentRow(0)
        self._show(self.list.currentRow())

    def _item(self, topic: Topic) -> QListWidgetItem:
        question = self._words.text(topic.question)
        item = QListWidgetItem(self._dot(tone_of(topic.decision.outcome)), question)
        answer = self._words.text(ANSWER[topic.decision.outcome])
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{question} {answer}")
        return item

    def _dot(self, tone: Tone) -> QIcon:
        side = self._theme.px(20)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(tone.value))
        painter.drawEllipse(picture.rect().adjusted(1, 1, -1, -1))
        painter.end()
        return QIcon(picture)

    def _show(self, row: int) -> None:
        topic = self.topic
        for part in (self.question, self.verdict, self.why, self.source):
            part.setVisible(topic is not None)
        if topic is None:
            self.instead.hide()
            self.instead_title.hide()
            self.begin.hide()
            return
        words = self._words
        about = [f for f in topic.decision.findings if f.code in topic.codes]
        about = [f for f in about if f.outcome is not Outcome.ADMIT] or about
        self.question.setText(words.text(topic.question))
        outcome = max(f.outcome for f in about)
        ride = dict.fromkeys(c for f in about for c in f.conditions)
        if outcome is Outcome.REFUSE:
            ride = {}  # nobody goes anywhere
        conditions = " ".join(f"{words.text(CONDITION[c])}." for c in ride)
        self.verdict.set(tone_of(outcome), words.text(ANSWER[outcome]), conditions)
        self.why.set([self._reason(f) for f in about])
        offers = dict.fromkeys(words.sentence(f.offer, f.facts) for f in about if f.offer)
        self.instead.setText("\n".join(offers))
        self.instead.setVisible(bool(offers))
        self.instead_title.setVisible(bool(offers))
        self.source.setText(
            words.text("The district’s question: {question}", question=words.text(topic.source))
        )
        self.begin.setVisible(self._starts(topic))
        if topic.kind is not None:
            self.begin.set(words.text("New request: {kind}", kind=words.text(KIND[topic.kind])))
        elif topic.log_flyer:
            self.begin.set(words.text("Log a flyer"))

    def _starts(self, topic: Topic) -> bool:
        if topic.kind is not None:
            return self._may_start
        return topic.log_flyer and self._may_log

    def _reason(self, finding: Finding) -> FindingRow:
        words = self._words
        small = [finding.code]
        if finding.lift is not None:
            who = words.text(LIFT[finding.lift])
            small.insert(0, words.text("May say yes: {who}", who=who))
        said = words.sentence(finding.says, finding.facts)
        return FindingRow(tone_of(finding.outcome), said, " · ".join(small))

    # -- keys -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus; arrow keys move the mark in the list."""
        if watched is self.field and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by and event.type() is QEvent.Type.KeyPress:
                row = self.list.currentRow() + by
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
            return
        super().keyPressEvent(event)

    def _start(self) -> None:
        topic = self.topic
        if topic is None or not self._starts(topic):
            return
        self.accept()
        if topic.kind is not None:
            self.start.emit(topic.kind)
        else:
            self.log_flyer.emit()
