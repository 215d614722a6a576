"""What can be printed about flyers and events."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cpdesk.policy.flyers import DeliveryState
from cpdesk.policy.phrases import KIND
from cpdesk.policy.requests import State
from cpdesk.records.flyers import DeliveryQueue, DeliveryRow, FlyerReturn, LogFilter
from cpdesk.records.outreach import EventTerm
from cpdesk.services.printing import PaperKind
from cpdesk.ui.printing.offers import Item, Offer, PickOne, PickPeriod
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.ui.paper.outreach_sheets import OutreachSheets
    from cpdesk.ui.site import Site

FLYERS, EVENTS = N_("Flyers"), N_("Events")
_NO_DELIVERY = N_("No flyers were accepted this term.")
_DAYS = PickPeriod(N_("Days"))
_HANDED = frozenset({DeliveryState.ACCEPTED, DeliveryState.DONE})


def outreach_offers(site: Site, sheets: OutreachSheets) -> tuple[Offer, ...]:
    """The log comes first: it is what the office needs most often."""
    accepted = _deliveries(site, lambda row: row.state in _HANDED)
    return (
        Offer(
            "flyer-log",
            PaperKind.FLYER_LOG,
            FLYERS,
            PaperKind.FLYER_LOG.says,
            N_("What was received, handed out, and returned"),
            pick=_DAYS,
            sheet=lambda days: sheets.flyer_log(LogFilter(days.first, days.last)),
        ),
        Offer(
            "count-sheet",
            PaperKind.COUNT_SHEET,
            FLYERS,
            PaperKind.COUNT_SHEET.says,
            N_("For one flyer, with a line for each class to sign"),
            pick=PickOne(N_("&Flyer"), accepted, _NO_DELIVERY),
            sheet=sheets.count_sheet,
        ),
        Offer(
            "bundle-labels",
            PaperKind.BUNDLE_LABELS,
            FLYERS,
            PaperKind.BUNDLE_LABELS.says,
            N_("For one flyer, a label for each bundle"),
            pick=PickOne(N_("&Flyer"), accepted, _NO_DELIVERY),
            sheet=sheets.labels,
        ),
        Offer(
            "board-register",
            PaperKind.BOARD_REGISTER,
            FLYERS,
            PaperKind.BOARD_REGISTER.says,
            N_("What was posted on which board, and until when"),
            pick=_DAYS,
            sheet=lambda days: sheets.board_register(days.first, days.last),
        ),
        Offer(
            "return-slip",
            PaperKind.RETURN_SLIP,
            FLYERS,
            PaperKind.RETURN_SLIP.says,
            N_("For a partner whose flyers are returned"),
            pick=PickOne(N_("&Flyer"), _returns(site), N_("No flyers were returned this term.")),
            sheet=sheets.return_slip,
        ),
        Offer(
            "reminder",
            PaperKind.REMINDER,
            EVENTS,
            PaperKind.REMINDER.says,
            N_("When, where, and the rules to follow"),
            pick=PickOne(
                N_("&Event"),
                _events(site),
                N_("No tables or presentations are approved this term."),
            ),
            sheet=sheets.reminder,
        ),
    )


def _deliveries(site: Site, wanted: Callable[[DeliveryRow], bool]) -> Callable[[], list[Item]]:
    def read() -> list[Item]:
        queue: DeliveryQueue = site.services.service("deliveries").queue()
        rows = sorted((*queue.to_do, *queue.done), key=lambda row: row.received_at, reverse=True)
        return [_delivery(row, site.words) for row in rows if wanted(row)]

    return read


def _delivery(row: DeliveryRow, words: Words) -> Item:
    came = words.text("received {day}", day=words.day(words.local(row.received_at).date()))
    said = (row.partner_name, came)
    return Item(row.delivery_id, row.title, ", ".join(part for part in said if part))


def _returns(site: Site) -> Callable[[], list[Item]]:
    def read() -> list[Item]:
        """Each return has its slip, newest first."""
        words = site.words
        queue: DeliveryQueue = site.services.service("deliveries").queue()
        found = [(row, back) for row in (*queue.to_do, *queue.done) for back in row.returns]
        found.sort(key=lambda one: one[1].returned_at, reverse=True)
        return [Item(back.return_id, row.title, _went(row, back, words)) for row, back in found]

    return read


def _went(row: DeliveryRow, back: FlyerReturn, words: Words) -> str:
    day = words.day(words.local(back.returned_at).date())
    copies = words.count(
        "{n} copy returned {day}", "{n} copies returned {day}", back.copies, day=day
    )
    return ", ".join(part for part in (row.partner_name, copies) if part)


def _events(site: Site) -> Callable[[], list[Item]]:
    def read() -> list[Item]:
        """Each request once, by its next time; past ones last."""
        words, now = site.words, site.clock.now()
        term: EventTerm = site.services.service("events").term()
        approved = [one for one in term.events if one.state is State.APPROVED]
        ahead = [one for one in approved if one.window.ends_at > now]
        over = [one for one in approved if one.window.ends_at <= now]
        found: dict[str, Item] = {}
        for one in (*ahead, *reversed(over)):
            day = words.short_day(words.local(one.window.starts_at).date())
            said = (words.text(KIND[one.kind]), one.event, day)
            item = Item(one.request_id, one.partner_name, ", ".join(p for p in said if p))
            found.setdefault(one.request_id, item)
        return list(found.values())

    return read
