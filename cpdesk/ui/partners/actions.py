"""What keys do on the page of partners, and what F1 lists."""

from __future__ import annotations

from enum import StrEnum

from cpdesk.policy.permissions import Permission as May
from cpdesk.ui.widgets.buttons.actions import Action
from cpdesk.words import N_


class Do(StrEnum):
    LISTED = "listed"  # keys of the parts of the page
    ONLY_HERE = "only_here"
    COPY_EMAIL = "copy_email"
    RECORD = "record"  # photo releases


ONLY_HERE = Action(
    Do.ONLY_HERE,
    N_("At this school"),
    "Alt+H",
    help=N_("Show only partners at this school"),
)
ACTIONS: tuple[Action[Do], ...] = (
    Action(Do.LISTED, key="A–Z", help=N_("Type anywhere to search by name"), listed=True),
    Action(Do.LISTED, key="Up", help=N_("Move in the list (also Down)"), listed=True),
    Action(
        Do.LISTED,
        key="Enter",
        help=N_("Go to the partner’s details to scroll"),
        listed=True,
    ),
    ONLY_HERE,
    Action(Do.COPY_EMAIL, key="Ctrl+M", help=N_("Copy email address")),
    Action(
        Do.RECORD,
        key="Ctrl+R",
        help=N_("Record photo releases for the selected program, or choose one"),
        permission=May.RELEASES,
    ),
    Action(
        Do.LISTED, key="Esc", help=N_("Go back to the search field, then clear it"), listed=True
    ),
)
