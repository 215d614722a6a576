"""Creates each page of the window with the services it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cpdesk.ui.keys import Key
from cpdesk.ui.site import Site

if TYPE_CHECKING:
    from cpdesk.ui.events.page import EventsPage
    from cpdesk.ui.flyers.page import FlyersPage
    from cpdesk.ui.partners.page import PartnersPage
    from cpdesk.ui.requests.page import RequestsPage
    from cpdesk.ui.window import MainWindow

# Each page is imported where it is created: the window is painted first.


def requests_page(site: Site, window: MainWindow) -> RequestsPage:
    from cpdesk.ui.requests.page import RequestsPage
    from cpdesk.ui.requests.papers import RequestPaperDesk
    from cpdesk.ui.sign_in import password

    services = site.services
    papers = RequestPaperDesk(site, site.papers, window)
    return RequestsPage(
        deciding=services.deciding,
        filing=services.filing,
        times=services.times,
        partners=services.partners,
        search=services.search,
        office=services.office,
        events=services.events,
        here=site.here,
        papers=papers.papers(),
        ask_password=lambda then: password.ask(
            window, site.theme, site.words, site.tasks, services.accounts, then
        ),
        say=site.window.say,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.theme,
        clock=site.clock,
    )


def events_page(site: Site) -> EventsPage:
    from cpdesk.services.paper_specs import REMINDER
    from cpdesk.ui.events.page import EventsPage

    return EventsPage(
        events=site.services.events,
        here=site.here,
        print_reminder=lambda request_id: site.papers().show(
            site.papers().sheets.of(REMINDER, request_id)
        ),
        say=site.window.say,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.theme,
        clock=site.clock,
    )


def flyers_page(site: Site, window: MainWindow) -> FlyersPage:
    from PySide6.QtCore import QSettings

    from cpdesk.records.reports import Period
    from cpdesk.services.paper_specs import BOARD_REGISTER, FLYER_LOG
    from cpdesk.ui.flyers.log_view import LogOutlets
    from cpdesk.ui.flyers.page import FlyerServices, FlyersPage
    from cpdesk.ui.flyers.papers import FlyerPaperDesk

    services = site.services
    desk = FlyerPaperDesk(site, site.papers, window)
    memory = QSettings(str(site.folder / "window.ini"), QSettings.Format.IniFormat, window)
    return FlyersPage(
        services=FlyerServices(
            deliveries=services.deliveries,
            handing_out=services.handing_out,
            boards=services.boards,
            logs=services.flyer_logs,
        ),
        papers=desk.papers(),
        outlets=LogOutlets(
            log=lambda wanted: desk.sheets.of(FLYER_LOG, wanted),
            register=lambda first, last: desk.sheets.of(BOARD_REGISTER, Period(first, last)),
            show=desk.show,
            room=lambda: desk.room,
        ),
        here=site.here,
        memory=lambda: memory,
        say=site.window.say,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.theme,
        clock=site.clock,
    )


def partners_page(site: Site) -> PartnersPage:
    from cpdesk.ui.partners.page import PartnersPage

    page = PartnersPage(
        partners=site.services.partners,
        releases=site.services.releases,
        here=site.here,
        say=site.window.say,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.theme,
        clock=site.clock,
    )
    _lead_to_papers(site, page)
    return page


def _lead_to_papers(site: Site, page: QWidget) -> None:
    """On a page without a paper of its own, the print key opens the Printing page."""
    Key("Ctrl+P", page, lambda: site.window.go("printing"), everywhere=True)
