"""In which encoding a file's text is."""

from __future__ import annotations

import pytest

from cpdesk.services.readers.text import decode, decode_all


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ascii", "utf-8"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_named(written: str, read: str) -> None:
    text = "Ada" if written == "ascii" else "Ada Mu\u00f1oz"
    assert decode(text.encode(written)) == (text, read)


def test_what_is_no_text_is_an_error_or_replaced() -> None:
    data = b"A\x81\xffB\x00C"
    with pytest.raises(UnicodeDecodeError):
        decode(data)
    assert decode_all(data) == "A\ufffd\xffBC"
    assert decode_all("A\0B".encode("utf-16")) == "AB"
