"""The letter to a partner about one decision: approved, declined, or another time offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from cpdesk.documents.fields import Field
from cpdesk.documents.flow import Flow, Foot, Piece
from cpdesk.documents.fonts import Weight
from cpdesk.documents.page import FOOT_LINES, SIDE, Head, Paper, foot_lines
from cpdesk.documents.sheet import ASKED, BODY, GRANTED, REFUSED, Lines, Reason, add_section, split
from cpdesk.documents.signature import Signature
from cpdesk.documents.text import DOT, Runs, held, printable, wrap_parts, wrap_runs
from cpdesk.documents.told import choice, offers, reason, reasons, tellable, whom_to_ask
from cpdesk.policy.decision import Finding
from cpdesk.policy.decline_reasons import DECLINE_REASONS
from cpdesk.policy.outcome import Condition
from cpdesk.policy.phrases import CONDITION, KIND
from cpdesk.policy.requests import Kind, Verdict
from cpdesk.records.letters import DecisionLetter
from cpdesk.records.requests import Window
from cpdesk.words import N_, Words

_YES = frozenset({Verdict.APPROVE, Verdict.CONFIRM, Verdict.OPEN_DOOR})
_OF_STUDENT = frozenset({"meeting.instructional-time", "meeting.interference"})
_MOST_NAMES = 12
_MOST_LINES = 20  # of one piece, so that it fits on a page
# Replaces a leader's reason that would reveal one student's day.
_SAID_INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "too-often": N_("The school limits these meetings so that learning comes first."),
        "other": "",
    }
)
# Sentences with "today" are about the requested day.
_HEADS: Mapping[str, str] = MappingProxyType(
    {
        "contract.term": N_("The contract doesn’t cover that day."),
        "school.open": N_("School is closed that day."),
    }
)
_BRING = N_("Come to the office first and bring a photo ID. The office has this approval on file.")
_ONLY = N_("This approval is only for this time and place, and for the people named here.")
_ANYONE = N_(
    "This approval is only for this time and place, and for anyone on your organization’s list."
)
_MEETING = N_(
    "The school sets up the meeting. This letter doesn’t name the student, but "
    "the office knows who it is."
)
_PHOTOS = N_(
    "Only students whose families signed a release may be in photos or video. "
    "The office knows which students."
)
_TELL = N_("Tell the office which time works for you. Nothing is scheduled until you do.")
_AGAIN = N_("You’re welcome to ask again. The office has a form for this.")


def letter(one: DecisionLetter, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """What the partner gets. It names only the partner's own people and the person who decided."""
    title = words.text("Decision about your request")
    when = printable(words.long_day(words.local(one.written_at).date()))
    flow = Flow(paper, Head(title, printable(one.school_name), when))
    room = paper.size[0] - 2 * SIDE
    flow.place(Lines(wrap_runs(_about(one, words), BODY, room), SIDE, before=5.0))
    findings = [] if one.verdict in _YES else _of_rules(one)
    for piece in (*split(_verdict(one, words, room)), *reasons(findings, words, room, _HEADS)):
        flow.gap(9.0)
        flow.add(piece)
    flow.gap(12.0)
    for field in _fields(one, words, room):
        flow.add(field)
        flow.gap(3.0)
    add_section(flow, *_next(one, words, room))
    codes = ", ".join(dict.fromkeys(f.code for f in findings))
    add_section(flow, words.text("Questions"), _questions(one, codes, words, room))
    flow.gap(26.0)
    flow.add(Signature.of(*_decided(one, words), room))
    number = printable(words.text("Request {number}", number=one.number))
    left = (
        printable(f"{number}{DOT}{words.text('Rules {codes}', codes=codes)}") if codes else number
    )
    if len(foot_lines(paper.size, left)) > FOOT_LINES:
        flow.gap(12.0)
        flow.add(Lines(wrap_runs(((left, Weight.REGULAR),), 8.0, room), SIDE, size=8.0))
        left = number
    foot = Foot(left, words.text("No student data on this page"))
    return flow.write(f"{title}, {one.number}", one.school_name, one.written_at, foot, words)


def _of_rules(one: DecisionLetter) -> list[Finding]:
    """The reasons from the rules. A letter with a leader's decision need not say that leaders
    decide. For a meeting, anything about class or workload could reveal whose day it is."""
    of_student = _OF_STUDENT if one.kind is Kind.MEET_STUDENT else frozenset[str]()
    told = (f for f in tellable(one.findings) if f.code not in of_student)
    return [f for f in told if not f.code.endswith(".approval")]


def _about(one: DecisionLetter, words: Words) -> Runs:
    """What was requested, and by whom."""
    kind = printable(words.text(KIND[one.kind]))
    if not one.partner_name:
        return ((kind, Weight.REGULAR),)
    return ((printable(one.partner_name), Weight.BOLD), (DOT + kind, Weight.REGULAR))


def _verdict(one: DecisionLetter, words: Words, room: float) -> Reason:
    if one.verdict in _YES:
        return reason(GRANTED, words.text("Approved"), one.reason, room)
    if one.verdict is Verdict.OFFER:
        says = words.text("The time you asked for doesn’t work.")
        return reason(
            ASKED, words.text("The school offers another time"), _joined(says, one, words), room
        )
    if one.verdict is Verdict.DISOWN:
        says = words.text(
            "No school leader gave the verbal approval that was recorded at the front desk."
        )
        return reason(REFUSED, words.text("Not approved"), _joined(says, one, words), room)
    return reason(REFUSED, words.text("Declined"), _joined("", one, words), room)


