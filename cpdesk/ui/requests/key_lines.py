"""The keys of the page, as F1 tells them."""

from __future__ import annotations

from cpdesk.ui.keys import KeyLine
from cpdesk.words import N_

KEYS = (
    KeyLine("Ctrl+N", N_("New request")),
    KeyLine("Ctrl+Enter", N_("Approve, confirm, review, file: the next thing")),
    KeyLine("Ctrl+Z", N_("Undo the last decision (within ten seconds)")),
    KeyLine("Ctrl+O", N_("Offer another time")),
    KeyLine("Ctrl+D", N_("Decline, or disown a yes")),
    KeyLine("F2", N_("Edit the request")),
    KeyLine("Ctrl+T", N_("Find times, while writing a request")),
    KeyLine("Ctrl+S", N_("Save the draft, or the calendar file")),
    KeyLine("Ctrl+P", N_("Print the letter")),
    KeyLine("Ctrl+I", N_("Explain the last decision")),
    KeyLine("Ctrl+F", N_("Search by a student’s reference")),
    KeyLine("Alt+1", N_("Waiting; Alt+2 approved, Alt+3 declined, Alt+4 all")),
    KeyLine("Left", N_("The filter before; Right the next")),
)
