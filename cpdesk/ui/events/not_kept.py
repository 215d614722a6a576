"""Which rule was not followed: the small form above the buttons of an event."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cpdesk.policy.outreach import NOT_KEPT, NOT_KEPT_SHORT, NOTE_LENGTH, EventResult
from cpdesk.records.outreach import EventNote, EventRow
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.forms.chip_fields import ChipsField
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_tray import FormTray
from cpdesk.ui.widgets.forms.line_fields import TextField
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import N_, Words

_WHICH = N_("Which rule was not followed?")
_RULES = tuple((code, NOT_KEPT_SHORT[code]) for code in NOT_KEPT)
_HINT = N_("What happened, in one sentence")
_SPEC = FormSpec(
    EventNote,
    (
        ChipsField("not_kept", _WHICH, options=_RULES),
        TextField("note", N_("&Note"), _HINT, longest=NOTE_LENGTH),
    ),
)


class NotKeptTray(FormTray[EventNote]):
    """Chips to choose from (Space, or Alt and their number) and a note. `done` carries an
    EventNote. Typed text goes into the note, so that no half sentence accuses anyone."""

    def __init__(self, theme: Theme, words: Words, row: EventRow) -> None:
        broken = EventResult.RULE_NOT_KEPT
        note, was = EventNote(row.slot_id, broken), row.outcome
        if was is not None and was.result is broken:
            note = replace(note, not_kept=was.not_kept, note=was.note)
        super().__init__(
            theme, words, _SPEC, note,
            title=words.text(_WHICH),
            does=words.text("Record"),
            look=Kind.DANGER,
            why=words.text(
                "A school leader will see this with the partner’s next request. Don’t name "
                "a student."
            ),
        )  # fmt: skip
        for n, (code, chip) in enumerate(self.form.buttons("not_kept").items(), 1):
            said = words.text(NOT_KEPT[code])
            chip.setAccessibleDescription(said)
            set_tooltip(chip, f"{said} ({words.text('Alt+{n}', n=n)})")

    def toggle(self, n: int) -> None:
        """The n-th rule, counted from 0; by the page's key."""
        chips = tuple(self.form.buttons("not_kept").values())
        if n < len(chips):
            chips[n].toggle()
            chips[n].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start(self) -> None:
        self.form.focus("note")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that a chip did not use go into the note."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        line = self.form.line("note").line
        if plain and event.text().strip() and event.text().isprintable() and not line.hasFocus():
            self.form.focus("note")
            line.end(False)
            line.insert(event.text())
            return
        super().keyPressEvent(event)

    def check(self, record: EventNote) -> tuple[str, str] | None:
        if not record.not_kept and not record.note:
            return "not_kept", self.words.text("Choose a rule or enter what happened.")
        if record.not_kept == ("other",) and not record.note:
            return "note", self.words.text("Enter what happened.")
        return None
