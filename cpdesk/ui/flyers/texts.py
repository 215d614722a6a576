"""A delivery of flyers in words: its pill, the line under its title, who had it and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cpdesk.policy.flyers import (
    CHANNEL,
    HANDED,
    RETURN_REASONS,
    SURPLUS,
    Answer,
    Channel,
    Check,
    DeliveryState,
)
from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.grades import span
from cpdesk.records.flyer_intake import FlyerApproval
from cpdesk.records.flyers import ClassLine, DeliveryRecord, DeliveryRow, Post, Tally
from cpdesk.ui.theme.theme import Tone
from cpdesk.words import Words, dotted


@dataclass(frozen=True, slots=True)
class Pill:
    """The text of a row's pill; `short` if there is little room."""

    text: str
    tone: Tone
    short: str = ""


def day(d: date, today: date, words: Words) -> str:
    """today, Mon, Nov 30; with the year if it is a different one."""
    if d == today:
        return words.text("today")
    return words.short_day(d) if d.year == today.year else words.day(d)


def when(at: datetime, today: date, words: Words) -> str:
    """9:05 am, Mon, Nov 23 2:05 pm; Nov 23, 2025, 2:05 pm."""
    there = words.local(at)
    if there.date() == today:
        return words.clock(there.time())
    if there.year == today.year:
        return f"{words.short_day(there.date())} {words.clock(there.time())}"
    return words.moment(at)


def grades(low: int | None, high: int | None, words: Words) -> str:
    """grade 4, grades K–3; "" if no grades are given."""
    if low is None and high is None:
        return ""
    first, last = span(low, high)
    if first == last:
        return words.text("grade {grade}", grade=grade_name(first))
    return words.text("grades {grades}", grades=words.grades(first, last))


def pill(row: DeliveryRow, words: Words) -> Pill:
    """The next step, in two words."""
    text = words.text
    if row.state is DeliveryState.RETURNED:
        return Pill(text("Returned"), Tone.NO)
    if row.state is DeliveryState.DONE:
        return Pill(text("Done"), Tone.OK)
    if row.next == "check":
        return Pill(text("Check"), Tone.ASK)
    if row.next == "take_down":
        return Pill(text("Take down today"), Tone.ASK, text("Take down"))
    if row.next == "hand_out":
        return Pill(text("Hand out"), Tone.INFO)
    if row.next == "plan":
        return Pill(text("Carry-home"), Tone.INFO)
    if row.next == "post":
        if Channel.CARRY_HOME not in row.channels and Channel.BOARD in row.channels:
            return Pill(text("Board only"), Tone.PLAIN)
        return Pill(text("Post"), Tone.PLAIN)
    if row.next == "hang":
        return Pill(text("Posted"), Tone.PLAIN)
    return Pill(text("Finish"), Tone.OK)


def faded(row: DeliveryRow) -> bool:
    """Whether nothing is left to do."""
    return row.state in (DeliveryState.RETURNED, DeliveryState.DONE)


def row_about(row: DeliveryRow, today: date, words: Words) -> str:
    """Under the title: the partner, and the most useful fact at this step."""
    return dotted(row.partner_name, row_step(row, today, words))


def row_step(row: DeliveryRow, today: date, words: Words) -> str:
    text = words.text
    if row.board_name and row.next in ("take_down", "hang"):
        return row.board_name
    if faded(row) or row.next == "check":
        received = words.local(row.received_at).date()
        return text("received {day}", day=day(received, today, words))
    if Channel.CARRY_HOME in row.channels and row.approved_on is not None:
        return text("approved {day}", day=day(row.approved_on, today, words))
    return grades(row.grade_low, row.grade_high, words)


def row_count(row: DeliveryRow, today: date, words: Words) -> str:
    """The third line: when to take it down, or how many copies are out."""
    if row.next == "hang" and row.take_down_on is not None:
        return words.text("take down {day}", day=day(row.take_down_on, today, words))
    tally = row.tally
    if row.state is DeliveryState.RETURNED:
        return words.count("{n} copy returned", "{n} copies returned", tally.returned)
    if tally.planned:
        return words.text("{out} of {planned} copies out", out=tally.out, planned=tally.planned)
    return words.count("{n} copy", "{n} copies", tally.received)


def spoken(row: DeliveryRow, today: date, words: Words) -> str:
    """The whole row as one text, for screen readers."""
    parts = (
        row.title,
        pill(row, words).text,
        row_about(row, today, words),
        row_count(row, today, words),
    )
    return ", ".join(part for part in parts if part)


def ways(channels: tuple[Channel, ...], words: Words) -> str:
    """carry-home, board"""
    return ", ".join(words.text(CHANNEL[one]).lower() for one in channels)


