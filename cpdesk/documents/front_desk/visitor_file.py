"""The answer to a data request about one visitor: a cover, and the data the front desk keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from cpdesk.documents.layout.fields import Field
from cpdesk.documents.layout.flow import Flow, Piece
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import MUTED, SIDE, SMALL, Paper
from cpdesk.documents.layout.sheet import Lines, add_section
from cpdesk.documents.layout.signature import Signature
from cpdesk.documents.layout.table import (
    FINE,
    Cell,
    Column,
    Header,
    Row,
    Wanted,
    cell,
    columns,
    lay,
    paragraph,
    two_lines,
)
from cpdesk.documents.layout.text import DOT, dotted, held, printable
from cpdesk.policy import phrases
from cpdesk.policy.phrases import BY_THE_SCHOOL
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.reports import FiledRefusal, FiledRequest, FiledVisit, VisitorFile
from cpdesk.words import N_, Words

# The district’s legal office may want other text; it is in the language's catalog.
NOTE = N_(
    "This file answers a request for the data the school’s front desk keeps "
    "about one visitor. Anything about students or other people is left out, "
    "and so is how the school decided. This page lists what was left out. If "
    "you think something is wrong or missing, tell the school office."
)


def visitor_file(file: VisitorFile, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """Cover first, then visits, refusals, and requests, each in a table of its own."""
    title = words.text("Data about a visitor")
    when = words.long_day(words.local(file.made_at).date())
    # On every page: a loose sheet must still show which visitor it is about.
    flow = Flow(paper, title, file.school_name, dotted(file.visitor_name, when))
    wide = paper.size[0]
    _cover(flow, file, words, wide)
    flow.turn()
    _visits(flow, file.visits, words, wide)
    _refusals(flow, file.turned_away, words, wide)
    _requests(flow, file.requests, words, wide)
    prepared = words.text("Prepared {at}", at=words.moment(file.made_at))
    return flow.write(title, file.made_at, words, prepared)


def _cover(flow: Flow, file: VisitorFile, words: Words, wide: float) -> None:
    text = words.text
    room = wide - 2 * SIDE
    name = printable(file.visitor_name, otherwise=text("Visitor"))
    flow.place(Lines.of(name, room, Weight.BOLD, 15.0, before=6.0))
    flow.gap(8.0)
    for field in _fields(file, words, room):
        flow.add(field)
        flow.gap(3.0)
    add_section(flow, text("About this file"), [Lines.of(text(NOTE), room)])
    add_section(flow, text("What is left out and why"), list(_left_out(file, words, wide)))
    flow.gap(34.0)
    flow.add(Signature.of(text("For the office"), text("Checked and handed over"), room))


def _fields(file: VisitorFile, words: Words, room: float) -> Iterator[Field]:
    text = words.text
    if file.organizations:
        yield Field.of(text("Organization"), ", ".join(file.organizations), room)
    known_from = words.sentence(file.known_from.id, file.known_from.facts)
    yield Field.of(text("Source"), known_from, room)
    counts = (
        words.count("{n} visit", "{n} visits", len(file.visits)),
        words.count("turned away {n} time", "turned away {n} times", len(file.turned_away)),
        words.count("{n} request", "{n} requests", len(file.requests)),
    )
    yield Field.of(text("Contains"), DOT.join(printable(one) for one in counts), room)


def _left_out(file: VisitorFile, words: Words, wide: float) -> Iterator[Piece]:
    text = words.text
    at = columns(
        wide,
        (
            Wanted(text("What"), share=1.0),
            Wanted(text("Why"), share=1.0),
            Wanted(text("How often"), 58.0, right=True),
        ),
    )
    yield Header(at, wide - SIDE)
    for one in file.redactions:
        yield Row(
            at,
            (
                cell(text(one.what), at[0], Weight.SEMIBOLD),
                cell(text(one.why), at[1]),
                cell(text("always") if one.times is None else f"{one.times:,}", at[2]),
            ),
        )


def _visits(flow: Flow, visits: Sequence[FiledVisit], words: Words, wide: float) -> None:
    text = words.text
    at = columns(
        wide,
        (
            Wanted(text("Arrived"), 64.0),
            Wanted(text("Left"), 76.0),
            Wanted(text("Purpose"), share=1.2),
            Wanted(text("Where"), 84.0),
            Wanted(text("Notes"), share=1.0),
        ),
    )

    def of(one: FiledVisit) -> Row:
        for_what = one.activity_title or text(phrases.PURPOSE[one.purpose])
        if one.never_ended or one.left_at is None:
            left = text("not checked out") if one.never_ended else text("still here")
        else:
            left = words.clock_of(one.left_at)
        until = words.clock_of(one.ends_at) if one.ends_at else ""
        planned = text("planned: {at}", at=until) if until else ""
        noted = [text(phrases.CONDITION[each]) for each in one.conditions]
        if one.undone:
            noted.append(text("Undone right away"))
        if one.reason is None:
            noted.append(text("Reason left out"))
        elif one.reason:
            noted.append(one.reason)
        return Row(
            at,
            (
                _moment(one.arrived_at, words, at[0]),
                two_lines(left, planned, at[1], Weight.REGULAR),
                two_lines(for_what, one.partner_name, at[2]),
                cell(one.place, at[3]),
                tuple(line for said in noted for line in cell(said, at[4], size=FINE)),
            ),
        )

    _table(flow, text("Visits"), at, [of(one) for one in visits], words, wide)


def _refusals(flow: Flow, away: Sequence[FiledRefusal], words: Words, wide: float) -> None:
    text = words.text
    at = columns(
        wide,
        (
            Wanted(text("When"), 64.0),
            Wanted(text("Purpose"), share=1.0),
            Wanted(text("Why"), share=1.2),
        ),
    )

    def of(one: FiledRefusal) -> Row:
        for_what = one.activity_title or text(phrases.PURPOSE[one.purpose])
        names = [f"{text(RULE_NAME.get(code, code))} ({code})" for code in one.rules]
        return Row(
            at,
            (
                _moment(one.at, words, at[0]),
                two_lines(for_what, one.partner_name, at[1]),
                cell(", ".join(names) or text(BY_THE_SCHOOL), at[2]),
            ),
        )

    _table(flow, text("Turned away"), at, [of(one) for one in away], words, wide)


def _requests(flow: Flow, asked: Sequence[FiledRequest], words: Words, wide: float) -> None:
    text = words.text
    at = columns(
        wide,
        (
            Wanted(text("Requested"), 64.0),
            Wanted(text("Purpose"), share=1.0),
            Wanted(text("Visit time"), 64.0),
            Wanted(text("Where"), share=0.7),
            Wanted(text("Status"), 92.0),
        ),
    )

    def of(one: FiledRequest) -> Row:
        state = text(one.state)
        whose = (one.partner_name, one.activity_title or one.program_name)
        from_whom = DOT.join(part for part in whose if part)
        decided = words.moment(one.decided_at) if one.decided_at else ""
        until = one.weekly_until
        weekly = text("weekly through {day}", day=until) if until else ""
        return Row(
            at,
            (
                _moment(one.asked_at, words, at[0]),
                two_lines(text(one.kind), from_whom, at[1]),
                _moment(one.starts_at, words, at[2]) + cell(weekly, at[2], size=FINE, color=SMALL),
                two_lines(one.place, one.event, at[3], Weight.REGULAR),
                two_lines(state, decided, at[4], Weight.REGULAR),
            ),
        )

    _table(flow, text("Requests"), at, [of(one) for one in asked], words, wide)


def _table(
    flow: Flow, title: str, at: tuple[Column, ...], rows: Sequence[Row], words: Words, wide: float
) -> None:
    header = Header(at, wide - SIDE)
    heading = paragraph(title, wide, Weight.BOLD, 11.6, after=4.0)
    flow.gap(14.0)
    needed = heading.height + header.height + (rows[0].height if rows else 20.0)
    if needed > flow.room:
        flow.turn()
    flow.place(heading)
    if not rows:
        none = words.text("None on record.")
        flow.place(paragraph(none, wide, size=9.0, color=MUTED))
        return
    flow.place(header)
    lay(flow, header, rows)


def _moment(at: datetime | None, words: Words, column: Column) -> Cell:
    """The day, and the time below it."""
    if at is None:
        return cell("–", column)
    day = held(words.day(words.local(at).date()))
    return two_lines(day, held(words.clock_of(at)), column, Weight.REGULAR)
