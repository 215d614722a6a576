"""Where Qt would guess whether a text is markup, it is made in one place that does not let it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import cpdesk.ui

UI = Path(cpdesk.ui.__path__[0])
# What guesses, and the only files of the window that may name it.
PLACES = {
    "QLabel": {"widgets/text/text.py", "crash.py"},
    "QMessageBox": {"crash.py"},
    "QToolTip": {
        "widgets/text/tooltip.py",
        "sign_in/hidden_dialogs.py",
    },  # the latter only hides one
    "setToolTip": {"widgets/text/tooltip.py"},
    "showText": {"widgets/text/tooltip.py"},
    "setTextFormat": {"widgets/text/text.py", "crash.py"},
    "RichText": {"widgets/text/text.py"},
    **dict.fromkeys(
        (
            *("AutoText", "MarkdownText", "QErrorMessage", "QInputDialog", "QProgressDialog"),
            *("QSystemTrayIcon", "QWhatsThis", "setWhatsThis", "setStatusTip", "WhatsThisRole"),
            *("QTextBrowser", "QTextDocument", "QTextEdit", "setHtml", "insertHtml", "appendHtml"),
            *("QStaticText", "QFormLayout", "QGraphicsTextItem", "setMarkdown"),
        ),
        frozenset[str](),
    ),
}
# Whether the one in front is one.
ASKED_ONLY = {("input/typed.py", "QTextEdit"), ("input/held_keys.py", "QTextEdit")}


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(UI.rglob("*.py")):
        yield file.relative_to(UI).as_posix(), ast.parse(file.read_text("utf-8"))


def _named(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_what_guesses_markup_is_named_in_one_place() -> None:
    wrong = {
        (place, name)
        for place, tree in _trees()
        for name in _named(tree)
        if name in PLACES and place not in PLACES[name]
    }
    assert wrong == ASKED_ONLY


def test_every_model_hands_out_its_tooltips_as_plain_text() -> None:
    answers: list[str] = []
    for place, tree in _trees():
        asking = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute)]
        named = sum(n.attr == "ToolTipRole" for n in asking)
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and "ToolTipRole" in ast.unparse(node.test):
                (only,) = node.body
                assert isinstance(only, ast.Return), place
                assert isinstance(only.value, ast.Call), place
                assert ast.unparse(only.value.func) == "tip", f"{place}: {ast.unparse(only)}"
                assert " in " not in ast.unparse(node.test), place
                answers.append(place)
        assert answers.count(place) == named, place
    assert set(answers) == {
        "widgets/lists/record_model.py",  # what all lists and tables share
    }
