"""The four tables of the page, one at a time: week, special days, bell schedules, school years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedLayout, QVBoxLayout

from cpdesk.records.day_plans import OwnDay, OwnWeekday, SchoolTerm
from cpdesk.ui.settings.day_plan.books import DayBook, TermBook, WeekBook
from cpdesk.ui.settings.day_plan.columns import (
    DayColumns,
    PeriodColumns,
    TermColumns,
    WeekColumns,
)
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.entries_panel import EntriesPanel
from cpdesk.ui.settings.day_plan.schedules_panel import SchedulesPanel
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.words import Words

Panel = EntriesPanel[OwnWeekday] | EntriesPanel[OwnDay] | EntriesPanel[SchoolTerm] | SchedulesPanel


class Panels(Card):
    """`changed` after every edit in any of them."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words, today: Callable[[], date]) -> None:
        super().__init__(theme)
        text = words.text
        self._draft: Draft | None = None
        self.setAccessibleName(text("Entries"))
        low, high = -1, 12
        self._columns = (
            WeekColumns(words, low, high, self._names),
            DayColumns(words, low, high, self._names, today),
            PeriodColumns(words, low, high),
            TermColumns(words, low, high, today),
        )
        week, days, periods, terms = self._columns
        self.week = EntriesPanel(
            theme,
            words,
            name=text("Week"),
            columns=week,
            book=WeekBook(),
            empty=(
                "calendar-days",
                text("No weekly schedule yet"),
                text(
                    "Until you add one, school is Monday to Friday and the bell times are unknown."
                ),
            ),
            add=text("Add weekday"),
        )
        self.days = EntriesPanel(
            theme,
            words,
            name=text("Special days"),
            columns=days,
            book=DayBook(),
            empty=(
                "calendar-days",
                text("No special days yet"),
                text(
                    "Enter early releases, late starts, and days without school, or import a "
                    "calendar."
                ),
            ),
            add=text("Add day"),
        )
        self.schedules = SchedulesPanel(theme, words, periods)
        self.terms = EntriesPanel(
            theme,
            words,
            name=text("School years"),
            columns=terms,
            book=TermBook(),
            empty=(
                "calendar-days",
                text("No school years yet"),
                text("Once you add one, days outside it count as no school."),
            ),
            add=text("Add school year or term"),
        )
        self.panels: dict[str, Panel] = {
            "week": self.week,
            "days": self.days,
            "schedules": self.schedules,
            "terms": self.terms,
        }
        self.tabs: dict[str, Choice] = {}
        self._stack = QStackedLayout()
        self._lay_out()

    @property
    def waiting(self) -> bool:
        """Whether something was typed that isn't clear yet."""
        return any(panel.waiting for panel in self.panels.values())

    def show_draft(self, draft: Draft, *, afresh: bool = False) -> None:
        self._draft = draft
        for columns in self._columns:
            columns.low, columns.high = draft.base.grade_low, draft.base.grade_high
        for panel in self.panels.values():
            panel.show_draft(draft, afresh=afresh)

    def go(self, key: str) -> None:
        self.tabs[key].setChecked(True)
        self._stack.setCurrentWidget(self.panels[key])

    def start(self, today: date) -> None:
        """Scrolls its table so that the first special day that isn't over is at the top."""
        for number, row in enumerate(self.days.model.rows):
            if isinstance(row.entry, OwnDay) and row.entry.day >= today:
                self.days.table.start_at(number)
                return

    def show_wrong(self) -> bool:
        """Goes to what isn't clear yet; False if everything is."""
        for key, panel in self.panels.items():
            if panel.waiting:
                self.go(key)
                return panel.show_wrong()
        return False

    def _names(self) -> tuple[str, ...]:
        return self._draft.names() if self._draft is not None else ()

    def _changed(self, key: str) -> None:
        """The other tables show the same draft: a schedule's new name, for example."""
        if self._draft is not None:
            for other, panel in self.panels.items():
                if other != key:
                    panel.show_draft(self._draft)
        self.changed.emit()

    def _lay_out(self) -> None:
        flow = FlowLayout(gap=8)
        group = QButtonGroup(self)
        for key, panel in self.panels.items():
            tab = Choice(self.theme, panel.name)
            group.addButton(tab)
            flow.addWidget(tab)
            self.tabs[key] = tab
            tab.clicked.connect(lambda _=False, key=key: self.go(key))
            panel.changed.connect(lambda key=key: self._changed(key))
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(10))
        column.addLayout(flow)
        column.addLayout(self._stack, 1)
        self.body.addLayout(column, 1)
        for panel in self.panels.values():  # only now: the first one is shown at once
            self._stack.addWidget(panel)
        self.go("week")
