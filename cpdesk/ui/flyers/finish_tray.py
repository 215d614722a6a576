"""The small form at the end of a delivery: what happened to copies that are left over, and why
copies are returned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from cpdesk.policy.flyers import RETURN_REASONS, SURPLUS, Surplus
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.flyers.reason_box import ReasonBox
from cpdesk.ui.parts import Choice, FlowLayout, Role, Text
from cpdesk.ui.parts.labeled import LabeledLine
from cpdesk.ui.parts.sheet import Sheet
from cpdesk.ui.parts.tray import Tray
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

# Why unneeded copies are returned; the first is selected at the start.
_WHY = ("too_many", "carry_home_grades", "approval", "other")


@dataclass(frozen=True, slots=True)
class Finishing:
    """What the form says; `back` if the copies are returned."""

    surplus: Surplus | None = None
    back: Return | None = None


class FinishTray(Tray):
    """`done` carries a Finishing."""

    def __init__(self, theme: Theme, words: Words, record: DeliveryRecord) -> None:
        self._over = max(0, record.tally.over)
        why = (
            words.count(
                "{n} copy is left over. What happened to it?",
                "{n} copies are left over. What happened to them?",
                self._over,
            )
            if self._over
            else ""
        )
        super().__init__(
            theme, words, words.text("Finish this delivery"), words.text("Finish"), why=why
        )
        group = QButtonGroup(self)
        self.chips: dict[Surplus, Choice] = {}
        for surplus, said in SURPLUS.items():
            word = words.text(said)
            chip = Choice(theme, word[:1].upper() + word[1:])
            chip.clicked.connect(self._show_why)
            group.addButton(chip)
            self.chips[surplus] = chip
        fates = QWidget()
        flow = FlowLayout(fates, 8)
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.column.addWidget(fates)
        fates.setVisible(bool(self._over))
        self._lay_out_why()

    def _lay_out_why(self) -> None:
        text = self.words.text
        sheet = Sheet()  # if the window is low, the reasons scroll
        sheet.setMinimumHeight(self.theme.px(64))
        sheet.column.setSpacing(0)
        self.boxes = {code: ReasonBox(text(RETURN_REASONS[code])) for code in _WHY}
        for box in self.boxes.values():
            box.toggled.connect(self.missing.hide)
            sheet.column.addWidget(box)
        self.boxes[_WHY[0]].setChecked(True)
        self.note = LabeledLine(
            self.theme, text("In your own &words"), text("Add details if needed")
        )
        self.to = LabeledLine(self.theme, text("&Given to"), text("Who is taking them"))
        across = QHBoxLayout()
        for field, share in ((self.note, 4), (self.to, 3)):
            field.line.textEdited.connect(self.missing.hide)
            field.line.entered.connect(self.submit)
            across.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        said = text("Why are they being returned? The reasons print on the partner’s return slip.")
        asked = Text(self.theme, said, Role.SMALL, wrap=True)
        self._why: tuple[QWidget, ...] = (asked, sheet, self.note, self.to)
        self.column.addWidget(asked)
        self.column.addWidget(sheet)
        self.column.addLayout(across)
        self._show_why()

    def _show_why(self) -> None:
        self.missing.hide()
        back = self._chosen is Surplus.RETURNED
        for part in self._why:
            part.setVisible(back)
        tall = QSizePolicy.Policy.Preferred if back else QSizePolicy.Policy.Minimum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)

    @property
    def _chosen(self) -> Surplus | None:
        return next((one for one, chip in self.chips.items() if chip.isChecked()), None)

    def start(self) -> None:
        if self._over:
            next(iter(self.chips.values())).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().start()

    def submit(self) -> None:
        text, chosen = self.words.text, self._chosen
        codes = tuple(code for code, box in self.boxes.items() if box.isChecked())
        if self._over and chosen is None:
            first = next(iter(self.chips.values()))
            self.still(text("Choose what happens to the copies."), first)
        elif chosen is not Surplus.RETURNED:
            self.done.emit(Finishing(chosen))
        elif not codes:
            self.still(text("Choose at least one reason."), self.boxes[_WHY[0]])
        elif "other" in codes and not self.note.said:
            self.still(text("Enter the other reason."), self.note.line)
        else:
            self.done.emit(Finishing(chosen, Return(codes, self.note.said, self.to.said)))
