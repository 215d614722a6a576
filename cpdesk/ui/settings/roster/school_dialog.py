"""The choice of a school, over a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cpdesk.records.office import SchoolRecord
from cpdesk.ui.settings.roster.school_picker import SchoolPicker
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.forms.form_dialog import DialogFrame
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.office import Office


class SchoolDialog(DialogFrame):
    """`picked` carries the SchoolRecord, once."""

    picked = Signal(object)

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, office: Office, parent: QWidget
    ) -> None:
        self.take = Button(theme, words.text("Choose school"), "Enter", kind=Kind.PRIMARY)
        self.cancel = Button(theme, words.text("Cancel"), "Esc")
        title = words.text("Which school is this computer for?")
        super().__init__(theme, parent, title, self.take, self.cancel, spacing=14)
        self.picker = SchoolPicker(theme, words, tasks, office)
        self.column.addWidget(self.picker, 1)
        self.take.clicked.connect(self.picker.choose)
        self.picker.chosen.connect(self._picked)
        self.picker.marked.connect(self.take.setEnabled)
        self.resize(theme.px(520), theme.px(520))
        self.picker.field.setFocus()
        self.picker.read()

    def _picked(self, school: SchoolRecord) -> None:
        self.accept()
        self.picked.emit(school)
