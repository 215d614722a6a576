"""The left column of a page: filters, a search field, and the list, or why it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

L = TypeVar("L", bound=QListView)


@dataclass(frozen=True, slots=True)
class Filter:
    """`label` with its count as {n}; `nothing` and `hint` are said if it finds none."""

    id: str
    label: str
    nothing: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SearchField:
    """`name` for screen readers, the placeholder, and what is said if nothing was found. With
    `leads`, it has the focus while the list is empty, and typing anywhere goes to it."""

    name: str
    placeholder: str
    nothing: str
    hint: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What a column says. The first filter is chosen at the start, unless `begins` names one."""

    icon: str
    loading: str
    filters_name: str
    filters: tuple[Filter, ...]
    search: SearchField | None = None
    begins: str = ""
    trouble: str = "circle-alert"  # the icon of what went wrong


class RecordColumn(Card, Generic[L]):
    """`changed` when another filter is chosen or another text is searched for; `turn_wanted` when a
    key in the search field asks for the previous (-1) or the next filter (1)."""

    changed = Signal()
    turn_wanted = Signal(int)
    _edges = (10, 10, 10, 8)

    def __init__(self, theme: Theme, words: Words, spec: ColumnSpec, records: L) -> None:
        super().__init__(theme)
        self._words = words
        self._spec = spec
        self._led = False
        self.list = records
        self.show_what = spec.begins or (spec.filters[0].id if spec.filters else "")
        self.nothing = EmptyState(theme, spec.icon, words.text(spec.loading))
        self.search = SearchLine(theme)
        self.chips = {one.id: Choice(theme, words.text(one.label, n="")) for one in spec.filters}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        self.lay_out()
        self.body.addWidget(self._stack, 1)
        self.count(None)
        self.apply_theme()

    def lay_out(self) -> None:
        """Adds what stands above the list."""
        box, group = QWidget(), QButtonGroup(self)
        flow = FlowLayout(box, 8)
        for show, chip in self.chips.items():
            group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, s=show: self.filter(s))
        self.chips[self.show_what].setChecked(True)
        box.setAccessibleName(self._words.text(self._spec.filters_name))
        head = QHBoxLayout()
        head.addWidget(box, 1)
        head.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(head)
        if self._spec.search is not None:
            head.setContentsMargins(6, 6, 6, 2)
            self._edges = (8, 6, 8, 8)
            self.add_search()
            set_tooltip(self.search, "Ctrl+F")

    def add_search(self) -> None:
        """Adds the search field."""
        spec = self._spec.search
        assert spec is not None
        self.search.setAccessibleName(self._words.text(spec.name))
        self.search.setPlaceholderText(self._words.text(spec.placeholder))
        self.search.textChanged.connect(lambda: self.changed.emit())
        self.search.textEdited.connect(self._stay)
        self.search.installEventFilter(self)
        self.body.addWidget(self.search)

    # -- what is shown --------------------------------------------------------------------------

    @property
    def wanted(self) -> str:
        """The text to search for; "" also where this user may not search."""
        return "" if self.search.isHidden() else self.search.text().strip()

    def let_search(self, may: bool) -> None:
        """Shows or hides the field."""
        if may == self.search.isHidden():
            self.search.setVisible(may)
            if not may:
                self.search.clear()

    def choose(self, show: str) -> bool:
        """Marks another filter; False if it was chosen already."""
        self.chips[show].setChecked(True)
        before, self.show_what = self.show_what, show
        return show != before

    def filter(self, show: str) -> None:
        """Shows the records of another filter."""
        if self.choose(show):
            self.changed.emit()

    def turned(self, by: int) -> str:
        """The next or the previous filter, or this one at either end."""
        shows = list(self.chips)
        at = shows.index(self.show_what) + by
        return shows[min(max(at, 0), len(shows) - 1)]

    def show_list(self, some: bool) -> None:
        """Shows the list, or why it is empty."""
        if not some:
            self.say_nothing()
        self._turn(some)

    def show_trouble(self, trouble: DeskError) -> None:
        """Says what went wrong, and what to do, in place of the list."""
        self.count(None)
        self.nothing.set(self._spec.trouble, *self._words.error_parts(trouble))
        self._turn(False)

    def count(self, numbers: Mapping[str, int] | None) -> None:
        """The numbers on the filters; None if they are not known: then none is shown."""
        for one in self._spec.filters:
            n = "" if numbers is None else numbers[one.id]
            text, chip = self._words.text(one.label, n=n).strip(), self.chips[one.id]
            if text != chip.text():
                chip.setText(text)
                chip.setAccessibleName(text)
                chip.updateGeometry()

    def say_nothing(self) -> None:
        """Why the list is empty."""
        text, search = self._words.text, self._spec.search
        if self.wanted and search is not None:
            self.nothing.set("search", text(search.nothing), text(search.hint))
            return
        one = next(one for one in self._spec.filters if one.id == self.show_what)
        self.nothing.set(self._spec.icon, text(one.nothing), text(one.hint) if one.hint else "")

    # -- focus and keys -------------------------------------------------------------------------

    @property
    def _leads(self) -> bool:
        return self._spec.search is not None and self._spec.search.leads

    @property
    def leading(self) -> bool:
        """Whether the focus is in the list or in the search field."""
        return self.list.hasFocus() or self.search.hasFocus()

    def lead(self) -> None:
        """Moves the focus to the list, or as soon as the list has been read."""
        if self.list.isVisible() or not self._leads:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._wait_for_list()

    def _wait_for_list(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._led = True

    def _stay(self) -> None:
        self._led = False

    def _turn(self, some: bool) -> None:
        if not some and self.list.hasFocus() and self._leads:
            self._wait_for_list()  # before it is hidden, or the focus would land somewhere else
        self._stack.setCurrentWidget(self.list if some else self.nothing)
        if some and self._led:
            self._led = False
            if self.search.hasFocus() and not self.search.text():  # the user hasn't moved on
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right in the empty field act on the list: an empty list can't have the focus."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and not self.search.text()
            and not self.list.isVisible()
        ):
            self.turn_wanted.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the page knows what its keys mean

    def apply_theme(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(*(px(edge) for edge in self._edges))


class SearchLine(QLineEdit, Themed):
    """A field with a magnifying glass."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setClearButtonEnabled(True)
        self._glass = self.addAction(
            theme.icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition
        )

    def apply_theme(self) -> None:
        self._glass.setIcon(self.theme.icon("search", "ink3"))
