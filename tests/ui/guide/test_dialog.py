"""Looking up what a partner may do, with the keyboard, on the real rules."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.policy.requests import Kind
from cpdesk.services.counter import Counter
from cpdesk.ui.guide.dialog import GuideDialog, examples
from cpdesk.ui.guide.lookup import find
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme import Theme
from cpdesk.words import Words
from tests.ui.walk import assert_accessible


@pytest.fixture
def dialog(qtbot: QtBot, counter: Counter, theme: Theme, tasks: InlineTasks) -> GuideDialog:
    return shown(qtbot, counter, theme, tasks)


def shown(qtbot: QtBot, counter: Counter, theme: Theme, tasks: InlineTasks) -> GuideDialog:
    made = GuideDialog(theme, counter.words, tasks, counter.guide.topics)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("picture", "photos"),
        ("pass a name", "names"),
        ("watch a class", "observe"),
        ("obsreve", "observe"),
        ("flyer grade 10", "flyer-home-high"),
        ("recruit", "names"),
        ("child protection", "law"),
        ("no money", "free-of-charge"),
        ("lunch", "meet-at-lunch"),
    ],
)
def test_plain_words_find_the_situation(
    counter: Counter, words: Words, typed: str, key: str
) -> None:
    found = find(counter.guide.topics(examples(words)), typed, words)
    assert found[0].key == key


def test_nonsense_finds_nothing_and_says_so(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "xyzzy")
    assert dialog.list.count() == 0
    assert dialog.nothing.isVisible()
    assert not dialog.begin.isVisible()


def test_typing_answers_with_the_rules_own_words(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "watch a class")
    assert dialog.verdict.word.text() == "No"
    assert dialog.why.rows[0].sentence.startswith("Classes are not observed")
    assert "outside class" in dialog.instead.text()
    assert dialog.source.text().startswith("The district’s question: ")


def test_arrows_move_the_mark_and_enter_starts_the_form(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "meet a student")
    assert dialog.topic is not None
    first = dialog.topic.key
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.topic is not None
    assert dialog.topic.key != first
    QTest.keyClick(dialog.field, Qt.Key.Key_Up)
    with qtbot.waitSignal(dialog.start) as started:
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert started.args == [Kind.MEET_STUDENT]


def test_a_question_about_flyers_starts_their_log(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "flyer grade 4")
    assert dialog.begin.isVisible()
    with qtbot.waitSignals([dialog.log_flyer, dialog.accepted]):
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def test_what_no_request_can_start_has_no_such_button(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "recruit")
    assert not dialog.begin.isVisible()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_it_is_accessible_in_every_look(
    qtbot: QtBot, counter: Counter, any_theme: Theme, tasks: InlineTasks
) -> None:
    dialog = shown(qtbot, counter, any_theme, tasks)
    QApplication.processEvents()
    assert_accessible(dialog)
