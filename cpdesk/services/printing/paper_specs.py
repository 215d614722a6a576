"""Every paper that the office can print, each declared once: what it reads, how it is drawn, which
one it is, who may make it. The window's pages and dialogs, the Printing page, the command line, the
demonstration, and the list of printed papers all use these.

To add a paper: its document, its kind and spec here, and its golden test.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cpdesk.lazy_modules import LazyPackage
from cpdesk.policy.permissions import Permission
from cpdesk.records import flyers, reports
from cpdesk.records.day import BadgePaper, DaySchedule, EvacuationList, RefusalPaper
from cpdesk.records.desk import Card
from cpdesk.records.letters import DecisionLetter, RequestForm
from cpdesk.records.office import RecoveryPaper
from cpdesk.records.outreach import ReminderSheet
from cpdesk.records.printing import PaperGroup
from cpdesk.services.printing import paper_choices as choices
from cpdesk.services.printing.paper_choices import First, PickDay, PickOne, PickPeriod
from cpdesk.services.printing.paper_spec import PaperSpec as PaperSpec
from cpdesk.services.reports.report_titles import TITLE
from cpdesk.words import N_, Words

if TYPE_CHECKING:  # drawing is slow to load: a document is imported when it is first drawn
    import cpdesk.documents.flyers.board_register
    import cpdesk.documents.flyers.bundle_labels
    import cpdesk.documents.flyers.count_sheet
    import cpdesk.documents.flyers.flyer_log
    import cpdesk.documents.flyers.return_slip
    import cpdesk.documents.front_desk.badge
    import cpdesk.documents.front_desk.evacuation
    import cpdesk.documents.front_desk.refusal
    import cpdesk.documents.front_desk.schedule
    import cpdesk.documents.front_desk.visitor_file
    import cpdesk.documents.recovery
    import cpdesk.documents.reports.report
    import cpdesk.documents.requests.letter
    import cpdesk.documents.requests.reminder
    import cpdesk.documents.requests.request_form
    from cpdesk.services.services import Services

    documents = cpdesk.documents
else:
    documents = LazyPackage("cpdesk.documents")


class PaperKind(StrEnum):
    """What is printed, as the list of printed papers stores it. Queues and file names show only
    this, since others can read them."""

    BADGE = "badge"
    SCHEDULE = "schedule"
    EVACUATION = "evacuation"
    REFUSAL = "refusal"
    RECOVERY = "recovery-key"
    LETTER = "letter"
    REQUEST_FORM = "request-form"
    REPORT = "report"
    VISITOR_FILE = "visitor-file"
    FLYER_LOG = "flyer-log"
    COUNT_SHEET = "count-sheet"
    BUNDLE_LABELS = "bundle-labels"
    BOARD_REGISTER = "board-register"
    RETURN_SLIP = "return-slip"
    REMINDER = "reminder"

    @property
    def spec(self) -> PaperSpec[Any, Any]:
        return SPECS[self]

    @property
    def queue_title(self) -> str:
        """The job's name in the printer's queue; never a person's."""
        return f"CPDesk {self.value}"

    @property
    def label(self) -> str:
        """What people call it, as a message ID."""
        return self.spec.name

    @property
    def group(self) -> PaperGroup:
        """Which papers share its printer."""
        return self.spec.group

    @property
    def numbered(self) -> bool:
        """Whether the paper shows its number."""
        return self.spec.numbered

    def file_name(self, day: date) -> str:
        """The suggested file name for the PDF."""
        return f"cpdesk-{self.value}-{day:%Y-%m-%d}.pdf"


def days(first: date, last: date, words: Words) -> str:
    """A period, both days included."""
    return f"{words.day(first)} – {words.day(last)}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


_TODAY, _DESK, _REQUESTS = N_("Today"), N_("Desk"), N_("Requests")
_FLYERS, _EVENTS, _REPORTS = N_("Flyers"), N_("Events"), N_("Reports")
_SAFE = N_("For the safe")

SCHEDULE: PaperSpec[date, DaySchedule] = PaperSpec(
    PaperKind.SCHEDULE,
    N_("Partner schedule"),
    lambda services, day: services.day.schedule(day),
    lambda: documents.front_desk.schedule.schedule,
    _TODAY,
    N_("Who’s coming on a day, when, and where"),
    PaperGroup.DAY,
    about=lambda record, words: words.day(record.day),
    title=lambda day, words: words.text("Partner schedule, {day}", day=words.short_day(day)),
    day=lambda day, today: day,
    pick=PickDay(N_("&Day")),
)

