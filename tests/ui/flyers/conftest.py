"""The page on the real services: the sample district with a few deliveries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.flyers import Channel, HandedHow
from cpdesk.records.flyer_intake import Received
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.records.reports import Period
from cpdesk.services.counter import Counter
from cpdesk.services.paper_specs import BOARD_REGISTER, FLYER_LOG
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.flyers.commands import FlyerPapers
from cpdesk.ui.flyers.log_view import LogOutlets
from cpdesk.ui.flyers.page import FlyerServices
from cpdesk.ui.flyers.page import FlyersPage
from cpdesk.ui.here import Here
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheet import Sheet
from cpdesk.ui.paper.sheets import Sheets
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme import Theme, Tone
from tests.conftest import CHICAGO
from tests.ui.context import QuietWindow, context
from tests.ui.flyers.fakes import Printed, accepted, answered
from tests.ui.paper.fakes import Ears

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Bench:
    """A page, what stands behind it, and what it said."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.said: list[tuple[str, Tone]] = []
        self.acts: list[tuple[str, Callable[[], None] | None]] = []
        self.printed = Printed()
        self.shown: list[Sheet] = []
        self.here = Here()
        self.page: FlyersPage
        self.header: QWidget

    def say(
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
        return self.counter.deliveries.delivery(delivery_id)


@pytest.fixture
def deliveries(counter: Counter, clock: FixedClock) -> Counter:
    """Fall concert hangs and has to come down today; Winter reading club is planned, two classes
    have it; Teen coding night is for a board; Robots is not checked yet; one went back."""
    boards, handing = counter.boards, counter.handing_out
    clock.set(datetime(2026, 11, 20, 9, 0, tzinfo=CHICAGO))
    lobby = boards.add("Lobby board", "next to the office")
    accepted(counter, "fall", "D-FALL", 4, Channel.BOARD)
    boards.post("D-FALL", lobby.board_id, 2, date(2026, 11, 24), post_id="P-FALL")
    clock.set(datetime(2026, 11, 23, 13, 50, tzinfo=CHICAGO))
    accepted(counter, "winter", "D-WINTER", 248, Channel.CARRY_HOME, bundles=8)
    planned = handing.plan_all("D-WINTER", counter.deliveries.delivery("D-WINTER").version)
    clock.set(datetime(2026, 11, 23, 14, 5, tzinfo=CHICAGO))
    first = tuple(line.line_id for line in planned.lines[:2])
    handing.hand_out("D-WINTER", first, HandedHow.MAILBOX)
    accepted(counter, "teen", "D-TEEN", 10, Channel.BOARD)
    clock.set(datetime(2026, 11, 24, 9, 10, tzinfo=CHICAGO))
    robots = counter.deliveries.approvals("robots")[0]
    counter.deliveries.receive(
        Received(robots.key, copies=120, channels=(Channel.CARRY_HOME,)), "D-ROBOTS"
    )
    answered(counter, "D-ROBOTS")
    clock.set(datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))
    return counter


Build = Callable[..., Bench]


@pytest.fixture
def build(
    qtbot: QtBot,
    counter: Counter,
    clock: FixedClock,
    tasks: InlineTasks,
    changes: Changes,
    tmp_path: Path,
) -> Build:
    def build(theme: Theme, width: int = 1170, height: int = 712) -> Bench:
        bench = Bench(counter)
        site = context(counter, QuietWindow(theme), tasks, changes, here=bench.here)
        room = PrintRoom(
            printing=site.printing(),
            tasks=tasks,
            words=site.words,
            settings=Settings,
            say=Ears(),
            book=counter.print_book,
        )
        sheets = Sheets(site)
        memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        page = FlyersPage(
            services=FlyerServices(
                counter.deliveries, counter.handing_out, counter.boards, counter.flyer_logs
            ),
            papers=FlyerPapers(
                count_sheet=bench.printed.count_sheets.append,
                labels=bench.printed.labels.append,
                return_slip=bench.printed.slips.append,
                open_file=bench.printed.opened.append,
                ask_file=bench.printed.asked.append,
            ),
            outlets=LogOutlets(
                log=lambda wanted: sheets.of(FLYER_LOG, wanted),
                register=lambda first, last: sheets.of(BOARD_REGISTER, Period(first, last)),
                show=bench.shown.append,
                room=lambda: room,
            ),
            here=bench.here,
            memory=lambda: memory,
            say=bench.say,
            tasks=tasks,
            changes=changes,
            words=counter.words,
            theme=theme,
            clock=clock,
        )
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
def bench(build: Build, deliveries: Counter, theme: Theme) -> Bench:
    return build(theme)


@pytest.fixture
def empty_bench(build: Build, theme: Theme) -> Bench:
    """A school that had no flyers yet."""
    return build(theme)
