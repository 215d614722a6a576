"""The pages of the window in the order of work: the only table of their names, icons and keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpdesk.words import N_

PageKey = Literal[
    "desk",
    "today",
    "requests",
    "flyers",
    "events",
    "partners",
    "reports",
    "printing",
    "settings",
]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page as the sidebar and the list of keys show it. `title` and `long_title` are message
    ids; `long_title` is for the header, which has more room. `before` is the key that led there
    until it moved. `apart`: not a step of the work, so not in a row with the others."""

    key: PageKey
    title: str
    icon: str
    shortcut: str
    before: str = ""
    long_title: str = ""
    apart: bool = False


PAGES: tuple[PageEntry, ...] = (
    PageEntry("desk", N_("Desk"), "id-card", "Ctrl+1"),
    PageEntry("today", N_("Today"), "calendar-days", "Ctrl+2"),
    PageEntry("requests", N_("Requests"), "inbox", "Ctrl+3"),
    PageEntry("flyers", N_("Flyers"), "newspaper", "Ctrl+4"),
    PageEntry(
        "events",
        N_("Events"),
        "presentation",
        "Ctrl+5",
        before="Ctrl+8",
        long_title=N_("Tables and presentations"),
    ),
    PageEntry("partners", N_("Partners"), "handshake", "Ctrl+6", before="Ctrl+5"),
    PageEntry("reports", N_("Reports"), "chart-column", "Ctrl+7", before="Ctrl+6"),
    PageEntry("printing", N_("Printing"), "printer", "Ctrl+8", before="Ctrl+9"),
    PageEntry("settings", N_("Settings"), "settings", "Ctrl+,", before="Ctrl+7", apart=True),
)


def entry_of(key: PageKey) -> PageEntry:
    """The page with this key."""
    return next(entry for entry in PAGES if entry.key == key)
