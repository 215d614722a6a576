"""The keyboard shortcuts of the reports page."""

from __future__ import annotations

from cpdesk.ui.input.keys import KeyLine
from cpdesk.words import N_

KEYS = (
    KeyLine("Up", N_("Move in the list of reports (also Down)")),
    KeyLine("Alt+P", N_("The period (Alt+F and Alt+T: its dates)")),
    KeyLine("Alt+A", N_("The partner")),
    KeyLine("Enter", N_("Go from the list to the table, then sort by the selected column")),
    KeyLine("Left", N_("In the table: another column (also Right)")),
    KeyLine("Esc", N_("Back to the list of reports")),
    KeyLine("Ctrl+P", N_("Print the report")),
    KeyLine("Ctrl+S", N_("Save the report as PDF")),
    KeyLine("Ctrl+Shift+X", N_("Save the table for Excel")),
    KeyLine("Ctrl+Shift+E", N_("Save the table as CSV")),
    KeyLine("Ctrl+D", N_("Data request about a visitor")),
)
