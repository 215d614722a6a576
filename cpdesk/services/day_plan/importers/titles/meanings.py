"""What an event of a school calendar says about the school day, read from its title.

Nothing is guessed: a title closes or shortens a day only if all of it is understood, word for word.
A title that mentions closing or dismissal and contains anything else is left to a person. Titles
are English, as US districts write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cpdesk.services.day_plan.importers.titles.bell_times import minutes
from cpdesk.services.day_plan.importers.titles.home_school import Home
from cpdesk.services.day_plan.importers.titles.spoken_grades import (
    GRADES,
    LEVEL,
    Span,
    is_of,
    spoken_grades,
    spoken_level,
)
from cpdesk.services.day_plan.importers.titles.title_words import (
    ANOTHER_THING,
    HARD,
    OTHER,
    SOFT,
    WORDS,
    Word,
)
from cpdesk.words import N_

SOME_SCHOOLS = N_("It is for some schools or grades but doesn’t say exactly which.")
NOT_SURE = N_("It doesn’t say for certain whether there is school.")
NOT_ALL = N_("It mentions school hours, but CPDesk didn’t understand everything it says.")
NOT_WHAT = N_("It says something is closed, but not what.")
NO_TIMES_KNOWN = N_("It changes the school day, but the title doesn’t say how.")


@dataclass(frozen=True, slots=True)
class Meaning:
    """`closed`: no school. `schedules`: names of bell schedules as written in the title. `edge`:
    first, last (day of school). `unclear`: why a person has to check it. `grades`: for whom, None
    for everyone. Without any of these, the event is not about this school's day."""

    closed: bool = False
    schedules: tuple[str, ...] = ()
    edge: str = ""
    unclear: str = ""
    grades: Span | None = None

    @property
    def matters(self) -> bool:
        return bool(self.closed or self.schedules or self.edge or self.unclear)


NOTHING = Meaning()
EVERYBODY = Home()

Piece = tuple[Word, str]


def _whole(said: str) -> re.Pattern[str]:
    """Words that end where the pattern does."""
    return re.compile(rf"(?:{said})(?![\w'%])")


_KINDS = (
    *((word, _whole(said)) for word, said in WORDS),
    (Word.GRADES, _whole(GRADES)),
    (Word.LEVEL, _whole(LEVEL)),
)
_BETWEEN = re.compile(r"[\s.,:;/|()\[\]&+*!\-–—]*(?:\band\b[\s.,]*)?")
_PARTED = re.compile(r"[,:;/|()\[\]&+\-–—]|\band\b")
_EDGES = frozenset({Word.FIRST, Word.LAST})
_WHY = frozenset({Word.DOUBTFUL, Word.REASON})
# What may follow "no school" without a dash: "No School Kindergarten", not "No School Conferences".
_BESIDE = frozenset(
    {Word.BREAK, Word.OFF, Word.HOLIDAY, Word.LINK, Word.GRADES, Word.LEVEL, Word.FILLER}
    | {Word.EVERYONE, Word.HERE}
)
# Without a separator these say something else: "Half-day kindergarten", "Half-day workshop", "First
# day of school holidays", "Kindergarten winter break", "Closed primary".
_TOGETHER = frozenset(
    {
        *((Word.SCHEDULE, w) for w in (*_WHY, Word.GRADES, Word.LEVEL, Word.ANY_HOLIDAY)),
        *((w, Word.SCHEDULE) for w in (*_WHY, Word.GRADES)),
        *((edge, w) for edge in _EDGES for w in (Word.HOLIDAY, Word.ANY_HOLIDAY)),
        *((w, edge) for edge in _EDGES for w in (Word.HOLIDAY, Word.ANY_HOLIDAY)),
        (Word.SHUT, Word.LEVEL),
        *((w, Word.SHUT) for w in _WHY),
        (Word.GRADES, Word.BREAK),
    }
)
_WHOM = frozenset({Word.GRADES, Word.LEVEL, Word.HERE, Word.ELSEWHERE, Word.EVERYONE})
_TURN = re.compile(r"(?:([a-h])[- ]day|day[- ]([a-h]|\d+))|(?:rotation|cycle)(?: day)? ([a-h]|\d+)")
_TIME = re.compile(r"noon|\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?")
_SCHEDULES = (
    (re.compile(r"\bearly[- ]releases?"), "Early release"),
    (re.compile(r"\bearly[- ](?:dismissals?|outs?|closings?)"), "Early dismissal"),
    (re.compile(r"\bhalf[- ]days?"), "Half day"),
    (re.compile(r"\bmin(?:imum|\.)?[- ]days?"), "Minimum day"),
    (re.compile(r"\b(?:one|1)[- ]?(?:hour|hr)"), "1-hour delay"),
    (re.compile(r"\b(?:two|2)[- ]?(?:hour|hr)"), "2-hour delay"),
    (re.compile(r"\b(?:three|3)[- ]?(?:hour|hr)"), "3-hour delay"),
    (re.compile(r"\b(?:late|delayed)[- ]"), "Late start"),
    (re.compile(r"learning"), "E-learning"),
    (re.compile(r"dismissal|release|out|closing"), "Early dismissal"),
)
_WITH_TIME = frozenset({"Early release", "Early dismissal", "Half day", "Minimum day"})


