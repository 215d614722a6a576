"""The desk's page on the real services with the sample district: Tuesday, 10:42 am."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.desk.page import DeskPage
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from tests.ui.context import QuietWindow, page_context
from tests.ui.desk.at_desk import AtDesk, PaperLog


@pytest.fixture
def at(
    qtbot: QtBot, services: Services, clock: FixedClock, theme: Theme, changes: Changes
) -> Iterator[AtDesk]:
    """Somebody who sits at the desk, with lanes that really work beside the window."""
    lanes = Tasks()
    window = QuietWindow(theme)
    context = page_context(services, window, lanes, changes, papers=PaperLog)
    page = DeskPage(context)
    papers = context.papers()
    assert isinstance(papers, PaperLog)
    page.resize(1170, 712)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.shown()
    sitting = AtDesk(qtbot, page, services, papers, window, clock)
    sitting.until(lambda: bool(page.results.rows))
    yield sitting
    lanes.close()
