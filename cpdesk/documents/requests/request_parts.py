"""What the papers about a request say of it: when, where, and who; and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cpdesk.documents.layout.fields import Field
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.sheet import BODY, Lines
from cpdesk.documents.layout.text import DOT, Runs, dotted, held, printable, wrap_parts
from cpdesk.documents.visitor_texts import whom_to_ask
from cpdesk.policy.phrases import KIND
from cpdesk.records.letters import DecisionLetter
from cpdesk.records.outreach import ReminderSheet
from cpdesk.records.requests import Window
from cpdesk.words import Words

_MOST_NAMES = 12
_MOST_LINES = 20  # of one piece, so that it fits on a page

RequestPaper = DecisionLetter | ReminderSheet


def about(one: RequestPaper, words: Words) -> Runs:
    """Whose request it is, and what was requested."""
    kind = printable(words.text(KIND[one.kind]))
    if not one.partner_name:
        return ((kind, Weight.REGULAR),)
    return ((printable(one.partner_name), Weight.BOLD), (DOT + kind, Weight.REGULAR))


def fields(
    one: RequestPaper,
    words: Words,
    room: float,
    *,
    when: str,
    weekly_until: date | None = None,
    anyone: str = "",
) -> Iterator[Field]:
    """The lines with a label. `when` is the first one's; `anyone` replaces missing names."""
    people = ", ".join(one.people[:_MOST_NAMES]) or anyone
    if len(one.people) > _MOST_NAMES:
        rest = len(one.people) - _MOST_NAMES
        people = f"{people}, " + words.count("and {n} more", "and {n} more", rest)
    yield from (
        Field(printable(label) if not first else "", lines[first : first + _MOST_LINES], room)
        for label, lines in (
            (when, _times(one.windows, weekly_until, words, room)),
            (words.text("Where"), Field.wrapped(one.place, room)),
            (words.text("Event"), Field.wrapped(one.event, room)),
            (words.text("Teacher"), Field.wrapped(one.teacher, room)),
            (words.text("Who"), Field.wrapped(people, room)),
        )
        for first in range(0, len(lines), _MOST_LINES)
    )


def moment(window: Window, words: Words) -> str:
    """The day and the hours."""
    return words.window(window.starts_at, window.ends_at, words.long_day)


def questions(one: RequestPaper, codes: str, words: Words, room: float) -> list[Lines]:
    """The school first: it makes the decision. `codes` are the rules that spoke against it."""
    school = Lines.of(dotted(one.school_name, one.school_phone, one.school_address), room)
    return [school, *(whom_to_ask(one.contact, codes, words, room) if one.contact else ())]


def _times(
    windows: Sequence[Window], weekly_until: date | None, words: Words, room: float
) -> tuple[Runs, ...]:
    """One line for a single time; several at the same hour with all their dates, also for a weekly
    one, since a holiday may be skipped."""
    spans = {words.hours(window.starts_at, window.ends_at) for window in windows}
    if len(windows) == 1 or len(spans) != 1:
        lines = [Field.wrapped(moment(window, words), room) for window in windows]
        return tuple(line for lines_of_one in lines for line in lines_of_one)
    hours = spans.pop()
    n = len(windows)
    lead = words.count("{hours}, on {n} day:", "{hours}, on {n} days:", n, hours=hours)
    if weekly_until:
        lead = words.count(
            "{hours}, weekly through {day}, on {n} day:",
            "{hours}, weekly through {day}, on {n} days:",
            n,
            hours=hours,
            day=weekly_until,
        )
    days = [held(words.short_day(words.local(window.starts_at).date())) for window in windows]
    dates = wrap_parts(days, Weight.REGULAR, BODY, room - Field.LABEL)
    return (*Field.wrapped(lead, room), *(((line, Weight.REGULAR),) for line in dates))
