"""On the phone: someone asks what a partner may do, and the form is one key away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.ui.guide.dialog import GuideDialog
from cpdesk.ui.partners.release_dialog import ReleaseDialog
from cpdesk.ui.partners.which_program import WhichProgram
from tests.journeys.office import CTRL, Front, front_office


@pytest.fixture
def front(
    qtbot: QtBot,
    sample_folder: Path,
    tmp_path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Front]:
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with front_office(qtbot, folder, clock) as opened:
        opened.until(lambda: bool(opened.desk.results.rows))
        yield opened


def open_guide(front: Front) -> GuideDialog:
    """Ctrl+/, over whatever page is in front."""
    front.press(Qt.Key.Key_Slash, CTRL)
    front.until(lambda: isinstance(QApplication.activeModalWidget(), GuideDialog))
    guide = QApplication.activeModalWidget()
    assert isinstance(guide, GuideDialog)
    front.until(lambda: guide.topic is not None and guide.field.hasFocus())
    return guide


def test_the_answer_and_the_form_are_a_few_keys_away(front: Front) -> None:
    guide = open_guide(front)
    front.type("table fair")
    assert guide.answer.verdict.word.text() == "Only if a school leader approves"
    front.press(Qt.Key.Key_Return)
    page = front.office.requests.page
    front.until(lambda: page.writing)
    assert page.form.kinds.buttons[Kind.TABLING].isChecked()


def test_who_comes_by_law_is_asked_for_as_such(front: Front) -> None:
    open_guide(front)
    front.type("cps")
    front.press(Qt.Key.Key_Return)
    page = front.office.requests.page
    front.until(lambda: page.writing)
    assert page.form.kinds.buttons[Kind.MEET_STUDENT].isChecked()
    assert page.form.fields.combo("door").currentData() == ExceptionKind.REQUIRED_BY_LAW.value


def test_pictures_without_releases_lead_to_where_releases_are_recorded(front: Front) -> None:
    guide = open_guide(front)
    front.type("can they put a photo on tiktok")
    assert guide.answer.verdict.word.text() == "No"
    front.press(Qt.Key.Key_Return)
    front.until(lambda: isinstance(QApplication.activeModalWidget(), WhichProgram))
    assert front.office.partners.page.isVisible()
    front.type("Dance res")
    front.press(Qt.Key.Key_Return)
    front.until(lambda: isinstance(QApplication.activeModalWidget(), ReleaseDialog))
    form = QApplication.activeModalWidget()
    assert isinstance(form, ReleaseDialog)
    assert "Dance residency" in form.windowTitle()
    front.press(Qt.Key.Key_Escape)


def test_what_no_rule_names_leaves_nobody_alone(front: Front) -> None:
    guide = open_guide(front)
    front.type("zzyzx")
    assert "612-555-0100" in guide.answer.nothing.sentence.text()
    front.press(Qt.Key.Key_Escape)
    front.until(lambda: QApplication.activeModalWidget() is None)
