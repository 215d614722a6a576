"""The name on a driver's license or state ID, from what a 2-D scanner types (AAMVA, PDF417).

Only the name is read, and nothing is stored: number, address and dates are skipped.
"""

from __future__ import annotations

import re

FIRST = "@"  # every such code starts with it
LONGEST = 4_096
_MARK = re.compile(r"ANSI ?\d{6}|AAMVA ?\d{6}", re.IGNORECASE)
_FAMILY, _GIVEN, _WHOLE = ("DCS", "DAB"), ("DAC", "DCT"), ("DAA",)
_EMPTY = {"", "NONE", "UNK", "UNAVL"}


def name_on(typed: str) -> str | None:
    """Given and family name as one would search for them; None if this is not a license."""
    if not (typed.startswith(FIRST) and _MARK.search(typed)):
        return None
    found = _elements(typed.upper())
    whole = [part.strip() for part in found.get("DAA", "").split(",")]
    family = _first(found, _FAMILY) or whole[0]
    given = _first(found, _GIVEN) or (whole[1] if len(whole) > 1 else "")
    # Middle names follow a space or a comma; lists of visitors rarely have them.
    given = re.split(r"[ ,]", given, maxsplit=1)[0]
    return " ".join(part.title() for part in (given, family) if part)


def _elements(typed: str) -> dict[str, str]:
    """Values by their three-letter codes. The first one follows the header without a line end."""
    found: dict[str, str] = {}
    for line in re.split(r"[\r\n\x1e\x1c]+", typed):
        for code in (*_FAMILY, *_GIVEN, *_WHOLE):
            at = line.find(code)
            header = at >= 2 and line[at - 2 : at] in ("DL", "ID")
            if at == 0 or header:
                value = line[at + 3 :].strip(" ,")
                found.setdefault(code, "" if value in _EMPTY else value)
    return found


def _first(found: dict[str, str], codes: tuple[str, ...]) -> str:
    return next((found[code] for code in codes if found.get(code)), "")
