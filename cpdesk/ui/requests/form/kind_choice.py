"""The type of request: a chip for each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.phrases import KIND
from cpdesk.ui.requests.form.fields import FIELDS
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.forms.chip_fields import ChipBox
from cpdesk.words import Words


class KindChoice(ChipBox):
    """`chosen` carries the Kind of the chip that was pressed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, [(k, words.text(KIND[k])) for k in FIELDS], several=False)
        for kind, chip in self.buttons.items():
            chip.clicked.connect(partial(self._choose, kind))
        self.setAccessibleName(words.text("Type of request"))

    def mark(self, kind: Kind) -> None:
        """Without a signal; a type without a chip here is ignored."""
        if kind in self.buttons:
            self.buttons[kind].setChecked(True)

    def lead(self, kind: Kind) -> None:
        """The focus goes to its chip."""
        self.buttons[kind].setFocus(Qt.FocusReason.TabFocusReason)

    def let(self, may: bool) -> None:
        """Whether another type can be chosen."""
        for chip in self.buttons.values():
            chip.setEnabled(may)

    def _choose(self, kind: Kind) -> None:
        self.mark(kind)
        self.chosen.emit(kind)
