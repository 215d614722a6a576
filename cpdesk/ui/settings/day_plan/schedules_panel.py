"""Bell schedules: their names on the left, the periods of one on the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cpdesk.records.day_plans import OwnPeriod, OwnSchedule
from cpdesk.ui.settings.day_plan.columns import PeriodColumns
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.entry_table import EntryModel, EntryTable, Row
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.buttons.pill import Pill, paint_pill
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.text.labeled import Line
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words

Rows = list[Row[Any]]
_Index = QModelIndex | QPersistentModelIndex
_WHOSE = Qt.ItemDataRole.UserRole + 1


class _Name(QStyledItemDelegate):
    """A schedule's name, with a mark if this office entered it."""

    def __init__(self, panel: SchedulesPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, self._panel.theme.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._panel.theme, option.rect
        px = theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        room = rect.adjusted(px(10), 0, -px(8), 0)
        whose = str(index.data(_WHOSE) or "")
        if whose:
            right = Qt.AlignmentFlag.AlignRight
            box = paint_pill(painter, room, whose, Tone.INFO, theme, right)
            room.setRight(box.left() - px(6))
        painter.setFont(theme.font(14, 600 if on else 400))
        painter.setPen(theme.color("ink"))
        name = str(index.data())
        said = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), said)
        painter.restore()


