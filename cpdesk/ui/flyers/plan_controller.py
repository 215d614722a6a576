"""Opens the plan of a delivery with the classes that it can choose from, and saves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError
from cpdesk.records.flyers import ClassList, DeliveryRecord, PlannedClass
from cpdesk.ui.flyers.handout.plan import PlanView
from cpdesk.ui.widgets.page.command_runner import CommandRunner

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.handout.handouts import Handouts


class PlanController(QObject):
    """`opened` when the plan can be shown, `saved` with the DeliveryRecord as it is then."""

    opened = Signal()
    saved = Signal(object)

    def __init__(
        self, view: PlanView, runner: CommandRunner[DeliveryRecord], handing: Handouts
    ) -> None:
        super().__init__(runner)
        self._view = view
        self._runner = runner
        self._handing = handing
        view.saved.connect(self._save)

    def open(self, record: DeliveryRecord) -> None:
        def done(known: ClassList) -> None:
            self._runner.detail.close_tray()
            self.opened.emit()
            self._view.start(record, known)

        self._runner.run(self._handing.class_list, done)

    def _save(self, classes: tuple[PlannedClass, ...]) -> None:
        record = self._view.record
        if record is None:
            return

        def done(now: DeliveryRecord) -> None:
            self._view.record = None
            self.saved.emit(now)

        def failed(trouble: DeskError) -> None:
            words = self._runner.words
            faults = " ".join(words.fault(fault) for fault in trouble.faults[:3])
            says = words.text(trouble.says, **trouble.facts)
            self._view.say_trouble(says, faults or words.text(trouble.do, **trouble.facts))

        self._runner.tasks.run(
            lambda: self._handing.plan(record.delivery_id, record.version, classes),
            owner=self,
            done=done,
            failed=failed,
        )
