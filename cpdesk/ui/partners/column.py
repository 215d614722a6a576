"""The left column: the search field, whether only partners here are listed, and the directory."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from cpdesk.ui.partners.actions import ONLY_HERE
from cpdesk.ui.partners.directory import Directory
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.page.record_column import ColumnSpec, RecordColumn, SearchField
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, Words

_SPEC = ColumnSpec(
    "search",
    N_("Loading partners…"),
    "",
    (),
    SearchField(
        N_("Search partners by name"),
        N_("Search partners"),
        N_("No partner found"),
        N_("Try part of the name. If an organization isn’t listed, it isn’t a partner yet."),
    ),
    trouble="school",
)


class DirectoryColumn(RecordColumn[Directory]):
    """The focus is in the field, also while the arrow keys move in the list."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words, _SPEC, Directory(theme, words))

    def lay_out(self) -> None:
        theme = self.theme
        self.only_here = Choice(theme, self._words.text(ONLY_HERE.label))
        self.only_here.toggled.connect(lambda: self.changed.emit())
        filters = QHBoxLayout()
        filters.setContentsMargins(2, 0, 2, 0)
        filters.addWidget(self.only_here)
        filters.addStretch(1)
        filters.addWidget(Text(theme, ONLY_HERE.key, Role.SMALL))
        self.add_search()
        self.body.addLayout(filters)

    def begin_anew(self) -> None:
        """Clears the field and lists every partner, without saying that it changed."""
        for widget in (self.search, self.only_here):
            widget.blockSignals(True)
        self.search.clear()
        self.only_here.setChecked(False)
        for widget in (self.search, self.only_here):
            widget.blockSignals(False)

    def lead(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_nothing(self) -> None:
        if self.wanted:
            super().say_nothing()
        else:
            self.nothing.set("handshake", self._words.text("No partners at this school"))
