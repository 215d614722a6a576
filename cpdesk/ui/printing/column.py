"""The lists on the left: what can be printed, and what was printed today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget

from cpdesk.ui.printing.lists import PaperList, Row
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.words import Words


class Column(Card):
    """Two lists, one of them in front. `turned` when the other one comes to the front."""

    turned = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme)
        text = words.text
        self._words = words
        self.make_tab = Choice(theme, text("Papers"))
        self.today_tab = Choice(theme, text("Printed today"))
        group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(theme.px(8))
        for tab in (self.make_tab, self.today_tab):
            group.addButton(tab)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self.make_tab.setChecked(True)
        self.papers = PaperList(theme, text("Papers you can print"))
        self.today = PaperList(theme, text("Printed today"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.papers)
        self._stack.addWidget(self.today)
        self.body.addLayout(tabs)
        self.body.addWidget(self._stack, 1)
        self.make_tab.clicked.connect(lambda: self.turn(self.papers))
        self.today_tab.clicked.connect(lambda: self.turn(self.today))

    @property
    def front(self) -> PaperList:
        """The list in front."""
        return self.today if self._stack.currentWidget() is self.today else self.papers

    def turn(self, to: PaperList) -> None:
        """Brings a list to the front and gives it the focus."""
        (self.today_tab if to is self.today else self.make_tab).setChecked(True)
        if to is not self.front:
            self._stack.setCurrentWidget(to)
            self.turned.emit()
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_today(self, rows: Sequence[Row]) -> None:
        """Shows what was printed, and the count."""
        text = self._words.text
        name = text("Printed today ({n})", n=len(rows)) if rows else text("Printed today")
        self.today_tab.setText(name)
        self.today_tab.setAccessibleName(name)
        self.today_tab.updateGeometry()
        self.today.put(rows)
