"""The page for eyes, ears and keyboards: everything named, legible, whole, in every look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.policy.outcome import Outcome
from cpdesk.records.desk import Card, Question
from cpdesk.ui.changes import Changes
from cpdesk.ui.desk.answer.actions import DeskAction
from cpdesk.ui.desk.page import DeskPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.page.just_shown import PAUSE
from cpdesk.words import Words
from tests.ui.context import QuietWindow, page_context
from tests.ui.desk import fakes
from tests.ui.desk.at_desk import PaperLog
from tests.ui.drawn import Drawn
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

Make = Callable[..., DeskPage]


@pytest.fixture
def at() -> FixedClock:
    return FixedClock(fakes.AT)


@pytest.fixture
def make(
    qtbot: QtBot,
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    at: FixedClock,
    tmp_path: Path,
) -> Make:
    def made(theme: Theme, desk: fakes.FakeDesk, width: int = 1084, height: int = 664) -> DeskPage:
        services = fakes.services(desk, tmp_path, at, words)
        page = DeskPage(page_context(services, QuietWindow(theme), tasks, changes, papers=PaperLog))
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitExposed(page)
        page.shown()
        return page

    return made


def take(page: DeskPage) -> None:
    QTest.keyClicks(page.field.line, "okaf")
    QTest.keyClick(page.field.line, Qt.Key.Key_Return)
    QApplication.processEvents()


def read(page: DeskPage, at: FixedClock) -> None:
    """Takes the first one found, and reads the card."""
    take(page)
    at.set(at.now() + PAUSE)


class Painted(QObject):
    """Whether all of a widget was painted since it was asked last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.whole = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.whole |= event.rect().contains(watched.rect())
        return False


def leader(asked: Question) -> Card:
    decision = fakes.decided(*fakes.GOOD, fakes.NEEDS_LEADER, fakes.EARLY)
    return fakes.card(asked, decision=decision)


def in_the_building(asked: Question) -> Card:
    return fakes.card(asked, open_visit_id="V1")


def long_names(asked: Question) -> Card:
    name = "Maximiliana-Konstantina Papadopoulou-Featherstonehaugh de la Vega y Castellanos"
    title = "Intergenerational storytelling & reading <residency>"
    choice = replace(fakes.TUTORS, title=title)
    return fakes.card(asked, name, choices=(choice, *fakes.PURPOSES), chosen=choice)


CARDS = (fakes.card, leader, fakes.meeting_card, in_the_building)


@pytest.mark.parametrize("cards", CARDS)
def test_every_card_is_named_legible_and_whole(
    make: Make, any_theme: Theme, cards: Callable[[Question], Card]
) -> None:
    page = make(any_theme, fakes.FakeDesk(cards=cards))
    take(page)
    assert page.at_counter.stack.currentWidget() is page.card
    assert_accessible(page)
    assert_legible(page, any_theme)
    assert_whole(page.card)
    bottom = page.card.row.mapTo(page, page.card.row.rect().bottomLeft()).y()
    assert bottom < page.height()


def test_a_long_activity_is_shortened_and_told_in_the_tooltip(make: Make, any_theme: Theme) -> None:
    page = make(any_theme, fakes.FakeDesk(cards=long_names))
    take(page)
    chip = page.card.chips.chip(0)
    assert chip.toolTip().startswith("Intergenerational storytelling & reading <residency> · 10:45")
    assert chip.geometry().right() <= page.card.chips.width()
    assert_legible(page, any_theme)
    assert_whole(page.card.row)


def test_every_form_is_named_and_within_the_page(make: Make, any_theme: Theme) -> None:
    for cards, act in (
        (leader, DeskAction.RELAY),
        (fakes.meeting_card, DeskAction.DOOR),
        (leader, DeskAction.TURN_AWAY),
    ):
        page = make(any_theme, fakes.FakeDesk(cards=cards))
        take(page)
        page.card.row.press(act)
        QApplication.processEvents()
        assert page.card.form is not None
        assert_accessible(page)
        assert_whole(page.card.form)
        low = page.card.row.mapTo(page, page.card.row.rect().bottomLeft()).y()
        assert low < page.height()
        page.close()


