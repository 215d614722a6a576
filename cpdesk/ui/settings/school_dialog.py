"""The choice of a school, over a page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cpdesk.records.office import SchoolRecord
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.forms.form_dialog import DialogFrame
from cpdesk.ui.widgets.roster.school_picker import SchoolPicker


class SchoolDialog(DialogFrame):
    """`picked` carries the SchoolRecord, once."""

    picked = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        text = context.words.text
        title = text("Which school is this computer for?")
        super().__init__(context, parent, title, text("Choose school"), "Enter", spacing=14)
        self.picker = SchoolPicker(context)
        self.column.addWidget(self.picker, 1)
        self.do.clicked.connect(self.picker.choose)
        self.picker.chosen.connect(self._picked)
        self.picker.marked.connect(self.do.setEnabled)
        self.resize(self.theme.px(520), self.theme.px(520))
        self.picker.field.setFocus()
        self.picker.read()

    def _picked(self, school: SchoolRecord) -> None:
        self.accept()
        self.picked.emit(school)
