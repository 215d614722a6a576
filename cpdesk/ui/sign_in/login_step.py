"""What the faces of the sign-in page have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text


class LoginStep(QWidget):
    """A title, a sentence, fields in `body`, one action. `passed` carries a SignedIn, `left` is
    the way back."""

    passed = Signal(object)
    left = Signal()

    def __init__(self, context: PageContext, does: str) -> None:
        super().__init__()
        self.theme = theme = context.theme
        self._words = context.words
        self._tasks = context.tasks
        self._accounts = context.services.accounts
        self.waiting = False
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.sentence = Text(theme, "", Role.SOFT, wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(6))
        self.trouble = VerdictBox(theme, small=True)
        self.trouble.hide()
        self.do = Button(theme, does, "Enter", kind=Kind.PRIMARY)
        self.do.clicked.connect(self.submit)
        self.footer = fill(QHBoxLayout(), self.do, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addLayout(self.body)
        column.addWidget(self.trouble)
        column.addLayout(self.footer)
        column.addStretch(1)

    def add_back(self, says: str) -> None:
        """Adds a button for the way back."""
        self.back = Button(self.theme, says, icon="arrow-left")
        self.back.clicked.connect(self.left)
        self.footer.addWidget(self.back)

    def introduce(self, title: str, sentence: str) -> None:
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def submit(self) -> None:
        """What Enter and the button do; only one thing at a time."""
        if self.waiting:
            return
        missing = self.wants()
        if missing is not None:
            if missing[0]:
                self.show_message(missing[0])
            missing[1].setFocus()
            return
        work = self.work()
        self._wait(True)
        self.trouble.hide()
        self._tasks.run(work, owner=self, done=self._done, failed=self._failed)

    def wants(self) -> tuple[str, QWidget] | None:
        """What is missing or wrong, and the field; the sentence is "" if there is nothing to say.
        None if it is ready."""
        raise NotImplementedError

    def work(self) -> Callable[[], object]:
        """Does it with what was typed; called on the desk's lane."""
        raise NotImplementedError

    def did(self, result: object) -> None:
        """It was done."""
        self.passed.emit(result)

    def begin(self) -> None:
        """Takes the focus."""
        raise NotImplementedError

    def show_message(self, says: str, do: str = "") -> None:
        self.trouble.set(Tone.NO, says, do)
        self.trouble.show()

    def _done(self, result: object) -> None:
        self._wait(False)
        self.did(result)

    def _failed(self, trouble: DeskError) -> None:
        self._wait(False)
        self.trouble.show_error(trouble, self._words)
        self.begin()

    def _wait(self, waiting: bool) -> None:
        self.waiting = waiting
        self.do.setEnabled(not waiting)
