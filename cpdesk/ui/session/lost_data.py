"""What is shown if the data does not open: asks for its key, or offers its backups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DataLostError, DeskError
from cpdesk.lazy_modules import LazyPackage
from cpdesk.ui.page_context import PageContext

if TYPE_CHECKING:
    import cpdesk.services.auth_context
    import cpdesk.services.backup.backups
    import cpdesk.services.backup.recovery
    import cpdesk.services.backup.restores
    import cpdesk.ui.settings.data.lost_data_dialog
    import cpdesk.ui.settings.data.recovery_dialog
    from cpdesk.records.backups import RestoreRecord
    from cpdesk.services.backup.restores import Restores
    from cpdesk.ui.settings.data.lost_data_dialog import LostDataDialog
    from cpdesk.ui.window.window import MainWindow

    data, services = cpdesk.ui.settings.data, cpdesk.services
else:
    data, services = LazyPackage("cpdesk.ui.settings.data"), LazyPackage("cpdesk.services")


class LostData(QObject):
    """`opened` when the data can be read again, `given_up` when the office starts without it."""

    opened = Signal()
    given_up = Signal()

    def __init__(self, context: PageContext, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._window = window
        self.dialog: LostDataDialog | None = None  # while it is open; several pages ask at once

    def is_lost(self) -> bool:
        """Whether the folder had data and has none now. Asked before anything is opened."""
        return self._restores().is_lost()

    def tell(self, trouble: DeskError) -> None:
        """Says why it does not open, and asks for what would help."""
        window, words = self._window, self._context.words
        if not isinstance(trouble, DataLostError):
            window.tell(trouble)
            self._ask_for_the_key()
            return
        # Shown again when it is pressed, so that the way out is still there after "Cancel".
        window.offer(
            words.text(trouble.says, **trouble.facts),
            words.text("Choose a backup…"),
            partial(self.tell, trouble),
        )
        self._offer_backups(trouble)

    def _offer_backups(self, trouble: DataLostError) -> None:
        if self.dialog is not None:
            return
        dialog = data.lost_data_dialog.LostDataDialog(
            self._context, self._window, self._restores(), trouble
        )
        dialog.did.connect(self._restored)
        dialog.given_up.connect(self.given_up)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _restored(self, restored: RestoreRecord) -> None:
        """From now on the screen shows the state of the backup."""
        self.opened.emit()
        words, source = self._context.words, restored.source
        made_at = {one.path: one.made_at for one in services.backup.backups.files(source.parent)}
        made = made_at.get(source)
        if made is not None:
            says = words.text(
                "Restored from the backup of {at}. Check who is in the building: later check-ins "
                "and check-outs are missing.",
                at=made.astimezone(ZoneInfo(restored.holds.time_zone)),
            )
        else:
            says = words.text(
                "Restored from {file}. Check who is in the building: later check-ins and "
                "check-outs may be missing.",
                file=source.name,
            )
        self._window.notify(says)

    def _restores(self) -> Restores:
        auth = services.auth_context.AuthContext(None)
        return services.backup.restores.Restores(
            self._context.folder, self._context.clock, auth=auth
        )

    def _forget(self) -> None:
        self.dialog = None

    def _ask_for_the_key(self) -> None:
        context = self._context
        auth = services.auth_context.AuthContext(None)
        recovery = services.backup.recovery.Recovery(context.folder, auth=auth)

        def ask(lost: bool) -> None:
            if lost:
                dialog = data.recovery_dialog.RecoveryDialog(context, self._window, recovery)
                dialog.did.connect(self.opened)
                dialog.open()

        context.tasks.run(recovery.is_lost, owner=self, done=ask)
