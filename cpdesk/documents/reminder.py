"""The sheet for a partner before a table or presentation: when, where, and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cpdesk.documents.fields import Field
from cpdesk.documents.flow import Flow, Foot, Piece
from cpdesk.documents.fonts import Weight
from cpdesk.documents.page import SIDE, Head, Paper
from cpdesk.documents.sheet import BODY, Lines, add_section
from cpdesk.documents.text import DOT, Runs, held, printable, wrap_parts, wrap_runs
from cpdesk.documents.told import choice, whom_to_ask
from cpdesk.policy.phrases import KIND
from cpdesk.policy.requests import Kind
from cpdesk.records.outreach import ReminderSheet
from cpdesk.records.requests import Window
from cpdesk.words import N_, Words

_MOST_NAMES = 12
_MOST_LINES = 20  # of one piece, so that it fits on a page
_TITLE = {
    Kind.TABLING: N_("Reminder: your table"),
    Kind.PRESENTATION: N_("Reminder: your presentation"),
}


def reminder(sheet: ReminderSheet, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """What the partner takes along. It names only the partner's own people and the teacher."""
    title = words.text(_TITLE[sheet.kind])
    when = printable(words.long_day(words.local(sheet.printed_at).date()))
    flow = Flow(paper, Head(title, printable(sheet.school_name), when))
    room = paper.size[0] - 2 * SIDE
    flow.place(Lines(wrap_runs(_about(sheet, words), BODY, room), SIDE, before=5.0))
    flow.gap(12.0)
    for field in _fields(sheet, words, room):
        flow.add(field)
        flow.gap(3.0)
    kept: list[Piece] = [choice(words.text(said), room) for said in sheet.conditions]
    add_section(flow, words.text("Rules for your visit"), kept)
    visits = words.text(
        "Your organization’s tables and presentations this term: {used} of {allotted} used so far.",
        used=sheet.used,
        allotted=sheet.allotted,
    )
    after = words.text(
        "The office records how it went. School leaders see that with your next request."
    )
    add_section(
        flow,
        words.text("Your visits"),
        [_sentence(visits, room), _sentence(after, room)],
    )
    add_section(flow, words.text("Questions"), _questions(sheet, words, room))
    number = printable(words.text("Request {number}", number=sheet.number))
    foot = Foot(number, words.text("No student data on this page"))
    return flow.write(f"{title}, {sheet.number}", sheet.school_name, sheet.printed_at, foot, words)


def _about(sheet: ReminderSheet, words: Words) -> Runs:
    kind = printable(words.text(KIND[sheet.kind]))
    return ((printable(sheet.partner_name), Weight.BOLD), (DOT + kind, Weight.REGULAR))


def _fields(sheet: ReminderSheet, words: Words, room: float) -> Iterator[Field]:
    people = ", ".join(sheet.people[:_MOST_NAMES]) or words.text(
        "Anyone on your organization’s list"
    )
    if len(sheet.people) > _MOST_NAMES:
        rest = len(sheet.people) - _MOST_NAMES
        people = f"{people}, " + words.count("and {n} more", "and {n} more", rest)
    yield from (
        Field(printable(label) if not first else "", lines[first : first + _MOST_LINES], room)
        for label, lines in (
            (words.text("When"), _times(sheet, words, room)),
            (words.text("Where"), _wrapped(sheet.place, room)),
            (words.text("Event"), _wrapped(sheet.event, room)),
            (words.text("Teacher"), _wrapped(sheet.teacher, room)),
            (words.text("Who"), _wrapped(people, room)),
        )
        for first in range(0, len(lines), _MOST_LINES)
    )


def _times(sheet: ReminderSheet, words: Words, room: float) -> tuple[Runs, ...]:
    """One line for a single time; several at the same hour with all their dates."""
    spans = {_hours(window, words) for window in sheet.windows}
    if len(sheet.windows) == 1 or len(spans) != 1:
        lines = [_wrapped(_moment(window, words), room) for window in sheet.windows]
        return tuple(line for several in lines for line in several)
    n = len(sheet.windows)
    lead = words.count("{hours}, on {n} day:", "{hours}, on {n} days:", n, hours=spans.pop())
    days = [held(words.short_day(_local(w, words)[0].date())) for w in sheet.windows]
    dates = wrap_parts(days, Weight.REGULAR, BODY, room - Field.LABEL)
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


def _sentence(said: str, room: float) -> Lines:
    return Lines(wrap_runs(((printable(said), Weight.REGULAR),), BODY, room), SIDE)


def _questions(sheet: ReminderSheet, words: Words, room: float) -> list[Piece]:
    """The school first: it allows the visit."""
    parts = (sheet.school_name, sheet.school_phone, sheet.school_address)
    school = DOT.join(printable(part) for part in parts if part)
    lines = [wrap_runs(((school, Weight.REGULAR),), BODY, room)]
    if sheet.contact:
        lines += whom_to_ask(sheet.contact, "", words, room)
    return [Lines(line, SIDE) for line in lines]
