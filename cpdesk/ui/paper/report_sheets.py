"""The papers of reports: a report over some days, and the file about one visitor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cpdesk.documents.paper import Paper
from cpdesk.records.reports import Period, Report, ReportKind, VisitorFile, VisitorFound
from cpdesk.services.printing import PaperKind
from cpdesk.ui.paper.sheet import Sheet

if TYPE_CHECKING:
    from cpdesk.ui.site import Site


class ReportSheets:
    """Makes the `Sheet` of each paper."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._words = site.words

    @property
    def today(self) -> date:
        return self._words.local(self._site.clock.now()).date()

    def report(self, kind: ReportKind, period: Period) -> Sheet:
        """For all partners; its days identify the report."""
        from cpdesk.services.report_titles import TITLE

        def draw(record: Report, paper: Paper) -> bytes:
            from cpdesk.documents.report import report

            return report(record, self._words, paper)

        words = self._words
        title = words.text(TITLE[kind])
        days = f"{words.day(period.first)} – {words.day(period.last)}"
        make = self._site.services.service("reports").make
        return Sheet(
            PaperKind.REPORT,
            title,
            self.today,
            lambda: make(kind, period.first, period.last),
            draw,
            f"{title} · {days}",
        )

    def visitor(self, visitor: VisitorFound, *, read: bool = False) -> Sheet:
        """Everything kept about one visitor. Free text is included only if someone will `read` it
        first. The book of printed papers doesn't say which visitor it is."""

        def draw(record: VisitorFile, paper: Paper) -> bytes:
            from cpdesk.documents.visitor_file import visitor_file

            return visitor_file(record, self._words, paper)

        kept = self._site.services.service("reports").visitor
        return Sheet(
            PaperKind.VISITOR_FILE,
            self._words.text("Visitor file: {name}", name=visitor.name),
            self.today,
            lambda: kept(visitor.visitor_key, read=read),
            draw,
        )
