"""A request in words: its type, its time, its state on a pill, and the line under its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType

from cpdesk.policy.approval.requests import Flag, Kind, State
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.phrases import DOOR, STATE
from cpdesk.records.requests import Ask, RequestRecord, RequestRow, Window
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.domain.request_words import Pill, day, kind
from cpdesk.words import N_, Words, dotted

TIMING: Mapping[str, tuple[str, Tone]] = MappingProxyType(
    {
        "outside_class": (N_("Outside class"), Tone.OK),
        "in_class": (N_("Class time"), Tone.ASK),
        "before_school": (N_("Before school"), Tone.OK),
        "after_school": (N_("After school"), Tone.OK),
        "no_school": (N_("No school"), Tone.ASK),
        "unknown_plan": (N_("No bell schedule"), Tone.ASK),
    }
)
_TONES: Mapping[State, Tone] = MappingProxyType(
    {
        State.WAITING: Tone.INFO,
        State.APPROVED: Tone.OK,
        State.DECLINED: Tone.NO,
        State.RETURNED: Tone.INFO,
    }
)
_NOUN: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MEET_STUDENT: N_("meeting with a student"),
        Kind.PRESENTATION: N_("classroom presentation"),
        Kind.TABLING: N_("table at an event"),
        Kind.PHOTOS: N_("photos or video"),
        Kind.OBSERVATION: N_("class observation"),
        Kind.STAFF_MEETING: N_("staff meeting"),
        Kind.THIS_VISIT: N_("this visit"),
        Kind.RELAYED: N_("visit with a verbal approval"),
    }
)


def pill(row: RequestRow, words: Words) -> Pill:
    """What matters most about a request, in two words."""
    if row.flag is Flag.REVIEW:
        return Pill(words.text("Review"), Tone.NO)
    if row.flag is Flag.DAY_PLAN:
        return Pill(words.text("Plan changed"), Tone.ASK)
    if row.by_rule:
        return Pill(words.text("Declined by rule"), Tone.NO)
    if row.state is State.WAITING:
        if row.kind is Kind.RELAYED:
            return Pill(words.text("Confirm"), Tone.ASK)
        if row.timing == "in_class" and row.door is not None:
            return Pill(words.text(DOOR[row.door]), Tone.NO)
        if row.timing in TIMING:
            said, tone = TIMING[row.timing]
            return Pill(words.text(said), tone)
    return state_pill(row.state, words)


def state_pill(state: State, words: Words) -> Pill:
    return Pill(words.text(STATE[state]), _TONES.get(state, Tone.PLAIN))


def faded(row: RequestRow) -> bool:
    """Whether nothing more is to be done about it."""
    over = (State.DECLINED, State.WITHDRAWN, State.USED, State.MISSED, State.LAPSED)
    return row.state in over and row.flag is Flag.NONE


def named(record: RequestRecord, today: date, words: Words) -> str:
    """Lake Street Literacy, meeting with a student, Tue, Dec 1 11:35 am–12:05 pm, Office B: the
    name of a request in a banner, so that it can't be confused with another one that day. It names
    no student."""
    ask = record.ask
    people = visitors(record)
    first = of_visitor(ask.kind)
    who = (people or record.partner_name) if first else (record.partner_name or people)
    what = words.text(_NOUN[ask.kind])
    if ask.kind is Kind.TABLING and ask.event:
        what = words.text("table at {event}", event=ask.event)
    when = ask_when(ask, today, words)
    if not when:
        return words.text("{who}, {what}", who=who, what=what)
    if not ask.place:
        return words.text("{who}, {what}, {when}", who=who, what=what, when=when)
    says = N_("{who}, {what}, {when}, {place}")
    return words.text(says, who=who, what=what, when=when, place=ask.place)


def short_clock(at: time, words: Words) -> str:
    """9:10 for a time that can only be in the school day; otherwise with am or pm."""
    said = words.clock(at)
    bare, _, half = said.rpartition(" ")
    return bare if half and time(7) <= at < time(19) else said


def row_when(row: RequestRow, today: date, words: Words) -> str:
    """today 11:35–12:05; Mon, Nov 30 9:10; today, for a whole day; "" if no time is given."""
    window = row.next_window
    if window is None:
        return ""
    if words.whole_days(window.starts_at, window.ends_at) is not None:
        return span(window, today, words)
    start, end = words.local(window.starts_at), words.local(window.ends_at)
    at = short_clock(start.time(), words)
    if start.date() == today and start < end:
        at = f"{at}–{short_clock(end.time(), words)}"
    said = words.text("{day} {time}", day=day(start.date(), today, words), time=at)
    return words.text("{when}, weekly", when=said) if row.weekly_until else said


def row_title(row: RequestRow, today: date, words: Words) -> str:
    named = kind(row.kind, words, row.event)
    return dotted(named, row_when(row, today, words))


def row_about(row: RequestRow, words: Words) -> str:
    """Partner or visitor, and where."""
    people = ", ".join(row.visitor_names)
    first = row.partner_name or people
    alone = of_visitor(row.kind)
    parts = (people if alone and row.partner_name else first, row.partner_name if alone else "")
    return " · ".join(dict.fromkeys(part for part in (*parts, row.place) if part))


def row_asked(row: RequestRow, today: date, words: Words) -> str:
    """asked 10:44 by front desk"""
    return asked(row.asked_by_name, row.asked_at, today, words, mine=row.by_me)


def asked(name: str, at: datetime, today: date, words: Words, *, mine: bool = False) -> str:
    there = words.local(at)
    when = words.clock(there.time()) if there.date() == today else day(there.date(), today, words)
    if mine:
        return words.text("requested {when} by you", when=when)
    who = name or words.text("the front desk")
    return words.text("requested {when} by {who}", when=when, who=who)


def spoken(row: RequestRow, today: date, words: Words) -> str:
    """The whole row in one sentence, for screen readers."""
    parts = (
        row_title(row, today, words),
        pill(row, words).text,
        row_about(row, words),
        row_asked(row, today, words),
    )
    return ", ".join(part for part in parts if part)


def span(window: Window, today: date, words: Words) -> str:
    """today 11:35 am–12:05 pm; for whole days: today, or today to Tue, Dec 15"""
    return words.window(
        window.starts_at, window.ends_at, lambda one: day(one, today, words), N_("{day} {time}")
    )


def visitors(record: RequestRecord) -> str:
    """Everyone named, each once."""
    return ", ".join(name for _, name in record.people) or record.ask.visitor_name


def of_visitor(one: Kind) -> bool:
    """Whether a request of this type is about one visitor who is here, so that it is called by
    their name."""
    return one in (Kind.THIS_VISIT, Kind.RELAYED)


def title(record: RequestRecord, today: date, words: Words) -> str:
    """Meet a student, today 11:35 am–12:05 pm; This visit: Amina Hassan, today"""
    ask = record.ask
    named = kind(ask.kind, words, ask.event)
    who = visitors(record) if of_visitor(ask.kind) else ""
    if who:
        named = words.text("{kind}: {visitor}", kind=named, visitor=who)
    when = ask_when(ask, today, words)
    return words.text("{kind}, {when}", kind=named, when=when) if when else named


def ask_when(ask: Ask, today: date, words: Words) -> str:
    if ask.day is None:
        return ""
    said = day(ask.day, today, words)
    if ask.start and ask.end:
        said = words.text("{day} {time}", day=said, time=words.span(ask.start, ask.end))
    elif ask.start:
        said = words.text("{day} {time}", day=said, time=words.clock(ask.start))
    return said


def under_title(record: RequestRecord, words: Words) -> str:
    """Partner, program and contract, activity, place; nothing is said twice."""
    contract = words.text("contract {id}", id=record.contract_id) if record.contract_id else ""
    program = ", ".join(part for part in (record.program_name, contract) if part)
    activity = "" if record.activity_title == record.program_name else record.activity_title
    parts = (record.partner_name, program, activity, record.ask.place)
    return " · ".join(dict.fromkeys(part for part in parts if part))


def door(one: ExceptionKind, words: Words) -> str:
    return words.text(DOOR[one])
