"""How a report is drawn and written; each part is imported when it is first needed."""

from __future__ import annotations

from cpdesk.documents.paper import Paper
from cpdesk.records.reports import Chart, Report, VisitorFile
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.reports.chart_view import ChartLook
from cpdesk.ui.reports.outlets import FileKind, Outlets
from cpdesk.ui.site import Site


def outlets(site: Site, room: PrintRoom) -> Outlets:
    """The outputs of the reports page."""
    words = site.words

    def chart(one: Chart, look: ChartLook) -> bytes:
        from cpdesk.documents.charts import chart_pdf

        return chart_pdf(one, words, (look.width, look.height), look.dark)

    def report(one: Report, paper: Paper) -> bytes:
        from cpdesk.documents.report import report

        return report(one, words, paper)

    def visitor(one: VisitorFile, paper: Paper) -> bytes:
        from cpdesk.documents.visitor_file import visitor_file

        return visitor_file(one, words, paper)

    def table(one: Report, kind: FileKind) -> bytes:
        from cpdesk.services import exports

        made = exports.csv_bytes if kind is FileKind.CSV else exports.xlsx_bytes
        return made(one, words)

    def visitor_table(one: VisitorFile, kind: FileKind, number: str) -> bytes:
        from cpdesk.services import visitor_tables

        text = kind is FileKind.CSV
        made = visitor_tables.visitor_csv if text else visitor_tables.visitor_xlsx
        return made(one, words, number)

    return Outlets(chart, report, visitor, table, visitor_table, room)
