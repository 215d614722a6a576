"""The sheet for a visitor who is not let in: why, what is possible, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.flow import Flow, Foot
from cpdesk.documents.fonts import CAP, Weight, width
from cpdesk.documents.page import FOOT_LINES, SIDE, SMALL, TEXT, Head, Paper, foot_lines, put
from cpdesk.documents.reasons import TOLD, Told
from cpdesk.documents.text import DOT, Runs, printable, wrap, wrap_evenly, wrap_runs
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.records.day import RefusalPaper
from cpdesk.records.office import Contact
from cpdesk.words import Words

_BODY = 10.3
_LINE = 1.48
_REFUSED, _ASKED = HexColor("#A31D18"), HexColor("#8A4B00")
_CHECK = 8.6
# A notice is compared quietly by a school leader; nothing that a visitor can read tells of it.
_NEVER = frozenset({"visitor.notice"})
_ONLY_THE_FINDING = Told("")
_BECOMING = frozenset({"partner.contract", "partner.standing"})


def refusal(sheet: RefusalPaper, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """What the visitor takes home. It names no visitor and no student."""
    title = words.text("Why you could not be admitted today")
    local = words.local(sheet.at)
    when = printable(f"{words.long_day(local.date())}, {words.clock(local.time())}")
    findings = [
        f for f in sheet.findings if f.code not in _NEVER and f.outcome is not Outcome.ADMIT
    ]
    flow = Flow(paper, Head(title, printable(sheet.school_name), when))
    room = paper.size[0] - 2 * SIDE
    flow.place(_Lines(wrap_runs(_who(sheet, words), _BODY, room), SIDE, before=5.0))
    for reason in _reasons(findings, words, room):
        flow.gap(9.0)
        flow.add(reason)
    _add_section(flow, words.text("What is possible"), _offers(findings, words, room))
    codes = ", ".join(dict.fromkeys(f.code for f in findings))
    _add_section(
        flow,
        words.text("Questions about the rule"),
        [_Lines(lines, SIDE) for lines in _contact(sheet.contact, codes, words, room)],
    )
    rules = printable(words.text("Rules {codes}", codes=codes)) if codes else ""
    if len(foot_lines(paper.size, rules)) > FOOT_LINES:
        flow.gap(15.0)
        flow.add(_Lines(wrap_runs(((rules, Weight.REGULAR),), 8.0, room), SIDE, size=8.0))
        rules = ""
    foot = Foot(rules, words.text("No student data on this page"))
    return flow.write(title, sheet.school_name, foot, words)


def _who(sheet: RefusalPaper, words: Words) -> Runs:
    """Whose visitor, and what for; never who."""
    came = printable(words.text("Came for: {purpose}", purpose=sheet.purpose))
    if not sheet.partner_name:
        return ((printable(words.text("Visitor")) + DOT + came, Weight.REGULAR),)
    before, _, after = words.text("Visitor from {partner}", partner="\n").partition("\n")
    runs = (
        (printable(before) + " " if before.strip() else "", Weight.REGULAR),
        (printable(sheet.partner_name), Weight.BOLD),
        (printable(after) + DOT + came, Weight.REGULAR),
    )
    return tuple(run for run in runs if run[0])


def _reasons(findings: Iterable[Finding], words: Words, room: float) -> list[_Reason]:
    """Each reason once, the worst first; where none may be told, who decides."""
    told: dict[tuple[str, str], Outcome] = {}
    for finding in sorted(findings, key=lambda f: -f.outcome):
        of_rule = TOLD.get(finding.code, _ONLY_THE_FINDING)
        said = words.text(of_rule.says) or words.sentence(finding.says, finding.facts)
        told.setdefault((words.text(of_rule.heading), said), finding.outcome)
    if not told:
        who = words.text("School leaders decide about visits.")
        told = {(who, words.text("Please ask the office for another time.")): Outcome.ASK_LEADER}
    return [
        _Reason(
            _REFUSED if outcome is Outcome.REFUSE else _ASKED,
            wrap(printable(heading), Weight.BOLD, _BODY, room - 14.0) if heading else (),
            wrap_evenly(printable(said), Weight.REGULAR, _BODY, room - 14.0) if said else (),
        )
        for (heading, said), outcome in told.items()
    ]


def _offers(findings: Iterable[Finding], words: Words, room: float) -> list[_Offer]:
    said: dict[str, None] = {}
    for finding in sorted(findings, key=lambda f: -f.outcome):
        own = words.sentence(finding.offer, finding.facts)
        said[words.text(TOLD.get(finding.code, _ONLY_THE_FINDING).offer) or own] = None
    said.pop("", None)
    if not said:
        said[words.text("Ask the office what is possible, and when.")] = None
    return [
        _Offer(wrap_evenly(printable(text), Weight.REGULAR, _BODY, room - _CHECK - 8.0))
        for text in said
    ]


def _contact(
    contact: Contact | None, codes: str, words: Words, room: float
) -> list[tuple[Runs, ...]]:
    parts = (contact.office, contact.phone, contact.email) if contact else ()
    said = DOT.join(printable(part) for part in parts if part)
    lines = [said or printable(words.text("Ask the school’s office."))]
    if contact and contact.become_partner_url and _BECOMING & set(codes.split(", ")):
        url = contact.become_partner_url
        lines.append(printable(words.text("How to become a partner: {url}", url=url)))
    return [wrap_runs(((line, Weight.REGULAR),), _BODY, room) for line in lines]


def _add_section(flow: Flow, title: str, pieces: list[_Offer] | list[_Lines]) -> None:
    """A heading stays with its first piece."""
    heading = _Lines((((printable(title), Weight.BOLD),),), SIDE, size=11.6)
    flow.gap(15.0)
    if heading.height + 5.0 + pieces[0].height > flow.room:
        flow.turn()
    flow.place(heading)
    flow.gap(4.0)
    for piece in pieces:
        flow.add(piece)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Running text."""

    lines: tuple[Runs, ...]
    left: float
    size: float = _BODY
    before: float = 0.0

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * self.size * _LINE

    def draw(self, canvas: Canvas, y: float) -> None:
        y -= self.before + self.size * (_LINE + CAP) / 2
        for runs in self.lines:
            x = self.left
            for text, weight in runs:
                put(canvas, x, y, text, weight, self.size, TEXT)
                x += width(text, weight, self.size)
            y -= self.size * _LINE


