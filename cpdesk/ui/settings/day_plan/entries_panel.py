"""A table of one kind of entry with its buttons: the week, special days, school years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic

from PySide6.QtWidgets import QVBoxLayout

from cpdesk.records.day_plans import OwnDay, OwnSchedule, SchoolTerm
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.day_plan.columns import Columns
from cpdesk.ui.settings.day_plan.draft import Book, Draft, E, is_own
from cpdesk.ui.settings.day_plan.entry_panel import EntryPanel
from cpdesk.ui.settings.day_plan.entry_table import Row
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.layouts import fill
from cpdesk.words import Words


class EntriesPanel(EntryPanel, Generic[E]):
    """The entries of a book of the draft."""

    def __init__(
        self,
        context: PageContext,
        name: str,
        columns: Columns[E],
        book: Callable[[Draft], Book[Any, E]],
        none: tuple[str, str],
        *,
        add: str,
    ) -> None:
        """`none` is the title and the sentence of an empty table, `add` the text of the button."""
        empty = EmptyState(context.theme, "calendar-days", *none)
        super().__init__(context, name, columns, empty, add=add)
        self._book = book
        footer = FlowLayout(gap=10)
        footer.addWidget(self.add)
        footer.addWidget(self.remove)
        column = fill(QVBoxLayout(self), (self.stack, 1), gap=8, edges=0)
        # Only now: the first one is shown at once, and without its place it would be a window.
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.none)
        column.addWidget(self.says)
        column.addLayout(footer)

    @property
    def waiting(self) -> bool:
        return any(row.entry is None for row in self.model.rows)

    def show_draft(self, draft: Draft, *, afresh: bool = False) -> None:
        waiting = [] if afresh else [row for row in self.model.rows if row.entry is None]
        self.draft = draft
        book, rows = self._book(draft), list[Row[Any]]()
        for entry in book.all():
            key = book.key(entry)
            kept = next((one for one in waiting if one.was and book.key(one.was) == key), None)
            if kept is not None:
                waiting.remove(kept)
                rows.append(kept)
                continue
            whose, under = _whose(book, entry, self._words), _under(book, entry, self._words)
            cells = self.model.reader.cells(entry)
            rows.append(Row(cells, entry, is_own(entry), whose, under, was=entry))
        self.table.show_rows([*rows, *waiting])
        self.stack.setCurrentIndex(0 if self.model.rows else 1)
        self.show_message()

    def add_line(self) -> None:
        """A new line at the end, with its first cell open."""
        last = next((row.entry for row in reversed(self.model.rows) if row.entry), None)
        cells = self.model.reader.blank(last)
        whose = self._words.text("Office")
        self.insert(len(self.model.rows), Row(cells, None, own=True, whose=whose))
        self.changed.emit()

    def remove_line(self) -> None:
        """Removes the selected entry of this office; the roster's entry applies again."""
        at, row = self.table.place, self.table.current
        if self.draft is None or row is None or not row.own:
            return
        self.take_out(at)
        if row.was is not None:
            self._book(self.draft).drop(row.was)
        self.show_draft(self.draft)
        if self.model.rows:
            self.table.go(min(at, len(self.model.rows) - 1))
        else:
            self.add.setFocus()
        self.changed.emit()

    def show_wrong(self) -> bool:
        found = self.table.show_wrong()
        self.show_message()
        return found

    def edited(self, at: int) -> None:
        row, column = self.model.rows[at], self.table.currentIndex().column()
        if self.draft is not None and row.entry is not None:
            book, key = self._book(self.draft), self._book(self.draft).key(row.entry)
            book.put(row.was, row.entry)
            self.show_draft(self.draft)
            places = (
                n
                for n, one in enumerate(self.model.rows)
                if one.own and one.entry is not None and book.key(one.entry) == key
            )
            at = next(places, at)
            self.table.setCurrentIndex(self.model.index(at, max(0, column)))
        self.show_message()
        self.changed.emit()

    def about(self, row: Row[Any] | None) -> str:
        if row is None or row.own:
            return row.under if row else ""
        return self._words.text(
            "From the roster. If you change it, your entry counts until you remove it."
        )


def _whose(book: Book[Any, E], entry: E, words: Words) -> str:
    """Who entered it."""
    if not is_own(entry):
        return words.text("Roster")
    if book.key(entry) in book.roster:
        return words.text("Office, replaces roster")
    if isinstance(entry, OwnDay | SchoolTerm) and entry.source:
        return words.text("Office, from {file}", file=entry.source)
    return words.text("Office")


def _under(book: Book[Any, E], entry: E, words: Words) -> str:
    """What the roster says in place of an entry made here; "" if nothing."""
    found = book.roster.get(book.key(entry)) if is_own(entry) else None
    if found is None or isinstance(found, SchoolTerm | OwnSchedule):
        return ""
    what = found.schedule or words.text("No school")
    if isinstance(found, OwnDay) and found.note:
        what = f"{what}, {found.note}"
    return words.text(
        "The roster says: {what}. It applies again if you remove your entry.", what=what
    )