def meaning(title: str, *, all_day: bool, home: Home = EVERYBODY) -> Meaning:
    """What a title says to this school. Timed events are about the day only if they say so
    explicitly."""
    said = plain(title)
    pieces = _pieces(said, home)
    if pieces is None:
        return Meaning(unclear=NOT_ALL) if _mentions(said) else NOTHING
    found = _of_day(pieces, all_day)
    if not found.matters or found.unclear:
        return found
    if Word.LINK in (pieces[0][0], pieces[-1][0]):  # "No school for", cut off
        return Meaning(unclear=NOT_ALL)
    return _for_whom(found, pieces, home)


def _mentions(said: str) -> bool:
    if OTHER.fullmatch(said):
        return False
    return bool(HARD.search(said)) or bool(SOFT.search(said) and not ANOTHER_THING.search(said))


def _pieces(said: str, home: Home) -> list[Piece] | None:
    """The whole title in known words, the longest first; None if anything is left over."""
    kinds = (*_KINDS, *_names(home))
    pieces: list[Piece] = []
    at, bare = 0, False  # bare: no separator since "no school" or "closed"
    while True:
        gap = _BETWEEN.match(said, at)
        start = gap.end() if gap else at
        parted = _PARTED.search(said[at:start])
        bare = bare and not parted
        if start >= len(said):
            return pieces
        found = [(m.end(), word) for word, kind in kinds if (m := kind.match(said, start))]
        if not found:
            return None
        end = max(end for end, _ in found)
        word = next(word for at_end, word in found if at_end == end)
        if bare and word not in _BESIDE:
            return None
        if pieces and not parted and (pieces[-1][0], word) in _TOGETHER:
            return None
        bare = word in (Word.CLOSED, Word.SHUT) or (bare and word is not Word.LINK)
        pieces.append((word, said[start:end]))
        at = end


