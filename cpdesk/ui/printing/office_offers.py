"""Reports and papers for the safe: what leaders and the office can print."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cpdesk.policy.permissions import Act
from cpdesk.records.reports import Period, ReportKind, VisitorFound
from cpdesk.services.printing import PaperKind
from cpdesk.services.report_titles import TITLE
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.printing.offers import First, Item, Offer, PickOne
from cpdesk.ui.theme import Theme
from cpdesk.words import N_

if TYPE_CHECKING:
    from cpdesk.ui.paper.report_sheets import ReportSheets
    from cpdesk.ui.paper.sheets import Sheets
    from cpdesk.ui.site import Site

REPORTS, SAFE = N_("Reports"), N_("For the safe")


def office_offers(site: Site, sheets: Sheets, reports: ReportSheets) -> tuple[Offer, ...]:
    """What not everyone may see is only shown when someone asks for it."""

    def kinds() -> tuple[Item, ...]:
        return tuple(Item(kind.value, site.words.text(title)) for kind, title in TITLE.items())

    def report(picked: tuple[str, Period]) -> Sheet:
        kind, days = picked
        return reports.report(ReportKind(kind), days)

    def ask_whose(theme: Theme, over: QWidget, then: Callable[[Sheet], None]) -> None:
        from cpdesk.ui.reports.visitor_dialog import VisitorDialog

        def wanted(visitor: VisitorFound) -> None:
            read = dialog.read.isChecked()
            dialog.accept()
            then(reports.visitor(visitor, read=read))

        service = site.services.service("reports")
        dialog = VisitorDialog(theme, site.words, site.tasks, service, over)
        dialog.save_button.hide()  # the print center makes papers only
        dialog.wanted.connect(wanted)
        dialog.open()

    return (
        Offer(
            "report",
            PaperKind.REPORT,
            REPORTS,
            PaperKind.REPORT.says,
            N_("Any of ten reports, for the days you choose"),
            asks=Act.REPORTS,
            pick=PickOne(N_("&Which report"), kinds, "", days=True),
            sheet=report,
        ),
        Offer(
            "visitor-file",
            PaperKind.VISITOR_FILE,
            REPORTS,
            PaperKind.VISITOR_FILE.says,
            N_("For a data request, with a cover page"),
            asks=Act.REPORTS,
            first=First(
                N_(
                    "Everything kept about one visitor, without other people’s private information."
                ),
                N_("Choose the visitor…"),
                ask_whose,
            ),
        ),
        Offer(
            "recovery-key",
            PaperKind.RECOVERY,
            SAFE,
            PaperKind.RECOVERY.says,
            N_("Opens the data if this computer is lost"),
            asks=Act.RECOVERY_KEY,
            first=First(
                N_("Anyone who sees this key can open the data. Make sure no one is watching."),
                N_("Show the key"),
                lambda theme, over, then: then(sheets.recovery()),
            ),
        ),
    )
