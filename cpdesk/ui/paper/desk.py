"""The papers of the front desk: where each one goes."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from cpdesk.records.desk import Card
from cpdesk.services.printing.paper_specs import BADGE, EVACUATION, RECOVERY, REFUSAL
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Sheet, Sheets


class PaperDesk:
    """Badges, sheets and lists, printed or shown; none of it makes the front desk wait."""

    def __init__(self, context: PageContext, window: QWidget) -> None:
        """Previews are shown over `window`."""
        self._context = context
        self._window = window
        self.sheets = Sheets(context)
        self.room = PrintRoom(
            printing=context.printing(),
            tasks=context.tasks,
            words=context.words,
            settings=context.settings,
            show_message=context.window.show_message,
            memory=context.folder / "window.ini",
            book=context.services.print_book,
        )
        self.room.noted.connect(context.changes.printed)

    def save_badge(self, visit_id: str) -> None:
        """Asks where to save the badge's PDF."""
        self.room.save(self.sheets.of(BADGE, visit_id), self._window)

    def show_badge(self, visit_id: str) -> None:
        """A badge to be reprinted, with its preview."""
        self.show(self.sheets.of(BADGE, visit_id))

    def show_refusal(self, card: Card) -> None:
        """The sheet for a visitor who can't come in, with its preview."""
        self.show(self.sheets.of(REFUSAL, card))

    def show_evacuation(self) -> PaperDialog:
        """The list of everyone in the building, with its preview, over whatever is open."""
        sheet = self.sheets.of(EVACUATION, None)
        return self.room.show(sheet, self._context.theme, self._window, over_all=True)

    def show_recovery(self, over: QWidget | None = None) -> QDialog:
        """The recovery key of this computer's data, with its preview; over the page in front, or
        over a window of its own."""
        sheet = self.sheets.of(RECOVERY, None)
        return self.room.show(sheet, self._context.theme, over or self._window)

    def show(self, sheet: Sheet) -> None:
        """Any paper with its preview, over whichever page is in front."""
        self.room.show(sheet, self._context.theme, self._window)

    def print_badge(self, visit_id: str) -> str:
        printer = self._context.settings().badge_printer
        if printer:
            self.room.print(self.sheets.of(BADGE, visit_id), printer, self._window)
        return printer
