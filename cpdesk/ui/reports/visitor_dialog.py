"""A data request about a visitor: who it is, then their file with a preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.records.reports import VisitorFound
from cpdesk.ui.input.keys import Key
from cpdesk.ui.reports import texts
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import retheme_parts
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.reports.reports import Reports

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAUSE_MS = 200  # pause in typing: searching after every letter would keep the desk's lane busy


class VisitorDialog(QDialog):
    """Type a name, choose with the arrow keys, Enter shows the file. `wanted` carries the visitor;
    `tables` does when the file goes to a workbook.

    Names are searched after a short pause in typing. Until then the list shows the matches for the
    earlier text and no one in it is selected: it must never be another person's file.
    """

    wanted = Signal(object)  # VisitorFound
    tables = Signal(object)  # VisitorFound

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, reports: Reports, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._reports = reports
        title = words.text("Data request about a visitor")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown = ""  # the text that the list was made for
        self._then: SignalInstance | None = None  # requested before the names arrived
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self._build(title, parent.window().size())
        self._find()

    def _build(self, title: str, room: QSize) -> None:
        theme, text, px = self.theme, self._words.text, self.theme.px
        self.heading = Text(theme, title, Role.PAGE)
        self.about = Text(
            theme,
            text(
                "Everything this office keeps about one visitor: visits, times turned "
                "away, and requests. Other people’s private information is left out, and "
                "the file says so."
            ),
            Role.SOFT,
            wrap=True,
        )
        self.name = LabeledLine(theme, text("Visitor’s &name"))
        spec: RowSpec[VisitorFound] = RowSpec(
            key=lambda row: f"{row.visitor_key} {row.name}",
            parts=lambda row: RowParts(row.name, (texts.found(row, self._words),)),
            spoken=lambda row: f"{row.name}, {texts.found(row, self._words)}",
            style=RowStyle(lines=0),
        )
        self.list = RecordList(theme, text("Visitors found"), spec)
        self.nothing = EmptyState(theme, "search", text("Type a name"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.list)
        self.read = QCheckBox(text("Include notes &written by the front desk"))
        set_tooltip(self.read, "Alt+W")
        self.warning = Text(
            theme,
            text(
                "Notes may name students or other people. Read them in the preview before "
                "you give the file out. Notes about students stay out."
            ),
            Role.SMALL,
            wrap=True,
        )
        self.show_button = Button(theme, text("Show the file"), "Enter", kind=Kind.PRIMARY)
        self.close_button = Button(theme, text("Close"), "Esc")
        self.save_button = Button(theme, text("Excel workbook…"), "Ctrl+Shift+X")
        row = fill(QHBoxLayout(), self.save_button, 1, self.close_button, self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(18))
        column.setSpacing(px(12))
        for part in (self.heading, self.about, self.name):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.read)
        column.addWidget(self.warning)
        column.addLayout(row)
        self.resize(min(px(560), room.width() - px(40)), min(px(560), room.height() - px(40)))
        self.show_button.clicked.connect(self.show_file)
        self.close_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save_tables)
        Key("Ctrl+Shift+X", self, self.save_tables, everywhere=True)
        self.name.line.textChanged.connect(self._typed)
        self.name.line.entered.connect(self.show_file)
        self.name.line.stepped.connect(self.list.step)
        self.list.entered.connect(self.show_file)
        self.list.doubleClicked.connect(lambda _: self.show_file())
        self.name.line.setFocus()

    @property
    def marked(self) -> VisitorFound | None:
        """The visitor whose file would be shown; None while the list is for an earlier text."""
        return self.list.current if self._shown == self.name.said else None

    def show_file(self) -> None:
        """Asks for the selected visitor's file, with its preview."""
        self._ask(self.wanted)

    def save_tables(self) -> None:
        """Asks for the selected visitor's file as tables."""
        self._ask(self.tables)

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.show_file()
            return
        super().keyPressEvent(event)

    def _ask(self, how: SignalInstance) -> None:
        """Asks for the selected visitor's file. A pending search is run now; if it finds exactly
        one person, that one is meant."""
        if self.marked is not None:
            how.emit(self.marked)
        elif self._shown != self.name.said:
            self._then = how
            if self._pause.isActive():
                self._find()

    def _allow(self) -> None:
        for button in (self.show_button, self.save_button):
            button.setEnabled(self.marked is not None)

    def _typed(self) -> None:
        """The text has changed: it is searched when no more comes for a moment."""
        self._then = None
        self._allow()
        if self.name.said:
            self._pause.start()
        else:
            self._find()

    def _find(self) -> None:
        self._pause.stop()
        said = self.name.said
        if not said:
            self._show((), "")
            return
        find: Callable[[str], tuple[VisitorFound, ...]] = self._reports.find
        self._tasks.run(
            lambda: find(said),
            owner=self,
            done=lambda rows: self._show(rows, said) if said == self.name.said else None,
            failed=self._show_trouble,
            latest="reports.visitors",
        )

    def _show(self, rows: tuple[VisitorFound, ...], said: str) -> None:
        text = self._words.text
        self._shown = said
        self.list.unselect()
        self.list.show_records(rows, otherwise=0)
        if said and not rows:
            self.nothing.set(
                "search",
                text("No visitor by that name was here"),
                text(
                    "Only visitors recorded at this front desk can be found. Try part of the name."
                ),
            )
        elif not rows:
            self.nothing.set("search", text("Type a name"))
        self.stack.setCurrentWidget(self.list if rows else self.nothing)
        self._allow()
        then, self._then = self._then, None
        if then is not None and len(rows) == 1:
            then.emit(rows[0])

    def _show_trouble(self, trouble: DeskError) -> None:
        self._show((), self.name.said)
        self.nothing.set("circle-alert", *self._words.error_parts(trouble))
