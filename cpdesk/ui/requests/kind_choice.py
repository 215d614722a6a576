"""The type of request: a chip for each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from cpdesk.policy.phrases import KIND
from cpdesk.policy.requests import Kind
from cpdesk.ui.parts import Choice, FlowLayout
from cpdesk.ui.requests.fields import FIELDS
from cpdesk.ui.theme import Theme
from cpdesk.words import Words


class KindChoice(QWidget):
    """`chosen` carries the Kind of the chip that was pressed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.chips = {kind: Choice(theme, words.text(KIND[kind])) for kind in FIELDS}
        flow = FlowLayout(self, 8)
        group = QButtonGroup(self)
        for kind, chip in self.chips.items():
            group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(partial(self._choose, kind))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words.text("Type of request"))

    def mark(self, kind: Kind) -> None:
        """Without a signal; a type without a chip here is ignored."""
        if kind in self.chips:
            self.chips[kind].setChecked(True)

    def lead(self, kind: Kind) -> None:
        """The focus goes to its chip."""
        self.chips[kind].setFocus(Qt.FocusReason.TabFocusReason)

    def let(self, may: bool) -> None:
        """Whether another type can be chosen."""
        for chip in self.chips.values():
            chip.setEnabled(may)

    def _choose(self, kind: Kind) -> None:
        self.mark(kind)
        self.chosen.emit(kind)
