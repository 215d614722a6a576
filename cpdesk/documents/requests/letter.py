"""The letter to a partner about one decision: approved, declined, or another time offered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.documents.layout.flow import Flow, Piece
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import FOOT_LINES, SIDE, Paper, foot_lines
from cpdesk.documents.layout.sheet import ASKED, GRANTED, REFUSED, Lines, Reason, add_section, split
from cpdesk.documents.layout.signature import Signature
from cpdesk.documents.layout.text import dotted
from cpdesk.documents.requests.request_parts import about, fields, moment, questions
from cpdesk.documents.visitor_texts import choice, offers, reason, reasons, tellable
from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition
from cpdesk.policy.phrases import CONDITION
from cpdesk.records.letters import DecisionLetter
from cpdesk.words import N_, Words

_YES = frozenset({Verdict.APPROVE, Verdict.CONFIRM, Verdict.OPEN_DOOR})
_OF_STUDENT = frozenset({"meeting.instructional-time", "meeting.interference"})
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
    when = words.long_day(words.local(one.written_at).date())
    flow = Flow(paper, title, one.school_name, when)
    room = paper.size[0] - 2 * SIDE
    flow.place(Lines.of_runs(about(one, words), room, before=5.0))
    findings = [] if one.verdict in _YES else _of_rules(one)
    for piece in (*split(_verdict(one, words, room)), *reasons(findings, words, room, _HEADS)):
        flow.gap(9.0)
        flow.add(piece)
    flow.gap(12.0)
    asked = words.text("When") if one.verdict in _YES else words.text("Requested")
    for field in fields(one, words, room, when=asked, weekly_until=one.weekly_until):
        flow.add(field)
        flow.gap(3.0)
    add_section(flow, *_next(one, words, room))
    codes = ", ".join(dict.fromkeys(f.code for f in findings))
    add_section(flow, words.text("Questions"), questions(one, codes, words, room))
    flow.gap(26.0)
    flow.add(Signature.of(*_decided(one, words), room))
    number = words.text("Request {number}", number=one.number)
    left = dotted(number, words.text("Rules {codes}", codes=codes) if codes else "")
    if len(foot_lines(paper.size, left)) > FOOT_LINES:
        flow.gap(12.0)
        flow.add(Lines.of(left, room, size=8.0))
        left = number
    return flow.write(f"{title}, {one.number}", one.written_at, words, left)


def _of_rules(one: DecisionLetter) -> list[Finding]:
    """The reasons from the rules. A letter with a leader's decision need not say that leaders
    decide. For a meeting, anything about class or workload could reveal whose day it is."""
    of_student = _OF_STUDENT if one.kind is Kind.MEET_STUDENT else frozenset[str]()
    told = (f for f in tellable(one.findings) if f.code not in of_student)
    return [f for f in told if not f.code.endswith(".approval")]


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


def _next(one: DecisionLetter, words: Words, room: float) -> tuple[str, list[Piece]]:
    """What to do with the answer."""
    if one.offered:
        times = [choice(moment(window, words), room) for window in one.offered]
        none = choice(words.text("None of these times"), room)
        return words.text("Times the school can offer"), [
            *times,
            none,
            Lines.of(words.text(_TELL), room, before=6.0),
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
    kept = [Lines.of(text, room) for text in said]
    kept += [
        Lines.of(words.text(CONDITION[Condition(c)]), room, Weight.BOLD) for c in one.conditions
    ]
    return words.text("Rules for your visit"), [*kept]


def _decided(one: DecisionLetter, words: Words) -> tuple[str, str]:
    """Who signs, and in what capacity."""
    if not one.decided_by_name:
        return words.text("Decided under the district’s rules"), words.text("For the school office")
    return one.decided_by_name, one.decided_by_title
