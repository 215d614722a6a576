"""Many lines from outside: plain, whole, and only to be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.text.plain_list import PlainList


def test_it_is_as_high_as_its_lines_up_to_eight_and_scrolls_the_others(
    theme: Theme, qtbot: QtBot
) -> None:
    shown = PlainList(theme, "Lines")
    qtbot.addWidget(shown)
    heights = []
    for lines in (1, 2, 8, 9, 20_000):
        shown.set("\n".join(f"<b>{n}</b>" for n in range(lines)))
        heights.append(shown.height())
        assert shown.toPlainText().count("\n") == lines - 1
    assert heights[0] < heights[1] < heights[2] == heights[3] == heights[4]
    assert shown.toPlainText().startswith("<b>0</b>")


def test_nothing_is_typed_into_it(theme: Theme, qtbot: QtBot) -> None:
    shown = PlainList(theme, "Lines")
    qtbot.addWidget(shown)
    shown.set("One")
    shown.show()
    QTest.keyClicks(shown, "more")
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    assert shown.toPlainText() == "One"
    assert shown.tabChangesFocus()
