"""How the window and the command line describe the contents of a backup."""

from __future__ import annotations

from cpdesk.records.backups import Holding
from cpdesk.words import Words


def held(words: Words, holds: Holding | None) -> str:
    """Cedar Lake School, 120 visits, 4 decisions; "" if not known."""
    if holds is None:
        return ""
    parts = (
        holds.school,
        words.count("{n} visit", "{n} visits", holds.visits),
        words.count("{n} decision", "{n} decisions", holds.decided),
    )
    return ", ".join(part for part in parts if part)


def size(words: Words, count: int) -> str:
    """3.1 MB"""
    return words.text("{n} MB", n=f"{max(count / 1_000_000, 0.1):,.1f}")
