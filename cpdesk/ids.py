"""New keys: UUIDv7 (RFC 9562), which sort by creation time."""

from __future__ import annotations

import os
import time

# Crockford's: no I, L, O or U, so that a code can be read out and typed.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_code(of_id: str, long: int) -> str:
    """That many of Crockford's digits, from the random end of an ID (at most 60 bits of it)."""
    number, code = int(of_id.replace("-", "")[-15:], 16), ""
    for _ in range(long):
        number, place = divmod(number, len(DIGITS))
        code = DIGITS[place] + code
    return code


def new_id() -> str:
    """A new UUIDv7 as text.

    48 bits of milliseconds, 12 bits of fractions of a millisecond, 62 random bits.
    """
    nanoseconds = time.time_ns()
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    finer = rest * 4096 // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") >> 2
    number = milliseconds << 80 | 7 << 76 | finer << 64 | 2 << 62 | random
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
