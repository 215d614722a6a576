"""Everything the office can do, on one data folder. Each service is created, and its code loaded,
when first asked for: the desk's list does not wait for what roster imports or searches need."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cpdesk.clock import Clock
from cpdesk.models.store import Store
from cpdesk.policy.terms import Terms
from cpdesk.services.who import Who
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.accounts import Accounts
    from cpdesk.services.backups import Backups
    from cpdesk.services.day import Day
    from cpdesk.services.dayplans.own import DayPlans
    from cpdesk.services.desk import Desk
    from cpdesk.services.district_terms import DistrictTerms
    from cpdesk.services.flyers.boards import Boards
    from cpdesk.services.flyers.deliveries import Deliveries
    from cpdesk.services.flyers.handing_out import HandingOut
    from cpdesk.services.flyers.logs import FlyerLogs
    from cpdesk.services.guide import Guide
    from cpdesk.services.office import Office
    from cpdesk.services.outreach.events import Events
    from cpdesk.services.outreach.releases import Releases
    from cpdesk.services.papers import Papers
    from cpdesk.services.partners import Partners
    from cpdesk.services.print_book import PrintBook
    from cpdesk.services.recovery import Recovery
    from cpdesk.services.reports import Reports
    from cpdesk.services.requests.calendar import Calendars
    from cpdesk.services.requests.deciding import Deciding
    from cpdesk.services.requests.filing import Filing
    from cpdesk.services.requests.times import Times
    from cpdesk.services.roster import Rosters
    from cpdesk.services.search import Search
    from cpdesk.services.visitors import Visitors


class Counter:
    """The services of one data folder. Created in app.py; `close` when done.

    `key_place` says where the key of the store is kept: keyring or file.
    """

    def __init__(
        self, folder: Path, key_place: str, store: Store, clock: Clock, terms: Terms, words: Words
    ) -> None:
        self.folder = folder
        self.key_place = key_place
        self.clock = clock
        self.words = words
        self.who = Who(store)
        self._store = store
        self._terms = terms

    def close(self) -> None:
        self._store.close()

    @cached_property
    def accounts(self) -> Accounts:
        from cpdesk.services.accounts import Accounts

        return Accounts(self._store, self.clock, self._terms, self.who)

    @cached_property
    def backups(self) -> Backups:
        from cpdesk.services.backups import Backups

        return Backups(self.folder, self._store, self.clock, who=self.who)

    @cached_property
    def recovery(self) -> Recovery:
        from cpdesk.services.recovery import Recovery

        return Recovery(self.folder, who=self.who)

    @cached_property
    def office(self) -> Office:
        from cpdesk.services.office import Office

        return Office(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def district_terms(self) -> DistrictTerms:
        from cpdesk.services.district_terms import DistrictTerms

        return DistrictTerms(self._store, self.clock, self._terms, self.folder, who=self.who)

    @cached_property
    def desk(self) -> Desk:
        from cpdesk.services.desk import Desk

        return Desk(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def visitors(self) -> Visitors:
        from cpdesk.services.visitors import Visitors

        return Visitors(self._store, self.clock, who=self.who)

    @cached_property
    def search(self) -> Search:
        from cpdesk.services.search import Search

        return Search(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def day(self) -> Day:
        from cpdesk.services.day import Day

        return Day(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def dayplans(self) -> DayPlans:
        from cpdesk.services.dayplans.own import DayPlans

        return DayPlans(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def papers(self) -> Papers:
        from cpdesk.services.papers import Papers

        return Papers(self._store, self.clock, self.words, who=self.who)

    @cached_property
    def filing(self) -> Filing:
        from cpdesk.services.requests.filing import Filing

        return Filing(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def times(self) -> Times:
        from cpdesk.services.requests.times import Times

        return Times(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def deciding(self) -> Deciding:
        from cpdesk.services.requests.deciding import Deciding

        return Deciding(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def calendars(self) -> Calendars:
        from cpdesk.services.requests.calendar import Calendars

        return Calendars(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def deliveries(self) -> Deliveries:
        from cpdesk.services.flyers.deliveries import Deliveries

        return Deliveries(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def handing_out(self) -> HandingOut:
        from cpdesk.services.flyers.handing_out import HandingOut

        return HandingOut(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def boards(self) -> Boards:
        from cpdesk.services.flyers.boards import Boards

        return Boards(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def flyer_logs(self) -> FlyerLogs:
        from cpdesk.services.flyers.logs import FlyerLogs

        return FlyerLogs(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def guide(self) -> Guide:
        from cpdesk.services.guide import Guide

        return Guide(self.clock, self._terms, lambda: self.words.zone, who=self.who)

    @cached_property
    def partners(self) -> Partners:
        from cpdesk.services.partners import Partners

        return Partners(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def rosters(self) -> Rosters:
        from cpdesk.services.roster import Rosters

        return Rosters(self._store, self.clock, who=self.who, terms=self._terms)

    @cached_property
    def reports(self) -> Reports:
        from cpdesk.services.reports import Reports

        return Reports(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def events(self) -> Events:
        from cpdesk.services.outreach.events import Events

        return Events(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def releases(self) -> Releases:
        from cpdesk.services.outreach.releases import Releases

        return Releases(self._store, self.clock, self._terms, who=self.who)

    @cached_property
    def print_book(self) -> PrintBook:
        from cpdesk.services.print_book import PrintBook

        return PrintBook(self._store, self.clock, self._terms, who=self.who)
