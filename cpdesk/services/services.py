"""Everything the office can do, on one data folder. Each service is created, and its code loaded,
when first asked for: the desk's list does not wait for what roster imports or searches need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar, cast, overload

from cpdesk.clock import Clock
from cpdesk.lazy_modules import LazyPackage
from cpdesk.words import Words

S = TypeVar("S")


if TYPE_CHECKING:
    import cpdesk.services.accounts.accounts
    import cpdesk.services.backup.backups
    import cpdesk.services.backup.recovery
    import cpdesk.services.day_plan.day_plans
    import cpdesk.services.district_terms
    import cpdesk.services.flyers.boards.boards
    import cpdesk.services.flyers.deliveries
    import cpdesk.services.flyers.handout.handouts
    import cpdesk.services.flyers.log.logs
    import cpdesk.services.guide.guide
    import cpdesk.services.office
    import cpdesk.services.outreach.events
    import cpdesk.services.outreach.releases
    import cpdesk.services.partners.partners
    import cpdesk.services.printing.papers
    import cpdesk.services.printing.print_book
    import cpdesk.services.reports.reports
    import cpdesk.services.requests.calendar
    import cpdesk.services.requests.decisions
    import cpdesk.services.requests.filings
    import cpdesk.services.requests.times.times
    import cpdesk.services.roster.rosters
    import cpdesk.services.search.search
    import cpdesk.services.visits.day
    import cpdesk.services.visits.desk
    import cpdesk.services.visits.visitors
    from cpdesk.services.auth_context import AuthContext
    from cpdesk.services.open_data import OpenData

    of = cpdesk.services
else:
    of = LazyPackage("cpdesk.services")


class Service(Generic[S]):
    """One service of a `Services`, under the name of this attribute."""

    def __init__(self, make: Callable[[OpenData], S]) -> None:
        self.make = make

    @overload
    def __get__(self, services: None, _owner: type[Services]) -> Service[S]: ...

    @overload
    def __get__(self, services: Services, _owner: type[Services]) -> S: ...

    def __get__(self, services: Services | None, _owner: type[Services]) -> Service[S] | S:
        return self if services is None else services._hand_out(self)


class Services:
    """The services of one data folder, made in app.py; `close` when done. The folder is opened with
    `open_data` when a service is first asked for."""

    accounts = Service(lambda d: of.accounts.accounts.Accounts(*d.usual, auth=d.auth))
    backups = Service(lambda d: of.backup.backups.Backups(d.folder, d.store, d.clock, auth=d.auth))
    boards = Service(lambda d: of.flyers.boards.boards.Boards(*d.usual, auth=d.auth))
    calendars = Service(lambda d: of.requests.calendar.Calendars(*d.usual, auth=d.auth))
    day = Service(lambda d: of.visits.day.Day(*d.usual, auth=d.auth))
    day_plans = Service(lambda d: of.day_plan.day_plans.DayPlans(*d.usual, auth=d.auth))
    decisions = Service(lambda d: of.requests.decisions.Decisions(*d.usual, auth=d.auth))
    deliveries = Service(lambda d: of.flyers.deliveries.Deliveries(*d.usual, auth=d.auth))
    desk = Service(lambda d: of.visits.desk.Desk(*d.usual, auth=d.auth))
    district_terms = Service(
        lambda d: of.district_terms.DistrictTerms(*d.usual, d.folder, auth=d.auth)
    )
    events = Service(lambda d: of.outreach.events.Events(*d.usual, auth=d.auth))
    filings = Service(lambda d: of.requests.filings.Filings(*d.usual, auth=d.auth))
    flyer_logs = Service(lambda d: of.flyers.log.logs.FlyerLogs(*d.usual, auth=d.auth))
    guide = Service(
        lambda d: of.guide.guide.Guide(d.clock, d.terms, lambda: d.words.zone, auth=d.auth)
    )
    handouts = Service(lambda d: of.flyers.handout.handouts.Handouts(*d.usual, auth=d.auth))
    office = Service(lambda d: of.office.Office(*d.usual, auth=d.auth))
    papers = Service(lambda d: of.printing.papers.Papers(*d.usual, d.words, auth=d.auth))
    partners = Service(lambda d: of.partners.partners.Partners(*d.usual, auth=d.auth))
    print_book = Service(lambda d: of.printing.print_book.PrintBook(*d.usual, auth=d.auth))
    recovery = Service(lambda d: of.backup.recovery.Recovery(d.folder, auth=d.auth))
    releases = Service(lambda d: of.outreach.releases.Releases(*d.usual, auth=d.auth))
    reports = Service(lambda d: of.reports.reports.Reports(*d.usual, auth=d.auth))
    rosters = Service(
        lambda d: of.roster.rosters.Rosters(d.store, d.clock, auth=d.auth, terms=d.terms)
    )
    search = Service(lambda d: of.search.search.Search(*d.usual, auth=d.auth))
    times = Service(lambda d: of.requests.times.times.Times(*d.usual, auth=d.auth))
    visitors = Service(lambda d: of.visits.visitors.Visitors(d.store, d.clock, auth=d.auth))

    def __init__(
        self, folder: Path, clock: Clock, words: Words, open_data: Callable[[], OpenData]
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.words = words
        self._open_data = open_data
        self._lock = RLock()
        self._data: OpenData | None = None
        self._made: dict[object, object] = {}

    @property
    def data(self) -> OpenData:
        """The open folder. A DeskError is raised again at every try until it is fixed."""
        with self._lock:
            if self._data is None:
                self._data = self._open_data()
            return self._data

    @property
    def auth(self) -> AuthContext:
        """Who acts here. Opens the folder now, on the caller's lane."""
        return self.data.auth

    def _hand_out(self, service: Service[S]) -> S:
        """The service itself, made once."""
        with self._lock:
            if service not in self._made:
                self._made[service] = service.make(self.data)
            return cast("S", self._made[service])

    def close(self) -> None:
        """The next call of a service opens the folder again."""
        with self._lock:
            if self._data is not None:
                self._data.store.close()
            self._data = None
            self._made.clear()


class LazyServices(Services):
    """Hands out services before the folder is open: it is opened by the first call, on the lane
    that makes it. Services that were handed out stay good after the folder was closed."""

    def _hand_out(self, service: Service[S]) -> S:
        make = super()._hand_out
        return cast("S", _StandIn(lambda: make(service)))


class _StandIn:
    """Has the methods of a service; the service is made when one is called."""

    def __init__(self, service: Callable[[], object]) -> None:
        self._service = service

    def __getattr__(self, method: str) -> Callable[..., object]:
        def call(*args: object, **named: object) -> object:
            return getattr(self._service(), method)(*args, **named)

        return call
