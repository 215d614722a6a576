"""What can be printed: one entry a document, with what has to be chosen for it.

Whoever adds a document adds its `Sheet` in ui/paper, and its entry here or in outreach_offers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cpdesk.policy.permissions import Act
from cpdesk.records.desk import VisitRecord
from cpdesk.records.requests import RequestRow
from cpdesk.services.printing import PaperKind
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.ui.paper.sheets import Sheets
    from cpdesk.ui.site import Site


@dataclass(frozen=True, slots=True)
class Item:
    """One of several that a paper can be about. `detail` tells it from others."""

    key: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PickOne:
    """One of a few. `read` is called on the desk's lane; `none` says why there is nothing."""

    label: str
    read: Callable[[], Sequence[Item]]
    none: str


@dataclass(frozen=True, slots=True)
class PickDay:
    """A day; today before anybody says another."""

    label: str


@dataclass(frozen=True, slots=True)
class PickPeriod:
    """The days from one to another; the school year before anybody says others."""

    label: str


Pick = PickOne | PickDay | PickPeriod


@dataclass(frozen=True, slots=True)
class Offer:
    """A document. `sheet` is handed what was picked: the key of an Item, a day, a
    records.reports.Period, or None where there is nothing to pick. `opens` is the page where it is
    chosen instead. `asks` is what the role has to be allowed. Names are message ids."""

    key: str
    kind: PaperKind
    group: str
    name: str
    small: str
    asks: Act = Act.PRINT
    pick: Pick | None = None
    sheet: Callable[[Any], Sheet] | None = None
    opens: str = ""


TODAY, DESK = N_("Today"), N_("Desk")
REQUESTS, REPORTS, SETTINGS = N_("Requests"), N_("Reports"), N_("Settings")


def desk_offers(site: Site, sheets: Sheets) -> tuple[Offer, ...]:
    """What can be printed of the day, the desk and requests."""
    return (*_of_the_day(site, sheets), *_of_requests(site, sheets))


def _of_the_day(site: Site, sheets: Sheets) -> tuple[Offer, ...]:
    def visits() -> tuple[Item, ...]:
        found: Sequence[VisitRecord] = site.services.service("desk").last_visits(20)
        return tuple(_visit(visit, site.words) for visit in found)

    return (
        Offer(
            "schedule",
            PaperKind.SCHEDULE,
            TODAY,
            PaperKind.SCHEDULE.says,
            N_("Who comes on a day, when and where"),
            pick=PickDay(N_("&Day")),
            sheet=sheets.schedule,
        ),
        Offer(
            "evacuation",
            PaperKind.EVACUATION,
            TODAY,
            PaperKind.EVACUATION.says,
            N_("Everybody in the building, to check off"),
            sheet=lambda _: sheets.evacuation(),
        ),
        Offer(
            "badge",
            PaperKind.BADGE,
            DESK,
            PaperKind.BADGE.says,
            N_("Of the latest visit, or another one"),
            pick=PickOne(N_("&Visit"), visits, N_("Nobody was let in today.")),
            sheet=sheets.badge,
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
            N_("What was decided about a request"),
            pick=PickOne(N_("&Request"), decided, N_("Nothing was decided yet.")),
            sheet=sheets.letter,
        ),
        Offer(
            "request-form",
            PaperKind.REQUEST_FORM,
            REQUESTS,
            PaperKind.REQUEST_FORM.says,
            N_("Empty, for partners to fill in by hand"),
            sheet=lambda _: sheets.request_form(),
        ),
    )


def elsewhere() -> tuple[Offer, ...]:
    """What is put together on a page of its own."""
    return (
        Offer(
            "report",
            PaperKind.REPORT,
            REPORTS,
            N_("Reports"),
            N_("Choose one on its page: Ctrl+6"),
            asks=Act.REPORTS,
            opens="reports",
        ),
        Offer(
            "recovery-key",
            PaperKind.RECOVERY,
            SETTINGS,
            PaperKind.RECOVERY.says,
            N_("From Settings: Ctrl+7"),
            asks=Act.RECOVERY_KEY,
            opens="settings",
        ),
    )


def _visit(visit: VisitRecord, words: Words) -> Item:
    said = (words.clock_of(visit.arrived_at), visit.partner_name or words.text("Guest"))
    return Item(visit.visit_id, visit.visitor_name, ", ".join(said))


def _request(row: RequestRow, words: Words) -> Item:
    from cpdesk.policy.phrases import KIND, STATE

    whose = row.partner_name or ", ".join(row.visitor_names)
    when = words.short_day(words.local(row.next_window.starts_at).date()) if row.next_window else ""
    said = (words.text(KIND[row.kind]), when, words.text(STATE[row.state]))
    return Item(row.request_id, whose, ", ".join(part for part in said if part))
