"""Fields for secrets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.account.account_words import SECRET_RULE
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words

_LONGEST = 200


class SecretField(QLineEdit):
    """A PIN or password: dots instead of letters, and nothing that would remember or complete
    it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(name)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def empty(self) -> None:
        """Also clears what Ctrl+Z would bring back."""
        self.setText("")


class NewSecret(QWidget):
    """A new PIN or password, typed twice. `entered` when Enter is pressed in the second field; in
    the first, Enter moves to the second."""

    entered = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self.first = SecretField(words.text("New PIN or password"))
        self.again = SecretField(words.text("Confirm PIN or password"))
        column = fill(QVBoxLayout(self), gap=theme.px(5), edges=0)
        for field in (self.first, self.again):
            column.addWidget(Text(theme, field.accessibleName(), Role.SMALL))
            column.addWidget(field)
            field.textChanged.connect(self.changed)
        column.addWidget(Text(theme, words.text(SECRET_RULE), Role.SMALL, wrap=True))
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)
        self.setFocusProxy(self.first)

    @property
    def secret(self) -> str:
        return self.first.text()

    @property
    def filled(self) -> bool:
        return bool(self.first.text() and self.again.text())

    def wrong(self) -> tuple[str, QWidget] | None:
        """Why it can't be used as typed, and where to type it again; the service that stores it
        checks the rest."""
        if self.first.text() == self.again.text():
            return None
        self.empty()
        return self._words.text("They don’t match. Type both again."), self.first

    def empty(self) -> None:
        self.first.empty()
        self.again.empty()
        self.first.setFocus()
