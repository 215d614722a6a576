"""The form that a partner fills in by hand to request something. It has no field for a student."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from cpdesk.documents.layout.fields import Blank
from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.fonts import CAP, Weight
from cpdesk.documents.layout.page import (
    BAND,
    CHECK,
    MUTED,
    SIDE,
    SMALL,
    TEXT,
    Paper,
    check_box,
    put,
)
from cpdesk.documents.layout.sheet import ASKED, Lines
from cpdesk.documents.layout.text import dotted, held, printable, wrap
from cpdesk.documents.visitor_texts import reason
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.phrases import KIND
from cpdesk.records.letters import RequestForm
from cpdesk.words import N_, Words

_BODY = 9.2
_STEP = 13.2
_HEADING = 10.6
_KINDS = (
    (Kind.MEET_STUDENT, N_("outside class, after a school leader approves it")),
    (Kind.PRESENTATION, N_("with the teacher, no registration forms")),
    (Kind.TABLING, N_("at a school event")),
    (Kind.PHOTOS, N_("of students whose families signed a release")),
    (Kind.STAFF_MEETING, N_("with a staff member, or in a room at the school")),
    (Kind.OBSERVATION, N_("not possible, but the school gives its reasons in writing")),
)
_NO_STUDENT = N_("Don’t write a student’s name here, or anything that could identify a student.")
_ASKS = N_("If this is about one student, the school will ask you directly and keep it private.")
_ANSWER = N_("A school leader decides. The office sends you the answer in a letter.")
_BY_LAW = N_("Only in an emergency or if the law requires it: agency and officer, and why")


_CHOICES = (N_("First choice: date"), N_("Second choice: date"), N_("Third choice: date"))
_ROWS = (31.0, 28.5, 26.0, 23.0)  # the height of a row to write on, the largest that fits


def request_form(form: RequestForm, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """One page to fill in by hand."""
    flow = next(filter(_fits, (_laid_out(form, words, paper, tall) for tall in _ROWS)), None)
    flow = flow or _laid_out(form, words, paper, _ROWS[-1])
    return flow.write(flow.head.title, form.printed_at, words, _contact(form))


def _fits(flow: Flow) -> bool:
    return flow.room >= 0


def _laid_out(form: RequestForm, words: Words, paper: Paper, tall: float) -> Flow:
    text = words.text
    flow = Flow(paper, text("Request to the school"), form.school_name, form.school_phone)
    room = paper.size[0] - 2 * SIDE

    def row(*parts: tuple[str, float]) -> None:
        labels = tuple((printable(label), share) for label, share in parts)
        flow.place(Blank(labels, room, tall))

    flow.gap(4.0)
    flow.place(Lines.of(text(_ANSWER), room, size=_BODY))
    flow.gap(6.0)
    flow.place(reason(ASKED, text(_NO_STUDENT), text(_ASKS), room))
    _heading(flow, text("Who is asking"))
    row((text("Organization"), 0.6), (text("Program or contract number"), 0.4))
    row((text("Your name"), 0.4), (text("Phone"), 0.25), (text("Email"), 0.35))
    row((text("Who will come (full names)"), 1.0))
    row(("", 1.0))
    _heading(flow, text("Type of request"))
    half = (len(_KINDS) + 1) // 2
    for pair in zip(_KINDS[:half], _KINDS[half:], strict=True):
        flow.place(_Checks(_checks(pair, words, room), room))
    places = (text("Event, class, or room"), 0.4)
    row((text("Teacher or host"), 0.36), places, (text("Number of people"), 0.24))
    row((text("What you want to do and why"), 1.0))
    row(("", 1.0))
    _heading(flow, text("When"))
    for choice in _CHOICES:
        row((text(choice), 0.5), (text("from"), 0.25), (text("to"), 0.25))
    row((text("Weekly through (leave blank for one time)"), 0.5))
    row((text(_BY_LAW), 1.0))
    flow.gap(6.0)
    row((text("Signature"), 0.65), (text("Date"), 0.35))
    flow.gap(8.0)
    flow.place(_Office(text("For office use"), _office(words), room))
    return flow


def _contact(form: RequestForm) -> str:
    to = form.contact
    return dotted(to.office, to.phone, to.email) if to else ""


def _office(words: Words) -> tuple[str, ...]:
    said = (words.text("Received on"), words.text("Received by"), words.text("Request number"))
    return tuple(printable(one) for one in said)


def _heading(flow: Flow, said: str) -> None:
    flow.gap(7.0)
    flow.place(Lines((((printable(said), Weight.BOLD),),), SIDE, size=_HEADING))
    flow.gap(1.0)


def _checks(
    kinds: tuple[tuple[Kind, str], ...], words: Words, room: float
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    wide = room / 2 - CHECK - 14.0
    return tuple(
        (
            held(words.text(KIND[kind])),
            wrap(printable(words.text(about)), Weight.REGULAR, 7.6, wide),
        )
        for kind, about in kinds
    )


@dataclass(frozen=True, slots=True)
class _Checks:
    """Two boxes to check, side by side, each with a note below."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    room: float

    @property
    def height(self) -> float:
        return _STEP + max(len(about) for _, about in self.parts) * 10.0 + 3.0

    def draw(self, canvas: Canvas, y: float) -> None:
        for n, (label, about) in enumerate(self.parts):
            x = SIDE + n * self.room / 2
            line = y - (_STEP + _BODY * CAP) / 2
            check_box(canvas, x, line, _BODY)
            put(canvas, x + CHECK + 8.0, line, label, Weight.SEMIBOLD, _BODY, TEXT)
            for said in about:
                line -= 10.0
                put(canvas, x + CHECK + 8.0, line, said, Weight.REGULAR, 7.6, MUTED)


@dataclass(frozen=True, slots=True)
class _Office:
    """What the office fills in when the form comes back."""

    title: str
    labels: tuple[str, ...]
    room: float
    height: float = 34.0

    def draw(self, canvas: Canvas, y: float) -> None:
        canvas.setFillColor(BAND)
        canvas.roundRect(SIDE, y - self.height, self.room, self.height, 3.0, stroke=0, fill=1)
        put(canvas, SIDE + 8.0, y - 20.0, self.title, Weight.SEMIBOLD, _BODY, TEXT)
        wide = (self.room - 96.0) / len(self.labels)
        canvas.setStrokeColor(SMALL)
        canvas.setLineWidth(0.6)
        for n, label in enumerate(self.labels):
            x = SIDE + 92.0 + n * wide
            put(canvas, x, y - 10.0, label, Weight.REGULAR, 7.6, MUTED)
            canvas.line(x, y - 27.0, x + wide - 12.0, y - 27.0)