def under_title(record: DeliveryRecord, today: date, words: Words) -> str:
    """Partner · carry-home, grades K–3 · 248 copies received Nov 23, counted"""
    text = words.text
    span = grades(record.grade_low, record.grade_high, words)
    received = words.local(record.received_at).date()
    came = day(received, today, words)
    if any(line.check is Check.BUNDLES and line.answer is Answer.YES for line in record.checks):
        copies = words.count(
            "{n} copy received {day}, counted",
            "{n} copies received {day}, counted",
            record.copies,
            day=came,
        )
    else:
        copies = words.count(
            "{n} copy received {day}", "{n} copies received {day}", record.copies, day=came
        )
    approved, number = "", record.approval_number
    if number and record.expires_on is not None:
        until = day(record.expires_on, today, words)
        approved = text("approval {number} until {day}", number=number, day=until)
    elif number:
        approved = text("approval {number}", number=number)
    how = ", ".join(part for part in (ways(record.channels, words), span) if part)
    return dotted(record.partner_name, how, copies, approved)


def approval_line(approval: FlyerApproval, today: date, words: Words) -> str:
    """Partner, number, until when, for what: under its title in a list of choices."""
    until = ""
    if approval.expires_on is not None:
        until = words.text("to {day}", day=day(approval.expires_on, today, words))
    parts = (
        approval.partner_name,
        approval.approval_number,
        until,
        ways(approval.channels, words),
        grades(approval.grade_low, approval.grade_high, words),
    )
    return dotted(*parts)


def memo(approval: FlyerApproval, today: date, words: Words) -> str:
    """memo dated Mon, Nov 16, recorded today by Ana"""
    on = day(approval.memo_on, today, words) if approval.memo_on is not None else ""
    if approval.recorded_at is None:
        return words.text("memo dated {day}", day=on)
    at = day(words.local(approval.recorded_at).date(), today, words)
    who = approval.recorded_by_name or words.text("the front desk")
    return words.text("memo dated {on}, recorded {day} by {who}", on=on, day=at, who=who)


def kept_from(refused: Sequence[ClassLine], words: Words) -> str:
    """Why the rules don't allow these classes, and what to do instead: in the rule's own words for
    one grade, in one sentence for several."""
    found = [line.finding for line in refused if line.finding is not None]
    message = dict.fromkeys(words.sentence(one.says, one.facts) for one in found)
    if len(message) == 1:
        return f"{next(iter(message))} {words.sentence(found[0].offer, found[0].facts)}".strip()
    facts = dict(found[0].facts) if found else {}
    return carry_home(str(facts.get("low", "")), str(facts.get("high", "")), words)


def carry_home(low: str, high: str, words: Words) -> str:
    """The rule about carry-home grades, and what to do for the others; "" for unknown grades."""
    if not (low and high):
        only = ""
    elif low == high:
        only = words.text("Carry-home is only for grade {grade}.", grade=low)
    else:
        only = words.text("Carry-home is for grades {grades}.", grades=f"{low}–{high}")
    do = words.text("Post it on a display board instead. The log shows it as not sent home.")
    return f"{only} {do}".strip()


def handed(line: ClassLine, words: Words) -> str:
    """Mailbox; Teacher · Ms. Vang; — if it is waiting."""
    if line.handed_how is None:
        return "—"
    how = words.text(HANDED[line.handed_how])
    return dotted(how, line.handed_to)


def progress(tally: Tally, words: Words) -> str:
    """67 of 159 copies out · 89 over"""
    out = words.text("{out} of {planned} copies out", out=tally.out, planned=tally.planned)
    if tally.over < 0:
        return f"{out} · {words.text('{n} short', n=-tally.over)}"
    return f"{out} · {words.text('{n} over', n=tally.over)}"


def post_line(post: Post, today: date, words: Words) -> str:
    """3 copies · posted Mon, Nov 23 by Ana · take down Fri, Dec 4"""
    text = words.text
    since = day(words.local(post.posted_at).date(), today, words)
    by = post.posted_by_name or text("the front desk")
    parts = [words.count("{n} copy", "{n} copies", post.copies)] if post.copies else []
    parts.append(text("posted {day} by {who}", day=since, who=by))
    if post.taken_down_at is not None:
        down = post.taken_down_by_name or text("the front desk")
        at = when(post.taken_down_at, today, words)
        parts.append(text("taken down {when} by {who}", when=at, who=down))
    elif post.take_down_on is not None and not post.due:  # otherwise a pill says so
        until = day(post.take_down_on, today, words)
        parts.append(text("take down {day}", day=until))
    return " · ".join(parts)


def why_returned(record: DeliveryRecord, today: date, words: Words) -> str:
    """The reasons for its return; for several returns, each with its copies and its day."""
    said = []
    for back in record.returns:
        why = [
            words.text(RETURN_REASONS[code])
            for code in back.reasons
            if code in RETURN_REASONS and (code != "other" or not back.note)
        ]
        sentence = " ".join((*why, back.note)).strip()
        if len(record.returns) > 1:
            sentence = words.count(
                "{n} copy {day}: {why}",
                "{n} copies {day}: {why}",
                back.copies,
                day=day(words.local(back.returned_at).date(), today, words),
                why=sentence,
            )
        said.append(sentence)
    return "\n".join(said)


def surplus(record: DeliveryRecord, words: Words) -> str:
    """89 copies left over: returned"""
    if record.surplus is None or not record.surplus_copies:
        return ""
    return words.count(
        "{n} copy left over: {became}",
        "{n} copies left over: {became}",
        record.surplus_copies,
        became=words.text(SURPLUS[record.surplus]),
    )
