"""The answer as a headline and a line, and the text at the top of the card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome, Purpose
from cpdesk.policy.phrases import CLEARANCE, PURPOSE
from cpdesk.records.desk import Card, PurposeChoice
from cpdesk.ui.theme.theme import Tone, tone_of
from cpdesk.words import N_, Words

# A refusal's headline says why the answer is no.
REFUSALS = {
    "partner.contract": N_("Not yet: no contract with the district"),
    "partner.standing": N_("Not today: the partner isn’t authorized"),
    "contract.signed": N_("Not yet: the contract isn’t signed"),
    "contract.term": N_("Not today: outside the contract dates"),
    "contract.program": N_("Not yet: no contract covers this program"),
    "contract.school": N_("Not here: the contract is for other schools"),
    "program.free": N_("Not here: the program charges families"),
    "visitor.clearance": N_("Not cleared to work in schools"),
    "meeting.instructional-time": N_("Not now: this is class time"),
    "observation.not-allowed": N_("Not allowed: observing a class"),
    "flyer.approved": N_("Flyer not approved for this partner"),
    "flyer.carry-home-grades": N_("Not for these grades"),
    "flyer.board": N_("Not on this board"),
    "student.referral": N_("Not allowed: giving out student names"),
    "photo.release": N_("No photos: no family releases on file"),
    "guest.no-partner": N_("Not allowed for a guest"),
}
# What a passed rule says for a program: labels that stand alone, in this order.
_GOOD = (
    ("activity.approved", N_("Approved activity")),
    ("activity.scheduled", N_("Scheduled now")),
    ("contract.signed", N_("Contract signed {signed_on}")),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer as the box in the middle shows it."""

    headline: str
    line: str
    tone: Tone


def verdict(card: Card, words: Words) -> Verdict:
    """The content of the box in the middle."""
    if card.open_visit_id:
        return Verdict(
            words.text("Already in the building"),
            words.text("Check them out when they leave."),
            Tone.INFO,
        )
    outcome = card.decision.outcome
    tone = tone_of(outcome)
    troubles = card.decision.troubles
    if outcome is Outcome.ADMIT:
        return Verdict(words.text("OK to check in"), _why_good(card, words), tone)
    if outcome is Outcome.ASK_DESK:
        return Verdict(words.text("You decide"), _asks(troubles, words), tone)
    if outcome is Outcome.ASK_LEADER:
        return Verdict(words.text("Needs a school leader"), _asks(troubles, words), tone)
    worst = troubles[0]
    headline = words.text(REFUSALS.get(worst.code, N_("Can’t come in")))
    return Verdict(headline, _what_then(card, worst, words), tone)


def _why_good(card: Card, words: Words) -> str:
    held = {f.code: dict(f.facts) for f in card.decision.findings}
    parts = []
    if card.question.purpose is Purpose.PROGRAM and card.question.activity:
        for code, says in _GOOD:
            facts = held.get(code)
            if facts is not None and ("{" not in says or "signed_on" in facts):
                parts.append(words.text(says, **facts) if "{" in says else words.text(says))
    chosen = card.chosen
    if not parts and chosen.request_id and chosen.start and chosen.end:
        span = words.span(chosen.start, chosen.end)
        time = " · ".join(part for part in (span, chosen.place) if part)
        return words.text("Approved for {time}", time=time)
    if not parts:
        return words.text("No concerns")
    return " · ".join(parts)


def _asks(troubles: tuple[Finding, ...], words: Words) -> str:
    first = words.sentence(troubles[0].says, troubles[0].facts) if troubles else ""
    if len(troubles) < 2:
        return first
    more = words.count("{n} more issue", "{n} more issues", len(troubles) - 1)
    return f"{first.rstrip('.')} · {more}"


def _what_then(card: Card, worst: Finding, words: Words) -> str:
    if worst.code == "meeting.instructional-time":
        fits = next_free(card)
        if fits is None:
            return words.sentence(worst.offer, worst.facts)
        start, end, name = fits
        span = words.span(start, end)
        named = words.text("{span} ({name})", span=span, name=name) if name else span
        return words.text(
            "Next time outside class today: {time} · needs a leader’s approval", time=named
        )
    if worst.lift is Lift.DISTRICT:
        return words.text("Only the district can change this.")
    if worst.lift is Lift.NOBODY:
        return words.text("No one can make an exception to this.")
    return words.sentence(worst.offer, worst.facts)


def next_free(card: Card) -> tuple[time, time, str] | None:
    """Today's next time outside class, taken from its finding, and its name."""
    for finding in card.decision.troubles:
        facts = dict(finding.facts)
        start, end = facts.get("free_start"), facts.get("free_end")
        if isinstance(start, time) and isinstance(end, time):
            held = (b for b in card.bands if b.start <= start < b.end)
            return start, end, next((band.name for band in held), "")
    return None


def chip_label(choice: PurposeChoice, words: Words, *, place: bool) -> str:
    """A chip's label: the activity with its time and maybe its place, or the purpose."""
    if choice.request_id:
        span = words.span(choice.start, choice.end) if choice.start and choice.end else ""
        what = choice.title or words.text(PURPOSE[choice.purpose])
        where = choice.place if place else ""
        return " · ".join(part for part in (what, span, where) if part)
    if not choice.activity_id:
        return words.text(PURPOSE[choice.purpose])
    days = "" if choice.meets_today else ", ".join(words.weekday(n) for n in choice.weekdays)
    span = words.span(choice.start, choice.end) if choice.start and choice.end else ""
    when = " ".join(part for part in (days, span) if part)
    return " · ".join(part for part in (choice.title, when, choice.place if place else "") if part)


def head_line(card: Card, words: Words) -> str:
    """The line under the name: partner, last visit, background check."""
    parts = [card.partner_name or words.text("Guest (no partner)")]
    if card.open_visit_id:
        parts.append(words.text("in the building"))
    elif card.left_open_at:
        came = words.local(card.left_open_at).date()
        parts.append(words.text("not checked out on {day}", day=words.short_day(came)))
    elif card.left_today_at:
        left = words.clock_of(card.left_today_at)
        parts.append(words.text("checked out at {left}, now back", left=left))
    elif card.last_here:
        last = words.local(card.last_here).date()
        parts.append(words.text("last here {day}", day=words.short_day(last)))
    elif card.new_here:
        parts.append(words.text("entered by this office, not on the partner’s list"))
    if card.partner_name:
        if card.clearance == "cleared" and card.clearance_ends_on:
            says = N_("background check valid through {day}")
            parts.append(words.text(says, day=card.clearance_ends_on))
        elif card.clearance:
            parts.append(
                words.text(CLEARANCE.get(card.clearance, N_("no background check on file")))
            )
    return " · ".join(parts)
