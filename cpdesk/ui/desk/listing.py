"""The lines of the list under the field: what was found, in groups, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cpdesk.policy.outcome import Purpose
from cpdesk.policy.phrases import PURPOSE
from cpdesk.records.desk import ExpectedRow, Hit
from cpdesk.words import N_, Words

# (kind of hit, heading), in the order of the list
GROUPS: tuple[tuple[str, str], ...] = (
    ("expected", N_("Expected today")),
    ("missed", N_("Expected earlier today")),
    ("inside", N_("In the building")),
    ("person", N_("People of partners")),
    ("partner", N_("Partners")),
    ("guest", N_("Guests")),
    ("near", N_("Similar names")),
)
REPRINTS = 3  # with more people found in the building, the list would be of badges
STANDINGS = {"ok": N_("OK"), "ask": N_("Ask"), "no": N_("Not yet")}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `kind` heading, register, badge (to print that of `visit` again), or that of its
    hit. `tone` colors the pill: ok, ask, no. `spoken` is the whole line for a screen reader."""

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

    @property
    def takes(self) -> bool:
        """Whether Enter can take it."""
        return self.kind != "heading"


def found(hits: Iterable[Hit], text: str, words: Words) -> tuple[Line, ...]:
    """What a search found, and last the way to register somebody."""
    typed = " ".join(text.split())
    lines = _grouped([("near" if hit.near else hit.kind, hit) for hit in hits], words)
    if sum(line.kind == "inside" for line in lines) <= REPRINTS:
        lines = tuple(one for line in lines for one in (line, *_badge(line, words)))
    register = words.text("Register a visitor named “{name}”", name=typed)
    hint = words.text("Someone new from a partner, or a guest")
    return (
        *lines,
        Line("heading", words.text("Not in the list?")),
        Line("register", register, hint, spoken=f"{register}. {hint}"),
    )


def expected(rows: Iterable[ExpectedRow] | None, words: Words) -> tuple[Line, ...]:
    """Who is still expected today; who is here or was here is not listed again. A heading alone
    says that there is nobody; None is not known, which is another thing."""
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
            standing=row.standing,
            marks=(),
            start=row.start,
            place=row.place,
            activity_id=row.activity_id,
            request_id=row.request_id,
            purpose=row.purpose if row.request_id else None,
        )
        placed.append(("missed" if row.state == "missed" else "expected", hit))
    nobody = Line("heading", words.text("Nobody is expected any more today"))
    return _grouped(placed, words) or (nobody,)


def _badge(line: Line, words: Words) -> tuple[Line, ...]:
    """Under somebody who is in the building: a badge is lost, or the printer was out of labels."""
    if line.kind != "inside" or line.hit is None or line.hit.since is not None:
        return ()  # nobody goes about with the badge of an earlier day
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
    return said if hit.key else f"{said} · {words.text('anyone of the partner')}"


def _line(hit: Hit, words: Words) -> Line:
    named = hit.partner_name if hit.partner_name != hit.title else ""
    since = ""
    if hit.since is not None:
        since = words.text("since {day}", day=words.short_day(words.local(hit.since).date()))
    detail = " · ".join(part for part in (since, named, _what_for(hit, words)) if part)
    time = words.clock(hit.start) if hit.start else ""
    pill, tone = "", ""
    if hit.kind == "inside":
        pill, tone = words.text("Inside"), "plain"  # what Enter does is the card's to say
    elif hit.standing in STANDINGS and not (hit.standing == "ok" and hit.kind == "expected"):
        pill, tone = words.text(STANDINGS[hit.standing]), hit.standing
    spoken = ", ".join(part for part in (hit.title, detail, time, hit.place, pill) if part)
    place = "" if pill and time else hit.place
    return Line(hit.kind, hit.title, detail, hit.marks, time, place, pill, tone, spoken, hit)
