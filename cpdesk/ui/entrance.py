"""Whether this window is open to everyone or asks the user to sign in. The sign-in code is loaded
only if there are accounts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError, NotSignedInError
from cpdesk.policy.permissions import Act
from cpdesk.ui.site import Site

if TYPE_CHECKING:
    from cpdesk.records.accounts import Actor
    from cpdesk.ui.sign_in.gate import Gate
    from cpdesk.ui.sign_in.page import SignInPage
    from cpdesk.ui.window import MainWindow


class Entrance(QObject):
    """`begin` when the pages may be shown: at the start if there are no accounts, and whenever a
    different user signed in. `account_wanted` when the user wants to create the first account;
    `cannot_open` carries the DeskError of data that can't be read."""

    begin = Signal()
    account_wanted = Signal()
    cannot_open = Signal(object)

    def __init__(
        self, site: Site, window: MainWindow, *, drop: Callable[[], None], memory: Path
    ) -> None:
        """`drop` discards the pages and what was typed there; `memory` is the window's file."""
        super().__init__()
        self._site = site
        self._window = window
        self._drop = drop
        self._memory = memory
        self._gate: Gate | None = None
        self.asks = True  # False while something else, such as the first start, has the screen
        site.tasks.turned_away = self._turned_away
        self.begin.connect(self._read_ignored_terms)
        window.lock_wanted.connect(self._lock)
        window.switch_wanted.connect(self._switch)

    @property
    def gate(self) -> Gate:
        if self._gate is None:
            from cpdesk.ui.sign_in.gate import Gate

            site = self._site
            self._gate = Gate(site, self._window, drop=self._drop, memory=self._memory, parent=self)
            self._gate.passed.connect(self.begin)
            self._gate.passed.connect(site.changes.people)
            self._gate.back.connect(site.changes.people)
            self._gate.nobody.connect(self._no_accounts)
            self._gate.cannot_read.connect(self.cannot_open)
        return self._gate

    @property
    def page(self) -> SignInPage | None:
        """The page that covers the window while no one is signed in."""
        return self._gate.page if self._gate is not None else None

    def open(self) -> None:
        """The sign-in page if someone has signed in before; otherwise the pages at once. If there
        are accounts after all, the first service call will refuse."""
        if self._was_signed_in():
            self.gate.ask()
        else:
            self._open_to_all()

    def read_again(self) -> None:
        """The data could not be opened before, and can be now."""
        if self._gate is not None and self._gate.page is not None:
            self._gate.page.read()

    def close(self) -> None:
        if self._gate is not None:
            self._gate.close()

    def _open_to_all(self) -> None:
        services = self._site.services
        self._site.tasks.run(
            lambda: services.who.must(Act.LOOK),
            owner=self,
            done=self._show_open,
            failed=_told_elsewhere,
        )
        self.begin.emit()

    def _show_open(self, actor: Actor) -> None:
        if actor.role is None and self._site.here.signed_in is None:
            text = self._site.words.text
            does = text("Create an account")
            foot = self._window.sidebar.foot
            foot.say(text("No accounts yet"), (does,), does, "user-plus")

    def _read_ignored_terms(self) -> None:
        terms = self._site.services.district_terms
        self._site.tasks.run(
            terms.ignored_files, owner=self, done=self._tell_ignored_terms, failed=_told_elsewhere
        )

    def _tell_ignored_terms(self, files: tuple[str, ...]) -> None:
        if files:
            from cpdesk.services.sign_in_notices import ignored_notice

            self._window.notify(ignored_notice(self._site.words, files))

    def _was_signed_in(self) -> bool:
        """Only a first guess: the services know for certain."""
        if not self._memory.is_file():
            return False
        from cpdesk.ui.sign_in.memory import last_account

        return bool(last_account(self._memory))

    def _turned_away(self, trouble: DeskError) -> bool:
        """No one is signed in although there are accounts: the caller is told nothing, and the
        sign-in page is shown."""
        if not self.asks or not isinstance(trouble, NotSignedInError):
            return False
        self.gate.ask()
        return True

    def _lock(self) -> None:
        if self._site.here.signed_in is not None:
            self.gate.lock()
            return
        text = self._site.words.text
        self._window.say(
            text("The window can’t be locked until someone has an account."),
            action=text("Create an account"),
            act=self.account_wanted.emit,
        )

    def _switch(self) -> None:
        if self._site.here.signed_in is not None:
            self.gate.switch()
        else:
            self.account_wanted.emit()

    def _no_accounts(self) -> None:
        self.gate.give_way()
        self._open_to_all()


def _told_elsewhere(_trouble: DeskError) -> None:
    """The next read has the same error and reports it."""
