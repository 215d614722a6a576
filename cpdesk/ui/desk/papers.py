"""What the desk needs from printing. None of it may make the desk wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpdesk.records.desk import Card


@dataclass(frozen=True, slots=True)
class DeskPapers:
    """`print_badge` sends a visit's badge to the printer's queue and returns the printer's name, ""
    if no printer is set up; then `save_badge` offers the PDF. `print_sheet` prints the sheet for a
    visitor who can't come in; `show_evacuation` opens the evacuation list with its preview, and
    `show_badge` the preview of a badge that is printed again."""

    print_badge: Callable[[str], str]
    save_badge: Callable[[str], None]
    print_sheet: Callable[[Card], None]
    show_evacuation: Callable[[], None]
    show_badge: Callable[[str], None]
