"""A print room on a printer that keeps what it gets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpdesk.documents.front_desk.schedule import schedule
from cpdesk.documents.layout.page import Paper
from cpdesk.records.day import DaySchedule
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.printing import Printing
from cpdesk.services.services import Services
from cpdesk.settings import Settings
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.tasks import InlineTasks
from tests.ui.paper.fakes import Ears, Tray

DAY = date(2026, 11, 24)


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "window.ini"


@pytest.fixture
def room(tray: Tray, ears: Ears, tasks: InlineTasks, services: Services, memory: Path) -> PrintRoom:
    return PrintRoom(
        printing=Printing(tray),
        tasks=tasks,
        words=services.words,
        settings=Settings,
        show_message=ears,
        memory=memory,
    )


@pytest.fixture
def sheet(services: Services) -> Sheet:
    def draw(day: DaySchedule, paper: Paper) -> bytes:
        return schedule(day, services.words, paper)

    return Sheet(
        PaperKind.SCHEDULE, "Partner schedule", DAY, lambda: services.day.schedule(DAY), draw
    )


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """The page that a dialog is opened over."""
    shown = QWidget()
    shown.resize(1366, 768)
    qtbot.addWidget(shown)
    shown.show()
    return shown
