"""What can be printed: one entry per paper, with what has to be chosen for it.

To add a paper, add its `Sheet` in ui/paper and its entry here, in outreach_offers.py or in
office_offers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cpdesk.policy.permissions import Act
from cpdesk.records.desk import TurnedAwayRecord, VisitRecord
from cpdesk.records.requests import RequestRow
from cpdesk.services.printing import PaperKind
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cpdesk.ui.paper.sheets import Sheets
    from cpdesk.ui.site import Site
    from cpdesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things a paper can be for. `detail` tells it apart from others."""

    key: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PickOne:
    """A choice from a few. `read` is called on the desk's lane; `none` says why there is nothing to
    choose. With `days`, the days of a period are chosen next to it: the school year by default."""

    label: str
    read: Callable[[], Sequence[Item]]
    none: str
    days: bool = False


@dataclass(frozen=True, slots=True)
class PickDay:
    """A day; today by default."""

    label: str


@dataclass(frozen=True, slots=True)
class PickPeriod:
    """The days of a period; the school year by default."""

    label: str


Pick = PickOne | PickDay | PickPeriod


@dataclass(frozen=True, slots=True)
class First:
    """The step before a paper that isn't shown when its entry is selected: `why`, above a button
    that `does` it. `run` is called with the theme, the page, and what receives the paper."""

    why: str
    does: str
    run: Callable[[Theme, QWidget, Callable[[Sheet], None]], None]


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper. `sheet` is called with what was picked: the key of an Item (with the Period if its
    days are chosen, too), a day, a records.reports.Period, or None if there is nothing to pick; or
    `first` leads to it. `asks` is the permission it needs. Names are message ids."""

    key: str
    kind: PaperKind
    group: str
    name: str
    small: str
    asks: Act = Act.PRINT
    pick: Pick | None = None
    sheet: Callable[[Any], Sheet] | None = None
    first: First | None = None


TODAY, DESK, REQUESTS = N_("Today"), N_("Desk"), N_("Requests")
_MOST_OF_A_DAY = 400  # entries that are read to choose from


def desk_offers(site: Site, sheets: Sheets) -> tuple[Offer, ...]:
    """What can be printed about the day, the front desk and requests."""
    return (*_of_the_day(site, sheets), *_of_requests(site, sheets))


def _of_the_day(site: Site, sheets: Sheets) -> tuple[Offer, ...]:
    def visits() -> tuple[Item, ...]:
        read = site.services.service("desk").last_visits
        found: Sequence[VisitRecord] = read(_MOST_OF_A_DAY)
        return tuple(_visit(visit, site.words) for visit in found)

    def turned_away() -> tuple[Item, ...]:
        read = site.services.service("papers").turned_away
        found: Sequence[TurnedAwayRecord] = read(_MOST_OF_A_DAY)
        return tuple(_turned_away(one, site.words) for one in found)

    return (
        Offer(
            "schedule",
            PaperKind.SCHEDULE,
            TODAY,
            PaperKind.SCHEDULE.says,
            N_("Who’s coming on a day, when, and where"),
            pick=PickDay(N_("&Day")),
            sheet=sheets.schedule,
        ),
        Offer(
            "evacuation",
            PaperKind.EVACUATION,
            TODAY,
            PaperKind.EVACUATION.says,
            N_("Every visitor in the building, to check off"),
            sheet=lambda _: sheets.evacuation(),
        ),
        Offer(
            "badge",
            PaperKind.BADGE,
            DESK,
            PaperKind.BADGE.says,
            N_("For the latest visit, or another one"),
            pick=PickOne(N_("&Visit"), visits, N_("No one was checked in today.")),
            sheet=sheets.badge,
        ),
        Offer(
            "refusal",
            PaperKind.REFUSAL,
            DESK,
            PaperKind.REFUSAL.says,
            N_("Why someone couldn’t come in today"),
            pick=PickOne(N_("&Visitor"), turned_away, N_("No one was turned away today.")),
            sheet=sheets.refusal_again,
        ),
    )


def _of_requests(site: Site, sheets: Sheets) -> tuple[Offer, ...]:
    def decided() -> tuple[Item, ...]:
        queue = site.services.service("deciding").queue
        rows = [*queue("approved").rows, *queue("declined").rows]
        newest = sorted(rows, key=lambda row: row.asked_at, reverse=True)
        return tuple(_request(row, site.words) for row in newest)

    return (
        Offer(
            "letter",
            PaperKind.LETTER,
            REQUESTS,
            PaperKind.LETTER.says,
            N_("What was decided on a request"),
            pick=PickOne(N_("&Request"), decided, N_("No decisions yet.")),
            sheet=sheets.letter,
        ),
        Offer(
            "request-form",
            PaperKind.REQUEST_FORM,
            REQUESTS,
            PaperKind.REQUEST_FORM.says,
            N_("Blank, for partners to fill out by hand"),
            sheet=lambda _: sheets.request_form(),
        ),
    )


def _visit(visit: VisitRecord, words: Words) -> Item:
    said = (words.clock_of(visit.arrived_at), visit.partner_name or words.text("Guest"))
    return Item(visit.visit_id, visit.visitor_name, ", ".join(said))


def _turned_away(record: TurnedAwayRecord, words: Words) -> Item:
    said = (words.clock_of(record.at), record.partner_name or words.text("Guest"))
    return Item(record.turned_away_id, record.visitor_name, ", ".join(said))


def _request(row: RequestRow, words: Words) -> Item:
    from cpdesk.policy.phrases import KIND, STATE

    whose = row.partner_name or ", ".join(row.visitor_names)
    when = words.short_day(words.local(row.next_window.starts_at).date()) if row.next_window else ""
    said = (words.text(KIND[row.kind]), when, words.text(STATE[row.state]))
    return Item(row.request_id, whose, ", ".join(part for part in said if part))
