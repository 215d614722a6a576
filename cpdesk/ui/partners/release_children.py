"""The students of a program one by one, if the school tracks releases that way. For staff only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.records.release_children import ReleaseChild
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.text.text import Role, Text

_SEVERAL = re.compile(r"[,;\t\n\r]+")
_CHILD = Qt.ItemDataRole.UserRole


class ChildList(QListWidget):
    """`removed` on Del."""

    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ChildrenPanel(QWidget):
    """Enter adds a reference, Space marks that the family signed, Del removes a student. Each is
    saved at once. `counted` when the numbers changed."""

    counted = Signal()

    def __init__(
        self, context: PageContext, program_id: str, children: tuple[ReleaseChild, ...]
    ) -> None:
        super().__init__()
        theme = context.theme
        self._words = words = context.words
        self._tasks = context.tasks
        self._releases = context.services.releases
        self._program_id = program_id
        self._children: tuple[ReleaseChild, ...] = ()
        self.changed = False  # whether anything was saved, even if the dialog is canceled
        text = words.text
        self.line = LabeledLine(theme, text("Add a &student"), text("the school’s own reference"))
        self.remove = Button(theme, text("Remove"), text("Del"), small=True)
        self.list = ChildList()
        self.list.setAccessibleName(text("Students. A check mark means the family signed."))
        self.list.setMinimumHeight(theme.px(84))
        self.list.setSpacing(theme.px(3))
        box = theme.px(15)
        self.list.setStyleSheet(f"QListWidget::indicator {{ width: {box}px; height: {box}px; }}")
        self.message = Text(
            theme,
            text(
                "Press Space to check off who signed. You can paste a whole column. Never printed."
            ),
            Role.SMALL,
            wrap=True,
        )
        across = QHBoxLayout()
        across.addWidget(self.line, 1)
        across.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        fill(QVBoxLayout(self), across, (self.list, 1), self.message, edges=0)
        self.line.line.entered.connect(self.add)
        self.line.line.installEventFilter(self)
        self.remove.clicked.connect(self.take_out)
        self.list.itemChanged.connect(self._ticked)
        self.list.removed.connect(self.take_out)
        self._show(children)

    @property
    def counts(self) -> tuple[int, int]:
        """How many signed, of how many."""
        return sum(child.signed for child in self._children), len(self._children)

    def add(self) -> None:
        """Adds what was typed, several separated by commas; if nothing was typed, does nothing."""
        self._add(_SEVERAL.split(self.line.said))

    def _add(self, said: Sequence[str]) -> None:
        references = [one for one in map(str.strip, said) if one]
        if references:
            self._run(lambda: self._releases.add_children(self._program_id, references), typed=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A column copied from a list is pasted as that many students."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            copied = QGuiApplication.clipboard().text()
            several = "\n" in copied.strip() or "\t" in copied.strip()
            if event.matches(QKeySequence.StandardKey.Paste) and several:
                self._add(_SEVERAL.split(copied))
                return True
        return super().eventFilter(watched, event)

    def take_out(self) -> None:
        at = self.list.currentRow()
        if at < 0:
            return
        child_id = self._children[at].child_id

        def work() -> tuple[ReleaseChild, ...]:
            self._releases.remove_child(child_id)
            return self._releases.children(self._program_id)

        self._run(work)

    def _ticked(self, item: QListWidgetItem) -> None:
        child: ReleaseChild = item.data(_CHILD)
        signed = item.checkState() is Qt.CheckState.Checked
        if signed != child.signed:
            self._write(child.student_ref, signed)

    def _write(self, reference: str, signed: bool) -> None:
        def work() -> tuple[ReleaseChild, ...]:
            self._releases.note_child(self._program_id, reference, signed)
            return self._releases.children(self._program_id)

        self._run(work)

    def _run(self, work: Callable[[], tuple[ReleaseChild, ...]], *, typed: bool = False) -> None:
        def done(children: tuple[ReleaseChild, ...]) -> None:
            self.changed = True
            if typed:
                self.line.set("")
            self.line.remark("")
            self._show(children)
            self.counted.emit()

        def failed(trouble: DeskError) -> None:
            self._show(self._children)  # a check mark that wasn't saved doesn't stay
            self.line.remark(self._words.error(trouble), wrong=True)

        self._tasks.run(work, owner=self, done=done, failed=failed)

    def _show(self, children: tuple[ReleaseChild, ...]) -> None:
        self._children = children
        at = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        for child in children:
            item = QListWidgetItem(child.student_ref)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if child.signed else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            item.setData(_CHILD, child)
            self.list.addItem(item)
        if children:
            self.list.setCurrentRow(min(at, len(children) - 1))
        self.list.blockSignals(False)
