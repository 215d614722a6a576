"""Text that fits: never a box for a missing letter, never a word past the edge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cpdesk.documents.layout.fonts import Face, Weight, face

NBSP = "\xa0"
DOT = f"{NBSP}· "  # between parts of a line; a new line never begins with it
_HELD = "\xa0\u2007\u2009\u202f"  # non-breaking spaces, such as before "am"
_AFTER_HYPHEN = re.compile(r"(?<=[-‐–/])")
# Where text wider than its line may break: also at a non-breaking space, but never in a number.
_AFTER_MARK = re.compile(r"(?<=[-‐–—/_@&+\xa0])|(?<=[.,])(?!\d)")


@lru_cache(4096)
def printable(text: str, otherwise: str = "") -> str:
    """The text in characters that the font has, with tidy spaces.

    A word with a character that the font lacks is transliterated as a whole, so that no word is
    half in one script and half in another. `otherwise` is used where nothing is left.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) or otherwise
    shown = "".join(_shown(c) for c in unicodedata.normalize("NFC", text))
    parts = [_in_the_font(word) for word in shown.split(" ")]
    return " ".join(part for part in parts if part.strip(NBSP)) or otherwise


def dotted(*parts: str) -> str:
    """The parts that there are, in characters that the font has, with dots between."""
    return DOT.join(printable(part) for part in parts if part)


def held(text: str) -> str:
    """The text in characters that the font has, never broken at a space: a time, a short label."""
    return printable(text).replace(" ", NBSP)


def _shown(c: str) -> str:
    """Spaces and line ends become a space; marks for the direction of writing are removed."""
    if c in _HELD:
        return NBSP
    if c.isspace() or unicodedata.category(c) == "Cc":
        return " "
    return "" if unicodedata.category(c) == "Cf" else c


def _in_the_font(word: str) -> str:
    """A combining mark without its own Unicode letter counts as missing: nothing would place it."""
    has = face(Weight.REGULAR)
    if has.covers(word) and not any(map(unicodedata.combining, word)):
        return word
    from anyascii import anyascii

    # A pictogram that the font lacks would be written as its English name.
    told = "".join(c for c in word if has.covers(c) or unicodedata.category(c) != "So")
    plain = "".join(c for c in anyascii(told) if c.isprintable())
    if any(c.lower() != c.upper() for c in word):
        return plain.strip()
    # These stand for sounds that the Latin script does not write.
    plain = plain.strip(" '`").replace("`", "’")
    return plain[:1].upper() + plain[1:]


@lru_cache(8192)
def wrap(text: str, weight: Weight, size: float, width: float) -> tuple[str, ...]:
    """Lines no wider than `width`. Breaks at spaces; a word wider than a line breaks after a hyphen
    or similar, otherwise anywhere, without adding a hyphen."""
    return _wrap_at_size_1(text.split(" "), face(weight), width / size)


@lru_cache(1024)
def wrap_evenly(text: str, weight: Weight, size: float, width: float) -> tuple[str, ...]:
    """Like `wrap`, for sentences: the last line is never a single short word."""
    lines = wrap(text, weight, size, width)
    if len(lines) > 1 and face(weight).width(lines[-1]) * size < width * 0.2:
        other = wrap(text, weight, size, width * 0.88)
        return other if len(other) == len(lines) else lines
    return lines


def wrap_parts(parts: Sequence[str], weight: Weight, size: float, width: float) -> tuple[str, ...]:
    """Parts with dots between, in lines; where a line ends between two parts, the line break
    replaces the dot."""
    lines = wrap(DOT.join(filter(None, parts)), weight, size, width)
    return tuple(line.removesuffix(DOT.rstrip(" ")) for line in lines)


def _wrap_at_size_1(words: Sequence[str], measure: Face, width: float) -> tuple[str, ...]:
    space = measure.width(" ")
    lines: list[str] = []
    line = ""
    used = 0.0
    for word in words:
        wide = measure.width(word)
        if line and used + space + wide <= width:
            line += " " + word
            used += space + wide
            continue
        if line:
            lines.append(line)
        if wide > width:
            *whole, word = _broken(word, measure, width)
            lines.extend(whole)
            wide = measure.width(word)
        line, used = word, wide
    if line:
        lines.append(line)
    return tuple(lines)