def _joined(first: str, one: DecisionLetter, words: Words) -> str:
    """The reason from the list, and what the leader wrote for the partner."""
    code = one.reason_code
    said = words.text(_SAID_INSTEAD.get(code, DECLINE_REASONS.get(code, "")))
    return " ".join(part for part in (first, said, one.reason.strip()) if part)


def _fields(one: DecisionLetter, words: Words, room: float) -> Iterator[Field]:
    """What was requested, or what it became."""
    yes = one.verdict in _YES
    asked = words.text("When") if yes else words.text("Requested")
    people = ", ".join(one.people[:_MOST_NAMES])
    if len(one.people) > _MOST_NAMES:
        rest = len(one.people) - _MOST_NAMES
        people = f"{people}, " + words.count("and {n} more", "and {n} more", rest)
    yield from (
        Field(printable(label) if not first else "", lines[first : first + _MOST_LINES], room)
        for label, lines in (
            (asked, _times(one, words, room)),
            (words.text("Where"), _wrapped(one.place, room)),
            (words.text("Event"), _wrapped(one.event, room)),
            (words.text("Teacher"), _wrapped(one.teacher, room)),
            (words.text("Who"), _wrapped(people, room)),
        )
        for first in range(0, len(lines), _MOST_LINES)
    )


def _times(one: DecisionLetter, words: Words, room: float) -> tuple[Runs, ...]:
    """One line for a single time; all dates for a weekly one, since a holiday may be skipped."""
    width = room - Field.LABEL
    spans = {_hours(window, words) for window in one.windows}
    if len(one.windows) == 1 or len(spans) != 1:
        lines = [_wrapped(_moment(window, words), room) for window in one.windows]
        return tuple(line for lines_of_one in lines for line in lines_of_one)
    hours = spans.pop()
    n = len(one.windows)
    lead = words.count("{hours}, on {n} day:", "{hours}, on {n} days:", n, hours=hours)
    if one.weekly_until:
        lead = words.count(
            "{hours}, weekly through {day}, on {n} day:",
            "{hours}, weekly through {day}, on {n} days:",
            n,
            hours=hours,
            day=one.weekly_until,
        )
    days = [held(words.short_day(_local(w, words)[0].date())) for w in one.windows]
    dates = wrap_parts(days, Weight.REGULAR, BODY, width)
    return (*_wrapped(lead, room), *(((line, Weight.REGULAR),) for line in dates))


def _local(window: Window, words: Words) -> tuple[datetime, datetime]:
    return words.local(window.starts_at), words.local(window.ends_at)


def _hours(window: Window, words: Words) -> str:
    return words.hours(window.starts_at, window.ends_at)


def _moment(window: Window, words: Words) -> str:
    return words.window(window.starts_at, window.ends_at, words.long_day)


def _wrapped(text: str, room: float) -> tuple[Runs, ...]:
    said = printable(text)
    return wrap_runs(((said, Weight.REGULAR),), BODY, room - Field.LABEL) if said else ()


def _sentence(
    said: str, room: float, weight: Weight = Weight.REGULAR, before: float = 0.0
) -> Lines:
    return Lines(wrap_runs(((printable(said), weight),), BODY, room), SIDE, before=before)


def _next(one: DecisionLetter, words: Words, room: float) -> tuple[str, list[Piece]]:
    """What to do with the answer."""
    if one.offered:
        times = [choice(_moment(window, words), room) for window in one.offered]
        none = choice(words.text("None of these times"), room)
        return words.text("Times the school can offer"), [
            *times,
            none,
            _sentence(words.text(_TELL), room, before=6.0),
        ]
    if one.verdict not in _YES:
        ruled = _of_rules(one)
        found = offers(ruled, words, room) if ruled else []
        if one.kind is not Kind.OBSERVATION or not found:
            found.append(choice(words.text(_AGAIN), room))
        return words.text("What is possible"), [*found]
    said = [words.text(_BRING), words.text(_ONLY if one.people else _ANYONE)]
    said += [words.text(_MEETING)] if one.kind is Kind.MEET_STUDENT else []
    said += [words.text(_PHOTOS)] if one.kind is Kind.PHOTOS else []
    kept = [_sentence(text, room) for text in said]
    kept += [
        _sentence(words.text(CONDITION[Condition(c)]), room, Weight.BOLD) for c in one.conditions
    ]
    return words.text("Rules for your visit"), [*kept]


def _questions(one: DecisionLetter, codes: str, words: Words, room: float) -> list[Piece]:
    """The school first: it made the decision."""
    school = DOT.join(
        printable(part) for part in (one.school_name, one.school_phone, one.school_address) if part
    )
    lines = [wrap_runs(((school, Weight.REGULAR),), BODY, room)]
    if one.contact:
        lines += whom_to_ask(one.contact, codes, words, room)
    return [Lines(line, SIDE) for line in lines]


def _decided(one: DecisionLetter, words: Words) -> tuple[str, str]:
    """Who signs, and in what capacity."""
    if not one.decided_by_name:
        return words.text("Decided under the district’s rules"), words.text("For the school office")
    return one.decided_by_name, one.decided_by_title
