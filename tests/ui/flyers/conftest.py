"""The page on the real services: the sample district with a few deliveries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.flyers import Channel, HandedHow
from cpdesk.records.flyer_intake import Received
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.flyers.page import FlyersPage
from cpdesk.ui.flyers.papers import FlyerPapers
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme, Tone
from tests.conftest import CHICAGO
from tests.ui.context import SaidTo, page_context
from tests.ui.flyers.fakes import Printed, accepted, answered

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Bench:
    """A page, what stands behind it, and what it said."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.said: list[tuple[str, Tone]] = []
        self.acts: list[tuple[str, Callable[[], None] | None]] = []
        self.printed = Printed()
        self.shown: list[Sheet] = []
        self.here = CurrentUser()
        self.page: FlyersPage
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
        self.acts.append((action, act))

    # -- what a person does ---------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus, key, held)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    def choose(self, delivery_id: str) -> DeliveryRecord:
        """Marks a delivery in the list."""
        self.page.open(delivery_id)
        return self.record

    def settle(self) -> None:
        """What waits is laid out."""
        for _ in range(4):
            QApplication.processEvents()

    # -- what a person sees ---------------------------------------------------------------------

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.page.column.list.rows]

    @property
    def record(self) -> DeliveryRecord:
        record = self.page.detail.record
        assert record is not None
        return record

    def now(self, delivery_id: str) -> DeliveryRecord:
        """As the store has it."""
        return self.services.deliveries.delivery(delivery_id)


@pytest.fixture
def deliveries(services: Services, clock: FixedClock) -> Services:
    """Fall concert hangs and has to come down today; Winter reading club is planned, two classes
    have it; Teen coding night is for a board; Robots is not checked yet; one went back."""
    boards, handing = services.boards, services.handouts
    clock.set(datetime(2026, 11, 20, 9, 0, tzinfo=CHICAGO))
    lobby = boards.add("Lobby board", "next to the office")
    accepted(services, "fall", "D-FALL", 4, Channel.BOARD)
    boards.post("D-FALL", lobby.board_id, 2, date(2026, 11, 24), post_id="P-FALL")
    clock.set(datetime(2026, 11, 23, 13, 50, tzinfo=CHICAGO))
    accepted(services, "winter", "D-WINTER", 248, Channel.CARRY_HOME, bundles=8)
    planned = handing.plan_all("D-WINTER", services.deliveries.delivery("D-WINTER").version)
    clock.set(datetime(2026, 11, 23, 14, 5, tzinfo=CHICAGO))
    first = tuple(line.line_id for line in planned.lines[:2])
    handing.hand_out("D-WINTER", first, HandedHow.MAILBOX)
    accepted(services, "teen", "D-TEEN", 10, Channel.BOARD)
    clock.set(datetime(2026, 11, 24, 9, 10, tzinfo=CHICAGO))
    robots = services.deliveries.approvals("robots")[0]
    services.deliveries.receive(
        Received(robots.key, copies=120, channels=(Channel.CARRY_HOME,)), "D-ROBOTS"
    )
    answered(services, "D-ROBOTS")
    clock.set(datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))
    return services


class BenchPapers(FlyerPapers):
    """Prints and opens nothing."""

    def __init__(self, bench: Bench, parent: FlyersPage) -> None:
        super().__init__(parent.context, parent)
        self.printed, self.shown = bench.printed, bench.shown

    def count_sheet(self, delivery_id: str) -> None:
        self.printed.count_sheets.append(delivery_id)

    def labels(self, delivery_id: str) -> None:
        self.printed.labels.append(delivery_id)

    def return_slip(self, delivery_id: str) -> None:
        self.printed.slips.append(delivery_id)

    def open_file(self, file_id: str) -> None:
        self.printed.opened.append(file_id)

    def ask_file(self, chosen: Callable[[Path], None]) -> None:
        self.printed.asked.append(chosen)

    def show(self, sheet: Sheet) -> None:
        self.shown.append(sheet)


class BenchPage(FlyersPage):
    def __init__(self, context: PageContext, bench: Bench) -> None:
        self.bench = bench
        super().__init__(context)

    def paper_desk(self) -> FlyerPapers:
        return BenchPapers(self.bench, self)


Build = Callable[..., Bench]


@pytest.fixture
def build(
    qtbot: QtBot,
    services: Services,
    clock: FixedClock,
    tasks: InlineTasks,
    changes: Changes,
) -> Build:
    def build(theme: Theme, width: int = 1170, height: int = 712) -> Bench:
        bench = Bench(services)
        context = page_context(
            services, SaidTo(theme, bench.show_message), tasks, changes, here=bench.here
        )
        page = BenchPage(context, bench)
        bench.page = page
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
        bench.header = header
        return bench

    return build


@pytest.fixture
def bench(build: Build, deliveries: Services, theme: Theme) -> Bench:
    return build(theme)


@pytest.fixture
def empty_bench(build: Build, theme: Theme) -> Bench:
    """A school that had no flyers yet."""
    return build(theme)
