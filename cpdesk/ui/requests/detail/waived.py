"""The findings of a request about one visitor: first those that a leader is asked to waive, then
all others. For any other type of request there is one list."""

from __future__ import annotations

from dataclasses import replace

from cpdesk.policy.approval.requests import State
from cpdesk.policy.decision import Decision
from cpdesk.policy.phrases import WAIVED
from cpdesk.records.requests import RequestRecord
from cpdesk.services.rule_titles import title
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.domain.reasons import reasons
from cpdesk.ui.widgets.domain.verdict import FindingRow
from cpdesk.words import Words


def head(record: RequestRecord, words: Words) -> str:
    """The heading over the named findings."""
    return words.text(WAIVED[record.state])


def told_by(record: RequestRecord, now: Decision, past: Decision | None) -> Decision:
    """Which decision says what is to be waived: once a leader waived it, the rules only say so. The
    visitor's conditions are the current ones; they are not kept with a past finding."""
    waits = record.state in (State.DRAFT, State.WAITING, State.RETURNED)
    if waits or past is None:
        return now
    keep = {finding.code: finding.conditions for finding in now.findings}
    found = (replace(one, conditions=keep.get(one.code, one.conditions)) for one in past.findings)
    return replace(past, findings=tuple(found))


def rows(record: RequestRecord, decision: Decision, words: Words) -> tuple[FindingRow, ...]:
    """Each in the words of the rules. One that the rules no longer mention is shown by its name
    only."""
    codes = record.ask.lift_codes
    said = reasons(_only(decision, frozenset(codes)), words)
    found = {finding.code for finding in decision.findings}
    lost = [code for code in codes if code not in found]
    names = [FindingRow(Tone.PLAIN, words.fact(title(code)), code) for code in lost]
    return (*said, *names)


def others(record: RequestRecord, decision: Decision, words: Words) -> tuple[FindingRow, ...]:
    """All except those."""
    waived = record.ask.lift_codes
    return reasons(
        _only(decision, frozenset(f.code for f in decision.findings if f.code not in waived)),
        words,
    )


def _only(decision: Decision, codes: frozenset[str]) -> Decision:
    return replace(decision, findings=tuple(f for f in decision.findings if f.code in codes))
