"""The carry-home plan: how many copies each class gets. Over and short are shown while typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import LineState
from cpdesk.policy.grades import LAST, PK
from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.names.names import fold
from cpdesk.records.flyers import ClassLine, ClassList, DeliveryRecord, PlannedClass
from cpdesk.ui.flyers import texts
from cpdesk.ui.flyers.handout.plan_rows import PlanRow
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_view import FormView
from cpdesk.ui.widgets.forms.line_fields import GradeField, NumberField, TextField
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.context_view import ContextView
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, dotted

_UNTOLD = N_(
    "The roster has no classes for this school. Enter each one below with its "
    "grade and number of students. Next time they’ll all be in the list."
)
_NO_GRADE = N_("Enter its grade: K or 1 to 12.")
_NO_NAME, _NO_COUNT = N_("Enter the class’s name."), N_("Enter the number of students.")
_ANOTHER = FormSpec(
    PlannedClass,
    (
        (
            TextField(
                "class_name", N_("Another c&lass"), N_("e.g. 2-C"), needed=_NO_NAME, share=3
            ),
            TextField("room", N_("Roo&m"), share=3),
            GradeField(
                "class_grade", N_("&Grade"), N_("K to 12"), needed=_NO_GRADE, wrong=_NO_GRADE,
                share=2,
            ),
            NumberField("head_count", N_("&Students"), wrong=_NO_COUNT, share=2),
        ),
    ),
)  # fmt: skip


class PlanView(ContextView):
    """`saved` carries the DeliveryRecord with its plan; `left` when nothing was saved."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        theme, text = self.theme, self._words.text
        self.record: DeliveryRecord | None = None
        self._busy = False
        self._bundle = 1
        self._carries = (PK, LAST)  # the grades that have carry-home
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.under = Text(theme, "", Role.SMALL, wrap=True)
        self.remark = VerdictBox(theme, small=True)
        self.untold = Text(theme, text(_UNTOLD), Role.BODY, wrap=True)
        self.sums = Text(theme, "", Role.STRONG, wrap=True)
        self.trouble = VerdictBox(theme, small=True)
        self.classes: RowColumn[PlanRow] = RowColumn(theme)
        self.another = FormView(theme, self._words, _ANOTHER, PlannedClass(), across=8)
        self.add_button = Button(theme, text("Add"), small=True)
        self.all_button = Button(theme, text("All allowed"), small=True)
        self.none_button = Button(theme, text("None"), small=True)
        self.save_button = Button(theme, text("Save plan"), text("Ctrl+Enter"), kind=Kind.PRIMARY)
        self.back_button = Button(theme, text("Back"), text("Esc"))
        self._lay_out()
        self.save_button.clicked.connect(self.submit)
        self.back_button.clicked.connect(self.left)
        self.add_button.clicked.connect(self.add_typed)
        self.all_button.clicked.connect(lambda: self.mark_all(True))
        self.none_button.clicked.connect(lambda: self.mark_all(False))
        self.another.entered.connect(self.add_typed)
        self.another.changed.connect(self.trouble.hide)
        self.trouble.hide()
        self.apply_theme()

    def _lay_out(self) -> None:
        self._typing = QHBoxLayout()
        self._typing.addWidget(self.another, 1, Qt.AlignmentFlag.AlignTop)
        self._typing.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.marks, footer = FlowBox(), FlowBox(10)
        for box, buttons in (
            (self.marks, (self.all_button, self.none_button)),
            (footer, (self.save_button, self.back_button)),
        ):
            for button in buttons:
                box.flow.addWidget(button)
        self.sheet = Sheet()
        self._column = self.sheet.column
        fill(
            self._column,
            self.title, self.under, self.remark, self.untold, self.marks, self.classes,
            self._typing, 1,
        )  # fmt: skip
        self._outer = fill(QVBoxLayout(self), (self.sheet, 1), self.sums, self.trouble, footer)

    @property
    def rows(self) -> list[PlanRow]:
        """The classes, each with its copies."""
        return self.classes.lines

    # -- beginning ------------------------------------------------------------------------------

    def start(self, record: DeliveryRecord, known: ClassList) -> None:
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
        self.under.setText(dotted(record.partner_name, span, copies))
        self.classes.set_lines(())
        low = -1 if record.grade_low is None else record.grade_low
        high = 12 if record.grade_high is None else record.grade_high
        lines = {line.class_id or fold(line.class_name): line for line in record.lines}
        for one in (*known.roster, *known.typed):
            line = lines.pop(one.class_id, None) or lines.pop(fold(one.name), None)
            row = self._add(
                PlannedClass(one.class_id, one.name, one.room, one.class_grade, one.head_count)
            )
            row.forbid(one.finding)
            wanted = not record.lines and low <= one.class_grade <= high
            self._fill(row, line, marked=wanted)
        for line in lines.values():  # no longer on the roster, if they ever were
            row = self._add(
                PlannedClass("", line.class_name, line.room, line.class_grade, line.head_count)
            )
            row.forbid(line.finding)
            self._fill(row, line)
        self.untold.setVisible(not self.rows)
        self.marks.setVisible(bool(self.rows))
        self._remark()
        self._count()
        first = next((row for row in self.rows if row.box.isEnabled()), None)
        part = first.box if first is not None else self.another.place("class_name")
        part.setFocus(Qt.FocusReason.TabFocusReason)
        self.sheet.verticalScrollBar().setValue(0)

    def _fill(self, row: PlanRow, line: ClassLine | None, *, marked: bool = False) -> None:
        """As it is planned already; otherwise `marked` or not."""
        row.fill(marked or line is not None, (line.copies or None) if line is not None else None)
        row.handed = line is not None and line.state is LineState.HANDED

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
        self.classes.add_line(row)
        self._align()
        return row

    def _align(self) -> None:
        """The rooms form a column: as wide as the widest needs, up to a limit."""
        widest = max((row.room_width for row in self.rows), default=0)
        for row in self.rows:
            row.room.setMinimumWidth(widest)

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
        text, one = self._words.text, self.another.record()
        if not one.class_name and not self.another.line("class_grade").said:
            self.submit()  # Enter in the empty line: nothing more to add
            return
        problem = self.another.problem()
        if problem is None and any(
            fold(row.planned.class_name) == fold(one.class_name) for row in self.rows
        ):
            problem = ("class_name", text("A class with this name is already in the list."))
        if problem is not None:
            self._still(problem[1], self.another.place(problem[0]))
            return
        row = self._add(one)
        low, high = self._carries
        row.forbid(None, by_grade=one.class_grade is None or not low <= one.class_grade <= high)
        row.fill(True, one.head_count)
        self.another.set_record(PlannedClass())
        self.untold.hide()
        self.marks.show()
        self._changed()
        row.setAccessibleDescription(text("{name} was added to the plan.", name=one.class_name))
        asks = one.head_count is None and not row.kept_out
        next_ = row.copies_line if asks else self.another.place("class_name")
        next_.setFocus(Qt.FocusReason.OtherFocusReason)

    def _still(self, said: str, field: QWidget) -> None:
        self.trouble.tell(Tone.INFO, said)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- actions --------------------------------------------------------------------------------

    def submit(self) -> None:
        """Saves the selected classes; shows a message for what can't be read."""
        record, text = self.record, self._words.text
        if self._busy or record is None:
            return
        marked = [row for row in self.rows if row.marked and not row.handed]
        unread = next((row for row in marked if row.copies is None and not row.kept_out), None)
        if not marked and not record.lines:
            said = text("Select the classes that get it, or add them.")
            self._still(said, self.another.place("class_name"))
            if self.rows:
                self.rows[0].enter(copies=False)
        elif unread is not None:
            name = unread.planned.class_name
            said = text("Enter the number of copies for {name}.", name=name)
            self.trouble.tell(Tone.INFO, said)
            unread.enter(copies=True)
        else:
            self._save(record, tuple(row.planned_now() for row in marked))

    def _save(self, record: DeliveryRecord, classes: tuple[PlannedClass, ...]) -> None:
        plan = self.context.services.handouts.plan

        def failed(trouble: DeskError) -> None:
            self._wait(False)
            self.trouble.show_error(trouble, self._words, faults=3)

        self._wait(True)
        self._tasks.run(
            lambda: plan(record.delivery_id, record.version, classes),
            owner=self,
            done=self.saved.emit,
            failed=failed,
        )

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self.save_button.setEnabled(not busy)

    def apply_theme(self) -> None:
        px = self.theme.px
        fill(self._column, gap=px(8), edges=(0, 0, px(6), 0))
        # same edges as the view it replaces
        fill(self._outer, gap=px(10), edges=(px(5), px(4), px(5), px(4)))
        self._typing.setSpacing(px(8))
        self._align()
