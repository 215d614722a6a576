"""Reports: what happened over a period, as charts and in a table; on paper and in files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from cpdesk.errors import DeskError
from cpdesk.records.reports import (
    Periods,
    Report,
    ReportKind,
    ReportOf,
    ReportPartner,
    VisitorFound,
    VisitorOf,
)
from cpdesk.services.printing.paper_specs import REPORT, VISITOR_FILE
from cpdesk.ui.changes import Changes
from cpdesk.ui.input.keys import Key, KeyLine
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.page_table import entry_of
from cpdesk.ui.paper.sheet import Sheet, sheet_of
from cpdesk.ui.reports import texts
from cpdesk.ui.reports.chart_view import ChartView
from cpdesk.ui.reports.export_targets import FileKind, TableFiles, chart_drawing
from cpdesk.ui.reports.filters import Filters
from cpdesk.ui.reports.report_view import ReportView
from cpdesk.ui.reports.table import scroll_into_view
from cpdesk.ui.reports.table.kinds import KindList
from cpdesk.ui.reports.table.table import ReportTable
from cpdesk.ui.reports.visitor_dialog import VisitorDialog
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import retheme_parts
from cpdesk.words import N_

KEYS = (
    KeyLine("Up", N_("Move in the list of reports (also Down)")),
    KeyLine("Alt+P", N_("The period (Alt+F and Alt+T: its dates)")),
    KeyLine("Alt+A", N_("The partner")),
    KeyLine("Enter", N_("Go from the list to the table, then sort by the selected column")),
    KeyLine("Left", N_("In the table: another column (also Right)")),
    KeyLine("Esc", N_("Back to the list of reports")),
    KeyLine("Ctrl+P", N_("Print the report")),
    KeyLine("Ctrl+S", N_("Save the report as PDF")),
    KeyLine("Ctrl+Shift+X", N_("Save the table for Excel")),
    KeyLine("Ctrl+Shift+E", N_("Save the table as CSV")),
    KeyLine("Ctrl+D", N_("Data request about a visitor")),
)
_LISTED = 860  # from this width on, the reports are listed on the left
_BESIDE = 700  # from this width on, two charts are side by side
_BUT_CHARTS = 455  # the height of everything that isn't a chart
_CHARTS = 2  # more than two are only on paper
_ICON = entry_of("reports").icon
_SLOW = 250  # ms; if a report takes longer, the figures of the previous one are hidden


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading found; no report while the days aren't a valid period."""

    periods: Periods
    partners: tuple[ReportPartner, ...]
    report: Report | None


