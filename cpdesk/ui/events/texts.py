"""A table or presentation in words: its title, its place, its state on a pill, its facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cpdesk.policy.approval.requests import Kind, SlotState
from cpdesk.policy.outreach import NOT_KEPT, RESULT, EventResult
from cpdesk.records.outreach import Allotment, EventRow, EventTerm
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.domain import request_words as of_requests
from cpdesk.ui.widgets.domain.fact_rows import Fact
from cpdesk.ui.widgets.lists.row_parts import Heading
from cpdesk.words import N_, Words

TO_NOTE, AHEAD, PAST, EVERY = SHOWS = ("to_note", "ahead", "past", "all")
_SHORT = {
    EventResult.HELD: N_("Held"),
    EventResult.DID_NOT_COME: N_("Did not come"),
    EventResult.RULE_NOT_KEPT: N_("Rule not followed"),
}
_TONE = {
    EventResult.HELD: Tone.OK,
    EventResult.DID_NOT_COME: Tone.ASK,
    EventResult.RULE_NOT_KEPT: Tone.NO,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list with the headings above the first row of a day."""

    row: EventRow
    heads: tuple[Heading, ...] = ()


def rows_of(term: EventTerm) -> tuple[EventRow, ...]:
    """What a term's page lists, including events of an earlier term without an outcome."""
    return (*term.left, *term.events)


def loads_of(term: EventTerm | None, row: EventRow) -> tuple[Allotment, ...]:
    """The visits of the event's term; none if the event is in another term."""
    here = term is not None and term.first <= day_of(row) <= term.last
    return term.allotments if term is not None and here else ()


def day_of(row: EventRow) -> date:
    return row.window.starts_at.date()  # the service returns it in the school's zone


def wanted(rows: Iterable[EventRow], show: str, now: datetime) -> tuple[EventRow, ...]:
    """Those of one filter."""
    return tuple(row for row in rows if show in (EVERY, filter_of(row, now)))


def filter_of(row: EventRow, now: datetime) -> str:
    """The one filter besides "all" that shows it."""
    if row.to_note:
        return TO_NOTE
    return AHEAD if row.window.ends_at > now else PAST


def counts(rows: Sequence[EventRow], now: datetime) -> dict[str, int]:
    return {show: len(wanted(rows, show, now)) for show in SHOWS}


def lines(rows: Sequence[EventRow], today: date, words: Words) -> tuple[Line, ...]:
    """Events to record first, then the others by date; today is marked even if nothing is on."""
    unnoted = [row for row in rows if row.to_note]
    others = [row for row in rows if not row.to_note]
    made: list[Line] = []
    for n, row in enumerate(unnoted):
        heads = (Heading(words.text("How did it go?")),) if n == 0 else ()
        made.append(Line(row, heads))
    before: date | None = None
    for row in others:
        day, found = day_of(row), []
        if day != before:
            passed = (before is None and bool(unnoted)) or (before is not None and before < today)
            if day > today and passed:
                found.append(Heading(words.text("Nothing else today"), now=True))
            found.append(Heading(day_head(day, today, words), now=day == today))
        made.append(Line(row, tuple(found)))
        before = day
    return tuple(made)


def day_head(day: date, today: date, words: Words) -> str:
    if day == today:
        return words.text("Today, {day}", day=words.short_day(day))
    return words.short_day(day) if day.year == today.year else words.day(day)


def title(row: EventRow, words: Words) -> str:
    """Table at Open house; Classroom presentation, Ms. Vang."""
    if row.kind is Kind.TABLING:
        return of_requests.kind(row.kind, words, row.event)
    named = of_requests.kind(row.kind, words)
    if row.teacher:
        return words.text("{kind}, {teacher}", kind=named, teacher=row.teacher)
    return named


def times(row: EventRow, words: Words) -> str:
    return words.hours(row.window.starts_at, row.window.ends_at)


