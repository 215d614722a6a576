"""The flyer log before it is printed: what it covers on the left, its pages on the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import CHANNEL, Channel
from cpdesk.policy.grades import LAST, PK
from cpdesk.policy.grades import name as grade_name
from cpdesk.records.flyers import LogFilter
from cpdesk.records.reports import Period, Periods, ReportPartner
from cpdesk.services.flyers.log.log_files import log_csv
from cpdesk.services.printing.paper_specs import FLYER_LOG
from cpdesk.ui.flyers.papers import FlyerPapers
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.sheet import Made, page_count
from cpdesk.ui.paper.sheet import Sheet as PaperSheet
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.preview import PdfPreview
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.context_view import ContextView
from cpdesk.ui.widgets.text.labeled import Labeled, LabeledLine
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.typed import read_past_day, write_day
from cpdesk.words import N_

YEAR, MONTH, LAST_MONTH, DAYS = SPANS = ("year", "month", "last_month", "days")
_NAMES = {
    YEAR: N_("This school year"),
    MONTH: N_("This month"),
    LAST_MONTH: N_("Last month"),
    DAYS: N_("Custom dates"),
}


class LogView(ContextView):
    """`left` when the user goes back."""

    left = Signal()

    def __init__(self, context: PageContext, papers: FlyerPapers) -> None:
        super().__init__(context)
        theme = self.theme
        self._logs = context.services.flyer_logs
        self._papers = papers
        self._periods: Periods | None = None
        self._wanted: LogFilter | None = None
        text = self._words.text
        self.span = Combo(text("Period"))
        for span in SPANS:
            self.span.addItem(text(_NAMES[span]), span)
        self.first = LabeledLine(theme, text("&From"))
        self.last = LabeledLine(theme, text("&To"))
        self.partner = Combo(text("Partner"))
        self.of_grade = Combo(text("Grade"))
        self.of_grade.addItem(text("All grades"), None)
        for n in range(PK, LAST + 1):
            self.of_grade.addItem(grade_name(n), n)
        self.channel = Combo(text("Channel"))
        self.channel.addItem(text("All channels"), "")
        for channel, said in CHANNEL.items():
            self.channel.addItem(text(said), channel.value)
        self.classes = QCheckBox(text("Show a line for each class"))
        self.preview = PdfPreview(theme, text("Log preview"))
        self.about = Text(theme, "", Role.SMALL, wrap=True)
        self.trouble = VerdictBox(theme, small=True)
        self.print_button = Button(theme, text("Print"), text("Ctrl+Enter"), kind=Kind.PRIMARY)
        self.save_button = Button(theme, text("Save as PDF…"), text("Ctrl+S"))
        self.csv_button = Button(theme, text("Save table (CSV)…"))
        self.back_button = Button(theme, text("Back to flyers"), text("Esc"))
        self._lay_out()
        self._wire()
        self.trouble.hide()
        self.apply_theme()

    def _lay_out(self) -> None:
        theme, text = self.theme, self._words.text
        sheet = Sheet()
        fill(sheet.column, Labeled(theme, text("&Period"), self.span))
        days = QHBoxLayout()
        for field in (self.first, self.last):
            days.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        fill(
            sheet.column,
            days,
            Labeled(theme, text("P&artner"), self.partner),
            Labeled(theme, text("&Grade"), self.of_grade),
            Labeled(theme, text("&Channel"), self.channel),
            self.classes, self.about, self.trouble, 1,
            gap=theme.px(10),
        )  # fmt: skip
        self.side = Card(theme, text("Flyer log"))
        self.side.body.addWidget(sheet, 1)
        buttons = QVBoxLayout()
        for button in (self.print_button, self.save_button, self.csv_button, self.back_button):
            policy = button.sizePolicy()
            button.setSizePolicy(policy.Policy.Expanding, policy.Policy.Fixed)
            buttons.addWidget(button)
        self.side.body.addLayout(buttons)
        self._row = fill(QHBoxLayout(self), self.side, (self.preview, 1), edges=0)

    def _wire(self) -> None:
        for box in (self.span, self.partner, self.of_grade, self.channel):
            box.activated.connect(lambda _: self.make())
        for field in (self.first, self.last):
            field.line.editingFinished.connect(self.make)
            field.line.textEdited.connect(lambda _: self._by_days())
        self.classes.toggled.connect(lambda _: self.make())
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(lambda: self.save())
        self.csv_button.clicked.connect(lambda: self.save_table())
        self.back_button.clicked.connect(self.left)

    # -- what it covers -------------------------------------------------------------------------

    def start(self) -> None:
        """When it opens: the periods and partners as of today, then the first preview."""

        def work() -> tuple[Periods, tuple[ReportPartner, ...]]:
            return self._logs.periods(), self._logs.partners()

        def done(found: tuple[Periods, tuple[ReportPartner, ...]]) -> None:
            self._periods = found[0]
            self._fill_partners(found[1])
            self._wanted = None
            self.make()

        self.preview.set_message(self._words.text("Preparing the preview…"))
        self.span.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tasks.run(
            work, owner=self, done=done, failed=self._show_error, latest="flyers.periods"
        )

    def _fill_partners(self, partners: tuple[ReportPartner, ...]) -> None:
        kept = self.partner.currentData()
        self.partner.clear()
        self.partner.addItem(self._words.text("All partners"), "")
        for one in partners:
            self.partner.addItem(one.name, one.partner_id)
        self.partner.setCurrentIndex(max(0, self.partner.findData(kept)))

    def _by_days(self) -> None:
        """Typing a day switches to custom dates."""
        self.span.setCurrentIndex(SPANS.index(DAYS))

    @property
    def period(self) -> Period | None:
        """None while the typed days aren't a valid period."""
        periods = self._periods
        if periods is None:
            return None
        span = self.span.currentData()
        named = {
            YEAR: periods.school_year, MONTH: periods.this_month, LAST_MONTH: periods.last_month,
        }  # fmt: skip
        if span in named:
            return named[span]
        first = read_past_day(self.first.said, self.context.today())
        last = read_past_day(self.last.said, self.context.today())
        for field, day in ((self.first, first), (self.last, last)):
            wrong = bool(field.said) and day is None
            said = self._words.text("Enter a date, such as Nov 3.") if wrong else ""
            field.remark(said, wrong=wrong)
        return Period(first, last) if first and last and first <= last else None

    @property
    def wanted(self) -> LogFilter | None:
        """The log to show; None while the days aren't valid."""
        period = self.period
        if period is None:
            return None
        channel = self.channel.currentData()
        return LogFilter(
            period.first,
            period.last,
            str(self.partner.currentData() or ""),
            self.of_grade.currentData(),
            Channel(channel) if channel else None,
            self.classes.isChecked(),
        )

    # -- the preview ----------------------------------------------------------------------------

    def make(self) -> None:
        """Makes the pages again if something else is asked for."""
        wanted = self.wanted
        if wanted is None or wanted == self._wanted:
            return
        self._wanted = wanted
        for field, day in ((self.first, wanted.first), (self.last, wanted.last)):
            if self.span.currentData() != DAYS:
                field.set(write_day(day, self._words))
                field.remark("")
        self.trouble.hide()

        def done(made: Made) -> None:
            if self._wanted != wanted:
                return  # something else has been asked for since
            self.preview.set_pages(made.pictures)
            self.about.setText(page_count(made, self._words))

        self._papers.room.make(
            self._sheet(wanted), self, done, self._show_error, latest="flyers.log"
        )

    def _show_error(self, trouble: DeskError) -> None:
        self.trouble.show_error(trouble, self._words)
        self.preview.set_message(self.trouble.word.text())

    def _sheet(self, wanted: LogFilter) -> PaperSheet:
        return self._papers.sheets.of(FLYER_LOG, wanted)

    # -- where it goes --------------------------------------------------------------------------

    def print(self) -> None:
        """Opens the preview with printer and copies."""
        wanted = self.wanted
        if wanted is not None:
            self._papers.show(self._sheet(wanted))

    def save(self) -> QFileDialog | None:
        """As a PDF."""
        wanted = self.wanted
        if wanted is None:
            return None
        return self._papers.room.save(self._sheet(wanted), self.window())

    def save_table(self) -> QFileDialog | None:
        """The same lines as a table for a spreadsheet."""
        wanted = self.wanted
        if wanted is None:
            return None
        room, words = self._papers.room, self._words
        name = f"cpdesk-flyer-log-{wanted.first:%Y-%m-%d}-{wanted.last:%Y-%m-%d}.csv"
        return room.ask_file(
            self.window(),
            words.text("Save the table"),
            words.text("CSV files (*.csv)"),
            name,
            lambda path: self.write_table(wanted, path),
        )

    def write_table(self, wanted: LogFilter, path: Path) -> None:
        """Reads the lines, makes the table on a worker and writes it."""
        room, words = self._papers.room, self._words

        def table() -> bytes:
            return log_csv(self._logs.log(wanted), words)

        done = partial(room.write, path=path)
        self._tasks.run(table, owner=self, done=done, failed=room.tell)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._row.setSpacing(px(16))
        self.side.setFixedWidth(min(px(340), max(px(292), int(self.width() * 0.32))))
