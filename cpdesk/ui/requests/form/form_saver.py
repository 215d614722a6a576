"""From the form to the store: saved as a draft, filed, or changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError
from cpdesk.policy.approval.requests import State
from cpdesk.records.requests import Ask, RequestRecord
from cpdesk.ui.tasks import Tasks

if TYPE_CHECKING:  # importing services would slow the window's start
    from cpdesk.services.requests.filings import Filings


class RequestFormSaver(QObject):
    """`said` is the current content of the form. One task at a time: `waits` says whether one is
    running. `filed` carries the RequestRecord, `failed` a DeskError."""

    waits = Signal(bool)
    filed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, filings: Filings, said: Callable[[], Ask], tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._filings = filings
        self._said = said
        self._tasks = tasks
        self.record: RequestRecord | None = (
            None  # the request being changed, or the draft being continued
        )
        self.clean: Ask | None = None  # what is already saved
        self.busy = False

    def begin(self, record: RequestRecord | None) -> None:
        """A new request, or one that is continued."""
        self.record = record
        self._wait(False)

    @property
    def request_id(self) -> str:
        """The id of what is saved; "" if nothing is."""
        return self.record.request_id if self.record is not None else ""

    @property
    def is_edit(self) -> bool:
        """Whether it was filed before."""
        return self.record is not None and self.record.state is not State.DRAFT

    @property
    def dirty(self) -> bool:
        """Whether there are entries that are not saved anywhere."""
        return self._said() != self.clean

    def settle(self) -> None:
        """The current content of the form need not be saved."""
        self.clean = self._said()

    def keep(self, then: Callable[[RequestRecord], None]) -> None:
        """As a draft, as it is; then calls `then` with it."""
        ask, request_id = self._said(), self.request_id

        def done(record: RequestRecord) -> None:
            self.record, self.clean = record, ask
            self._wait(False)
            then(record)

        self._run(lambda: self._filings.save_draft(ask, request_id), done)

    def file(self) -> None:
        """Files it, or saves the change."""
        ask, record, request_id = self._said(), self.record, self.request_id
        if record is not None and self.is_edit:
            edited = record
            self._run(
                lambda: self._filings.edit(edited.request_id, edited.version, ask), self._done
            )
        else:
            self._run(lambda: self._filings.file(ask, request_id), self._done)

    def _run(
        self, work: Callable[[], RequestRecord], done: Callable[[RequestRecord], None]
    ) -> None:
        self._wait(True)
        self._tasks.run(work, owner=self, done=done, failed=self._failed)

    def _done(self, record: RequestRecord) -> None:
        self.settle()
        self.record = None
        self._wait(False)
        self.filed.emit(record)

    def _failed(self, trouble: DeskError) -> None:
        self._wait(False)
        self.failed.emit(trouble)

    def _wait(self, busy: bool) -> None:
        self.busy = busy
        self.waits.emit(busy)
