"""The small forms of a decision: decline, change, offer another time, accept one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from cpdesk.policy.deciding import MOST_OFFERS
from cpdesk.policy.decision import Finding
from cpdesk.policy.decline_reasons import DECLINE_REASONS, fitting
from cpdesk.policy.requests import Kind as RequestKind
from cpdesk.policy.requests import Verdict
from cpdesk.records.requests import Deciding, FreeTimes, RequestRecord, Window
from cpdesk.ui.parts import Choice, FlowLayout, Kind, Role, Text
from cpdesk.ui.parts.labeled import LabeledLine
from cpdesk.ui.parts.sheet import Sheet
from cpdesk.ui.parts.tray import Tray
from cpdesk.ui.parts.typed import read_day, read_time, write_day, write_time
from cpdesk.ui.requests import says
from cpdesk.ui.requests.facts import offered
from cpdesk.ui.requests.free_times import WHY_NONE, FreeTimesList
from cpdesk.ui.theme import Theme
from cpdesk.words import N_, Words

_REST = 250  # the part of a page that reasons cannot use: field, buttons, request


class DeclineTray(Tray):
    """A reason that fits this request, and words for the one who asked. `done` carries (code,
    words). Of a visitor at the desk there is no letter."""

    def __init__(
        self, theme: Theme, words: Words, kind: RequestKind, findings: Sequence[Finding]
    ) -> None:
        why = N_(
            "The person who asked will read this, and it’s printed in the letter to the partner."
        )
        if kind is RequestKind.THIS_VISIT:
            why = N_("The front desk reads it on the visitor’s card.")
        super().__init__(
            theme,
            words,
            words.text("Why are you declining this?"),
            words.text("Decline"),
            Kind.DANGER,
            words.text(why),
        )
        self._reasons = Sheet()
        box = QWidget()
        flow = FlowLayout(box, 6)
        self._group = QButtonGroup(self)
        self.chips: dict[str, Choice] = {}
        for code in fitting(kind, findings):
            chip = Choice(theme, words.text(DECLINE_REASONS[code]).rstrip("."))
            self.chips[code] = chip
            self._group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(self.missing.hide)
            chip.toggled.connect(partial(self._see, chip))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        self._reasons.column.addWidget(box)
        self._reasons.column.addStretch(1)
        self.column.addWidget(self._reasons)
        self.reason = self.line(
            words.text("In your own &words"), words.text("Add details if needed")
        )

    def fit(self, room: int) -> None:
        """At least two lines of reasons stay visible, and part of the request above."""
        px = self.theme.px
        self._reasons.bound(max(px(76), room - px(_REST)))

    def _see(self, chip: Choice, chosen: bool) -> None:
        """Scrolls to what an arrow key chose."""
        if chosen:
            self._reasons.ensureWidgetVisible(chip, 0, 0)

    @property
    def code(self) -> str:
        return next((code for code, chip in self.chips.items() if chip.isChecked()), "")

    def start(self) -> None:
        next(iter(self.chips.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        said = self.reason.said
        if not said and self.code in ("", "other"):
            self.still(
                self.words.text("Choose a reason or enter one."),
                self.reason.line if self.code else next(iter(self.chips.values())),
            )
            return
        self.done.emit((self.code or "other", said))


class ChangeTray(Tray):
    """Another day, time or place for an approval. `done` carries a Deciding with what differs."""

    def __init__(self, theme: Theme, words: Words, record: RequestRecord, today: date) -> None:
        super().__init__(
            theme,
            words,
            words.text("Approve with a different time or place"),
            words.text("Approve with changes"),
            why=words.text("Fields you don’t change stay the same. The rules are checked again."),
        )
        self._record, self._today = record, today
        ask = record.ask
        self.day = LabeledLine(theme, words.text("&Day"), words.text("e.g. Nov 30"))
        self.begin = LabeledLine(theme, words.text("&From"), words.text("e.g. 11:35"))
        self.end = LabeledLine(theme, words.text("&To"), words.text("e.g. 30 min"))
        self.place = LabeledLine(theme, words.text("P&lace"))
        for field, said in (
            (self.day, write_day(ask.day, words)),
            (self.begin, write_time(ask.start, words)),
            (self.end, write_time(ask.end, words)),
            (self.place, ask.place),
        ):
            field.set(said)
            field.line.textEdited.connect(self.missing.hide)
            field.line.entered.connect(self.submit)
        across = QHBoxLayout()
        for field, share in ((self.day, 3), (self.begin, 2), (self.end, 2), (self.place, 3)):
            across.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(across)

    def start(self) -> None:
        self.begin.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.begin.line.selectAll()

    def submit(self) -> None:
        ask, words = self._record.ask, self.words
        day = read_day(self.day.said, self._today)
        start = read_time(self.begin.said)
        end = read_time(self.end.said, start)
        if day is None:
            self.still(words.text("Enter a date, such as Nov 30."), self.day.line)
        elif start is None:
            self.still(words.text("Enter a time, such as 11:35."), self.begin.line)
        elif end is None or end <= start:
            self.still(
                words.text("Enter an end time after the start, or a length such as 30 min."),
                self.end.line,
            )
        else:
            said = Deciding(self._record.request_id, self._record.version, Verdict.APPROVE)
            moved = (day, start, end) != (ask.day, ask.start, ask.end)
            if moved:
                said = replace(said, day=day, start=start, end=end)
            if self.place.said and self.place.said != ask.place:
                said = replace(said, place=self.place.said)
            self.done.emit(said)


class OfferTray(Tray):
    """Times that work, to offer instead; one can also be typed. `done` carries the windows."""

    def __init__(self, theme: Theme, words: Words, today: date) -> None:
        super().__init__(
            theme,
            words,
            words.text("Which times do you want to offer?"),
            words.text("Offer"),
            why=words.text("Press Space to select more than one. The person who asked picks one."),
        )
        self._today = today
        self.times = FreeTimesList(theme, words, several=True)
        self.times.setFixedHeight(theme.px(150))
        self.nothing = Text(theme, words.text("Looking for times…"), Role.SMALL, wrap=True)
        self.times.hide()
        self.column.addWidget(self.times)
        self.column.addWidget(self.nothing)
        self.day = LabeledLine(theme, words.text("Other &day"), words.text("e.g. Nov 30"))
        self.begin = LabeledLine(theme, words.text("&From"), words.text("e.g. 11:35"))
        self.end = LabeledLine(theme, words.text("&To"), words.text("e.g. 30 min"))
        across = QHBoxLayout()
        for field in (self.day, self.begin, self.end):
            field.line.textEdited.connect(self.missing.hide)
            field.line.entered.connect(self.submit)
            across.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(across)

    def start(self) -> None:
        if self.times.isHidden():
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.times.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_times(self, found: FreeTimes) -> None:
        """What Find times suggests."""
        self.times.show_times(found, self._today)
        self.times.setVisible(bool(found.times))
        why = WHY_NONE.get(found.why, WHY_NONE["full"])
        self.nothing.setText("" if found.times else self.words.text(why))
        self.nothing.setVisible(not found.times)
        if not self.day.said:
            self.start()

    def submit(self) -> None:
        words = self.words
        typed = self._typed() if self.day.said or self.begin.said else ()
        if typed is None:
            self.still(words.text("Enter a day, a start time, and an end time."), self.day.line)
            return
        offers = (*(self.times.marked if not typed or self._any_mark() else ()), *typed)
        if not offers:
            self.still(words.text("Select a time or enter one."), self.day.line)
        elif len(offers) > MOST_OFFERS:
            self.still(words.text("You can offer up to {n} times.", n=MOST_OFFERS), self.times)
        else:
            self.done.emit(offers)

    def _any_mark(self) -> bool:
        rows = range(self.times.count())
        return any(self.times.item(n).checkState() is Qt.CheckState.Checked for n in rows)

    def _typed(self) -> tuple[Window, ...] | None:
        day = read_day(self.day.said, self._today)
        start = read_time(self.begin.said)
        end = read_time(self.end.said, start)
        if day is None or start is None or end is None or end <= start:
            return None
        zone = self.words.zone
        window = Window(
            datetime.combine(day, start, tzinfo=zone), datetime.combine(day, end, tzinfo=zone)
        )
        return (window,)


class TakeTray(Tray):
    """The times that a leader offered. `done` carries the number of the accepted one."""

    def __init__(self, theme: Theme, words: Words, record: RequestRecord, today: date) -> None:
        super().__init__(
            theme, words, words.text("Which offered time works?"), words.text("Accept time")
        )
        times = offered(record)
        self.times = FreeTimesList(theme, words)
        self.times.set_lines([(window, says.span(window, today, words)) for window in times])
        self.times.setFixedHeight(theme.px(min(36 * max(1, len(times)) + 12, 160)))
        self.times.taken.connect(lambda _: self.submit())
        self.column.addWidget(self.times)

    def start(self) -> None:
        self.times.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self.times.current >= 0:
            self.done.emit(self.times.current)


def knowing_words(minutes: int, clashes: int, words: Words) -> tuple[str, ...]:
    """What an approval involves, shown before it is given."""
    said = []
    if minutes:
        uses = words.count(
            "This uses {n} minute of class time, under the exception that was requested.",
            "This uses {n} minutes of class time, under the exception that was requested.",
            minutes,
        )
        said.append(uses)
    if clashes:
        listed = words.count(
            "{n} time conflict, listed above.", "{n} time conflicts, listed above.", clashes
        )
        said.append(listed)
    return tuple(said)
