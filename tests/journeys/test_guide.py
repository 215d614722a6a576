"""On the phone: somebody asks what a partner may do, and the form is one key away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.requests import Kind
from cpdesk.ui.guide.dialog import GuideDialog
from tests.journeys.office import CTRL, front_office


def test_the_answer_and_the_form_are_a_few_keys_away(
    qtbot: QtBot,
    sample_folder: Path,
    tmp_path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with front_office(qtbot, folder, clock) as front:
        front.until(lambda: bool(front.desk.results.lines))
        front.press(Qt.Key.Key_Slash, CTRL)

        def guide() -> GuideDialog:
            return next(w for w in QApplication.topLevelWidgets() if isinstance(w, GuideDialog))

        front.until(lambda: guide().topic is not None and guide().field.hasFocus())
        front.type("table fair")
        assert guide().answer.verdict.word.text() == "Only if a school leader says yes"
        front.press(Qt.Key.Key_Return)
        page = front.office.requests.page
        front.until(lambda: page.writing)
        assert page.form.chips[Kind.TABLING].isChecked()
