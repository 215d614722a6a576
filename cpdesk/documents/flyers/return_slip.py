"""The slip for a partner whose flyers are returned: how many, why, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from cpdesk.documents.layout.fields import Field
from cpdesk.documents.layout.flow import Flow, Piece
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import SIDE, Paper
from cpdesk.documents.layout.sheet import REFUSED, Lines, add_section, split
from cpdesk.documents.layout.signature import Signature
from cpdesk.documents.layout.text import DOT, dotted, printable
from cpdesk.documents.visitor_texts import choice, reason
from cpdesk.policy.flyers import RETURN_REASONS, Check
from cpdesk.records.flyers import ReturnSlip
from cpdesk.words import N_, Words

# What the partner can do, by reason; several reasons may have the same text.
_HELP = {
    Check.APPROVAL.value: N_(
        "Ask the district office to approve the flyer. This takes about two weeks."
    ),
    Check.COVERAGE.value: N_("Ask the district office to extend the approval to this school."),
    Check.MEMO.value: N_("Bring a copy of the approval memo with the flyers."),
    Check.DISCLAIMER.value: N_("Print the disclaimer on the front, in 10-point type or larger."),
    Check.FEE.value: N_("Say on the flyer that the fee can be waived in full."),
    Check.ONE_SHEET.value: N_("Put everything on one sheet."),
    Check.BUNDLES.value: N_("Bundle the flyers by class and count each bundle."),
    "too_many": N_("Bring the number of copies the office asks for."),
    "carry_home_grades": N_("For these grades, the office can put the flyer on a display board."),
}
_MOST_BOLD = 3  # lines; a longer note is body text


def return_slip(slip: ReturnSlip, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """What the partner gets with the flyers."""
    title = words.text("Flyers returned")
    when = words.long_day(words.local(slip.returned_at).date())
    flow = Flow(paper, title, slip.school_name, when)
    room = paper.size[0] - 2 * SIDE
    about = (
        (printable(slip.title), Weight.BOLD),
        (DOT + printable(slip.partner_name), Weight.REGULAR),
    )
    flow.place(Lines.of_runs(about, room, before=5.0))
    for piece in _reasons(slip, words, room):
        flow.gap(9.0)
        flow.add(piece)
    flow.gap(12.0)
    for field in _fields(slip, words, room):
        flow.add(field)
        flow.gap(3.0)
    helps = dict.fromkeys(_HELP[r] for r in slip.reasons if r in _HELP)
    if helps:
        pieces: list[Piece] = [choice(words.text(one), room) for one in helps]
        add_section(flow, words.text("What you can do"), pieces)
    add_section(flow, words.text("Questions"), [Lines.of(one, room) for one in _whom(slip)])
    flow.gap(26.0)
    signed = slip.returned_by_name or words.text("For the office")
    flow.add(Signature.of(signed, "", room))
    known_as = printable(f"{title}, {slip.title}")
    return flow.write(known_as, slip.returned_at, words, slip.school_address)


def _reasons(slip: ReturnSlip, words: Words, room: float) -> Iterator[Piece]:
    for code in slip.reasons:
        own = slip.note if code == "other" else ""
        made = reason(REFUSED, own or words.text(RETURN_REASONS[code]), "", room)
        if len(made.heading) > _MOST_BOLD:
            made = reason(REFUSED, "", own, room)
        yield from split(made)
    if slip.note and "other" not in slip.reasons:
        yield from split(reason(REFUSED, "", slip.note, room))


def _fields(slip: ReturnSlip, words: Words, room: float) -> Iterator[Field]:
    text = words.text
    returned = words.count("{n} copy", "{n} copies", slip.returned)
    if slip.returned < slip.received:
        returned = text("{copies} of {all}", copies=returned, all=f"{slip.received:,}")
    if slip.received:  # an electronic flyer has no copies
        yield Field.of(text("Returned"), returned, room)
    yield Field.of(text("Received"), words.moment(slip.received_at), room)
    if slip.approval_number:
        yield Field.of(text("Approval"), slip.approval_number, room)
    if slip.returned_to:
        yield Field.of(text("Handed to"), slip.returned_to, room)


def _whom(slip: ReturnSlip) -> Iterator[str]:
    """Whom to ask: the district about approvals, the school about everything else."""
    for parts in (
        (slip.contact_office, slip.contact_phone, slip.contact_email),
        (slip.school_name, slip.school_phone),
    ):
        if said := dotted(*parts):
            yield said
