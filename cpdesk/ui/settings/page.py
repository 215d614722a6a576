"""The settings page: the roster on the left, what is set once on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Permission
from cpdesk.records.office import OfficeRecord, SchoolRecord
from cpdesk.ui.input.keys import Key
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.cards import DataCard, LookCard, PrintingCard, SchoolCard
from cpdesk.ui.settings.people.delegation_card import DelegationCard
from cpdesk.ui.settings.people.people_card import PeopleCard
from cpdesk.ui.settings.releases_card import ReleasesCard
from cpdesk.ui.settings.roster_card import RosterCard
from cpdesk.ui.settings.school_dialog import SchoolDialog
from cpdesk.ui.settings.settings_card import SettingsCard
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.themed import retheme_parts

if TYPE_CHECKING:
    from cpdesk.ui.settings.day_plan.page import DayPlanPage


class SettingsPage(QWidget):
    """The settings, in cards. `entered` carries the SignedIn of the first office manager."""

    entered = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = context.theme
        self._context = context
        self._tasks = context.tasks
        self._changes = changes = context.changes
        self._office = context.services.office
        self._current_user = context.current_user
        self.roster = RosterCard(context)
        self.people = PeopleCard(context)
        self.delegation = DelegationCard(context)
        self.releases = ReleasesCard(context)
        self.data = DataCard(context)
        self.school = SchoolCard(context)
        self.printing = PrintingCard(context)
        self.look = LookCard(context)
        self.day_plan: DayPlanPage | None = None  # made when it is first needed
        self._left: tuple[SettingsCard, ...] = (
            self.roster, self.people, self.delegation, self.releases, self.data,
        )  # fmt: skip
        self._right: tuple[SettingsCard, ...] = (self.school, self.printing, self.look)
        self._lay_out()
        self.roster.intake.taken_in.connect(self._taken_in)
        self.school.change_wanted.connect(self.choose_school)
        self.school.day_wanted.connect(self.open_day_plan)
        self.people.entered.connect(self.entered)
        for card in (self.people, self.delegation):
            card.changed.connect(changes.people)
        self.releases.changed.connect(changes.releases)
        changes.backups.connect(self.data.backups.refresh)
        changes.settings.connect(self.look.show_settings)
        # On a page without a paper of its own, the print key opens the Printing page.
        Key("Ctrl+P", self, lambda: context.window.go("printing"), everywhere=True)

    @property
    def widget(self) -> QWidget:
        return self

    def shown(self) -> None:
        if self.day_plan is not None and self._stack.currentWidget() is self.day_plan:
            self.day_plan.shown()
            return
        if self._current_user.may(Permission.ROSTER):
            self.roster.intake.asking.file.setFocus()
        self.refresh()
        self.printing.read_queues()

    def refresh(self) -> None:
        if self.day_plan is not None and self._stack.currentWidget() is self.day_plan:
            self.day_plan.refresh()
            return
        for card in (*self._left, *self._right):
            card.refresh()
        self._tasks.run(
            self._office.office,
            owner=self,
            done=self._show_office,
            failed=self._cannot_read,
            latest="settings.office",
        )

    def _cannot_read(self, trouble: DeskError) -> None:
        """What isn't known is not shown for the school, the roster or the accounts."""
        self.roster.set_unread()
        self.school.set_unread()
        self.people.set_unread()
        self._tasks.trouble.emit(trouble)

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        self._arrange()

    def header_widgets(self) -> Sequence[QWidget]:
        return ()

    def typed(self, event: QKeyEvent) -> bool:
        return False

    def open_day_plan(self) -> None:
        """Shows the page "School day" in place of the cards, until the user goes back."""
        if self.day_plan is None:
            from cpdesk.ui.settings.day_plan.page import DayPlanPage

            self.day_plan = DayPlanPage(self._context)
            self.day_plan.left.connect(self._back)
            self._stack.addWidget(self.day_plan)
        self._stack.setCurrentWidget(self.day_plan)
        self.day_plan.shown()

    def _back(self) -> None:
        self._stack.setCurrentWidget(self._cards)
        self.refresh()
        self.school.day.setFocus()

    def choose_school(self) -> SchoolDialog:
        """Opens the choice of a school over the page."""
        dialog = SchoolDialog(self._context, self)
        dialog.picked.connect(self._choose)
        dialog.open()
        return dialog

    def _choose(self, school: SchoolRecord) -> None:
        self._tasks.run(
            lambda: self._office.choose_school(school.school_id),
            owner=self,
            done=self._chosen,
        )

    def _chosen(self, office: OfficeRecord) -> None:
        self._show_office(office)
        self._changes.office.emit()

    def _taken_in(self, _summary: object) -> None:
        self.refresh()
        self._changes.roster.emit()

    def _show_office(self, office: OfficeRecord) -> None:
        self.school.show_office(office)
        self.roster.show_office(office, self._context.clock.now())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in ((left, self._left), (right, self._right)):
            column.setSpacing(14)
            for card in cards:
                column.addWidget(card)
        left.setStretch(0, 1)
        right.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        self._cards = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._cards)
        self._row.setSpacing(16)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._side)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._cards)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns, or one if the window is narrow or the text large."""
        px = self.theme.px
        narrow = self.width() < px(900)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._row.setContentsMargins(px(20), px(16), px(20), px(16))
        self._side.setMinimumWidth(px(340))
        self._side.setMaximumWidth(16_777_215 if narrow else px(360))
