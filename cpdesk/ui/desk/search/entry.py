"""Text fields of the card's forms, and the suggestions beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cpdesk.ui.desk.search.license import FIRST
from cpdesk.ui.desk.search.scan import split_badge
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.forms.form_spec import Options, Reading
from cpdesk.ui.widgets.forms.line_fields import TextField
from cpdesk.ui.widgets.lists.record_list import ENTER
from cpdesk.ui.widgets.text.labeled import LabeledLine, Line
from cpdesk.words import Words


class Entry(Line):
    """A field that tells a badge scan from typing: a scanned code leaves no trace in it."""

    escaped = Signal()
    scanned = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER:
            if not event.isAutoRepeat():
                self._enter()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text() == FIRST and not self.text():
            event.ignore()  # a license scan begins: the page passes it to the desk's field
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        kept, code = split_badge(self.text())
        if code:
            self.setText(kept)
            self.scanned.emit(code)
        else:
            self.entered.emit()


class Asked(LabeledLine):
    """A label, its field, and suggestions below that fill the field with one click."""

    def __init__(self, theme: Theme, label: str, hint: str = "", picks: Sequence[str] = ()) -> None:
        self.entry = Entry()
        super().__init__(theme, label, hint, self.entry)
        self.column.setSpacing(4)
        self._picks = QWidget()
        flow = FlowLayout(self._picks, 6)
        for pick in picks:
            chip = Choice(theme, pick)
            chip.setCheckable(False)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _=False, text=pick: self._fill(text))
            flow.addWidget(chip)
        self.column.addWidget(self._picks)
        self._picks.setVisible(bool(picks))

    def picks(self) -> list[Choice]:
        """The suggestions."""
        return self._picks.findChildren(Choice)

    def _fill(self, text: str) -> None:
        self.entry.setText(text)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)


def still_needed(name: str, words: Words) -> str:
    """What is said of a field that is empty."""
    return words.text("Still needed: {field}", field=name)


@dataclass(frozen=True, kw_only=True)
class AskedField(TextField):
    """A line with suggestions; those that are known only then are the form's options."""

    picks: tuple[str, ...] = ()
    optional: bool = False

    def make(self, theme: Theme, words: Words, options: Options) -> Asked:
        picks = [words.text(pick) for pick in (*self.picks, *(said for _, said in options))]
        return Asked(theme, words.text(self.label), words.text(self.hint), picks)

    def problem(self, made: LabeledLine, reading: Reading) -> str:
        missing = not made.said and not self.optional
        return still_needed(made.name, reading.words) if missing else ""
