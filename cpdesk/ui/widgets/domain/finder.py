"""A field that searches while typing, with the closest few matches under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from cpdesk.errors import DeskError
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.words import Words

_AT_MOST = 6
_ROW = 28


@dataclass(frozen=True, slots=True)
class Found:
    """The person or thing that was found. For a person, `partner_id` and `partner_name` too."""

    key: str
    name: str
    detail: str = ""
    partner_id: str = ""
    partner_name: str = ""


Look = Callable[[str], Sequence[Found]]


class Finder(LabeledLine):
    """`taken` with a Found; `changed` when the one taken no longer applies; `missed` when nothing
    has the name that was typed. The list is inside the form: Up and Down move in it, Enter takes,
    Esc closes it."""

    taken = Signal(object)
    changed = Signal()
    missed = Signal()

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, label: str, hint: str, look: Look
    ) -> None:
        super().__init__(theme, label, hint)
        self._tasks = tasks
        self._look = look
        self._tag = f"find.{self.name}"
        self._found: tuple[Found, ...] = ()
        self.key = ""
        self.list = QListWidget()
        self.list.setAccessibleName(words.text("Matches for {field}", field=self.name))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(lambda item: self._take(self.list.row(item)))
        self.list.hide()
        box = self.layout()
        assert box is not None
        box.addWidget(self.list)
        self.line.textEdited.connect(self._typed)
        self.line.stepped.connect(self._step)

    def put(self, key: str, name: str) -> None:
        """Sets this one without searching."""
        self.key = key
        self.set(name)
        self._show(())

    @property
    def open(self) -> bool:
        return not self.list.isHidden()

    def close_list(self) -> bool:
        """Esc; False if no list was open."""
        was = self.open
        self._show(())
        return was

    def take_current(self) -> bool:
        """Enter: takes the selected line; False if there is nothing to take."""
        if not self.open:
            return False
        self._take(max(0, self.list.currentRow()))
        return True

    def look(self) -> None:
        """Searches again, for example when another field narrows the search."""
        self._ask(self.said)

    def _typed(self, text: str) -> None:
        if self.key:
            self.key = ""
        self.changed.emit()
        self._ask(text)

    def _ask(self, text: str) -> None:
        if not text.strip():
            self._show(())
            return

        def failed(trouble: DeskError) -> None:
            self._show(())

        self._tasks.run(
            lambda: tuple(self._look(text))[:_AT_MOST],
            owner=self,
            done=self._answered,
            failed=failed,
            latest=self._tag,
        )

    def _answered(self, found: tuple[Found, ...]) -> None:
        if not self.key and self.said:
            self._show(found)
            if not found:
                self.missed.emit()

    def _show(self, found: tuple[Found, ...]) -> None:
        self._found = found
        self.list.clear()
        for one in found:
            item = QListWidgetItem(" · ".join(part for part in (one.name, one.detail) if part))
            item.setSizeHint(QSize(0, self.theme.px(_ROW)))
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentRow(0)
            self.list.setFixedHeight(self.theme.px(_ROW) * len(found) + 8)

    def _step(self, by: int) -> None:
        if self.open:
            self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), self.list.count() - 1))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._found):
            one = self._found[row]
            self.put(one.key, one.name)
            self.taken.emit(one)
