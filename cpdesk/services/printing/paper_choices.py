"""What a paper can be for: the choices that are offered before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpdesk.policy.approval.requests import State
from cpdesk.policy.flyers import DeliveryState
from cpdesk.policy.phrases import KIND, STATE
from cpdesk.records.desk import TurnedAwayRecord, VisitRecord
from cpdesk.records.flyers import DeliveryRow
from cpdesk.services.reports.report_titles import TITLE
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.services import Services

_MOST_OF_A_DAY = 400  # entries that are read to choose from
_HANDED = frozenset({DeliveryState.ACCEPTED, DeliveryState.DONE})


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things a paper can be for. `detail` tells it apart from others."""

    key: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PickOne:
    """A choice from a few: an Item's key, which the command line takes as `option`. `none` says why
    there is nothing to choose. With `days`, the days of a period are chosen next to it (the school
    year by default): a key and a Period."""

    label: str
    read: Callable[[Services], Sequence[Item]]
    none: str
    option: str = ""
    days: bool = False


@dataclass(frozen=True, slots=True)
class PickDay:
    """A day; today by default."""

    label: str


@dataclass(frozen=True, slots=True)
class PickPeriod:
    """The days of a period; the school year by default."""

    label: str


@dataclass(frozen=True, slots=True)
class First:
    """The step before a paper that isn't shown as soon as its entry is selected: `why`, above a
    button that `does` it. Message ids."""

    why: str
    does: str


Pick = PickOne | PickDay | PickPeriod


def visits(services: Services) -> list[Item]:
    """Today's visits, latest first."""
    words = services.words
    return [
        _item(one.visit_id, one.visitor_name, words.clock_of(one.arrived_at), _whose(one, words))
        for one in services.desk.last_visits(_MOST_OF_A_DAY)
    ]


def turned_away(services: Services) -> list[Item]:
    """Who was turned away today, latest first."""
    words = services.words
    return [
        _item(one.turned_away_id, one.visitor_name, words.clock_of(one.at), _whose(one, words))
        for one in services.papers.turned_away(_MOST_OF_A_DAY)
    ]


def decided_requests(services: Services) -> list[Item]:
    """The requests with a decision, latest first."""
    words, queue = services.words, services.decisions.queue
    rows = (*queue("approved").rows, *queue("declined").rows)
    items = []
    for row in sorted(rows, key=lambda row: row.asked_at, reverse=True):
        window = row.next_window
        day = words.short_day(words.local(window.starts_at).date()) if window else ""
        whose = row.partner_name or ", ".join(row.visitor_names)
        said = (words.text(KIND[row.kind]), day, words.text(STATE[row.state]))
        items.append(_item(row.request_id, whose, *said))
    return items


def accepted_flyers(services: Services) -> list[Item]:
    """This term's deliveries that were accepted, latest first."""
    words = services.words
    rows = [row for row in _deliveries(services) if row.state in _HANDED]
    items = []
    for row in sorted(rows, key=lambda row: row.received_at, reverse=True):
        came = words.text("received {day}", day=words.day(words.local(row.received_at).date()))
        items.append(_item(row.delivery_id, row.title, row.partner_name, came))
    return items


def flyer_returns(services: Services) -> list[Item]:
    """Each return of this term, latest first."""
    words = services.words
    found = [(row, back) for row in _deliveries(services) for back in row.returns]
    items = []
    for row, back in sorted(found, key=lambda one: one[1].returned_at, reverse=True):
        copies = words.count(
            "{n} copy returned {day}",
            "{n} copies returned {day}",
            back.copies,
            day=words.day(words.local(back.returned_at).date()),
        )
        items.append(_item(back.return_id, row.title, row.partner_name, copies))
    return items


def approved_events(services: Services) -> list[Item]:
    """Each request for a table or presentation once, by its next time; past ones last."""
    words, now = services.words, services.clock.now()
    approved = [one for one in services.events.term().events if one.state is State.APPROVED]
    ahead = [one for one in approved if one.window.ends_at > now]
    over = [one for one in approved if one.window.ends_at <= now]
    found: dict[str, Item] = {}
    for one in (*ahead, *reversed(over)):
        day = words.short_day(words.local(one.window.starts_at).date())
        item = _item(one.request_id, one.partner_name, words.text(KIND[one.kind]), one.event, day)
        found.setdefault(one.request_id, item)
    return list(found.values())


def report_kinds(services: Services) -> list[Item]:
    return [Item(kind.value, services.words.text(title)) for kind, title in TITLE.items()]


def _whose(one: VisitRecord | TurnedAwayRecord, words: Words) -> str:
    return one.partner_name or words.text("Guest")


def _deliveries(services: Services) -> tuple[DeliveryRow, ...]:
    queue = services.deliveries.queue()
    return (*queue.to_do, *queue.done)


def _item(key: str, name: str, *details: str) -> Item:
    return Item(key, name, ", ".join(part for part in details if part))
