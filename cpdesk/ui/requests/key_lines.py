"""The keyboard shortcuts of the page, for F1."""

from __future__ import annotations

from cpdesk.ui.keys import KeyLine
from cpdesk.words import N_

KEYS = (
    KeyLine("Ctrl+N", N_("New request")),
    KeyLine("Ctrl+Enter", N_("Next step: approve, confirm, review, or file")),
    KeyLine("Ctrl+Z", N_("Undo the last decision (within ten seconds)")),
    KeyLine("Ctrl+O", N_("Offer another time")),
    KeyLine("Ctrl+D", N_("Decline, or reject a verbal approval")),
    KeyLine("F2", N_("Edit the request")),
    KeyLine("Ctrl+T", N_("Find times (while filling out a request)")),
    KeyLine("Ctrl+S", N_("Save the draft or the calendar file")),
    KeyLine("Ctrl+P", N_("Print the letter")),
    KeyLine("Ctrl+I", N_("Explain the last decision")),
    KeyLine("Ctrl+F", N_("Search by student reference")),
    KeyLine("Alt+1", N_("Waiting (Alt+2 approved, Alt+3 declined, Alt+4 all)")),
    KeyLine("Left", N_("Previous filter (Right for the next)")),
)
