"""A whole front office for journeys: the real window on a real folder, by a clock that we set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.app import lazy_services
from cpdesk.clock import FixedClock
from cpdesk.services.printing.printing import Printer, PrintRoute, Sent
from cpdesk.services.services import Services
from cpdesk.ui.application import Application
from cpdesk.ui.desk.page import DeskPage
from cpdesk.ui.first_start import FirstStart
from cpdesk.ui.page_table import PageKey, entry_of
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.widgets.page.just_shown import PAUSE

CTRL = Qt.KeyboardModifier.ControlModifier


class NoPrinter:
    """A computer without any printer."""

    def printers(self) -> tuple[Printer, ...]:
        return ()

    def send(
        self, pdf: bytes, printer: str, title: str, page_size_mm: tuple[float, float], copies: int
    ) -> Sent:
        raise AssertionError("nothing can be sent to a printer that is not there")


@dataclass
class Front:
    """What a person at the front desk sees and presses."""

    office: Application
    services: Services
    qtbot: QtBot

    @property
    def desk(self) -> DeskPage:
        return self.office.desk.page

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus, key, held)

    def go(self, page: PageKey) -> None:
        """To a page by its key."""
        QTest.keySequence(self.focus, QKeySequence(entry_of(page).shortcut))

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.office.window

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=15_000)

    def it_is(self, at: datetime) -> None:
        """The clock goes on, and someone is there: otherwise the window would lock by itself. Qt
        reports no user activity for the keys that a test presses."""
        clock = self.services.clock
        assert isinstance(clock, FixedClock)
        clock.set(at)
        self.office.session_controller.login_controller.idle.touch()

    def look(self) -> None:
        """Somebody reads what came up: only then it is decided."""
        self.it_is(self.services.clock.now() + PAUSE)

    def inside(self) -> list[str]:
        return [row.visitor_name for row in self.services.desk.inside()]

    def admit(self, typed: str) -> str:
        """Types, takes the first line with Enter and admits with Enter; the visitor's name."""
        self.go("desk")
        before = len(self.inside())
        self.type(typed)
        self.until(lambda: self.desk.answered == typed)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.desk.arrival.card is not None and self.desk.arrival.ready)
        card = self.desk.arrival.card
        assert card is not None
        self.look()
        self.press(Qt.Key.Key_Return)
        self.until(lambda: len(self.inside()) == before + 1)
        self.until(lambda: self.desk.arrival.draft is None)
        return card.visitor_name


@contextmanager
def front_office(
    qtbot: QtBot, folder: Path, clock: FixedClock, route: PrintRoute | None = None
) -> Iterator[Front]:
    """Opens the window as the program does, but for the computer's clock and printers."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    later = lazy_services(folder, clock=clock)
    office = Application(app, later, tasks=Tasks(), route=route or NoPrinter())
    office.closed.connect(later.close)
    qtbot.addWidget(office.window)
    office.window.resize(1366, 768)
    office.open()
    front = Front(office, later, qtbot)
    try:
        yield front
    finally:
        for first in QApplication.topLevelWidgets():
            if isinstance(first, FirstStart):
                first.close()
        office.window.close()
