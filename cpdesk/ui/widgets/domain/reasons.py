"""A card's findings as people read them: failures first, then conditions, then what passed."""

from __future__ import annotations

from cpdesk.documents.reasons import INSTEAD
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.phrases import CONDITION, LIFT
from cpdesk.services.rule_titles import is_waived, sentence
from cpdesk.ui.theme.theme import Tone, tone_of
from cpdesk.ui.widgets.domain.verdict import FindingRow
from cpdesk.words import N_, Words

# Combined into one line while they pass, in this order; the last one's sentence stands for all.
_TOGETHER = (
    (
        "contract.signed",
        "contract.term",
        "contract.program",
        "contract.insurance",
        "contract.school",
    ),
    ("activity.approved", "activity.scheduled"),
    ("visitor.known", "visitor.notice", "visitor.clearance"),
    ("partner.contract", "program.free", "partner.standing"),
    ("roster.fresh", "school.open"),
)
# Shown on the desk's card but never told to the visitor.
QUIET = frozenset({"visitor.notice"})


def reasons(decision: Decision, words: Words) -> tuple[FindingRow, ...]:
    """All findings, each once."""
    failing = [f for f in decision.findings if f.outcome is not Outcome.ADMIT]
    conditional = [f for f in decision.findings if f.outcome is Outcome.ADMIT and f.conditions]
    held = [f for f in decision.findings if f.outcome is Outcome.ADMIT and not f.conditions]
    badge = decision.outcome is not Outcome.REFUSE  # otherwise no badge is printed
    return (
        *(_failing(f, words, badge) for f in failing),
        *(_conditional(f, words, badge) for f in conditional),
        *_held(held, words),
    )


def _strong(finding: Finding, words: Words) -> str:
    return " ".join(f"{words.text(CONDITION[c])}." for c in finding.conditions)


def small_print(finding: Finding, words: Words, *first: str, lifts: bool = True) -> str:
    """Who can approve what was found, unless no one can, and the rule's code."""
    small = [*first, finding.code]
    if finding.lift is not None and lifts:
        who = words.text(LIFT[finding.lift])
        small.insert(-1, words.text("Who can approve: {who}", who=who))
    return " · ".join(small)


def _failing(finding: Finding, words: Words, badge: bool) -> FindingRow:
    printed = (words.text("Printed on the badge"),) if finding.conditions and badge else ()
    refuses = finding.outcome is Outcome.REFUSE
    return FindingRow(
        tone_of(finding.outcome),
        words.sentence(*sentence(finding)),
        small_print(finding, words, *printed),
        "" if refuses else _strong(finding, words),
    )


def _conditional(finding: Finding, words: Words, badge: bool) -> FindingRow:
    printed = (words.text("Printed on the badge"),) if badge else ()
    return FindingRow(
        Tone.ASK,
        words.sentence(*sentence(finding)),
        " · ".join((*printed, finding.code)),
        _strong(finding, words),
    )


def _held(held: list[Finding], words: Words) -> list[FindingRow]:
    grouped = {code for group in _TOGETHER for code in group}
    alone = [f for f in held if f.code not in grouped or is_waived(f)]
    by_code = {f.code: f for f in held if f not in alone}
    together = [[by_code[code] for code in group if code in by_code] for group in _TOGETHER]
    return [
        FindingRow(
            Tone.OK,
            words.sentence(*sentence(members[-1])),
            ", ".join(f.code for f in members),
        )
        for members in ([[one] for one in alone] + together)
        if members
    ]


def offers(decision: Decision, words: Words) -> tuple[str, ...]:
    """Alternatives to offer, each once. If someone else has to waive a finding first, it doesn't
    help that the desk or a leader could waive another one."""
    troubles = decision.troubles
    if any(f.lift in (Lift.DISTRICT, Lift.NOBODY) for f in troubles):
        troubles = tuple(f for f in troubles if f.outcome is Outcome.REFUSE)
    elif decision.outcome is Outcome.REFUSE:
        troubles = tuple(f for f in troubles if f.lift is not Lift.DESK)
    said = (words.sentence(f.offer, f.facts) for f in troubles if f.offer)
    return tuple(dict.fromkeys(said))


def telling(decision: Decision, words: Words) -> str:
    """A first wording of what the visitor is told; says nothing about the no-entry list or about
    people with the same name."""
    open_ones = [f for f in decision.troubles if f.code not in QUIET]
    if not open_ones:
        return words.text(N_("A school leader has to decide about this visit."))
    says = open_ones[0].says
    return words.sentence(INSTEAD.get(says, says), open_ones[0].facts)
