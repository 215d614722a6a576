"""What a line of text from outside may contain: one rule for every way in.

Text that is typed, pasted, scanned or read from a file often has characters that no one sees. Those
that don't change what is read are removed: line ends and unusual spaces become a plain space,
zero-width characters are dropped, accents are composed (NFC). Characters that a terminal obeys,
that reverse the order of letters, or that are not characters at all are refused, because no one can
say what was meant. Joiners and variation selectors stay where scripts need them (Persian, Hindi,
emoji).
"""

from __future__ import annotations

import re
from unicodedata import normalize

_SPACE = "\t\n\v\f\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000"
_ORDER = "\u202d\u202e"  # overrides: letters are displayed in another order than stored
_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_NOT_TEXT = f"\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_ENDS}"
# Zero-width, or private to one font: the text reads the same without them.
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202c\u2060-\u206f"
    "\u3164\ue000-\uf8ff\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    "\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
_JOINER = "\u200c\u200d"
_VARIATION = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"

_REFUSED = re.compile(f"[{_ORDER}{_NOT_TEXT}]")
_LINE = re.compile(f"[{_SPACE}]")
_GONE = re.compile(f"[{_UNSEEN}]")
_GONE_OR_REFUSED = re.compile(f"[{_UNSEEN}{_ORDER}{_NOT_TEXT}]")
# A joiner or variation selector must follow a letter of a script that uses them, or a symbol.
_SCRIPT = (
    "\u0590-\u1cff\u2190-\u2bff\u2e80-\ua71f\ua800-\uab2f\uab70-\ufaff\ufb07-\ufdcf\ufdf0-\ufdff"
)
_SCRIPT += "\ufe70-\ufefe\U00010000-\U0001fffd\U00020000-\U0003fffd"
_LOOSE = re.compile(
    f"(?<![{_SCRIPT}])[{_VARIATION}]+|(?<![{_SCRIPT}{_VARIATION}])[{_JOINER}]+"
    f"|(?<=[{_JOINER}])[{_JOINER}]+|[{_JOINER}]+(?=\\s|$)"
)
_ANY = re.compile(f"[{_SPACE}{_UNSEEN}{_ORDER}{_NOT_TEXT}{_JOINER}{_VARIATION}]")
_TURNED = re.compile("\u202e([^\u202a-\u202e\u2066-\u2069\r\n\u2029]*)\u202c?")
_FOR_TERMINAL = re.compile(f"[\v\f\r\x85\u2028\u2029{_ORDER}{_NOT_TEXT}{_UNSEEN}]")


class NotPlainTextError(ValueError):
    """The text contains a character that no one can read. `code` is its Unicode name; `turns`: it
    changes the order in which letters are read."""

    def __init__(self, character: str) -> None:
        self.code = f"U+{ord(character):04X}"
        self.turns = character in _ORDER
        super().__init__(self.code)


def line(text: str) -> str:
    """The text as it is stored: one line, without invisible characters. NotPlainTextError if it
    contains what is refused."""
    if text.isascii() and text.isprintable():
        return text.strip()
    check(text)
    return _in_one_line(text).strip()


def check(text: str) -> None:
    """NotPlainTextError if the text contains what is refused; line ends are allowed."""
    if odd := _REFUSED.search(text):
        raise NotPlainTextError(odd[0])


def holds(text: str) -> bool:
    """Whether nothing in it is refused; line ends are allowed."""
    return _REFUSED.search(text) is None


def tidy(text: str) -> str:
    """A whole file without invisible characters; its line ends and spaces stay."""
    if text.isascii():
        return text
    return normalize("NFC", _without_loose(_GONE.sub("", text)))


def seen(text: str) -> str:
    """What the eye reads in any text, including text stored before there was a rule: reversed
    letters are put in the order in which they were shown, and what is refused is left out."""
    if not _ANY.search(text):
        return text if text.isascii() else normalize("NFC", text)
    turned = _TURNED.sub(lambda found: found[1][::-1], text)
    return _in_one_line(_REFUSED.sub("", turned))


def bare(text: str) -> str:
    """The same for a text of more than one line, or in a notation of our own: nothing is moved."""
    return _without_loose(_GONE_OR_REFUSED.sub("", text)) if _ANY.search(text) else text


def harmless(text: str) -> str:
    """For a terminal: what it would obey, or what would display a line differently than it is, is
    replaced by its number. In JSON that is the same text."""
    if text.isascii() and text.isprintable():
        return text
    return _FOR_TERMINAL.sub(lambda found: _number(ord(found[0])), text)


def _in_one_line(text: str) -> str:
    without = _without_loose(_GONE.sub("", _LINE.sub(" ", text)))
    return normalize("NFC", without)


def _without_loose(text: str) -> str:
    """Removing one may leave the next one without what it belonged to."""
    while (without := _LOOSE.sub("", text)) != text:
        text = without
    return text


def _number(code: int) -> str:
    if code > 0xFFFF:  # two surrogates, as JSON writes it
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
