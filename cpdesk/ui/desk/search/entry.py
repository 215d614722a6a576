"""Text fields of the card's forms, and the suggestions beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.desk.search.field import ENTER_KEYS
from cpdesk.ui.desk.search.license import FIRST
from cpdesk.ui.desk.search.scan import split_badge
from cpdesk.ui.input.keys import Key
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import Themed


class Entry(QLineEdit):
    """A field that tells a badge scan from typing: a scanned code leaves no trace in it."""

    entered = Signal()
    escaped = Signal()
    scanned = Signal(str)
    stepped = Signal(int)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)

    @property
    def said(self) -> str:
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._enter()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
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


def labeled(theme: Theme, label: str, field: QWidget) -> Text:
    """A label for a field. Alt and the letter after "&" move to the field."""
    said, _, rest = label.partition("&")
    text = Text(theme, said + rest, Role.SMALL)
    text.setBuddy(field)
    if rest:
        keys = f"Alt+{rest[0]}"
        lead = partial(field.setFocus, Qt.FocusReason.ShortcutFocusReason)
        jump = Key(keys, field, lead, everywhere=True)
        set_tooltip(field, jump.key().toString(QKeySequence.SequenceFormat.NativeText))
    return text


class Asked(QWidget, Themed):
    """A label, its field, and suggestions below that fill the field with one click."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        hint: str = "",
        picks: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.entry = Entry(label.replace("&", ""), hint)
        self.label = labeled(theme, label, self.entry)
        self._picks = QWidget()
        self._flow = FlowLayout(self._picks, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(self.entry)
        column.addWidget(self._picks)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.offer(picks)

    @property
    def said(self) -> str:
        return self.entry.said

    def offer(self, picks: Sequence[str]) -> None:
        """Replaces the suggestions."""
        self._flow.clear()
        for pick in picks:
            chip = Choice(self.theme, pick)
            chip.setCheckable(False)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _=False, text=pick: self._fill(text))
            self._flow.addWidget(chip)
        self._picks.setVisible(bool(picks))

    def picks(self) -> list[Choice]:
        """The suggestions."""
        return [chip for chip in self._picks.findChildren(Choice) if not chip.isHidden()]

    def _fill(self, text: str) -> None:
        self.entry.setText(text)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        self.updateGeometry()
