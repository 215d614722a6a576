"""Every paper of the front desk and of requests: what each reads, and how it is drawn. Nothing is
read until someone wants to see it, and nothing that draws is imported before that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cpdesk.documents.paper import Paper
from cpdesk.records.day import BadgePaper, DaySchedule, EvacuationList, RefusalPaper
from cpdesk.records.desk import Card
from cpdesk.records.letters import DecisionLetter, RequestForm
from cpdesk.records.office import RecoveryPaper
from cpdesk.services.printing import PaperKind
from cpdesk.ui.paper.sheet import Sheet

if TYPE_CHECKING:
    from cpdesk.ui.site import Site


class Sheets:
    """Makes the `Sheet` of each paper."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._words = site.words

    @property
    def today(self) -> date:
        return self._words.local(self._site.clock.now()).date()

    def badge(self, visit_id: str) -> Sheet:
        """On the label size from the settings; the code on it is its own number."""
        stock_key = self._site.settings().badge_stock

        def draw(record: BadgePaper, paper: Paper) -> bytes:
            from cpdesk.documents.badge import badge
            from cpdesk.documents.stock import stock

            return badge(record, self._words, stock(stock_key))

        read = self._site.services.service("papers").badge
        return Sheet(
            PaperKind.BADGE,
            self._words.text("Badge"),
            self.today,
            lambda: read(visit_id),
            draw,
            lambda record: record.visitor_name,
        )

    def schedule(self, day: date) -> Sheet:
        """The partners of one day."""

        def draw(record: DaySchedule, paper: Paper) -> bytes:
            from cpdesk.documents.schedule import schedule

            return schedule(record, self._words, paper)

        read = self._site.services.service("day").schedule
        title = self._words.text("Partner schedule, {day}", day=self._words.short_day(day))
        about = self._words.day(day)
        return Sheet(PaperKind.SCHEDULE, title, day, lambda: read(day), draw, about)

    def evacuation(self) -> Sheet:
        """Everyone in the building, as of now."""

        def draw(record: EvacuationList, paper: Paper) -> bytes:
            from cpdesk.documents.evacuation import evacuation

            return evacuation(record, self._words, paper)

        read = self._site.services.service("day").evacuation
        return Sheet(
            PaperKind.EVACUATION,
            self._words.text("Evacuation list"),
            self.today,
            read,
            draw,
            lambda record: self._words.clock_of(record.at),
        )

    def evacuation_unsigned(self, seen: Callable[[EvacuationList], None]) -> Sheet:
        """The same while no one is signed in, for printing only. `seen` is called on the desk's
        lane with what was read."""
        read = self._site.services.service("day").evacuation_unsigned

        def look() -> EvacuationList:
            record: EvacuationList = read()
            seen(record)
            return record

        return replace(self.evacuation(), read=look, unsigned=True)

    def refusal(self, card: Card) -> Sheet:
        """For a visitor who can't come in; the book of printed papers only gets the partner's
        name."""
        read = self._site.services.service("papers").refusal
        return self._refusal(lambda: read(card))

    def refusal_again(self, turned_away_id: str) -> Sheet:
        """The same for someone who was turned away earlier."""
        read = self._site.services.service("papers").refusal_again
        return self._refusal(lambda: read(turned_away_id))

    def _refusal(self, read: Callable[[], RefusalPaper]) -> Sheet:
        def draw(record: RefusalPaper, paper: Paper) -> bytes:
            from cpdesk.documents.refusal import refusal

            return refusal(record, self._words, paper)

        return Sheet(
            PaperKind.REFUSAL,
            self._words.text("Sheet for the visitor"),
            self.today,
            read,
            draw,
            lambda record: record.partner_name,
        )

    def recovery(self) -> Sheet:
        """The key of this desk's data."""

        def read() -> RecoveryPaper:
            school = self._site.services.service("office").office().school
            code = self._site.services.service("recovery").code()
            return RecoveryPaper(
                school.name if school else "", self._site.clock.now(), tuple(code.split())
            )

        def draw(record: RecoveryPaper, paper: Paper) -> bytes:
            from cpdesk.documents.recovery import recovery

            return recovery(record, self._words, paper)

        title = self._words.text("Recovery key")
        return Sheet(PaperKind.RECOVERY, title, self.today, read, draw)

    def letter(self, request_id: str) -> Sheet:
        """About the current decision. It contains nothing about a student."""

        def draw(record: DecisionLetter, paper: Paper) -> bytes:
            from cpdesk.documents.letter import letter

            return letter(record, self._words, paper)

        read = self._site.services.service("deciding").letter
        return Sheet(
            PaperKind.LETTER,
            self._words.text("Letter to the partner"),
            self.today,
            lambda: read(request_id),
            draw,
            lambda record: " · ".join(p for p in (record.partner_name, record.number) if p),
        )

    def request_form(self) -> Sheet:
        """The blank form that a partner fills in by hand."""

        def draw(record: RequestForm, paper: Paper) -> bytes:
            from cpdesk.documents.request_form import request_form

            return request_form(record, self._words, paper)

        title = self._words.text("Request form")
        read = self._site.services.service("deciding").form
        return Sheet(PaperKind.REQUEST_FORM, title, self.today, read, draw)
