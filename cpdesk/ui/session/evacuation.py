"""The evacuation list on one key, wherever the focus is: on any page, in any field, over any
dialog, and while the window is locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from cpdesk.errors import DeskError
from cpdesk.policy.phrases import COUNT_BY_HAND
from cpdesk.ui.theme.theme_tokens import Tone
from cpdesk.words import N_

if TYPE_CHECKING:
    from cpdesk.records.day import EvacuationList
    from cpdesk.services.printing.printing import Printer, Sent
    from cpdesk.ui.page_context import PageContext
    from cpdesk.ui.paper.desk import PaperDesk
    from cpdesk.ui.paper.dialog import PaperDialog
    from cpdesk.ui.paper.sheet import Made
    from cpdesk.ui.sign_in.page import SignInPage
    from cpdesk.ui.window.window import MainWindow

_SIGN_IN = N_("Sign in to see the list on this screen.")


class Evacuation(QObject):
    """Shows the list over whatever is open; prints it while the window is locked."""

    def __init__(
        self,
        context: PageContext,
        window: MainWindow,
        sign_in: Callable[[], SignInPage | None],
        parent: QObject,
    ) -> None:
        """`sign_in` returns the page that covers the window, while there is one."""
        super().__init__(parent)
        self._context = context
        self._window = window
        self._sign_in = sign_in
        self._dialog: PaperDialog | None = None
        self._locked: LockedPrint | None = None
        window.evacuation_wanted.connect(self.start)
        # Queued: covered content has to be out of sight, or back, before anything is asked.
        window.covered_changed.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """On the screen if a user is signed in, or no one has to be; otherwise on paper."""
        page = self._sign_in()
        if page is not None:
            self._print(page)
        elif self._window.isVisible():  # not during the first start: no one is in
            self._show()

    def _show(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        dialog = self._dialog
        if dialog is not None and shiboken6.isValid(dialog) and dialog.isVisible():
            dialog.renew()
            dialog.activateWindow()
        else:
            self._dialog = self._context.papers().show_evacuation()

    def _print(self, page: SignInPage) -> None:
        if self._locked is None or not self._locked.is_busy_for(page):
            self._locked = LockedPrint(self._context, self._context.papers(), page)
            self._locked.begin()

    def _go_on(self, covered: bool) -> None:
        """The window was locked, or opened, before the list was ready: it is still needed."""
        dialog = self._dialog  # a dialog that was open comes back with its user
        locked, self._locked = self._locked, None
        page = self._sign_in()
        if covered and page is not None:
            if dialog is not None and shiboken6.isValid(dialog) and not dialog.made:
                self._print(page)
        elif not covered and locked is not None and not locked.is_out:
            self._show()


class LockedPrint:
    """No one types a password in an evacuation, and no one passing a locked screen may read names:
    the names are only on paper. The screen says how many there are, and where the paper is."""

    def __init__(self, context: PageContext, paper: PaperDesk, page: SignInPage) -> None:
        self._words = context.words
        self._room = paper.room
        self._page = page
        self._sheet = paper.sheets.evacuation_unsigned(self._count)
        self._inside = ""
        self._done = False
        self.is_out = False  # it was sent to a printer

    def is_busy_for(self, page: SignInPage) -> bool:
        return self._page is page and not self._done

    def begin(self) -> None:
        self._page.tell_evacuation(Tone.INFO, self._words.text("Printing the evacuation list…"))
        self._room.make(self._sheet, self._page, self._choose, self._cannot_make)

    def _count(self, record: EvacuationList) -> None:
        self._inside = self._words.count(
            "{n} visitor is in the building.",
            "{n} visitors are in the building.",
            len(record.lines),
        )

    def _choose(self, made: Made) -> None:
        def found(printers: tuple[Printer, ...]) -> None:
            room, kind = self._room, self._sheet.kind
            printer = room.preferred(kind, printers)
            if not printer:
                self._tell(Tone.NO, self._words.text("No printer found"), _SIGN_IN)
                return
            room.send(self._sheet, made, printer, room.copies(kind), self._sent, self._not_sent)

        self._room.printers(self._page, found, self._not_sent)

    def _sent(self, result: Sent) -> None:
        text = self._words.text
        if result.waiting:
            says = N_("{printer} is paused. The print job is waiting in its queue.")
            self._tell(Tone.ASK, text(says, printer=result.printer), _SIGN_IN)
        else:
            self.is_out = True
            says = N_("Evacuation list sent to {printer}.")
            self._tell(Tone.OK, text(says, printer=result.printer))

    def _cannot_make(self, trouble: DeskError) -> None:
        """If the list can't be read, sign-in can't be read either."""
        self._tell(Tone.NO, self._words.text(trouble.says, **trouble.facts), COUNT_BY_HAND)

    def _not_sent(self, trouble: DeskError) -> None:
        """The other options for a paper need a signed-in user."""
        self._tell(Tone.NO, self._words.text(trouble.says, **trouble.facts), _SIGN_IN)

    def _tell(self, tone: Tone, says: str, do: str = "") -> None:
        self._done = True
        if shiboken6.isValid(self._page):
            parts = (self._inside, self._words.text(do) if do else "")
            self._page.tell_evacuation(tone, says, " ".join(part for part in parts if part))
