"""Runs one action at a time: while one is running, nothing else can be pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cpdesk.errors import DeskError
from cpdesk.ui.flyers.detail import DetailView
from cpdesk.ui.parts.tray import Tray
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Tone
from cpdesk.words import Words

T = TypeVar("T")


class Say(Protocol):
    """One line above the page, with an undo action: MainWindow.say."""

    def __call__(
        self,
        text: str,
        tone: Tone = ...,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        undo: bool = False,
    ) -> None: ...


class Running(QObject):
    """Works on the delivery that a detail shows. `changed` carries its id when it has changed;
    `stale` when what is shown has to be read again."""

    changed = Signal(str)
    stale = Signal()

    def __init__(
        self, detail: DetailView, say: Say, tasks: Tasks, words: Words, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.detail = detail
        self.say = say
        self.tasks = tasks
        self.words = words
        self.busy = False
        self._led: QWidget | None = None  # what had the focus when it began
        self._back: Callable[[], None] | None = None  # undoes the last action

    def forget(self) -> None:
        """Another person is here: what the previous one did isn't theirs to undo with a key."""
        self._back = None

    def undo_last(self) -> bool:
        """Undoes the last action; False if nothing can be undone."""
        back, self._back = self._back, None
        if back is None or self.busy:
            return False
        back()
        return True

    def shut(self) -> None:
        """The current action can't be undone with a key: Ctrl+Z must not undo an older one
        instead."""

        def nothing() -> None:
            self._back = nothing
            self.say(self.words.text("Ctrl+Z can’t undo the last action."), Tone.INFO)

        self._back = nothing

    def open(self, tray: Tray, done: Callable[[object], None]) -> None:
        """Opens a small form above the buttons."""
        self.detail.open_tray(tray, done)

    def keep_back(self, back: Callable[[], None]) -> None:
        """Sets what Ctrl+Z does from now on."""
        self._back = back

    def tell(self, told: str, back: Callable[[], None]) -> None:
        """Says what was done, with undo next to it and on Ctrl+Z."""
        self._back = back

        def undo() -> None:
            if self._back is back:
                self.undo_last()

        text = self.words.text("Undo (Ctrl+Z)")
        self.say(told, Tone.OK, action=text, act=undo, undo=True)

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], *, keep_tray: bool = False
    ) -> None:
        """`keep_tray`: what was typed stays in place if something is wrong with it."""
        if self.busy:
            return
        self._wait(True)

        def failed(trouble: DeskError) -> None:
            self._wait(False)
            said = self.words.error(trouble)
            if keep_tray and self.detail.tray is not None:
                self.detail.tray.still(said, self.detail.tray.yes)
            else:
                self.detail.close_tray()
                self.detail.say_trouble(said)
            self.stale.emit()  # someone else may have been faster: it is read again

        def finished(result: T) -> None:
            self._wait(False)
            done(result)

        self.tasks.run(work, owner=self, done=finished, failed=failed)

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
