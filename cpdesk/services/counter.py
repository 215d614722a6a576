"""Everything the office can do, opened together on one data folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cpdesk.clock import Clock
from cpdesk.services.day import Day
from cpdesk.services.desk import Desk
from cpdesk.services.office import Office
from cpdesk.services.papers import Papers
from cpdesk.services.partners import Partners
from cpdesk.services.roster import Rosters
from cpdesk.services.search import Search
from cpdesk.services.visitors import Visitors
from cpdesk.words import Words


@dataclass(frozen=True)
class Counter:
    """The services of one data folder. Made in app.py; `close` when done.

    `key_place` says where the key of the store lives: keyring or file.
    """

    folder: Path
    key_place: str
    clock: Clock
    words: Words
    office: Office
    desk: Desk
    visitors: Visitors
    search: Search
    day: Day
    papers: Papers
    partners: Partners
    rosters: Rosters
    close: Callable[[], None]
