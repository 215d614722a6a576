"""Dialogs: their frame, and a question or a few fields that do one thing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.input.keys import Key
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.form_spec import W
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DialogFrame(QDialog):
    """Put the content into `column`; below it are `yes`, what the dialog does, and `no`, the way
    out. Esc leaves."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        title: str,
        yes: Button,
        no: Button,
        *,
        margin: int = 20,
        spacing: int = 12,
        ctrl_enter: bool = False,
    ) -> None:
        """`ctrl_enter`: that key presses `yes`; without it, a subclass says what Enter does."""
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(spacing))
        self.footer = QHBoxLayout()
        self.footer.addWidget(yes)
        self.footer.addStretch(1)
        self.footer.addWidget(no)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, margin, margin, margin)
        outer.setSpacing(theme.px(spacing))
        outer.addLayout(self.column, 1)
        outer.addLayout(self.footer)
        no.clicked.connect(self.reject)
        for enter in ("Ctrl+Return", "Ctrl+Enter") if ctrl_enter else ():
            Key(enter, self, yes.click, everywhere=True)


class QuestionDialog(DialogFrame):
    """Put fields, if there are any, into `body`. Enter does it, Esc changes nothing; errors are
    shown in the dialog, which stays open. `did` carries the result of what was done.

    `act` is what to do, on the desk's lane. A subclass with fields says in `wants` what is missing,
    and in `work` what to do.
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
        act: Callable[[], object] | None = None,
    ) -> None:
        self.do = Button(theme, does, "Enter", kind=kind)
        self.cancel = Button(theme, words.text("Cancel"), "Esc")
        super().__init__(
            theme, parent, title, self.do, self.cancel, margin=theme.px(20), spacing=10
        )
        self._words = words
        self._tasks = tasks
        self._act = act
        self._waiting = False
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(6))
        self.sentence = Text(theme, sentence, Role.SOFT, wrap=True)
        self.trouble = VerdictBox(theme, small=True)
        self.trouble.hide()
        self.column.addWidget(Text(theme, title, Role.PAGE, wrap=True))
        self.column.addWidget(self.sentence)
        self.column.addLayout(self.body)
        self.column.addWidget(self.trouble)
        self.column.addStretch(1)
        self.setMinimumWidth(theme.px(440))
        self.do.clicked.connect(self.submit)
        if act is not None:
            self.cancel.setFocus()

    # -- for subclasses ------------------------------------------------------------------------

    def add(self, field: W, name: str) -> W:
        """Adds a field to the body, with its name above it."""
        field.setAccessibleName(name)
        self.body.addWidget(Text(self.theme, name, Role.SMALL))
        self.body.addWidget(field)
        return field

    def wants(self) -> tuple[str, QWidget] | None:
        """What is missing or wrong, as a sentence, and the field; None if it is ready."""
        return None

    def work(self) -> Callable[[], object]:
        """Does it with what was typed; called on the desk's lane."""
        if self._act is None:
            raise NotImplementedError
        return self._act

    def again(self) -> QWidget:
        """The field to type in after it failed."""
        return self.do

    # -- what happens --------------------------------------------------------------------------

    def submit(self) -> None:
        if self._waiting:
            return
        missing = self.wants()
        if missing is not None:
            self._show_message(missing[0])
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
        self._show_message(
            words.text(trouble.says, **trouble.facts), words.text(trouble.do, **trouble.facts)
        )
        self.again().setFocus()

    def _show_message(self, says: str, do: str = "") -> None:
        self.trouble.set(Tone.NO, says, do)
        self.trouble.show()
        self.adjustSize()

    def _wait(self, waiting: bool) -> None:
        self._waiting = waiting
        self.do.setEnabled(not waiting)
