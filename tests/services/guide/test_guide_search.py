"""What people type on the phone is found, the best answer first."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from cpdesk.policy.guide import Topic, topics
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.guide.guide_search import Finder, examples
from cpdesk.words import Words
from tests.conftest import CHICAGO

DAY = date(2026, 11, 24)
TYPED: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("guide_phrases.toml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def found() -> Finder:
    words = Words("en_US", CHICAGO)
    return Finder(known(words), words)


def known(words: Words) -> tuple[Topic, ...]:
    return topics(examples(words), DAY, CHICAGO, Terms.shipped().on(DAY))


@pytest.mark.parametrize(
    ("typed", "key"), [(typed, key) for key, said in TYPED.items() for typed in said]
)
def test_the_best_answer_comes_first(found: Finder, typed: str, key: str) -> None:
    assert found.find(typed).topics[0].key == key


def test_every_situation_is_found_by_its_own_question(words: Words, found: Finder) -> None:
    for topic in known(words):
        assert found.find(words.text(topic.question)).topics[0].key == topic.key


def test_every_situation_is_found_by_all_that_people_call_it(words: Words, found: Finder) -> None:
    for topic in known(words):
        for said in words.text(topic.words).split(", "):
            assert topic in found.find(said).topics, (topic.key, said)


def test_what_is_half_typed_finds_it_already(found: Finder) -> None:
    for typed in ("pic", "pict", "watch a cl", "pass a na", "insur", "board"):
        assert not found.find(typed).unknown, typed
    assert found.find("pict").topics[0].key == "photos"


def test_related_situations_stand_below(found: Finder) -> None:
    keys = [topic.key for topic in found.find("picture").topics]
    assert keys[:4] == ["photos", "photos-released", "photos-some", "photos-lapsed"]


def test_nothing_typed_or_nothing_meant_lists_everything(words: Words, found: Finder) -> None:
    for typed in ("", "  ", "may they", "¿?", "%_*?[]{}\\"):
        assert found.find(typed).topics == known(words)
        assert not found.find(typed).unknown


def test_what_nobody_knows_is_named(found: Finder) -> None:
    nothing = found.find("xyzzy qwrtp")
    assert (nothing.topics, nothing.unknown) == ((), ("xyzzy", "qwrtp"))


def test_what_matters_and_is_unknown_is_told_beside_what_comes_closest(found: Finder) -> None:
    closest = found.find("xyzzy with a student")
    assert closest.unknown == ("xyzzy",)
    assert closest.topics
    assert found.find("please take a picture of it").unknown == ()


def test_any_text_is_taken_however_long_or_strange(found: Finder) -> None:
    for typed in ("a" * 5_000, "写真", "%7s"):
        assert found.find(typed).topics == ()
    found.find("\u0000\ud83d")
    assert found.find("photo " * 500).topics[0].key == "photos"


def test_of_two_words_that_are_equally_close_it_is_always_the_same(found: Finder) -> None:
    """ "contratc evect" gave another first answer after some starts of the program."""
    code = (
        "from tests.services.guide.test_guide_search import CHICAGO, Finder, Words, known\n"
        "words = Words('en_US', CHICAGO)\n"
        "print([t.key for t in Finder(known(words), words).find('contratc evect').topics])"
    )
    for seed in ("1", "2"):
        line = [sys.executable, "-c", code]
        environ = os.environ | {"PYTHONHASHSEED": seed}
        told = subprocess.run(line, capture_output=True, text=True, check=True, env=environ)
        assert told.stdout.strip() == str([t.key for t in found.find("contratc evect").topics])
