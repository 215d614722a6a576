"""The small forms above the buttons of a page: what an action needs to know."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class Tray(QFrame, Themed):
    """`submit` by Ctrl+Enter, `left` by Esc. `done` carries what was entered."""

    done = Signal(object)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        title: str,
        says_yes: str,
        look: Kind = Kind.PRIMARY,
        why: str = "",
    ) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self.setObjectName("tray")
        self.setAccessibleName(title)
        self.column = QVBoxLayout()
        self.missing = Text(theme, "", Role.SMALL, wrap=True, color="no")
        self.missing.hide()
        self.yes = Button(theme, says_yes, words.text("Ctrl+Enter"), kind=look)
        self.back = Button(theme, words.text("Back"), words.text("Esc"))
        self.yes.clicked.connect(self.submit)
        self.back.clicked.connect(self.left)
        footer = fill(QHBoxLayout(), self.yes, 1, self.back)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(Text(theme, title, Role.STRONG, wrap=True))
        if why:
            self._outer.addWidget(Text(theme, why, Role.SMALL, wrap=True))
        fill(self._outer, self.column, self.missing, footer)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.apply_theme()

    def start(self) -> None:
        """Focuses the first required field."""
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, room: int) -> None:
        """The height of its page; long content scrolls."""

    def submit(self) -> None:
        """Passes on what was entered, or says what is missing."""
        raise NotImplementedError

    def still(self, sentence: str, field: QWidget) -> None:
        """Something is missing or not understood."""
        self.missing.setText(sentence)
        self.missing.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self, label: str, hint: str = "") -> LabeledLine:
        """Adds a field."""
        made = LabeledLine(self.theme, label, hint)
        made.line.textEdited.connect(self.missing.hide)
        made.line.entered.connect(self.submit)
        self.column.addWidget(made)
        return made

    def apply_theme(self) -> None:
        px, t = self.theme.px, self.theme.tokens
        self._outer.setContentsMargins(px(14), px(12), px(14), px(12))
        self._outer.setSpacing(px(8))
        self.column.setSpacing(px(8))
        self.setStyleSheet(
            f"#tray {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: 10px; }}"
        )


class SayTray(Tray):
    """One line of text, required or optional. `done` carries it."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        title: str,
        says_yes: str,
        label: str,
        *,
        why: str = "",
        hint: str = "",
        needed: bool = True,
        look: Kind = Kind.PRIMARY,
    ) -> None:
        super().__init__(theme, words, title, says_yes, look, why)
        self.reason = self.line(label, hint)
        self._needed = needed

    def start(self) -> None:
        self.reason.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._needed and not self.reason.said:
            name = self.reason.name
            self.still(self.words.text("Still needed: {field}", field=name), self.reason.line)
        else:
            self.done.emit(self.reason.said)


class SureTray(Tray):
    """Asks for confirmation, and says what happens then."""

    def submit(self) -> None:
        self.done.emit("")


class TrayHost:
    """Where a small form stands in place of the buttons. `lead` moves the focus to what is around
    it; `changed` is called when a form was opened or closed."""

    def __init__(
        self,
        column: QBoxLayout,
        buttons: QWidget,
        lead: Callable[[], object],
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        self._column = column
        self._buttons = buttons
        self._lead = lead
        self._changed = changed
        self.tray: Tray | None = None

    def open(
        self, tray: Tray, done: Callable[[object], object], left: Callable[[], object]
    ) -> None:
        """Shows it in place of the buttons, and of another form."""
        self.close()
        self.tray = tray
        tray.done.connect(done)
        tray.left.connect(left)
        self._column.addWidget(tray)
        self._buttons.hide()
        self._changed()
        tray.show()
        tray.start()

    def close(self) -> None:
        """Back to the buttons."""
        if self.tray is not None:
            tray, self.tray = self.tray, None
            led = QApplication.focusWidget()
            self._column.removeWidget(tray)
            if led is not None and tray.isAncestorOf(led):
                self._lead()  # before it is hidden, or the focus would land somewhere else
            tray.hide()
            tray.deleteLater()
            self._changed()
        self._buttons.show()
