"""Finding a situation by what people call it on the phone: the best answer first.

A word counts more the fewer situations mention it. A misspelled one counts less, and one found only
in the rules' own sentences counts little. Phrases that people use ("lunch with a student") count in
addition to their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from cpdesk.policy.guide import Examples, Topic
from cpdesk.policy.names.names import fold
from cpdesk.policy.situations import SAME, SMALL
from cpdesk.words import Words

_WHOLE, _BEGUN, _TOLD, _NEAR = 1.0, 0.8, 0.4, 0.6  # how well a word matches
_CALLED = 0.9  # times what it would count in the question itself
_PHRASE = 1.2  # for each word of a phrase that people use
_EXACTLY = 4.0  # if nothing else was typed
_ALIKE = 78  # of 100: "obsreve" is "observe"
_LONG = 4  # letters from which the start of a word is enough
_SHARE = 0.45  # of the best score; anything less is not worth reading
_MOST = 8
_ENDINGS = ("ings", "ing", "ed", "es", "s")


def examples(words: Words) -> Examples:
    """What the sentences name; no one real."""
    return Examples(
        partner=words.text("Example Partner"),
        program=words.text("Example Program"),
        activity=words.text("Example Activity"),
        contract="00-0000",
        school=words.text("Example School"),
        lesson=words.text("Period 3"),
        lunch=words.text("Lunch"),
        wall=words.text("The wall by the stairs"),
        flyer=words.text("Example Flyer"),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """`unknown` are the typed words that the best match does not mention, if they are the ones that
    matter; then these situations are only the closest."""

    topics: tuple[Topic, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One situation, word by word."""

    topic: Topic
    asked: frozenset[str]
    called: frozenset[str]
    told: frozenset[str]
    phrases: tuple[frozenset[str], ...]


class Finder:
    """Created once for the known situations, asked at every keystroke."""

    def __init__(self, topics: Iterable[Topic], words: Words) -> None:
        self._small = frozenset(fold(words.text(SMALL)).split())
        self._same = {
            _stem(name): _stem(names[0])
            for names in (fold(words.text(one)).split() for one in SAME)
            for name in names
        }
        self._entries = tuple(self._entry(topic, words) for topic in topics)
        known = frozenset().union(*(e.asked | e.called for e in self._entries))
        # A known word by each of its spellings and synonyms; misspelled words are compared with
        # these. In order, so that of two that are equally close it is always the same.
        self._spelt = {**{word: word for word in sorted(known)}, **self._same}

    def find(self, typed: str) -> Found:
        """The situations that the typed words are about; all of them if nothing was typed."""
        wanted = dict(self._read(typed))
        if not wanted:
            return Found(tuple(entry.topic for entry in self._entries))
        meant, exact = self._meant(wanted)
        rare = {word: self._rarity(places) for word, places in meant.items()}
        plain = [self._plain(n, meant, rare) for n in range(len(self._entries))]
        best = max(plain)
        if best <= 0:
            return Found((), tuple(wanted.values()))
        near = [n for n, score in enumerate(plain) if score >= best * _SHARE]
        near.sort(key=lambda n: -plain[n] - self._said(n, exact))
        first = near[0]
        known = sum(rare[word] for word, places in meant.items() if first in places)
        missed = tuple(word for word in wanted if first not in meant[word])
        unknown = missed if sum(rare[word] for word in missed) >= known else ()
        return Found(
            tuple(self._entries[n].topic for n in near[:_MOST]),
            tuple(wanted[word] for word in unknown),
        )

    # -- how ------------------------------------------------------------------------------------

    def _entry(self, topic: Topic, words: Words) -> _Entry:
        asked = self._words(words.text(topic.question))
        called = [self._words(one) for one in words.text(topic.words).split(",")]
        told = (
            said
            for finding in topic.decision.findings
            if finding.code in topic.codes
            for said in (finding.says, finding.offer)
        )
        facts = {key: "" for f in topic.decision.findings for key, _ in f.facts}
        return _Entry(
            topic=topic,
            asked=asked,
            called=frozenset().union(*called),
            told=frozenset().union(*(self._words(words.sentence(said, facts)) for said in told)),
            phrases=tuple(one for one in (asked, *called) if one),
        )

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(word for word, _ in self._read(text))

    def _read(self, text: str) -> list[tuple[str, str]]:
        """The words that carry meaning, as compared and as written."""
        plain = [one for one in fold(text).split() if one not in self._small]
        return [(self._same.get(_stem(one), _stem(one)), one) for one in plain]

    def _meant(
        self, wanted: Mapping[str, str]
    ) -> tuple[dict[str, dict[int, float]], frozenset[str]]:
        """The situations that each word matches, and how well; and the words spelled correctly."""
        meant: dict[str, dict[int, float]] = {}
        right: set[str] = set()
        *_, last = wanted
        for word in wanted:
            found = self._places(word, _WHOLE)
            if word == last or len(word) >= _LONG:  # the last word may be incomplete
                found = {**self._places(word, _BEGUN, begun=True), **found}
            if not found:
                found = {n: _TOLD for n, e in enumerate(self._entries) if word in e.told}
            near = self._near(word) if not found else word
            if near and not found:
                found = self._places(near, _NEAR)
            meant[word] = found
            right.add(near or word)
        return meant, frozenset(right)

    def _near(self, word: str) -> str:
        """The known word that this is a misspelling of; "" if there is none."""
        if len(word) < 4:
            return ""
        near = process.extractOne(word, self._spelt.keys(), scorer=ratio, score_cutoff=_ALIKE)
        return self._spelt[near[0]] if near else ""

    def _places(self, word: str, sure: float, *, begun: bool = False) -> dict[int, float]:
        """The situations that contain a word, or one that begins with it."""
        found: dict[int, float] = {}
        for n, entry in enumerate(self._entries):
            if _in(word, entry.asked, begun):
                found[n] = sure
            elif _in(word, entry.called, begun):
                found[n] = sure * _CALLED
        return found

    def _rarity(self, places: dict[int, float]) -> float:
        return log(1 + len(self._entries) / (len(places) or 0.5))

    def _plain(
        self, n: int, meant: Mapping[str, Mapping[int, float]], rare: Mapping[str, float]
    ) -> float:
        """How well a situation matches, word by word."""
        return sum(rare[word] * places.get(n, 0.0) for word, places in meant.items())

    def _said(self, n: int, wanted: frozenset[str]) -> float:
        """How much matching phrases add."""
        phrases = self._entries[n].phrases
        whole = max((len(one) for one in phrases if len(one) > 1 and one <= wanted), default=0)
        return whole * _PHRASE + (_EXACTLY if wanted in phrases else 0.0)


def _in(word: str, among: frozenset[str], begun: bool) -> bool:
    return any(one.startswith(word) for one in among) if begun else word in among


def _stem(word: str) -> str:
    """Without the usual endings: "pictures" is a picture, "observing" is to observe."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if not word.endswith("ss"):
        fits = (e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) > 2)
        word = word.removesuffix(next(fits, ""))
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
