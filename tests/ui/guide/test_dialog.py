"""Looking up what a partner may do, with the keyboard, on the real rules."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.permissions import Permission
from cpdesk.policy.situations import SITUATIONS, Form
from cpdesk.records.requests import Ask
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.guide.dialog import GuideDialog
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from tests.ui.context import QuietWindow, page_context
from tests.ui.walk import assert_accessible


@pytest.fixture
def dialog(qtbot: QtBot, services: Services, theme: Theme, tasks: InlineTasks) -> GuideDialog:
    return shown(qtbot, services, theme, tasks)


class Allowed(CurrentUser):
    """A role that may do these acts alone."""

    def __init__(self, *acts: Permission) -> None:
        super().__init__()
        self._acts = acts

    def may(self, act: Permission) -> bool:
        return act in self._acts


def shown(
    qtbot: QtBot,
    services: Services,
    theme: Theme,
    tasks: InlineTasks,
    acts: Iterable[Permission] = Permission,
) -> GuideDialog:
    here = Allowed(*acts)
    made = GuideDialog(page_context(services, QuietWindow(theme), tasks, Changes(), here=here))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_nonsense_finds_nothing_and_still_helps(qtbot: QtBot, dialog: GuideDialog) -> None:
    """Whom to call, and every situation to be looked through."""
    QTest.keyClicks(dialog.field, "xyzzy")
    assert dialog.remark.text() == "Nothing found for “xyzzy”. All situations:"
    assert len(dialog.list.rows) == len(SITUATIONS)
    assert dialog.topic is None
    nothing = dialog.answer.nothing
    assert nothing.isVisible()
    assert "a school leader decides" in nothing.sentence.text()
    assert "612-555-0100, partners@lakes.example" in nothing.sentence.text()
    assert not dialog.answer.begin.isVisible()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.answer.question.isVisible()
    assert dialog.answer.question.text() == "May a partner meet a student during class?"


def test_what_comes_closest_is_called_so(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "xyzzy with a student")
    assert dialog.remark.text() == "No situation mentions “xyzzy”. Closest matches:"
    assert dialog.topic is not None
    dialog.field.clear()
    assert dialog.remark.isHidden()
    assert len(dialog.list.rows) == len(SITUATIONS)


def test_typing_answers_with_the_rules_own_words(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "watch a class")
    assert dialog.answer.verdict.word.text() == "No"
    assert dialog.answer.why.rows[0].sentence.startswith("Visitors may not observe classes")
    assert "outside class" in dialog.answer.instead.text()
    assert dialog.answer.source.text().startswith("District source: ")


def test_a_sheet_to_sign_up_is_a_no_before_anything_else(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "sign-up sheet")
    assert dialog.answer.verdict.word.text() == "No"
    assert dialog.answer.verdict.sentence.text().startswith("No registration forms.")


def test_watching_a_class_starts_what_is_possible_instead(
    qtbot: QtBot, dialog: GuideDialog
) -> None:
    QTest.keyClicks(dialog.field, "watch a class")
    assert dialog.answer.begin.text() == "New request: Staff meeting"
    with qtbot.waitSignal(dialog.request) as started:
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert started.args == [Ask(Kind.STAFF_MEETING)]


def test_arrows_move_the_mark_and_enter_starts_the_form(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "meet a student")
    assert dialog.topic is not None
    first = dialog.topic.key
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.topic is not None
    assert dialog.topic.key != first
    QTest.keyClick(dialog.field, Qt.Key.Key_Up)
    with qtbot.waitSignal(dialog.request) as started:
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert started.args == [Ask(Kind.MEET_STUDENT)]


def test_an_exception_is_chosen_in_the_form(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "cps")
    with qtbot.waitSignal(dialog.request) as started:
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert started.args == [Ask(Kind.MEET_STUDENT, door=ExceptionKind.REQUIRED_BY_LAW)]


def test_a_question_about_flyers_starts_their_log(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "flyer grade 4")
    assert dialog.answer.begin.isVisible()
    with qtbot.waitSignal(dialog.form) as started:
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert started.args == [Form.FLYER]
    assert not dialog.isVisible()


def test_a_form_that_the_role_may_not_fill_has_no_button(
    qtbot: QtBot, services: Services, theme: Theme, tasks: InlineTasks
) -> None:
    dialog = shown(qtbot, services, theme, tasks, (Permission.REQUEST,))
    QTest.keyClicks(dialog.field, "flyer grade 4")
    assert not dialog.answer.begin.isVisible()
    dialog.field.clear()
    QTest.keyClicks(dialog.field, "table")
    assert dialog.answer.begin.isVisible()


def test_what_no_request_can_start_has_no_such_button(qtbot: QtBot, dialog: GuideDialog) -> None:
    QTest.keyClicks(dialog.field, "recruit")
    assert not dialog.answer.begin.isVisible()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_it_fits_a_small_screen_with_every_answer(
    qtbot: QtBot, services: Services, any_theme: Theme, tasks: InlineTasks
) -> None:
    dialog = shown(qtbot, services, any_theme, tasks)
    for row in range(len(dialog.list.rows)):
        dialog.list.setCurrentIndex(dialog.list.record_model.index(row, 0))
        QApplication.processEvents()
        need = dialog.minimumSizeHint()
        assert need.width() <= 1280, dialog.topic
        assert need.height() <= 680, dialog.topic
    dialog.resize(1280, 680)
    QApplication.processEvents()
    assert dialog.answer.begin.geometry().right() < dialog.answer.width()
    sheet = dialog.answer.question.parentWidget()
    assert sheet is not None
    assert sheet.width() <= dialog.answer.width()


@pytest.mark.parametrize("wide", [820, 913, 980, 1250])
def test_no_question_is_cut(qtbot: QtBot, dialog: GuideDialog, wide: int) -> None:
    dialog.resize(wide, 620)
    QApplication.processEvents()
    metrics, icon = dialog.list.fontMetrics(), 34  # with the room at both sides
    for row in range(len(dialog.list.rows)):
        index = dialog.list.record_model.index(row, 0)
        rect, said = dialog.list.visualRect(index), str(index.data())
        assert rect.width() <= dialog.list.viewport().width()
        room = QRect(0, 0, rect.width() - icon, 10_000)
        need = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, said).height()
        assert rect.height() >= need, said


def test_it_is_accessible_in_every_look(
    qtbot: QtBot, services: Services, any_theme: Theme, tasks: InlineTasks
) -> None:
    dialog = shown(qtbot, services, any_theme, tasks)
    QApplication.processEvents()
    assert_accessible(dialog)
