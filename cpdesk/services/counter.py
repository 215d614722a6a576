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
    import cpdesk.services.accounts
    import cpdesk.services.backups
    import cpdesk.services.day
    import cpdesk.services.dayplans.own
    import cpdesk.services.desk
    import cpdesk.services.district_terms
    import cpdesk.services.flyers.boards
    import cpdesk.services.flyers.deliveries
    import cpdesk.services.flyers.handing_out
    import cpdesk.services.flyers.logs
    import cpdesk.services.guide
    import cpdesk.services.office
    import cpdesk.services.outreach.events
    import cpdesk.services.outreach.releases
    import cpdesk.services.papers
    import cpdesk.services.partners
    import cpdesk.services.print_book
    import cpdesk.services.recovery
    import cpdesk.services.reports
    import cpdesk.services.requests.calendar
    import cpdesk.services.requests.deciding
    import cpdesk.services.requests.filing
    import cpdesk.services.requests.times
    import cpdesk.services.roster.rosters
    import cpdesk.services.search
    import cpdesk.services.visitors
    from cpdesk.services.open_data import OpenData
    from cpdesk.services.who import Who

    of = cpdesk.services
else:
    of = LazyPackage("cpdesk.services")


class Service(Generic[S]):
    """One service of a `Counter`, under the name of this attribute."""

    def __init__(self, make: Callable[[OpenData], S]) -> None:
        self.make = make

    @overload
    def __get__(self, counter: None, _owner: type[Counter]) -> Service[S]: ...

    @overload
    def __get__(self, counter: Counter, _owner: type[Counter]) -> S: ...

    def __get__(self, counter: Counter | None, _owner: type[Counter]) -> Service[S] | S:
        return self if counter is None else counter._hand_out(self)


class Counter:
    """The services of one data folder, made in app.py; `close` when done. The folder is opened with
    `open_data` when a service is first asked for."""

    accounts = Service(lambda d: of.accounts.Accounts(*d.usual, who=d.who))
    backups = Service(lambda d: of.backups.Backups(d.folder, d.store, d.clock, who=d.who))
    boards = Service(lambda d: of.flyers.boards.Boards(*d.usual, who=d.who))
    calendars = Service(lambda d: of.requests.calendar.Calendars(*d.usual, who=d.who))
    day = Service(lambda d: of.day.Day(*d.usual, who=d.who))
    dayplans = Service(lambda d: of.dayplans.own.DayPlans(*d.usual, who=d.who))
    deciding = Service(lambda d: of.requests.deciding.Deciding(*d.usual, who=d.who))
    deliveries = Service(lambda d: of.flyers.deliveries.Deliveries(*d.usual, who=d.who))
    desk = Service(lambda d: of.desk.Desk(*d.usual, who=d.who))
    district_terms = Service(
        lambda d: of.district_terms.DistrictTerms(*d.usual, d.folder, who=d.who)
    )
    events = Service(lambda d: of.outreach.events.Events(*d.usual, who=d.who))
    filing = Service(lambda d: of.requests.filing.Filing(*d.usual, who=d.who))
    flyer_logs = Service(lambda d: of.flyers.logs.FlyerLogs(*d.usual, who=d.who))
    guide = Service(lambda d: of.guide.Guide(d.clock, d.terms, lambda: d.words.zone, who=d.who))
    handing_out = Service(lambda d: of.flyers.handing_out.HandingOut(*d.usual, who=d.who))
    office = Service(lambda d: of.office.Office(*d.usual, who=d.who))
    papers = Service(lambda d: of.papers.Papers(d.store, d.clock, d.words, who=d.who))
    partners = Service(lambda d: of.partners.Partners(*d.usual, who=d.who))
    print_book = Service(lambda d: of.print_book.PrintBook(*d.usual, who=d.who))
    recovery = Service(lambda d: of.recovery.Recovery(d.folder, who=d.who))
    releases = Service(lambda d: of.outreach.releases.Releases(*d.usual, who=d.who))
    reports = Service(lambda d: of.reports.Reports(*d.usual, who=d.who))
    rosters = Service(
        lambda d: of.roster.rosters.Rosters(d.store, d.clock, who=d.who, terms=d.terms)
    )
    search = Service(lambda d: of.search.Search(*d.usual, who=d.who))
    times = Service(lambda d: of.requests.times.Times(*d.usual, who=d.who))
    visitors = Service(lambda d: of.visitors.Visitors(d.store, d.clock, who=d.who))

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
    def who(self) -> Who:
        """Who acts here. Opens the folder now, on the caller's lane."""
        return self.data.who

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


class Later(Counter):
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
