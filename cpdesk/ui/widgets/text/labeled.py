"""A field with its label above it, and below it how the program understood what was typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.input.keys import Key
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import ThemedWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QLineEdit):
    """Reports Enter and the arrow keys; Ctrl+Enter and Esc belong to the page."""

    entered = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(False)  # a file dropped on a field is for the page, not the field

    @property
    def said(self) -> str:
        """What was typed, without the spaces around it."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key in _ENTER and not held & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ENTER or key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Labeled(ThemedWidget):
    """Any input under its label. Alt and the letter after "&" move to it. `note` is shown under
    it."""

    def __init__(self, theme: Theme, label: str, field: QWidget) -> None:
        super().__init__(theme)
        self.field = field
        said, _, rest = label.partition("&")
        self.name = said + rest
        field.setAccessibleName(self.name)
        self.label = Text(theme, self.name, Role.SMALL)
        self.label.setBuddy(field)
        if rest:
            keys = f"Alt+{rest[0]}"
            lead = partial(field.setFocus, Qt.FocusReason.ShortcutFocusReason)
            jump = Key(keys, field, lead, everywhere=True)
            set_tooltip(field, jump.key().toString(QKeySequence.SequenceFormat.NativeText))
        self.note = Text(theme, "", Role.SMALL, wrap=True)
        self.note.hide()
        self.column = fill(QVBoxLayout(self), self.label, field, self.note, gap=3, edges=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def remark(self, text: str, *, wrong: bool = False) -> None:
        """How the input was understood, or what is wrong with it."""
        self.note.setText(text)
        self.note.set_color("no" if wrong else "")
        self.note.setVisible(bool(text))
        self.field.setAccessibleDescription(text)


class LabeledLine(Labeled):
    """A line of text under its label; `line` is given if it is of a special kind."""

    def __init__(self, theme: Theme, label: str, hint: str = "", line: Line | None = None) -> None:
        self.line = line or Line()
        self.line.setPlaceholderText(hint)
        super().__init__(theme, label, self.line)

    @property
    def said(self) -> str:
        return self.line.said

    def set(self, text: str) -> None:
        """Fills it without reporting that someone typed."""
        self.line.setText(text)
        self.line.home(False)