@dataclass(frozen=True, slots=True)
class _Reason:
    """A rule in bold and the sentence about it, with a bar in the color of its weight."""

    color: Color
    heading: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def height(self) -> float:
        return (len(self.heading) + len(self.said)) * _BODY * _LINE + 6.0

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setFillColor(self.color)
        canvas.rect(SIDE, y - self.height, 3.0, self.height, stroke=0, fill=1)
        y -= 3.0 + _BODY * (_LINE + CAP) / 2
        for lines, weight in ((self.heading, Weight.BOLD), (self.said, Weight.REGULAR)):
            for text in lines:
                put(canvas, SIDE + 14.0, y, text, weight, _BODY, TEXT)
                y -= _BODY * _LINE


@dataclass(frozen=True, slots=True)
class _Offer:
    """Something that is possible, with a box for the office to check."""

    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _BODY * _LINE + 2.0

    def draw(self, canvas: Canvas, y: float) -> None:
        y -= 1.0 + _BODY * (_LINE + CAP) / 2
        canvas.setStrokeColor(SMALL)
        canvas.setLineWidth(0.8)
        canvas.roundRect(
            SIDE + 0.4, y + (_BODY * CAP - _CHECK) / 2, _CHECK, _CHECK, 1.5, stroke=1, fill=0
        )
        for text in self.lines:
            put(canvas, SIDE + _CHECK + 8.0, y, text, Weight.REGULAR, _BODY, TEXT)
            y -= _BODY * _LINE
