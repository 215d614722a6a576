"""Finding situations by what people call them."""

from __future__ import annotations

from cpdesk.policy.guide import Topic
from cpdesk.policy.names import fold
from cpdesk.words import Words

_NEAR = 82  # of 100: "obsreve" finds "observe"
# Said around what is meant; they would match half of all situations.
_SMALL = frozenset(
    ("a", "an", "the", "may", "can", "do", "does", "of", "to", "in", "is", "it", "we")
)


def find(topics: tuple[Topic, ...], typed: str, words: Words) -> tuple[Topic, ...]:
    """Those that hold every typed word, in the question first, then in what else people call it,
    then in the rules' own sentences. Where none holds all, those that come closest."""
    wanted = [one for one in fold(typed).split() if one not in _SMALL]
    if not wanted:
        return topics
    scored = [(_closeness(topic, wanted, words), n) for n, topic in enumerate(topics)]
    full = sorted((score, n) for score, n in scored if score < len(wanted) * _MISSING)
    if full:
        return tuple(topics[n] for _, n in full)
    some = sorted((score, n) for score, n in scored if score < _FAR * len(wanted))
    return tuple(topics[n] for _, n in some[:6])


_MISSING, _FAR = 10, 30


def _closeness(topic: Topic, wanted: list[str], words: Words) -> int:
    """The lower, the closer: a word costs nothing in the question, and most where it is nowhere."""
    asked = fold(words.text(topic.question)).split()
    called = fold(words.text(topic.words)).split()
    told = [
        word
        for finding in topic.decision.findings
        if finding.code in topic.codes
        for word in fold(words.sentence(finding.says, finding.facts)).split()
    ]
    return sum(_cost(one, asked, called, told) for one in wanted)


def _cost(one: str, asked: list[str], called: list[str], told: list[str]) -> int:
    for cost, place in ((0, asked), (1, called), (3, told)):
        if any(word.startswith(one) for word in place):
            return cost
    from rapidfuzz.fuzz import ratio

    near = max((ratio(one, word) for word in (*asked, *called)), default=0)
    return _MISSING - 1 if near >= _NEAR and len(one) > 3 else 4 * _MISSING
