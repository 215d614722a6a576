"""The findings of a request about one visitor: those that a leader is asked to waive, then all the
others. Of any other kind of request they stand in one list."""

from __future__ import annotations

from dataclasses import replace

from cpdesk.policy.decision import Decision
from cpdesk.policy.phrases import WAIVED
from cpdesk.policy.requests import State
from cpdesk.policy.rule_names import RULE_NAME
from cpdesk.records.requests import RequestRecord
from cpdesk.ui.parts import FindingRow
from cpdesk.ui.parts.reasons import reasons
from cpdesk.ui.theme import Tone
from cpdesk.words import Words


def head(record: RequestRecord, words: Words) -> str:
    """What stands over those that are named."""
    return words.text(WAIVED[record.state])


def told_by(record: RequestRecord, now: Decision, past: Decision | None) -> Decision:
    """Which decision tells what is to be waived: once a leader waived it, the rules only say so.
    What the visitor has to keep to stays as it is now; it is not kept with a past finding."""
    waits = record.state in (State.DRAFT, State.WAITING, State.RETURNED)
    if waits or past is None:
        return now
    keep = {finding.code: finding.conditions for finding in now.findings}
    found = (replace(one, conditions=keep.get(one.code, one.conditions)) for one in past.findings)
    return replace(past, findings=tuple(found))


def rows(record: RequestRecord, decision: Decision, words: Words) -> tuple[FindingRow, ...]:
    """Each as the rules say it. One that they do not speak of any more has its name alone."""
    codes = record.ask.lift_codes
    said = reasons(_only(decision, frozenset(codes)), words)
    found = {finding.code for finding in decision.findings}
    lost = [code for code in codes if code not in found]
    names = [FindingRow(Tone.PLAIN, words.text(RULE_NAME.get(c, c)), c) for c in lost]
    return (*said, *names)


def others(record: RequestRecord, decision: Decision, words: Words) -> tuple[FindingRow, ...]:
    """All but those."""
    waived = record.ask.lift_codes
    return reasons(
        _only(decision, frozenset(f.code for f in decision.findings if f.code not in waived)),
        words,
    )


def _only(decision: Decision, codes: frozenset[str]) -> Decision:
    return replace(decision, findings=tuple(f for f in decision.findings if f.code in codes))
