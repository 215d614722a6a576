"""Papers by name. Apart, because drawing is imported only where it is needed."""

from __future__ import annotations

from datetime import date

from cpdesk import settings
from cpdesk.documents.badge import badge
from cpdesk.documents.evacuation import evacuation
from cpdesk.documents.paper import Paper
from cpdesk.documents.schedule import schedule
from cpdesk.documents.stock import stock
from cpdesk.errors import DeskError
from cpdesk.services.counter import Counter
from cpdesk.words import N_


def pdf(
    counter: Counter,
    paper: str,
    day: date | None,
    visit_id: str | None,
    stock_key: str | None,
    request_id: str | None = None,
) -> bytes:
    """`paper` is schedule, evacuation, badge, letter or request-form."""
    chosen = settings.load(counter.folder)
    if paper == "schedule":
        there = counter.words.local(counter.clock.now()).date()
        return schedule(counter.day.schedule(day or there), counter.words, Paper(chosen.paper))
    if paper == "evacuation":
        return evacuation(counter.day.evacuation(), counter.words, Paper(chosen.paper))
    if paper == "letter":
        from cpdesk.documents.letter import letter

        if not request_id:
            raise DeskError(
                N_("The letter tells what was decided about one request."),
                N_("Give the request with --request."),
            )
        return letter(counter.deciding.letter(request_id), counter.words, Paper(chosen.paper))
    if paper == "request-form":
        from cpdesk.documents.request_form import request_form

        return request_form(counter.deciding.form(), counter.words, Paper(chosen.paper))
    label = stock(stock_key or chosen.badge_stock)
    papers = counter.papers
    found = papers.badge(visit_id) if visit_id else papers.latest_badge(day)
    return badge(found, counter.words, label)
