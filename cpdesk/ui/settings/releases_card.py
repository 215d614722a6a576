"""Whether this school tracks photo releases by student."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from cpdesk.policy.permissions import Permission
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.settings_card import SettingsCard
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.text.text import Role, Text


class ReleasesCard(SettingsCard):
    """One switch; turning it off asks first, since references are deleted."""

    def __init__(self, context: PageContext) -> None:
        text = context.words.text
        super().__init__(context, text("Photo releases"))
        self._releases = context.services.releases
        self.switch = QCheckBox(text("Track releases by student"))
        message = text(
            "Each student is listed under the school’s own reference, for staff only. "
            "It is never printed or sent. If this is off, only totals are kept."
        )
        for part in (self.switch, Text(self.theme, message, Role.SMALL, wrap=True), self.only):
            self.body.addWidget(part)
        self.switch.clicked.connect(self._turned)

    def refresh(self) -> None:
        self.switch.setEnabled(not self.why_not(Permission.OFFICE))
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
        text = self._words.text
        dialog = QuestionDialog(
            self.context,
            self,
            title=text("Keep only totals?"),
            sentence=text(
                "Every student’s reference is erased permanently. The totals of signed "
                "releases stay."
            ),
            does=text("Erase references"),
            kind=Kind.DANGER,
            act=lambda: self._releases.keep_by_child(False),
        )
        dialog.did.connect(self._off)
        dialog.open()

    def _off(self, _: object) -> None:
        self.switch.setChecked(False)
        self.changed.emit()
