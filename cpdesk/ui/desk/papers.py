"""What the desk asks of the printer's side. None of it may make the desk wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpdesk.records.desk import Card


@dataclass(frozen=True, slots=True)
class DeskPapers:
    """`print_badge` hands a visit's badge to the printer's queue and gives back the printer's
    name, "" where no printer is set up; then `save_badge` offers the PDF. `print_sheet` is the
    sheet for a visitor who is not let in; `show_evacuation` opens the list with its preview, and
    `show_badge` that of a badge that is printed again."""

    print_badge: Callable[[str], str]
    save_badge: Callable[[str], None]
    print_sheet: Callable[[Card], None]
    show_evacuation: Callable[[], None]
    show_badge: Callable[[str], None]
