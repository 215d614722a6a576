"""School grades as whole numbers, so that they can be compared: PK is -1, K is 0, then 1 to 12."""

from __future__ import annotations

PK = -1
K = 0
LAST = 12
NAMES = ("PK", "K", *(str(n) for n in range(1, 13)))
_ORDER = {name: n for n, name in enumerate(NAMES, start=PK)}


def grade(text: str) -> int:
    """`"PK"`, `"K"`, `"1"` … `"12"` as a number. ValueError for anything else."""
    try:
        return _ORDER[text.strip().upper()]
    except KeyError:
        raise ValueError(text) from None


def name(number: int) -> str:
    """The grade as people write it."""
    return NAMES[number - PK]
