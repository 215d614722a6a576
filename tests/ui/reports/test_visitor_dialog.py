"""Whose file is wanted: typed, searched after a pause, and never another person's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.desk import Question, TurnAway
from cpdesk.records.reports import VisitorFound
from cpdesk.services.services import Services
from cpdesk.ui.reports.visitor_dialog import VisitorDialog
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from tests.services import staff


class Asked:
    """The reports of a desk, which remember what they were asked."""

    def __init__(self, services: Services) -> None:
        self._reports = services.reports
        self.texts: list[str] = []

    def find(self, text: str) -> tuple[VisitorFound, ...]:
        self.texts.append(text)
        return self._reports.find(text)


class Late(InlineTasks):
    """Does what it was given when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def _start(self, lane: str, number: int, work: Callable[[], Any]) -> None:
        start = super()._start
        self.waiting.append(lambda: start(lane, number, work))

    def go(self) -> None:
        waiting, self.waiting = self.waiting, []
        for work in waiting:
            work()


@pytest.fixture
def asked(services: Services) -> Asked:
    services.visitors.register_guest("Ines Okonjo-Berg", "Lamp Repair")
    services.visitors.register_guest("Inga Berglund")
    alone = Question(guest="Ines Berg", purpose=Purpose.OTHER)
    for _ in range(2):
        services.desk.turn_away(TurnAway(new_id(), alone))
    return Asked(services)


@pytest.fixture
def tasks() -> Late:
    return Late()


@pytest.fixture
def dialog(
    asked: Asked, services: Services, tasks: Late, theme: Theme, qtbot: QtBot
) -> Iterator[VisitorDialog]:
    over = QWidget()
    over.resize(900, 700)
    qtbot.addWidget(over)
    over.show()
    made = VisitorDialog(theme, services.words, tasks, asked, over)  # type: ignore[arg-type]
    made.show()
    yield made
    made.close()


def _marked(dialog: VisitorDialog) -> str:
    return dialog.marked.name if dialog.marked else ""


def test_a_word_is_looked_up_once_it_stands_there(
    dialog: VisitorDialog, asked: Asked, tasks: Late, qtbot: QtBot
) -> None:
    """Not letter by letter: the same lane serves the desk."""
    QTest.keyClicks(dialog.name.line, "berg")
    assert asked.texts == []
    qtbot.waitUntil(lambda: len(tasks.waiting) == 1)
    tasks.go()
    assert asked.texts == ["berg"]
    assert len(dialog.list.rows) == 3
    assert dialog.show_button.isEnabled()


def test_enter_looks_up_at_once_and_shows_nobody_else(
    dialog: VisitorDialog, asked: Asked, tasks: Late, qtbot: QtBot
) -> None:
    wanted: list[VisitorFound] = []
    dialog.wanted.connect(wanted.append)
    QTest.keyClicks(dialog.name.line, "inga")
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)  # does not look twice
    assert wanted == []
    tasks.go()
    assert _marked(dialog) == "Inga Berglund"
    assert [one.name for one in wanted] == ["Inga Berglund"]  # the only one
    wanted.clear()
    dialog.name.line.clear()
    QTest.keyClicks(dialog.name.line, "ines")  # the list is still that of before
    assert _marked(dialog) == ""
    assert not dialog.show_button.isEnabled()
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)
    assert wanted == []
    tasks.go()
    assert asked.texts == ["inga", "ines"]
    assert wanted == []  # two may be meant
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)
    assert [one.name.split()[0] for one in wanted] == ["Ines"]


def test_what_comes_late_is_not_shown(dialog: VisitorDialog, tasks: Late) -> None:
    QTest.keyClicks(dialog.name.line, "inga")
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.name.line, "x")
    tasks.go()
    assert len(dialog.list.rows) == 0
    assert dialog.marked is None
    dialog.name.line.clear()
    tasks.go()
    assert dialog.nothing.word.text() == "Type a name"


def test_the_small_line_tells_namesakes_apart(dialog: VisitorDialog, tasks: Late) -> None:
    QTest.keyClicks(dialog.name.line, "ines berg")
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)
    tasks.go()
    lines = {row.name: dialog.list.spec.parts(row).details[0] for row in dialog.list.rows}
    assert lines["Ines Okonjo-Berg"] == "Lamp Repair · 0 visits"
    assert lines["Ines Berg"] == "known by name only · turned away 2 times · last seen Nov 24, 2026"


def test_a_trouble_is_said_in_the_middle(
    dialog: VisitorDialog, services: Services, tasks: Late
) -> None:
    staff.hire(services)
    staff.sit(services, Role.DESK)
    QTest.keyClicks(dialog.name.line, "berg")
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)
    tasks.go()
    assert dialog.nothing.word.text() == "Your account doesn’t allow this."
    assert not dialog.show_button.isEnabled()
