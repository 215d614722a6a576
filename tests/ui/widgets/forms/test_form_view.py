from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.forms.chip_fields import ChecksField, ChipField
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_view import FormView
from cpdesk.ui.widgets.forms.line_fields import (
    DayField,
    Echo,
    ListField,
    NumberField,
    TextField,
    TimeField,
)
from cpdesk.words import Words

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Trip:
    key: str
    where: str = ""
    many: int | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None
    how: str | None = None
    by: str | None = None
    driver: str = ""
    why: tuple[str, ...] = ()


SPEC = FormSpec(
    Trip,
    (
        TextField("where", "&Where", needed="Enter a place."),
        (NumberField("many", "&Many", least=1, most=5), DayField("day", "&Day", echo=Echo.TYPED)),
        (TimeField("start", "&From"), TimeField("end", "&To", after="start", echo=Echo.LEFT)),
        ChipField("how", options=(("walk", "Walk"), ("bus", "Bus"))),
        ListField("by", "By", options=((None, "Not set"), ("city", "City bus"))),
        TextField("driver", "D&river"),
        ChecksField("why", options=(("a", "Art"), ("b", "Books"))),
    ),
    shown=lambda trip: {
        *("where", "many", "day", "start", "end", "how", "why"),
        *(("by", "driver") if trip.how == "bus" else ()),
    },
)
FULL = Trip(
    "T-1", "Zoo", 3, date(2026, 11, 30), time(9, 10), time(10), "bus", "city", "Lee", ("b",)
)


@pytest.fixture
def form(theme: Theme, words: Words, qtbot: QtBot) -> FormView[Trip]:
    made = FormView(theme, words, SPEC, Trip("T-1"), today=TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_record_is_shown_and_read_back(form: FormView[Trip]) -> None:
    form.set_record(FULL)
    assert form.record() == FULL  # with the key, which has no field


def test_only_what_a_person_enters_is_told(form: FormView[Trip]) -> None:
    message: list[bool] = []
    form.changed.connect(lambda: message.append(form.record() == Trip("T-1")))
    QTest.keyClicks(form.line("where").line, "Zo")
    assert message == [False, False]  # read back as it is entered
    form.set_record(FULL)
    assert message == [False, False]  # the program is no person


def test_a_hidden_field_is_blank_and_keeps_its_entry(form: FormView[Trip]) -> None:
    form.set_record(FULL)
    form.buttons("how")["walk"].click()
    assert form.line("driver").isHidden()
    assert form.record() == replace(FULL, how="walk", by=None, driver="")
    form.buttons("how")["bus"].click()
    assert form.record() == FULL


def test_the_first_field_that_cannot_be_used_is_named(form: FormView[Trip]) -> None:
    assert form.problem() == ("where", "Enter a place.")
    form.line("where").set("Zoo")
    assert form.problem() is None  # nothing else has to be filled in
    for many, wrong in (("0", True), ("1", False), ("5", False), ("6", True), ("x", True)):
        form.line("many").set(many)
        assert form.problem() == (("many", "Enter a number.") if wrong else None)
    form.line("many").set("")
    form.line("start").set("9:10")
    form.line("end").set("9:10 am")
    assert form.problem() == ("end", "The end must be after the start.")
    form.line("end").set("5 min")
    assert form.problem() is None
    assert form.record().end == time(9, 15)


def test_a_line_says_how_it_was_understood(form: FormView[Trip]) -> None:
    QTest.keyClicks(form.line("day").line, "mon")
    assert form.line("day").note.text() == "Mon, Nov 30"
    QTest.keyClicks(form.line("day").line, "1")
    assert form.line("day").note.text() == "Enter a date, such as Nov 30."
    form.put(start=time(9, 10))
    end = form.line("end")
    QTest.keyClicks(end.line, "30 min")
    assert end.note.text() == ""
    end.line.editingFinished.emit()
    assert end.note.text() == "9:40 am"


def test_enter_names_the_field_and_the_next_line_is_found(form: FormView[Trip]) -> None:
    message: list[str] = []
    form.entered.connect(message.append)
    QTest.keyClick(form.line("where").line, Qt.Key.Key_Return)
    assert message == ["where"]
    assert form.focus_next("end") is False  # the driver is hidden
    form.set_record(FULL)
    assert form.focus_next("end") is True
    assert form.focusWidget() is form.line("driver").line
