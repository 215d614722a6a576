"""The page's keyboard shortcuts, as F1 lists them."""

from __future__ import annotations

from cpdesk.ui.keys import KeyLine
from cpdesk.words import N_

KEYS = (
    KeyLine("Ctrl+N", N_("Log a delivered flyer")),
    KeyLine("Ctrl+Enter", N_("Next step: accept, plan, hand out the rest, post, or finish")),
    KeyLine("Enter", N_("Go from the list to the classes, then hand out to the selected class")),
    KeyLine("Alt+M", N_("Handed to: mailbox (Alt+T: teacher, Alt+U: pickup)")),
    KeyLine(
        "Ctrl+Z",
        N_("Undo the last action (in a field, undo typing first). Delete: undo the selected class"),
    ),
    KeyLine("F2", N_("Plan classes")),
    KeyLine("Ctrl+B", N_("Post on a board")),
    KeyLine("Ctrl+D", N_("Return, with reasons")),
    KeyLine("Ctrl+R", N_("Print the return slip")),
    KeyLine("Ctrl+T", N_("Take down what’s due, or the only flyer still posted")),
    KeyLine("Ctrl+Shift+C", N_("Print the count sheet (Ctrl+Shift+P: labels)")),
    KeyLine("Ctrl+O", N_("Attach a file (Ctrl+V pastes one, or drop it on the page)")),
    KeyLine("Y", N_("When checking: yes, then the next line (N: no)")),
    KeyLine("Ctrl+S", N_("When checking: save for later. In the log: save as PDF")),
    KeyLine("Ctrl+P", N_("The flyer log, to print or save")),
    KeyLine("Ctrl+Shift+B", N_("Boards, and what’s posted on them")),
    KeyLine("Ctrl+F", N_("Search by title, partner, or number (or just start typing)")),
    KeyLine("Alt+1", N_("To do (Alt+2: done this term. Left and Right also switch)")),
)
