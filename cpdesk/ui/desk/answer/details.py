"""What else a purpose needs to know: the student's grade, the end of a meeting, the host, the
flyer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.policy.grades import NAMES, PK
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Card
from cpdesk.ui.desk.search.entry import Entry
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.lists.record_list import ENTER
from cpdesk.ui.widgets.text.labeled import Labeled
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.typed import read_time
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

_FIELDS = {
    Purpose.STUDENT_MEETING: ("grade", "until"),
    Purpose.STAFF_MEETING: ("host",),
    Purpose.FLYERS: ("flyer",),
}
_LABELS = {
    "grade": N_("Student’s &grade"),
    "until": N_("&Until"),
    "host": N_("&Host at the school"),
    "reason": N_("&Reason for visit"),
    "flyer": N_("&Flyer number on the roster"),
    "place": N_("Pl&ace, if different"),
}
_HINTS = {
    "until": N_("e.g. 11:30"),
    "host": N_("Who they are here to see"),
    "reason": N_("Reason"),
    "flyer": N_("e.g. F-0417"),
    "place": N_("as approved"),
}
_OPTIONAL = ("grade", "until", "place")


def fields_of(card: Card) -> tuple[str, ...]:
    """The fields for this card."""
    if card.question.guest:
        return ("host", "reason")
    fields = _FIELDS.get(card.question.purpose or Purpose.OTHER, ())
    if card.chosen.request_id:  # the request has the grade; only a different room is asked for
        return (*(f for f in fields if f != "grade"), "place")
    return fields


class GradeBox(QComboBox):
    """The school's grades; Enter goes back to the desk's field."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER or event.key() == Qt.Key.Key_Escape:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Details(QWidget, Themed):
    """Labeled fields in a row; each change asks the desk again."""

    changed = Signal(object)  # attributes of a Question with their new values
    entered = Signal()  # Enter or Esc in a field: back to the desk's field
    scanned = Signal(str)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._now: datetime | None = None
        self._shown: tuple[str, ...] = ()
        self.grade = GradeBox()
        self._low, self._high = PK, len(NAMES) + PK - 1
        self.entries = {key: self._entry(words.text(hint)) for key, hint in _HINTS.items()}
        self.inputs: dict[str, QWidget] = {"grade": self.grade, **self.entries}
        self._blocks = {
            key: Labeled(theme, words.text(label), self.inputs[key])
            for key, label in _LABELS.items()
        }
        self.grade.view().setAccessibleName(self.grade.accessibleName())
        self.trouble = Text(theme, "", Role.SMALL, wrap=True, color="no")
        self._across = QHBoxLayout()
        for key, block in self._blocks.items():
            self._across.addWidget(block, 1 if key in ("grade", "until") else 2)
        self._column = fill(QVBoxLayout(self), self._across, self.trouble, edges=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_grades(self._low, self._high)
        self.grade.activated.connect(self._grade_chosen)
        self.grade.entered.connect(self.entered)
        self.apply_theme()
        self.hide()

    def _entry(self, hint: str) -> Entry:
        entry = Entry()
        entry.setPlaceholderText(hint)
        entry.entered.connect(self._enter)
        entry.escaped.connect(self.entered)
        entry.scanned.connect(self.scanned)
        entry.editingFinished.connect(self._tell)
        return entry

    def set_grades(self, low: int, high: int) -> None:
        """The school's grades."""
        if self.grade.count() and (low, high) == (self._low, self._high):
            return
        self._low, self._high = low, high
        chosen = self.grade.currentData()
        self.grade.clear()
        self.grade.addItem(self._words.text("Choose…"), None)
        for number in range(low, high + 1):
            self.grade.addItem(NAMES[number - PK], number)
        self.grade.setCurrentIndex(max(0, self.grade.findData(chosen)))

    def set(self, card: Card, now: datetime, *, afresh: bool) -> None:
        """Shows this card's fields. Text being typed in one stays; `afresh` clears them."""
        shown = fields_of(card)
        self._now = now
        if afresh or shown != self._shown:
            self._fill(card)
        self._shown = shown
        for key, block in self._blocks.items():
            block.setVisible(key in shown)
        self.setVisible(bool(shown))

    def _fill(self, card: Card) -> None:
        asked = card.question
        self.trouble.hide()
        self.grade.setCurrentIndex(max(0, self.grade.findData(asked.grade)))
        for key, entry in self.entries.items():
            value = getattr(asked, key)
            said = self._words.clock_of(value) if isinstance(value, datetime) else value
            entry.setText(said if isinstance(said, str) else "")

    def first(self) -> QWidget | None:
        """The first field that still needs a value, or None."""
        if "grade" in self._shown and self.grade.currentData() is None:
            return self.grade
        missing = (self.entries[k] for k in self._shown if k not in _OPTIONAL)
        return next((entry for entry in missing if not entry.said), None)

    def _grade_chosen(self) -> None:
        self.changed.emit({"grade": self.grade.currentData()})

    def _enter(self) -> None:
        self._tell()
        if self.trouble.isHidden():
            self.entered.emit()

    def _tell(self) -> None:
        """Passes on the fields' values; an invalid time is reported and changes nothing."""
        typed, now = self.entries["until"].said, self._now
        at = read_time(typed, now.time()) if now is not None else None
        wrong = "until" in self._shown and bool(typed) and at is None
        if wrong:
            self.trouble.setText(self._words.text("Enter the end time, such as 11:30."))
        self.trouble.setVisible(wrong)
        if wrong:
            return
        said: dict[str, object] = {
            key: entry.said for key, entry in self.entries.items() if key in self._shown
        }
        if "until" in said:
            said["until"] = datetime.combine(now, at, now.tzinfo) if now and at else None
        if said:
            self.changed.emit(said)

    def apply_theme(self) -> None:
        self._across.setSpacing(self.theme.px(10))
        self._column.setSpacing(self.theme.px(3))
