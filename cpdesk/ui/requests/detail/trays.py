"""The small forms of a decision: decline, change, offer another time, accept one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import Qt

from cpdesk.policy.approval.decisions import MOST_OFFERS
from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS, fitting
from cpdesk.policy.approval.requests import Kind as RequestKind
from cpdesk.policy.approval.requests import Verdict
from cpdesk.policy.decision import Finding
from cpdesk.records.requests import DecisionDraft, FreeTimes, RequestRecord, Window
from cpdesk.ui.requests import texts
from cpdesk.ui.requests.detail.facts import offered
from cpdesk.ui.requests.free_times import WHY_NONE, FreeTimesList
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice, Kind
from cpdesk.ui.widgets.forms.chip_fields import ChipField
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_tray import FormTray
from cpdesk.ui.widgets.forms.line_fields import DayField, TextField, TimeField
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.frames.tray import Tray
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, Words

_REST = 250  # the part of a page that reasons cannot use: field, buttons, request


@dataclass(frozen=True, slots=True)
class Declining:
    """A reason of the list, and words for the one who asked."""

    code: str | None = None
    reason: str = ""


_IN_WORDS = TextField("reason", N_("In your own &words"), N_("Add details if needed"))
_DECLINE = FormSpec(Declining, (ChipField("code", gap=6), _IN_WORDS))


class DeclineTray(FormTray[Declining]):
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
        names = [
            (code, words.text(DECLINE_REASONS[code]).rstrip("."))
            for code in fitting(kind, findings)
        ]
        super().__init__(
            theme, words, _DECLINE, Declining(),
            title=words.text("Why are you declining this?"),
            does=words.text("Decline"),
            look=Kind.DANGER,
            why=words.text(why),
            options={"code": names},
        )  # fmt: skip
        self._reasons = Sheet()
        self.form.column.insertWidget(0, self._reasons)  # first, or Tab would come to it last
        self._reasons.column.addWidget(self.form.blocks["code"])
        self._reasons.column.addStretch(1)
        for chip in self.form.buttons("code").values():
            chip.toggled.connect(partial(self._see, chip))

    def fit(self, room: int) -> None:
        """At least two lines of reasons stay visible, and part of the request above."""
        px = self.theme.px
        self._reasons.bound(max(px(76), room - px(_REST)))

    def _see(self, chip: Choice, chosen: bool) -> None:
        """Scrolls to what an arrow key chose."""
        if chosen:
            self._reasons.ensureWidgetVisible(chip, 0, 0)

    def start(self) -> None:
        self.form.focus("code", Qt.FocusReason.TabFocusReason)

    def check(self, record: Declining) -> tuple[str, str] | None:
        if record.reason or record.code not in (None, "other"):
            return None
        said = self.words.text("Choose a reason or enter one.")
        return "reason" if record.code else "code", said

    def result(self, record: Declining) -> tuple[str, str]:
        return record.code or "other", record.reason


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time, and a place."""

    day: date | None = None
    start: time | None = None
    end: time | None = None
    place: str = ""


_AT_DAY, _AT, _LASTS = N_("e.g. Nov 30"), N_("e.g. 11:35"), N_("e.g. 30 min")
_NO_END = N_("Enter an end time after the start, or a length such as 30 min.")
_CHANGE_DAY = DayField("day", N_("&Day"), _AT_DAY, needed=DayField.wrong, share=3)
_CHANGE_START = TimeField("start", N_("&From"), _AT, needed=TimeField.wrong, share=2)
_CHANGE_END = TimeField(
    "end", N_("&To"), _LASTS, after="start", needed=_NO_END, wrong=_NO_END, too_early=_NO_END,
    share=2,
)  # fmt: skip
_PLACE = TextField("place", N_("P&lace"), share=3)
_CHANGE = FormSpec(When, ((_CHANGE_DAY, _CHANGE_START, _CHANGE_END, _PLACE),))


