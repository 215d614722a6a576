"""Accepts the printed recovery key if the computer has lost its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.text.code_field import GROUP, CodeField
from cpdesk.ui.widgets.text.text import Role, Text

if TYPE_CHECKING:
    from cpdesk.services.backup.recovery import Recovery


class RecoveryDialog(QuestionDialog):
    """Enter restores, Esc leaves everything as it is. A wrong key changes nothing: it says which
    group is wrong, and leaves it to be corrected."""

    def __init__(self, context: PageContext, parent: QWidget, recovery: Recovery) -> None:
        """`recovery` asks no one to sign in: without the key, no account can be read."""
        text = context.words.text
        super().__init__(
            context,
            parent,
            title=text("This computer has lost the key to CPDesk’s data"),
            sentence=text(
                "Your data is still here. Enter the recovery key that was printed for this "
                "office: eight groups of eight letters and digits. Spaces and hyphens "
                "don’t matter."
            ),
            does=text("Open data"),
            leaves=text("Not now"),
        )
        self._recovery = recovery
        self.setWindowTitle(text("Recovery key"))
        self.setAccessibleName(text("Recovery key"))
        self.field = CodeField(self.theme, text("Recovery key"))
        self.count = Text(self.theme, "", Role.SMALL)
        self.body.setSpacing(self.theme.px(10))
        self.body.addWidget(self.field)
        self.body.addWidget(self.count)
        self.field.textChanged.connect(self._count)
        self.field.entered.connect(self.submit)
        self.setMinimumSize(self.theme.px(560), self.theme.px(384))
        self._count()
        self.field.setFocus()

    def submit(self) -> None:
        if self.field.toPlainText().strip():
            super().submit()

    def work(self) -> Callable[[], object]:
        typed = self.field.toPlainText()
        return lambda: self._recovery.restore(typed)

    def again(self) -> QWidget:
        return self.field

    def _count(self) -> None:
        """Shows the progress, for someone who looks back and forth between sheet and screen."""
        typed = self.field.letters
        says = self._words.text("{n} of {all} groups", n=typed // GROUP, all=GROUP)
        self.count.setText(says)
        self.trouble.hide()
        self.do.setEnabled(typed > 0 and not self.waiting)

    def wait(self, waiting: bool) -> None:
        super().wait(waiting)
        self.field.setReadOnly(waiting)
