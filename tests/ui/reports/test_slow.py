"""A report that takes its time: what is shown is never taken for what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.records.reports import ReportKind
from cpdesk.services.services import Services
from cpdesk.ui.reports.export_targets import FileKind
from cpdesk.ui.tasks import InlineTasks
from tests.ui.reports.conftest import Opened, a_morning


class SlowTasks(InlineTasks):
    """Does the work at once, until it is told to hold it."""

    def __init__(self) -> None:
        super().__init__()
        self.holds = False
        self._back: list[tuple[str, int, Callable[[], Any]]] = []

    def _start(self, lane: str, number: int, work: Callable[[], Any]) -> None:
        if self.holds:
            self._back.append((lane, number, work))
        else:
            super()._start(lane, number, work)

    def let_go(self) -> None:
        self.holds = False
        held, self._back = self._back, []
        for lane, number, work in held:
            super()._start(lane, number, work)


@pytest.fixture
def tasks(qapp: QApplication) -> SlowTasks:
    return SlowTasks()


def test_figures_of_another_report_go_while_one_is_waited_for(
    opened: Opened, tasks: SlowTasks, services: Services, clock: FixedClock, qtbot: QtBot
) -> None:
    a_morning(services, clock)
    page = opened()
    tasks.holds = True
    QTest.keyClick(page.kinds, Qt.Key.Key_Down)
    QTest.keyClick(page.kinds, Qt.Key.Key_Return)
    assert page.kinds.hasFocus()  # not into the table of another report
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.word.text() == "Loading the report…"
    assert not page.print_button.isEnabled()
    page.save_table(FileKind.CSV)  # of nothing
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not [w for w in shown if w.inherits("QFileDialog")]
    tasks.let_go()
    assert page.report is not None
    assert page.report.kind is ReportKind.VISITS_BY_PROGRAM
    assert not page.empty.isVisible()
    assert page.print_button.isEnabled()


def test_a_report_that_is_there_at_once_does_not_flicker(
    opened: Opened, tasks: SlowTasks, services: Services, clock: FixedClock
) -> None:
    a_morning(services, clock)
    page = opened()
    QTest.keyClick(page.kinds, Qt.Key.Key_Down)
    assert not page.slow_timer.isActive()


def test_what_is_counted_anew_stays_in_view(
    opened: Opened, tasks: SlowTasks, services: Services, clock: FixedClock
) -> None:
    """The same report after a new visit: its figures are a moment old, not another report's."""
    a_morning(services, clock)
    page = opened()
    tasks.holds = True
    page.refresh()
    assert not page.slow_timer.isActive()
    tasks.let_go()
