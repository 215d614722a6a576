"""A number beside a page's name in the sidebar, read after each change and each minute."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, SignalInstance

from cpdesk.errors import DeskError
from cpdesk.ui.tasks import Tasks

_EVERY_MS = 60_000


class CountReader(QObject):
    """`show` puts the number where it is seen; None if it is not known, which is not zero."""

    name: str  # of its tasks
    first_ms: int  # after the start, so that the desk's list is not kept waiting

    def __init__(
        self,
        count: Callable[[], int],
        tasks: Tasks,
        changes: Iterable[SignalInstance],
        show: Callable[[int | None], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._count = count
        self._tasks = tasks
        self._show = show
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.each_minute)
        for changed in changes:
            changed.connect(self.read)

    def start(self) -> None:
        """Starts reading."""
        if not self._timer.isActive():
            self._timer.start()
            QTimer.singleShot(self.first_ms, self, self.each_minute)

    def each_minute(self) -> None:
        """What changes by itself as time goes by."""
        self.read()

    def read(self) -> None:
        """Reads the number."""
        if self._timer.isActive():  # otherwise no one is signed in yet
            self._tasks.run(
                self._count, owner=self, done=self._show, failed=self.unknown, latest=self.name
            )

    def unknown(self, trouble: DeskError) -> None:
        """The page says why."""
        self._show(None)
