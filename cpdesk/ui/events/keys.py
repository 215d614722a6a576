"""The keys of the page, as F1 lists them, and the letters that note how it went."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cpdesk.ui.events.actions import Do
from cpdesk.ui.keys import KeyLine
from cpdesk.words import N_

KEYS = (
    KeyLine("H", N_("Held: as it was approved")),
    KeyLine("D", N_("Did not come")),
    KeyLine("R", N_("A rule was not kept: which one, and a note")),
    KeyLine("Ctrl+Z", N_("Remove the note (in a field, undo typing first)")),
    KeyLine("Ctrl+P", N_("Print the reminder for the partner")),
    KeyLine("Enter", N_("Open the request")),
    KeyLine("Alt+1", N_("To note; Alt+2 ahead, Alt+3 past, Alt+4 all")),
    KeyLine("Left", N_("The filter before; Right the next")),
    KeyLine("Ctrl+Left", N_("The term before; Ctrl+Right the next")),
)
LETTERS = {
    Qt.Key.Key_H: Do.HELD,
    Qt.Key.Key_D: Do.ABSENT,
    Qt.Key.Key_R: Do.BROKEN,
}
