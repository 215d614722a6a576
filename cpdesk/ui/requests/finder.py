"""A field that finds as one types, with the nearest few under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.parts import Choice, FlowLayout
from cpdesk.ui.parts.labeled import LabeledLine
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody or something that was found. Of a person `partner_id` and `partner_name` too."""

    key: str
    name: str
    detail: str = ""
    partner_id: str = ""
    partner_name: str = ""


Look = Callable[[str], Sequence[Found]]


class Finder(LabeledLine):
    """`taken` with a Found; `changed` when what was taken is no longer meant. The list lies in the
    form: Up and Down move in it, Enter takes, Esc closes it."""

    taken = Signal(object)
    changed = Signal()

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, label: str, hint: str, look: Look
    ) -> None:
        super().__init__(theme, label, hint)
        self._tasks = tasks
        self._look = look
        self._tag = f"requests.find.{self.name}"
        self._found: tuple[Found, ...] = ()
        self.key = ""
        self.list = QListWidget()
        self.list.setAccessibleName(words.text("Found for {field}", field=self.name))
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
        """This one, without asking."""
        self.key = key
        self.set(name)
        self._show(())

    @property
    def open(self) -> bool:
        return not self.list.isHidden()

    def close_list(self) -> bool:
        """Esc; False where there was none."""
        was = self.open
        self._show(())
        return was

    def take_current(self) -> bool:
        """Enter: takes the marked line; False where there is nothing to take."""
        if not self.open:
            return False
        self._take(max(0, self.list.currentRow()))
        return True

    def look(self) -> None:
        """Asks again, as when another field narrows what is meant."""
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

    def _show(self, found: tuple[Found, ...]) -> None:
        self._found = found
        self.list.clear()
        for one in found:
            item = QListWidgetItem(" · ".join(part for part in (one.name, one.detail) if part))
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentRow(0)
            row = max(self.list.sizeHintForRow(0), self.theme.px(26))
            self.list.setFixedHeight(row * len(found) + 8)

    def _step(self, by: int) -> None:
        if self.open:
            self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), self.list.count() - 1))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._found):
            one = self._found[row]
            self.put(one.key, one.name)
            self.taken.emit(one)


class PeopleFinder(Finder):
    """Several people, each as a chip that a click or Delete takes out again."""

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, label: str, hint: str, look: Look
    ) -> None:
        super().__init__(theme, words, tasks, label, hint, look)
        self._words = words
        self.people: dict[str, str] = {}
        self._box = QWidget()
        self._flow = FlowLayout(self._box, 6)
        box = self.layout()
        assert box is not None
        box.addWidget(self._box)
        self._box.hide()
        self.taken.connect(self._add)

    def set_people(self, people: dict[str, str]) -> None:
        """These, and nobody else."""
        self.people = dict(people)
        self.put("", "")
        self._draw()

    def _add(self, one: Found) -> None:
        self.people[one.key] = one.name
        self.put("", "")
        self._draw()
        self.changed.emit()

    def remove(self, key: str) -> None:
        self.people.pop(key, None)
        self._draw()
        self.changed.emit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def chips(self) -> list[Choice]:
        return [chip for chip in self._box.findChildren(Choice) if not chip.isHidden()]

    def _draw(self) -> None:
        self._flow.clear()
        for key, name in self.people.items():
            chip = Person(self.theme, name)
            chip.setToolTip(self._words.text("Take out"))
            chip.setAccessibleDescription(self._words.text("Enter or Delete takes it out"))
            chip.removed.connect(lambda key=key: self.remove(key))
            self._flow.addWidget(chip)
            chip.show()
        self._box.setVisible(bool(self.people))
        self.updateGeometry()


class Person(Choice):
    """One of the people who come."""

    removed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, f"{name}  ×")
        self.setAccessibleName(name)
        self.setCheckable(False)
        self.clicked.connect(lambda: self.removed.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
