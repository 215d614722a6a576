"""The sheet for a partner before a table or presentation: when, where, and the rules."""

from __future__ import annotations

from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.page import SIDE, Paper
from cpdesk.documents.layout.sheet import Lines, add_section
from cpdesk.documents.requests.request_parts import about, fields, questions
from cpdesk.documents.visitor_texts import choice
from cpdesk.policy.approval.requests import Kind
from cpdesk.records.outreach import ReminderSheet
from cpdesk.words import N_, Words

_TITLE = {
    Kind.TABLING: N_("Reminder: your table"),
    Kind.PRESENTATION: N_("Reminder: your presentation"),
}


def reminder(sheet: ReminderSheet, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """What the partner takes along. It names only the partner's own people and the teacher."""
    title = words.text(_TITLE[sheet.kind])
    when = words.long_day(words.local(sheet.printed_at).date())
    flow = Flow(paper, title, sheet.school_name, when)
    room = paper.size[0] - 2 * SIDE
    flow.place(Lines.of_runs(about(sheet, words), room, before=5.0))
    flow.gap(12.0)
    anyone = words.text("Anyone on your organization’s list")
    for field in fields(sheet, words, room, when=words.text("When"), anyone=anyone):
        flow.add(field)
        flow.gap(3.0)
    kept = [choice(words.text(said), room) for said in sheet.conditions]
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
        [Lines.of(visits, room), Lines.of(after, room)],
    )
    add_section(flow, words.text("Questions"), questions(sheet, "", words, room))
    number = words.text("Request {number}", number=sheet.number)
    return flow.write(f"{title}, {sheet.number}", sheet.printed_at, words, number)
