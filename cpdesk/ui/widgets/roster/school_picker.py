"""Choosing the school: type part of its name; Enter chooses the selected one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cpdesk.records.office import SchoolRecord
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.lists.record_list import ROWS, RecordList
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.ui.widgets.text.text import Role, Text


class SchoolPicker(QWidget):
    """A field and the schools that match. `chosen` carries a SchoolRecord."""

    chosen = Signal(object)
    marked = Signal(bool)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        theme, words = context.theme, context.words
        self._words = words
        self._tasks = context.tasks
        self._office = context.services.office
        self._reading = False
        self._take_when_read = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(words.text("Part of the school’s name"))
        self.field.setAccessibleName(words.text("Search schools"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.read)
        self.field.returnPressed.connect(self.choose)
        spec: RowSpec[SchoolRecord] = RowSpec(
            key=lambda school: school.school_id,
            parts=lambda school: RowParts(school.name, (self.detail(school),)),
            spoken=lambda school: f"{school.name}, {self.detail(school)}",
            style=RowStyle(side=12, top=6, height=52, detail_ink="ink2", boxed=True),
        )
        self.list = RecordList(theme, words.text("Schools"), spec, framed=True, scrolls=ROWS)
        self.list.typing_searches = True
        self.list.setUniformItemSizes(True)
        self.list.follow(self.field)
        self.list.entered.connect(self.choose)
        self.list.doubleClicked.connect(lambda _: self.choose())
        self.none = Text(theme, "", Role.SMALL, wrap=True)
        fill(QVBoxLayout(self), self.field, self.none, (self.list, 1), gap=8, edges=0)
        self.none.hide()

    def detail(self, school: SchoolRecord) -> str:
        """Its grades and address, which tell schools of the same name apart."""
        grades = self._words.grades(school.grade_low, school.grade_high)
        return " · ".join(p for p in (grades, school.address or school.school_id) if p)

    @property
    def school(self) -> SchoolRecord | None:
        """The selected school."""
        return self.list.current

    def read(self) -> None:
        """Lists the schools whose name contains what was typed."""
        text = self.field.text()
        self._reading = True
        self._tasks.run(
            lambda: self._office.schools(text), owner=self, done=self._show, latest="schools"
        )

    def choose(self) -> None:
        """Chooses the selected school; if the list is still for older text, the one that comes
        next."""
        if self._reading:
            self._take_when_read = True
        elif self.school is not None:
            self.chosen.emit(self.school)

    def _show(self, schools: tuple[SchoolRecord, ...]) -> None:
        self.list.unselect()
        self.list.show_records(schools, otherwise=0)
        self.list.setVisible(bool(schools))
        self.none.setVisible(not schools)
        self.none.setText(
            self._words.text("No school on this roster has “{text}” in its name.", text=typed)
            if (typed := self.field.text())
            else self._words.text("The current roster has no schools.")
        )
        self.marked.emit(bool(schools))
        self._reading = False
        if self._take_when_read:
            self._take_when_read = False
            self.choose()