class SchedulesPanel(QWidget):
    """Changing a period from the roster makes the whole schedule one entered by this office. Lines
    that aren't clear yet wait here; the draft keeps the schedule as it was before."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words, columns: PeriodColumns) -> None:
        super().__init__()
        self.theme = theme
        self.name = words.text("Bell schedules")
        self._words = words
        self._draft: Draft | None = None
        self._waiting: dict[str, Rows] = {}  # schedules that aren't clear yet, as typed
        self._now = ""
        self.model = EntryModel(columns, words, whose=False)
        self.table = EntryTable(theme, self.model, words.text("Periods"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.name)
        self.list.setItemDelegate(_Name(self))
        self.list.setUniformItemSizes(True)
        self.title = Line()
        self.title.setAccessibleName(words.text("Bell schedule name"))
        self.whose = Pill(theme)
        self.says = Text(theme, "", Role.SMALL, wrap=True)
        self.none = EmptyState(
            theme,
            "clock",
            words.text("No bell schedules yet"),
            words.text("Without one, the whole school day counts as class time."),
        )
        self.new = Button(theme, words.text("New schedule"), small=True)
        self.copy = Button(theme, words.text("Copy"), small=True, icon="copy")
        self.copy.setAccessibleDescription(
            words.text("Starts a new schedule as a copy of this one")
        )
        self.back = Button(theme, words.text("Remove schedule"), small=True, icon="undo-2")
        self.add = Button(theme, words.text("Add period"), "Ins", small=True)
        self.remove = Button(theme, words.text("Remove"), "Del", small=True)
        self._lay_out()
        self._connect()

    @property
    def waiting(self) -> bool:
        return bool(self._waiting)

    def show_draft(self, draft: Draft, *, afresh: bool = False) -> None:
        self._draft = draft
        if afresh:
            self._waiting.clear()
        found = self._all()
        self.list.blockSignals(True)
        self.list.clear()
        for schedule in found:
            item = QListWidgetItem(schedule.name)
            item.setData(Qt.ItemDataRole.UserRole, schedule.name)
            said = f"{schedule.name}, {self._whose(schedule)[0]}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            own = schedule.own or schedule.name in self._waiting
            item.setData(_WHOSE, self._words.text("Office") if own else "")
            self.list.addItem(item)
        self.list.blockSignals(False)
        names = [schedule.name for schedule in found]
        self._stack.setCurrentIndex(0 if names else 1)
        self.go(self._now if self._now in names else next(iter(names), ""))

    def go(self, name: str) -> None:
        """Shows one schedule."""
        self._now = name
        names = [schedule.name for schedule in self._all()]
        if name in names:
            self.list.blockSignals(True)
            self.list.setCurrentRow(names.index(name))
            self.list.blockSignals(False)
        self._show_periods()

    def add_period(self) -> None:
        """Adds a line below the selected one and opens its first cell."""
        if not self._now:
            self.new_schedule()
            return
        rows = self.model.rows
        at = self.table.current + 1 or len(rows)
        before = rows[at - 1].entry if at else None
        row: Row[Any] = Row(self.model.columns.blank(before), None, own=True)
        self.model.set([*rows[:at], row, *rows[at:]])
        self._waiting[self._now] = self.model.rows
        self.table.go(at, edit=True)
        self.changed.emit()

    def remove_period(self) -> None:
        at = self.table.current
        if at < 0:
            return
        del self.model.rows[at]
        self.model.set(self.model.rows)
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
        if self._draft is None:
            return
        self._waiting.pop(self._now, None)
        self._draft.schedules.pop(self._now, None)
        self.show_draft(self._draft)
        self.list.setFocus()
        self.changed.emit()

    def rename(self) -> None:
        """This office's weekdays and days that use the schedule are renamed with it."""
        draft, old, new = self._draft, self._now, self.title.text().strip()
        schedule = self._schedule()
        if draft is None or schedule is None or new == old:
            return
        if not new or new in {s.name for s in self._all()} or schedule.over_roster:
            self._tell(
                self._words.text("Another bell schedule already has this name.") if new else ""
            )
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
        """Goes to the first line that isn't clear; False if there is none."""
        for name, rows in self._waiting.items():
            self.go(name)
            for number, row in enumerate(rows):
                if row.entry is None:
                    self.model.understand(row)
                    self.table.go(number, min(row.wrong, default=0))
                    self._show_message()
                    return True
            self.add.setFocus()
            self._tell(self._words.text("A bell schedule needs at least one period."))
            return True
        return False

    # -- inside ---------------------------------------------------------------------------------

    def _all(self) -> list[OwnSchedule]:
        """The schedules in the draft, and new ones whose periods aren't clear yet."""
        if self._draft is None:
            return []
        found = list(self._draft.all_schedules())
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
        if self._draft is None:
            return
        if periods:
            self._draft.schedules[name] = OwnSchedule(name, periods)
        else:
            columns = self.model.columns
            self._waiting[name] = [Row(columns.blank(None), None, own=True)]
        self._now = name
        self.show_draft(self._draft)
        self.title.setFocus()
        self.title.selectAll()
        self.changed.emit()

    def _show_periods(self) -> None:
        schedule = self._schedule()
        waiting = self._waiting.get(self._now)
        periods = sorted(schedule.periods, key=_order) if schedule else []
        columns = self.model.columns
        own = schedule is not None and (schedule.own or waiting is not None)
        self.table.show_rows(
            waiting
            if waiting is not None
            else [Row(columns.cells(p), p, own, was=p) for p in periods]
        )
        self.title.setText(self._now)
        renamed = schedule is not None and own and not schedule.over_roster
        self.title.setEnabled(renamed)
        if schedule is not None:
            self.whose.set(*self._whose(schedule))
        self.back.setEnabled(own)
        self.copy.setEnabled(bool(periods))
        self._show_message()

    def _whose(self, schedule: OwnSchedule) -> tuple[str, Tone]:
        words = self._words
        if schedule.name in self._waiting or schedule.own:
            if schedule.over_roster:
                return words.text("Office, replaces roster"), Tone.INFO
            return words.text("Office"), Tone.INFO
        return words.text("Roster"), Tone.PLAIN

    def _keep(self) -> None:
        """Saves it to the draft if every line is clear; otherwise it waits as typed."""
        rows, draft = self.model.rows, self._draft
        if draft is None:
            return
        periods = [row.entry for row in rows if row.entry is not None]
        if len(periods) < len(rows) or not rows:
            self._waiting[self._now] = rows
            self._show_message()
        else:
            self._waiting.pop(self._now, None)
            periods.sort(key=_order)
            draft.schedules[self._now] = OwnSchedule(self._now, tuple(periods))
            marked, column = self.table.current, self.table.currentIndex().column()
            entry = rows[marked].entry if 0 <= marked < len(rows) else None
            self.show_draft(draft)
            at = next((n for n, r in enumerate(self.model.rows) if r.entry == entry), -1)
            if entry is not None and at >= 0:
                self.table.setCurrentIndex(self.model.index(at, max(0, column)))
        self.changed.emit()

    def _picked(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._now = str(item.data(Qt.ItemDataRole.UserRole))
            self._show_periods()

    def _show_message(self) -> None:
        at = self.table.current
        row = self.model.rows[at] if 0 <= at < len(self.model.rows) else None
        self.remove.setEnabled(row is not None)
        self._tell(" ".join(row.wrong[c] for c in sorted(row.wrong)) if row else "")

    def _tell(self, wrong: str) -> None:
        schedule = self._schedule()
        said = wrong
        if not said and schedule is not None and not schedule.own:
            said = self._words.text(
                "From the roster. If you change a period, your version of the whole "
                "schedule counts until you remove it."
            )
        self.says.set_color("no" if wrong else "")
        self.says.setText(said)
        self.says.setVisible(bool(said))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._picked)
        self.new.clicked.connect(self.new_schedule)
        self.copy.clicked.connect(self.copy_schedule)
        self.back.clicked.connect(self.take_back)
        self.add.clicked.connect(self.add_period)
        self.remove.clicked.connect(self.remove_period)
        self.table.add_wanted.connect(self.add_period)
        self.table.remove_wanted.connect(self.remove_period)
        self.model.edited.connect(lambda _: self._keep())
        self.title.editingFinished.connect(self.rename)
        self.title.entered.connect(lambda: self.table.setFocus())
        self.table.selectionModel().currentRowChanged.connect(self._show_message)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title, 1)
        head.addWidget(self.whose)
        footer = FlowLayout(gap=10)
        for button in (self.add, self.remove, self.copy, self.back):
            footer.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.table, 1)
        right.addWidget(self.says)
        right.addLayout(footer)
        filled = QWidget()
        filled.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedLayout()
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.new)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addLayout(self._stack, 7)
        # Only now: the first one is shown at once, and without its place it would be a window.
        self._stack.addWidget(filled)
        self._stack.addWidget(self.none)


def _order(period: OwnPeriod) -> tuple[int, time, time]:
    """One grade after the other, each through its day."""
    low = -2 if period.grade_low is None else period.grade_low
    return low, period.start, period.end