class ChangeTray(FormTray[When]):
    """Another day, time or place for an approval. `done` carries a Deciding with what differs."""

    def __init__(self, theme: Theme, words: Words, record: RequestRecord, today: date) -> None:
        self._record, ask = record, record.ask
        super().__init__(
            theme, words, _CHANGE, When(ask.day, ask.start, ask.end, ask.place),
            title=words.text("Approve with a different time or place"),
            does=words.text("Approve with changes"),
            why=words.text("Fields you don’t change stay the same. The rules are checked again."),
            today=today,
        )  # fmt: skip

    def start(self) -> None:
        self.form.focus("start")
        self.form.line("start").line.selectAll()

    def result(self, record: When) -> DecisionDraft:
        ask = self._record.ask
        said = DecisionDraft(self._record.request_id, self._record.version, Verdict.APPROVE)
        if (record.day, record.start, record.end) != (ask.day, ask.start, ask.end):
            said = replace(said, day=record.day, start=record.start, end=record.end)
        if record.place and record.place != ask.place:
            said = replace(said, place=record.place)
        return said


_OFFER = FormSpec(
    When,
    (
        (
            DayField("day", N_("Other &day"), _AT_DAY),
            TimeField("start", N_("&From"), _AT),
            TimeField("end", N_("&To"), _LASTS, after="start"),
        ),
    ),
)


class OfferTray(FormTray[When]):
    """Times that work, to offer instead; one can also be typed. `done` carries the windows."""

    def __init__(self, theme: Theme, words: Words, today: date) -> None:
        self._today = today
        self.times = FreeTimesList(theme, words, several=True)
        self.times.setFixedHeight(theme.px(150))
        self.nothing = Text(theme, words.text("Looking for times…"), Role.SMALL, wrap=True)
        self.times.hide()
        super().__init__(
            theme, words, _OFFER, When(),
            title=words.text("Which times do you want to offer?"),
            does=words.text("Offer"),
            why=words.text("Press Space to select more than one. The person who asked picks one."),
            today=today, above=(self.times, self.nothing),
        )  # fmt: skip

    def start(self) -> None:
        if self.times.isHidden():
            super().start()
        else:
            self.times.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_times(self, found: FreeTimes) -> None:
        """What Find times suggests."""
        self.times.show_times(found, self._today)
        self.times.setVisible(bool(found.times))
        why = WHY_NONE.get(found.why, WHY_NONE["full"])
        self.nothing.setText("" if found.times else self.words.text(why))
        self.nothing.setVisible(not found.times)
        if not self.form.line("day").said:
            self.start()

    def submit(self) -> None:
        words, day = self.words, self.form.place("day")
        typed = self._typed()
        if typed is None:
            self.still(words.text("Enter a day, a start time, and an end time."), day)
            return
        offers = (*(self.times.marked if not typed or self._any_mark() else ()), *typed)
        if not offers:
            self.still(words.text("Select a time or enter one."), day)
        elif len(offers) > MOST_OFFERS:
            self.still(words.text("You can offer up to {n} times.", n=MOST_OFFERS), self.times)
        else:
            self.done.emit(offers)

    def _any_mark(self) -> bool:
        rows = range(self.times.count())
        return any(self.times.item(n).checkState() is Qt.CheckState.Checked for n in rows)

    def _typed(self) -> tuple[Window, ...] | None:
        """The time that was typed, if one was; None if it can't be read."""
        if not (self.form.line("day").said or self.form.line("start").said):
            return ()
        said = self.form.record()
        if said.day is None or said.start is None or said.end is None or said.end <= said.start:
            return None
        zone = self.words.zone
        starts, ends = (datetime.combine(said.day, at, zone) for at in (said.start, said.end))
        return (Window(starts, ends),)


class TakeTray(Tray):
    """The times that a leader offered. `done` carries the number of the accepted one."""

    def __init__(self, theme: Theme, words: Words, record: RequestRecord, today: date) -> None:
        super().__init__(
            theme, words, words.text("Which offered time works?"), words.text("Accept time")
        )
        times = offered(record)
        self.times = FreeTimesList(theme, words)
        self.times.set_lines([(window, texts.span(window, today, words)) for window in times])
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
