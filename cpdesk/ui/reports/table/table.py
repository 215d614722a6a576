"""The table of a report, with its totals below it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from cpdesk.records.reports import Report
from cpdesk.ui.reports import texts
from cpdesk.ui.reports.table import scroll_into_view, wrapping
from cpdesk.ui.reports.table.table_model import ReportModel
from cpdesk.ui.reports.table.wrapping import MOST_LINES, WRAP
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.lists.record_model import LEFT, RIGHT, Index
from cpdesk.ui.widgets.lists.record_table import TableView
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words

_BODY, _HEAD = (14.0, 400), (12.0, 600)
_SIDE, _TOP = 8, 6
_MEASURED = 400  # rows; a longer table uses the width of its first ones
_WRAPPED = 2000  # rows; in a longer table, long words end in dots; the tooltip shows them
_LEAST_TEXT = 84


class ReportDelegate(QStyledItemDelegate):
    """One line per row, and more if the text needs them; numbers are right-aligned so that they can
    be compared."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._heights: dict[tuple[str, int], int] = {}
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._metrics = QFontMetrics(theme.font(*_BODY))
        self._heights.clear()

    def width_of(self, text: str) -> int:
        return self._metrics.horizontalAdvance(text) + 2 * self.theme.px(_SIDE) + 2

    @property
    def row_height(self) -> int:
        return self._metrics.height() + 2 * self.theme.px(_TOP)

    def height_of(self, text: str, wide: int) -> int:
        """The height of a row with this text in a column of this width."""
        if (text, wide) not in self._heights:
            room = wide - 2 * self.theme.px(_SIDE)
            lines = min(wrapping.lines(wrapping.breakable(text), room, self._metrics), MOST_LINES)
            high = self.row_height + (lines - 1) * self._metrics.lineSpacing()
            self._heights[text, wide] = high
        return self._heights[text, wide]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width_of(str(index.data())), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        view = option.widget
        led = isinstance(view, QTableView) and view.hasFocus()
        painter.save()
        if state & QStyle.StateFlag.State_Selected and led:
            painter.fillRect(rect, self.theme.color("accent_soft"))
        painter.setPen(QPen(self.theme.color("line_soft"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if led and isinstance(view, QTableView) and view.currentIndex() == index:
            painter.setPen(QPen(self.theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        side = self.theme.px(_SIDE)
        room = rect.adjusted(side, 0, -side, 0)
        painter.setFont(self.theme.font(*_BODY))
        painter.setPen(self.theme.color("ink"))
        flags, said = int(index.data(Qt.ItemDataRole.TextAlignmentRole)), str(index.data())
        model = index.model()
        if isinstance(model, ReportModel) and not model.is_text(index.column()):
            said = wrapping.held(said)
        if rect.height() >= self.row_height + painter.fontMetrics().lineSpacing():
            flags |= WRAP
            said = wrapping.fitted(said, room.width(), painter.fontMetrics())
        else:
            said = painter.fontMetrics().elidedText(
                said, Qt.TextElideMode.ElideRight, room.width() + 1
            )
        painter.drawText(room, flags, said)
        painter.restore()


class Lines(TableView):
    """Left and Right change the column, Enter sorts by it. `fitted` when the columns were
    resized."""

    fitted = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        self.report_model = ReportModel(words)
        self._delegate = ReportDelegate(theme)
        self._sizes: dict[int, tuple[int, int]] = {}  # per column: its preferred and smallest width
        self._high: dict[int, int] = {}  # rows with several lines
        super().__init__(theme, words.text("Report table"), self.report_model, self._delegate)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(self.turn)
        self.apply_theme()

    def turn(self, column: int) -> None:
        """Sorts by a column, or reverses the order."""
        row = max(0, self.currentIndex().row())
        self.report_model.turn(column)
        self.measure_anew()
        self.setCurrentIndex(self.report_model.index(row, column))
        self.fit()

    def apply_theme(self) -> None:
        self._delegate.apply_theme(self.theme)
        self.measure_anew()
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        super().apply_theme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.turn(self.currentIndex().column())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.report_model.rowCount():
            self.setCurrentIndex(self.report_model.index(0, 0))
        scroll_into_view.bring(self.parentWidget() or self)

    def sizeHint(self) -> QSize:
        """Needs no more than what the page gives it."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def measure_anew(self) -> None:
        """The table's contents or text size have changed."""
        self._sizes.clear()

    def fit(self) -> None:
        """Number columns are as wide as their contents; text columns share the rest, none below a
        readable width. If there is little room, column titles wrap to two lines, then the text
        does."""
        model = self.report_model
        texts = [n for n in range(model.columnCount()) if model.wraps(n)]
        for narrow in (False, True):
            model.set_narrow(narrow)
            need = {n: self._need(n, narrow) for n in range(model.columnCount())}
            spare = self.viewport().width() - sum(need.values())
            if spare >= 0:
                break
        wanted = dict(need)
        if need and spare > 0:
            need[texts[0] if texts else 0] += spare
        if spare < 0:
            least = {n: self._size(n)[1] for n in texts}
            need |= wrapping.shared({n: need[n] for n in texts}, least, -spare)
        for column, wide in need.items():
            self.setColumnWidth(column, wide)
        self._wrap({n: need[n] for n in texts if need[n] < wanted[n]})
        self.fitted.emit()

    def _wrap(self, cut: dict[int, int]) -> None:
        """Rows are as tall as the text in these columns needs, which are narrower than their
        text."""
        model, head = self.report_model, self.verticalHeader()
        usual = self._delegate.row_height
        head.setDefaultSectionSize(usual)
        heights: list[tuple[int, ...]] = []
        if cut and model.rowCount() <= _WRAPPED:
            columns = (
                [self._delegate.height_of(text, wide) for text in model.texts(column, _WRAPPED)]
                for column, wide in cut.items()
            )
            heights = list(zip(*columns, strict=True))
        before, self._high = self._high, {}
        for row, of in enumerate(heights):
            if (high := max(of)) != usual:
                self._high[row] = high
        for row in before.keys() | self._high.keys():  # a header keeps the heights it was given
            head.resizeSection(row, self._high.get(row, usual))

    def _need(self, column: int, narrow: bool) -> int:
        """If there is room, includes the arrow of a sorted column, so that no column moves."""
        head = self.horizontalHeader().sectionSizeHint(column)
        arrow = QFontMetrics(self.theme.font(*_HEAD)).horizontalAdvance(" ↓")
        return max(head + (0 if narrow else arrow), self._size(column)[0])

    def _size(self, column: int) -> tuple[int, int]:
        """What the first rows need in one line each, and what their longest word needs; a day and
        its time count as two words."""
        if column not in self._sizes:
            model, width_of = self.report_model, self._delegate.width_of
            texts = {*model.texts(column, _MEASURED), model.total(column)}
            if model.is_text(column):
                words = {word for text in texts for word in wrapping.words(text)}
                longest = sorted(words, key=len)[-8:]  # one of them is the widest
                least = max(self.theme.px(_LEAST_TEXT), *map(width_of, longest))
            else:
                least = max(width_of(half) for text in texts for half in wrapping.halves(text))
            self._sizes[column] = max(map(width_of, texts)), least
        return self._sizes[column]


class Totals(ThemedWidget):
    """The totals, under their columns."""

    def __init__(self, theme: Theme, lines: Lines) -> None:
        super().__init__(theme)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        lines.fitted.connect(self.update)
        lines.horizontalScrollBar().valueChanged.connect(lambda n: self.update())

    def sizeHint(self) -> QSize:
        high = QFontMetrics(self.theme.font(14, 600)).height() + 2 * self.theme.px(7)
        return QSize(0, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.color("edge"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(self.theme.font(14, 600))
        painter.setPen(self.theme.color("ink"))
        side, model = self.theme.px(_SIDE), self._lines.report_model
        for column in range(model.columnCount()):
            left = self._lines.columnViewportPosition(column)
            room = QRect(left + side, 0, self._lines.columnWidth(column) - 2 * side, self.height())
            where = RIGHT if model.is_number(column) else LEFT
            said = painter.fontMetrics().elidedText(
                model.total(column), Qt.TextElideMode.ElideRight, room.width() + 1
            )
            painter.drawText(room, int(where), said)


class ReportTable(QWidget):
    """Rows and totals together."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self.lines = Lines(theme, words)
        self.totals = Totals(theme, self.lines)
        self.setFocusProxy(self.lines)
        fill(QVBoxLayout(self), (self.lines, 1), self.totals, gap=0, edges=0)

    def show_report(self, report: Report) -> None:
        place = self.lines.currentIndex()
        row, column = place.row(), place.column()
        self.lines.report_model.show_report(report)
        self.lines.measure_anew()
        self.lines.setAccessibleName(
            f"{self._words.text(report.title)}, {texts.period(report, self._words)}"
        )
        said = texts.spoken_totals(report, self._words)
        self.lines.setAccessibleDescription(said)
        self.totals.setAccessibleName(said)
        self.totals.setVisible(report.totals is not None)
        self.lines.fit()
        if row >= 0 and row < len(report.rows) and column < len(report.columns):
            self.lines.setCurrentIndex(self.lines.report_model.index(row, column))
