"""Which days and which partner a report covers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from cpdesk.records.reports import Period, Periods, ReportKind, ReportPartner
from cpdesk.ui.reports.periods import NAMES, Span, named
from cpdesk.ui.reports.table.kinds import KINDS
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.text.labeled import Labeled, LabeledLine
from cpdesk.ui.widgets.text.typed import read_past_day, write_day
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words


class Filters(ThemedWidget):
    """Period and partner and, if there is no list on the left, the report too. `changed` when a
    valid period or a partner was chosen, `kind_chosen` with a report."""

    changed = Signal()
    kind_chosen = Signal(object)  # ReportKind

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme)
        self._words = words
        self._periods: Periods | None = None
        self._message: Period | None = None
        self._today = date.min
        text = words.text
        self.kind = Combo(text("Report"))
        for kind, said in KINDS.items():
            self.kind.addItem(text(said.name), kind.value)
        self.span = Combo(text("Period"))
        for span, name in NAMES.items():
            self.span.addItem(text(name), span.value)
        self.first = LabeledLine(theme, text("&From"))
        self.last = LabeledLine(theme, text("&To"))
        self.partner = Combo(text("Partner"))
        self.partner.addItem(text("All partners"), "")
        self._kind = Labeled(theme, text("&Report"), self.kind)
        self._span = Labeled(theme, text("&Period"), self.span)
        self._partner = Labeled(theme, text("P&artner"), self.partner)
        self._flow = FlowLayout(self, gap=theme.px(12))
        for part in (self._kind, self._span, self.first, self.last, self._partner):
            self._flow.addWidget(part)
        self._kind.hide()
        self.kind.activated.connect(
            lambda n: self.kind_chosen.emit(ReportKind(self.kind.itemData(n)))
        )
        self.span.activated.connect(self._span_chosen)
        self.partner.currentIndexChanged.connect(lambda n: self.changed.emit())
        for field in (self.first, self.last):
            field.line.editingFinished.connect(self._typed)
            field.line.entered.connect(self._typed)
        self.apply_theme()

    # -- what is asked for ----------------------------------------------------------------------

    @property
    def period(self) -> Period | None:
        """None while the typed days aren't a valid period, and until it is known what this month
        is."""
        return self.picker()(self._periods) if self._periods else None

    def picker(self) -> Callable[[Periods], Period | None]:
        """What `period` will be once it is known what this month is; on any thread."""
        span, typed = self._span_now, (self._day(self.first), self._day(self.last))

        def pick(periods: Periods) -> Period | None:
            if found := named(span, periods):
                return found
            first, last = typed
            return Period(first, last) if first and last and first <= last else None

        return pick

    @property
    def partner_id(self) -> str:
        """ "" for all partners."""
        return str(self.partner.currentData() or "")

    def show_periods(self, periods: Periods, today: date) -> None:
        """What "this month" means, and what a date without a year means."""
        self._periods, self._today = periods, today
        if self._span_now is not Span.CHOSEN:
            self._write_days()
            self._message = self.period

    def show_kind(self, kind: ReportKind) -> None:
        self.kind.setCurrentIndex(self.kind.findData(kind.value))

    def show_partners(self, partners: Sequence[ReportPartner]) -> None:
        """The partners to choose from; the current choice stays if it is among them."""
        wanted = self.partner_id
        known = [(one.name, one.partner_id) for one in partners]
        places = range(1, self.partner.count())
        if known == [(self.partner.itemText(n), self.partner.itemData(n)) for n in places]:
            return
        with QSignalBlocker(self.partner):
            while self.partner.count() > 1:
                self.partner.removeItem(1)
            for name, partner_id in known:
                self.partner.addItem(name, partner_id)
            self.partner.setCurrentIndex(max(0, self.partner.findData(wanted)))

    def choose(self, span: Span) -> None:
        """Chooses another period, as from the list."""
        self.span.setCurrentIndex(self.span.findData(span.value))
        self._span_chosen()

    def set_narrow(self, narrow: bool) -> None:
        """Whether the report is chosen here too."""
        self._kind.setVisible(narrow)

    def apply_theme(self) -> None:
        px = self.theme.px
        for widget, wide in (
            (self.kind, 190),
            (self.span, 165),
            (self.partner, 220),
            (self.first, 124),
            (self.last, 124),
        ):
            widget.setFixedWidth(px(wide))
        self.updateGeometry()

    # -- what is typed --------------------------------------------------------------------------

    @property
    def _span_now(self) -> Span:
        return Span(self.span.currentData())

    def _day(self, field: LabeledLine) -> date | None:
        return read_past_day(field.said, self._today)

    def _span_chosen(self) -> None:
        if self._span_now is Span.CHOSEN:
            self.first.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.first.line.selectAll()
        else:
            self._write_days()
        self._remark()
        self._tell()

    def _write_days(self) -> None:
        if period := self.period:
            self.first.set(write_day(period.first, self._words))
            self.last.set(write_day(period.last, self._words))

    def _typed(self) -> None:
        """Typing a day switches to custom dates."""
        own, period = self._span_now is Span.CHOSEN, self.period
        typed = (self._day(self.first), self._day(self.last))
        if not own and period is not None and typed == (period.first, period.last):
            return
        self.span.setCurrentIndex(self.span.findData(Span.CHOSEN.value))
        self._remark()
        self._tell()

    def _tell(self) -> None:
        """Reports each period once: a field signals on Enter and again when it loses the focus."""
        period = self.period
        if period is not None and period != self._message:
            self._message = period
            self.changed.emit()

    def _remark(self) -> None:
        text = self._words.text
        first, last = self._day(self.first), self._day(self.last)
        for field, day in ((self.first, first), (self.last, last)):
            field.remark("" if day else text("Enter a date"), wrong=not day)
        if first and last and first > last:
            self.last.remark(text("Before the first day"), wrong=True)
