"""The term's tables and presentations on screen, by keys alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.outreach import EventResult
from cpdesk.records.outreach import Allotment, EventNote
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.ui.events import texts
from cpdesk.ui.events.actions import Do
from cpdesk.ui.events.allotments import Allotments, Bar
from cpdesk.ui.events.not_kept import NotKeptTray
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.page.just_shown import PAUSE
from cpdesk.words import Words
from tests.conftest import CHICAGO
from tests.services.outreach.outreach_samples import approved
from tests.ui.events.conftest import TABLE, Build, Desk

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, key, held)


def typed(text: str) -> None:
    """Key by key, each to whatever has the focus by then."""
    for letter in text:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        QTest.keyClicks(focus, letter)


def outcome(desk: Desk, event: str) -> EventResult | None:
    row = next(r for r in desk.services.events.term().events if r.event == event)
    return row.outcome.result if row.outcome is not None else None


# -- the list --------------------------------------------------------------------------------------


def test_what_wants_a_note_stands_on_top_and_is_marked(desk: Desk) -> None:
    page = desk.page
    assert desk.titles() == ["Literacy fair", "Open house", "Dance residency", "Dance residency"]
    heads = [[head.text for head in line.heads] for line in page.column.list.lines]
    assert heads == [
        ["How did it go?"],
        [],
        ["Nothing else today", "Tue, Dec 1"],
        ["Tue, Dec 8"],
    ]
    assert page.column.list.hasFocus()
    assert page.detail.title.text() == "Table at Literacy fair"
    assert page.detail.facts.said("Check-in") == "No one checked in at the front desk"
    assert page.bar.reminder_badge.text == "2 to record"
    assert page.bar.span.text == "2026-27: Jul 1, 2026 to Jun 30, 2027"


def test_a_term_that_ended_leaves_its_notes_to_the_next(desk: Desk, clock: FixedClock) -> None:
    page = desk.page
    clock.set(datetime(2027, 7, 6, 9, 0, tzinfo=CHICAGO))
    page.shown()
    assert page.bar.span.text == "2027-28: Jul 1, 2027 to Jun 30, 2028"
    assert desk.titles()[:2] == ["Literacy fair", "Open house"]
    assert page.bar.reminder_badge.text == "4 to record"
    assert page.detail.facts.said("Visits this term") == ""  # it is of another term
    press(Qt.Key.Key_H)
    assert page.bar.reminder_badge.text == "3 to record"
    assert desk.titles()[0] == "Open house"


def test_the_terms_before_and_after(desk: Desk, clock: FixedClock) -> None:
    page = desk.page
    press(Qt.Key.Key_Right, CTRL)
    assert page.bar.span.text == "2027-28: Jul 1, 2027 to Jun 30, 2028"
    assert desk.titles() == []
    assert page.detail.record is None
    QTest.mouseClick(page.bar.before, Qt.MouseButton.LeftButton)
    assert page.bar.span.text == "2026-27: Jul 1, 2026 to Jun 30, 2027"
    assert desk.titles()[0] == "Literacy fair"
    clock.set(datetime(2027, 7, 6, 9, 0, tzinfo=CHICAGO))
    page.shown()  # today's term moves on by itself
    assert page.bar.span.text.startswith("2027-28")
    press(Qt.Key.Key_Left, CTRL)
    assert desk.titles()[0] == "Literacy fair"
    press(Qt.Key.Key_H)  # another term stays in view while it is worked on
    assert page.bar.span.text.startswith("2026-27")


def test_today_is_marked_where_something_is_on(words: Words, desk: Desk) -> None:
    rows = desk.services.events.term().events
    lines = texts.lines(rows, date(2026, 12, 1), words)
    marked = [head.text for line in lines for head in line.heads if head.now]
    assert marked == ["Today, Tue, Dec 1"]


def test_filters_by_number_and_by_arrow(desk: Desk) -> None:
    page = desk.page
    labels = [chip.text() for chip in page.column.chips.values()]
    assert labels == ["To record 2", "Upcoming 2", "Past 0", "All 4"]
    press(Qt.Key.Key_2, ALT)
    assert desk.titles() == ["Dance residency", "Dance residency"]
    press(Qt.Key.Key_Right)
    assert page.column.nothing.word.text() == "No past events this term"
    QTest.keyClick(page, Qt.Key.Key_Left)
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert page.column.show_what == texts.TO_NOTE
    assert desk.titles() == ["Literacy fair", "Open house"]


def test_a_screen_reader_hears_day_title_and_state(desk: Desk) -> None:
    model = desk.page.column.list.model()
    said = model.data(model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Nothing else today. Tue, Dec 1. Classroom presentation, Ms. Vang")
    assert "Planned" in said


# -- noting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "result"),
    [(Qt.Key.Key_H, EventResult.HELD), (Qt.Key.Key_D, EventResult.DID_NOT_COME)],
)
def test_one_key_notes_how_it_went_and_goes_on(
    desk: Desk, key: Qt.Key, result: EventResult
) -> None:
    press(key)
    assert outcome(desk, "Literacy fair") is result
    assert desk.said[-1][1:] == (Tone.OK, "Undo")
    current = desk.page.column.list.current
    assert current is not None
    assert current.event == "Open house"  # the next that wants a note
    assert desk.undo is not None
    desk.undo()
    assert outcome(desk, "Literacy fair") is None


def test_a_rule_that_was_not_kept_by_keys_alone(desk: Desk) -> None:
    press(Qt.Key.Key_R)
    tray = desk.page.detail.tray
    assert isinstance(tray, NotKeptTray)
    press(Qt.Key.Key_Return, CTRL)
    assert not tray.missing.isHidden()
    press(Qt.Key.Key_2, ALT)
    tray.form.line("note").line.setFocus()
    press(Qt.Key.Key_H)  # a letter of the note, no key of the page
    QTest.keyClicks(tray.form.line("note").line, "eld a list")
    press(Qt.Key.Key_Return, CTRL)
    row = next(r for r in desk.services.events.term().events if r.event == "Literacy fair")
    assert row.outcome is not None
    assert row.outcome.result is EventResult.RULE_NOT_KEPT
    assert row.outcome.not_kept == ("names",)
    assert row.outcome.note == "held a list"
    assert desk.page.detail.tray is None
    # The next event of the same partner shows it.
    assert not desk.page.detail.before.isHidden()
    assert "held a list" in desk.page.detail.before.sentence.text()


def test_a_sentence_is_the_note_and_ticks_no_rule(desk: Desk) -> None:
    press(Qt.Key.Key_R)
    tray = desk.page.detail.tray
    assert isinstance(tray, NotKeptTray)
    assert tray.form.line("note").line.hasFocus()
    typed("They left early")
    assert tray.form.line("note").said == "They left early"
    assert not any(chip.isChecked() for chip in tray.form.buttons("not_kept").values())
    # Also where a rule was ticked before, on purpose: its chip has the focus then.
    press(Qt.Key.Key_2, ALT)
    assert tray.form.buttons("not_kept")["names"].hasFocus()
    typed(", a list with them")
    assert tray.form.line("note").said == "They left early, a list with them"
    assert [code for code, chip in tray.form.buttons("not_kept").items() if chip.isChecked()] == [
        "names"
    ]
    first = next(iter(tray.form.buttons("not_kept").values()))
    first.setFocus()
    press(Qt.Key.Key_Space)
    assert first.isChecked()


def test_something_else_wants_a_note(desk: Desk) -> None:
    press(Qt.Key.Key_R)
    tray = desk.page.detail.tray
    assert tray is not None
    press(Qt.Key.Key_6, ALT)
    press(Qt.Key.Key_Return, CTRL)
    assert tray.missing.text() == "Enter what happened."
    press(Qt.Key.Key_Escape)
    assert desk.page.detail.tray is None
    assert desk.page.column.list.hasFocus()
    assert outcome(desk, "Literacy fair") is None


def test_a_correction_and_taking_it_back(desk: Desk) -> None:
    first = desk.page.column.list.lines[0].row
    desk.services.events.note(EventNote(first.slot_id, EventResult.HELD, (), "Forty came"))
    desk.page.refresh()
    assert desk.page.detail.record is not None
    assert desk.page.detail.record.slot_id == first.slot_id
    said = desk.page.detail.facts.said("How it went")
    assert said == "Held “Forty came”"
    press(Qt.Key.Key_H)  # noted so already
    assert len(desk.said) == 0
    press(Qt.Key.Key_D)
    assert outcome(desk, "Literacy fair") is EventResult.DID_NOT_COME
    assert desk.undo is not None
    desk.undo()  # back to what was noted before, note and all
    row = next(r for r in desk.services.events.term().events if r.slot_id == first.slot_id)
    assert row.outcome is not None
    assert (row.outcome.result, row.outcome.note) == (EventResult.HELD, "Forty came")
    desk.page.column.filter(texts.PAST)
    press(Qt.Key.Key_Z, CTRL)
    assert outcome(desk, "Literacy fair") is None


def test_the_next_event_is_read_before_it_is_noted(desk: Desk, clock: FixedClock) -> None:
    press(Qt.Key.Key_H)
    held = (
        "Held: Lake Street Literacy, Table at Literacy fair, Thu, Nov 12, 5:00–7:00 pm, Front hall"
    )
    assert desk.said[0][0] == held
    press(Qt.Key.Key_H)
    assert outcome(desk, "Open house") is None
    assert len(desk.said) == 1
    clock.set(clock.now() + PAUSE)
    press(Qt.Key.Key_H)
    assert outcome(desk, "Open house") is EventResult.HELD


def test_nothing_is_noted_of_what_is_ahead(desk: Desk) -> None:
    press(Qt.Key.Key_2, ALT)
    assert Do.HELD not in desk.page.detail.row.buttons
    press(Qt.Key.Key_H)
    assert desk.said == []
    assert "once the event starts" in desk.page.detail.remark.text()


def test_what_somebody_noted_meanwhile_is_told(desk: Desk, clock: FixedClock) -> None:
    """Two windows: the note of the one stands, and is corrected by the other."""
    first = desk.page.column.list.lines[0].row
    desk.services.events.note(EventNote(first.slot_id, EventResult.DID_NOT_COME))
    press(Qt.Key.Key_H)
    assert outcome(desk, "Literacy fair") is EventResult.HELD


# -- papers and requests ---------------------------------------------------------------------------


def test_the_reminder_and_the_request_are_a_key_away(desk: Desk) -> None:
    press(Qt.Key.Key_P, CTRL)
    assert desk.papers == []  # it is over
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_P, CTRL)
    row = desk.page.detail.record
    assert row is not None
    (sheet,) = desk.papers
    assert sheet.kind is PaperKind.REMINDER
    assert sheet.read() == desk.services.events.reminder(row.request_id)
    press(Qt.Key.Key_Return)
    assert desk.requests == [row.request_id]


# -- visits ----------------------------------------------------------------------------------------


def test_the_partner_of_the_marked_event_stands_first(desk: Desk) -> None:
    assert [said.split(":")[1] for said in desk.page.visits.said] == [
        " 0 held, 0 planned (limit 4)",
        " 0 held, 2 planned (limit 4)",
    ]
    press(Qt.Key.Key_2, ALT)
    assert desk.page.visits.said[0].startswith("Hmong Roots Dance")


def test_more_than_allotted_is_said_and_not_only_colored(theme: Theme, words: Words) -> None:
    card = Allotments(theme, words)
    card.show_loads((Allotment("A", "Garden Lab", 1, 0, 4), Allotment("B", "Chess", 4, 1, 4)), "")
    assert card.said == (
        "Chess: 4 held, 1 planned: over the limit of 4",
        "Garden Lab: 1 held, 0 planned (limit 4)",
    )


def boxes(qtbot: QtBot, theme: Theme, load: Allotment, wide: int) -> int:
    """How many boxes the bar shows: what is drawn in its middle line, between the gaps."""
    bar = Bar(theme, load)
    qtbot.addWidget(bar)
    bar.resize(wide, theme.px(12))
    picture = bar.grab().toImage()
    y = picture.height() // 2
    background = picture.pixelColor(0, 0)
    drawn = [picture.pixelColor(x, y) != background for x in range(picture.width())]
    assert drawn[-2] or wide > 150, "the bar ends where its place does"
    return sum(here and not before for before, here in pairwise((False, *drawn)))


def test_a_box_a_visit_and_one_bar_each_where_there_are_too_many(
    qtbot: QtBot, theme: Theme
) -> None:
    assert boxes(qtbot, theme, Allotment("A", "Garden Lab", 1, 1, 4), 160) == 4
    # held, held over, planned over
    assert boxes(qtbot, theme, Allotment("A", "Garden Lab", 8, 35, 4), 140) == 3


# -- looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1170, 712), (1084, 664), (683, 480)])
def test_it_fits_every_window(build: Build, any_theme: Theme, size: tuple[int, int]) -> None:
    desk = build(any_theme, *size)
    desk.page.press(Do.BROKEN)
    QGuiApplication.processEvents()
    tray = desk.page.detail.tray
    assert tray is not None
    assert tray.isVisible()
    picture = desk.page.grab()
    assert not picture.isNull()


def test_a_term_without_events_says_so(build: Build, theme: Theme, clock: FixedClock) -> None:
    clock.set(datetime(2028, 2, 1, 9, 0, tzinfo=CHICAGO))
    desk = build(theme)
    assert desk.page.column.nothing.word.text() == "No tables or presentations this term"
    assert not desk.page.visits.nothing.isHidden()


def test_an_event_on_now_can_be_noted(desk: Desk, clock: FixedClock) -> None:
    clock.set(datetime(2026, 11, 24, 16, 0, tzinfo=CHICAGO))
    approved(desk.office, replace(TABLE, day=date(2026, 11, 24), event="Conferences"))
    clock.set(datetime(2026, 11, 24, 17, 30, tzinfo=CHICAGO))
    desk.page.refresh()
    desk.page.column.filter(texts.AHEAD)
    row = desk.page.column.list.lines[0].row
    assert row.event == "Conferences"
    assert texts.pill(row, clock.now(), desk.services.words).text == "On now"
    assert Do.HELD in desk.page.detail.row.buttons
