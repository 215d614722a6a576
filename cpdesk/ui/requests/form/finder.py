"""The visitors: found by typing, each a chip."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.domain.finder import Finder, Found, Look
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import Words


class PeopleFinder(Finder):
    """Several people, each as a chip that a click or Delete removes."""

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
        """Exactly these people."""
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
            set_tooltip(chip, self._words.text("Remove"))
            chip.setAccessibleDescription(self._words.text("Press Enter or Delete to remove"))
            chip.removed.connect(lambda key=key: self.remove(key))
            self._flow.addWidget(chip)
            chip.show()
        self._box.setVisible(bool(self.people))
        self.updateGeometry()


class Person(Choice):
    """One of the visitors."""

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