def _broken(word: str, measure: Face, width: float) -> list[str]:
    """A word in pieces that fit, at least one."""
    pieces: list[str] = []
    piece = ""
    for part in _AFTER_MARK.split(word):
        if measure.width(piece + part) <= width:
            piece += part
            continue
        if piece:
            pieces.append(piece)
            piece = ""
        for c in part:
            if piece and measure.width(piece + c) > width:
                pieces.append(piece)
                piece = ""
            piece += c
    return [*pieces, piece] if piece else pieces


Run = tuple[str, Weight]
Runs = tuple[Run, ...]


def wrap_runs(runs: Sequence[Run], size: float, width: float) -> tuple[Runs, ...]:
    """Like `wrap`, for text that changes its weight."""
    lines: list[Runs] = []
    line: list[Run] = []
    used = 0.0
    for text, weight in runs:
        measure = face(weight)
        for n, word in enumerate(text.split(" ")):
            gap = " " if n and line else ""
            wide = measure.width(gap + word) * size
            if line and used + wide > width:
                lines.append(tuple(line))
                line, used, gap = [], 0.0, ""
                wide = measure.width(word) * size
            if used + wide > width:
                *whole, word = _broken(word, measure, width / size)
                lines.extend(((piece, weight),) for piece in whole)
                wide = measure.width(gap + word) * size
            if line and line[-1][1] is weight:
                line[-1] = (line[-1][0] + gap + word, weight)
            elif gap + word:
                line.append((gap + word, weight))
            used += wide
    return (*lines, tuple(line)) if line else tuple(lines)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and the size at which they fit."""

    lines: tuple[str, ...]
    size: float


def largest(
    text: str, weight: Weight, width: float, height: float, biggest: float, leading: float
) -> Fitted:
    """The text as large as fits in the box, in up to three lines, complete.

    Breaking at a hyphen must gain a quarter in size; breaking inside a word is only for words that
    would otherwise be too small to read.
    """
    measure = face(weight)
    words = [word + " " for word in text.split(" ")]
    best = _largest(words, measure, width, height, biggest, leading)
    if best.size < biggest:
        parts = [part for word in words for part in _AFTER_HYPHEN.split(word) if part]
        other = _largest(parts, measure, width, height, biggest, leading)
        best = other if other.size > best.size * 1.25 else best
    if best.size < min(10.0, biggest / 2):
        other = _largest(list(text), measure, width, height, biggest, leading)
        best = other if other.size > best.size * 1.25 else best
    return best


def _largest(
    parts: Sequence[str],
    measure: Face,
    width: float,
    height: float,
    biggest: float,
    leading: float,
) -> Fitted:
    """The best of one, two, and three lines; fewer lines if that is no smaller."""
    best = Fitted((), 0.0)
    for count in (1, 2, 3):
        lines = _narrowest(parts, measure, count)
        widest = max(measure.width(line) for line in lines)
        size = min(biggest, width / (widest * 1.001), height / ((len(lines) - 1) * leading + 1))
        if size > best.size * 1.02:
            best = Fitted(lines, size)
    return best


def _narrowest(parts: Sequence[str], measure: Face, count: int) -> tuple[str, ...]:
    """The parts, joined into at most `count` lines whose widest is as narrow as possible."""
    bare = [measure.width(part.rstrip(" ")) for part in parts]
    full = [measure.width(part) for part in parts]
    low, high = max(bare), sum(full)
    starts = [0]
    for _ in range(24 if count > 1 else 0):
        middle = (low + high) / 2
        found = _starts(bare, full, middle)
        if len(found) <= count:
            high, starts = middle, found
        else:
            low = middle
    ends = [*starts[1:], len(parts)]
    return tuple("".join(parts[a:b]).strip(" ") for a, b in zip(starts, ends, strict=True))


def _starts(bare: Sequence[float], full: Sequence[float], width: float) -> list[int]:
    """Where lines begin when each holds as many parts as fit in `width`."""
    starts, used = [0], 0.0
    for n, wide in enumerate(bare):
        if used and used + wide > width:
            starts.append(n)
            used = 0.0
        used += full[n]
    return starts
