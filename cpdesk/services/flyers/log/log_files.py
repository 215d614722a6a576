"""The flyer-distribution log as a table for spreadsheets."""

from __future__ import annotations

from cpdesk.policy.flyers import CHANNEL, HANDED, RETURN_REASONS, SURPLUS
from cpdesk.records.flyers import FlyerLog, LogClass, LogLine
from cpdesk.services.exports import csv_of
from cpdesk.words import N_, Words

HEAD = (
    N_("Received"),
    N_("Title"),
    N_("Partner"),
    N_("Approval"),
    N_("Channel"),
    N_("Board or place"),
    N_("Grades"),
    N_("Class"),
    N_("Room"),
    N_("Students"),
    N_("Copies received"),
    N_("Copies out"),
    N_("Handed to"),
    N_("When"),
    N_("Initials"),
    N_("Copies returned"),
    N_("Reason for return"),
    N_("Copies left over"),
    N_("What happened to them"),
    N_("Take down on"),
    N_("Taken down"),
)


def log_csv(log: FlyerLog, words: Words) -> bytes:
    """A row for every line of the log, followed by one for each of its classes. Every column of
    copies adds up: copies that went to classes are counted in the class rows where there are
    any."""
    table: list[list[str | int]] = [[words.text(head) for head in HEAD]]
    for line in log.lines:
        table.append(_line(line, words))
        table += [_class(line, one, words) for one in line.lines]
    return csv_of(table)


def _line(line: LogLine, words: Words) -> list[str | int]:
    first = line.first
    known = line.grade_low is not None or line.grade_high is not None
    return [
        words.local(line.received_at).strftime("%Y-%m-%d"),
        line.title,
        line.partner_name,
        line.approval_number,
        words.text(CHANNEL[line.channel]) if line.channel else "",
        line.board_name,
        words.grades(line.grade_low, line.grade_high) if known else "",
        "",
        "",
        "",
        line.copies if first else "",
        "" if line.lines else line.out,
        "",
        words.local(line.done_at).strftime("%Y-%m-%d %H:%M") if line.done_at else "",
        line.initials,
        line.returned if first else "",
        _why(line, words),
        line.over if first else "",
        words.text(SURPLUS[line.surplus]) if line.surplus else "",
        line.take_down_on.isoformat() if line.take_down_on else "",
        words.local(line.taken_down_at).strftime("%Y-%m-%d %H:%M") if line.taken_down_at else "",
    ]


def _why(line: LogLine, words: Words) -> str:
    """The reasons for its return; for several returns, each with its copies and its day."""
    said = []
    for one in line.returns:
        why = [words.text(RETURN_REASONS[code]) for code in one.reasons if code in RETURN_REASONS]
        sentence = " ".join((*why, one.note)).rstrip()
        if len(line.returns) > 1:
            day = words.local(one.returned_at).strftime("%Y-%m-%d")
            sentence = f"{one.copies} ({day}): {sentence}"
        said.append(sentence)
    return "; ".join(said)


def _class(line: LogLine, one: LogClass, words: Words) -> list[str | int]:
    how = words.text(HANDED[one.handed_how]) if one.handed_how else ""
    if one.refused:
        how = words.text("No carry-home")
    handed = " · ".join(part for part in (how, one.handed_to) if part)
    at = words.local(one.handed_at).strftime("%Y-%m-%d %H:%M") if one.handed_at else ""
    return [
        words.local(line.received_at).strftime("%Y-%m-%d"),
        line.title,
        line.partner_name,
        line.approval_number,
        words.text(CHANNEL[line.channel]) if line.channel else "",
        "",
        words.grades(one.class_grade, one.class_grade),
        one.class_name,
        one.room,
        "" if one.head_count is None else one.head_count,
        "",
        "" if one.refused else one.copies if one.handed_at is not None else 0,
        handed,
        at,
        one.initials,
        *[""] * 6,
    ]
