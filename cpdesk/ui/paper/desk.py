"""The papers of the desk: what each reads, how it is drawn, where it goes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cpdesk.records.day import BadgePaper, EvacuationList, RefusalPaper
from cpdesk.records.desk import Card
from cpdesk.records.office import RecoveryPaper
from cpdesk.services.printing import PaperKind
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.site import Site

if TYPE_CHECKING:
    from cpdesk.documents.paper import Paper


class PaperDesk:
    """Badges, sheets and lists, printed or shown; none of it makes the desk wait."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.room = PrintRoom(
            printing=site.printing(),
            tasks=site.tasks,
            words=site.words,
            settings=site.settings,
            say=site.window().say,
            memory=site.folder / "window.ini",
        )

    def save_badge(self, visit_id: str) -> None:
        """Asks where the badge's PDF shall go."""
        self.room.save(self._badge(visit_id), self._site.window())

    def show_badge(self, visit_id: str) -> None:
        """A badge to be printed again, with its preview."""
        self._show(self._badge(visit_id))

    def show_refusal(self, card: Card) -> None:
        """The sheet for a visitor who is not let in, with its preview."""
        self._show(self._refusal(card))

    def show_evacuation(self) -> None:
        """The list of everybody in the building, with its preview."""
        self._show(self._evacuation())

    def show_recovery(self) -> None:
        """The recovery key of this desk's data, with its preview."""
        self._show(self._recovery())

    def _show(self, sheet: Sheet) -> None:
        window = self._site.window()
        self.room.show(sheet, window.theme, window)

    def print_badge(self, visit_id: str) -> str:
        printer = self._site.settings().badge_printer
        if printer:
            self.room.print(self._badge(visit_id), printer, self._site.window())
        return printer

    def _badge(self, visit_id: str) -> Sheet:
        stock_key = self._site.settings().badge_stock

        def draw(record: BadgePaper, paper: Paper) -> bytes:
            from cpdesk.documents.badge import badge
            from cpdesk.documents.stock import stock

            return badge(record, self._site.words, stock(stock_key))

        read = self._site.services.service("papers").badge
        return Sheet(
            PaperKind.BADGE,
            self._site.words.text("Badge"),
            self._today(),
            lambda: read(visit_id),
            draw,
            lambda record: record.visitor_name,
        )

    def _evacuation(self) -> Sheet:
        def draw(record: EvacuationList, paper: Paper) -> bytes:
            from cpdesk.documents.evacuation import evacuation

            return evacuation(record, self._site.words, paper)

        title = self._site.words.text("Evacuation list")
        read = self._site.services.service("day").evacuation
        return Sheet(PaperKind.EVACUATION, title, self._today(), read, draw, self._at)

    def _refusal(self, card: Card) -> Sheet:
        def draw(record: RefusalPaper, paper: Paper) -> bytes:
            from cpdesk.documents.refusal import refusal

            return refusal(record, self._site.words, paper)

        title = self._site.words.text("Sheet for the visitor")
        read = self._site.services.service("papers").refusal
        return Sheet(
            PaperKind.REFUSAL, title, self._today(), lambda: read(card), draw, card.partner_name
        )

    def _recovery(self) -> Sheet:
        def read() -> RecoveryPaper:
            school = self._site.services.service("office").office().school
            code = self._site.services.service("recovery").code()
            return RecoveryPaper(
                school.name if school else "", self._site.clock.now(), tuple(code.split())
            )

        def draw(record: RecoveryPaper, paper: Paper) -> bytes:
            from cpdesk.documents.recovery import recovery

            return recovery(record, self._site.words, paper)

        title = self._site.words.text("Recovery key")
        return Sheet(PaperKind.RECOVERY, title, self._today(), read, draw)

    def _at(self, people: EvacuationList) -> str:
        return self._site.words.clock_of(people.at)

    def _today(self) -> date:
        return self._site.words.local(self._site.clock.now()).date()
