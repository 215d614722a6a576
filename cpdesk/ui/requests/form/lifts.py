"""The findings of a visit that a leader may waive, one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.plain_button import literal
from cpdesk.ui.widgets.text.labeled import Labeled
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import Words


class Lifts(Labeled):
    """The findings of this visit that a leader may waive, each to be named."""

    toggled = Signal()

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        box = QWidget()
        super().__init__(theme, label, box)
        self._words = words
        self._column = QVBoxLayout(box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._boxes: dict[str, QCheckBox] = {}
        self._wanted: tuple[str, ...] = ()
        self._nothing = Text(theme, words.text("Choose the visitor first."), Role.SMALL)
        self._column.addWidget(self._nothing)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """The findings that don't hold and that a leader may waive."""
        shown = [f for f in findings if f.outcome is not Outcome.ADMIT and f.lift is Lift.LEADER]
        codes = [f.code for f in shown]
        if codes == list(self._boxes):
            return
        wanted = self.codes or self._wanted
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for finding in shown:
            box = QCheckBox(literal(self._words.sentence(finding.says, finding.facts)))
            set_tooltip(box, finding.code)
            box.setChecked(finding.code in wanted)
            box.toggled.connect(lambda: self.toggled.emit())
            self._boxes[finding.code] = box
            self._column.addWidget(box)
        self._nothing.setVisible(not shown)

    @property
    def codes(self) -> tuple[str, ...]:
        """What was checked; before the findings are loaded, what was requested."""
        if not self._boxes:
            return self._wanted
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def want(self, codes: tuple[str, ...]) -> None:
        self._wanted = codes
        for code, box in self._boxes.items():
            box.setChecked(code in codes)
