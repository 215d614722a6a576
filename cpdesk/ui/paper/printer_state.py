"""What is said about a printer: where one is chosen, and about the badge printer in the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpdesk.errors import DeskError
from cpdesk.settings import Settings
from cpdesk.ui.theme.theme_tokens import Tone
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.printing.printing import Printer, Printing


def printer_name(printer: Printer, words: Words) -> str:
    """Its name; and its state, if it wouldn't print right away."""
    if not printer.accepts:
        return printer.name + words.text(" (not accepting jobs)")
    return printer.name + ("" if printer.ready else words.text(" (paused)"))


def printer_state(printing: Printing, words: Words, settings: Settings) -> tuple[str, Tone]:
    """The header's note about the badge printer."""
    chosen = settings.badge_printer
    if not chosen:
        return words.text("Badges as PDF"), Tone.PLAIN
    try:
        known = {printer.name: printer for printer in printing.printers()}
    except DeskError:  # printing itself reports this; here it is asked every half minute
        return words.text("Printers not responding"), Tone.ASK
    if chosen not in known:
        return words.text("Badge printer not found"), Tone.ASK
    if not known[chosen].accepts:
        return words.text("Badge printer not accepting jobs"), Tone.ASK
    if not known[chosen].ready:
        return words.text("Badge printer paused"), Tone.ASK
    return words.text("Badge printer ready"), Tone.PLAIN
