"""Runs one command at a time on the record that is shown: until it is done, nothing else can be
pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cpdesk.errors import DeskError
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.frames.banner import UNDO_SECONDS
from cpdesk.ui.widgets.frames.tray import Tray
from cpdesk.words import Words

T = TypeVar("T")


class ShowMessage(Protocol):
    """One line above the page, with an action if there is one: MainWindow.say."""

    def __call__(
        self,
        text: str,
        tone: Tone = ...,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = ...,
        undo: bool = False,
    ) -> None: ...


class TrayView(Protocol):
    """A view whose buttons can be run: see `DetailView`."""

    theme: Theme

    @property
    def tray(self) -> Tray | None: ...

    def open_tray(self, tray: Tray, done: Callable[[object], None]) -> None: ...

    def close_tray(self) -> None: ...

    def show_error(self, trouble: DeskError) -> None: ...

    def set_ready(self, ready: bool) -> None: ...

    def isAncestorOf(self, child: QWidget, /) -> bool: ...


V = TypeVar("V", bound=TrayView)


class CommandRunner(QObject, Generic[V]):
    """`changed` carries what has changed; `stale` is emitted when what is shown has to be read
    again."""

    changed = Signal(object)
    stale = Signal()

    def __init__(
        self,
        detail: V,
        show_message: ShowMessage,
        tasks: Tasks,
        words: Words,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.detail = detail
        self.show_message = show_message
        self.tasks = tasks
        self.words = words
        self.busy = False
        self._led: QWidget | None = None  # what had the focus when it began
        self._back: Callable[[], None] | None = None  # undoes the last action

    # -- undo -----------------------------------------------------------------------------------

    def forget(self) -> None:
        """Another user is here, or nothing is left to undo with a key."""
        self._back = None

    def undo_last(self) -> bool:
        """Undoes the last action; False if nothing can be undone."""
        if self._back is None or self.busy:
            return False
        back, self._back = self._back, None
        back()
        return True

    def shut(self) -> None:
        """The current action can't be undone with a key: Ctrl+Z must not undo an older one
        instead."""

        def nothing() -> None:
            self._back = nothing
            self.show_message(self.words.text("Ctrl+Z can’t undo the last action."), Tone.INFO)

        self._back = nothing

    def keep_back(self, back: Callable[[], None]) -> None:
        """Sets what Ctrl+Z does from now on."""
        self._back = back

    def tell(self, message: str, back: Callable[[], None]) -> None:
        """Says what was done, with undo next to it and on Ctrl+Z."""
        self._back = back

        def undo() -> None:
            if self._back is back:
                self.undo_last()

        text = self.words.text("Undo (Ctrl+Z)")
        self.show_message(message, Tone.OK, action=text, act=undo, seconds=UNDO_SECONDS, undo=True)

    # -- one at a time --------------------------------------------------------------------------

    def open(self, tray: Tray, done: Callable[[object], None]) -> None:
        """Opens a small form above the buttons."""
        self.detail.open_tray(tray, done)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], bool] | None = None,
        *,
        keep_tray: bool = False,
    ) -> None:
        """`failed` returns True if it has handled an error. `keep_tray`: what was typed stays in
        place if something is wrong with it."""
        if self.busy:
            return
        self._wait(True)

        def stop(trouble: DeskError) -> None:
            self._wait(False)
            if failed is not None and failed(trouble):
                return
            tray = self.detail.tray
            if keep_tray and tray is not None:
                tray.still(self.words.error(trouble), tray.yes)
                self.stale.emit()
                return
            self.detail.close_tray()
            self.stale.emit()  # someone else may have been faster: it is read again
            self.detail.show_error(trouble)

        def finish(result: T) -> None:
            self._wait(False)
            done(result)

        self.tasks.run(work, owner=self, done=finish, failed=stop)

    def _wait(self, busy: bool) -> None:
        """A disabled button loses the focus; it gets it back afterwards."""
        led = QApplication.focusWidget()
        if busy:
            inside = led is not None and self.detail.isAncestorOf(led)
            self._led = led if inside else None
        self.busy = busy
        self.detail.set_ready(not busy)
        before, self._led = self._led, self._led if busy else None
        if not busy and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