def named(row: EventRow, today: date, words: Words) -> str:
    """Lake Street Literacy, Table at Open house, Thu, Nov 19, 5:00–7:00 pm, Front hall: the name of
    an event in a banner, so that it can't be confused with another one that day."""
    who, what, at = row.partner_name, title(row, words), when(row, today, words)
    if not row.place:
        return words.text("{who}, {what}, {when}", who=who, what=what, when=at)
    says = N_("{who}, {what}, {when}, {place}")
    return words.text(says, who=who, what=what, when=at, place=row.place)


def when(row: EventRow, today: date, words: Words) -> str:
    """Tue, Dec 1, 5:00–7:00 pm"""
    day = of_requests.day(day_of(row), today, words)
    return words.text("{day}, {times}", day=day, times=times(row, words))


def about(row: EventRow) -> str:
    """Partner and place."""
    return " · ".join(part for part in (row.partner_name, row.place) if part)


def pill(row: EventRow, now: datetime, words: Words) -> of_requests.Pill:
    """How it went, or that it is not recorded yet."""
    if row.outcome is not None:
        result = row.outcome.result
        return of_requests.Pill(words.text(_SHORT[result]), _TONE[result])
    if row.to_note:
        return of_requests.Pill(words.text("To record"), Tone.INFO)
    if row.came:
        return of_requests.Pill(words.text("Here"), Tone.OK)
    if row.window.starts_at <= now:
        return of_requests.Pill(words.text("On now"), Tone.INFO)
    return of_requests.Pill(words.text("Planned"), Tone.PLAIN)


def spoken(row: EventRow, today: date, now: datetime, words: Words) -> str:
    """The whole row in one sentence, for screen readers."""
    parts = (title(row, words), when(row, today, words), pill(row, now, words).text, about(row))
    return ", ".join(part for part in parts if part)


def facts(row: EventRow, load: Allotment | None, words: Words) -> tuple[Fact, ...]:
    text = words.text
    people = ", ".join(row.people) or text("Anyone from the partner")
    grade = of_requests.grade(row.class_grade, words)
    held = {
        SlotState.USED: text("Checked in at the front desk"),
        SlotState.MISSED: text("No one checked in at the front desk"),
    }
    if row.to_note and row.slot_state is SlotState.PLANNED:
        held[SlotState.PLANNED] = text("No one checked in at the front desk")
    came = held.get(row.slot_state, "")
    pairs = (
        (text("Visitors"), people),
        (text("Class"), " · ".join(part for part in (grade, row.teacher) if part)),
        (text("Check-in"), came),
    )
    found = [Fact(label, said) for label, said in pairs if said]
    if load is not None:
        found.append(Fact(text("Visits this term"), visits(load, words), color=over_color(load)))
    found += outcome_facts(row, words)
    return tuple(found)


def outcome_facts(row: EventRow, words: Words) -> list[Fact]:
    """How it went: the result, the rules that were not followed, the note, and who recorded it."""
    was = row.outcome
    if was is None:
        return []
    codes = [words.text(NOT_KEPT[code]) for code in was.not_kept if code != "other"]
    note = words.text("“{note}”", note=was.note) if was.note else ""
    name = was.noted_by_name or words.text("the front desk")
    small = words.text("Recorded by {name}, {at}", name=name, at=was.noted_at)
    color = "no" if was.result is EventResult.RULE_NOT_KEPT else ""
    said = "\n".join(part for part in (*codes, note) if part)
    return [
        Fact(words.text("How it went"), said, words.text(RESULT[was.result]), small, color),
    ]


def visits(load: Allotment, words: Words) -> str:
    """2 held, 1 planned (limit 4)"""
    over = N_("{used} held, {planned} planned: over the limit of {allotted}")
    within = N_("{used} held, {planned} planned (limit {allotted})")
    return words.text(
        over if is_over(load) else within,
        used=load.used,
        planned=load.planned,
        allotted=load.allotted,
    )


def is_over(load: Allotment) -> bool:
    return load.used + load.planned > load.allotted


def over_color(load: Allotment) -> str:
    return "no" if is_over(load) else ""
