"""The file about one visitor as tables, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cpdesk.policy import phrases
from cpdesk.policy.phrases import BY_THE_SCHOOL
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.reports import VisitorFile
from cpdesk.services.exports import csv_of, xlsx_of
from cpdesk.words import N_, Words

Table = tuple[str, list[str], list[list[str]]]
"""Title, names of the columns, lines."""


def visitor_xlsx(file: VisitorFile, words: Words, number: str = "") -> bytes:
    """A workbook with a cover, a sheet for each kind of entry, and one for what is left out.
    `number` is its number in the book of printed papers."""
    return xlsx_of(visitor_tables(file, words, number))


def visitor_csv(file: VisitorFile, words: Words, number: str = "") -> bytes:
    """The same as text: one table below the other, each under its name."""
    lines: list[Sequence[object]] = []
    for title, head, rows in visitor_tables(file, words, number):
        lines += [[title], head, *rows, []]
    return csv_of(lines)


def visitor_tables(file: VisitorFile, words: Words, number: str = "") -> list[Table]:
    """The tables of the file about a visitor. Anything left out is noted in its place."""
    text = words.text

    def at(moment: datetime | None) -> str:
        return words.moment(moment) if moment else ""

    about = [
        [text("Visitor"), file.visitor_name],
        [text("Organization"), ", ".join(file.organizations)],
        [text("Source"), words.sentence(file.known_from.id, file.known_from.facts)],
        [text("School"), file.school_name],
        [text("Created"), at(file.made_at)],
        *([[text("Number"), number]] if number else []),
    ]
    visits = [
        [
            at(one.arrived_at),
            at(one.ends_at),
            text(N_("not checked out")) if one.never_ended else at(one.left_at),
            one.partner_name,
            text(phrases.PURPOSE[one.purpose]),
            one.activity_title,
            one.place,
            "; ".join(text(phrases.CONDITION[each]) for each in one.conditions),
            text(N_("left out")) if one.reason is None else one.reason,
            text(N_("undone")) if one.undone else "",
        ]
        for one in file.visits
    ]
    away = [
        [
            at(one.at),
            one.partner_name,
            text(phrases.PURPOSE[one.purpose]),
            one.activity_title,
            ", ".join(text(RULE_NAME.get(code, code)) for code in one.rules) or text(BY_THE_SCHOOL),
            ", ".join(one.rules),
        ]
        for one in file.turned_away
    ]
    asked = [
        [
            at(one.asked_at),
            text(one.kind),
            text(one.state),
            one.partner_name,
            one.program_name,
            one.activity_title,
            at(one.starts_at),
            at(one.ends_at),
            words.day(one.weekly_until) if one.weekly_until else "",
            one.place,
            one.event,
            at(one.decided_at),
        ]
        for one in file.requests
    ]
    left = [
        [
            text(one.what),
            text(one.why),
            text(N_("always")) if one.times is None else str(one.times),
        ]
        for one in file.redactions
    ]
    return [
        (text("About this file"), [text("What"), text("Details")], about),
        (
            text("Visits"),
            [
                text(name)
                for name in (
                    N_("Arrived"), N_("Planned end"), N_("Left"), N_("Partner"), N_("Purpose"),
                    N_("Activity"), N_("Place"), N_("Conditions"), N_("Reason"), N_("Note"),
                )
            ],
            visits,
        ),
        (
            text("Turned away"),
            [
                text(name)
                for name in (
                    N_("When"), N_("Partner"), N_("Purpose"), N_("Activity"), N_("Why"),
                    N_("Rules"),
                )
            ],
            away,
        ),
        (
            text("Requests"),
            [
                text(name)
                for name in (
                    N_("Requested"), N_("Type"), N_("Status"), N_("Partner"), N_("Program"),
                    N_("Activity"), N_("From"), N_("To"), N_("Repeats weekly through"), N_("Place"),
                    N_("Event"), N_("Decided"),
                )
            ],
            asked,
        ),
        (text("Left out"), [text("What"), text("Why"), text("How often")], left),
    ]  # fmt: skip