class ReportsPage(QWidget):
    """The reports on the left, the selected one on the right."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = context.theme
        self._context = context
        self._reports = context.services.reports
        self._room = context.papers().room
        self._tasks = context.tasks
        self._words = context.words
        self._report: Report | None = None
        self.slow_timer = QTimer(self)
        self.slow_timer.setSingleShot(True)
        self.slow_timer.setInterval(_SLOW)
        self._files = TableFiles(self._room, context.tasks, context.words, self)
        self._build()
        self._wire(context.changes)

    @property
    def widget(self) -> QWidget:
        return self

    @property
    def report(self) -> Report | None:
        return self._report

    def header_widgets(self) -> Sequence[QWidget]:
        return (HeaderSpace(), self.visitor_button, self.save_button, self.print_button)

    def keys(self) -> Sequence[KeyLine]:
        return KEYS

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, text = self.theme, self._words.text
        self.visitor_button = Button(theme, text("Data request…"), small=True)
        set_tooltip(
            self.visitor_button, text("Data request about a visitor ({keys})", keys="Ctrl+D")
        )
        self.save_button = Button(theme, text("Save…"), small=True)
        self.print_button = Button(theme, text("Print"), "Ctrl+P", kind=Kind.PRIMARY, small=True)
        self.kinds = KindList(theme, self._words)
        self._left = Card(theme)
        self._left.body.addWidget(self.kinds, 1)
        self.filters = Filters(theme, self._words)
        self.heading = Text(theme, "", Role.STRONG, wrap=True)
        self.about = Text(theme, "", Role.SMALL, wrap=True)
        self.charts = tuple(
            ChartView(theme, self._words, self._tasks, chart_drawing(self._words))
            for _ in range(_CHARTS)
        )
        self._charts = QHBoxLayout()
        for view in self.charts:
            self._charts.addWidget(view)
            view.hide()
        self.table = ReportTable(theme, self._words)
        self.notes = Text(theme, "", Role.SMALL, wrap=True)
        self._sheet = ReportView()
        self._column = self._sheet.column
        fill(self._column, self.heading, self.about, self._charts, (self.table, 1), self.notes)
        self.empty = EmptyState(theme, _ICON, text("Loading the report…"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._sheet)
        self._right = Card(theme)
        self._right.body.addWidget(self.filters)
        self._right.body.addWidget(self.stack, 1)
        self._row = fill(QHBoxLayout(self), self._left, (self._right, 1))
        self._allow(False)
        self._apply_theme()

    def _wire(self, changes: Changes) -> None:
        self.visitor_button.clicked.connect(self.ask_visitor)
        self.save_button.clicked.connect(self.offer_files)
        self.print_button.clicked.connect(self.print)
        self.kinds.chosen.connect(self._kind_chosen)
        self.kinds.entered.connect(self._into_table)
        self.filters.kind_chosen.connect(self.kinds.mark)
        self.filters.changed.connect(self._other)
        self.slow_timer.timeout.connect(self._wait)
        for changed in (
            changes.visits,
            changes.requests,
            changes.flyers,
            changes.roster,
            changes.office,
        ):
            changed.connect(self._changed)
        for keys, act in (
            ("Ctrl+P", self.print),
            ("Ctrl+S", self.save),
            ("Ctrl+Shift+X", lambda: self.save_table(FileKind.XLSX)),
            ("Ctrl+Shift+E", lambda: self.save_table(FileKind.CSV)),
            ("Ctrl+D", self.ask_visitor),
        ):
            Key(keys, self, act, everywhere=True)

    # -- what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        self._focus_kinds()
        self.refresh()

    def refresh(self) -> None:
        """Makes the report again; order, column and period stay."""
        kind, pick, partner = self.kinds.kind, self.filters.picker(), self.filters.partner_id

        def read() -> _Read:
            periods = self._reports.periods()
            period = pick(periods)
            made = None
            if period is not None:
                made = self._reports.make(kind, period.first, period.last, partner)
            return _Read(periods, self._reports.partners(), made)

        self._tasks.run(
            read, owner=self, done=self._show, failed=self._show_trouble, latest="reports.read"
        )

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        for widget in (self.visitor_button, self.save_button, self.print_button):
            retheme_parts(widget, theme)
        self._apply_theme()

    def typed(self, event: QKeyEvent) -> bool:
        """No letter is a shortcut on this page."""
        return False

    def _changed(self) -> None:
        """The counted data may have changed; counted again only while the page is in sight."""
        if self.isVisible():
            self.refresh()

    # -- the report -----------------------------------------------------------------------------

    def _kind_chosen(self, kind: ReportKind) -> None:
        self.filters.show_kind(kind)
        self._other()

    def _other(self) -> None:
        """Shows another report than the current one."""
        self.slow_timer.start()
        self.refresh()

    def _wait(self) -> None:
        """Hides the old figures: they would be mistaken for those of the new report."""
        self._report = None
        self._allow(False)
        self.empty.set(_ICON, self._words.text("Loading the report…"))
        self.stack.setCurrentWidget(self.empty)

    def _show(self, read: _Read) -> None:
        self.slow_timer.stop()
        self.filters.show_periods(read.periods, self._context.today())
        self.filters.show_partners(read.partners)
        if read.report is None:
            return
        report = self._report = read.report
        words = self._words
        self.heading.setText(words.text(report.title))
        self.about.setText(texts.about(report, words))
        self._allow(True)
        if not report.rows:
            self._show_empty(report)
            return
        for n, view in enumerate(self.charts):
            view.show_chart(report.charts[n] if n < len(report.charts) else None)
        self.table.show_report(report)
        self.notes.setText(" ".join(texts.worded(note, words) for note in report.notes))
        self.notes.setVisible(bool(report.notes))
        self.stack.setCurrentWidget(self._sheet)
        self._apply_theme()

    def _show_empty(self, report: Report) -> None:
        days = texts.period(report, self._words)
        whom = f" · {report.partner_name}" if report.partner_name else ""
        self.empty.set(_ICON, texts.nothing(report, self._words), days + whom)
        self.stack.setCurrentWidget(self.empty)

    def _show_trouble(self, trouble: DeskError) -> None:
        """No roster yet, or no school: what to do is shown in the middle."""
        self.slow_timer.stop()
        self._report = None
        self._allow(False)
        self.empty.set("school", *self._words.error_parts(trouble))
        self.stack.setCurrentWidget(self.empty)

    def _allow(self, allowed: bool) -> None:
        for button in (self.print_button, self.save_button, self.visitor_button):
            button.setEnabled(allowed)

    # -- on paper and in files ------------------------------------------------------------------

    def print(self) -> None:
        """Opens the preview with printer and copies."""
        if self._report is not None:
            self._room.show(self._paper(self._report), self.theme, self)

    def save(self) -> None:
        """Asks for a file and writes the PDF."""
        if self._report is not None:
            self._room.save(self._paper(self._report), self)

    def save_table(self, kind: FileKind) -> None:
        """Asks for a file and writes the table alone."""
        if self._report is not None:
            self._files.save(self._report, kind, self)

    def offer_files(self) -> QMenu:
        """The file formats, under their button."""
        text = self._words.text
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for says_it, keys, act in (
            (text("PDF…"), "Ctrl+S", self.save),
            (text("Excel workbook…"), "Ctrl+Shift+X", lambda: self.save_table(FileKind.XLSX)),
            (text("CSV…"), "Ctrl+Shift+E", lambda: self.save_table(FileKind.CSV)),
        ):
            action = menu.addAction(f"{says_it}\t{keys}")
            action.triggered.connect(lambda _=False, act=act: act())
        under = QPoint(0, self.save_button.height() + 4)
        menu.popup(self.save_button.mapToGlobal(under))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _paper(self, report: Report) -> Sheet:
        """What is shown is what prints."""
        of, words = ReportOf(report.kind, report.period), self._words
        return sheet_of(REPORT, of, lambda: report, words, words.local(report.made_at).date())

    def ask_visitor(self) -> VisitorDialog | None:
        """Asks whose file is wanted; does nothing if reports can't be viewed either."""
        if not self.visitor_button.isEnabled():
            return None
        dialog = VisitorDialog(self.theme, self._words, self._tasks, self._reports, self)
        dialog.wanted.connect(lambda visitor: self.show_file(visitor, dialog))
        dialog.tables.connect(lambda visitor: self._save_file(visitor, dialog))
        dialog.open()
        return dialog

    def show_file(self, visitor: VisitorFound, dialog: VisitorDialog) -> None:
        of = VisitorOf(visitor.visitor_key, visitor.name, dialog.read.isChecked())
        self._room.show(self._context.papers().sheets.of(VISITOR_FILE, of), self.theme, dialog)

    def _save_file(self, visitor: VisitorFound, dialog: VisitorDialog) -> None:
        read, key = dialog.read.isChecked(), visitor.visitor_key
        day = self._context.today()
        self._files.save_visitor(
            lambda: self._reports.visitor(key, read=read), day, FileKind.XLSX, dialog
        )

    # -- keys -----------------------------------------------------------------------------------

    def _focus_kinds(self) -> None:
        where = self.filters.kind if self._left.isHidden() else self.kinds
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_into_view.bring(where)

    def _into_table(self) -> None:
        made = self._report is not None and self._report.kind is self.kinds.kind
        if made and self.stack.currentWidget() is self._sheet:
            self.table.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part didn't use."""
        if event.key() == Qt.Key.Key_Escape:
            self._focus_kinds()
        else:
            super().keyPressEvent(event)

    # -- layout ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_theme()

    def _apply_theme(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(20), px(16), px(20), px(16))
        self._row.setSpacing(px(16))
        self._left.body.setContentsMargins(px(8), px(8), px(8), px(8))
        self._right.body.setContentsMargins(px(16), px(12), px(16), px(12))
        self._right.body.setSpacing(px(12))
        self._column.setSpacing(px(6))
        self._charts.setSpacing(px(20))
        listed = self.width() >= px(_LISTED)
        self._left.setVisible(listed)
        self._left.setFixedWidth(min(px(280), max(px(220), int(self.width() * 0.24))))
        self.filters.set_narrow(not listed)
        self.table.lines.setMinimumHeight(px(150))
        beside = self._right.width() >= px(_BESIDE)
        way = QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom
        self._charts.setDirection(way)
        seen = self.parentWidget() or self  # the page may be taller than the part in sight
        for view in self.charts:
            view.leave(int(seen.height() * 100 / self.theme.text_size) - _BUT_CHARTS)
