"""Rows that are made again for other records."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.text.text import Text


def test_others_take_the_place_of_the_rows_below_what_stands_on_top(
    qtbot: QtBot, theme: Theme
) -> None:
    column: RowColumn[Text] = RowColumn(theme)
    qtbot.addWidget(column)
    head = Text(theme, "Posts")
    column.column.addWidget(head)
    column.show()
    column.set_lines(Text(theme, said) for said in ("Lobby", "Gym"))
    before = list(column.lines)
    assert all(line.isVisible() for line in before)  # at once: the next key may be meant for them
    column.add_line(Text(theme, "Hall"))
    column.set_lines([Text(theme, "Library")])
    column.add_line(Text(theme, "Office"))
    assert [line.text() for line in column.lines] == ["Library", "Office"]
    assert not any(line.isVisible() for line in before)
    assert column.column.indexOf(head) == 0
    assert column.column.count() == 3
