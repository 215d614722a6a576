from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cpdesk.ui.changes import Changes
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.window.window import MainWindow
from cpdesk.words import Words
from tests.ui.fake_pages import FakePage, FakeSources
from tests.ui.walk import readable

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page() -> FakePage:
    return FakePage("desk")


@pytest.fixture
def window(
    page: FakePage,
    theme: Theme,
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    qtbot: QtBot,
) -> MainWindow:
    made = MainWindow()
    made.furnish(
        (page, FakePage("today")),
        theme=theme,
        words=words,
        tasks=tasks,
        changes=changes,
        sources=FakeSources().made(),
    )
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.start()
    page.list.addItem("Adaeze Okafor")
    page.field.setText("okaf")
    page.field.setFocus()
    return made


def field() -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName("Your name")
    return made


def test_under_a_cover_nothing_can_be_read(window: MainWindow) -> None:
    assert "okaf" in readable(window)
    assert "Cedar Lake School" in readable(window)
    window.show_message("Adaeze Okafor was admitted.")
    window.cover(field())
    message = readable(window)
    assert "Your name" in message
    assert "kaf" not in message
    assert "Cedar Lake" not in message
    assert window.windowTitle() == "CPDesk"


def test_lifted_everything_is_as_it_was(window: MainWindow, page: FakePage) -> None:
    window.cover(field())
    window.cover(field())  # another face of it
    assert not page.field.isVisible()
    window.uncover()
    assert page.field.isVisible()
    assert page.field.text() == "okaf"
    assert QApplication.focusWidget() is page.field
    assert window.windowTitle() == "Cedar Lake School – CPDesk"


def test_under_a_cover_no_key_leads_anywhere_and_nothing_is_read(
    window: MainWindow, page: FakePage
) -> None:
    asked: list[str] = []
    window.lock_wanted.connect(lambda: asked.append("lock"))
    window.switch_wanted.connect(lambda: asked.append("switch"))
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    window.sidebar.footer.click()
    assert asked == ["lock", "switch", "switch"]
    cover = field()
    window.cover(cover)
    before = page.refreshes
    for key in (Qt.Key.Key_2, Qt.Key.Key_L, Qt.Key.Key_K):
        QTest.keyClick(window, key, CTRL)
    QTest.keyClick(window, Qt.Key.Key_F5)
    window.minute_timer.timeout.emit()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_X)
    assert len(asked) == 3
    assert (page.refreshes, page.text) == (before, "")
    assert not window.minute_timer.isActive()
    window.uncover()
    assert window.minute_timer.isActive()
    assert window.current is page


def test_what_comes_in_late_is_not_shown_in_the_title(window: MainWindow, page: FakePage) -> None:
    window.cover(field())
    window.read()
    assert window.windowTitle() == "CPDesk"


def test_dropped_pages_are_made_anew(window: MainWindow) -> None:
    window.go("today")
    window.drop_pages()
    assert window.stack.count() == 0
    fresh = FakePage("today")
    window.pages["today"] = fresh
    window.start()
    assert window.current is fresh
    assert fresh.shows == 1


def test_a_covered_window_closes_like_any_other(window: MainWindow, page: FakePage) -> None:
    window.cover(field())
    assert window.close()
    assert page.field.window() is window


def test_the_foot_says_who_sits_here_by_keys_too(window: MainWindow, any_theme: Theme) -> None:
    window.uncover()
    footer = window.sidebar.footer
    footer.retheme(any_theme)
    footer.show_message(
        "Principal", ("Dana Whitfield", "", "Locks after 2 min · Ctrl+L"), "Somebody else"
    )
    assert footer.accessibleName() == "Principal, Dana Whitfield, Locks after 2 min · Ctrl+L"
    assert footer.small == ("Dana Whitfield", "Locks after 2 min · Ctrl+L")
    pressed: list[bool] = []
    footer.clicked.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(footer, key)
    assert len(pressed) == 2
    wide = footer.grab().toImage()
    footer.set_narrow(True)
    assert footer.grab().toImage() != wide


def test_what_is_covered_before_it_was_shown_is_no_window_of_its_own(
    page: FakePage,
    theme: Theme,
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    qtbot: QtBot,
) -> None:
    """At a start that asks who is there the pages come in and go under the cover at once."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    sources = FakeSources().made()
    made.furnish((page,), theme=theme, words=words, tasks=tasks, changes=changes, sources=sources)
    made.start()
    made.cover(QLineEdit())
    for _ in range(3):
        QApplication.processEvents()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [made]
