"""The page on the real services, with a term of tables and presentations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Kind
from cpdesk.records.accounts import SignedIn
from cpdesk.records.requests import Ask
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.events.page import EventsPage
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.desk import PaperDesk
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme, Tone
from tests.conftest import CHICAGO
from tests.services.outreach.outreach_samples import TABLE_DAY, TALK, approved
from tests.services.requests.leaders_office import Office
from tests.ui.context import SaidTo, page_context

TABLE = Ask(
    kind=Kind.TABLING,
    partner="LSL",
    people=("LSL-1",),
    day=date(2026, 11, 12),
    start=time(17),
    end=time(19),
    place="Front hall",
    event="Literacy fair",
)


class Desk:
    """A page, what stands behind it, and what it said."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.services = office.services
        self.said: list[tuple[str, Tone, str]] = []
        self.undo: Callable[[], None] | None = None
        self.papers: list[Sheet] = []
        self.requests: list[str] = []
        self.here = CurrentUser()
        self.page: EventsPage
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
        self.said.append((text, tone, action))
        self.undo = act

    def titles(self) -> list[str]:
        return [line.row.event or line.row.teacher for line in self.page.column.list.lines]


class ShownPapers(PaperDesk):
    """Keeps what it is to show, and opens nothing."""

    def __init__(self, context: PageContext, shown: list[Sheet]) -> None:
        super().__init__(context, QWidget())
        self._shown = shown

    def show(self, sheet: Sheet) -> None:
        self._shown.append(sheet)


@pytest.fixture
def office(services: Services, store_of_services: Store, clock: FixedClock) -> Office:
    """It is Tuesday, November 24, 10:42: two tables are over, a talk is in a week, two follow."""
    made = Office(services, store_of_services)
    clock.set(datetime(2026, 11, 2, 9, 0, tzinfo=CHICAGO))
    approved(made, TABLE)
    approved(made, replace(TABLE, day=date(2026, 11, 19), event="Open house"))
    approved(made, replace(TALK, weekly_until=TABLE_DAY + timedelta(days=7)))
    clock.set(datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))
    services.decisions.settle()
    return made


Build = Callable[..., Desk]


@pytest.fixture
def build(
    qtbot: QtBot, office: Office, clock: FixedClock, tasks: InlineTasks, changes: Changes
) -> Build:
    def build(theme: Theme, width: int = 1170, height: int = 712) -> Desk:
        desk = Desk(office)
        desk.here.signed_in = SignedIn(office.clerk, must_change=False, lock_minutes=5)
        window = SaidTo(theme, desk.show_message)
        context = page_context(
            *(office.services, window, tasks, changes),
            here=desk.here,
            papers=lambda context: ShownPapers(context, desk.papers),
        )
        page = EventsPage(context)
        desk.page = page
        page.request_wanted.connect(desk.requests.append)
        page.resize(width, height)
        qtbot.addWidget(page)
        header = QWidget()  # as the window's: what a page shows in it is no window of its own
        qtbot.addWidget(header)
        line = QHBoxLayout(header)
        for widget in page.header_widgets():
            line.addWidget(widget)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.shown()
        desk.header = header
        return desk

    return build


@pytest.fixture
def desk(build: Build, theme: Theme) -> Desk:
    return build(theme)
