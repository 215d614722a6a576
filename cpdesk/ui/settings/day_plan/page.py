"""The page "School day": one date as a picture, and all entries behind it, to change and remove."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.records.day_plans import DayPlanChange, DayPlanRecord, DayPlanSaved
from cpdesk.ui.input.keys import Key
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.day_plan.asking import LeaveDialog, SaveDialog
from cpdesk.ui.settings.day_plan.day_card import DayCard
from cpdesk.ui.settings.day_plan.draft import Draft
from cpdesk.ui.settings.day_plan.import_dialog import ImportDialog
from cpdesk.ui.settings.day_plan.panels import Panels
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.file_dialogs import dropped_path
from cpdesk.ui.widgets.frames.banner import Banner
from cpdesk.ui.widgets.text.text import Elided, Role


class DayPlanPage(QWidget):
    """`left` when the user goes back to the other settings."""

    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme = context.theme
        self._context = context
        self._words = words = context.words
        self._tasks = context.tasks
        self._changes = context.changes
        self._plans = context.services.day_plans
        self._files = context.files
        self._then: Callable[[], object] | None = None
        self.draft: Draft | None = None
        self.setAcceptDrops(True)
        text = words.text
        self.setAccessibleName(text("School day"))
        self.back = Button(theme, text("Settings"), small=True, icon="chevron-left")
        self.title = Elided(theme, text("School day"), Role.PAGE)
        self.state = Pill(theme)
        self.open_file = Button(theme, text("Import file…"), "Ctrl+O", small=True, icon="upload")
        self.drop = Button(theme, text("Discard"), small=True, icon="undo-2")
        self.save = Button(theme, text("Save"), "Ctrl+S", small=True, kind=Kind.PRIMARY)
        self.banner = Banner(theme, words)
        self.day = DayCard(context)
        self.panels = Panels(context)
        self._lay_out()
        self._connect()

    @property
    def dirty(self) -> bool:
        """Whether something would be lost."""
        return self.panels.waiting or (self.draft is not None and self.draft.dirty)

    def shown(self) -> None:
        self.refresh()
        self.day.field.setFocus()

    def refresh(self) -> None:
        """Reads again; changes made here stay on top of it."""
        self._tasks.run(self._plans.plan, owner=self, done=self._show_plan, latest="day_plan.plan")

    def leave(self) -> None:
        """Goes back to the other settings; asks first if something would be lost."""
        if self.dirty:
            self.ask_first(self.left.emit)
        else:
            self.left.emit()

    def ask_first(self, then: Callable[[], object]) -> LeaveDialog:
        """Asks what to do with the changes; `then` runs once they are saved or dropped."""

        def save() -> None:
            self._then = then
            self.save_now()

        def drop() -> None:
            self.drop_changes()
            then()

        dialog = LeaveDialog(self._context, self)
        dialog.accepted.connect(save)
        dialog.dropped.connect(drop)
        dialog.rejected.connect(self._stay)
        dialog.open()
        return dialog

    def save_now(self) -> None:
        """Checks first what saving would do: approvals to be decided again have to be confirmed."""
        if self.panels.show_wrong():
            self._show_message(self._words.text("Fix what is marked in red, then save."), Tone.NO)
            self._then = None
            return
        change = self._change()
        if change == DayPlanChange():
            return
        self.save.setEnabled(False)
        self._tasks.run(
            lambda: self._plans.preview(change),
            owner=self,
            done=lambda saved: self._previewed(saved, change),
            failed=self._not_saved,
        )

    def drop_changes(self) -> None:
        """Restores the saved state."""
        if self.draft is not None:
            self.draft = Draft(self.draft.base)
            self.panels.show_draft(self.draft, afresh=True)
            self._changed()

    def choose_file(self) -> None:
        path = self._files.calendar_file(self)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> ImportDialog | None:
        """Shows the contents of a file; None while the plan hasn't been read yet."""
        if self.draft is None:
            return None
        dialog = ImportDialog(self._context, self, path, self.draft)
        dialog.taken.connect(self._take)
        dialog.open()
        return dialog

    # -- inside ---------------------------------------------------------------------------------

    def _change(self) -> DayPlanChange:
        return self.draft.change() if self.draft is not None else DayPlanChange()

    def _show_plan(self, plan: DayPlanRecord) -> None:
        self.title.setText(self._words.text("School day at {school}", school=plan.school_name))
        if self.draft is not None and self.draft.base == plan:
            self._show_day()
            return
        first = self.draft is None
        self.draft = self.draft.rebased(plan) if self.draft is not None else Draft(plan)
        self.panels.show_draft(self.draft)
        if first:
            self.panels.start(self._context.today())
        self._changed()

    def _take(self, change: DayPlanChange) -> None:
        if self.draft is None:
            return
        self.draft.take(change)
        self.panels.show_draft(self.draft)
        self._changed()
        what = "schedules" if change.schedules and not change.days else "days"
        self.panels.go(what)
        self._show_message(self._words.text("Imported. Review the entries, then save."), Tone.INFO)

    def _changed(self) -> None:
        dirty = self.dirty
        if dirty:
            self.window().installEventFilter(self)
        self.state.setVisible(dirty)
        self.state.set(self._words.text("Not saved"), Tone.ASK)
        for button in (self.save, self.drop):
            button.setEnabled(dirty)
        self._show_day()

    def _show_day(self, _: object = None) -> None:
        day, change = self.day.day, self._change()
        as_saved = change == DayPlanChange()
        self._tasks.run(
            partial(self._plans.view, day)
            if as_saved
            else partial(self._plans.view_with, day, change),
            owner=self,
            done=self.day.show_view,
            failed=lambda trouble: self.day.show_trouble(self._words.error(trouble)),
            latest="day_plan.view",
        )

    def _previewed(self, saved: DayPlanSaved, change: DayPlanChange) -> None:
        if not saved.flagged:
            self._write(change)
            return
        dialog = SaveDialog(self._context, self, saved)
        dialog.accepted.connect(lambda: self._write(change))
        dialog.rejected.connect(self._stay)
        dialog.open()

    def _write(self, change: DayPlanChange) -> None:
        self._tasks.run(
            lambda: self._plans.save(change),
            owner=self,
            done=lambda saved: self._saved(saved, change),
            failed=self._not_saved,
        )

    def _saved(self, saved: DayPlanSaved, change: DayPlanChange) -> None:
        words, count = self._words, len(saved.flagged)
        said = words.text("Saved.")
        if count:
            said += " " + words.count(
                "{n} approved meeting is waiting for a school leader again.",
                "{n} approved meetings are waiting for a school leader again.",
                count,
            )
        more = " ".join(words.fault(fault) for fault in saved.warnings)
        self._show_message(f"{said} {more}".strip(), Tone.ASK if more or count else Tone.OK)
        self._saved_change = change
        self._changes.day_plan.emit()
        if count:
            self._changes.requests.emit()
        self._tasks.run(self._plans.plan, owner=self, done=self._show_saved)

    def _show_saved(self, plan: DayPlanRecord) -> None:
        """What was typed while saving was running stays."""
        if self.draft is not None:
            meanwhile = self.draft.change()
            self.draft = Draft(plan)
            if meanwhile != self._saved_change:
                self.draft.take(meanwhile)
            self.panels.show_draft(self.draft)
        self._changed()
        then, self._then = self._then, None
        if then is not None and not self.dirty:
            then()

    def _not_saved(self, trouble: DeskError) -> None:
        self._then = None
        self._show_message(self._words.error(trouble), Tone.NO)
        self._changed()

    def _show_message(self, said: str, tone: Tone) -> None:
        """Shows it at the top and scrolls there: in a low window Ctrl+S is pressed far below it."""
        self.banner.show_message(said, tone)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.verticalScrollBar().setValue(0)

    def _stay(self) -> None:
        self._then = None
        self._changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window doesn't close over unsaved changes; while it is locked, this page isn't in it,
        and there is no one to ask."""
        closing = event.type() is QEvent.Type.Close and watched is self.window()
        if closing and self.dirty:
            event.ignore()
            self.ask_first(self.window().close)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_path(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_path(event)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.open_file.clicked.connect(self.choose_file)
        self.drop.clicked.connect(self.drop_changes)
        self.save.clicked.connect(self.save_now)
        self.day.picked.connect(self._show_day)
        self.panels.changed.connect(self._changed)
        self._changes.roster.connect(self._elsewhere)
        self._changes.office.connect(self._elsewhere)
        for key, do in (("Ctrl+S", self.save_now), ("Ctrl+O", self.choose_file)):
            Key(key, self, do, everywhere=True)

    def _elsewhere(self) -> None:
        if self.draft is not None:
            self.refresh()

    def _lay_out(self) -> None:
        px = self.theme.px
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        for button in (self.open_file, self.drop, self.save):
            head.addWidget(button)
        self.state.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.day)
        column.addWidget(self.panels, 1)
