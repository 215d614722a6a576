"""One class in the plan editor: whether it gets the flyer, and how many copies."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from cpdesk.policy.decision import Finding
from cpdesk.records.flyers import PlannedClass
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.plain_button import literal
from cpdesk.ui.widgets.forms.line_fields import read_number as number
from cpdesk.ui.widgets.frames.rows import RuledRow
from cpdesk.ui.widgets.text.labeled import Line
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.words import Words


class PlanRow(RuledRow):
    """`changed` when the check mark or the copies change; `stepped` on Up and Down."""

    changed = Signal()
    stepped = Signal(int)
    edges, gap = (0, 2, 0, 3), 10

    def __init__(self, theme: Theme, words: Words, planned: PlannedClass, bundle: int) -> None:
        super().__init__(theme, QHBoxLayout())
        self._words = words
        self.planned = planned
        self._bundle = bundle
        self.finding: Finding | None = None
        self.kept_out = False  # its grade has no carry-home
        self._handed = False
        self.box = QCheckBox(literal(planned.class_name))
        self.box.setAccessibleName(words.text("Class {name}", name=planned.class_name))
        self.room = Elided(theme, planned.room, Role.SOFT)
        heads = planned.head_count
        known = "" if heads is None else words.count("{n} student", "{n} students", heads)
        self.heads = Text(theme, known or words.text("Students: —"), Role.SOFT)
        self.copies_line = Line()
        name = words.text("Copies for {name}", name=planned.class_name)
        self.copies_line.setAccessibleName(name)
        self.note = Elided(theme, "", Role.SMALL)
        for part, share in (
            (self.box, 0), (self.room, 3), (self.heads, 0), (self.copies_line, 0), (self.note, 5),
        ):  # fmt: skip
            self.inside.addWidget(part, share)
        self.box.toggled.connect(self._update)
        self.box.installEventFilter(self)
        self.copies_line.textEdited.connect(self._typed)
        self.copies_line.stepped.connect(self.stepped)
        self.copies_line.entered.connect(lambda: self.stepped.emit(1))
        self.apply_theme()
        self._show()

    @property
    def room_width(self) -> int:
        """The width its room's name needs, up to a limit."""
        needs = self.room.fontMetrics().horizontalAdvance(self.room.text()) + self.theme.px(4)
        return min(needs, self.theme.px(96))

    # -- what it holds --------------------------------------------------------------------------

    @property
    def marked(self) -> bool:
        return self.box.isChecked()

    @property
    def counts(self) -> bool:
        """Whether it uses copies."""
        return self.marked and not self.kept_out

    @property
    def copies(self) -> int | None:
        """How many; the number of students if nothing was typed, None if it isn't known."""
        said = self.copies_line.text().strip()
        return number(said) if said else self.planned.head_count

    def planned_now(self) -> PlannedClass:
        """The class to plan. A class from the roster is identified by its id."""
        typed = number(self.copies_line.text().strip())
        if self.planned.class_id:
            return PlannedClass(self.planned.class_id, copies=typed)
        return replace(self.planned, copies=typed)

    # -- what is shown --------------------------------------------------------------------------

    @property
    def handed(self) -> bool:
        return self._handed

    @handed.setter
    def handed(self, handed: bool) -> None:
        """It already has its copies; the plan can't change that."""
        self._handed = handed
        self.box.setEnabled(not handed)
        self.copies_line.setEnabled(not handed)
        self._show()

    def forbid(self, finding: Finding | None, *, by_grade: bool = False) -> None:
        """The rules don't allow this class; `by_grade` if only its grade was checked."""
        self.finding = finding
        self.kept_out = by_grade or finding is not None
        self._show()

    def fill(self, marked: bool, copies: int | None) -> None:
        heads = self.planned.head_count
        self.copies_line.setText("" if copies is None else str(copies))
        self.copies_line.setPlaceholderText("" if heads is None else str(heads))
        self.box.setChecked(marked)
        self._show()

    @property
    def led_copies(self) -> bool:
        """Whether the focus is in the copies field."""
        return self.copies_line.hasFocus()

    def enter(self, copies: bool) -> None:
        part = self.copies_line if copies and self.copies_line.isEnabled() else self.box
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if part is self.copies_line:
            self.copies_line.selectAll()

    def _typed(self, text: str) -> None:
        if text.strip() and not self.marked:
            self.box.setChecked(True)
        self._update()

    def _update(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.copies_line.setVisible(not self.kept_out)
        self.note.setText(self._noted())
        wrong = self.kept_out and self.marked
        self.note.set_color("no" if wrong or (self.counts and self.copies is None) else "")
        self.copies_line.setAccessibleDescription(self.note.text())

    def _noted(self) -> str:
        """Bundles, over and short; or why not."""
        text, copies = self._words.text, self.copies
        if self.kept_out:
            return text("Board only: no carry-home in this grade")
        if self._handed:
            return text("already handed out")
        if not self.marked:
            return ""
        if copies is None:
            return text("Enter a number.")
        parts = [self._words.count("{n} bundle", "{n} bundles", -(-copies // self._bundle))]
        heads = self.planned.head_count
        if heads is not None and copies != heads:
            over = copies - heads
            parts.append(text("{n} over", n=over) if over > 0 else text("{n} short", n=-over))
        return " · ".join(parts)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the check box; Enter goes to the copies."""
        if (
            watched is self.box
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._box_key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _box_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
            return True
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.enter(copies=True)
            return True
        return False

    def apply_theme(self) -> None:
        super().apply_theme()
        px = self.theme.px
        self.box.setMinimumWidth(px(84))
        self.heads.setMinimumWidth(px(86))
        self.copies_line.setFixedWidth(px(70))
