"""Somebody at the desk: presses keys, clicks, and looks at what stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.records.desk import Card, InsideRow
from cpdesk.services.services import Services
from cpdesk.ui.desk.answer.actions import DeskAction
from cpdesk.ui.desk.page import DeskPage
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.desk import PaperDesk
from cpdesk.ui.widgets.page.just_shown import PAUSE
from tests.ui.context import QuietWindow

ENTER, ESC, DEL = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete
UP, DOWN, LEFT, RIGHT, TAB = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Tab,
)
F6 = Qt.Key.Key_F6


class PaperLog(PaperDesk):
    """Writes down what the desk wanted printed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, QWidget())
        self.printer = "Front desk labels"
        self.badges: list[str] = []
        self.saved: list[str] = []
        self.refusals: list[Card] = []
        self.again: list[str] = []

    def print_badge(self, visit_id: str) -> str:
        self.badges.append(visit_id)
        return self.printer

    def save_badge(self, visit_id: str) -> None:
        self.saved.append(visit_id)

    def show_refusal(self, card: Card) -> None:
        self.refusals.append(card)

    def show_badge(self, visit_id: str) -> None:
        self.again.append(visit_id)


@dataclass
class AtDesk:
    """`keys` counts what was pressed."""

    qtbot: QtBot
    page: DeskPage
    services: Services
    papers: PaperLog
    window: QuietWindow
    clock: FixedClock
    keys: int = 0

    # -- doing ----------------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Types into whatever has the focus."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)
            self.keys += 1

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus, key, held)
        self.keys += 1

    def click(self, act: DeskAction) -> None:
        """Clicks one of the card's buttons."""
        button = self.page.card.row.buttons.get(act)
        assert button is not None, f"no button for {act}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def search(self, text: str) -> None:
        """Types a name and waits until the list answers it."""
        self.type(text)
        self.until(lambda: self.page.answered == text.strip())

    def take(self, text: str) -> Card:
        """Searches, takes the first line, reads the card."""
        self.search(text)
        self.press(ENTER)
        return self.card()

    def scan(self, code: str) -> None:
        """A scanner types a code and Enter."""
        self.type(code)
        self.press(ENTER)

    def click_check_out(self, name: str) -> None:
        row = next(n for n, r in enumerate(self.inside) if r.visitor_name == name)
        inside = self.page.aside.inside.list
        at: QPoint = inside.link_at(row)
        QTest.mouseClick(
            inside.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )

    def undo(self) -> None:
        QTest.keyClick(self.focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    # -- looking --------------------------------------------------------------------------------

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=5_000)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.page.field.line

    @property
    def titles(self) -> list[str]:
        """The lines of the list that can be taken."""
        return [line.title for line in self.page.results.rows if line.takes]

    @property
    def headings(self) -> list[str]:
        return [line.title for line in self.page.results.rows if not line.takes]

    @property
    def inside(self) -> tuple[InsideRow, ...]:
        """Who is shown as inside."""
        return self.page.aside.inside.list.rows

    @property
    def said(self) -> str:
        """The line about what just happened, "" while there is none."""
        notice = self.page.at_counter.notice
        return "" if notice.isHidden() else notice.line.text()

    def opened(self) -> Card:
        """Waits for an open card whose answer is there; no one has read it yet."""
        self.until(lambda: self.page.arrival.card is not None and self.page.arrival.ready)
        card = self.page.arrival.card
        assert card is not None
        return card

    def look(self) -> None:
        """Somebody reads what came up: only then it is decided."""
        self.clock.set(self.clock.now() + PAUSE)

    def card(self) -> Card:
        """Waits for an open card, and reads it."""
        card = self.opened()
        self.look()
        return card

    def heard(self, words: str) -> None:
        """Waits until the notice says this."""
        self.until(lambda: words in self.said)

    def settled(self) -> None:
        """The field is empty and has the focus: ready for the next visitor."""
        self.until(lambda: self.page.field.text == "" and self.page.field.line.hasFocus())
        assert self.page.arrival.draft is None

    def admit(self, text: str) -> str:
        """Lets the first found in, by keys; the visit's id."""
        before = len(self.inside)
        self.take(text)
        self.press(ENTER)
        self.heard("checked in.")
        self.until(lambda: len(self.inside) == before + 1)
        return self.inside[-1].visit_id
