"""Flyers that go back: never without a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import RETURN_REASONS
from cpdesk.records.accounts import Actor
from cpdesk.records.flyer_intake import Return
from cpdesk.words import N_


def change(row: Any, back: Return, copies: int, now: datetime, actor: Actor) -> dict[str, Any]:
    """The columns of a return of `copies` in all. Where a part of the delivery went back before,
    its reasons stay beside the new ones: they are why those copies are not here. DeskError without
    a reason, or where the other reason is not told."""
    note = " ".join(back.note.split())
    if not back.reasons or set(back.reasons) - set(RETURN_REASONS):
        raise DeskError(
            N_("Flyers go back for a reason."), N_("Choose at least one; it is printed.")
        )
    if "other" in back.reasons and not note:
        raise DeskError(N_("The other reason is missing."), N_("Write it down in a few words."))
    reasons = {*row.return_reasons, *back.reasons}
    notes = dict.fromkeys(one for one in (row.return_note, note) if one)
    return {
        "returned_copies": copies,
        "return_reasons": [reason for reason in RETURN_REASONS if reason in reasons],
        "return_note": "; ".join(notes),
        "returned_to": " ".join(back.returned_to.split()),
        "returned_at": now,
        "returned_by_name": actor.name,
    }
