"""A key of 32 bytes as people copy it by hand: eight groups of eight letters and digits.

Each group holds four bytes of the key and one that checks them and the group's position, so that a
mistake can be named by its group. The digits are Crockford's: no I, L, O or U, and characters that
look alike are read alike.
"""

from __future__ import annotations

import hashlib

from cpdesk.errors import DeskError
from cpdesk.ids import DIGITS
from cpdesk.words import N_

GROUPS = 8
_ALIKE = str.maketrans("OIL", "011")


def code(key: bytes) -> str:
    """The eight groups, with spaces between them."""
    if len(key) != 4 * GROUPS:
        raise ValueError(len(key))
    return " ".join(_group(n, key[4 * n : 4 * n + 4]) for n in range(GROUPS))


def key(typed: str) -> bytes:
    """The key of a code; upper or lower case, with any spaces, hyphens and line ends.

    DeskError if the length is wrong, or a group does not match its check.
    """
    digits = "".join(typed.upper().translate(_ALIKE).replace("-", " ").split())
    if len(digits) != 8 * GROUPS:
        raise DeskError(
            N_("A recovery key has {groups} groups of 8 letters and digits. This one doesn’t."),
            N_("Enter the whole key as it is printed. Spaces don’t matter."),
            groups=GROUPS,
        )
    groups = [digits[8 * n : 8 * n + 8] for n in range(GROUPS)]
    return b"".join(_bytes(n, group) for n, group in enumerate(groups))


def _group(n: int, part: bytes) -> str:
    number = int.from_bytes(part + _check(n, part), "big")
    return "".join(DIGITS[number >> shift & 31] for shift in range(35, -1, -5))


def _bytes(n: int, group: str) -> bytes:
    number = 0
    for digit in group:
        number = number << 5 | max(DIGITS.find(digit), 0)
    part, check = number.to_bytes(5, "big")[:4], number.to_bytes(5, "big")[4:]
    if check != _check(n, part) or any(digit not in DIGITS for digit in group):
        raise DeskError(
            N_("Group {group} of the recovery key has a typing mistake."),
            N_("Compare it with the printed sheet and correct it."),
            group=n + 1,
        )
    return part


def _check(n: int, part: bytes) -> bytes:
    return hashlib.sha256(bytes([n]) + part).digest()[:1]
