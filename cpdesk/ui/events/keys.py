"""The keyboard shortcuts of the page, as F1 lists them, and the letters that record how it went."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cpdesk.ui.events.actions import Do
from cpdesk.ui.keys import KeyLine
from cpdesk.words import N_

KEYS = (
    KeyLine("H", N_("Held as approved")),
    KeyLine("D", N_("Did not come")),
    KeyLine("R", N_("Rule not followed: choose the rule, add a note")),
    KeyLine("Ctrl+Z", N_("Remove the outcome (in a text field, undo typing first)")),
    KeyLine("Ctrl+P", N_("Print the reminder for the partner")),
    KeyLine("Enter", N_("Open request")),
    KeyLine("Alt+1", N_("To record (Alt+2 upcoming, Alt+3 past, Alt+4 all)")),
    KeyLine("Left", N_("Previous filter (Right for the next)")),
    KeyLine("Ctrl+Left", N_("Previous term (Ctrl+Right for the next)")),
)
LETTERS = {
    Qt.Key.Key_H: Do.HELD,
    Qt.Key.Key_D: Do.ABSENT,
    Qt.Key.Key_R: Do.BROKEN,
}
