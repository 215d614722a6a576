"""The keys of the page, as F1 tells them."""

from __future__ import annotations

from cpdesk.ui.keys import KeyLine
from cpdesk.words import N_

KEYS = (
    KeyLine("Ctrl+N", N_("Log a flyer that was brought")),
    KeyLine("Ctrl+Enter", N_("The next thing: accept, plan, hand out the rest, post, finish")),
    KeyLine("Enter", N_("From the list into the classes; there, hand out the marked class")),
    KeyLine("Alt+M", N_("Into the mailbox; Alt+T to the teacher, Alt+U pick-up")),
    KeyLine(
        "Ctrl+Z",
        N_(
            "Undo the last action (in a field, undo typing first); Delete undoes the selected class"
        ),
    ),
    KeyLine("F2", N_("Plan the classes")),
    KeyLine("Ctrl+B", N_("Post on a board")),
    KeyLine("Ctrl+D", N_("Return, with the reasons")),
    KeyLine("Ctrl+R", N_("Print the return slip")),
    KeyLine("Ctrl+T", N_("Take down what is due, or what hangs alone")),
    KeyLine("Ctrl+Shift+C", N_("Print the count sheet; Ctrl+Shift+P the labels")),
    KeyLine("Ctrl+O", N_("Attach a file; Ctrl+V pastes one, or drop it on the page")),
    KeyLine("Y", N_("While checking: yes, and the next line; N no")),
    KeyLine("Ctrl+S", N_("Keep for later what is being checked; of the log, save it as PDF")),
    KeyLine("Ctrl+P", N_("The log, to be printed or saved")),
    KeyLine("Ctrl+Shift+B", N_("Boards, and what hangs on them")),
    KeyLine("Ctrl+F", N_("Search by title, partner or number; typing does it too")),
    KeyLine("Alt+1", N_("To do; Alt+2 done this term; Left and Right too")),
)
