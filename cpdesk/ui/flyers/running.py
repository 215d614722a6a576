"""One thing after the other: while something is on its way nothing else can be pressed."""

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
    """One line over the page, with a way back: MainWindow.say."""

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
    """Over the delivery that a detail shows. `changed` with its id when it is another one now;
    `stale` when what is shown has to be read anew."""

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
        self._back: Callable[[], None] | None = None  # undoes what was done last

    def forget(self) -> None:
        """Somebody else sits here: what the one before did is not theirs to undo by a key."""
        self._back = None

    def undo_last(self) -> bool:
        """Takes back what was done last; False where nothing can be."""
        back, self._back = self._back, None
        if back is None or self.busy:
            return False
        back()
        return True

    def shut(self) -> None:
        """What is done now has no way back by a key: Ctrl+Z undoes nothing older instead."""

        def nothing() -> None:
            self._back = nothing
            self.say(self.words.text("Ctrl+Z can’t undo the last action."), Tone.INFO)

        self._back = nothing

    def open(self, tray: Tray, done: Callable[[object], None]) -> None:
        """A small form over the buttons."""
        self.detail.open_tray(tray, done)

    def keep_back(self, back: Callable[[], None]) -> None:
        """What Ctrl+Z does from now on."""
        self._back = back

    def tell(self, told: str, back: Callable[[], None]) -> None:
        """Says what was done, with the way back beside it and on Ctrl+Z."""
        self._back = back

        def undo() -> None:
            if self._back is back:
                self.undo_last()

        text = self.words.text("Undo (Ctrl+Z)")
        self.say(told, Tone.OK, action=text, act=undo, undo=True)

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], *, keep_tray: bool = False
    ) -> None:
        """`keep_tray`: what was typed stays where it is when something is wrong with it."""
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
            self.stale.emit()  # somebody else may have been faster: it is read anew

        def finished(result: T) -> None:
            self._wait(False)
            done(result)

        self.tasks.run(work, owner=self, done=finished, failed=failed)

    def _wait(self, busy: bool) -> None:
        """A button that cannot be pressed loses the focus; it gets it back."""
        led = QApplication.focusWidget()
        if busy:
            inside = led is not None and self.detail.isAncestorOf(led)
            self._led = led if inside else None
        self.busy = busy
        self.detail.set_ready(not busy)
        before, self._led = self._led, self._led if busy else None
        if not busy and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
