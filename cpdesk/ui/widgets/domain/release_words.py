"""Signed photo releases in words."""

from __future__ import annotations

from cpdesk.words import Words


def share(signed: int, children: int, words: Words) -> str:
    """18 of 24 families signed (75%). Rounded down: 100% means all of them."""
    percent = min(100, signed * 100 // children) if children else 0
    return words.text(
        "{signed} of {children} families signed ({percent}%)",
        signed=signed,
        children=children,
        percent=percent,
    )
