"""A page with a list on the left and, on the right, the selected record with its actions."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from cpdesk.ui.input.keys import Key
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.buttons.actions import A
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.page.command_runner import CommandRunner
from cpdesk.ui.widgets.page.detail_view import DetailView
from cpdesk.ui.widgets.page.just_shown import JustShown
from cpdesk.ui.widgets.page.record_column import RecordColumn
from cpdesk.ui.widgets.page.record_page import RecordPage

Q = TypeVar("Q")  # what is read for the list
R = TypeVar("R")  # what is read for one record


class ListDetailPage(RecordPage[Q, R, A], Generic[Q, R, A]):
    """Runs one action at a time, with undo; goes on to the next record after one; presses buttons
    by keys; gives people time to read what appeared by itself. A subclass connects the detail's
    `acted` to what its buttons do."""

    detail: DetailView[A, Any]

    def __init__(
        self,
        context: PageContext,
        parent: QWidget | None,
        column: RecordColumn[Any],
        detail: DetailView[A, Any],
        empty: EmptyState,
    ) -> None:
        super().__init__(context, parent, column, detail, empty)
        self.just_shown = JustShown(self._clock.now)
        self.runner: CommandRunner[Any] = CommandRunner(
            detail, self._show_message, self._tasks, self._words, self
        )
        self.runner.stale.connect(self.refresh)
        detail.tray_changed.connect(self.apply_theme)
        detail.tray_closed.connect(self.tray_closed)
        for n in range(self.numbers):
            Key(f"Alt+{n + 1}", self, lambda n=n: self.numbered(n), everywhere=True)  # type: ignore[misc]

    @property
    def kept(self) -> str:
        record = self.detail.record
        return self.current or ("" if record is None else self.key_of(record))

    def show_empty(self) -> None:
        self.detail.close_tray()
        self.detail.record = None
        super().show_empty()

    def pass_on(self) -> None:
        """An action was done: the next record is selected when the list is read."""
        self.detail.close_tray()
        self._passed_on = True

    def forget(self) -> None:
        super().forget()
        self.runner.forget()

    # -- keys -----------------------------------------------------------------------------------

    @property
    def free(self) -> bool:
        return self.detail.tray is None and super().free

    def press(self, do: A) -> bool:
        shown = self.front is self.look and self.pane is self.detail
        return shown and self.free and any(row.press(do) for row in self.detail.rows)

    def next_step(self) -> None:
        """Ctrl+Enter: submits the small form, or presses the first button."""
        if self.detail.tray is not None:
            self.detail.tray.submit()
            return
        first = self.detail.row.first()
        if first is not None:
            self.press(first)

    @property
    def numbers(self) -> int:
        """How many keys from Alt+1 on have a meaning."""
        return len(self.column.chips)

    def numbered(self, n: int) -> None:
        """Alt and a number: a filter."""
        shows = list(self.column.chips)
        if self.front is self.look and n < len(shows):
            self.filter(shows[n])

    def entered(self) -> None:
        self.detail.enter()

    def tray_closed(self) -> None:
        """Esc in a small form."""
        self.focus_list()

    def escape(self) -> None:
        """Leaves the small form, or clears the search."""
        if self.detail.tray is not None:
            self.detail.leave_tray()
        else:
            super().escape()
