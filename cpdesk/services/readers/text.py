"""The text of a file's bytes, and in which encoding it is."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

UTF_16_MARKS = (BOM_UTF16_LE, BOM_UTF16_BE)
UTF_16, UTF_8, WINDOWS = "utf-16", "utf-8", "cp1252"


def decode(data: bytes, errors: str = "strict") -> tuple[str, str]:
    """The text, without its byte order mark, and the encoding: UTF-16 by its mark, otherwise UTF-8,
    otherwise Windows text. UnicodeDecodeError if it is none of them; with `errors` "replace", what
    can't be read becomes U+FFFD instead."""
    if data.startswith(UTF_16_MARKS):
        return data.decode(UTF_16, errors), UTF_16
    try:
        return data.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        return data.decode(WINDOWS, errors), WINDOWS


def decode_all(data: bytes) -> str:
    """The text as far as it can be read, without NUL characters."""
    return decode(data, "replace")[0].replace("\0", "")
