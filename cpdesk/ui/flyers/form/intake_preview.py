"""What the outcome for a delivery would be as it is on the form, in two sentences."""

from __future__ import annotations

from cpdesk.policy.flyers import Check
from cpdesk.ui.flyers.form.fields import Basis, Fields
from cpdesk.ui.flyers.queue.checklist import CheckList
from cpdesk.ui.theme.theme import Tone
from cpdesk.words import Words


def judged(fields: Fields, checks: CheckList, words: Words) -> tuple[Tone, str, str]:
    """The outcome, and what to do next."""
    text = words.text
    if fields.unchosen:
        return (Tone.INFO, *first_of_all(fields, words))
    if checks.first_no() is not None:
        do = checks.offer() or text("Return them with the reason.")
        if checks.wrong() == (Check.BUNDLES.value,):
            do = text("Accept part of them, or return them with the reason.")
        return Tone.NO, text("It can’t be accepted as is"), do
    if checks.first_open() is not None:
        do = text("Answer each line: Y for yes, N for no.")
        return Tone.INFO, text("Not complete yet"), do
    return Tone.OK, text("Ready to accept"), text("Press Ctrl+Enter to accept.")


def first_of_all(fields: Fields, words: Words) -> tuple[str, str]:
    """What is needed while no approval is chosen, and how to do it."""
    text = words.text
    if fields.basis is Basis.MEMO:
        do = text("Press Ctrl+Enter to record it. Then it counts like one on the district’s list.")
        return text("Record the memo first"), do
    do = text("Enter its title, its partner, or the approval number.")
    return text("Choose the district’s approval first"), do
