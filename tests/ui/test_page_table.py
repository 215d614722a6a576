"""One table says where the pages are; the window, the list of keys and every sentence follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.services.services import Services
from cpdesk.ui.application import Application
from cpdesk.ui.page_table import PAGES, PageKey, entry_of
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.window.key_list import KeyCaps, KeyList
from cpdesk.ui.window.sidebar import Sidebar
from cpdesk.words import Words
from tests.ui.paper.fakes import Tray
from tests.ui.whole_office import whole_office

ROOT = Path(__file__).resolve().parents[2]
WORK: list[PageKey] = [
    "desk",
    "today",
    "requests",
    "flyers",
    "events",
    "partners",
    "reports",
    "printing",
]
MOVED: dict[PageKey, str] = {
    "events": "Ctrl+8",
    "partners": "Ctrl+5",
    "reports": "Ctrl+6",
    "printing": "Ctrl+9",
    "settings": "Ctrl+7",
}
_PAGE_KEY = re.compile(r"Ctrl[+ ](?:[1-9]|,(?! ))")


@pytest.fixture
def office(qtbot: QtBot, services: Services) -> Iterator[Application]:
    with whole_office(qtbot, services, Tray()) as opened:
        yield opened


def test_the_pages_are_in_the_order_of_work_and_settings_are_last_with_a_key_of_their_own() -> None:
    assert [page.key for page in PAGES] == [*WORK, "settings"]
    assert [page.shortcut for page in PAGES] == [f"Ctrl+{n}" for n in range(1, 9)] + ["Ctrl+,"]
    assert [page.key for page in PAGES if page.apart] == ["settings"]
    assert {page.key: page.before for page in PAGES if page.before} == MOVED


def test_each_key_leads_to_its_page_and_the_key_that_moved_away_to_none(
    office: Application,
) -> None:
    window = office.window
    for page in PAGES:
        QTest.keySequence(window, QKeySequence(page.shortcut))
        assert window.current is not None
        assert window.current.entry is page
        assert window.header.title.text() == (page.long_title or page.title)
    QTest.keySequence(window, QKeySequence("Ctrl+9"))
    assert window.current is office.settings


def test_the_sidebar_shows_every_page_in_that_order_and_settings_apart(office: Application) -> None:
    entries = office.window.sidebar.entries
    assert list(entries) == [page.key for page in PAGES]
    tops = [entries[page.key].y() for page in PAGES]
    assert tops == sorted(tops)
    steps = [below - above for above, below in pairwise(tops)]
    assert len(set(steps[:-1])) == 1
    assert steps[-1] > 2 * steps[0]
    assert entries["settings"].y() < office.window.sidebar.evacuation.y()


def test_a_sidebar_without_room_keeps_the_gap_before_settings(
    qtbot: QtBot, theme: Theme, words: Words
) -> None:
    sidebar = Sidebar(theme, words, PAGES)
    qtbot.addWidget(sidebar)
    sidebar.resize(sidebar.width(), sidebar.minimumSizeHint().height())
    sidebar.show()
    tops = [sidebar.entries[key].y() for key in (*WORK[-2:], "settings")]
    assert tops[2] - tops[1] > tops[1] - tops[0]


def test_the_narrow_sidebar_tells_name_and_key_in_a_tooltip(office: Application) -> None:
    sidebar = office.window.sidebar
    sidebar.set_narrow(True)
    for page in PAGES:
        entry = sidebar.entries[page.key]
        assert entry.toolTip() == f"{page.title} ({page.shortcut.replace('+', ' ')})"
        assert entry.accessibleDescription() == page.shortcut.replace("+", " ")


def test_f1_lists_the_pages_in_that_order_and_says_which_key_moved(office: Application) -> None:
    office.window.show_keys()
    (shown,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, KeyList) and w.isVisible()
    )
    caps = [caps.accessibleName() for caps in shown.findChildren(KeyCaps)]
    assert caps[1 : 1 + len(PAGES)] == [page.shortcut for page in PAGES]
    said = _texts(shown)
    for page in PAGES:
        was = MOVED.get(page.key)
        assert (f"{page.title} (was {was})" if was else page.title) in said
    shown.reject()


def test_the_changelog_tells_every_key_that_moved() -> None:
    message = " ".join((ROOT / "CHANGELOG.md").read_text("utf-8").split())
    for page, was in MOVED.items():
        entry = entry_of(page)
        assert f"{entry.title} {entry.shortcut} (was {was})" in message


def test_no_other_place_names_a_pages_key() -> None:
    """A sentence, a test or a document that did would be wrong when a key moves."""
    allowed = {"cpdesk/ui/page_table.py", "tests/ui/test_page_table.py", "CHANGELOG.md"}
    allowed |= {
        "tests/ui/shown_keys.py",
        "tests/ui/input/test_keys.py",
        "tests/ui/window/test_window.py",
    }
    folders = ("cpdesk", "tests", "tools", "benchmarks", "docs")
    files = [file for name in folders for file in (ROOT / name).rglob("*.*")]
    named = [
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in (*files, *ROOT.glob("*.md"))
        if file.suffix in (".py", ".md", ".toml")
        and file.relative_to(ROOT).as_posix() not in allowed
        for found in [_PAGE_KEY.search(file.read_text("utf-8"))]
        if found
    ]
    assert named == []


def _texts(root: QWidget) -> set[str]:
    return {label.text() for label in root.findChildren(QLabel)}
