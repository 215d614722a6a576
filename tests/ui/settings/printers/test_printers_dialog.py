"""A printer for single kinds of paper, and how many copies of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpdesk import settings as kept
from cpdesk.clock import FixedClock
from cpdesk.records.printing import PaperGroup
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.cards import PrintingCard
from cpdesk.ui.settings.preferences import Preferences
from cpdesk.ui.settings.printers.printers_dialog import PrintersDialog
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.context import FakeCounter, QuietWindow, page_context
from tests.ui.walk import assert_accessible, assert_legible, assert_whole
from tests.ui.whole_office import press

CTRL = Qt.KeyboardModifier.ControlModifier
QUEUES = ("Copier", "Label", "Office")


@pytest.fixture
def preferences(tmp_path: Path, changes: Changes) -> Preferences:
    kept.save(tmp_path, Settings(badge_printer="Label", printers=(("flyers", "Gone"),)))
    return Preferences(tmp_path, changes)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    shown.resize(1280, 720)
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def context(
    theme: Theme,
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    clock: FixedClock,
    preferences: Preferences,
    tmp_path: Path,
) -> PageContext:
    services = FakeCounter(tmp_path, clock, words)
    window = QuietWindow(theme)
    return page_context(services, window, tasks, changes, preferences=preferences)


def opened(context: PageContext, page: QWidget) -> PrintersDialog:
    dialog = PrintersDialog(context, page, QUEUES)
    dialog.open()
    return dialog


def test_shows_what_is_chosen(context: PageContext, page: QWidget) -> None:
    dialog = opened(context, page)
    said = {group: combo.currentText() for group, combo in dialog.printers.items()}
    assert said[PaperGroup.BADGES] == "Label"
    assert said[PaperGroup.FLYERS] == "Gone (not found)"
    assert said[PaperGroup.DAY] == "Same as paper printer"
    assert {kind for kind in PaperKind if kind.group} == set(dialog.copies)


def test_ctrl_enter_saves_what_was_chosen(
    context: PageContext, preferences: Preferences, page: QWidget, tmp_path: Path
) -> None:
    dialog = opened(context, page)
    flyers = dialog.printers[PaperGroup.FLYERS]
    flyers.setCurrentIndex(flyers.findData(""))
    day = dialog.printers[PaperGroup.DAY]
    day.setCurrentIndex(day.findData("Copier"))
    dialog.copies[PaperKind.EVACUATION].setValue(3)
    assert QTest.qWaitForWindowActive(dialog)
    press(Qt.Key.Key_Return, CTRL)
    assert not shiboken6.isValid(dialog)  # it closed, and is gone
    now = kept.load(tmp_path)
    assert now == preferences.get()
    assert (now.badge_printer, now.printers) == ("Label", (("day", "Copier"),))
    assert now.copies == (("evacuation", 3),)


def test_escape_leaves_everything_as_it_was(
    context: PageContext, preferences: Preferences, page: QWidget
) -> None:
    before = preferences.get()
    dialog = opened(context, page)
    dialog.copies[PaperKind.BADGE].setValue(9)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert preferences.get() == before


def test_the_card_opens_it_and_shows_what_became_of_the_badge_printer(
    context: PageContext, qtbot: QtBot
) -> None:
    card = PrintingCard(context)
    qtbot.addWidget(card)
    card.show_queues(QUEUES)
    card.show()
    dialog = card.ask_by_kind()
    badges = dialog.printers[PaperGroup.BADGES]
    badges.setCurrentIndex(badges.findData("Office"))
    dialog.do.click()
    assert card.badge_printer.currentData() == "Office"


def test_is_accessible_legible_and_whole(
    context: PageContext, any_theme: Theme, page: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(replace(context, window=QuietWindow(any_theme)), page)
    qtbot.waitExposed(dialog)
    assert_accessible(dialog)
    assert_legible(dialog, any_theme)
    assert_whole(dialog)
    assert dialog.height() <= 720
