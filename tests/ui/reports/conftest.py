"""The reports page on the sample district, with a printer that keeps what it gets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.reports.page import ReportsPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from tests.ui.context import QuietWindow, page_context
from tests.ui.paper.fakes import Ears, Tray

Opened = Callable[..., ReportsPage]
YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")


def a_morning(services: Services, clock: FixedClock, most: int = 9) -> None:
    """People who are expected come, one after the other; every third stays, and one is turned
    away."""
    begins = clock.now()
    rows = {row.person_id: row for row in services.desk.expected()}
    for n, row in enumerate(list(rows.values())[:most]):
        clock.set(begins + timedelta(minutes=11 * n))
        question = Question(person=row.person_id, activity=row.activity_id)
        if services.desk.card(question).decision.outcome.code == "refuse":
            services.desk.turn_away(TurnAway(new_id(), question))
            continue
        visit = services.desk.admit(
            Admission(new_id(), question, lift_reason="is early", relayed=YES)
        )
        if n % 3:
            clock.set(clock.now() + timedelta(minutes=7))
            services.desk.check_out(visit.visit_id)
    somebody = next(iter(rows))
    services.desk.turn_away(TurnAway(new_id(), Question(purpose=Purpose.REFERRAL, person=somebody)))
    clock.set(begins + timedelta(hours=2))


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def opened(
    services: Services,
    tasks: InlineTasks,
    changes: Changes,
    theme: Theme,
    tray: Tray,
    ears: Ears,
    qtbot: QtBot,
) -> Opened:
    """Opens the page; in another theme or size where that is said."""

    def open_page(theme: Theme = theme, size: tuple[int, int] = (1170, 712)) -> ReportsPage:
        page = ReportsPage(
            page_context(services, QuietWindow(theme, ears), tasks, changes, tray=tray)
        )
        qtbot.addWidget(page)
        for button in (page.visitor_button, page.save_button, page.print_button):
            qtbot.addWidget(button)
        page.resize(*size)
        page.show()
        page.activateWindow()  # or the keys of the page go nowhere
        qtbot.waitUntil(page.isActiveWindow)
        page.shown()
        return page

    return open_page
