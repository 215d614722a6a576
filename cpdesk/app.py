"""The composition root: the one place where the parts of the program are made and joined."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cpdesk import paths
from cpdesk.clock import Clock, SystemClock
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.counter import Counter


def open_counter(
    folder: Path,
    *,
    clock: Clock | None = None,
    terms: Path | None = None,
    language: str = "en_US",
) -> Counter:
    """The services on one data folder, made when it is not there yet.

    `terms` is a folder of terms that is tried instead of the data folder's own `policy`.
    """
    from cpdesk.models import key
    from cpdesk.models.store import Store
    from cpdesk.policy.terms import Terms
    from cpdesk.services.counter import Counter
    from cpdesk.services.day import Day
    from cpdesk.services.desk import Desk
    from cpdesk.services.office import Office
    from cpdesk.services.papers import Papers
    from cpdesk.services.partners import Partners
    from cpdesk.services.roster import Rosters
    from cpdesk.services.search import Search
    from cpdesk.services.visitors import Visitors

    own = terms or folder / "policy"
    loaded = Terms.load(paths.resources() / "policy", *([own] if terms or own.is_dir() else []))
    place = key.find_or_make(folder)
    store = Store.open(folder / "desk.db", place.key)
    at = clock or SystemClock()
    office = Office(store, at, loaded)
    words = Words(language, ZoneInfo(office.office().time_zone))
    return Counter(
        folder=folder,
        key_place=place.where,
        clock=at,
        words=words,
        office=office,
        desk=Desk(store, at, loaded),
        visitors=Visitors(store, at),
        search=Search(store, at, loaded),
        day=Day(store, at, loaded),
        papers=Papers(store, at, words),
        partners=Partners(store, at, loaded),
        rosters=Rosters(store, at),
        close=store.close,
    )
