"""The facts of a request: what a leader wants to know before deciding, as label and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.records.requests import (
    Clash,
    Examination,
    RequestRecord,
    SlotCheck,
    VisitLoad,
    Window,
)
from cpdesk.ui.requests import texts
from cpdesk.ui.requests.form import releases
from cpdesk.ui.widgets.domain import release_words, request_words
from cpdesk.ui.widgets.domain.fact_rows import Fact
from cpdesk.words import N_, Words, dotted

_OVER = {
    ("student",): N_("Same student: {title}, {time}"),
    ("visitor",): N_("Same visitor: {title}, {time}"),
    ("room",): N_("Same room: {title}, {time}"),
    ("student", "visitor"): N_("The student and the visitor: {title}, {time}"),
    ("student", "room"): N_("The student and the room: {title}, {time}"),
    ("visitor", "room"): N_("The visitor and the room: {title}, {time}"),
    ("student", "visitor", "room"): N_("The student, the visitor, and the room: {title}, {time}"),
}
_FLAGS = {
    Flag.DAY_PLAN: N_(
        "After this was approved, the bell schedule changed. This time is now class time."
    ),
    Flag.REVIEW: N_("Approved as an emergency while no school leader was available."),
}
_BACK = N_(
    "After this was approved, the bell schedule changed. This time is outside class time again."
)
_MANY = 4


def facts(
    record: RequestRecord, examined: Examination | None, today: date, words: Words
) -> tuple[Fact, ...]:
    """What is known about a request, the most important first; nothing that the title or the line
    below it says is repeated."""
    text, ask = words.text, record.ask
    found: list[Fact] = []
    if record.flag in _FLAGS:
        found.append(Fact(text("Needs review"), text(_why_again(record, examined)), color="no"))
    if ask.kind is Kind.RELAYED:
        found += _relayed(record, words)
    if ask.student is not None:
        said = (
            request_words.grade(ask.student.grade, words),
            text("reference {reference}", reference=ask.student.reference)
            if ask.student.reference
            else "",
        )
        found.append(
            Fact(
                text("Student"),
                dotted(*said),
                small=text("Shown to school staff only. Never printed, never sent to a partner."),
            )
        )
    if examined is not None and ask.kind is Kind.MEET_STUDENT and examined.slots:
        found.append(_missed(examined, words))
    found += _times(record, examined, today, words)
    found += _who_where(record, words)
    if ask.door is not None:
        found.append(_door(record, words))
    elif ask.reason:
        found.append(Fact(text("Reason given"), ask.reason))
    if ask.family_knows is not None:
        found.append(Fact(text("Family knows"), text("Yes") if ask.family_knows else text("No")))
    if examined is not None and examined.visits is not None:
        found.append(_visits(examined.visits, words))
    if ask.kind is Kind.PHOTOS:
        found.append(_releases(record, examined, today, words))
    if ask.kind is Kind.THIS_VISIT:
        found.append(_valid(record, words))
    here_already = texts.of_visitor(ask.kind)  # in what they came for, most often
    if examined is not None and examined.clashes and not here_already:
        found.append(_clashes(examined.clashes, today, words))
    return tuple(found)


def _why_again(record: RequestRecord, examined: Examination | None) -> str:
    """Why it wants a look, as it is now: the bells may have changed back since."""
    back = examined is not None and not examined.class_minutes
    return _BACK if record.flag is Flag.DAY_PLAN and back else _FLAGS[record.flag]


def _missed(examined: Examination, words: Words) -> Fact:
    n, term = examined.class_minutes, examined.class_minutes_term
    week = words.count("{n} meeting this week", "{n} meetings this week", examined.meetings_week)
    this = words.text("for this meeting")
    before = words.text("plus {n} this term", n=term)
    if examined.term_name:
        before = words.text("plus {n} this term ({term})", n=term, term=examined.term_name)
    return Fact(
        words.text("Class time missed"),
        " · ".join((this, before, week)),
        words.count("{n} minute", "{n} minutes", n),
        color="no" if n else "",
    )


def _times(
    record: RequestRecord, examined: Examination | None, today: date, words: Words
) -> list[Fact]:
    """For a weekly request, the number of times and those that differ; for past times, how they
    went."""
    ask, text = record.ask, words.text
    found = []
    if ask.weekly_until is not None:
        n = len(examined.slots) if examined is not None and examined.slots else len(record.slots)
        until = words.count(
            "every week until {day} ({n} time)",
            "every week until {day} ({n} times)",
            n,
            day=ask.weekly_until,
        )
        odd = _differing(examined.slots, today, words) if examined is not None else ()
        found.append(Fact(text("Repeats"), until, small="\n".join(odd)))
    came = sum(s.state is SlotState.USED for s in record.slots)
    missed = sum(s.state is SlotState.MISSED for s in record.slots)
    went = (
        words.count("came {n} time", "came {n} times", came) if came else "",
        words.count("did not come {n} time", "did not come {n} times", missed) if missed else "",
    )
    if any(went):
        found.append(Fact(text("So far"), dotted(*went)))
    if record.state is State.RETURNED:
        lines = "\n".join(texts.span(window, today, words) for window in offered(record))
        found.append(Fact(text("Offered times"), lines))
    return found


def _differing(slots: Sequence[SlotCheck], today: date, words: Words) -> tuple[str, ...]:
    said = []
    for slot in slots:
        when = request_words.day(words.local(slot.window.starts_at).date(), today, words)
        if not slot.open:
            said.append(words.text("{day}: no school", day=when))
        elif not slot.known:
            said.append(words.text("{day}: bell schedule unknown", day=when))
        elif slot.class_minutes:
            said.append(words.text("{day}: {n} min of class time", day=when, n=slot.class_minutes))
    if len(said) > _MANY:
        more = len(said) - _MANY
        said = [*said[:_MANY], words.count("and {n} more day", "and {n} more days", more)]
    return tuple(said)


def _who_where(record: RequestRecord, words: Words) -> list[Fact]:
    ask, text = record.ask, words.text
    people = ", ".join(name for _, name in record.people)
    if texts.of_visitor(ask.kind):
        people = ""  # the title names the visitor
    elif not people and record.partner_name:
        people = text("Anyone from the partner")
    # For photos it is the number of students in the group: it is shown with their releases.
    many = ask.group_size if ask.kind is not Kind.PHOTOS else None
    size = words.count("{n} person", "{n} people", many) if many else ""
    pairs = (
        (text("Visitors"), dotted(people, size)),
        (text("Grade"), grade_name(ask.grade) if ask.grade is not None else ""),
        (text("Teacher"), ask.teacher),
        (text("Host"), ask.host),
        (text("Event"), ask.event if ask.kind is not Kind.TABLING else ""),
    )
    return [Fact(label, said) for label, said in pairs if said]


def _door(record: RequestRecord, words: Words) -> Fact:
    ask = record.ask
    assert ask.door is not None
    sent = dotted(ask.agency, ask.officer)
    small = sent if ask.door is ExceptionKind.REQUIRED_BY_LAW else ""
    return Fact(words.text("Exception"), ask.reason, texts.door(ask.door, words), small, "no")


def _visits(load: VisitLoad, words: Words) -> Fact:
    """How many of its tables and presentations the partner has this term, including this
    request."""
    text = words.text
    said = text("{n} of {allotted}, counting this one", n=load.total, allotted=load.allotted)
    parts = [
        words.count("{n} held", "{n} held", load.used) if load.used else "",
        words.count("{n} planned", "{n} planned", load.planned) if load.planned else "",
    ]
    over = ""
    if load.over:
        over = words.count(
            "{n} visit over the partner’s limit this term. A school leader decides.",
            "{n} visits over the partner’s limit this term. A school leader decides.",
            load.over,
        )
    return Fact(
        text("Visits this term"),
        dotted(said, *parts),
        small=over,
        color="no" if over else "",
    )


def _releases(
    record: RequestRecord, examined: Examination | None, today: date, words: Words
) -> Fact:
    """What was entered with the request; below it what the office has on file for the program."""
    n, size = record.ask.releases, record.ask.group_size
    on_file = examined.photo_releases if examined is not None else None
    small = releases.on_file(on_file, today, words)
    label = words.text("Releases")
    if n is None:
        group = words.count("{n} student", "{n} students", size) if size else ""
        said = dotted(words.text("Not counted yet"), group)
        return Fact(label, said, small=small)
    if size:
        lacks = "no" if n < size else ""
        return Fact(label, release_words.share(n, size, words), small=small, color=lacks)
    return Fact(label, words.text("{n} on file", n=n), small=small)


def _valid(record: RequestRecord, words: Words) -> Fact:
    """How long it is valid. What is to be waived is below, in the rules' own sentences."""
    until = record.ask.valid_until
    said = words.text("Every visit through {day}", day=until) if until else words.text("One visit")
    return Fact(words.text("Valid for"), said)


def _relayed(record: RequestRecord, words: Words) -> list[Fact]:
    said = dotted(record.relayed_who, record.relayed_how)
    return [
        Fact(words.text("Verbal approval by"), said),
        Fact(words.text("Why"), record.relayed_why),
    ]


def _clashes(clashes: Sequence[Clash], today: date, words: Words) -> Fact:
    lines = []
    over: dict[Clash, list[str]] = {}  # each conflict is named once, whatever it affects
    for clash in clashes:
        over.setdefault(replace(clash, over=""), []).append(clash.over)
    for clash, taken in over.items():
        when = texts.span(clash.window, today, words)
        both = tuple(one for one in ("student", "visitor", "room") if one in taken)
        said = words.text(_OVER[both], title=clash.title, time=when)
        settled = "" if clash.approved else words.text("also waiting")
        lines.append(dotted(said, settled))
    return Fact(words.text("Time conflict"), "\n".join(lines), color="no")


def offered(record: RequestRecord) -> tuple[Window, ...]:
    """The times of the latest offer."""
    made = reversed(record.decisions_in_effect)
    return next((one.offered for one in made if one.verdict is Verdict.OFFER), ())
