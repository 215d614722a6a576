"""The day's page on the real services with the sample district: Tuesday, 10:42 am."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Admission, Question
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.today.page import TodayPage
from tests.conftest import CHICAGO
from tests.ui.context import QuietWindow, page_context
from tests.ui.paper.fakes import Ears, Tray


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def ears() -> Ears:
    return Ears()


Build = Callable[..., TodayPage]


class Morning:
    """A morning at the desk: who was checked in when."""

    def __init__(self, services: Services, clock: FixedClock) -> None:
        self._services = services
        self._clock = clock

    def at(self, hour: int, minute: int) -> None:
        self._clock.set(datetime(2026, 11, 24, hour, minute, tzinfo=CHICAGO))

    def admit(self, title: str, count: int = 1) -> list[str]:
        """Admits so many of the people whom an activity expects; their visits."""
        rows = [r for r in self._services.desk.expected() if r.activity_title == title][:count]
        visits = []
        for row in rows:
            question = Question(
                purpose=Purpose.PROGRAM, person=row.person_id, activity=row.activity_id
            )
            arrival = f"{row.person_id}-{row.activity_id}"
            visits.append(
                self._services.desk.admit(
                    Admission(arrival, question, lift_reason="moved")
                ).visit_id
            )
        return visits


@pytest.fixture
def morning(services: Services, clock: FixedClock) -> Morning:
    """What happened by 10:42 am: two readers came and left, a dancer is here."""
    said = Morning(services, clock)
    said.at(7, 15)
    for visit in said.admit("Breakfast readers", 2):
        said.at(7, 56)
        services.desk.check_out(visit)
    said.at(9, 36)
    said.admit("Dance residency")
    said.at(10, 42)
    return said


@pytest.fixture
def build(
    qtbot: QtBot,
    services: Services,
    tasks: InlineTasks,
    changes: Changes,
    tray: Tray,
    ears: Ears,
) -> Build:
    """Makes the page in a theme and a size, and shows it."""

    def build(theme: Theme, width: int = 1170, height: int = 712) -> TodayPage:
        page = TodayPage(
            page_context(services, QuietWindow(theme, ears), tasks, changes, tray=tray)
        )
        page.resize(width, height)
        qtbot.addWidget(page)
        for widget in page.header_widgets():
            qtbot.addWidget(widget)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        page.shown()
        return page

    return build


@pytest.fixture
def page(build: Build, theme: Theme, morning: Morning) -> TodayPage:
    return build(theme)
