"""The sheet for a visitor who can't come in: why, what is possible, whom to ask."""

from __future__ import annotations

from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import FOOT_LINES, SIDE, Paper, foot_lines
from cpdesk.documents.layout.sheet import ASKED, Lines, Reason, add_section
from cpdesk.documents.layout.text import DOT, Runs, printable
from cpdesk.documents.visitor_texts import offers, reason, reasons, tellable, whom_to_ask
from cpdesk.records.day import RefusalPaper
from cpdesk.words import Words


def refusal(sheet: RefusalPaper, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """What the visitor takes home. It names no visitor and no student."""
    title = words.text("Why you couldn’t come in today")
    local = words.local(sheet.at)
    when = f"{words.long_day(local.date())}, {words.clock(local.time())}"
    findings = tellable(sheet.findings)
    flow = Flow(paper, title, sheet.school_name, when)
    room = paper.size[0] - 2 * SIDE
    flow.place(Lines.of_runs(_visitor(sheet, words), room, before=5.0))
    for one in reasons(findings, words, room) or [_who_decides(words, room)]:
        flow.gap(9.0)
        flow.add(one)
    add_section(flow, words.text("What is possible"), offers(findings, words, room))
    codes = ", ".join(dict.fromkeys(f.code for f in findings))
    add_section(
        flow,
        words.text("Questions about the rule"),
        whom_to_ask(sheet.contact, codes, words, room),
    )
    rules = printable(words.text("Rules {codes}", codes=codes)) if codes else ""
    if len(foot_lines(paper.size, rules)) > FOOT_LINES:
        flow.gap(15.0)
        flow.add(Lines.of(rules, room, size=8.0))
        rules = ""
    return flow.write(title, sheet.at, words, rules)


def _who_decides(words: Words, room: float) -> Reason:
    who = words.text("School leaders decide about visits.")
    return reason(ASKED, who, words.text("Please ask the office for another time."), room)


def _visitor(sheet: RefusalPaper, words: Words) -> Runs:
    """The visitor's partner and purpose; never the visitor's name."""
    came = printable(words.text("Reason for visit: {purpose}", purpose=sheet.purpose))
    if not sheet.partner_name:
        return ((printable(words.text("Visitor")) + DOT + came, Weight.REGULAR),)
    before, _, after = words.text("Visitor from {partner}", partner="\n").partition("\n")
    runs = (
        (printable(before) + " " if before.strip() else "", Weight.REGULAR),
        (printable(sheet.partner_name), Weight.BOLD),
        (printable(after) + DOT + came, Weight.REGULAR),
    )
    return tuple(run for run in runs if run[0])
