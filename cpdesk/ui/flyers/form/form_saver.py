"""Saves the form step by step: what was delivered, its answers, its files, the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy.flyers import Answer, Check
from cpdesk.records.flyer_intake import Received
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.flyers.commands import FILES
from cpdesk.ui.flyers.form.queued_attachments import QueuedAttachments
from cpdesk.ui.tasks import Tasks

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.deliveries import Deliveries

Said = tuple[Received, tuple[tuple[Check, Answer], ...]]
Step = Callable[[DeliveryRecord], DeliveryRecord]


class FlyerFormSaver(QObject):
    """Steps that succeeded stay saved when a later one fails: the next try continues from there.

    `saved` carries the delivery as it is then, and how; `failed` carries a DeskError.
    """

    saved = Signal(object, str)
    failed = Signal(object)

    def __init__(
        self,
        deliveries: Deliveries,
        queued_attachments: QueuedAttachments,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._deliveries = deliveries
        self._pending = queued_attachments
        self._tasks = tasks
        self._id = ""  # made once per form, so that pressing Enter twice makes one delivery
        self._record: DeliveryRecord | None = None
        self._clean: Said | None = None
        self.busy = False

    def begin(self, record: DeliveryRecord | None, said: Said) -> None:
        """A new delivery, or one that is continued; `said` is what the form shows of it."""
        self._id = record.delivery_id if record is not None else new_id()
        self._record, self._clean = record, said
        self.busy = False

    def keeps(self, said: Said) -> bool:
        """Whether all of this is already saved."""
        return said == self._clean

    def run(self, said: Said, then: Step | None, how: str) -> None:
        """Saves all of it, then does `then` with it."""
        if self.busy:
            return
        self.busy = True
        received, answers = said
        before, delivery_id = self._record, self._id
        same = self._clean is not None and self._clean[0] == received

        def write() -> DeliveryRecord:
            if before is None:
                record = self._deliveries.receive(received, delivery_id)
            elif same:
                record = before
            else:
                record = self._deliveries.change(delivery_id, before.version, received)
            return self._deliveries.check(delivery_id, record.version, answers)

        def written(record: DeliveryRecord) -> None:
            self._record, self._clean = record, said
            self._attach(record, lambda: self._finish(record, then, how))

        self._tasks.run(write, owner=self, done=written, failed=self._trouble)

    def _attach(self, record: DeliveryRecord, after: Callable[[], None]) -> None:
        """One file after the other, then the rest."""
        paths = self._pending.paths
        if not paths:
            after()
            return
        path = paths[0]
        file = self._pending.file_of(path)

        def done(_: object) -> None:
            self._pending.kept(path)
            self._attach(record, after)

        self._tasks.run(
            lambda: self._deliveries.attach(record.delivery_id, "flyer", file),
            owner=self,
            done=done,
            failed=self._trouble,
            lane=FILES,
        )

    def _finish(self, record: DeliveryRecord, then: Step | None, how: str) -> None:
        def done(now: DeliveryRecord) -> None:
            self.busy = False
            self._record = None
            self.saved.emit(now, how)

        if then is None:
            done(record)
        else:
            last = then
            self._tasks.run(lambda: last(record), owner=self, done=done, failed=self._trouble)

    def _trouble(self, trouble: DeskError) -> None:
        self.busy = False
        if self._record is not None:
            self._read_again(self._record.delivery_id)
        self.failed.emit(trouble)

    def _read_again(self, delivery_id: str) -> None:
        """Someone may have changed it in the meantime: the next try starts from its current
        state."""

        def done(record: DeliveryRecord) -> None:
            if self._record is not None:
                self._record = record

        self._tasks.run(
            lambda: self._deliveries.delivery(delivery_id),
            owner=self,
            done=done,
            failed=lambda trouble: None,  # the error that led here has already been shown
            latest="flyers.form",
        )


def received_of(record: DeliveryRecord | None) -> Received:
    """What was recorded about a delivery."""
    if record is None:
        return Received()
    typed = record.approval is None
    return Received(
        approval=record.approval.key if record.approval is not None else "",
        partner=record.partner_name if typed else "",
        title=record.title if typed else "",
        copies=record.copies,
        bundles=record.bundles,
        channels=record.channels,
        fee=record.fee,
        brought_by=record.brought_by,
        note=record.note,
        received_at=None,
    )
