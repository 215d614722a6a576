"""Today: which partners come, when and where; who is here; and the schedule as it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cpdesk.errors import DeskError
from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.records.desk import ExpectedRow
from cpdesk.services.printing.paper_specs import SCHEDULE
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.today import texts
from cpdesk.ui.today.date_bar import DateBar
from cpdesk.ui.today.detail_line import DetailLine
from cpdesk.ui.today.details import ActivityDetails
from cpdesk.ui.today.lines_table import LinesTable
from cpdesk.ui.today.schedule_preview import SchedulePreview
from cpdesk.ui.widgets.buttons.actions import Action
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.frames.preview import PdfPreview
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.action_page import ActionPage
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import N_


class Do(StrEnum):
    PREVIOUS = "previous"
    NEXT = "next"
    TODAY = "today"
    HOME = "home"
    CALENDAR = "calendar"
    DETAILS = "details"
    PARTNER = "partner"
    PRINT = "print"
    SAVE = "save"


TABLE = (
    Action(Do.PREVIOUS, key="Ctrl+Left", help=N_("Previous day"), repeats=True),
    Action(Do.NEXT, key="Ctrl+Right", help=N_("Next day"), repeats=True),
    Action(Do.TODAY, key="T", help=N_("Back to today (also Home)")),
    Action(Do.HOME, key="Home"),
    Action(Do.CALENDAR, key="Ctrl+G", help=N_("Choose a day on the calendar")),
    Action(Do.DETAILS, key="Enter", help=N_("Details of the selected activity"), listed=True),
    Action(Do.PARTNER, key="P", help=N_("Open the selected activity’s partner")),
    Action(Do.PRINT, key="Ctrl+P", help=N_("Print the schedule")),
    Action(Do.SAVE, key="Ctrl+S", help=N_("Save the schedule as a PDF")),
)
_WIDE = 960  # at this width the preview goes beside the table
_TABLE, _SIDE = 725, (310, 440)  # the table's preferred width, and the range left for the preview


@dataclass(frozen=True, slots=True)
class _Read:
    """The result of one read. `expected` is empty unless the day is today."""

    schedule: DaySchedule
    today: date
    expected: tuple[ExpectedRow, ...]


class TodayPage(ActionPage[Do]):
    """The day's partner schedule. `partner_wanted` carries a partner's id."""

    partner_wanted = Signal(str)
    table = TABLE

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: date | None = None  # None: today, whichever day that is
        self._read: _Read | None = None
        self._build()
        self._wire()
        self.dates.show_day(self.today(), self.today())

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.dates, HeaderSpace(), self.save_button, self.print_button)

    # -- creation ------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, words = self.theme, self._words
        self.dates = DateBar(theme, words)
        self.save_button = Button(theme, words.text("Save as PDF…"), small=True)
        set_tooltip(self.save_button, "Ctrl+S")
        self.print_button = Button(
            theme, words.text("Print schedule"), "Ctrl+P", kind=Kind.PRIMARY, small=True
        )
        self.lines = LinesTable(theme, words)
        self.message = DetailLine(theme, words)
        self.empty = EmptyState(theme, "calendar-days", words.text("Loading the day…"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.lines)
        self.sheet = Card(theme)
        self.sheet.body.addWidget(self.stack, 1)
        self.sheet.body.addWidget(self.message)
        self.preview = PdfPreview(
            theme, words.text("Print preview of the schedule"), page_width=560
        )
        self.paper = SchedulePreview(self.preview, self._tasks, words)
        self.details = ActivityDetails(theme, words)
        self.side = QStackedWidget()
        self.side.addWidget(self.preview)
        self.side.addWidget(self.details)
        self.view = QWidget()
        self._row = fill(QHBoxLayout(self.view), (self.sheet, 1), self.side, edges=0)
        self.add_view(self.view)
        self.apply_theme()

    def _wire(self) -> None:
        changes, dates = self._changes, self.dates
        dates.asked.connect(self.go)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        self.lines.chosen.connect(self._show_told)
        self.lines.opened.connect(self.open)
        self.message.opened.connect(self._open_marked)
        self.details.closed.connect(self.close_details)
        self.details.partner_wanted.connect(self.partner_wanted)
        self.listen(
            (changes.visits, changes.roster, changes.office, changes.settings, changes.releases)
        )
        self.everywhere = {
            Do.PREVIOUS: lambda: dates.step(-1),
            Do.NEXT: lambda: dates.step(1),
            Do.TODAY: self.go_today,
            Do.HOME: self._home,
            Do.CALENDAR: dates.open_calendar,
            Do.PARTNER: self._open_partner,
            Do.PRINT: self.print,
            Do.SAVE: self.save,
        }

    # -- what the window calls -----------------------------------------------------------------

    def shown(self) -> None:
        """In front: the table has the focus, the day is read again."""
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Reads the day again; the selection and open details stay."""
        wanted, today = self._asked or self.today(), self.today()

        def read() -> _Read:
            schedule = self.context.services.day.schedule(wanted)
            return _Read(
                schedule, today, self.context.services.desk.expected() if wanted == today else ()
            )

        self._tasks.run(
            read, owner=self, done=self._show, failed=self._show_trouble, latest="today.read"
        )

    def press(self, do: Do) -> bool:
        return self.key((do,)) if do in self.everywhere else False

    def escape(self) -> None:
        self.close_details()

    # -- the day --------------------------------------------------------------------------------

    @property
    def day(self) -> date:
        """The day shown or being read."""
        return self._asked or self.today()

    @property
    def schedule(self) -> DaySchedule | None:
        """What is shown and would be printed; None before it was read."""
        return self._read.schedule if self._read else None

    def go(self, day: date) -> None:
        """Shows another day."""
        self._asked = None if day == self.today() else day
        self.dates.show_day(day, self.today())
        self.close_details()
        self.refresh()

    def go_today(self) -> None:
        self.go(self.today())

    def _home(self) -> None:
        if self._asked is not None:
            self.go_today()
        else:
            self.lines.selectRow(0)

    def _show(self, read: _Read) -> None:
        schedule, today = read.schedule, read.today
        if schedule.day != self.day:
            return
        another = self._read is None or self._read.schedule.day != schedule.day
        first, self._read = self._read is None, read
        if first:
            self.apply_theme()
        self.dates.show_day(schedule.day, today, texts.kind_of_day(schedule, self._words))
        self.lines.show_day(schedule, today, another=another)
        if schedule.lines:
            self.stack.setCurrentWidget(self.lines)
        else:
            self._show_empty(schedule)
        self.message.setVisible(bool(schedule.lines))
        self._allow(printing=True)
        if self.details_open:
            self._refresh_details()
        if self.preview.isVisible() or not self.isVisible():
            self.paper.show_day(schedule, self.context.settings().paper)

    def _show_empty(self, schedule: DaySchedule) -> None:
        text = self._words.text
        if schedule.open:
            self.empty.set(
                "calendar-days",
                text("No partners are scheduled on this day"),
                text("The roster has no activities here on {day}.", day=schedule.day),
            )
        else:
            self.empty.set(
                "moon",
                text("No school on this day"),
                schedule.note or text("No partners are expected."),
            )
        self.stack.setCurrentWidget(self.empty)

    def _show_trouble(self, trouble: DeskError) -> None:
        """No roster yet, or no school: says in the middle what to do."""
        self._read = None
        self.apply_theme()
        self.empty.set("school", *self._words.error_parts(trouble))
        self.stack.setCurrentWidget(self.empty)
        self.message.hide()
        self.close_details()
        self.paper.clear()
        self._allow(printing=False)

    def _allow(self, *, printing: bool) -> None:
        self.print_button.setEnabled(printing)
        self.save_button.setEnabled(printing)

    # -- one activity ---------------------------------------------------------------------------

    @property
    def details_open(self) -> bool:
        return self.side.currentWidget() is self.details

    def open(self, line: DayLine) -> None:
        """All about an activity, beside the table or in its place."""
        self._show_details(line)
        self.side.setCurrentWidget(self.details)
        self.apply_theme()
        self.details.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_details(self) -> None:
        if not self.details_open:
            return
        self.side.setCurrentWidget(self.preview)
        self.apply_theme()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_told(self, line: DayLine | None) -> None:
        read = self._read
        if line is None or read is None:
            self.message.clear()
            return
        self.message.show_line(line, read.schedule.day, read.today)
        if self.details_open:
            self._show_details(line)

    def _show_details(self, line: DayLine) -> None:
        read = self._read
        if read is not None:
            people = [row for row in read.expected if row.activity_id == line.activity_id]
            self.details.show_line(line, read.schedule.day, read.today, people)

    def _refresh_details(self) -> None:
        shown = self.details.line
        lines = self.schedule.lines if self.schedule else ()
        fresh = [one for one in lines if shown and one.activity_id == shown.activity_id]
        if fresh:
            self._show_details(fresh[0])
        else:
            self.close_details()

    def _open_marked(self) -> None:
        if self.lines.line is not None:
            self.open(self.lines.line)

    def _open_partner(self) -> None:
        line = self.details.line if self.details_open else self.lines.line
        if line is not None and line.partner_id:
            self.partner_wanted.emit(line.partner_id)

    # -- on paper -------------------------------------------------------------------------------

    def print(self) -> None:
        """The preview with printer and copies."""
        if self._read is not None:
            self.context.papers().room.show(self._sheet(), self.theme, self)

    def save(self) -> None:
        """Asks for a file name and writes the PDF."""
        if self._read is not None:
            self.context.papers().room.save(self._sheet(), self)

    def _sheet(self) -> Sheet:
        return self.context.papers().sheets.of(SCHEDULE, self.day)

    # -- layout --------------------------------------------------------------------------------

    def apply_theme(self) -> None:
        super().apply_theme()
        px = self.theme.px
        self._row.setSpacing(px(16))
        self.sheet.body.setContentsMargins(px(10), px(4), px(10), px(6))
        wide = self.width() >= px(_WIDE)
        self.side.setVisible((wide and self._read is not None) or self.details_open)
        self.sheet.setVisible(wide or not self.details_open)
        self.dates.set_short(self.width() < px(820))
        room = self.width() - 2 * px(20) - px(16)
        if wide:
            least, most = (px(n) for n in _SIDE)
            self.side.setFixedWidth(min(most, max(least, room - px(_TABLE))))
        else:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)
        if self._read is not None and wide and not self.details_open:
            self.paper.show_day(self._read.schedule, self.context.settings().paper)
