"""Whether this window is open to everyone or asks the user to sign in. The sign-in code is loaded
only if there are accounts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError, NotSignedInError
from cpdesk.lazy_modules import LazyPackage
from cpdesk.policy.permissions import Permission
from cpdesk.services.accounts.login_notices import ignored_notice
from cpdesk.ui.page_context import PageContext

if TYPE_CHECKING:
    import cpdesk.ui.sign_in.login_controller
    import cpdesk.ui.sign_in.memory
    from cpdesk.records.accounts import Actor
    from cpdesk.ui.sign_in.login_controller import LoginController
    from cpdesk.ui.sign_in.page import SignInPage
    from cpdesk.ui.window.window import MainWindow

    sign_in = cpdesk.ui.sign_in
else:
    sign_in = LazyPackage("cpdesk.ui.sign_in")


class SessionController(QObject):
    """`begin` when the pages may be shown: at the start if there are no accounts, and whenever a
    different user signed in. `account_wanted` when the user wants to create the first account;
    `cannot_open` carries the DeskError of data that can't be read."""

    begin = Signal()
    account_wanted = Signal()
    cannot_open = Signal(object)

    def __init__(
        self, context: PageContext, window: MainWindow, *, drop: Callable[[], None], memory: Path
    ) -> None:
        """`drop` discards the pages and what was typed there; `memory` is the window's file."""
        super().__init__()
        self._context = context
        self._window = window
        self._drop = drop
        self._memory = memory
        self._login_controller: LoginController | None = None
        self.asks = True  # False while something else, such as the first start, has the screen
        context.tasks.turned_away = self._turned_away
        self.begin.connect(self._read_ignored_terms)
        window.lock_wanted.connect(self._lock)
        window.switch_wanted.connect(self._switch)

    @property
    def login_controller(self) -> LoginController:
        if self._login_controller is None:
            context = self._context
            self._login_controller = sign_in.login_controller.LoginController(
                context, self._window, drop=self._drop, memory=self._memory, parent=self
            )
            self._login_controller.passed.connect(self.begin)
            self._login_controller.passed.connect(context.changes.people)
            self._login_controller.back.connect(context.changes.people)
            self._login_controller.nobody.connect(self._no_accounts)
            self._login_controller.cannot_read.connect(self.cannot_open)
        return self._login_controller

    @property
    def page(self) -> SignInPage | None:
        """The page that covers the window while no one is signed in."""
        return self._login_controller.page if self._login_controller is not None else None

    def open(self) -> None:
        """The sign-in page if someone has signed in before; otherwise the pages at once. If there
        are accounts after all, the first service call will refuse."""
        if self._was_signed_in():
            self.login_controller.ask()
        else:
            self._open_to_all()

    def read_again(self) -> None:
        """The data could not be opened before, and can be now."""
        if self._login_controller is not None and self._login_controller.page is not None:
            self._login_controller.page.read()

    def close(self) -> None:
        if self._login_controller is not None:
            self._login_controller.close()

    def _open_to_all(self) -> None:
        services = self._context.services
        self._context.tasks.run(
            lambda: services.auth.must(Permission.LOOK),
            owner=self,
            done=self._show_open,
            failed=_told_elsewhere,
        )
        self.begin.emit()

    def _show_open(self, actor: Actor) -> None:
        if actor.role is None and self._context.current_user.signed_in is None:
            text = self._context.words.text
            does = text("Create an account")
            footer = self._window.sidebar.footer
            footer.show_message(text("No accounts yet"), (does,), does, "user-plus")

    def _read_ignored_terms(self) -> None:
        terms = self._context.services.district_terms
        self._context.tasks.run(
            terms.ignored_files, owner=self, done=self._tell_ignored_terms, failed=_told_elsewhere
        )

    def _tell_ignored_terms(self, files: tuple[str, ...]) -> None:
        if files:
            self._window.notify(ignored_notice(self._context.words, files))

    def _was_signed_in(self) -> bool:
        """Only a first guess: the services know for certain."""
        if not self._memory.is_file():
            return False
        return bool(sign_in.memory.last_account(self._memory))

    def _turned_away(self, trouble: DeskError) -> bool:
        """No one is signed in although there are accounts: the caller is told nothing, and the
        sign-in page is shown."""
        if not self.asks or not isinstance(trouble, NotSignedInError):
            return False
        self.login_controller.ask()
        return True

    def _lock(self) -> None:
        if self._context.current_user.signed_in is not None:
            self.login_controller.lock()
            return
        text = self._context.words.text
        self._window.show_message(
            text("The window can’t be locked until someone has an account."),
            action=text("Create an account"),
            act=self.account_wanted.emit,
        )

    def _switch(self) -> None:
        if self._context.current_user.signed_in is not None:
            self.login_controller.switch()
        else:
            self.account_wanted.emit()

    def _no_accounts(self) -> None:
        self.login_controller.give_way()
        self._open_to_all()


def _told_elsewhere(_trouble: DeskError) -> None:
    """The next read has the same error and reports it."""
