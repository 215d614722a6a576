"""Names folded for comparing: case, accents, apostrophes and scripts are ignored, and so is
anything invisible in them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from cpdesk import plain_text

_ASCII = {n: (chr(n).lower() if chr(n).isalnum() else " ") for n in range(128)}
_ASCII |= dict.fromkeys([*range(9), *range(14, 32), 127], "")  # as plain_text.seen returns them
_ASCII[ord("'")] = ""
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"), "")


def fold(text: str) -> str:
    """Lower-case ASCII words with single spaces: "O’Brien-Núñez" gives "obrien nunez"."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    return _fold_other(text)


@lru_cache(4096)
def _fold_other(text: str) -> str:
    bare = "".join(
        c
        for c in unicodedata.normalize("NFKD", plain_text.seen(text).translate(_APOSTROPHES))
        if not unicodedata.combining(c)
    )
    if not bare.isascii():
        from anyascii import anyascii

        bare = anyascii(bare)
    return " ".join(bare.translate(_ASCII).split())
