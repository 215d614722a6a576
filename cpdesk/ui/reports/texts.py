"""The contents of a report's cells, in words."""

from __future__ import annotations

from datetime import date, datetime, time

from cpdesk.documents.reports.report_cells import NUMBERS as NUMBERS
from cpdesk.documents.reports.report_cells import shown as shown
from cpdesk.documents.reports.report_cells import worded as worded
from cpdesk.records.reports import Cell, Chart, Message, Report, ReportKind, VisitorFound
from cpdesk.words import Words


def sort_key(cell: Cell) -> tuple[int, int | float | str]:
    """Values in their own order, then words in place of a value, then empty cells."""
    if cell is None:
        return 2, 0
    if isinstance(cell, Message):
        return 1, cell.id
    if isinstance(cell, datetime):
        return 0, cell.timestamp()
    if isinstance(cell, date):
        return 0, cell.toordinal()
    if isinstance(cell, time):
        return 0, cell.hour * 3600 + cell.minute * 60 + cell.second
    return 0, cell.casefold() if isinstance(cell, str) else cell


def period(report: Report, words: Words) -> str:
    """The days that a report covers."""
    first, last = report.period.first, report.period.last
    return words.text("{first} to {last}", first=first, last=last)


def about(report: Report, words: Words) -> str:
    """Which days, which partner and which school."""
    parts = (period(report, words), report.partner_name, report.school_name)
    return " · ".join(part for part in parts if part)


def nothing(report: Report, words: Words) -> str:
    """A report in which nothing was counted."""
    if report.kind is ReportKind.NEVER_CHECKED_OUT:
        return words.text("Everyone was checked out")
    if report.kind is ReportKind.REFUSED_BY_RULE:
        return words.text("No visitors were stopped in this period")
    if report.kind is ReportKind.REQUESTS_BY_OUTCOME:
        return words.text("No requests in this period")
    if report.kind in (ReportKind.FLYERS_BY_PARTNER, ReportKind.FLYERS_BY_CHANNEL):
        return words.text("No flyers in this period")
    return words.text("No visits in this period")


def spoken_totals(report: Report, words: Words) -> str:
    """The line under the table, for a screen reader."""
    if report.totals is None:
        return ""
    said = (
        f"{words.text(column.title)} {shown(cell, column.kind, words)}"
        for column, cell in zip(report.columns, report.totals, strict=True)
        if cell is not None and column.kind in NUMBERS
    )
    return words.text("Total: {what}", what=", ".join(said))


def chart(one: Chart, words: Words) -> str:
    """A chart for people who can't see it: what it is about and where it is highest."""
    title = words.text(one.title)
    if one.grid:
        count, down, across = max(
            (
                (count, down, across)
                for down, line in enumerate(one.grid)
                for across, count in enumerate(line)
            ),
            key=lambda found: found[0],
            default=(0, 0, 0),
        )
        at = (
            f"{shown(one.down[down], one.down_are, words)} "
            f"{shown(one.labels[across], one.labels_are, words)}"
        )
    elif one.values:
        count = max(one.values[:-1] if one.rest else one.values)
        at = shown(one.labels[one.values.index(count)], one.labels_are, words)
    else:
        return title
    return words.text(
        "{title}. Highest: {at}, {count}", title=title, at=at, count=shown(count, one.shows, words)
    )


def found(one: VisitorFound, words: Words) -> str:
    """The small line of a visitor in the list."""
    visits = words.count("{n} visit", "{n} visits", one.visits)
    away = words.count("turned away {n} time", "turned away {n} times", one.turned_away)
    last = words.text("last seen {day}", day=words.local(one.last_at).date()) if one.last_at else ""
    parts = (
        one.organization,
        visits if one.registered else words.text("known by name only"),
        away if one.turned_away else "",
        last,
    )
    return " · ".join(part for part in parts if part)
