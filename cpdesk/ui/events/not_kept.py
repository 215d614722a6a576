"""Which rule was not followed: the small form above the buttons of an event."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cpdesk.policy.outreach import NOT_KEPT, NOT_KEPT_SHORT, NOTE_LENGTH, EventResult
from cpdesk.records.outreach import EventNote, EventRow
from cpdesk.ui.parts import Choice, FlowLayout, Kind
from cpdesk.ui.parts.tooltip import set_tooltip
from cpdesk.ui.parts.tray import Tray
from cpdesk.ui.theme import Theme
from cpdesk.words import Words


class NotKeptTray(Tray):
    """Chips to choose from (Space, or Alt and their number) and a note. `done` carries an
    EventNote. Typed text goes into the note, so that no half sentence accuses anyone."""

    def __init__(self, theme: Theme, words: Words, row: EventRow) -> None:
        super().__init__(
            theme,
            words,
            words.text("Which rule was not followed?"),
            words.text("Record"),
            Kind.DANGER,
            words.text(
                "A school leader will see this with the partner’s next request. Don’t name "
                "a student."
            ),
        )
        self._row = row
        box = QWidget()
        box.setAccessibleName(words.text("Which rule was not followed?"))
        flow = FlowLayout(box, 8)
        self.chips: dict[str, Choice] = {}
        for n, (code, said) in enumerate(NOT_KEPT.items(), 1):
            chip = Choice(theme, words.text(NOT_KEPT_SHORT[code]))
            chip.setAccessibleDescription(words.text(said))
            set_tooltip(chip, f"{words.text(said)} ({words.text('Alt+{n}', n=n)})")
            chip.toggled.connect(self.missing.hide)
            flow.addWidget(chip)
            self.chips[code] = chip
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        self.column.addWidget(box)
        self.note = self.line(words.text("&Note"), words.text("What happened, in one sentence"))
        self.note.line.setMaxLength(NOTE_LENGTH)
        was = row.outcome
        if was is not None and was.result is EventResult.RULE_NOT_KEPT:
            for code in was.not_kept:
                self.chips[code].setChecked(True)
            self.note.set(was.note)

    def toggle(self, n: int) -> None:
        """The n-th rule, counted from 0; by the page's key."""
        chips = tuple(self.chips.values())
        if n < len(chips):
            chips[n].toggle()
            chips[n].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start(self) -> None:
        self.note.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that a chip did not use go into the note."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        line = self.note.line
        if plain and event.text().strip() and event.text().isprintable() and not line.hasFocus():
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            line.end(False)
            line.insert(event.text())
            return
        super().keyPressEvent(event)

    def submit(self) -> None:
        codes = tuple(code for code, chip in self.chips.items() if chip.isChecked())
        said = self.note.said
        if not codes and not said:
            first = next(iter(self.chips.values()))
            self.still(self.words.text("Choose a rule or enter what happened."), first)
        elif codes == ("other",) and not said:
            self.still(self.words.text("Enter what happened."), self.note.line)
        else:
            broken = EventResult.RULE_NOT_KEPT
            self.done.emit(EventNote(self._row.slot_id, broken, codes, said))
