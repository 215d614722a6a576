"""The lines of the list under the field: what was found, in groups, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.phrases import PURPOSE
from cpdesk.records.desk import ExpectedRow, Hit, Question
from cpdesk.ui.desk.search.draft import question_of_hit
from cpdesk.ui.theme.theme_tokens import tone_of
from cpdesk.words import N_, Words

# (kind of hit, heading), in list order
GROUPS: tuple[tuple[str, str], ...] = (
    ("expected", N_("Expected today")),
    ("missed", N_("Expected earlier today")),
    ("inside", N_("In the building")),
    ("person", N_("People from partners")),
    ("partner", N_("Partners")),
    ("guest", N_("Guests")),
    ("near", N_("Similar names")),
)
REPRINTS = 3  # if more people in the building match, the list would be full of badges
# What the card will say, in the few letters that fit in a row.
PILLS = {
    Outcome.ADMIT: N_("OK"),
    Outcome.ASK_DESK: N_("You decide"),
    Outcome.ASK_LEADER: N_("Needs leader"),
    Outcome.REFUSE: N_("Can’t come in"),
}
_BY_DESK = (Outcome.ADMIT, Outcome.ASK_DESK)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `kind` is heading, register, badge (print the badge of `visit` again), or the kind
    of its hit. `tone` colors the pill: ok, ask, no. `spoken` is the whole line for a screen reader.
    `asks` is the question of the card that the line opens; its answer becomes the pill."""

    kind: str
    title: str
    detail: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    time: str = ""
    place: str = ""
    pill: str = ""
    tone: str = ""
    spoken: str = ""
    hit: Hit | None = None
    visit: str = ""
    asks: Question | None = None

    @property
    def key(self) -> str:
        """What tells one line from another; "" for a heading."""
        if self.kind == "heading":
            return ""
        if self.hit is None:
            return f"{self.kind} {self.visit or self.title}"
        return f"{self.hit.kind} {self.hit.key} {self.hit.activity_id}"

    @property
    def takes(self) -> bool:
        """Whether Enter can choose it."""
        return self.kind != "heading"


def found(hits: Iterable[Hit], text: str, words: Words) -> tuple[Line, ...]:
    """What a search found, followed by the option to register someone."""
    typed = " ".join(text.split())
    lines = _grouped([("near" if hit.near else hit.kind, hit) for hit in hits], words)
    if sum(line.kind == "inside" for line in lines) <= REPRINTS:
        lines = tuple(one for line in lines for one in (line, *_badge(line, words)))
    register = words.text("Register a visitor named “{name}”", name=typed)
    hint = words.text("Someone new from a partner, or a guest")
    return (
        *lines,
        Line("heading", words.text("Not on the list?")),
        Line("register", register, hint, spoken=f"{register}. {hint}"),
    )


def expected(rows: Iterable[ExpectedRow] | None, words: Words) -> tuple[Line, ...]:
    """Who is still expected today; people who are here or have left are not listed again. A heading
    alone says that no one is expected; None means not known, which is different."""
    if rows is None:
        return (Line("heading", words.text("Can’t read this list")),)
    placed = []
    for row in rows:
        if row.state in ("here", "gone"):
            continue
        hit = Hit(
            kind="expected",
            key=row.person_id,
            title=row.person_name or row.partner_name,
            partner_id=row.partner_id,
            partner_name=row.partner_name,
            detail=row.activity_title,
            marks=(),
            start=row.start,
            place=row.place,
            activity_id=row.activity_id,
            request_id=row.request_id,
            purpose=row.purpose if row.request_id else None,
        )
        placed.append(("missed" if row.state == "missed" else "expected", hit))
    nobody = Line("heading", words.text("No one else is expected today"))
    return _grouped(placed, words) or (nobody,)


def _badge(line: Line, words: Words) -> tuple[Line, ...]:
    """Under a person in the building: for a lost badge, or when the printer was out of labels."""
    if line.kind != "inside" or line.hit is None or line.hit.since is not None:
        return ()  # no one wears an earlier day's badge
    says = words.text("Print badge again")
    return (Line("badge", says, line.title, spoken=f"{says}, {line.title}", visit=line.hit.key),)


def _grouped(placed: list[tuple[str, Hit]], words: Words) -> tuple[Line, ...]:
    lines: list[Line] = []
    for kind, heading in GROUPS:
        members = [_line(hit, words) for group, hit in placed if group == kind]
        if members:
            lines += [Line("heading", words.text(heading)), *members]
    return tuple(lines)


def approved_for(event: str, purpose: Purpose, words: Words) -> str:
    """What an approved request is for: the school's event, or its purpose."""
    what = event or words.text(PURPOSE[purpose])
    return words.text("{what}, approved", what=what)


def _what_for(hit: Hit, words: Words) -> str:
    if not hit.request_id or hit.purpose is None:
        return hit.detail
    said = approved_for(hit.detail, hit.purpose, words)
    return said if hit.key else f"{said} · {words.text('anyone from the partner')}"


def _line(hit: Hit, words: Words) -> Line:
    named = hit.partner_name if hit.partner_name != hit.title else ""
    since = ""
    if hit.since is not None:
        since = words.text("since {day}", day=words.short_day(words.local(hit.since).date()))
    detail = " · ".join(part for part in (since, named, _what_for(hit, words)) if part)
    time = words.clock(hit.start) if hit.start else ""
    pill, tone, asks = "", "", None
    if hit.kind == "inside":  # the card says what Enter does
        pill, tone = words.text("Here"), "plain"
    elif hit.kind == "partner":
        pill, tone = _partner_pill(hit.outcome, words)
    elif hit.key:  # otherwise it is not known yet who from the partner comes
        asks = question_of_hit(hit)
    return Line(
        hit.kind,
        hit.title,
        detail,
        hit.marks,
        time,
        "" if pill and time else hit.place,
        pill,
        tone,
        _spoken(hit.title, detail, time, hit.place, pill),
        hit,
        asks=asks,
    )


def answered(line: Line, outcome: Outcome | None, words: Words) -> Line:
    """The line with its card's current answer; None adds nothing. A person who is expected keeps
    the place if the desk alone can check them in: it matters more, and they may just be early."""
    expected_ = line.hit is not None and line.hit.kind == "expected"
    if outcome is None or (expected_ and outcome in _BY_DESK):
        return line
    pill = words.text(PILLS[outcome])
    return replace(
        line,
        pill=pill,
        tone=tone_of(outcome).value,
        place="" if line.time else line.place,  # on a line with a time, the pill replaces it
        spoken=_spoken(line.title, line.detail, line.time, line.place, pill),
    )


def partner_line(name: str, outcome: Outcome, words: Words) -> Line:
    """A partner by its name alone."""
    pill, tone = _partner_pill(outcome, words)
    return Line("partner", name, pill=pill, tone=tone, spoken=_spoken(name, pill))


def _partner_pill(outcome: Outcome | None, words: Words) -> tuple[str, str]:
    """Pill and tone. A partner's line only says what is true of everyone who comes for it: that no
    one can."""
    if outcome is not Outcome.REFUSE:
        return "", ""
    return words.text(PILLS[outcome]), tone_of(outcome).value


def _spoken(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
