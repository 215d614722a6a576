"""A table to type in with its buttons, and what is wrong with the selected line below it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.day_plan.columns import Columns
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.entry_table import EntryModel, EntryTable, Row
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.text.text import Role, Text


class EntryPanel(QWidget):
    """`changed` after every edit, valid or not. Lines that aren't clear yet wait here and not in
    the draft."""

    changed = Signal()

    def __init__(
        self,
        context: PageContext,
        name: str,
        columns: Columns[Any],
        none: EmptyState,
        *,
        add: str,
        rows: str = "",
        whose: bool = True,
    ) -> None:
        """`none` is shown while there are no entries, `add` is the text of the button for one more,
        `rows` what a line is called if not `name`; `whose` adds a column for who entered it."""
        super().__init__()
        self.theme = theme = context.theme
        self.name = name
        self._words = words = context.words
        self.draft: Draft | None = None
        self.none = none
        self.model = EntryModel(columns, words, whose=whose)
        self.table = EntryTable(theme, self.model, rows or name)
        self.add = Button(theme, add, "Ins", small=True)
        self.remove = Button(theme, words.text("Remove"), "Del", small=True)
        self.says = Text(theme, "", Role.SMALL, wrap=True)
        self.stack = QStackedLayout()
        for wanted in (self.add.clicked, self.table.add_wanted):
            wanted.connect(lambda: self.add_line())
        for wanted in (self.remove.clicked, self.table.remove_wanted):
            wanted.connect(lambda: self.remove_line())
        self.model.edited.connect(self.edited)
        self.table.selectionModel().currentRowChanged.connect(self.show_message)

    @property
    def waiting(self) -> bool:
        """Whether a line isn't clear yet."""
        raise NotImplementedError

    def show_draft(self, draft: Draft, *, afresh: bool = False) -> None:
        """The lines of a draft, and those still waiting; `afresh` drops the waiting ones."""
        raise NotImplementedError

    def add_line(self) -> None:
        """Adds a line and opens its first cell."""
        raise NotImplementedError

    def remove_line(self) -> None:
        """Removes the selected line."""
        raise NotImplementedError

    def show_wrong(self) -> bool:
        """Goes to the first line that isn't clear; False if there is none."""
        raise NotImplementedError

    def edited(self, at: int) -> None:
        """A cell of this row was changed."""
        raise NotImplementedError

    def about(self, row: Row[Any] | None) -> str:
        """What to know about a selected line that is clear."""
        raise NotImplementedError

    def may_remove(self, row: Row[Any]) -> bool:
        """Whether a line can be removed."""
        return row.own

    def insert(self, at: int, row: Row[Any]) -> None:
        """A new line, with its first cell open."""
        rows = self.model.rows
        self.model.set([*rows[:at], row, *rows[at:]])
        self.stack.setCurrentIndex(0)
        self.table.go(at, edit=True)

    def take_out(self, at: int) -> Row[Any]:
        """Takes a line out of the table."""
        rows = self.model.rows
        self.model.set([*rows[:at], *rows[at + 1 :]])
        return rows[at]

    def show_message(self) -> None:
        """What is wrong with the selected line, and whether it can be removed."""
        row, wrong = self.table.current, self.table.wrong
        self.remove.setEnabled(row is not None and self.may_remove(row))
        self.tell(wrong or self.about(row), wrong=bool(wrong))

    def tell(self, said: str, *, wrong: bool = False) -> None:
        """Says it under the table."""
        self.says.set_color("no" if wrong else "")
        self.says.setText(said)
        self.says.setVisible(bool(said))
