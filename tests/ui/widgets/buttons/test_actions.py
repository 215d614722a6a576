"""One table for the buttons, the keys and the lines on F1 of a page."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cpdesk.policy.permissions import Permission
from cpdesk.ui.events import actions as of_events
from cpdesk.ui.flyers import actions as of_flyers
from cpdesk.ui.input.keys import Key, KeyLine
from cpdesk.ui.partners import actions as of_partners
from cpdesk.ui.requests import actions as of_requests
from cpdesk.ui.widgets.buttons.actions import NEXT, Action, bind, key_lines, letters, permitted
from cpdesk.ui.widgets.buttons.button import Kind

CTRL = Qt.KeyboardModifier.ControlModifier


class Do(StrEnum):
    OPEN = "open"
    DECLINE = "decline"
    DISOWN = "disown"
    NEXT = "next"
    HELD = "held"
    SCROLL = "scroll"


OPEN = Action(Do.OPEN, "Open", "Ctrl+O", help="Open the record", permission=Permission.PRINT)
TABLE = (
    OPEN,
    Action(Do.DECLINE, "Decline", "Ctrl+D", help="Decline"),
    Action(Do.DISOWN, "I did not approve this", "Ctrl+D"),
    Action(Do.NEXT, key=NEXT, help="Next step"),
    Action(Do.HELD, "Held", "H", help="Held as approved"),
    Action(Do.SCROLL, key="Up", help="Scroll", listed=True),
)


def test_f1_lists_what_the_table_says_in_its_order() -> None:
    assert key_lines(TABLE) == (
        KeyLine("Ctrl+O", "Open the record"),
        KeyLine("Ctrl+D", "Decline"),
        KeyLine("Ctrl+Enter", "Next step"),
        KeyLine("H", "Held as approved"),
        KeyLine("Up", "Scroll"),
    )


def test_every_key_is_bound_once_and_tells_which_actions_share_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    pressed: list[Sequence[Do]] = []
    bind(TABLE, page, pressed.append)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    for key in (Qt.Key.Key_O, Qt.Key.Key_D, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(page, key, CTRL)
    assert pressed == [(Do.OPEN,), (Do.DECLINE, Do.DISOWN), (Do.NEXT,), (Do.NEXT,)]
    QTest.keyClick(page, Qt.Key.Key_H)  # a letter is typed in a field: the page looks for it
    QTest.keyClick(page, Qt.Key.Key_Up)  # only listed
    assert len(pressed) == 4
    assert not any(key.autoRepeat() for key in page.findChildren(Key))
    assert letters(TABLE) == {"H": Do.HELD}


def test_what_needs_a_permission_is_offered_to_those_who_have_it() -> None:
    assert permitted(TABLE[:2], lambda act: act is Permission.PRINT) == TABLE[:2]
    assert permitted(TABLE[:2], lambda act: False) == (TABLE[1],)


def test_the_next_step_is_the_same_action_with_another_key() -> None:
    first = OPEN.as_next("Open it")
    assert (first.id, first.label, first.key, first.kind) == (
        Do.OPEN, "Open it", NEXT, Kind.PRIMARY,
    )  # fmt: skip
    assert first.permission is Permission.PRINT
    assert OPEN.as_next().label == "Open"


@pytest.mark.parametrize("page", [of_events, of_flyers, of_partners, of_requests])
def test_every_key_that_a_button_shows_is_bound_by_its_page(page: ModuleType) -> None:
    bound = {action.key for action in page.ACTIONS}
    shown = [one for one in vars(page).values() if isinstance(one, Action) and one.key]
    assert shown
    assert [one.id for one in shown if one.key not in bound] == []
    lines = [line.keys for line in key_lines(page.ACTIONS)]
    assert len(lines) == len(set(lines))
