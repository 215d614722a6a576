"""The window with all its pages, joined on one data folder.

Services come as stand-ins that open the store when first asked, so that everything here is made,
and the window painted, before that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication

from cpdesk import paths
from cpdesk.clock import Clock
from cpdesk.records.day import BadgePaper, EvacuationList, RefusalPaper
from cpdesk.records.desk import Card
from cpdesk.records.office import OfficeRecord
from cpdesk.services.printing import PaperKind, Printing, PrintRoute
from cpdesk.settings import Settings
from cpdesk.ui import theme
from cpdesk.ui.changes import Changes
from cpdesk.ui.desk.page import DeskPage
from cpdesk.ui.desk.papers import DeskPapers
from cpdesk.ui.first_start import FirstStart
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.partners.page import PartnersPage
from cpdesk.ui.parts.page import Page
from cpdesk.ui.settings.cards import DataPlace
from cpdesk.ui.settings.page import SettingsPage
from cpdesk.ui.settings.preferences import Preferences
from cpdesk.ui.settings.print_test import print_desk, printer_state
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Tone
from cpdesk.ui.today.page import TodayPage
from cpdesk.ui.window import MainWindow, Sources
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.documents.page import Paper


class Services(Protocol):
    """Hands out the services of the data folder, each opened when it is first asked."""

    def service(self, name: str) -> Any: ...

    def close(self) -> None: ...


class FrontOffice(QObject):
    """Makes the window and what it needs. `open` shows it, or the first start where it is one."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        services: Services,
        *,
        clock: Clock,
        words: Words,
        tasks: Tasks,
        settings: Settings | None = None,
        route: PrintRoute | None = None,
    ) -> None:
        """`settings` and `route` are given where others than this computer's are wanted."""
        super().__init__()
        QLocale.setDefault(QLocale(words.language))
        self.folder = folder
        self.words = words
        self.tasks = tasks
        self.changes = Changes()
        self._services = services
        self._clock = clock
        self.preferences = Preferences(folder, self.changes)
        chosen = settings or self.preferences.get()
        self._settings: Callable[[], Settings] = (
            (lambda: settings) if settings else self.preferences.get
        )
        self.theme = theme.apply(app, chosen)
        self._printing = Printing(route or _route())
        self._first: FirstStart | None = None
        self.changes.office.connect(self._read_zone)
        self.changes.roster.connect(self._read_zone)
        self.room = PrintRoom(
            printing=self._printing,
            tasks=tasks,
            words=words,
            settings=self._settings,
            say=self._say,
            memory=folder / "window.ini",
        )
        self.pages = self._make_pages()
        self.window = MainWindow(
            self.pages,
            theme=self.theme,
            words=words,
            tasks=tasks,
            changes=self.changes,
            sources=Sources(
                now=self._service("desk").now,
                office=self._service("office").office,
                settings=self._settings,
                printer=lambda: printer_state(self._printing, words, self._settings()),
            ),
            memory=folder / "window.ini",
        )
        self.window.closing.connect(self.close)

    def open(self) -> None:
        """The window at once where the folder has been used; else the first start."""
        if (self.folder / "desk.db").exists():
            self.window.show()
            self.window.start()
            self.tasks.run(
                self._service("office").office, owner=self, done=self._lead_if_unfinished
            )
        else:
            self._lead()

    def close(self) -> None:
        """Lets every lane finish what it has, then closes the store."""
        self.tasks.close()
        self._printing.close()
        self._services.close()

    def forward(self) -> None:
        """A second start: whichever window is open comes to the front."""
        if self._first is not None and self._first.isVisible():
            self._first.raise_()
            self._first.activateWindow()
        else:
            self.window.forward()

    # -- first start ----------------------------------------------------------------------------

    def _lead_if_unfinished(self, office: OfficeRecord) -> None:
        if office.roster is None or office.school is None:
            self.window.hide()
            self._lead()

    def _lead(self) -> None:
        # Changes of its own: the pages behind it have nothing to read before there is a school.
        first = FirstStart(
            self.window.theme,
            self.words,
            self.tasks,
            Changes(),
            office=self._service("office"),
            rosters=self._service("rosters"),
            sample=paths.resources() / "sample",
        )
        self._first = first
        first.ready.connect(self._led)
        first.show()
        first.start()

    def _led(self) -> None:
        if self._first is None:
            return
        self._read_zone()
        self.window.show()
        self.window.start()
        self._first.close()
        self._first.deleteLater()
        self._first = None

    def _read_zone(self) -> None:
        """Times are shown in the school's zone, also after the school was changed."""

        def read(office: OfficeRecord) -> None:
            zone = ZoneInfo(office.time_zone)
            if zone != self.words.zone:
                self.words.zone = zone
                self.changes.visits.emit()

        self.tasks.run(self._service("office").office, owner=self, done=read)

    # -- pages ----------------------------------------------------------------------------------

    def _make_pages(self) -> tuple[Page, ...]:
        desk = DeskPage(
            desk=self._service("desk"),
            office=self._service("office"),
            search=self._service("search"),
            visitors=self._service("visitors"),
            partners=self._service("partners"),
            tasks=self.tasks,
            changes=self.changes,
            words=self.words,
            theme=self.theme,
            clock=self._clock,
            papers=DeskPapers(
                print_badge=self._print_badge,
                save_badge=lambda visit_id: self._keep(
                    self.room.save(self._badge(visit_id), self.window)
                ),
                print_sheet=lambda card: self._keep(
                    self.room.show(self._refusal(card), self.window.theme, self.window)
                ),
                show_evacuation=lambda: self._keep(
                    self.room.show(self._evacuation(), self.window.theme, self.window)
                ),
            ),
        )
        today = TodayPage(
            day=self._service("day"),
            desk=self._service("desk"),
            room=self.room,
            settings=self._settings,
            tasks=self.tasks,
            changes=self.changes,
            words=self.words,
            theme=self.theme,
            clock=self._clock,
        )
        partners = PartnersPage(
            partners=self._service("partners"),
            tasks=self.tasks,
            changes=self.changes,
            words=self.words,
            theme=self.theme,
            clock=self._clock,
        )
        today.partner_wanted.connect(lambda partner_id: self._show_partner(partners, partner_id))
        settings = SettingsPage(
            self.theme,
            self.words,
            self.tasks,
            self.changes,
            clock=self._clock,
            office=self._service("office"),
            rosters=self._service("rosters"),
            preferences=self.preferences,
            printing=print_desk(self._printing, self.words, self._clock),
            place=DataPlace(
                self.folder, "file" if (self.folder / "desk.key").exists() else "keyring"
            ),
        )
        return desk, today, partners, settings

    def _show_partner(self, page: PartnersPage, partner_id: str) -> None:
        self.window.go(page.key)
        page.open(partner_id)

    def _service(self, name: str) -> Any:
        return self._services.service(name)

    def _keep(self, _opened: object) -> None:
        """Dialogs belong to the window; nothing is done with them here."""

    # -- paper ----------------------------------------------------------------------------------

    def _print_badge(self, visit_id: str) -> str:
        printer = self._settings().badge_printer
        if printer:
            self.room.print(self._badge(visit_id), printer, self.window)
        return printer

    def _badge(self, visit_id: str) -> Sheet:
        stock_key = self._settings().badge_stock

        def draw(record: BadgePaper) -> bytes:
            from cpdesk.documents.badge import badge
            from cpdesk.documents.stock import stock

            return badge(record, self.words, stock(stock_key))

        read = self._service("papers").badge
        return Sheet(
            PaperKind.BADGE, self.words.text("Badge"), self._today(), lambda: read(visit_id), draw
        )

    def _evacuation(self) -> Sheet:
        def draw(record: EvacuationList) -> bytes:
            from cpdesk.documents.evacuation import evacuation

            return evacuation(record, self.words, self._paper())

        title = self.words.text("Evacuation list")
        read = self._service("day").evacuation
        return Sheet(PaperKind.EVACUATION, title, self._today(), read, draw)

    def _refusal(self, card: Card) -> Sheet:
        def draw(record: RefusalPaper) -> bytes:
            from cpdesk.documents.refusal import refusal

            return refusal(record, self.words, self._paper())

        title = self.words.text("Sheet for the visitor")
        read = self._service("papers").refusal
        return Sheet(PaperKind.REFUSAL, title, self._today(), lambda: read(card), draw)

    def _paper(self) -> Paper:
        from cpdesk.documents.page import Paper

        return Paper(self._settings().paper)

    def _today(self) -> date:
        return self.words.local(self._clock.now()).date()

    def _say(
        self, text: str, tone: Tone, *, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        self.window.say(text, tone, action=action, act=act)


def _route() -> PrintRoute:
    """This computer's way to its printers: CUPS, or Qt's where there is none."""
    if sys.platform == "win32":
        from cpdesk.ui.paper.qt_route import QtRoute

        return QtRoute()
    from cpdesk.services.printing_cups import CupsRoute

    return CupsRoute()
