"""The four tables of the page, one at a time: week, special days, bell schedules, school years."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedLayout, QVBoxLayout

from cpdesk.records.day_plans import OwnDay
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.day_plan.columns import (
    DayColumns,
    PeriodColumns,
    School,
    TermColumns,
    WeekColumns,
)
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.entries_panel import EntriesPanel
from cpdesk.ui.settings.day_plan.entry_panel import EntryPanel
from cpdesk.ui.settings.day_plan.schedules_panel import SchedulesPanel
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.layouts import fill


class Panels(Card):
    """`changed` after every edit in any of them."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme)
        text = words.text
        self._draft: Draft | None = None
        self.setAccessibleName(text("Entries"))
        self._school = school = School(-1, 12, self._names, context.today)
        self.week = EntriesPanel(
            context, text("Week"), WeekColumns(words, school), lambda draft: draft.week,
            (
                text("No weekly schedule yet"),
                text(
                    "Until you add one, school is Monday to Friday and the bell times are unknown."
                ),
            ),
            add=text("Add weekday"),
        )  # fmt: skip
        self.days = EntriesPanel(
            context, text("Special days"), DayColumns(words, school), lambda draft: draft.days,
            (
                text("No special days yet"),
                text(
                    "Enter early releases, late starts, and days without school, or import a "
                    "calendar."
                ),
            ),
            add=text("Add day"),
        )  # fmt: skip
        self.schedules = SchedulesPanel(context, PeriodColumns(words, school))
        self.terms = EntriesPanel(
            context, text("School years"), TermColumns(words, school), lambda draft: draft.terms,
            (
                text("No school years yet"),
                text("Once you add one, days outside it count as no school."),
            ),
            add=text("Add school year or term"),
        )  # fmt: skip
        self.panels: dict[str, EntryPanel] = {
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
        self._school.low, self._school.high = draft.base.grade_low, draft.base.grade_high
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
        column = fill(QVBoxLayout(), flow, (self._stack, 1), gap=self.theme.px(10))
        self.body.addLayout(column, 1)
        for panel in self.panels.values():  # only now: the first one is shown at once
            self._stack.addWidget(panel)
        self.go("week")