EVACUATION: PaperSpec[None, EvacuationList] = PaperSpec(
    PaperKind.EVACUATION,
    N_("Evacuation list"),
    lambda services, _: services.day.evacuation(),
    lambda: documents.front_desk.evacuation.evacuation,
    _TODAY,
    N_("Every visitor in the building, to check off"),
    PaperGroup.DAY,
    about=lambda record, words: words.clock_of(record.at),
)

# For a visit, by its ID, on the labels in the settings; the code on it is its own number.
BADGE: PaperSpec[str, BadgePaper] = PaperSpec(
    PaperKind.BADGE,
    N_("Badge"),
    lambda services, visit_id: services.papers.badge(visit_id),
    lambda: documents.front_desk.badge.badge_on,
    _DESK,
    N_("For the latest visit, or another one"),
    PaperGroup.BADGES,
    about=lambda record, words: record.visitor_name,
    pick=PickOne(N_("&Visit"), choices.visits, N_("No one was checked in today."), "visit"),
    numbered=False,
)


def _refusal(services: Services, of: Card | str) -> RefusalPaper:
    """From the card that the desk is looking at, or for someone who was turned away earlier."""
    papers = services.papers
    return papers.refusal(of) if isinstance(of, Card) else papers.refusal_again(of)


# The list of printed papers only gets the partner's name.
REFUSAL: PaperSpec[Card | str, RefusalPaper] = PaperSpec(
    PaperKind.REFUSAL,
    N_("Sheet for the visitor"),
    _refusal,
    lambda: documents.front_desk.refusal.refusal,
    _DESK,
    N_("Why someone couldn’t come in today"),
    PaperGroup.REQUESTS,
    about=lambda record, words: record.partner_name,
    pick=PickOne(
        N_("&Visitor"), choices.turned_away, N_("No one was turned away today."), "refused"
    ),
)

# About the current decision on a request, by its ID. It contains nothing about a student.
LETTER: PaperSpec[str, DecisionLetter] = PaperSpec(
    PaperKind.LETTER,
    N_("Letter to the partner"),
    lambda services, request_id: services.decisions.letter(request_id),
    lambda: documents.requests.letter.letter,
    _REQUESTS,
    N_("What was decided on a request"),
    PaperGroup.REQUESTS,
    about=lambda record, words: _joined(record.partner_name, record.number),
    pick=PickOne(N_("&Request"), choices.decided_requests, N_("No decisions yet."), "request"),
)

REQUEST_FORM: PaperSpec[None, RequestForm] = PaperSpec(
    PaperKind.REQUEST_FORM,
    N_("Request form"),
    lambda services, _: services.decisions.form(),
    lambda: documents.requests.request_form.request_form,
    _REQUESTS,
    N_("Blank, for partners to fill out by hand"),
    PaperGroup.REQUESTS,
)

_FLYER = PickOne(
    N_("&Flyer"), choices.accepted_flyers, N_("No flyers were accepted this term."), "delivery"
)
_PERIOD = PickPeriod(N_("Days"))

FLYER_LOG: PaperSpec[flyers.LogFilter, flyers.FlyerLog] = PaperSpec(
    PaperKind.FLYER_LOG,
    N_("Flyer log"),
    lambda services, wanted: services.flyer_logs.log(wanted),
    lambda: documents.flyers.flyer_log.flyer_log,
    _FLYERS,
    N_("What was received, handed out, and returned"),
    PaperGroup.FLYERS,
    about=lambda record, words: days(record.filter.first, record.filter.last, words),
    pick=_PERIOD,
    picked=lambda period: flyers.LogFilter(period.first, period.last),
)

# A line to sign for every class of a delivery, by its ID.
COUNT_SHEET: PaperSpec[str, flyers.CountSheet] = PaperSpec(
    PaperKind.COUNT_SHEET,
    N_("Count sheet"),
    lambda services, delivery_id: services.handouts.count_sheet(delivery_id),
    lambda: documents.flyers.count_sheet.count_sheet,
    _FLYERS,
    N_("For one flyer, with a line for each class to sign"),
    PaperGroup.FLYERS,
    about=lambda record, words: record.title,
    pick=_FLYER,
)

BUNDLE_LABELS: PaperSpec[str, flyers.BundleLabels] = PaperSpec(
    PaperKind.BUNDLE_LABELS,
    N_("Bundle labels"),
    lambda services, delivery_id: services.handouts.labels(delivery_id),
    lambda: documents.flyers.bundle_labels.bundle_labels,
    _FLYERS,
    N_("For one flyer, a label for each bundle"),
    PaperGroup.LABELS,
    about=lambda record, words: record.title,
    pick=_FLYER,
)

