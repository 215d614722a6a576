"""A calendar or bell file before it is imported: what was understood, and what wasn't."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.records.day_plans import CalendarFile, DayPlanChange
from cpdesk.services.day_plan.importers.titles.schedule_names import plain
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.day_plan.columns import NO_SCHOOL
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.grades import read_grades
from cpdesk.ui.settings.day_plan.import_words import (
    lines_of,
    named_in,
    notes,
    passed_over,
    spans,
    summary,
    what_stands_in,
)
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.domain.verdict import FindingList, FindingRow, VerdictBox
from cpdesk.ui.widgets.forms.form_dialog import DialogFrame
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import empty, fill
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.text.plain_list import PlainList
from cpdesk.ui.widgets.text.text import Elided, Role, Text

_MOST = 400  # lines drawn one by one; any more follow as plain text


class ImportDialog(DialogFrame):
    """`taken` carries the DayPlanChange that the user imported; saving it is a separate step."""

    taken = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget, path: Path, draft: Draft) -> None:
        """`draft` has the unsaved changes that the file's are added to."""
        theme, words = context.theme, context.words
        text = words.text
        title = text("Import {name}", name=path.name)
        super().__init__(context, parent, title, text("Import"))
        self._plans = context.services.day_plans
        self._path = path
        self._names = draft.names()
        self._school_grades = draft.base.grade_low, draft.base.grade_high
        self._on_top_of = draft.change()
        self._bounds: tuple[int | None, int | None] = (None, None)
        self._file: CalendarFile | None = None
        self.verdict = VerdictBox(theme, small=True)
        self.grades = LabeledLine(theme, text("&Grades it covers"))
        self.school = Combo(text("School in the file"))
        self.school.hide()
        self.choices: dict[str, Combo] = {}
        self._mapping = QWidget()
        self._grid = QGridLayout(self._mapping)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        self.understood = FindingList(theme)
        self.unread = FindingList(theme)
        self.more_unread = PlainList(theme, text("More entries to check"))
        self.passed = PlainList(theme, text("Not about your school’s days"))
        self._heads = {
            "names": Text(theme, text("Bell schedules named in the file"), Role.HEADING),
            "understood": Text(theme, "", Role.HEADING),
            "unread": Text(theme, "", Role.HEADING),
            "passed": Text(theme, "", Role.HEADING),
        }
        self._lay_out()
        self.do.clicked.connect(self._take)
        self.grades.set(words.grades(None, None))
        self.grades.line.editingFinished.connect(self._regrade)
        self.grades.line.entered.connect(self._regrade)
        self.school.activated.connect(lambda _: self._read())
        self.fit(720, 620)
        self.verdict.set(Tone.INFO, text("Reading {name}…", name=path.name))
        self.do.setEnabled(False)
        self.grades.line.setFocus()
        self._read()

    def _read(self) -> None:
        (low, high), school = self._bounds, str(self.school.currentData() or "")
        path = self._path
        self._tasks.run(
            lambda: self._plans.read_file(path, low, high, school),
            owner=self,
            done=self._show,
            failed=self._failed,
            latest="day_plan.file",
        )

    def _regrade(self) -> None:
        said = read_grades(self.grades.said, self._words, *self._school_grades)
        if said is None:
            low, high = self._school_grades
            self.grades.remark(
                self._words.text(
                    "Enter grades of this school: {grades}, {grade}, or All.",
                    grades=self._words.grades(low, high),
                    grade=self._words.grades(high, high),
                ),
                wrong=True,
            )
            self.do.setEnabled(False)
            return
        self.grades.remark("")
        if said != self._bounds:
            self._bounds = said
            self._read()
        else:
            self.do.setEnabled(self._file is not None)

    def _failed(self, trouble: DeskError) -> None:
        self._file = None
        self.verdict.show_error(trouble, self._words)
        self._sheet.hide()
        self.do.setEnabled(False)
        self.cancel.setFocus()

    def _show(self, file: CalendarFile) -> None:
        words = self._words
        self._file = file
        anything = file.understands
        says, more = summary(file, words)
        asked = notes(file, words)
        self.verdict.set(Tone.OK if anything and not asked else Tone.ASK, says, more)
        self._show_schools(file)
        self._show_names(file)
        lines = [FindingRow(Tone.OK, what, small) for what, small in what_stands_in(file, words)]
        self._fill("understood", self.understood, lines, words.text("Understood"))
        remarks = [FindingRow(Tone.ASK, what, why, strong=when) for when, what, why in asked]
        self._fill(
            "unread",
            self.unread,
            remarks,
            words.text("Check these, and enter by hand what you need"),
        )
        self.more_unread.set(lines_of(asked[_MOST:]))
        self.more_unread.setVisible(len(remarks) > _MOST)
        self._show_passed(file)
        self._sheet.show()
        self.do.setEnabled(anything)
        if anything and self.focusWidget() in (None, self.cancel):
            self.do.setFocus()

    def _fill(self, key: str, into: FindingList, rows: list[FindingRow], head: str) -> None:
        more = len(rows) - _MOST
        shown = rows[:_MOST]
        if more > 0:
            said = self._words.count("and {n} more", "and {n} more", more)
            shown.append(FindingRow(Tone.PLAIN, said))
        into.set(shown)
        self._heads[key].setText(f"{head} · {len(rows):,}")
        for widget in (into, self._heads[key]):
            widget.setVisible(bool(rows))

    def _show_passed(self, file: CalendarFile) -> None:
        self.passed.set(passed_over(file, self._words))
        head = self._words.text("Not about your school’s days")
        self._heads["passed"].setText(f"{head} · {len(file.passed_over):,}")
        for widget in (self.passed, self._heads["passed"]):
            widget.setVisible(bool(file.passed_over))

    def _show_schools(self, file: CalendarFile) -> None:
        if self.school.count() or len(file.schools) < 2:
            return
        for school_id, name in file.schools:
            self.school.addItem(name or school_id, school_id)
        self.school.show()
        self._read()

    def _show_names(self, file: CalendarFile) -> None:
        """A line for each name with its meaning; choices already made stay."""
        chosen = {name: combo.currentData() for name, combo in self.choices.items()}
        empty(self._grid)
        self.choices = {}
        words, meant = self._words, dict(file.fits)
        bring = {schedule.name for schedule in file.schedules if schedule.periods}
        asked = sorted(spans(file, named_in(file)), key=lambda one: one[0] in bring)
        for row, (name, days) in enumerate(asked):  # first the ones the user has to decide
            combo = Combo(words.text("Schedule for {name}", name=name))
            fits = meant.get(name) or next((n for n in self._names if plain(n) == plain(name)), "")
            for known in self._names:
                said = words.text("Replaces {schedule}", schedule=known) if name in bring else known
                combo.addItem(said, known)
            if not fits:
                new = words.text("New schedule: {name}", name=name)
                if name not in bring:
                    new = words.text("{name}, times not known yet", name=name)
                combo.addItem(new, name)
            combo.addItem(words.text(NO_SCHOOL), "")
            at = combo.findData(chosen.get(name, fits or name))
            combo.setCurrentIndex(max(0, at))
            said = words.count("{name} · {n} day", "{name} · {n} days", days, name=name)
            self._grid.addWidget(Elided(self.theme, said if days else name), row, 0)
            self._grid.addWidget(combo, row, 1)
            self.choices[name] = combo
        self._grid.setColumnStretch(0, 1)
        for widget in (self._mapping, self._heads["names"]):
            widget.setVisible(bool(self.choices))

    def _take(self) -> None:
        file = self._file
        if file is None:
            return
        names = {name: str(combo.currentData()) for name, combo in self.choices.items()}
        (low, high), on_top_of = self._bounds, self._on_top_of
        self.do.setEnabled(False)
        self._tasks.run(
            lambda: self._plans.change_of(file, names, low, high, on_top_of),
            owner=self,
            done=self._taken,
            failed=self._failed,
        )

    def _taken(self, change: DayPlanChange) -> None:
        self.accept()
        self.taken.emit(change)

    def _lay_out(self) -> None:
        px = self.theme.px
        self._sheet = Sheet()
        inside = self._sheet.column
        inside.setSpacing(px(6))
        inside.addWidget(self._heads["names"])
        inside.addWidget(self._mapping)
        for key, parts in (
            ("unread", (self.unread, self.more_unread)),
            ("understood", (self.understood,)),
            ("passed", (self.passed,)),
        ):
            inside.addSpacing(px(8))
            fill(inside, self._heads[key], *parts)
        inside.addStretch(1)
        ask = fill(QHBoxLayout(), (self.grades, 1), gap=px(12))
        ask.addWidget(self.school, 2, Qt.AlignmentFlag.AlignBottom)
        fill(self.column, self.verdict, ask, (self._sheet, 1))
