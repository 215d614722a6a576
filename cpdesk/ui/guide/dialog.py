"""The dialog: a field, the situations found, and the rules' answer to one of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cpdesk.policy.approval.requests import Kind as RequestKind
from cpdesk.policy.guide import Topic
from cpdesk.policy.situations import Form
from cpdesk.records.office import Contact, OfficeRecord
from cpdesk.records.requests import Ask
from cpdesk.services.guide.guide_search import Finder, Found, examples
from cpdesk.ui.guide.answer import AnswerCard
from cpdesk.ui.guide.situation_list import SituationList
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text

_MOST = 200  # letters of a question


class GuideDialog(QDialog):
    """`request` comes with the Ask of a request whose form should open, `form` with another
    Form."""

    request = Signal(object)
    form = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme = context.theme
        self._words = words = context.words
        self._finder: Finder | None = None
        self._contact: Contact | None = None
        self._found = Found(())
        self._all: tuple[Topic, ...] = ()
        self.setWindowTitle(words.text("What can a partner do?"))
        room = self.screen().availableSize() - QSize(20, 60)  # the system's window frame
        self.resize(QSize(theme.px(980), theme.px(620)).boundedTo(room))
        self.answer = AnswerCard(theme, words, context.current_user.may)
        self._build()
        guide, office = context.services.guide, context.services.office  # who knows whom to call
        context.tasks.run(
            lambda: (guide.topics(examples(words)), office.office()), owner=self, done=self._read
        )

    @property
    def topic(self) -> Topic | None:
        """The situation whose answer is shown."""
        return self.answer.topic

    # -- creation ------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, words = self._theme, self._words
        self.field = QLineEdit()
        self.field.setAccessibleName(words.text("What is your question about?"))
        self.field.setPlaceholderText(words.text("e.g. photos, student names, observing a class"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(_MOST)
        glass = theme.icon("search", "ink3")
        self.field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._search)
        self.list = SituationList(theme, words)
        self.list.follow(self.field)
        self.list.chosen.connect(lambda _: self._show())
        self.list.entered.connect(self._start)
        self.remark = Text(theme, "", Role.SMALL, wrap=True)
        self.remark.hide()
        left = Card(theme)
        left.setMinimumWidth(theme.px(240))
        left.setMaximumWidth(theme.px(390))
        fill(left.body, self.field, self.remark, (self.list, 1))
        self.answer.began.connect(self._start)
        self.answer.left.connect(self.reject)
        columns = fill(QHBoxLayout(), (left, 4), (self.answer, 6), gap=16)
        fill(QVBoxLayout(self), columns, edges=20)

    # -- searching -----------------------------------------------------------------------------

    def _read(self, read: tuple[tuple[Topic, ...], OfficeRecord]) -> None:
        self._all, office = read
        self._contact = office.roster.contact if office.roster is not None else None
        self._finder = Finder(self._all, self._words)
        self._search(self.field.text())

    def _search(self, typed: str) -> None:
        if self._finder is None:
            return  # what was typed in the meantime is searched for once the situations are loaded
        self._found = self._finder.find(typed)
        self._remark()
        self.list.show_topics(self._listed, first=bool(self._found.topics))
        self._show()

    @property
    def _listed(self) -> tuple[Topic, ...]:
        """What was found; if nothing was, everything, to browse."""
        return self._found.topics or self._all

    def _remark(self) -> None:
        """Says whether the list matches what was typed or only comes closest."""
        text = self._words.text
        missed = text("“{words}”", words=" ".join(self._found.unknown))
        if not self._found.topics:
            said = text("Nothing found for {words}. All situations:", words=missed)
        else:
            said = text("No situation mentions {words}. Closest matches:", words=missed)
        self.remark.setText(said)
        self.remark.setVisible(bool(self._found.unknown))

    def _show(self) -> None:
        if self.list.current is not None:
            self.answer.show_topic(self.list.current)
        else:
            self.answer.show_nothing(self._contact)

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
            return
        super().keyPressEvent(event)

    def _start(self) -> None:
        topic = self.answer.topic
        if topic is None or not self.answer.starts:
            return
        self.accept()
        if isinstance(topic.starts, RequestKind):
            self.request.emit(Ask(topic.starts, door=topic.door))
        elif isinstance(topic.starts, Form):
            self.form.emit(topic.starts)
