"""What is shown where the mouse rests is the text itself, and reads no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, Qt, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.text.text import Elided, Lead, Picture, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip, show_tooltip, tip

MARKUP = (
    "<img src=/dev/zero>",
    '<b>x</b><img src="file:///nonexistent">&amp;',
    "<u>Ada</u>\nBell  two spaces",
    "<table><tr><td>1",
    "<i>gone</i>",
    "a < b > c",
)
ORDINARY = ("Ada Bell", "Smith & Sons", "&amp;", "5 < 6", "<3", "Ctrl+F", "")


def drawn(text: str) -> str:
    """As Qt would show it."""
    if not Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText().replace("\u2028", "\n")


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_as_it_was_written(text: str) -> None:
    assert Qt.mightBeRichText(text)
    assert drawn(text) != text  # what Qt would make of it
    assert drawn(tip(text)) == text


@pytest.mark.parametrize("text", ORDINARY)
def test_other_texts_are_handed_on_unchanged(text: str) -> None:
    assert tip(text) == text
    assert drawn(text) == text


def test_a_picture_in_a_name_is_never_read(qtbot: QtBot, tmp_path: Path) -> None:
    """A file that is read shows: the tooltip is as wide as the picture in it."""
    picture = tmp_path / "picture.png"
    painted = QImage(900, 700, QImage.Format.Format_RGB32)
    painted.fill(0)
    assert painted.save(str(picture))
    name = f"<img src={picture}>"
    widths = []
    for text in (name, tip(name)):
        label = QLabel(text)
        qtbot.addWidget(label)
        widths.append(label.sizeHint().width() >= 900)
    assert widths == [True, False]


@pytest.mark.qt_log_ignore("does not support raise")  # what no screen cannot
@pytest.mark.parametrize("text", [*MARKUP, *ORDINARY[:-1]])
def test_the_tooltip_that_really_opens_says_it(qtbot: QtBot, text: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    widget.show()
    set_tooltip(widget, text)
    assert drawn(widget.toolTip()) == text
    show_tooltip(widget.mapToGlobal(QPoint(10, 10)), text, widget)
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QLabel) and w.isVisible()]
    QToolTip.hideText()
    assert [drawn(one.text()) for one in shown] == [text]


@pytest.mark.parametrize("text", MARKUP)
def test_a_label_says_it_and_only_what_the_product_stresses_is_bold(
    theme: Theme, text: str
) -> None:
    for label in (Text(theme, text), Elided(theme, text), Text(theme, text, wrap=True)):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text() == text
    assert Picture().textFormat() is Qt.TextFormat.PlainText
    one_line = text.replace("\n", " ").replace("  ", " ")
    lead = Lead(theme, one_line, one_line)
    assert lead.textFormat() is Qt.TextFormat.RichText
    assert drawn(lead.text()) == f"{one_line} {one_line}"
    assert lead.text().startswith("<b>")
