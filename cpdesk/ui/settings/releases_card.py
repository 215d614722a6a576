"""Whether this school tracks photo releases by student."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from cpdesk.policy.permissions import Permission
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words


class ReleasesCard(Card):
    """One switch. `changed` when it was turned; turning it off asks first, since references are
    deleted."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words.text("Photo releases"))
        self._words = words
        self._tasks = context.tasks
        self._releases = context.services.releases
        self._current_user = context.current_user
        self.switch = QCheckBox(words.text("Track releases by student"))
        self.message = Text(
            theme,
            words.text(
                "Each student is listed under the school’s own reference, for staff only. "
                "It is never printed or sent. If this is off, only totals are kept."
            ),
            Role.SMALL,
            wrap=True,
        )
        self.only = Text(theme, "", Role.SMALL, wrap=True)
        self.only.hide()
        for part in (self.switch, self.message, self.only):
            self.body.addWidget(part)
        self.switch.clicked.connect(self._turned)

    def refresh(self) -> None:
        why_not = self._current_user.why_not(Permission.OFFICE, self._words)
        self.switch.setEnabled(not why_not)
        self.only.setText(why_not)
        self.only.setVisible(bool(why_not))
        if self._current_user.may(Permission.LOOK):
            self._tasks.run(
                self._releases.by_child,
                owner=self,
                done=self.switch.setChecked,
                failed=lambda _: self.switch.setEnabled(False),  # how they are kept isn't known
                latest="settings.releases",
            )

    def _turned(self, on: bool) -> None:
        if on:
            self._tasks.run(
                lambda: self._releases.keep_by_child(True),
                owner=self,
                done=lambda _: self.changed.emit(),
            )
            return
        self.switch.setChecked(True)  # until it is confirmed
        dialog = erase_dialog(
            self.theme, self._words, self._tasks, self, lambda: self._releases.keep_by_child(False)
        )
        dialog.did.connect(self._off)
        dialog.open()

    def _off(self, _: object) -> None:
        self.switch.setChecked(False)
        self.changed.emit()


def erase_dialog(
    theme: Theme, words: Words, tasks: Tasks, parent: QWidget, act: Callable[[], object]
) -> QuestionDialog:
    """Says what will be deleted before it is."""
    return QuestionDialog(
        theme, words, tasks, parent,
        title=words.text("Keep only totals?"),
        sentence=words.text(
            "Every student’s reference is erased permanently. The totals of signed "
            "releases stay."
        ),
        does=words.text("Erase references"),
        kind=Kind.DANGER,
        act=act,
    )  # fmt: skip