def test_registering_is_named_and_legible(make: Make, any_theme: Theme) -> None:
    page = make(any_theme, fakes.FakeDesk())
    QTest.keyClicks(page.field.line, "mia")
    page.results.step(9)
    QTest.keyClick(page.field.line, Qt.Key.Key_Return)
    assert page.at_counter.stack.currentWidget() is page.at_counter.register
    assert_accessible(page)
    page.at_counter.register.kinds[True].click()
    assert_legible(page, any_theme)


def test_a_large_text_puts_those_inside_under_the_list(make: Make, any_theme: Theme) -> None:
    page = make(any_theme, fakes.FakeDesk(cards=leader))
    take(page)
    narrow = any_theme.text_size > 100
    assert page.columns.narrow is narrow
    assert page.card.offers.isHidden() is not narrow
    assert bool(page.aside.offers.said) is not narrow


def test_another_theme_reaches_the_delegates(make: Make, theme: Theme) -> None:
    page = make(theme, fakes.FakeDesk())
    before = page.results.sizeHintForRow(1)
    page.retheme(replace(theme, text_size=150))
    assert page.results.sizeHintForRow(1) > before


def test_a_trouble_is_said_on_the_card_and_nothing_typed_is_lost(
    make: Make, theme: Theme, at: FixedClock
) -> None:
    desk = fakes.FakeDesk(cards=leader, trouble=DeskError("The disk is full.", "Make room."))
    page = make(theme, desk)
    read(page, at)
    page.card.row.press_first()
    form = page.card.form
    assert form is not None
    for asked in form.fields:
        asked.entry.setText("said")
    page.card.row.press_first()
    assert page.card.trouble.word.text() == "The disk is full. Make room."
    assert [asked.said for asked in form.fields] == ["said"] * 3
    assert page.card.form is form
    desk.trouble = None
    page.card.row.press_first()
    assert len(desk.admitted) == 1


def test_a_screen_reader_hears_the_line_that_enter_takes(make: Make, theme: Theme) -> None:
    page = make(theme, fakes.FakeDesk())
    QTest.keyClicks(page.field.line, "okaf")
    heard = page.field.line.accessibleDescription()
    assert heard.startswith("Adaeze Okafor, Lake Street Literacy · Reading tutors")
    QTest.keyClick(page.field.line, Qt.Key.Key_Down)
    assert page.field.line.accessibleDescription().startswith("Chidi Okafor-Lund")


def test_everything_that_is_offered_instead_can_be_read(make: Make, theme: Theme) -> None:
    """Also for the second visitor, whose offers are longer than those of the first."""
    said = [f"Offer {n}: " + "someone of the school stays with the visitor. " * 3 for n in "ab"]
    offered = ["Short."]

    def cards(asked: Question) -> Card:
        found = [replace(fakes.NEEDS_LEADER, code=f"x.{n}", offer=o) for n, o in enumerate(offered)]
        return fakes.card(asked, decision=fakes.decided(*found))

    page = make(theme, fakes.FakeDesk(cards))
    take(page)
    for _ in range(2):
        QTest.keyClick(page.field.line, Qt.Key.Key_Escape)
        QApplication.processEvents()
    offered[:] = said
    take(page)
    texts = page.aside.offers.texts
    assert [text.text() for text in texts] == said
    for text in texts:
        assert text.height() >= text.heightForWidth(text.width())
    assert texts[0].geometry().bottom() < texts[1].geometry().top()


