"""How to reach a partner: each contact is a button that copies it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpdesk.records.partners import PartnerRecord
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import N_, Words

_WAYS = (
    ("phone", "phone", N_("Copy phone number {value}")),
    ("email", "mail", N_("Copy email address {value}")),
    ("website", "globe", N_("Copy website {value}")),
)


class Contact(QWidget):
    """Says under the buttons what was copied."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self._values: dict[str, str] = {}
        self.buttons = {
            way: Button(theme, "", icon=icon, kind=Kind.QUIET, small=True) for way, icon, _ in _WAYS
        }
        self.copied = Text(theme, "", Role.SMALL, color="ok")
        self.copied.hide()
        ways = QWidget()
        self._flow = FlowLayout(ways, gap=4)
        for way, _, says in _WAYS:
            button = self.buttons[way]
            button.setAccessibleName(words.text(says, value="").strip())
            self._flow.addWidget(button)
            button.clicked.connect(lambda _=False, way=way: self.copy(way))
        fill(QVBoxLayout(self), ways, self.copied, gap=2, edges=0)

    def show_partner(self, partner: PartnerRecord) -> None:
        self._values = {
            "phone": partner.phone,
            "email": partner.email,
            "website": partner.website,
        }
        self.copied.hide()
        for way, _, says in _WAYS:
            value, button = self._values[way], self.buttons[way]
            button.set(value.removeprefix("https://").removeprefix("http://"))
            button.setAccessibleName(self._words.text(says, value=value))
            set_tooltip(button, self._words.text(says, value=value))
            button.setVisible(bool(value))
        self._flow.invalidate()
        self.setVisible(any(self._values.values()))

    def copy(self, way: str) -> None:
        """Copies it to the clipboard and says so."""
        value = self._values.get(way, "")
        if value:
            QGuiApplication.clipboard().setText(value)
            self.copied.setText(self._words.text("Copied: {value}", value=value))
            self.copied.show()
