"""The papers of flyers and events: what each reads, and how it is drawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cpdesk.documents.paper import Paper
from cpdesk.records.flyers import (
    BoardRegister,
    BundleLabels,
    CountSheet,
    FlyerLog,
    LogFilter,
    ReturnSlip,
)
from cpdesk.records.outreach import ReminderSheet
from cpdesk.services.printing import PaperKind
from cpdesk.ui.paper.sheet import Sheet

if TYPE_CHECKING:
    from cpdesk.ui.site import Site


class OutreachSheets:
    """Makes the `Sheet` of each paper."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._words = site.words

    @property
    def today(self) -> date:
        return self._words.local(self._site.clock.now()).date()

    def flyer_log(self, wanted: LogFilter) -> Sheet:
        """The deliveries of a period; its days identify the log."""

        def draw(record: FlyerLog, paper: Paper) -> bytes:
            from cpdesk.documents.flyer_log import flyer_log

            return flyer_log(record, self._words, paper)

        read = self._site.services.service("flyer_logs").log
        return Sheet(
            PaperKind.FLYER_LOG,
            self._words.text("Flyer log"),
            self.today,
            lambda: read(wanted),
            draw,
            self._days(wanted.first, wanted.last),
        )

    def count_sheet(self, delivery_id: str) -> Sheet:
        """A line to sign for every class of a delivery."""

        def draw(record: CountSheet, paper: Paper) -> bytes:
            from cpdesk.documents.count_sheet import count_sheet

            return count_sheet(record, self._words, paper)

        read = self._site.services.service("handing_out").count_sheet
        return Sheet(
            PaperKind.COUNT_SHEET,
            self._words.text("Count sheet"),
            self.today,
            lambda: read(delivery_id),
            draw,
            lambda record: record.title,
        )

    def labels(self, delivery_id: str, line_ids: tuple[str, ...] = (), start: int = 0) -> Sheet:
        """A label for every bundle. `start` is the first free position on the label sheet."""

        def draw(record: BundleLabels, paper: Paper) -> bytes:
            from cpdesk.documents.bundle_labels import bundle_labels

            return bundle_labels(record, self._words, paper, start)

        read = self._site.services.service("handing_out").labels
        return Sheet(
            PaperKind.BUNDLE_LABELS,
            self._words.text("Bundle labels"),
            self.today,
            lambda: read(delivery_id, line_ids),
            draw,
            lambda record: record.title,
        )

    def board_register(self, first: date, last: date) -> Sheet:
        """What was posted where during a period."""

        def draw(record: BoardRegister, paper: Paper) -> bytes:
            from cpdesk.documents.board_register import board_register

            return board_register(record, self._words, paper)

        read = self._site.services.service("boards").register
        return Sheet(
            PaperKind.BOARD_REGISTER,
            self._words.text("Board register"),
            self.today,
            lambda: read(first, last),
            draw,
            self._days(first, last),
        )

    def return_slip(self, key: str) -> Sheet:
        """For a partner whose flyers are returned: of one return, or of a delivery's last one."""

        def draw(record: ReturnSlip, paper: Paper) -> bytes:
            from cpdesk.documents.return_slip import return_slip

            return return_slip(record, self._words, paper)

        read = self._site.services.service("deliveries").return_slip
        return Sheet(
            PaperKind.RETURN_SLIP,
            self._words.text("Return slip"),
            self.today,
            lambda: read(key),
            draw,
            lambda record: record.title,
        )

    def reminder(self, request_id: str) -> Sheet:
        """What the partner of a table or presentation has to follow."""

        def draw(record: ReminderSheet, paper: Paper) -> bytes:
            from cpdesk.documents.reminder import reminder

            return reminder(record, self._words, paper)

        read = self._site.services.service("events").reminder
        return Sheet(
            PaperKind.REMINDER,
            self._words.text("Reminder for the partner"),
            self.today,
            lambda: read(request_id),
            draw,
            lambda record: " · ".join(p for p in (record.partner_name, record.number) if p),
        )

    def _days(self, first: date, last: date) -> str:
        return f"{self._words.day(first)} – {self._words.day(last)}"
