"""A dialog that asks for a few things and then does one thing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.parts.button import Button, Kind
from cpdesk.ui.parts.text import Role, Text
from cpdesk.ui.parts.verdict import VerdictBox
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Asking(QDialog):
    """Put the fields into `body`. Enter does it, Esc changes nothing; errors are shown in the
    dialog, which stays open. `did` carries the result.

    A subclass says in `wants` what is missing and in `work` what to do.
    """

    did = Signal(object)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        parent: QWidget,
        *,
        title: str,
        sentence: str,
        does: str,
        kind: Kind = Kind.PRIMARY,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._waiting = False
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(6))
        self.sentence = Text(theme, sentence, Role.SOFT, wrap=True)
        self.trouble = VerdictBox(theme, small=True)
        self.trouble.hide()
        self.do = Button(theme, does, "Enter", kind=kind)
        self.cancel = Button(theme, words.text("Cancel"), "Esc")
        foot = QHBoxLayout()
        foot.addWidget(self.do)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        pad = theme.px(20)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.px(10))
        column.addWidget(Text(theme, title, Role.PAGE, wrap=True))
        column.addWidget(self.sentence)
        column.addLayout(self.body)
        column.addWidget(self.trouble)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(440))
        self.do.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)

    # -- for subclasses ------------------------------------------------------------------------

    def wants(self) -> tuple[str, QWidget] | None:
        """What is missing or wrong, as a sentence, and the field; None if it is ready."""
        return None

    def work(self) -> Callable[[], object]:
        """Does it with what was typed; called on the desk's lane."""
        raise NotImplementedError

    def again(self) -> QWidget:
        """The field to type in after it failed."""
        return self.do

    # -- what happens --------------------------------------------------------------------------

    def submit(self) -> None:
        if self._waiting:
            return
        missing = self.wants()
        if missing is not None:
            self._say(missing[0])
            missing[1].setFocus()
            return
        self.trouble.hide()
        self._wait(True)
        self._tasks.run(self.work(), owner=self, done=self._done, failed=self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.submit()
            return
        super().keyPressEvent(event)

    def _done(self, result: object) -> None:
        self._wait(False)
        self.accept()
        self.did.emit(result)

    def _failed(self, trouble: DeskError) -> None:
        self._wait(False)
        words = self._words
        self._say(
            words.text(trouble.says, **trouble.facts), words.text(trouble.do, **trouble.facts)
        )
        self.again().setFocus()

    def _say(self, says: str, do: str = "") -> None:
        self.trouble.set(Tone.NO, says, do)
        self.trouble.show()
        self.adjustSize()

    def _wait(self, waiting: bool) -> None:
        self._waiting = waiting
        self.do.setEnabled(not waiting)
