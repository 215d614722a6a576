"""The carry-home plan: how many copies each class gets. Over and short are shown while typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.policy.flyers import LineState
from cpdesk.policy.grades import LAST, PK
from cpdesk.policy.grades import grade as read_grade
from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.names.names import fold
from cpdesk.records.flyers import ClassList, DeliveryRecord, PlannedClass
from cpdesk.ui.flyers import texts
from cpdesk.ui.flyers.handout.plan_rows import PlanRow
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.line_fields import read_number as number
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

_UNTOLD = N_(
    "The roster has no classes for this school. Enter each one below with its "
    "grade and number of students. Next time they’ll all be in the list."
)


class PlanView(QWidget, Themed):
    """`saved` carries the classes of the plan; `left` without them."""

    saved = Signal(object)  # tuple[PlannedClass, ...]
    left = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self.record: DeliveryRecord | None = None
        self.rows: list[PlanRow] = []
        self._busy = False
        self._bundle = 1
        self._carries = (PK, LAST)  # the grades that have carry-home
        text = words.text
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.under = Text(theme, "", Role.SMALL, wrap=True)
        self.remark = VerdictBox(theme, small=True)
        self.untold = Text(theme, text(_UNTOLD), Role.BODY, wrap=True)
        self.sums = Text(theme, "", Role.STRONG, wrap=True)
        self.trouble = VerdictBox(theme, small=True)
        self.name = LabeledLine(theme, text("Another c&lass"), text("e.g. 2-C"))
        self.room = LabeledLine(theme, text("Roo&m"))
        self.of_grade = LabeledLine(theme, text("&Grade"), text("K to 12"))
        self.heads = LabeledLine(theme, text("&Students"))
        self.add_button = Button(theme, text("Add"), small=True)
        self.all_button = Button(theme, text("All allowed"), small=True)
        self.none_button = Button(theme, text("None"), small=True)
        self.save_button = Button(theme, text("Save plan"), text("Ctrl+Enter"), kind=Kind.PRIMARY)
        self.back_button = Button(theme, text("Back"), text("Esc"))
        self._lay_out()
        self._wire()
        self.trouble.hide()
        self.apply_theme()

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._typing = QHBoxLayout()
        for field, share in ((self.name, 3), (self.room, 3), (self.of_grade, 2), (self.heads, 2)):
            self._typing.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self._typing.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.marks = QWidget()
        flow = FlowLayout(self.marks, 8)
        flow.addWidget(self.all_button)
        flow.addWidget(self.none_button)
        self.sheet = Sheet()
        self._column = self.sheet.column
        for part in (self.title, self.under, self.remark, self.untold):
            self._column.addWidget(part)
        self._column.addWidget(self.marks)
        self._column.addLayout(self._list)
        self._column.addLayout(self._typing)
        self._column.addStretch(1)
        footer = QWidget()
        buttons = FlowLayout(footer, 10)
        for button in (self.save_button, self.back_button):
            buttons.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        footer.setSizePolicy(policy)
        self.marks.setSizePolicy(policy)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.sheet, 1)
        for low in (self.sums, self.trouble, footer):
            self._outer.addWidget(low)

    def _wire(self) -> None:
        self.save_button.clicked.connect(self.submit)
        self.back_button.clicked.connect(self.left)
        self.add_button.clicked.connect(self.add_typed)
        self.all_button.clicked.connect(lambda: self.mark_all(True))
        self.none_button.clicked.connect(lambda: self.mark_all(False))
        for field in (self.name, self.room, self.of_grade, self.heads):
            field.line.entered.connect(self.add_typed)
            field.line.textEdited.connect(self.trouble.hide)

    # -- beginning ------------------------------------------------------------------------------

    def start(
        self,
        record: DeliveryRecord,
        known: ClassList,
    ) -> None:
        """What is already planned, and the school's classes; without a plan, the classes in the
        approval's grades are selected."""
        words = self._words
        self.record, self._carries = record, known.carry_home
        self._bundle = max(1, known.bundle_size)
        self._wait(False)
        self.trouble.hide()
        self.title.setText(record.title)
        span = texts.grades(record.grade_low, record.grade_high, words)
        copies = words.count("{n} copy", "{n} copies", self.room_for)
        self.under.setText(" · ".join(p for p in (record.partner_name, span, copies) if p))
        self._drop_rows()
        low = -1 if record.grade_low is None else record.grade_low
        high = 12 if record.grade_high is None else record.grade_high
        lines = {line.class_id or fold(line.class_name): line for line in record.lines}
        for one in (*known.roster, *known.typed):
            line = lines.pop(one.class_id, None) or lines.pop(fold(one.name), None)
            row = self._add(
                PlannedClass(one.class_id, one.name, one.room, one.class_grade, one.head_count)
            )
            row.forbid(one.finding)
            wanted = line is not None or (not record.lines and low <= one.class_grade <= high)
            row.fill(wanted, line.copies if line is not None and line.copies else None)
            row.handed = line is not None and line.state is LineState.HANDED
        for line in lines.values():  # no longer on the roster, if they ever were
            row = self._add(
                PlannedClass("", line.class_name, line.room, line.class_grade, line.head_count)
            )
            row.forbid(line.finding)
            row.fill(True, line.copies or None)
            row.handed = line.state is LineState.HANDED
        self.untold.setVisible(not self.rows)
        self.marks.setVisible(bool(self.rows))
        self._remark()
        self._count()
        first = next((row for row in self.rows if row.box.isEnabled()), None)
        part = first.box if first is not None else self.name.line
        part.setFocus(Qt.FocusReason.TabFocusReason)
        self.sheet.verticalScrollBar().setValue(0)

    @property
    def room_for(self) -> int:
        """How many copies are available for carry-home."""
        if self.record is None:
            return 0
        return self.record.tally.received - self.record.tally.returned - self.record.tally.posted

    def _add(self, one: PlannedClass) -> PlanRow:
        row = PlanRow(self.theme, self._words, one, self._bundle)
        row.changed.connect(self._changed)
        row.stepped.connect(lambda by, row=row: self._step(row, by))
        self.rows.append(row)
        self._list.addWidget(row)
        row.show()
        self._align()
        return row

    def _align(self) -> None:
        """The rooms form a column: as wide as the widest needs, up to a limit."""
        widest = max((row.room_width for row in self.rows), default=0)
        for row in self.rows:
            row.room.setMinimumWidth(widest)

    def _drop_rows(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []

    # -- while typing ---------------------------------------------------------------------------

    def _changed(self) -> None:
        self.trouble.hide()
        self._remark()
        self._count()

    def _remark(self) -> None:
        """The selected classes that can't carry it home, and what to do instead."""
        words = self._words
        kept = [row for row in self.rows if row.marked and row.kept_out]
        self.remark.setVisible(bool(kept))
        if kept:
            names = words.listed([row.planned.class_name for row in kept])
            headline = words.text("No carry-home for {classes}", classes=names)
            low, high = (grade_name(n) for n in self._carries)
            self.remark.set(Tone.ASK, headline, texts.carry_home(low, high, words))

    def _count(self) -> None:
        words, marked = self._words, [row for row in self.rows if row.counts]
        needed = sum(row.copies or 0 for row in marked)
        left = self.room_for - needed
        classes = words.count("{n} class", "{n} classes", len(marked))
        copies = words.count("{n} copy", "{n} copies", needed)
        over = words.text("{n} over", n=left) if left >= 0 else words.text("{n} short", n=-left)
        self.sums.setText(f"{classes} · {copies} · {over}")
        self.sums.set_color("no" if left < 0 else "")

    def _step(self, row: PlanRow, by: int) -> None:
        """Up and Down go to the same part of the previous or next row."""
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].enter(row.led_copies)
            self.sheet.ensureWidgetVisible(self.rows[at], 0, self.theme.px(40))

    def mark_all(self, wanted: bool) -> None:
        """Selects every class that may carry it home, or none."""
        for row in self.rows:
            if not row.handed:
                row.box.setChecked(wanted and not row.kept_out)

    def add_typed(self) -> None:
        """Adds a class that the roster doesn't have."""
        text = self._words.text
        if not self.name.said and not self.of_grade.said:
            self.submit()  # Enter in the empty line: nothing more to add
            return
        of_grade = _grade(self.of_grade.said)
        heads = number(self.heads.said)
        if not self.name.said:
            self._still(N_("Enter the class’s name."), self.name)
        elif of_grade is None:
            self._still(N_("Enter its grade: K or 1 to 12."), self.of_grade)
        elif self.heads.said and heads is None:
            self._still(N_("Enter the number of students."), self.heads)
        elif any(fold(row.planned.class_name) == fold(self.name.said) for row in self.rows):
            self._still(N_("A class with this name is already in the list."), self.name)
        else:
            row = self._add(PlannedClass("", self.name.said, self.room.said, of_grade, heads))
            row.forbid(None, by_grade=not self._carries[0] <= of_grade <= self._carries[1])
            row.fill(True, heads)
            for field in (self.name, self.room, self.of_grade, self.heads):
                field.set("")
            self.untold.hide()
            self.marks.show()
            self._changed()
            said = text("{name} was added to the plan.", name=row.planned.class_name)
            row.setAccessibleDescription(said)
            asks = heads is None and not row.kept_out
            (row.copies_line if asks else self.name.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _still(self, says_: str, field: LabeledLine) -> None:
        self.trouble.set(Tone.INFO, self._words.text(says_))
        self.trouble.show()
        field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- actions --------------------------------------------------------------------------------

    def submit(self) -> None:
        """Submits the selected classes; shows a message for what can't be read."""
        if self._busy:
            return
        marked = [row for row in self.rows if row.marked and not row.handed]
        if not marked and self.record is not None and not self.record.lines:
            self._still(N_("Select the classes that get it, or add them."), self.name)
            if self.rows:
                self.rows[0].enter(copies=False)
            return
        unread = next((row for row in marked if row.copies is None and not row.kept_out), None)
        if unread is not None:
            name = unread.planned.class_name
            said = self._words.text("Enter the number of copies for {name}.", name=name)
            self.trouble.set(Tone.INFO, said)
            self.trouble.show()
            unread.enter(copies=True)
            return
        self._wait(True)
        self.saved.emit(tuple(row.said() for row in marked))

    def say_trouble(self, word: str, sentence: str = "") -> None:
        """Shows that it wasn't saved, and why."""
        self._wait(False)
        self.trouble.set(Tone.NO, word, sentence)
        self.trouble.show()

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self.save_button.setEnabled(not busy)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, 0, px(6), 0)
        self._column.setSpacing(px(8))
        self._outer.setContentsMargins(px(5), px(4), px(5), px(4))  # same as the view it replaces
        self._outer.setSpacing(px(10))
        self._typing.setSpacing(px(8))
        self._align()


def _grade(said: str) -> int | None:
    try:
        return read_grade(said)
    except ValueError:
        return None
