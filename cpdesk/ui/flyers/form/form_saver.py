"""Saves the form step by step: what was delivered, its answers, its files, the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy.flyers import Answer, Check
from cpdesk.records.flyer_intake import Received
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.flyers.form.drops import DropZone
from cpdesk.ui.flyers.papers import FILES
from cpdesk.ui.tasks import Tasks

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.deliveries import Deliveries

Said = tuple[Received, tuple[tuple[Check, Answer], ...]]
Step = Callable[[DeliveryRecord], DeliveryRecord]
Done = Callable[[DeliveryRecord], None]


class FlyerFormSaver:
    """Steps that succeeded stay saved when a later one fails: the next try continues from there.
    `clean` is what is saved already."""

    def __init__(
        self,
        form: QWidget,
        deliveries: Deliveries,
        zone: DropZone,
        tasks: Tasks,
        failed: Callable[[DeskError], None],
    ) -> None:
        self._form = form
        self._deliveries = deliveries
        self._zone = zone
        self._tasks = tasks
        self._failed = failed
        self._id = ""  # made once per form, so that pressing Enter twice makes one delivery
        self._record: DeliveryRecord | None = None
        self.clean: Said | None = None

    def begin(self, record: DeliveryRecord | None, said: Said) -> None:
        """A new delivery, or one that is continued; `said` is what the form shows of it."""
        self._id = record.delivery_id if record is not None else new_id()
        self._record, self.clean = record, said

    def run(self, said: Said, then: Step | None, done: Done) -> None:
        """Saves all of it, then does `then` with it, and passes on the delivery as it is then."""
        received, answers = said
        before, delivery_id = self._record, self._id
        same = self.clean is not None and self.clean[0] == received

        def write() -> DeliveryRecord:
            if before is None:
                record = self._deliveries.receive(received, delivery_id)
            elif same:
                record = before
            else:
                record = self._deliveries.change(delivery_id, before.version, received)
            return self._deliveries.check(delivery_id, record.version, answers)

        def written(record: DeliveryRecord) -> None:
            self._record, self.clean = record, said
            self._attach(record, then, done)

        self._tasks.run(write, owner=self._form, done=written, failed=self._trouble)

    def _attach(self, record: DeliveryRecord, then: Step | None, done: Done) -> None:
        """One file after the other, then the rest."""
        paths = self._zone.paths
        if not paths:
            self._finish(record, then, done)
            return
        path = paths[0]
        file = self._zone.file_of(path)

        def attached(_: object) -> None:
            self._zone.kept(path)
            self._attach(record, then, done)

        self._tasks.run(
            lambda: self._deliveries.attach(record.delivery_id, "flyer", file),
            owner=self._form, done=attached, failed=self._trouble, lane=FILES,
        )  # fmt: skip

    def _finish(self, record: DeliveryRecord, then: Step | None, done: Done) -> None:
        def finished(now: DeliveryRecord) -> None:
            self._record = None
            done(now)

        if then is None:
            finished(record)
        else:
            last = then
            self._tasks.run(
                lambda: last(record), owner=self._form, done=finished, failed=self._trouble
            )

    def _trouble(self, trouble: DeskError) -> None:
        """Someone may have changed it in the meantime: the next try starts from its current
        state."""

        def done(record: DeliveryRecord) -> None:
            if self._record is not None:
                self._record = record

        if self._record is not None:
            delivery_id = self._record.delivery_id
            self._tasks.run(
                lambda: self._deliveries.delivery(delivery_id),
                owner=self._form,
                done=done,
                failed=lambda trouble: None,  # the error that led here has already been shown
                latest="flyers.form",
            )
        self._failed(trouble)


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
