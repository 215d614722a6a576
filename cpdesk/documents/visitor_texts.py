"""What findings say to the person who takes the paper home: reasons, offers, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reportlab.lib.colors import Color

from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import CHECK
from cpdesk.documents.layout.sheet import ASKED, BODY, REFUSED, Choice, Lines, Reason
from cpdesk.documents.layout.text import dotted, printable, wrap, wrap_evenly
from cpdesk.documents.reasons import INSTEAD, TOLD, VisitorText
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.records.office import Contact
from cpdesk.words import Words

# A school leader checks a no-entry match quietly; nothing that a visitor can read mentions it.
_NEVER = frozenset({"visitor.notice"})
_ONLY_THE_FINDING = VisitorText("")
_NO_HEADS: Mapping[str, str] = MappingProxyType({})
_BECOMING = frozenset({"partner.contract", "partner.standing"})


def tellable(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that did not hold and may be told."""
    return [f for f in findings if f.code not in _NEVER and f.outcome is not Outcome.ADMIT]


def reasons(
    findings: Iterable[Finding], words: Words, room: float, heads: Mapping[str, str] = _NO_HEADS
) -> list[Reason]:
    """Each reason once, the worst first. `heads` are bold lines that fit better here."""
    told: dict[tuple[str, str], Outcome] = {}
    for finding in sorted(findings, key=lambda f: -f.outcome):
        of_rule = TOLD.get(finding.code, _ONLY_THE_FINDING)
        instead = of_rule.says or INSTEAD.get(finding.says, "")
        said = words.text(instead) or words.sentence(finding.says, finding.facts)
        heading = words.text(heads.get(finding.code) or of_rule.heading)
        told.setdefault((heading, said), finding.outcome)
    return [
        reason(REFUSED if outcome is Outcome.REFUSE else ASKED, heading, said, room)
        for (heading, said), outcome in told.items()
    ]


def reason(color: Color, heading: str, said: str, room: float) -> Reason:
    """A bold line above a sentence; either may be missing."""
    return Reason(
        color,
        wrap(printable(heading), Weight.BOLD, BODY, room - 14.0) if heading else (),
        wrap_evenly(printable(said), Weight.REGULAR, BODY, room - 14.0) if said else (),
    )


def offers(findings: Iterable[Finding], words: Words, room: float) -> list[Choice]:
    """What is possible instead, each once."""
    said: dict[str, None] = {}
    for finding in sorted(findings, key=lambda f: -f.outcome):
        own = words.sentence(finding.offer, finding.facts)
        said[words.text(TOLD.get(finding.code, _ONLY_THE_FINDING).offer) or own] = None
    said.pop("", None)
    if not said:
        said[words.text("Ask the office what’s possible and when.")] = None
    return [choice(text, room) for text in said]


def choice(text: str, room: float) -> Choice:
    """A sentence with a box to check."""
    return Choice(wrap_evenly(printable(text), Weight.REGULAR, BODY, room - CHECK - 8.0))


def whom_to_ask(contact: Contact | None, codes: str, words: Words, room: float) -> list[Lines]:
    """The district’s office; and how to become a partner, if the rules `codes` call for that."""
    said = dotted(contact.office, contact.phone, contact.email) if contact else ""
    lines = [said or words.text("Ask the school office.")]
    if contact and contact.become_partner_url and _BECOMING & set(codes.split(", ")):
        url = contact.become_partner_url
        lines.append(words.text("How to become a partner: {url}", url=url))
    return [Lines.of(line, room) for line in lines]