BOARD_REGISTER: PaperSpec[reports.Period, flyers.BoardRegister] = PaperSpec(
    PaperKind.BOARD_REGISTER,
    N_("Board register"),
    lambda services, period: services.boards.register(period.first, period.last),
    lambda: documents.flyers.board_register.board_register,
    _FLYERS,
    N_("What was posted on which board, and until when"),
    PaperGroup.FLYERS,
    about=lambda record, words: days(record.first, record.last, words),
    pick=_PERIOD,
)

# Of one return, or of a delivery's last one, by its ID.
RETURN_SLIP: PaperSpec[str, flyers.ReturnSlip] = PaperSpec(
    PaperKind.RETURN_SLIP,
    N_("Return slip"),
    lambda services, key: services.deliveries.return_slip(key),
    lambda: documents.flyers.return_slip.return_slip,
    _FLYERS,
    N_("For a partner whose flyers are returned"),
    PaperGroup.FLYERS,
    about=lambda record, words: record.title,
    pick=PickOne(
        N_("&Flyer"), choices.flyer_returns, N_("No flyers were returned this term."), "delivery"
    ),
)

# What the partner of a table or presentation has to follow, by the request's ID.
REMINDER: PaperSpec[str, ReminderSheet] = PaperSpec(
    PaperKind.REMINDER,
    N_("Reminder for the partner"),
    lambda services, request_id: services.events.reminder(request_id),
    lambda: documents.requests.reminder.reminder,
    _EVENTS,
    N_("When, where, and the rules to follow"),
    PaperGroup.REQUESTS,
    about=lambda record, words: _joined(record.partner_name, record.number),
    pick=PickOne(
        N_("&Event"),
        choices.approved_events,
        N_("No tables or presentations are approved this term."),
        "request",
    ),
)


REPORT: PaperSpec[reports.ReportOf, reports.Report] = PaperSpec(
    PaperKind.REPORT,
    N_("Report"),
    lambda services, of: services.reports.make(of.kind, of.period.first, of.period.last),
    lambda: documents.reports.report.report,
    _REPORTS,
    N_("Any of ten reports, for the days you choose"),
    PaperGroup.REPORTS,
    about=lambda record, words: _joined(
        words.text(record.title), days(record.period.first, record.period.last, words)
    ),
    title=lambda of, words: words.text(TITLE[of.kind]),
    pick=PickOne(N_("&Which report"), choices.report_kinds, "", days=True),
    picked=lambda picked: reports.ReportOf(reports.ReportKind(picked[0]), picked[1]),
    act=Permission.REPORTS,
)

# The list of printed papers doesn't say which visitor it is.
VISITOR_FILE: PaperSpec[reports.VisitorOf, reports.VisitorFile] = PaperSpec(
    PaperKind.VISITOR_FILE,
    N_("Visitor file"),
    lambda services, of: services.reports.visitor(of.visitor_key, read=of.read),
    lambda: documents.front_desk.visitor_file.visitor_file,
    _REPORTS,
    N_("For a data request, with a cover page"),
    PaperGroup.REPORTS,
    title=lambda of, words: words.text("Visitor file: {name}", name=of.name),
    first=First(
        N_("Everything kept about one visitor, without other people’s private information."),
        N_("Choose the visitor…"),
    ),
    act=Permission.REPORTS,
)


def _recovery(services: Services, _: None) -> RecoveryPaper:
    school, code = services.office.office().school, services.recovery.code()
    return RecoveryPaper(school.name if school else "", services.clock.now(), tuple(code.split()))


# Only entered in the list of printed papers: a copy in the data it opens would be a key under the
# mat.
RECOVERY: PaperSpec[None, RecoveryPaper] = PaperSpec(
    PaperKind.RECOVERY,
    N_("Recovery key"),
    _recovery,
    lambda: documents.recovery.recovery,
    _SAFE,
    N_("Opens the data if this computer is lost"),
    first=First(
        N_("Anyone who sees this key can open the data. Make sure no one is watching."),
        N_("Show the key"),
    ),
    act=Permission.RECOVERY_KEY,
    kept=False,
)

SPECS: Mapping[PaperKind, PaperSpec[Any, Any]] = MappingProxyType(  # in the order of above
    {spec.kind: spec for spec in tuple(globals().values()) if isinstance(spec, PaperSpec)}
)
