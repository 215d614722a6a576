"""Lines of text: what people typed is seen whole, however long its words are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.text.text import Lead, Text, breakable

LONG = "Donaudampfschifffahrt" * 20


def lead(theme: Theme, said: str) -> QLabel:
    return Lead(theme, "Rule not followed.", said)


def text(theme: Theme, said: str) -> QLabel:
    return Text(theme, said, wrap=True)


@pytest.mark.parametrize("made", [lead, text])
def test_a_word_that_is_longer_than_any_line_is_broken(
    theme: Theme, made: Callable[[Theme, str], QLabel]
) -> None:
    label = made(theme, LONG)
    lines = label.fontMetrics().horizontalAdvance(LONG) / 300
    assert label.heightForWidth(300) >= lines * label.fontMetrics().height()
    assert label.minimumSizeHint().width() < 300


def test_other_words_stay_as_they_are(theme: Theme) -> None:
    for said in ("Names were collected.", "a" * 40, "https://partners.example/apply"):
        assert breakable(said) == said
    assert breakable(f"see {LONG}").replace("\u200b", "") == f"see {LONG}"
    assert Text(theme, LONG).text() == LONG  # in one line, which is cut where it is drawn


def test_in_a_narrow_column_a_path_breaks_at_its_joints(theme: Theme) -> None:
    path = "d7/backups/cpdesk-20261124T170000Z.db"
    label = Text(theme, path, wrap=True, narrow=True)
    shown = QLabel.text(label)
    assert shown.split("\u200b") == ["d7/", "backups/", "cpdesk-", "20261124T170000Z.", "db"]
    assert label.text() == path
    heard = QAccessible.queryAccessibleInterface(label)
    assert heard.text(QAccessible.Text.Name) == path
    assert QLabel.text(Text(theme, path, wrap=True)) == path, "a page has room for it"
    assert QLabel.text(Text(theme, path, narrow=True)) == path, "it does not wrap"
    for length, broken in ((20, False), (21, True)):
        said = Text(theme, "a" * length, wrap=True, narrow=True)
        assert ("\u200b" in QLabel.text(said)) is broken, length


def test_what_was_set_is_what_is_said_and_heard(theme: Theme) -> None:
    """The places where it may break are for the eye alone."""
    label = Text(theme, f"see {LONG}", wrap=True)
    assert label.text() == f"see {LONG}"
    heard = QAccessible.queryAccessibleInterface(label)
    assert heard.text(QAccessible.Text.Name) == f"see {LONG}"
    label.setText("short")
    assert heard.text(QAccessible.Text.Name) == label.text() == "short"
    label.setAccessibleName("Why")
    label.setText(LONG)
    assert heard.text(QAccessible.Text.Name) == "Why"
