"""The window with all its pages, on one data folder.

Services are stand-ins that open the store when first used, and pages are created when first shown:
the window is painted before any of that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from cpdesk.errors import DeskError
from cpdesk.lazy_modules import LazyPackage
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.events.reminder_badge import ReminderBadge, to_note
from cpdesk.ui.lazy_page import LazyPage
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.requests.queue.queue_badge import QueueBadge, waiting_for_you
from cpdesk.ui.session.daily_backup import DailyBackup
from cpdesk.ui.session.evacuation import Evacuation
from cpdesk.ui.session.lost_data import LostData
from cpdesk.ui.session.session_controller import SessionController
from cpdesk.ui.settings.preferences import Preferences
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import theme
from cpdesk.ui.widgets.file_dialogs import FileDialogs
from cpdesk.ui.window.window import MainWindow
from cpdesk.ui.window.window_facts import Sources

if TYPE_CHECKING:
    import cpdesk.services.printing.cups
    import cpdesk.services.printing.printing
    import cpdesk.ui.desk.page
    import cpdesk.ui.first_start.first_start
    import cpdesk.ui.flyers.page
    import cpdesk.ui.guide.opening
    import cpdesk.ui.paper.desk
    import cpdesk.ui.paper.printer_state
    import cpdesk.ui.paper.qt_route
    import cpdesk.ui.partners.page
    import cpdesk.ui.printing.page
    import cpdesk.ui.reports.page
    import cpdesk.ui.requests.page
    import cpdesk.ui.settings.page
    import cpdesk.ui.today.page
    from cpdesk.records.accounts import SignedIn
    from cpdesk.records.office import OfficeRecord
    from cpdesk.services.printing.printing import Printing, PrintRoute
    from cpdesk.services.services import Services
    from cpdesk.ui.events.page import EventsPage
    from cpdesk.ui.first_start import FirstStart
    from cpdesk.ui.paper.desk import PaperDesk

    ui, printing = cpdesk.ui, cpdesk.services.printing
else:
    ui, printing = LazyPackage("cpdesk.ui"), LazyPackage("cpdesk.services.printing")


class Application(QObject):
    """Creates the window and what it needs. `open` shows it, or the first start if there is no data
    yet. `closed` when every lane has ended: from then on nothing asks a service."""

    closed = Signal()

    def __init__(
        self,
        app: QApplication,
        services: Services,
        *,
        tasks: Tasks,
        settings: Settings | None = None,
        route: PrintRoute | None = None,
        window: MainWindow | None = None,
    ) -> None:
        """`settings` and `route` are given if they should differ from this computer's, `window` if
        it has already been painted."""
        super().__init__()
        self.folder = folder = services.folder
        self.words = words = services.words
        QLocale.setDefault(QLocale(words.language))
        self.tasks = tasks
        self.changes = Changes()
        self._services = services
        self.preferences = Preferences(folder, self.changes)
        self._settings: Callable[[], Settings] = (
            (lambda: settings) if settings else self.preferences.get
        )
        self._route = route
        self._printing: Printing | None = None
        self._paper: PaperDesk | None = None
        self._first: FirstStart | None = None
        self.current_user = CurrentUser()
        memory = folder / "window.ini"
        self.window = window = window or MainWindow(memory=memory)
        context = PageContext(
            services=services,
            tasks=tasks,
            changes=self.changes,
            preferences=self.preferences,
            settings=self._settings,
            printing=self._printers,
            papers=self._papers,
            files=FileDialogs(words),
            window=self.window,
            current_user=self.current_user,
        )
        self._context = context
        self.desk = LazyPage(
            "desk",
            lambda: ui.desk.page.DeskPage(context),
            lambda page: page.request_wanted.connect(self._show_request),
        )
        self.today = LazyPage(
            "today",
            lambda: ui.today.page.TodayPage(context),
            lambda page: page.partner_wanted.connect(self._show_partner),
        )
        self.requests = LazyPage(
            "requests",
            lambda: ui.requests.page.RequestsPage(context),
            lambda page: page.counted.connect(self._show_waiting),
        )
        self.flyers = LazyPage("flyers", lambda: ui.flyers.page.FlyersPage(context))
        self.events = LazyPage(
            "events", lambda: ui.events.page.EventsPage(context), self._connect_events
        )
        self.partners = LazyPage("partners", lambda: ui.partners.page.PartnersPage(context))
        self.reports = LazyPage("reports", lambda: ui.reports.page.ReportsPage(context))
        self.printing = LazyPage("printing", lambda: ui.printing.page.PrintingPage(context))
        self.settings = LazyPage(
            "settings",
            lambda: ui.settings.page.SettingsPage(context),
            lambda page: page.entered.connect(self._enter),
        )
        self.pages: tuple[LazyPage[Any], ...] = (
            self.desk,
            self.today,
            self.requests,
            self.flyers,
            self.events,
            self.partners,
            self.reports,
            self.printing,
            self.settings,
        )
        self.window.furnish(
            self.pages,
            theme=theme.apply(app, self._settings()),
            words=words,
            tasks=tasks,
            changes=self.changes,
            sources=Sources(
                now=self._services.desk.now,
                office=self._services.office.office,
                settings=self._settings,
                printer=self._printer_state,
            ),
        )
        self.window.closing.connect(self.close)
        self.window.guide_wanted.connect(self._show_guide)
        self.queue_badge = QueueBadge(
            self._services.decisions, tasks, self.changes, self._show_waiting, parent=self
        )
        self.reminder_badge = ReminderBadge(
            self._services.events, tasks, self.changes, self._show_to_note, parent=self
        )
        self.daily_backup = DailyBackup(
            self._services.backups, tasks, self.changes, self._tell_no_backup, parent=self
        )
        for count in (self.queue_badge, self.reminder_badge):
            self.window.read_again.connect(count.read)
        self.session_controller = SessionController(
            context, self.window, drop=self._drop_pages, memory=memory
        )
        self.session_controller.setParent(self)
        self.session_controller.begin.connect(self._begin)
        self.session_controller.account_wanted.connect(self._make_account)
        self.lost = LostData(context, self.window, self)
        self.lost.opened.connect(self._opened_again)
        self.lost.given_up.connect(self._start_without)
        self.session_controller.cannot_open.connect(self.lost.tell)
        self.evacuation = Evacuation(
            context, self.window, lambda: self.session_controller.page, self
        )
        self.changes.office.connect(self._read_zone)
        self.changes.roster.connect(self._read_zone)

    def open(self) -> None:
        """Opens the window if the folder has been used before; otherwise the first start."""
        if not (self.folder / "desk.db").exists() and not self.lost.is_lost():
            self._lead()
            return
        self.window.show()
        self.daily_backup.start()
        self.session_controller.open()

    def close(self) -> None:
        """Lets every lane finish its work."""
        self.session_controller.close()
        self.tasks.close()
        self.closed.emit()

    def forward(self) -> None:
        """On a second start: whichever window is open comes to the front."""
        if self._first is not None and self._first.isVisible():
            self._first.raise_()
            self._first.activateWindow()
        else:
            self.window.forward()

    def _begin(self) -> None:
        """A user may see the pages now who could not before."""
        if self._first is None:
            self._start()
            self._read_office()

    def _start(self) -> None:
        self.window.start()
        self.queue_badge.start()
        self.reminder_badge.start()

    def _enter(self, signed_in: SignedIn) -> None:
        """The first account was created at this window."""
        self.session_controller.login_controller.enter(signed_in)

    def _make_account(self) -> None:
        self.window.go(self.settings.key)
        self.settings.page.people.add()

    def _drop_pages(self) -> None:
        self.window.drop_pages()
        for page in self.pages:
            page.forget()

    # -- first start ----------------------------------------------------------------------------

    def _read_office(self) -> None:
        self.tasks.run(
            self._services.office.office,
            owner=self,
            done=self._lead_if_unfinished,
            failed=self.lost.tell,
        )

    def _lead_if_unfinished(self, office: OfficeRecord) -> None:
        if office.roster is None or office.school is None:
            self.window.hide()
            self._lead()
            return
        # Papers past their keeping time are removed now, after everything that is waited for.
        self.tasks.run(self._services.print_book.sweep, owner=self, done=lambda gone: None)

    def _start_without(self) -> None:
        self.window.hide()
        self._lead()

    def _opened_again(self) -> None:
        self.window.data_is_back()
        self.daily_backup.start()
        self.session_controller.read_again()
        self.changes.office.emit()

    def _lead(self) -> None:
        # Its own changes: the pages behind it have nothing to read before there is a school.
        first = ui.first_start.first_start.FirstStart(replace(self._context, changes=Changes()))
        self._first = first
        self.session_controller.asks = False
        first.ready.connect(self._led)
        first.show()
        first.start()

    def _led(self) -> None:
        if self._first is None:
            return
        first, self._first = self._first, None
        self.session_controller.asks = True
        self._read_zone()
        self.window.show()
        self.daily_backup.start()
        if first.signed_in is not None:
            self.session_controller.login_controller.enter(first.signed_in)
        else:
            self._start()
        first.close()
        first.deleteLater()

    def _read_zone(self) -> None:
        """Times are shown in the school's zone, even after the school was changed."""

        def read(office: OfficeRecord) -> None:
            zone = ZoneInfo(office.time_zone)
            if zone != self.words.zone:
                self.words.zone = zone
                self.changes.visits.emit()

        self.tasks.run(self._services.office.office, owner=self, done=read)

    # -- shared by the pages -------------------------------------------------------------------

    def _connect_events(self, page: EventsPage) -> None:
        page.counted.connect(self._show_to_note)
        page.request_wanted.connect(self._show_request)

    def _show_request(self, request_id: str) -> None:
        self.window.go(self.requests.key)
        self.requests.page.open(request_id)

    def _show_guide(self) -> None:
        """ "What may a partner do?", over the page in front."""
        pages = (self.requests, self.flyers, self.partners)
        ui.guide.opening.open_guide(self._context, self.window, *pages)

    def _show_waiting(self, count: int | None) -> None:
        said = waiting_for_you(count, self.words)
        self.window.sidebar.set_count(self.requests.key, count, said)

    def _show_to_note(self, count: int | None) -> None:
        self.window.sidebar.set_count(self.events.key, count, to_note(count, self.words))

    def _tell_no_backup(self, trouble: DeskError) -> None:
        self.window.notify(self.words.error(trouble))

    def _show_partner(self, partner_id: str) -> None:
        self.window.go(self.partners.key)
        self.partners.page.open(partner_id)

    def _printers(self) -> Printing:
        """This computer's printers, or the ones given."""
        if self._printing is None:
            self._printing = printing.printing.Printing(self._route or _route())
        return self._printing

    def _papers(self) -> PaperDesk:
        if self._paper is None:
            self._paper = ui.paper.desk.PaperDesk(self._context, self.window)
        return self._paper

    def _printer_state(self) -> tuple[str, theme.Tone]:
        """What the header says about the badge printer; asked on the lane "print"."""
        return ui.paper.printer_state.printer_state(self._printers(), self.words, self._settings())


def _route() -> PrintRoute:
    """How this computer prints: CUPS, or Qt if there is none."""
    if sys.platform == "win32":
        return ui.paper.qt_route.QtRoute()
    return printing.cups.CupsRoute()
