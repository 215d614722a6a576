"""Every key of the program is bound in one place, and none that changes something repeats."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import cpdesk.ui
from cpdesk.clock import FixedClock
from cpdesk.ui.input.keys import Key
from tests.journeys.office import Front, front_office

UI = Path(cpdesk.ui.__file__).parent
BINDS = {"QShortcut", "QAction", "setShortcut", "setShortcuts", "grabShortcut"}
MOVES = {"Ctrl+Left", "Ctrl+Right"}  # another day or term is shown; nothing is changed


def calls(path: Path) -> Iterator[ast.Call]:
    return (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))


def name_of(call: ast.Call) -> str:
    made = call.func
    return made.attr if isinstance(made, ast.Attribute) else getattr(made, "id", "")


def _unbinds(call: ast.Call) -> bool:
    return ast.unparse(call).endswith("setShortcut(QKeySequence())")


def test_keys_are_bound_in_one_place_alone() -> None:
    elsewhere = [
        f"{path.relative_to(UI)}:{call.lineno}"
        for path in sorted(UI.rglob("*.py"))
        for call in calls(path)
        if name_of(call) in BINDS and not _unbinds(call)
    ]
    assert elsewhere == [], "bind it with cpdesk.ui.input.keys.Key"


def _key_of(call: ast.Call) -> ast.expr:
    """The key that is bound at once, or by a page's table of actions."""
    return next((one.value for one in call.keywords if one.arg == "key"), call.args[0])


def test_only_keys_that_move_repeat() -> None:
    repeating = {
        key.value if isinstance(key := _key_of(call), ast.Constant) else ast.unparse(call)
        for path in sorted(UI.rglob("*.py"))
        for call in calls(path)
        for given in call.keywords
        if given.arg == "repeats" and isinstance(given.value, ast.Constant) and given.value.value
    }
    assert repeating == MOVES


@pytest.fixture
def front(qtbot: QtBot, sample_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Front]:
    import shutil

    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with front_office(qtbot, folder, clock) as opened:
        opened.until(lambda: opened.office.desk.made is not None)
        yield opened


def test_no_key_of_any_page_repeats_but_those_that_move(front: Front) -> None:
    window = front.office.window
    found: set[str] = set()
    office = front.office
    for page in (
        office.desk, office.today, office.requests, office.flyers, office.partners,
        office.settings, office.reports, office.events, office.printing,
    ):  # fmt: skip
        window.go(page.key)
        keys = page.widget.findChildren(QShortcut)
        assert keys, page.key
        for key in (*keys, *window.findChildren(QShortcut)):
            assert isinstance(key, Key), f"{page.key}: {key.key().toString()}"
            if key.autoRepeat():
                found.add(key.key().toString())
        foreign = [one for one in page.widget.findChildren(QAction) if not one.shortcut().isEmpty()]
        assert not [one for one in foreign if _is_ours(one)], page.key
    assert found == MOVES


def _is_ours(action: QAction) -> bool:
    """Qt's own fields bring actions for copy and paste along."""
    over = action.parent()
    return isinstance(over, QWidget) and type(over).__module__.startswith("cpdesk.")
