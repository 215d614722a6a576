"""The deliveries on the left, and the selected one on the right: its details or its plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from cpdesk.errors import DeskError
from cpdesk.records.flyers import (
    DeliveryQueue,
    DeliveryRecord,
    LogFilter,
    PlannedClass,
    SchoolClass,
)
from cpdesk.ui.flyers.acting import Acting, FlyerPapers
from cpdesk.ui.flyers.actions import Do
from cpdesk.ui.flyers.column import DONE, TO_DO, Column
from cpdesk.ui.flyers.detail import DetailView
from cpdesk.ui.flyers.plan import PlanView
from cpdesk.ui.flyers.posting import PostActing
from cpdesk.ui.flyers.running import Running, Say
from cpdesk.ui.parts import Card, EmptyState, Themed
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.boards import Boards
    from cpdesk.services.flyers.deliveries import Deliveries
    from cpdesk.services.flyers.handing_out import HandingOut
    from cpdesk.services.flyers.logs import FlyerLogs


@dataclass(frozen=True)
class FlyerServices:
    """The services behind the page."""

    deliveries: Deliveries
    handing_out: HandingOut
    boards: Boards
    logs: FlyerLogs


class Looking(QWidget, Themed):
    """`counted` carries the queue whenever it was read, or None if it couldn't be; `changed` when a
    delivery has changed."""

    counted = Signal(object)
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        services: FlyerServices,
        papers: FlyerPapers,
        say: Say,
        memory: Callable[[], QSettings],
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._services = services
        self._say = say
        self._today = today
        self._wanted = ""  # the delivery to select when the list arrives
        self.column = Column(theme, words)
        self.detail = DetailView(theme, words, memory)
        self.plan = PlanView(theme, words)
        self.running = Running(self.detail, say, tasks, words, self)
        posting = PostActing(self.running, services.boards, today)
        self.acting = Acting(
            self.running,
            posting,
            deliveries=services.deliveries,
            handing_out=services.handing_out,
            papers=papers,
        )
        self.empty = EmptyState(theme, "newspaper", words.text("No flyer chosen"))
        self._faces = QStackedWidget()
        faces: tuple[QWidget, ...] = (self.empty, self.detail, self.plan)
        for face in faces:
            self._faces.addWidget(face)
        right = Card(theme)
        right.body.addWidget(self._faces, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.column)
        self._row.addWidget(right, 1)
        self._wire(papers)
        self.dress()

    def _wire(self, papers: FlyerPapers) -> None:
        acting, detail = self.acting, self.detail
        self.column.changed.connect(self.refresh)
        self.column.turned.connect(self.refresh)
        self.column.turn_wanted.connect(self.filter)
        self.column.list.chosen.connect(self._read)
        self.column.list.entered.connect(detail.enter)
        detail.acted.connect(acting.act)
        detail.table.wanted.connect(acting.hand_out)
        detail.table.taken_back.connect(acting.take_back)
        detail.posts.down.connect(lambda key: acting.posting.take_down((key,)))
        detail.posts.up.connect(lambda key: acting.put_up((key,)))
        detail.files.opened.connect(papers.open_file)
        detail.files.removed.connect(acting.detach)
        detail.tray_closed.connect(detail.enter)
        acting.plan_wanted.connect(self._plan)
        self.running.changed.connect(self._changed_one)
        self.running.stale.connect(self.refresh)
        self.plan.saved.connect(self._save_plan)
        self.plan.left.connect(self.leave_plan)

    @property
    def planning(self) -> bool:
        """Whether a plan is open."""
        return self._faces.currentWidget() is self.plan

    # -- the list and one delivery --------------------------------------------------------------

    def refresh(self) -> None:
        """Reads the list and the selected delivery again."""
        wanted = self.column.wanted
        self._tasks.run(
            lambda: self._services.deliveries.queue(wanted),
            owner=self,
            done=self._show_list,
            failed=self._show_trouble,
            latest="flyers.list",
        )

    def want(self, delivery_id: str) -> None:
        """Selects this one when the list arrives next."""
        self._wanted = delivery_id
        self.column.search.clear()

    def _show_list(self, queue: DeliveryQueue) -> None:
        self.counted.emit(queue)
        wanted, self._wanted = self._wanted, ""
        chosen = self.column.list.current or self.detail.record
        kept = chosen.delivery_id if chosen is not None else ""
        self.column.show_queue(queue, self._today(), wanted, kept)
        current = self.column.list.current
        if current is not None:
            self._read(current.delivery_id)
        elif not self.planning:
            text = self._words.text
            said = text("To log one, drop its PDF or picture here, or press Ctrl+N.")
            self._show_empty("newspaper", text("No flyer chosen"), said)

    def _show_empty(self, icon: str, word: str, sentence: str) -> None:
        self.empty.set(icon, word, sentence)
        self.detail.close_tray()
        self.detail.record = None
        self._faces.setCurrentWidget(self.empty)

    def _show_trouble(self, trouble: DeskError) -> None:
        """No school yet, or no one signed in: what to do is shown in place of the list."""
        text = self._words.text
        says, do = text(trouble.says, **trouble.facts), text(trouble.do, **trouble.facts)
        self.column.say("circle-alert", says, do)
        self.counted.emit(None)
        self._show_empty("newspaper", text("No flyer chosen"), "")

    def _read(self, delivery_id: str) -> None:
        def done(record: DeliveryRecord) -> None:
            before = self.plan.record
            if self.planning and before is not None and before.delivery_id == delivery_id:
                return  # the open plan stays; saving reports if the delivery has changed
            self.plan.record = None
            led = QApplication.focusWidget()
            inside = led is not None and self.detail.isAncestorOf(led)
            self.detail.show_delivery(record, self._today())
            self._faces.setCurrentWidget(self.detail)
            if inside and (led is None or not led.isVisible()):
                self.detail.enter()  # what had the focus is gone

        def failed(trouble: DeskError) -> None:
            text = self._words.text
            says, do = text(trouble.says, **trouble.facts), text(trouble.do, **trouble.facts)
            self._show_empty("circle-alert", says, do)

        self._tasks.run(
            lambda: self._services.deliveries.delivery(delivery_id),
            owner=self,
            done=done,
            failed=failed,
            latest="flyers.one",
        )

    def _changed_one(self, delivery_id: str) -> None:
        """The shown delivery stays, even if it moved to the other list. A result that arrives after
        another one was chosen doesn't change the choice."""
        current = self.column.list.current
        if current is None or current.delivery_id == delivery_id:
            self._wanted = delivery_id
        self.changed.emit()

    # -- the plan -------------------------------------------------------------------------------

    def _plan(self, record: DeliveryRecord) -> None:
        today = self._today()

        def work() -> tuple[tuple[SchoolClass, ...], int, tuple[int, int]]:
            handing = self._services.handing_out
            bundle = handing.count_sheet(record.delivery_id).bundle_size
            log = self._services.logs.log(LogFilter(today, today))  # it names the grades
            known = (*handing.classes(), *handing.typed_classes())
            return known, bundle, (log.carry_home_low, log.carry_home_high)

        def done(found: tuple[tuple[SchoolClass, ...], int, tuple[int, int]]) -> None:
            self.detail.close_tray()
            self._faces.setCurrentWidget(self.plan)
            self.plan.start(record, *found)

        self.running.run(work, done)

    def _save_plan(self, classes: tuple[PlannedClass, ...]) -> None:
        record = self.plan.record
        if record is None:
            return

        def done(now: DeliveryRecord) -> None:
            self._say(self._words.text("Plan saved."), Tone.OK)
            self.plan.record = None
            self._faces.setCurrentWidget(self.detail)
            self.detail.show_delivery(now, self._today())
            self.detail.enter()
            self._changed_one(now.delivery_id)

        def failed(trouble: DeskError) -> None:
            words = self._words
            faults = " ".join(words.fault(fault) for fault in trouble.faults[:3])
            says = words.text(trouble.says, **trouble.facts)
            self.plan.say_trouble(says, faults or words.text(trouble.do, **trouble.facts))

        self._tasks.run(
            lambda: self._services.handing_out.plan(record.delivery_id, record.version, classes),
            owner=self,
            done=done,
            failed=failed,
        )

    def leave_plan(self) -> None:
        """Goes back to the delivery; selections that weren't saved are discarded."""
        self.plan.record = None
        self._faces.setCurrentWidget(self.detail)
        self.detail.enter()
        self.refresh()

    # -- keys -----------------------------------------------------------------------------------

    def next_thing(self) -> None:
        """Ctrl+Enter."""
        if self.planning:
            self.plan.submit()
        elif self.detail.tray is not None:
            self.detail.tray.submit()
        else:
            first = self.detail.row.first()
            if first is not None:
                self.press(first)

    @property
    def free(self) -> bool:
        """Whether nothing is being typed or selected that a key would discard."""
        return not self.planning and self.detail.tray is None

    @property
    def _there(self) -> bool:
        """Whether the shown delivery is the chosen one: another may still be loading."""
        chosen, record = self.column.list.current, self.detail.record
        return chosen is None or record is None or chosen.delivery_id == record.delivery_id

    def press(self, do: Do) -> None:
        """As if its button were clicked."""
        if not self._there:
            return
        if self.free and (do is not Do.ATTACH or self.detail.record is None):
            self.detail.press(do)
        elif self.free:
            self.acting.act(do)

    def take_down(self) -> None:
        """Ctrl+T: what is due, or the only post that is up. If several are up, the user chooses."""
        record = self.detail.record
        if record is None or not self.free or not self._there:
            return
        hangs = [post for post in record.posts if post.taken_down_at is None]
        due = [post for post in hangs if post.due]
        if due or len(hangs) == 1:
            self.acting.posting.take_down(tuple(post.post_id for post in due or hangs))

    def undo(self) -> None:
        if self.free:
            self.acting.undo()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files for the delivery that is shown."""
        if not self._there:
            return
        if self.detail.record is not None and not self.planning:
            for path in paths:
                self.acting.attach(self.detail.record, path)
        else:
            said = self._words.text("Save the plan first, or press Esc to leave it.")
            self._say(said, Tone.INFO)

    def search(self, typed: str = "") -> bool:
        """Goes to the field with what was typed; False if the key means something else now."""
        if self.free:
            self.column.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.column.search.insert(typed)
        return self.free

    def filter(self, show: str) -> None:
        """Switches between what needs work and what was finished."""
        if self.free:
            self.column.filter(show)
            self.focus_list()

    def focus_list(self) -> None:
        """Not while the window is locked or another page is in front: the user is typing there."""
        if self.isVisible():
            self.column.lead()

    def escape(self) -> None:
        """Esc: closes the plan or the small form, then back to the list, then clears the search."""
        if self.planning:
            self.leave_plan()
        elif self.detail.tray is not None:
            self.detail.leave_tray()
        else:
            if self.column.list.hasFocus() or self.column.search.hasFocus():
                self.column.search.clear()
            self.focus_list()

    def forget(self) -> None:
        """Another person is here: what the previous one was doing isn't theirs."""
        self.running.forget()
        self.column.search.clear()
        self.detail.close_tray()
        self.plan.record = None
        self._show_empty("newspaper", self._words.text("No flyer chosen"), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part didn't use."""
        key, column = event.key(), self.column
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and column.list.hasFocus():
            self.filter(DONE if key == Qt.Key.Key_Right else TO_DO)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and column.search.hasFocus():
            column.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and column.search.hasFocus():
            self.detail.enter()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def dress(self) -> None:
        px = self.theme.px
        self._row.setSpacing(px(16))
        self.column.setFixedWidth(min(px(400), max(px(250), int(self.width() * 0.36))))