@lru_cache(8)
def _names(home: Home) -> tuple[tuple[Word, re.Pattern[str]], ...]:
    both = ((Word.HERE, home.names()), (Word.ELSEWHERE, home.elsewhere()))
    return tuple(
        (word, _whole("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))))
        for word, names in both
        if names
    )


def _of_day(pieces: list[Piece], all_day: bool) -> Meaning:
    """What the whole title says about the day, no matter for whom."""
    words = {word for word, _ in pieces}
    outright = Word.CLOSED in words or _shut(pieces)
    schedules = _schedules(pieces)
    edges = words & _EDGES
    if Word.SHUT in words and not outright:
        return Meaning(unclear=NOT_WHAT)
    if schedules is None or len(edges) > 1 or (edges and Word.TIME in words and not schedules):
        return Meaning(unclear=NO_TIMES_KNOWN)
    if edges and words & _WHY:
        return Meaning(unclear=NOT_SURE)
    if outright or words & {Word.BREAK, Word.OFF}:
        usual = schedules or edges or words & {Word.TIME, Word.IN_SESSION}
        sure = (outright or (all_day and _off(pieces))) and not usual
        return Meaning(closed=True) if sure else Meaning(unclear=NOT_SURE)
    if schedules or edges:
        edge = "" if not edges else "first" if Word.FIRST in words else "last"
        return Meaning(schedules=schedules, edge=edge)
    perhaps = Word.DOUBTFUL in words or (
        all_day and words & {Word.HOLIDAY, Word.ANY_HOLIDAY, Word.REASON}
    )
    return Meaning(unclear=NOT_SURE) if perhaps else NOTHING


def _shut(pieces: list[Piece]) -> bool:
    """Whether "closed" is about a school that is named next to it, or about a holiday or break.
    Next to a reason it may be a meeting, a workshop or a sign-up list that is closed."""
    words = [word for word, _ in pieces]
    named = {Word.HERE, Word.ELSEWHERE, Word.LEVEL}
    pairs = set(pairwise(words))
    if any((name, Word.SHUT) in pairs for name in named):
        return True
    if Word.SHUT not in words or _WHY & set(words):
        return False
    beside = any((Word.SHUT, name) in pairs for name in named)
    return beside or bool({Word.BREAK, Word.OFF, Word.HOLIDAY, Word.ANY_HOLIDAY} & set(words))


def _off(pieces: list[Piece]) -> bool:
    """Whether a holiday or break stands alone: not "Thanksgiving staff meeting", not "in honor of
    Memorial Day". One that names people may be their party: "Kindergarten Thanksgiving"."""
    words = [word for word, _ in pieces]
    linked = (at for at, word in enumerate(words) if word is Word.LINK)
    if _WHY & set(words) or any(not _WHOM & set(words[at + 1 : at + 2]) for at in linked):
        return False
    return Word.OFF not in words or not (_WHOM - {Word.ELSEWHERE}) & set(words)


def _for_whom(found: Meaning, pieces: list[Piece], home: Home) -> Meaning:
    """The same for the school's own grades; nothing if it is only for others."""
    words = {word for word, _ in pieces}
    if Word.ELSEWHERE in words and Word.HERE not in words:
        return NOTHING
    ours = [
        is_of(level, home.grade_low, home.grade_high)
        for word, said in pieces
        if word is Word.LEVEL and (level := spoken_level(said))
    ]
    if ours and True not in ours:
        return Meaning(unclear=SOME_SCHOOLS) if None in ours else NOTHING
    spans = {spoken_grades(said) for word, said in pieces if word is Word.GRADES}
    if not spans:
        return found
    span = spans.pop()
    if spans or span is None or Word.ELSEWHERE in words:
        return Meaning(unclear=SOME_SCHOOLS)
    low, high = max(span[0], home.grade_low), min(span[1], home.grade_high)
    if low > high:
        return NOTHING
    if (low, high) == (home.grade_low, home.grade_high):
        return found
    if found.edge:  # a school year for some grades would close it only for them
        return Meaning(unclear=SOME_SCHOOLS)
    return Meaning(found.closed, found.schedules, "", "", (low, high))


def _schedules(pieces: list[Piece]) -> tuple[str, ...] | None:
    """The names of schedules in a title; None if its times contradict each other."""
    times = {
        time
        for word, said in pieces
        if word in (Word.TIME, Word.SCHEDULE)
        for time in _TIME.findall(_without_count(said))
    }
    names = [_schedule(said) for word, said in pieces if word is Word.SCHEDULE]
    names += [_turn(said) for word, said in pieces if word is Word.TURN]
    if not names:
        return ()
    if len(times) > 1:
        return None
    if times:
        clock = _clock(times.pop())
        if clock is None:
            return None
        names = [
            f"{clock} dismissal" if n in _WITH_TIME else f"{n} {clock}" if n == "Late start" else n
            for n in names
        ]
    return tuple(dict.fromkeys(names))


def _without_count(said: str) -> str:
    return re.sub(r"\b[123][- ]?(?=hour|hr)", "", said)


def _clock(said: str) -> str | None:
    """As people write it in a schedule's name: 12:30."""
    if said == "noon":
        return "12:00"
    found = minutes(said if ":" in said else re.sub(r"^(\d+)", r"\1:00", said))
    if found is None:
        return None
    hour, minute = divmod(found[0], 60)
    return f"{(hour - 1) % 12 + 1}:{minute:02}"


def _schedule(said: str) -> str:
    return next(name for pattern, name in _SCHEDULES if pattern.search(said))


def _turn(said: str) -> str:
    """`A Day` and `Day A` are the same; a number stays after the word."""
    found = _TURN.search(said)
    turn = next((part for part in (found.groups() if found else ()) if part), "")
    return f"{turn.upper()} Day" if turn.isalpha() else f"Day {turn}"


def plain(title: str) -> str:
    """A title in the form its words are searched: lower case, straight quotes, single spaces."""
    straight = title.replace("’", "'").replace("‘", "'").replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(straight.casefold().split()).strip(" .!*")[:500]
