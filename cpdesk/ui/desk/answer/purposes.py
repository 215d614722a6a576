"""What the visitor is here for, as chips; the rarer purposes are behind the last one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import PurposeChoice
from cpdesk.ui.desk.answer.verdict import chip_label
from cpdesk.ui.input.keys import Key
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

# Shown at once; the others after "Other…". Alt and the letter choose one.
COMMON = (
    Purpose.STUDENT_MEETING,
    Purpose.STAFF_MEETING,
    Purpose.FLYERS,
)
LETTERS = {
    Purpose.STUDENT_MEETING: "M",
    Purpose.STAFF_MEETING: "S",
    Purpose.FLYERS: "D",
    Purpose.OBSERVATION: "O",
    Purpose.TABLING: "T",
    Purpose.PRESENTATION: "P",
    Purpose.PHOTOS: "V",
    Purpose.REFERRAL: "N",
    Purpose.OTHER: "E",
}
MANY_ACTIVITIES = 3


def shown_choices(
    choices: tuple[PurposeChoice, ...], chosen: PurposeChoice
) -> tuple[PurposeChoice, ...]:
    """The choices shown at once: the chosen one is always among them."""
    activities = [c for c in choices if c.activity_id or c.request_id]
    near = [c for c in activities if c.meets_today][:MANY_ACTIVITIES] or activities[:1]
    others = [c for c in choices if c not in activities]
    if len(others) > len(COMMON) + 1:
        by_purpose = {c.purpose: c for c in others}
        others = [by_purpose[p] for p in COMMON if p in by_purpose]
    shown = [*near, *others]
    if chosen not in shown and chosen in choices:
        shown.append(chosen)
    return tuple(shown)


class PurposeChips(QWidget, Themed):
    """Chosen by click, by digit, with the arrow keys, or by Alt and a letter."""

    chosen = Signal(object)  # a PurposeChoice

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._choices: tuple[PurposeChoice, ...] = ()
        self._shown: tuple[PurposeChoice, ...] = ()
        self._now: PurposeChoice | None = None
        self._flow = FlowLayout(self)
        self._group = QButtonGroup(self)
        self._more: Choice | None = None
        self.setAccessibleName(words.text("Here for"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def shown(self) -> tuple[PurposeChoice, ...]:
        return self._shown

    @property
    def labels(self) -> tuple[str, ...]:
        """The chips' labels, in order."""
        return tuple(chip.text() for chip in self._chips())

    def set(self, choices: tuple[PurposeChoice, ...], chosen: PurposeChoice) -> None:
        """Replaces the choices or the chosen one."""
        if choices != self._choices or (chosen not in self._shown and chosen in choices):
            self._choices = choices
            self._build(shown_choices(choices, chosen), chosen)
        self._mark(chosen)

    def chip(self, n: int) -> Choice:
        """The n-th chip, from 0."""
        return self._chips()[n]

    def turn(self, by: int) -> None:
        """The next or previous chip."""
        if not self._shown:
            return
        at = self._shown.index(self._now) if self._now in self._shown else -1
        place = min(max(at + by, 0), len(self._shown) - 1)
        if place != at:
            self._choose(self._shown[place])

    def number(self, n: int) -> None:
        """The n-th chip, from 1."""
        chips = self._chips()
        if 1 <= n <= len(chips):
            chips[n - 1].click()

    def apply_theme(self) -> None:
        self._flow.invalidate()

    def _build(self, shown: tuple[PurposeChoice, ...], chosen: PurposeChoice) -> None:
        self._shown = shown
        self._flow.clear()
        for button in self._group.buttons():
            self._group.removeButton(button)
        for n, choice in enumerate(shown):
            chip = self._chip(chip_label(choice, self._words, place=n == 0))
            set_tooltip(chip, chip_label(choice, self._words, place=True))
            chip.clicked.connect(lambda _=False, c=choice: self._choose(c))
            chip.setShortcut(QKeySequence())  # "&" in a title is not a key
            named = choice.activity_id or choice.request_id
            letter = "" if named else LETTERS.get(choice.purpose, "")
            if letter:
                key = Key(f"Alt+{letter}", chip, chip.click, everywhere=True).key()
                set_tooltip(chip, key.toString(QKeySequence.SequenceFormat.NativeText))
        self._more = None
        if len(shown) < len(self._choices):
            self._more = self._chip(self._words.text(N_("Other…")))
            self._more.setCheckable(False)
            self._more.clicked.connect(self._show_all)
        self.updateGeometry()

    def _chip(self, text: str) -> Choice:
        chip = Choice(self.theme, text)
        # A click leaves the focus in the field; Tab comes here.
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _chips(self) -> list[Choice]:
        widgets = (self._flow.itemAt(n).widget() for n in range(self._flow.count()))  # type: ignore[union-attr]
        return [w for w in widgets if isinstance(w, Choice)]

    def _show_all(self) -> None:
        chosen = self._now or self._choices[0]
        self._build(self._choices, chosen)
        self._mark(chosen)

    def _mark(self, chosen: PurposeChoice) -> None:
        self._now = chosen
        for choice, chip in zip(self._shown, self._chips(), strict=False):
            chip.setChecked(choice == chosen)

    def _choose(self, choice: PurposeChoice) -> None:
        changed = choice != self._now
        self._mark(choice)
        if changed:
            self.chosen.emit(choice)
