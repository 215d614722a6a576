"""Bell schedules: their names on the left, the periods of one on the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from cpdesk.records.day_plans import OwnPeriod, OwnSchedule
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.day_plan.columns import PeriodColumns
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.entry_panel import EntryPanel
from cpdesk.ui.settings.day_plan.entry_table import Row
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.lists.record_list import ROWS, RecordList
from cpdesk.ui.widgets.lists.row_delegate import RowDelegate
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.ui.widgets.text.labeled import Line

Rows = list[Row[Any]]
_STYLE = RowStyle(side=8, top=0, gap=6, height=38, pill_percent=100, boxed=True)


class _Names(RowDelegate[OwnSchedule]):
    """Only the name of the selected schedule is bold."""

    bold = False

    @property
    def title_style(self) -> tuple[float, int]:
        return 14.0, 600 if self.bold else 400

    def paint_row(
        self,
        painter: QPainter,
        rect: QRect,
        record: OwnSchedule,
        parts: RowParts,
        option: QStyleOptionViewItem,
    ) -> None:
        self.bold = bool(option.state & QStyle.StateFlag.State_Selected)
        super().paint_row(painter, rect, record, parts, option)


class SchedulesPanel(EntryPanel):
    """Changing a period from the roster makes the whole schedule one entered by this office. Lines
    that aren't clear yet wait here; the draft keeps the schedule as it was before."""

    def __init__(self, context: PageContext, columns: PeriodColumns) -> None:
        text, theme = context.words.text, context.theme
        none = EmptyState(
            theme,
            "clock",
            text("No bell schedules yet"),
            text("Without one, the whole school day counts as class time."),
        )
        super().__init__(
            context, text("Bell schedules"), columns, none,
            add=text("Add period"), rows=text("Periods"), whose=False,
        )  # fmt: skip
        self._waiting: dict[str, Rows] = {}  # schedules that aren't clear yet, as typed
        self._now = ""
        spec: RowSpec[OwnSchedule] = RowSpec(
            key=lambda schedule: schedule.name,
            parts=lambda schedule: RowParts(
                schedule.name,
                pill=text("Office") if self._is_own(schedule) else "",
                tone=Tone.INFO,
            ),
            spoken=lambda schedule: f"{schedule.name}, {self._whose(schedule)[0]}",
            style=_STYLE,
        )
        names = _Names(theme, spec)
        self.list = RecordList(theme, self.name, spec, delegate=names, framed=True, scrolls=ROWS)
        self.list.typing_searches = True
        self.list.least = (80, 50)  # the table beside it needs the room
        self.list.setUniformItemSizes(True)
        self.title = Line()
        self.title.setAccessibleName(text("Bell schedule name"))
        self.whose = Pill(theme)
        self.new = Button(theme, text("New schedule"), small=True)
        self.copy = Button(theme, text("Copy"), small=True, icon="copy")
        self.copy.setAccessibleDescription(text("Starts a new schedule as a copy of this one"))
        self.back = Button(theme, text("Remove schedule"), small=True, icon="undo-2")
        self._lay_out()
        self.list.chosen.connect(self.go)
        self.new.clicked.connect(self.new_schedule)
        self.copy.clicked.connect(self.copy_schedule)
        self.back.clicked.connect(self.take_back)
        self.title.editingFinished.connect(self.rename)
        self.title.entered.connect(lambda: self.table.setFocus())

    @property
    def waiting(self) -> bool:
        return bool(self._waiting)

    def show_draft(self, draft: Draft, *, afresh: bool = False) -> None:
        self.draft = draft
        if afresh:
            self._waiting.clear()
        names = [schedule.name for schedule in self._all()]
        self._now = self._now if self._now in names else next(iter(names), "")
        self.stack.setCurrentIndex(0 if names else 1)
        self.go(self._now)

    def go(self, name: str) -> None:
        """Shows one schedule."""
        self._now = name
        about = (frozenset(self._waiting), self.draft)
        self.list.show_records(self._all(), name, context=about)
        self._show_periods()

    def add_line(self) -> None:
        """Adds a period below the selected one and opens its first cell."""
        if not self._now:
            self.new_schedule()
            return
        at = self.table.place + 1 or len(self.model.rows)
        before = self.model.rows[at - 1].entry if at else None
        self.insert(at, Row(self.model.reader.blank(before), None, own=True))
        self._waiting[self._now] = list(self.model.rows)
        self.changed.emit()

    def remove_line(self) -> None:
        """Removes the selected period."""
        at = self.table.place
        if at < 0:
            return
        self.take_out(at)
        if self.model.rows:
            self.table.go(min(at, len(self.model.rows) - 1))
        self._keep()

    def new_schedule(self) -> None:
        self._begin(self._free(self._words.text("New schedule")), ())

    def copy_schedule(self) -> None:
        schedule = self._schedule()
        if schedule is not None:
            self._begin(self._free(schedule.name), schedule.periods)

    def take_back(self) -> None:
        """Removes this office's schedule; if the roster has one of that name, it applies again."""
        if self.draft is None:
            return
        self._waiting.pop(self._now, None)
        self.draft.schedules.pop(self._now, None)
        self.show_draft(self.draft)
        self.list.setFocus()
        self.changed.emit()

    def rename(self) -> None:
        """This office's weekdays and days that use the schedule are renamed with it."""
        draft, old, new = self.draft, self._now, self.title.text().strip()
        schedule = self._schedule()
        if draft is None or schedule is None or new == old:
            return
        if not new or new in {s.name for s in self._all()} or self._is_over_roster(schedule):
            taken = self._words.text("Another bell schedule already has this name.")
            self.tell(taken if new else self.about(self.table.current), wrong=bool(new))
            self.title.setText(old)
            return
        if old in self._waiting:
            self._waiting[new] = self._waiting.pop(old)
        if old in draft.schedules:
            draft.schedules[new] = replace(draft.schedules.pop(old), name=new)
        for week, weekday in draft.week.items():
            if weekday.schedule == old:
                draft.week[week] = replace(weekday, schedule=new)
        for key, day in draft.days.items():
            if day.schedule == old:
                draft.days[key] = replace(day, schedule=new)
        self._now = new
        self.show_draft(draft)
        self.changed.emit()

    def show_wrong(self) -> bool:
        for name in self._waiting:
            self.go(name)
            if not self.table.show_wrong():
                self.add.setFocus()
                self.tell(
                    self._words.text("A bell schedule needs at least one period."), wrong=True
                )
            else:
                self.show_message()
            return True
        return False

    def edited(self, at: int) -> None:
        self._keep()

    def may_remove(self, row: Row[Any]) -> bool:
        return True

    def about(self, row: Row[Any] | None) -> str:
        schedule = self._schedule()
        if schedule is None or schedule.own:
            return ""
        return self._words.text(
            "From the roster. If you change a period, your version of the whole "
            "schedule counts until you remove it."
        )

    # -- inside ---------------------------------------------------------------------------------

    def _all(self) -> list[OwnSchedule]:
        """The schedules in the draft, and new ones whose periods aren't clear yet."""
        if self.draft is None:
            return []
        found = list(self.draft.schedules.all())
        names = {schedule.name for schedule in found}
        found += [OwnSchedule(name, ()) for name in self._waiting if name not in names]
        return sorted(found, key=lambda s: s.name.casefold())

    def _schedule(self) -> OwnSchedule | None:
        return next((s for s in self._all() if s.name == self._now), None)

    def _free(self, name: str) -> str:
        taken, number, free = {s.name for s in self._all()}, 2, name
        while free in taken:
            free, number = f"{name} {number}", number + 1
        return free

    def _begin(self, name: str, periods: tuple[OwnPeriod, ...]) -> None:
        if self.draft is None:
            return
        if periods:
            self.draft.schedules[name] = OwnSchedule(name, periods)
        else:
            self._waiting[name] = [Row(self.model.reader.blank(None), None, own=True)]
        self._now = name
        self.show_draft(self.draft)
        self.title.setFocus()
        self.title.selectAll()
        self.changed.emit()

    def _show_periods(self) -> None:
        schedule, waiting = self._schedule(), self._waiting.get(self._now)
        periods = sorted(schedule.periods, key=_order) if schedule else []
        cells = self.model.reader.cells
        own = schedule is not None and self._is_own(schedule)
        self.table.show_rows(
            waiting
            if waiting is not None
            else [Row(cells(period), period, own, was=period) for period in periods]
        )
        self.title.setText(self._now)
        self.title.setEnabled(own)
        if schedule is not None:
            self.title.setEnabled(own and not self._is_over_roster(schedule))
            self.whose.set(*self._whose(schedule))
        self.back.setEnabled(own)
        self.copy.setEnabled(bool(periods))
        self.show_message()

    def _is_own(self, schedule: OwnSchedule) -> bool:
        return schedule.own or schedule.name in self._waiting

    def _is_over_roster(self, schedule: OwnSchedule) -> bool:
        names = self.draft.schedules.roster if self.draft is not None else {}
        return schedule.own and schedule.name in names

    def _whose(self, schedule: OwnSchedule) -> tuple[str, Tone]:
        text = self._words.text
        if not self._is_own(schedule):
            return text("Roster"), Tone.PLAIN
        over = self._is_over_roster(schedule)
        return text("Office, replaces roster") if over else text("Office"), Tone.INFO

    def _keep(self) -> None:
        """Saves it to the draft if every line is clear; otherwise it waits as typed."""
        rows, draft = list(self.model.rows), self.draft
        if draft is None:
            return
        periods = [row.entry for row in rows if row.entry is not None]
        if len(periods) < len(rows) or not rows:
            self._waiting[self._now] = rows
            self.show_message()
        else:
            self._waiting.pop(self._now, None)
            periods.sort(key=_order)
            draft.schedules[self._now] = OwnSchedule(self._now, tuple(periods))
            marked, column = self.table.current, self.table.currentIndex().column()
            self.show_draft(draft)
            entries = [row.entry for row in self.model.rows]
            if marked is not None and marked.entry in entries:
                at = entries.index(marked.entry)
                self.table.setCurrentIndex(self.model.index(at, max(0, column)))
        self.changed.emit()

    def _lay_out(self) -> None:
        head = fill(QHBoxLayout(), (self.title, 1), self.whose, gap=10)
        footer = FlowLayout(gap=10)
        for button in (self.add, self.remove, self.copy, self.back):
            footer.addWidget(button)
        right = fill(QVBoxLayout(), head, (self.table, 1), self.says, footer, gap=8)
        filled = QWidget()
        filled.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        left = fill(QVBoxLayout(), (self.list, 1), self.new, gap=8)
        fill(QHBoxLayout(self), (left, 2), (self.stack, 7), gap=16, edges=0)
        # Only now: the first one is shown at once, and without its place it would be a window.
        self.stack.addWidget(filled)
        self.stack.addWidget(self.none)


def _order(period: OwnPeriod) -> tuple[int, time, time]:
    """One grade after the other, each through its day."""
    low = -2 if period.grade_low is None else period.grade_low
    return low, period.start, period.end
