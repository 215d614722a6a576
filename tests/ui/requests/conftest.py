"""The page on services made by hand, with the sample district's partners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.requests.commands import RequestPapers
from cpdesk.ui.requests.page import RequestsPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.page.just_shown import PAUSE
from tests.ui.context import FakeCounter, SaidTo, page_context
from tests.ui.requests import fakes


class Desk:
    """A page, what stands behind it, and what it said."""

    def __init__(self) -> None:
        self.decisions = fakes.FakeDeciding()
        self.filings = fakes.FakeFiling(self.decisions)
        self.times = fakes.FakeTimes()
        self.events = fakes.FakeEvents()
        self.papers = fakes.Papers()
        self.here: CurrentUser = fakes.here()
        self.said: list[tuple[str, Tone]] = []
        self.banner: tuple[str, Callable[[], None] | None, float] = ("", None, 0)
        self.passwords = 0
        self.clock: FixedClock
        self.page: RequestsPage
        self.header: QWidget

    def show_message(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = 8,
        undo: bool = False,
    ) -> None:
        self.said.append((text, tone))
        self.banner = (action, act, seconds)

    def look(self) -> None:
        """Somebody reads what came up: only then it is decided."""
        self.clock.set(self.clock.now() + PAUSE)

    def password(self, then: Callable[[], None]) -> None:
        """Somebody who types it right at once."""
        self.passwords += 1
        then()


class MadePage(RequestsPage):
    """Prints nothing, and is told the password at once."""

    def __init__(self, context: PageContext, desk: Desk) -> None:
        self.desk = desk
        super().__init__(context)

    def paper_desk(self) -> RequestPapers:
        return self.desk.papers

    def ask_password(self, then: Callable[[], None]) -> None:
        self.desk.password(then)


Build = Callable[..., Desk]


@pytest.fixture
def build(
    qtbot: QtBot, services: Services, clock: FixedClock, tasks: InlineTasks, changes: Changes
) -> Build:
    def build(theme: Theme, desk: Desk | None = None, width: int = 1170, height: int = 712) -> Desk:
        made = desk or Desk()
        context = page_context(
            services, SaidTo(theme, made.show_message), tasks, changes, here=made.here
        )
        served = FakeCounter(services.folder, clock, services.words, behind=services)
        served.put(Services.decisions, made.decisions)
        served.put(Services.filings, made.filings)
        served.put(Services.times, made.times)
        served.put(Services.events, made.events)
        page = MadePage(replace(context, services=served), made)
        made.page = page
        page.resize(width, height)
        qtbot.addWidget(page)
        header = QWidget()  # as the window's: what a page shows in it is no window of its own
        qtbot.addWidget(header)
        made.header = header
        line = QHBoxLayout(header)
        for widget in page.header_widgets():
            line.addWidget(widget)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.shown()
        made.clock = clock
        made.look()
        return made

    return build


@pytest.fixture
def desk(build: Build, theme: Theme) -> Desk:
    return build(theme)
