"""Accepts the printed recovery key if the computer has lost its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.form_dialog import DialogFrame
from cpdesk.ui.widgets.text.code_field import GROUP, CodeField
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.backup.recovery import Recovery


class RecoveryDialog(DialogFrame):
    """Enter restores, Esc leaves everything as it is. A wrong key changes nothing."""

    restored = Signal()

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, recovery: Recovery, parent: QWidget
    ) -> None:
        text = words.text
        self.take = Button(theme, text("Open data"), "Enter", kind=Kind.PRIMARY)
        self.cancel = Button(theme, text("Not now"), "Esc")
        super().__init__(theme, parent, text("Recovery key"), self.take, self.cancel, spacing=10)
        self._words = words
        self._tasks = tasks
        self._recovery = recovery
        self._busy = False
        heading = text("This computer has lost the key to CPDesk’s data")
        how = text(
            "Your data is still here. Enter the recovery key that was printed for this "
            "office: eight groups of eight letters and digits. Spaces and hyphens "
            "don’t matter."
        )
        self.field = CodeField(theme, text("Recovery key"))
        self.count = Text(theme, "", Role.SMALL)
        self.trouble = VerdictBox(theme, small=True)
        self.trouble.hide()
        self.column.addWidget(Text(theme, heading, Role.PAGE, wrap=True))
        self.column.addWidget(Text(theme, how, Role.SOFT, wrap=True))
        for part in (self.field, self.count, self.trouble):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.field.textChanged.connect(self._count)
        self.field.entered.connect(self.restore)
        self.take.clicked.connect(self.restore)
        self.resize(theme.px(560), theme.px(384))
        self._count()
        self.field.setFocus()

    def restore(self) -> None:
        """Tries what was typed; says which group is wrong, and leaves it to be corrected."""
        if self._busy or not self.field.toPlainText().strip():
            return
        self._set_busy(True)
        typed = self.field.toPlainText()
        self._tasks.run(
            lambda: self._recovery.restore(typed),
            owner=self,
            done=self._restored,
            failed=self._failed,
        )

    def _restored(self, _where: str) -> None:
        self.accept()
        self.restored.emit()

    def _failed(self, trouble: DeskError) -> None:
        self._set_busy(False)
        says = self._words.text(trouble.says, **trouble.facts)
        self.trouble.set(Tone.NO, says, self._words.text(trouble.do, **trouble.facts))
        self.trouble.show()
        self.field.setFocus()

    def _count(self) -> None:
        """Shows the progress, for someone who looks back and forth between sheet and screen."""
        typed = self.field.letters
        says = self._words.text("{n} of {all} groups", n=typed // GROUP, all=GROUP)
        self.count.setText(says)
        self.trouble.hide()
        self.take.setEnabled(typed > 0 and not self._busy)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.field.setReadOnly(busy)
        self.take.setEnabled(not busy)
