"""Dialogs: their frame, and a question or a few fields that do one thing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.input.keys import Key
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.form_spec import W
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DialogFrame(QDialog):
    """Put the content into `column`; below it are `do`, what the dialog does, and `cancel`, the
    way out. Esc leaves."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        title: str,
        does: str,
        key: str = "Ctrl+Enter",
        *,
        leaves: str = "",
        kind: Kind = Kind.PRIMARY,
        spacing: int = 12,
    ) -> None:
        """`does` is the text of `do`, and `key` what presses it; if that isn't Ctrl+Enter, a
        subclass says what it does. `leaves` is the text of `cancel`, "" for Cancel."""
        super().__init__(parent)
        self.context = context
        self.theme = theme = context.theme
        self._words = context.words
        self._tasks = context.tasks
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.do = Button(theme, does, key, kind=kind)
        self.cancel = Button(theme, leaves or context.words.text("Cancel"), "Esc")
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(spacing))
        self.footer = fill(QHBoxLayout(), self.do, 1, self.cancel)
        outer, edges = QVBoxLayout(self), theme.px(20)
        fill(outer, (self.column, 1), self.footer, gap=theme.px(spacing), edges=edges)
        self.cancel.clicked.connect(self.reject)
        for enter in ("Ctrl+Return", "Ctrl+Enter") if key == "Ctrl+Enter" else ():
            Key(enter, self, self.do.click, everywhere=True)

    def fit(self, width: int, height: int = 0) -> None:
        """Takes this size at 100 %, or the height that its content needs; but is never larger than
        the window below it."""
        high = self.theme.px(height) if height else self.sizeHint().height()
        wanted = QSize(self.theme.px(width), high)
        below = (self.parentWidget() or self).window()
        self.resize(wanted.boundedTo(below.size() - QSize(40, 40)))


class QuestionDialog(DialogFrame):
    """Put fields, if there are any, into `body`. Enter does it, Esc changes nothing; errors are
    shown in the dialog, which stays open. `did` carries the result of what was done.

    `act` is what to do, on the desk's lane. A subclass with fields says in `wants` what is missing,
    and in `work` what to do.
    """

    did = Signal(object)

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        *,
        title: str,
        sentence: str,
        does: str,
        leaves: str = "",
        kind: Kind = Kind.PRIMARY,
        act: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(
            context, parent, title, does, "Enter", leaves=leaves, kind=kind, spacing=10
        )
        theme = self.theme
        self._act = act
        self.waiting = False
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
        if self.waiting:
            return
        missing = self.wants()
        if missing is not None:
            self._show_message(missing[0])
            missing[1].setFocus()
            return
        self.trouble.hide()
        self.wait(True)
        self._tasks.run(self.work(), owner=self, done=self._done, failed=self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.submit()
            return
        super().keyPressEvent(event)

    def _done(self, result: object) -> None:
        self.wait(False)
        self.accept()
        self.did.emit(result)

    def _failed(self, trouble: DeskError) -> None:
        self.wait(False)
        self.trouble.show_error(trouble, self._words)
        self.adjustSize()
        self.again().setFocus()

    def _show_message(self, says: str, do: str = "") -> None:
        self.trouble.tell(Tone.NO, says, do)
        self.adjustSize()

    def wait(self, waiting: bool) -> None:
        """Whether it is being done: nothing else can be asked for then."""
        self.waiting = waiting
        self.do.setEnabled(not waiting)
