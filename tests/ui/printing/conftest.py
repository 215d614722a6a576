"""The print center on the sample district, with a printer that keeps what it gets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.printing.page import PrintingPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from tests.ui.context import QuietWindow, page_context
from tests.ui.paper.fakes import Ears, Tray

Opened = Callable[..., PrintingPage]
DAY, SIZE = date(2026, 11, 24), (215.9, 279.4)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def here() -> CurrentUser:
    return CurrentUser()


@pytest.fixture
def window(theme: Theme, ears: Ears) -> QuietWindow:
    return QuietWindow(theme, ears)


@pytest.fixture
def context(
    services: Services,
    tasks: InlineTasks,
    changes: Changes,
    window: QuietWindow,
    here: CurrentUser,
    tray: Tray,
) -> PageContext:
    return page_context(services, window, tasks, changes, here=here, tray=tray)


@pytest.fixture
def opened(
    context: PageContext,
    window: QuietWindow,
    theme: Theme,
    qtbot: QtBot,
) -> Opened:
    """Opens the page; in another theme or size where that is said."""

    def open_page(theme: Theme = theme, size: tuple[int, int] = (1170, 712)) -> PrintingPage:
        window.theme = theme
        page = PrintingPage(context)
        qtbot.addWidget(page)
        for button in (page.save_button, page.print_button):
            qtbot.addWidget(button)
        page.resize(*size)
        page.show()
        page.activateWindow()  # or the keys of the page go nowhere
        qtbot.waitUntil(page.isActiveWindow)
        page.shown()
        return page

    return open_page


@pytest.fixture
def visitor(services: Services) -> str:
    """Someone who is in the building; their name."""
    row = next(r for r in services.desk.expected() if r.person_name == "Adaeze Okafor")
    yes = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    asked = Question(person=row.person_id, activity=row.activity_id, reason="Brings the drums")
    return services.desk.admit(Admission(new_id(), asked, relayed=yes)).visitor_name


@pytest.fixture
def turned_away(services: Services) -> str:
    """Someone who was turned away; their name."""
    asked = Question(person="Rosa Ochoa", purpose=Purpose.OBSERVATION)
    return services.desk.turn_away(TurnAway(new_id(), asked, "Gave the sheet")).visitor_name


def press(page: PrintingPage, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """On whatever has the focus in the page."""
    where: QWidget = page.focusWidget() or page
    QTest.keyClick(where, key, held or Qt.KeyboardModifier.NoModifier)
