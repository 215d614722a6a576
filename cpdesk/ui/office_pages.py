"""Creates each page of the window with the services it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cpdesk.ui.keys import Key
from cpdesk.ui.site import Site

if TYPE_CHECKING:
    from cpdesk.ui.desk.page import DeskPage
    from cpdesk.ui.events.page import EventsPage
    from cpdesk.ui.flyers.page import FlyersPage
    from cpdesk.ui.paper.desk import PaperDesk
    from cpdesk.ui.partners.page import PartnersPage
    from cpdesk.ui.printing.page import PrintingPage
    from cpdesk.ui.reports.page import ReportsPage
    from cpdesk.ui.requests.page import RequestsPage
    from cpdesk.ui.settings.day_plan.page import DayPlanPage
    from cpdesk.ui.settings.page import SettingsPage
    from cpdesk.ui.today.page import TodayPage

# Each page is imported where it is created: the window is painted first.


def desk_page(site: Site, paper: Callable[[], PaperDesk]) -> DeskPage:
    from cpdesk.ui.desk.arrival import Requests
    from cpdesk.ui.desk.page import DeskPage
    from cpdesk.ui.desk.papers import DeskPapers

    service = site.services.service
    return DeskPage(
        desk=service("desk"),
        office=service("office"),
        search=service("search"),
        visitors=service("visitors"),
        partners=service("partners"),
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.window().theme,
        clock=site.clock,
        papers=DeskPapers(
            print_badge=lambda visit_id: paper().print_badge(visit_id),
            save_badge=lambda visit_id: paper().save_badge(visit_id),
            print_sheet=lambda card: paper().show_refusal(card),
            show_evacuation=site.window().evacuation_wanted.emit,
            show_badge=lambda visit_id: paper().show_badge(visit_id),
        ),
        requests=Requests(service("filing"), service("deciding")),
    )


def today_page(site: Site, paper: PaperDesk) -> TodayPage:
    from cpdesk.ui.today.page import TodayPage

    return TodayPage(
        day=site.services.service("day"),
        desk=site.services.service("desk"),
        room=paper.room,
        settings=site.settings,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.window().theme,
        clock=site.clock,
    )


def requests_page(site: Site, paper: Callable[[], PaperDesk]) -> RequestsPage:
    from cpdesk.ui.requests.page import RequestsPage
    from cpdesk.ui.requests.papers import RequestPaperDesk
    from cpdesk.ui.sign_in import password

    service, window = site.services.service, site.window()
    papers = RequestPaperDesk(site, paper, window)
    return RequestsPage(
        deciding=service("deciding"),
        filing=service("filing"),
        times=service("times"),
        partners=service("partners"),
        search=service("search"),
        office=service("office"),
        events=service("events"),
        here=site.here,
        papers=papers.papers(),
        ask_password=lambda then: password.ask(
            window, window.theme, site.words, site.tasks, service("accounts"), then
        ),
        say=window.say,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=window.theme,
        clock=site.clock,
    )


def events_page(site: Site, paper: Callable[[], PaperDesk]) -> EventsPage:
    from cpdesk.services.paper_specs import REMINDER
    from cpdesk.ui.events.page import EventsPage

    return EventsPage(
        events=site.services.service("events"),
        here=site.here,
        print_reminder=lambda request_id: paper().show(paper().sheets.of(REMINDER, request_id)),
        say=site.window().say,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.window().theme,
        clock=site.clock,
    )


def flyers_page(site: Site, paper: Callable[[], PaperDesk]) -> FlyersPage:
    from PySide6.QtCore import QSettings

    from cpdesk.records.reports import Period
    from cpdesk.services.paper_specs import BOARD_REGISTER, FLYER_LOG
    from cpdesk.ui.flyers.log_view import LogOutlets
    from cpdesk.ui.flyers.looking import FlyerServices
    from cpdesk.ui.flyers.page import FlyersPage
    from cpdesk.ui.flyers.papers import FlyerPaperDesk

    service, window = site.services.service, site.window()
    desk = FlyerPaperDesk(site, paper, window)
    memory = QSettings(str(site.folder / "window.ini"), QSettings.Format.IniFormat, window)
    return FlyersPage(
        services=FlyerServices(
            deliveries=service("deliveries"),
            handing_out=service("handing_out"),
            boards=service("boards"),
            logs=service("flyer_logs"),
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
        say=window.say,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=window.theme,
        clock=site.clock,
    )


def partners_page(site: Site) -> PartnersPage:
    from cpdesk.ui.partners.page import PartnersPage

    page = PartnersPage(
        partners=site.services.service("partners"),
        releases=site.services.service("releases"),
        here=site.here,
        say=site.window().say,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.window().theme,
        clock=site.clock,
    )
    _lead_to_papers(site, page)
    return page


def reports_page(site: Site, paper: PaperDesk) -> ReportsPage:
    from cpdesk.ui.reports.page import ReportsPage

    return ReportsPage(
        reports=site.services.service("reports"),
        room=paper.room,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.window().theme,
        clock=site.clock,
    )


def printing_page(site: Site, paper: Callable[[], PaperDesk]) -> PrintingPage:
    from cpdesk.ui.printing.offers import offers
    from cpdesk.ui.printing.page import PrintingPage

    made = paper()
    return PrintingPage(
        offers=offers(site, made.sheets),
        room=made.room,
        book=site.services.service("print_book"),
        here=site.here,
        tasks=site.tasks,
        changes=site.changes,
        words=site.words,
        theme=site.window().theme,
        clock=site.clock,
    )


def settings_page(site: Site, paper: Callable[[], PaperDesk]) -> SettingsPage:
    from cpdesk.ui.settings.cards import DataPlace
    from cpdesk.ui.settings.page import SettingsPage
    from cpdesk.ui.settings.print_test import print_desk

    key_place = "file" if (site.folder / "desk.key").exists() else "keyring"
    page = SettingsPage(
        site.window().theme,
        site.words,
        site.tasks,
        site.changes,
        clock=site.clock,
        office=site.services.service("office"),
        rosters=site.services.service("rosters"),
        accounts=site.services.service("accounts"),
        here=site.here,
        preferences=site.preferences,
        printing=print_desk(site.printing(), site.words, site.clock),
        place=DataPlace(site.folder, key_place),
        print_key=lambda: paper().show_recovery(),
        day_plan=lambda: day_plan_page(site),
        releases=site.services.service("releases"),
        backups=site.services.service("backups"),
    )
    _lead_to_papers(site, page)
    return page


def _lead_to_papers(site: Site, page: QWidget) -> None:
    """On a page without a paper of its own, the print key opens the Printing page."""
    Key("Ctrl+P", page, lambda: site.window().go("printing"), everywhere=True)


def day_plan_page(site: Site) -> DayPlanPage:
    from cpdesk.ui.settings.day_plan.page import DayPlanPage

    return DayPlanPage(
        site.window().theme,
        site.words,
        site.tasks,
        site.changes,
        plans=site.services.service("dayplans"),
        clock=site.clock,
    )
