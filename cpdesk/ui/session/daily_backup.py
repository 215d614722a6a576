"""The day's backup, made in the background, even if the window stays open for weeks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cpdesk.errors import DataLostError, DeskError
from cpdesk.ui.changes import Changes
from cpdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from cpdesk.records.backups import BackupRecord
    from cpdesk.services.backup.backups import Backups

_AFTER_MS = 20_000  # nothing at the start waits for it
_AGAIN_MS = 3_600_000


class DailyBackup(QObject):
    """`start` once there is data. If a backup can't be made, `failed` says why, once for the same
    error, and Settings shows it."""

    def __init__(
        self,
        backups: Backups,
        tasks: Tasks,
        changes: Changes,
        failed: Callable[[DeskError], None],
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._backups = backups
        self._tasks = tasks
        self._changes = changes
        self._tell = failed
        self._message = ""
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)

    def start(self) -> None:
        if not self.timer.isActive():
            self.timer.start(_AFTER_MS)

    def look(self) -> None:
        """Makes a backup if there is none from today, even before anyone has signed in."""
        self.timer.setInterval(_AGAIN_MS)
        self._tasks.run(
            self._backups.daily,
            owner=self,
            done=self._made,
            failed=self._failed,
            lane="backup",
            lasting=True,
        )

    def _made(self, made: BackupRecord | None) -> None:
        self._message = ""
        if made is not None:
            self._changes.backups.emit()

    def _failed(self, trouble: DeskError) -> None:
        if isinstance(trouble, DataLostError):
            return  # the window says so, and offers the backups
        if str(trouble) != self._message:
            self._message = str(trouble)
            self._tell(trouble)
        self._changes.backups.emit()
