"""Chooses what a paper is for, right on the page: one of a few, a day, or the days of a period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent

from cpdesk.policy.school_year import SchoolYear
from cpdesk.records.reports import Period
from cpdesk.services.printing.paper_choices import Item, Pick, PickDay, PickOne, PickPeriod
from cpdesk.services.services import Services
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.text.labeled import Labeled, LabeledLine
from cpdesk.ui.widgets.text.typed import read_day, read_past_day, write_day
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words


class Chooser(ThemedWidget):
    """`picked` carries what was chosen: the key of an Item (with the Period if its days are chosen,
    too), a day, a Period, or None if there is nothing to choose. `nothing` carries a sentence if
    there is none to choose from, or a typed value isn't a date."""

    picked = Signal(object)
    nothing = Signal(str)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        services: Services,
        today: Callable[[], date],
    ) -> None:
        super().__init__(theme)
        self._words = words
        self._tasks = tasks
        self._services = services
        self._today = today
        self._pick: Pick | None = None
        self._items: tuple[Item, ...] = ()
        self._message: object = None
        text = words.text
        self.one = Combo(text("Which one"))
        self.day = LabeledLine(theme, text("&Day"))
        self.first = LabeledLine(theme, text("&From"))
        self.last = LabeledLine(theme, text("T&o"))
        self._one = Labeled(theme, text("&Which one"), self.one)
        self._flow = FlowLayout(self, gap=theme.px(12))
        for part in (self._one, self.day, self.first, self.last):
            self._flow.addWidget(part)
            part.hide()
        self.one.currentIndexChanged.connect(lambda n: self._tell())
        for field in (self.day, self.first, self.last):
            field.line.editingFinished.connect(self._tell)
            field.line.entered.connect(self._tell)
        self.apply_theme()

    def ask(self, pick: Pick | None) -> None:
        """Shows the fields of its choice, and reports the default choice right away."""
        self._pick, self._message, self._items = pick, None, ()
        self._one.setVisible(isinstance(pick, PickOne))
        self.day.setVisible(isinstance(pick, PickDay))
        for field in (self.first, self.last):
            field.setVisible(_has_days(pick))
        self._fit()
        self.setVisible(pick is not None)
        today = self._today()
        for field, day in (
            (self.day, today),
            (self.first, SchoolYear.of(today).starts_on),
            (self.last, today),
        ):
            field.set(write_day(day, self._words))
        if pick is None:
            self.picked.emit(None)
        elif isinstance(pick, PickOne):
            name = self._words.text(pick.label).replace("&", "")
            self._one.label.setText(name)
            self.one.setAccessibleName(name)
            with QSignalBlocker(self.one):
                self.one.clear()
            self.read()
        else:
            self._tell()

    def read(self) -> None:
        """Reads the choices again; the current choice stays."""
        pick = self._pick
        if isinstance(pick, PickOne):
            self._tasks.run(
                lambda: tuple(pick.read(self._services)),
                owner=self,
                done=lambda items: self._show(pick, items),
                failed=lambda trouble: self.nothing.emit(self._words.error(trouble)),
                latest="printing.items",
            )

    def focus(self) -> bool:
        """Moves the focus to the field; False if there is none."""
        field = {PickOne: self.one, PickDay: self.day.line, PickPeriod: self.first.line}.get(
            type(self._pick)
        )
        if field is None or not field.isEnabled():
            return False
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def apply_theme(self) -> None:
        px = self.theme.px
        self._fit()
        for field in (self.day, self.first, self.last):
            field.setFixedWidth(px(150))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Choices have long names: the field gets the whole line if there are no days next to
        it."""
        px = self.theme.px
        wide = px(340) if _has_days(self._pick) else px(560)
        self.one.setFixedWidth(max(px(240), min(wide, self.width())))

    # -- what is chosen -------------------------------------------------------------------------

    def _show(self, pick: PickOne, items: Sequence[Item]) -> None:
        if pick is not self._pick:
            return
        if tuple(items) != self._items or not items:
            self._items = tuple(items)
            before = self.one.currentData()
            with QSignalBlocker(self.one):
                self.one.clear()
                for item in items:
                    said = " · ".join(part for part in (item.name, item.detail) if part)
                    self.one.addItem(said, item.key)
                self.one.setCurrentIndex(max(0, self.one.findData(before)) if items else -1)
        self.one.setEnabled(bool(items))
        if items:
            self._tell()
        else:
            self._message = None
            self.nothing.emit(self._words.text(pick.none))

    def _tell(self) -> None:
        """Reports each choice once: a field signals on Enter and again when it loses the focus."""
        found = self._found()
        if found is None:
            self._message = None
            self.nothing.emit(self._words.text("Enter a date, such as 11/24."))
        elif found != self._message:
            self._message = found
            self.picked.emit(found)

    def _found(self) -> object:
        if isinstance(self._pick, PickOne):
            key, days = self.one.currentData(), self._period() if self._pick.days else None
            return (key, days) if days and key else None if self._pick.days else key
        if isinstance(self._pick, PickDay):
            day = read_day(self.day.said, self._today())
            self._remark(self.day, day)
            return day
        return self._period()

    def _period(self) -> Period | None:
        """The days in the two fields; None, with a message at the field, if they aren't valid."""
        first, last = (read_past_day(f.said, self._today()) for f in (self.first, self.last))
        self._remark(self.first, first)
        self._remark(self.last, last)
        if first and last and first > last:
            self.last.remark(self._words.text("Before the first day"), wrong=True)
            return None
        return Period(first, last) if first and last else None

    def _remark(self, field: LabeledLine, day: date | None) -> None:
        field.remark("" if day else self._words.text("Enter a date"), wrong=day is None)


def _has_days(pick: Pick | None) -> bool:
    return isinstance(pick, PickPeriod) or (isinstance(pick, PickOne) and pick.days)
