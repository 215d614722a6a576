"""The small form at the end of a delivery: what happened to copies that are left over, and why
copies are returned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from cpdesk.policy.flyers import RETURN_REASONS, SURPLUS, Surplus
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.flyers.handout.trays import REASON_ROW, reason_problem
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.forms.chip_fields import ChecksField, ChipField
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_tray import FormTray
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, Words

# Why unneeded copies are returned; the first is selected at the start.
_WHY = ("too_many", "carry_home_grades", "approval", "other")


@dataclass(frozen=True, slots=True)
class Finishing:
    """What becomes of the copies; `back` if they are returned."""

    surplus: Surplus | None = None
    back: Return | None = None


@dataclass(frozen=True, slots=True)
class _Entries:
    surplus: Surplus | None = None
    reasons: tuple[str, ...] = _WHY[:1]
    note: str = ""
    returned_to: str = ""


_BACK = ("reasons", "note", "returned_to")
_SPEC = FormSpec(
    _Entries,
    (
        ChipField("surplus", needed=N_("Choose what happens to the copies.")),
        ChecksField("reasons", options=tuple((w, RETURN_REASONS[w]) for w in _WHY)),
        REASON_ROW,
    ),
    shown=lambda said: ("surplus", *(_BACK if said.surplus is Surplus.RETURNED else ())),
)


class FinishTray(FormTray[_Entries]):
    """For a delivery with copies left over. `done` carries a Finishing."""

    def __init__(self, theme: Theme, words: Words, record: DeliveryRecord) -> None:
        self._asked = Text(
            theme,
            words.text(
                "Why are they being returned? The reasons print on the partner’s return slip."
            ),
            Role.SMALL,
            wrap=True,
        )
        fates = [(one, words.text(said)) for one, said in SURPLUS.items()]
        super().__init__(
            theme, words, _SPEC, _Entries(),
            title=words.text("Finish this delivery"),
            does=words.text("Finish"),
            why=words.count(
                "{n} copy is left over. What happened to it?",
                "{n} copies are left over. What happened to them?",
                record.tally.over,
            ),
            options={"surplus": [(one, said[:1].upper() + said[1:]) for one, said in fates]},
        )  # fmt: skip
        self.form.column.insertWidget(1, self._asked)
        self.form.changed.connect(self._show_why)
        self._show_why()

    def _show_why(self) -> None:
        back = self.form.record().surplus is Surplus.RETURNED
        self._asked.setVisible(back)
        tall = QSizePolicy.Policy.Preferred if back else QSizePolicy.Policy.Minimum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)

    def start(self) -> None:
        self.form.focus("surplus", Qt.FocusReason.TabFocusReason)

    def check(self, record: _Entries) -> tuple[str, str] | None:
        if record.surplus is not Surplus.RETURNED:
            return None
        return reason_problem(record.reasons, record.note, self.words)

    def result(self, record: _Entries) -> Finishing:
        back = Return(record.reasons, record.note, record.returned_to)
        return Finishing(record.surplus, back if record.surplus is Surplus.RETURNED else None)
