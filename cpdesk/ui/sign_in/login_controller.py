"""Who may see the window: locks it, signs users in, and switches users."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from cpdesk.records.accounts import SignedIn
from cpdesk.services.accounts.login_notices import notices
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.sign_in.hidden_dialogs import HiddenDialogs
from cpdesk.ui.sign_in.idle import Idle
from cpdesk.ui.sign_in.memory import last_account, remember
from cpdesk.ui.sign_in.page import SignInPage
from cpdesk.ui.widgets.account.account_words import foot_lines

if TYPE_CHECKING:
    from cpdesk.ui.window.window import MainWindow


class LoginController(QObject):
    """One per window. When it locks, the sign-in page replaces everything; work already started is
    finished, then no one is signed in and all other work waits.

    `passed` comes after a user signed in who was not here before: their pages have to be created.
    `nobody` when there is no account to sign in with; `cannot_read` as on the page.
    """

    passed = Signal()
    back = Signal()  # the same user as before
    nobody = Signal()
    cannot_read = Signal(object)

    def __init__(
        self,
        context: PageContext,
        window: MainWindow,
        *,
        drop: Callable[[], None],
        memory: Path,
        parent: QObject,
    ) -> None:
        """`drop` discards everything the previous user left on the pages; `memory` is the file that
        remembers who was here last."""
        super().__init__(parent)
        self._context = context
        self._window = window
        self._words = context.words
        self._tasks = context.tasks
        self._current_user = context.current_user
        self._drop = drop
        self._memory = memory
        self._hidden_dialogs = HiddenDialogs()
        self.page: SignInPage | None = None
        self.idle = Idle(context.clock, self)
        self.idle.gone.connect(self.lock_by_itself)
        # Queued: the dialog will go away, and must not while it is still handling the key.
        later = Qt.ConnectionType.QueuedConnection
        self.idle.leaves.connect(self.lock, later)
        self.idle.hands_over.connect(self.switch, later)

    @property
    def locked(self) -> bool:
        return self.page is not None

    # -- leaving -------------------------------------------------------------------------------

    def ask(self) -> None:
        """Shows the sign-in page before anyone has signed in."""
        self._close("", last_account(self._memory))

    def lock(self) -> None:
        """Locked by the user; everything is kept for them."""
        self._close(self._kept_for(self._words.text("Locked.")), self._own_id())

    def lock_by_itself(self) -> None:
        """Locked because no one has used it for a while."""
        says = self._words.text("CPDesk locked itself because no one was using it.")
        self._close(self._kept_for(says), self._own_id())

    def switch(self) -> None:
        """For another user, who first chooses their name."""
        self._close("", "")

    # -- arriving ------------------------------------------------------------------------------

    def enter(self, signed_in: SignedIn) -> None:
        """A user has signed in."""
        before = self._current_user.signed_in
        same = before is not None and _same(before, signed_in)
        self._current_user.signed_in = signed_in
        self._tasks.go_on(forget=not same)
        if not same:
            self._hidden_dialogs.drop()
            self._drop()
        if self.page is not None:
            self.page = None
            self._window.uncover()
        if same:
            self._hidden_dialogs.give_back()
        remember(self._memory, signed_in.actor.account_id)
        strong, small = foot_lines(signed_in, self._words)
        does = self._words.text("Switch user: Ctrl+Shift+L")
        self._window.sidebar.footer.show_message(strong, small, does)
        self.idle.start(signed_in.lock_minutes)
        for line in notices(self._words, signed_in):
            self._window.notify(line, personal=True)
        (self.back if same else self.passed).emit()

    def give_way(self) -> None:
        """There is no account to sign in with: the window is open to everyone."""
        self.page = None
        self._current_user.signed_in = None
        self._tasks.go_on()
        self._window.uncover()
        self._hidden_dialogs.give_back()

    def close(self) -> None:
        """The window closes."""
        self.idle.stop()
        self._hidden_dialogs.close()

    # -- internal ------------------------------------------------------------------------------

    def _close(self, says: str, last: str) -> None:
        if self.locked:
            return
        self.idle.stop()
        ours = QApplication.activeWindow() is not None
        self._hidden_dialogs.take(self._window)
        page = SignInPage(self._context, last=last, says=says)
        self.page = page
        page.passed.connect(self.enter)
        page.evacuation_wanted.connect(self._window.evacuation_wanted)
        page.nobody.connect(self.nobody)
        page.cannot_read.connect(self.cannot_read)
        self._window.cover(page)
        if ours:  # a dialog had the keyboard; leave other programs alone
            self._window.activateWindow()
        page.read()
        if self._current_user.signed_in is not None:
            self._tasks.when_settled("desk", lambda: self._shut(page))

    def _shut(self, page: SignInPage) -> None:
        """Everything requested has been written by now, so no one is signed in any more."""
        if self.page is page:
            self._tasks.hold(page)
            self._tasks.run(self._context.services.accounts.leave, owner=page, done=lambda _: None)

    def _own_id(self) -> str:
        return self._current_user.actor.account_id

    def _kept_for(self, says: str) -> str:
        kept = self._words.text(
            "What {name} had open is still here.", name=self._current_user.actor.name
        )
        return f"{says} {kept}"


def _same(before: SignedIn, now: SignedIn) -> bool:
    """Whether the open pages belong to the user who signs in, in the role they have now."""
    was, comes = before.actor, now.actor
    return (was.account_id, was.role) == (comes.account_id, comes.role)
