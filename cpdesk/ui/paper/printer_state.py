"""What the header says of the badge printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpdesk.settings import Settings
from cpdesk.ui.theme_tokens import Tone
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.printing import Printing


def printer_state(printing: Printing, words: Words, settings: Settings) -> tuple[str, Tone]:
    """The header's chip about the badge printer."""
    chosen = settings.badge_printer
    if not chosen:
        return words.text("Badges as PDF"), Tone.PLAIN
    known = {printer.name: printer for printer in printing.printers()}
    if chosen not in known:
        return words.text("Badge printer not found"), Tone.ASK
    if not known[chosen].ready:
        return words.text("Badge printer paused"), Tone.ASK
    return words.text("Badge printer ready"), Tone.PLAIN
