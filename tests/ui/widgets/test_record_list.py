"""Lists made from a spec of their rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.row_parts import Heading, RowParts, RowSpec, RowStyle
from cpdesk.ui.widgets.lists.text_wrap import SMALL, wrapped


@dataclass(frozen=True, slots=True)
class Visit:
    key: str
    name: str
    place: str = "Lobby"
    heading: str = ""


VISITS = (
    Visit("", "Morning"),
    Visit("a", "Rosa Ochoa", heading="Today"),
    Visit("b", "Ada Bell"),
    Visit("c", "Cy <b>Roe</b>"),
)


def spec(style: RowStyle) -> RowSpec[Visit]:
    return RowSpec(
        key=lambda one: one.key,
        parts=lambda one: RowParts(
            one.name,
            (one.place,),
            pill="Here",
            tone=Tone.OK,
            headings=(Heading(one.heading),) if one.heading else (),
        ),
        spoken=lambda one: f"{one.name}, {one.place}",
        tooltip=lambda one: one.name,
        style=style,
    )


Made = Callable[..., RecordList[Visit]]


@pytest.fixture
def made(theme: Theme, qtbot: QtBot) -> Made:
    def made(style: RowStyle | None = None, rows: tuple[Visit, ...] = VISITS) -> RecordList[Visit]:
        one = RecordList(theme, "Visits", spec(style or RowStyle()))
        qtbot.addWidget(one)
        one.resize(320, 400)
        one.show_records(rows, "a")
        one.show()
        QApplication.processEvents()
        return one

    return made


class Painted(QObject):
    """Which part of a list was drawn again."""

    def __init__(self, of: RecordList[Visit]) -> None:
        super().__init__(of)
        self.region = QRegion()
        of.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region |= event.region()
        return False


def test_only_the_row_that_says_something_else_is_drawn_again(made: Made) -> None:
    one = made()
    painted = Painted(one)
    one.show_records(VISITS, "a")
    QApplication.processEvents()
    assert painted.region.isEmpty()

    one.show_records((*VISITS[:2], replace(VISITS[2], place="Room 8"), VISITS[3]), "a")
    QApplication.processEvents()
    assert painted.region.boundingRect() == one.visualRect(one.record_model.index(2, 0))


def test_a_row_that_grows_moves_those_below_it(made: Made) -> None:
    one = made(RowStyle(lines=0))
    below = one.visualRect(one.record_model.index(3, 0)).top()
    one.show_records((*VISITS[:2], replace(VISITS[2], place="Room 8 " * 20), VISITS[3]), "a")
    QApplication.processEvents()
    assert one.visualRect(one.record_model.index(3, 0)).top() > below


def test_other_records_keep_the_selected_one_and_tell_no_one(made: Made) -> None:
    one = made()
    chosen: list[object] = []
    one.chosen.connect(chosen.append)
    one.show_records((VISITS[3], VISITS[1]), "a")
    assert (one.key, chosen) == ("a", [])
    one.show_records((VISITS[3], VISITS[2]), "a", 1)
    assert (one.key, chosen) == ("b", [])
    one.show_records((VISITS[3],), "a", 1)  # the last one before that place
    assert (one.key, chosen) == ("c", [])
    one.show_records(())
    assert (one.key, one.current) == ("", None)


def test_a_list_stays_where_it_was_scrolled_to(made: Made) -> None:
    many = tuple(Visit(str(n), f"Visitor {n}") for n in range(1, 60))
    one = made(rows=many)
    one.mark("30")
    place = one.verticalScrollBar().value()
    assert place > 0
    one.show_records(many[:-1], "30")
    assert one.verticalScrollBar().value() == place


def test_the_keys_pass_over_headings_and_stop_at_the_ends(made: Made) -> None:
    one = made()
    chosen: list[object] = []
    one.chosen.connect(chosen.append)
    QTest.keyClick(one, Qt.Key.Key_Down)
    one.step(5)
    one.step(1)
    QTest.keyClick(one, Qt.Key.Key_Up)
    one.step(-9)
    QTest.keyClick(one, Qt.Key.Key_Up)
    assert chosen == ["b", "c", "b", "a"]
    assert not one.mark("")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_is_told_and_ctrl_enter_is_the_pages(made: Made, key: Qt.Key) -> None:
    one = made()
    entered: list[bool] = []
    one.entered.connect(lambda: entered.append(True))
    QTest.keyClick(one, key, Qt.KeyboardModifier.ControlModifier)
    assert entered == []
    QTest.keyClick(one, key)
    assert entered == [True]


def test_letters_search_only_where_a_list_says_so(made: Made) -> None:
    one = made()
    QTest.keyClick(one, Qt.Key.Key_C)
    assert one.key == "a"
    one.typing_searches = True
    QTest.keyClick(one, Qt.Key.Key_C)
    assert one.key == "c"


def test_it_is_read_aloud_and_its_tooltips_are_plain_text(made: Made) -> None:
    index = made().record_model.index(3, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Cy <b>Roe</b>, Lobby"
    assert index.data() == "Cy <b>Roe</b>"
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_another_theme_reaches_the_rows(made: Made, theme: Theme) -> None:
    one = made()
    before = one.sizeHintForRow(1)
    one.retheme(replace(theme, text_size=150))
    assert one.sizeHintForRow(1) > before


def test_text_is_broken_between_words_and_shortened_at_the_last_line(theme: Theme) -> None:
    said = "Reading tutors in the library of Cedar Lake School, every Tuesday"
    small = QFontMetrics(theme.font(*SMALL))
    whole = wrapped(said, theme, SMALL, 120, 0)
    assert " ".join(whole) == said
    assert all(small.horizontalAdvance(line) <= 120 for line in whole)
    two = wrapped(said, theme, SMALL, 120, 2)
    assert len(two) == 2
    assert two[0] == whole[0]
    assert two[1].endswith("…")
    assert wrapped("", theme, SMALL, 120) == ()
