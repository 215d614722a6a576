"""A month to choose a day from, shown over the window below the widget that opened it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.words import Words


class Calendar(QFrame):
    """Arrow keys, Page Up and Page Down move; Enter chooses; Esc or a click elsewhere closes."""

    picked = Signal(object)  # date

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._opener: QWidget | None = None
        self.setProperty("card", True)
        self.setAutoFillBackground(True)
        self.setAccessibleName(words.text("Choose a day"))
        self.month = QCalendarWidget()
        self.month.setAccessibleName(words.text("Calendar"))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        for name, said in (
            ("qt_calendar_prevmonth", words.text("Previous month")),
            ("qt_calendar_nextmonth", words.text("Next month")),
            ("qt_calendar_monthbutton", words.text("Month")),
            ("qt_calendar_yearbutton", words.text("Year")),
            ("qt_calendar_yearedit", words.text("Year")),
            ("qt_calendar_calendarview", words.text("Days of the month")),
        ):
            part = self.month.findChild(QWidget, name)
            if isinstance(part, QWidget):
                part.setAccessibleName(said)
        self.month.activated.connect(self._take)
        self.month.clicked.connect(self._take)
        fill(QVBoxLayout(self), self.month, edges=8)
        self.hide()

    def open_at(self, day: date, opener: QWidget) -> None:
        """Opens under `opener`, inside its window, with `day` selected."""
        window = opener.window()
        self._opener = opener
        self.setParent(window)
        self._apply_theme()
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        place = opener.mapTo(window, QPoint(0, opener.height() + 6))
        right = max(0, window.width() - self.width() - 8)
        self.move(min(place.x(), right), place.y())
        self.show()
        self.raise_()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def dismiss(self) -> None:
        """Closes and gives the focus back."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if not self.isHidden():
            self.hide()
            if self._opener is not None:
                self._opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.dismiss()
        elif (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.dismiss()
            return True
        return False

    def _take(self, chosen: QDate) -> None:
        if not self.isHidden():
            self.dismiss()
            self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))

    def _apply_theme(self) -> None:
        """Every day in our text color, weekends a little softer; the same arrows as everywhere."""
        t, px = self.theme.tokens, self.theme.px
        soft = QTextCharFormat()
        soft.setForeground(self.theme.color("ink2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, soft)
        head = QTextCharFormat()
        head.setForeground(self.theme.color("ink3"))
        head.setFontPointSize(self.theme.font(12).pixelSize() * 0.75)
        self.month.setHeaderTextFormat(head)
        for name, icon in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            button = self.month.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(self.theme.icon(icon, "ink2"))
        self.month.setMinimumSize(px(320), px(280))
        self.month.setStyleSheet(
            f"QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.surface}; }}"
            f"QCalendarWidget QToolButton {{ color: {t.ink}; font-weight: 600; }}"
            "QCalendarWidget QToolButton::menu-indicator { image: none; }"
            f"QCalendarWidget QAbstractItemView {{ selection-background-color: {t.accent};"
            f" selection-color: {t.on_accent}; alternate-background-color: {t.surface};"
            f" background: {t.surface}; color: {t.ink}; border: 0; }}"
            f"QCalendarWidget QAbstractItemView:disabled {{ color: {t.ink3}; }}"
        )
