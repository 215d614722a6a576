"""The flyer-distribution log as a file for spreadsheets."""

from __future__ import annotations

from cpdesk.policy.flyers import CHANNEL, HANDED, RETURN_REASONS, SURPLUS
from cpdesk.records.flyers import FlyerLog, LogClass, LogLine
from cpdesk.services.exports import csv_of
from cpdesk.words import N_, Words

_NAMES = (
    N_("Received"), N_("Flyer"), N_("Partner"), N_("Approval"), N_("Approved to"), N_("Channel"),
    N_("Board"), N_("Grades"), N_("Class"), N_("Students"), N_("Copies"), N_("Out"),
    N_("Handed to"), N_("Done"), N_("Returned"), N_("Why returned"), N_("Over"),
    N_("What became of it"), N_("Initials"),
)  # fmt: skip


def log_csv(log: FlyerLog, words: Words) -> bytes:
    """A line for every line of the log, and for every class where the log has them; a class's
    copies stand in its own line, the delivery's in the delivery's."""
    lines: list[list[object]] = [[words.text(name) for name in _NAMES]]
    for line in log.lines:
        lines.append(_line(line, words))
        lines += [_class(line, one, words) for one in line.lines]
    return csv_of(lines)


def _line(line: LogLine, words: Words) -> list[object]:
    reasons = [words.text(RETURN_REASONS[code]) for code in line.return_reasons if code != "other"]
    reasons += [line.return_note] if line.return_note else []
    done = line.done_at or line.taken_down_at
    return [
        *_about(line, words),
        "",
        "",
        line.copies if line.first else "",
        line.out,
        "",
        words.local(done).date().isoformat() if done else "",
        line.returned if line.first else "",
        " ".join(reasons),
        line.over if line.first else "",
        words.text(SURPLUS[line.surplus]) if line.surplus else "",
        line.initials,
    ]


def _class(line: LogLine, one: LogClass, words: Words) -> list[object]:
    how = one.handed_to or (words.text(HANDED[one.handed_how]) if one.handed_how else "")
    about = _about(line, words)
    about[7] = words.grades(one.class_grade, one.class_grade)
    return [
        *about,
        one.class_name,
        "" if one.head_count is None else one.head_count,
        one.copies,
        one.copies if one.handed_at else 0,
        words.text("not carried home") if one.refused else how,
        words.local(one.handed_at).date().isoformat() if one.handed_at else "",
        "",
        "",
        "",
        "",
        one.initials,
    ]


def _about(line: LogLine, words: Words) -> list[object]:
    return [
        words.local(line.received_at).date().isoformat(),
        line.title,
        line.partner_name,
        line.approval_number,
        line.expires_on.isoformat() if line.expires_on else "",
        words.text(CHANNEL[line.channel]) if line.channel else "",
        line.board_name,
        words.grades(line.grade_low, line.grade_high),
    ]