def test_the_answer_stays_in_sight_over_a_form(make: Make, theme: Theme) -> None:
    page = make(theme, fakes.FakeDesk(leader), height=560)
    take(page)
    QTest.keyClick(page.field.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    sheet, verdict = page.card.sheet, page.card.verdict
    assert page.card.form is not None
    top = verdict.mapTo(sheet.viewport(), verdict.rect().topLeft()).y()
    assert 0 <= top < sheet.viewport().height()
    page.card.close_form()
    QApplication.processEvents()
    assert sheet.verticalScrollBar().value() == 0


def test_tab_goes_from_the_field_over_the_card_to_the_lists(make: Make, theme: Theme) -> None:
    page = make(theme, fakes.FakeDesk(leader))
    page.activateWindow()
    take(page)
    page.focus_field()
    seen = []
    for _ in range(12):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        seen.append(page.focusWidget())
    assert page.card.chips.isAncestorOf(seen[0])
    first = page.card.row.buttons.get(DeskAction.RELAY)
    assert first is not None
    assert seen.index(first) < seen.index(page.aside.inside.evacuation)


def test_the_answer_is_seen_in_a_low_window_until_somebody_scrolls(
    make: Make, theme: Theme
) -> None:
    page = make(theme, fakes.FakeDesk(leader), height=420)
    take(page)
    sheet, verdict = page.card.sheet, page.card.verdict

    def low() -> int:
        return verdict.mapTo(sheet.viewport(), verdict.rect().bottomLeft()).y()

    assert low() < sheet.viewport().height()
    QTest.keyClick(page.field.line, Qt.Key.Key_PageDown)
    there = sheet.verticalScrollBar().value()
    page.refresh()
    QApplication.processEvents()
    assert sheet.verticalScrollBar().value() == there


def test_without_a_school_nothing_old_is_shown_but_who_is_inside(make: Make, theme: Theme) -> None:
    desk = fakes.FakeDesk()
    page = make(theme, desk)
    assert page.aside.next.rows
    desk.no_school = DeskError("School {school} is not on the roster.", "Choose one.", school="X")
    page.refresh()
    QApplication.processEvents()
    assert [line.title for line in page.results.rows] == ["Can’t read this list"]
    assert page.aside.next.rows == ()
    assert page.aside.inside.list.rows == desk.inside_rows


def test_the_border_of_the_field_follows_the_focus(make: Make, theme: Theme, qtbot: QtBot) -> None:
    page = make(theme, fakes.FakeDesk())
    QApplication.processEvents()
    painted = Painted(page.field)
    page.aside.inside.evacuation.setFocus()
    qtbot.waitUntil(lambda: painted.whole)
    painted.whole = False
    page.focus_field()
    qtbot.waitUntil(lambda: painted.whole)


def test_a_check_in_draws_only_the_lists_that_say_something_else(
    make: Make, theme: Theme, at: FixedClock, changes: Changes
) -> None:
    desk = fakes.FakeDesk()
    page = make(theme, desk)
    expected, inside = Drawn(page.results), Drawn(page.aside.inside.list)
    read(page, at)
    expected.begin()
    inside.begin()
    desk.inside_rows = (*fakes.INSIDE, fakes.inside(5, "A. Okafor", "Lake Street", "Gym", 0))
    QTest.keyClick(page.field.line, Qt.Key.Key_Return)
    assert len(desk.admitted) == 1
    assert (expected.resets, expected.rows) == (1, set())  # who is expected, instead of the search
    assert (inside.resets, inside.rows) == (1, set())
    expected.begin()
    inside.begin()
    changes.visits.emit()
    assert expected.nothing()
    assert inside.nothing()

    desk.expected_rows = fakes.EXPECTED[1:]  # checked in at another computer
    changes.visits.emit()
    assert (expected.resets, expected.rows) == (1, set())
    assert (inside.resets, inside.rows) == (0, set())


def test_a_row_that_says_something_else_is_drawn_alone(
    make: Make, theme: Theme, changes: Changes, qtbot: QtBot
) -> None:
    desk = fakes.FakeDesk()
    page = make(theme, desk)
    expected, inside = Drawn(page.results), Drawn(page.aside.inside.list)
    expected.begin()
    inside.begin()
    late = replace(fakes.INSIDE[1], overdue_minutes=5)
    desk.inside_rows = (fakes.INSIDE[0], late, *fakes.INSIDE[2:])
    changes.visits.emit()
    assert inside.only_row(1)
    desk.answers = lambda asked: Outcome.REFUSE if asked.person == "p5" else None
    qtbot.waitUntil(lambda: bool(page.results.rows[2].pill))
    assert expected.only_row(2)
