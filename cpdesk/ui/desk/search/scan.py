"""What a scanner types. A badge code begins with "CPD:" and ends with Enter; it may arrive in any
text field of the page, after what a person typed there."""

from __future__ import annotations

BADGE = "CPD:"


def may_become_badge(text: str) -> bool:
    """Whether a scanner may be in the middle of typing a badge code."""
    said = text.strip().upper()
    return bool(said) and (BADGE.startswith(said) or said.startswith(BADGE))


def split_badge(text: str) -> tuple[str, str]:
    """What a person typed, and the badge code scanned after it ("" if none)."""
    at = text.upper().rfind(BADGE)
    if at < 0:
        return text, ""
    # Caps Lock inverts a scanner's letters; a code has only capitals.
    return text[:at], text[at:].strip().upper()
