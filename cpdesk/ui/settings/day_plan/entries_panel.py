"""A table of one kind of entry with its buttons: the week, special days, school years."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from cpdesk.ui.settings.day_plan.books import Book
from cpdesk.ui.settings.day_plan.columns import Columns
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.entry_table import EntryModel, EntryTable, Row
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words

E = TypeVar("E")


class EntriesPanel(QWidget, Generic[E]):
    """`changed` after every edit, valid or not. A line that isn't clear yet waits here and not in
    the draft."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        *,
        name: str,
        columns: Columns[E],
        book: Book[E],
        empty: tuple[str, str, str],
        add: str,
    ) -> None:
        """`empty` is the icon, title and sentence of an empty table, `add` the text of the add
        button."""
        super().__init__()
        self.name = name
        self._words = words
        self._book = book
        self._draft: Draft | None = None
        self.model = EntryModel(columns, words)
        self.table = EntryTable(theme, self.model, name)
        self.none = EmptyState(theme, *empty)
        self.add = Button(theme, add, "Ins", small=True)
        self.remove = Button(theme, words.text("Remove"), "Del", small=True)
        self.says = Text(theme, "", Role.SMALL, wrap=True)
        self._stack = QStackedLayout()
        footer = FlowLayout(gap=10)
        footer.addWidget(self.add)
        footer.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._stack, 1)
        # Only now: the first one is shown at once, and without its place it would be a window.
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.none)
        column.addWidget(self.says)
        column.addLayout(footer)
        self.add.clicked.connect(self.add_line)
        self.table.add_wanted.connect(self.add_line)
        self.remove.clicked.connect(self.remove_line)
        self.table.remove_wanted.connect(self.remove_line)
        self.model.edited.connect(self._edited)
        self.table.selectionModel().currentRowChanged.connect(self._show_message)

    @property
    def waiting(self) -> list[Row[Any]]:
        """Lines that aren't clear yet."""
        return [row for row in self.model.rows if row.entry is None]

    def show_draft(self, draft: Draft, *, afresh: bool = False) -> None:
        """The lines of a draft, and those still waiting; `afresh` drops the waiting ones."""
        waiting = [] if afresh else self.waiting
        self._draft = draft
        book, rows = self._book, list[Row[Any]]()
        for entry in book.entries(draft):
            kept = next((w for w in waiting if w.was and book.same(w.was, entry)), None)
            if kept is not None:
                waiting.remove(kept)
                rows.append(kept)
                continue
            whose = book.whose(draft, entry, self._words)
            cells = self.model.columns.cells(entry)
            under = book.under(draft, entry, self._words)
            rows.append(Row(cells, entry, book.own(entry), whose, under, was=entry))
        self.table.show_rows([*rows, *waiting])
        self._stack.setCurrentWidget(self.table if self.model.rows else self.none)
        self._show_message()

    def add_line(self) -> None:
        """A new line at the end, with its first cell open."""
        last = next((row.entry for row in reversed(self.model.rows) if row.entry), None)
        cells = self.model.columns.blank(last)
        row: Row[Any] = Row(cells, None, own=True, whose=self._words.text("Office"))
        self.model.set([*self.model.rows, row])
        self._stack.setCurrentWidget(self.table)
        self.table.go(len(self.model.rows) - 1, edit=True)
        self.changed.emit()

    def remove_line(self) -> None:
        """Removes the selected entry of this office; the roster's entry applies again."""
        at = self.table.current
        if self._draft is None or at < 0 or not self.model.rows[at].own:
            return
        row = self.model.rows.pop(at)
        if row.was is not None:
            self._book.drop(self._draft, row.was)
        self.show_draft(self._draft)
        if self.model.rows:
            self.table.go(min(at, len(self.model.rows) - 1))
        else:
            self.add.setFocus()
        self.changed.emit()

    def show_wrong(self) -> bool:
        """Goes to the first line that isn't clear; False if there is none."""
        for number, row in enumerate(self.model.rows):
            if row.entry is None:
                self.model.understand(row)
                self.table.go(number, min(row.wrong, default=0))
                self._show_message()
                return True
        return False

    def _edited(self, at: int) -> None:
        row = self.model.rows[at]
        column = self.table.currentIndex().column()
        if self._draft is not None and row.entry is not None:
            self._book.put(self._draft, row.was, row.entry)
            entry = row.entry
            self.show_draft(self._draft)
            found = (n for n, r in enumerate(self.model.rows) if r.entry and self._is(r, entry))
            at = next(found, at)
            self.table.setCurrentIndex(self.model.index(at, max(0, column)))
        self._show_message()
        self.changed.emit()

    def _is(self, row: Row[Any], entry: E) -> bool:
        return row.entry is not None and self._book.same(row.entry, entry) and row.own

    def _show_message(self) -> None:
        """What is wrong with the selected line, and whether it can be removed."""
        at = self.table.current
        row = self.model.rows[at] if 0 <= at < len(self.model.rows) else None
        self.remove.setEnabled(row is not None and row.own)
        said = " ".join(row.wrong[c] for c in sorted(row.wrong)) if row else ""
        self.says.set_color("no" if said else "")
        if not said and row is not None and row.own:
            said = row.under
        elif not said and row is not None:
            said = self._words.text(
                "From the roster. If you change it, your entry counts until you remove it."
            )
        self.says.setText(said)
        self.says.setVisible(bool(said))
