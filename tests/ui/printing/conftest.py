"""The print center on the sample district, with a printer that keeps what it gets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.services.counter import Counter
from cpdesk.services.printing import Printing
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.here import Here
from cpdesk.ui.paper.print_room import PrintRoom
from cpdesk.ui.paper.sheets import Sheets
from cpdesk.ui.printing.offers import Offer, offers
from cpdesk.ui.printing.page import PrintingPage
from cpdesk.ui.settings.preferences import Preferences
from cpdesk.ui.site import Site
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme import Theme
from tests.ui.paper.fakes import Ears, Tray

Opened = Callable[..., PrintingPage]
DAY, SIZE = date(2026, 11, 24), (215.9, 279.4)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Served:
    """The counter's services by name, as the window asks for them."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def service(self, name: str) -> Any:
        return getattr(self._counter, name)

    def close(self) -> None:
        self._counter.close()


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def here() -> Here:
    return Here()


@pytest.fixture
def site(
    counter: Counter,
    tasks: InlineTasks,
    changes: Changes,
    clock: FixedClock,
    here: Here,
    tray: Tray,
) -> Site:
    def window() -> Any:
        raise AssertionError("the page asks for no window")

    return Site(
        folder=counter.folder,
        services=Served(counter),
        clock=clock,
        words=counter.words,
        tasks=tasks,
        changes=changes,
        preferences=Preferences(counter.folder, changes),
        settings=Settings,
        printing=lambda: Printing(tray),
        window=window,
        here=here,
    )


@pytest.fixture
def all_offers(site: Site) -> tuple[Offer, ...]:
    return offers(site, Sheets(site))


@pytest.fixture
def opened(
    site: Site,
    counter: Counter,
    changes: Changes,
    theme: Theme,
    ears: Ears,
    all_offers: tuple[Offer, ...],
    qtbot: QtBot,
) -> Opened:
    """Opens the page; in another theme or size where that is said."""

    def open_page(theme: Theme = theme, size: tuple[int, int] = (1170, 712)) -> PrintingPage:
        room = PrintRoom(
            printing=site.printing(),
            tasks=site.tasks,
            words=site.words,
            settings=site.settings,
            say=ears,
            book=counter.print_book,
        )
        room.noted.connect(changes.printed)
        page = PrintingPage(
            offers=all_offers,
            room=room,
            book=counter.print_book,
            here=site.here,
            tasks=site.tasks,
            changes=changes,
            words=site.words,
            theme=theme,
            clock=site.clock,
        )
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
def visitor(counter: Counter) -> str:
    """Someone who is in the building; their name."""
    row = next(r for r in counter.desk.expected() if r.person_name == "Adaeze Okafor")
    yes = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    asked = Question(person=row.person_id, activity=row.activity_id, reason="Brings the drums")
    return counter.desk.admit(Admission(new_id(), asked, relayed=yes)).visitor_name


@pytest.fixture
def turned_away(counter: Counter) -> str:
    """Someone who was turned away; their name."""
    asked = Question(person="Rosa Ochoa", purpose=Purpose.OBSERVATION)
    return counter.desk.turn_away(TurnAway(new_id(), asked, "Gave the sheet")).visitor_name


def press(page: PrintingPage, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """On whatever has the focus in the page."""
    where: QWidget = page.focusWidget() or page
    QTest.keyClick(where, key, held or Qt.KeyboardModifier.NoModifier)
