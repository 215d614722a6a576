"""What a line of text from outside may hold."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpdesk import plain_text
from cpdesk.plain_text import NotPlainTextError
from tests.examples import examples

# Names and words as people write them; each is kept letter by letter.
ORDINARY = [
    "Renée Núñez",
    "Nguyễn Thị Ánh",
    "Siobhán O’Brien",
    "Cabdi’l Xasan",
    "Maxamed Ḥasan",
    "Hmoob Xyooj Vaj",
    "Kalea Ka\u02bbōpua",
    "محمد علی",
    "می\u200cخواهم",  # Persian: the joiner parts two letters
    "שרה כהן",
    "สมชาย ใจดี",
    "李小龍",
    "邉\U000e0100",  # a name's own form of a Chinese character
    "क्\u200dष",  # Hindi: the joiner makes the half letter
    "ශ්\u200dරී",
    "\U00016b1c\U00016b36",  # Hmong letters
    "👩\u200d🏫 ❤\ufe0f",
    "٠٦/١١",
    "A < B & C > D",
    "C++ / C#",
]
UNSEEN = {
    "Ada\xa0Bell": "Ada Bell",
    "Ada\u3000Bell": "Ada Bell",
    " Ada Bell\r\n": "Ada Bell",
    "Ada\nBell\tHill": "Ada Bell Hill",
    "Ada\u2028Bell": "Ada Bell",
    "\ufeffAda Bell": "Ada Bell",
    "A\u200bd\u2060a\xad": "Ada",
    "\u200eAda\u200f \u061cBell": "Ada Bell",
    "\u202a(612) 555-0110\u202c": "(612) 555-0110",
    "\u2068Ada\u2069": "Ada",
    "Ad\u200da\u200c": "Ada",
    "Ada\ufe0f": "Ada",
    "Ada\U000e0042": "Ada",
    "Ada \uf0b7": "Ada",
    "\u3164\u2800": "",
    "Rene\u0301e": "Renée",
}
REFUSED = {
    "\x1b[31mAda": "U+001B",
    "Ada\0": "U+0000",
    "Ada\x07": "U+0007",
    "Ada\x7f": "U+007F",
    "Ada\x9b1m": "U+009B",
    "\u202elleB adA": "U+202E",
    "\u202dAda": "U+202D",
    "Ada\ud800": "U+D800",
    "Ada\uffff": "U+FFFF",
    "Ada\ufdd0": "U+FDD0",
    "Ada\U0010ffff": "U+10FFFF",
}


@pytest.mark.parametrize("text", ORDINARY)
def test_what_people_write_is_kept(text: str) -> None:
    written = unicodedata.normalize("NFC", text)
    assert plain_text.line(text) == written
    assert plain_text.seen(text) == written
    assert plain_text.tidy(text) == written
    assert plain_text.harmless(text) == text


@pytest.mark.parametrize(("text", "kept"), UNSEEN.items(), ids=ascii)
def test_what_nobody_sees_is_left_out(text: str, kept: str) -> None:
    assert plain_text.line(text) == kept
    assert plain_text.seen(text).strip() == kept


@pytest.mark.parametrize(("text", "code"), REFUSED.items(), ids=ascii)
def test_what_no_one_can_read_is_refused(text: str, code: str) -> None:
    with pytest.raises(NotPlainTextError) as odd:
        plain_text.line(text)
    assert odd.value.code == code
    assert odd.value.turns == (code in ("U+202D", "U+202E"))
    assert not plain_text.holds(text)
    assert plain_text.holds(plain_text.seen(text))


def test_a_text_that_was_turned_around_is_read_as_it_was_shown() -> None:
    assert plain_text.seen("\u202elleV sucraM") == "Marcus Vell"
    assert plain_text.seen("Mr. \u202elleV\u202c of 4B") == "Mr. Vell of 4B"
    assert plain_text.bare("[\u202elleV") == "[lleV"  # in a notation nothing is moved


def test_the_lines_of_a_file_stay() -> None:
    assert plain_text.tidy("\ufeffa,b\r\n1,R\u200be\u0301\n") == "a,b\r\n1,Ré\n"
    assert plain_text.holds("a\r\n\tb")


@settings(parent=examples(40), deadline=200)
@given(st.text(st.characters(codec=None)))
def test_what_is_kept_stays_as_it_is(text: str) -> None:
    try:
        kept = plain_text.line(text)
    except NotPlainTextError:
        kept = plain_text.seen(text).strip()
    else:
        assert plain_text.seen(text).strip() == kept
    assert plain_text.line(kept) == kept
    assert "\n" not in kept
    kept.encode()


@settings(parent=examples(40), deadline=200)
@given(st.text(st.characters(codec=None)))
def test_a_terminal_gets_nothing_that_it_obeys(text: str) -> None:
    shown = plain_text.harmless(text)
    for one in shown.replace("\n", "").replace("\t", ""):
        assert unicodedata.category(one) not in ("Cc", "Cs", "Zl", "Zp"), ascii(one)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u200e\u200f\u200b\ufeff")
    said = plain_text.harmless(json.dumps(text, ensure_ascii=False))
    assert json.loads(said) == text
