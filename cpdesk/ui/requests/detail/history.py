"""The decisions about a request: who, when, in what capacity, and with which findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS
from cpdesk.policy.approval.requests import APPROVAL_RULES, State, Verdict
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.records.requests import DecisionRecord, RequestRecord
from cpdesk.ui.requests import texts
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.reasons import reasons
from cpdesk.ui.widgets.domain.verdict import FindingList
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

_CAPACITY = {
    "leader": N_("as a school leader"),
    "manager": N_("as the office manager"),
    "desk": N_("as front desk staff"),
}

# What was done, by whom.
_BY = {
    Verdict.APPROVE: N_("Approved by {who}"),
    Verdict.DECLINE: N_("Declined by {who}"),
    Verdict.OFFER: N_("Another time offered by {who}"),
    Verdict.CONFIRM: N_("Verbal approval confirmed by {who}"),
    Verdict.DISOWN: N_("Verbal approval rejected by {who}"),
    Verdict.OPEN_DOOR: N_("Emergency approval by {who}"),
    Verdict.REVIEW: N_("Reviewed by {who}"),
    Verdict.REOPEN: N_("Reopened by {who}"),
}
# What an approval changed, by the stored code.
_CHANGED = {"time": N_("time"), "place": N_("place"), "until": N_("last day")}


def headline(decision: DecisionRecord, words: Words) -> str:
    """Approved by Ms. Lind, Principal · Nov 24, 2026, 10:44 am"""
    who = ", ".join(part for part in (decision.by_name, decision.by_title) if part)
    if not who and not decision.by_account and decision.verdict is Verdict.DECLINE:
        by = words.text("Declined by the rules")
    else:
        by = words.text(_BY[decision.verdict], who=who or words.text("the front desk"))
    made = f"{by} · {words.moment(decision.at)}"
    return f"{made} · {words.text('undone')}" if decision.undone_at is not None else made


def small_print(decision: DecisionRecord, words: Words) -> str:
    """In what capacity, and under which rules."""
    parts = []
    if decision.lent_by:
        lender = decision.lent_by_name or words.text("a school leader")
        parts.append(words.text("on behalf of {who}", who=lender))
    elif decision.by_role in _CAPACITY:
        parts.append(words.text(_CAPACITY[decision.by_role]))
    if decision.self_decided:
        parts.append(words.text("requested and decided by the same person, the only school leader"))
    parts.append(words.text("under the rules in effect on {day}", day=decision.terms_on))
    return " · ".join(parts)


def reason_of(decision: DecisionRecord, today: date, words: Words) -> str:
    """Everything that was entered with it."""
    code = DECLINE_REASONS.get(decision.reason_code, "")
    listed = words.text(code) if code and decision.reason_code != "other" else ""
    what = [words.text(_CHANGED.get(one, one)) for one in decision.changed.split(",") if one]
    changed = words.text("Changed: {what}", what=words.listed(what)) if what else ""
    offered = [texts.span(window, today, words) for window in decision.offered]
    times = words.text("Offered: {times}", times=", ".join(offered)) if offered else ""
    return "\n".join(part for part in (listed, decision.reason, changed, times) if part)


_ANSWERS = {
    Verdict.APPROVE: Outcome.ADMIT,
    Verdict.OPEN_DOOR: Outcome.ADMIT,
    Verdict.REVIEW: Outcome.ADMIT,
    Verdict.DECLINE: Outcome.REFUSE,
    Verdict.OFFER: Outcome.ASK_LEADER,
}


def answered(
    findings: Iterable[Finding], answer: DecisionRecord, words: Words
) -> tuple[Finding, ...]:
    """The findings. Where one asks for a leader's approval, the decision is the answer: it says who
    answered when, in place of "there isn't one yet"."""
    outcome = _ANSWERS.get(answer.verdict)
    said = headline(answer, words)
    return tuple(
        replace(f, outcome=outcome, lift=None, says=said, offer="", facts=())
        if outcome is not None and f.code in APPROVAL_RULES
        else f
        for f in findings
    )


def as_answered(examined: Decision, record: RequestRecord, words: Words) -> Decision:
    """The current findings of a request; for an approved one, with who approved it."""
    approvals = (Verdict.APPROVE, Verdict.OPEN_DOOR)
    made = [one for one in record.decisions_in_effect if one.verdict in approvals]
    answer = made[-1] if made else None
    if record.state is not State.APPROVED or answer is None:
        return examined
    held = answered((f for f in examined.findings if f.outcome is Outcome.ADMIT), answer, words)
    return replace(examined, findings=(*examined.troubles, *held))


def kept(decision: DecisionRecord, words: Words) -> Decision:
    """The findings at that time as one decision, worst first."""
    ranked = sorted(answered(decision.findings, decision, words), key=lambda f: -f.outcome)
    worst = max((f.outcome for f in ranked), default=Outcome.ADMIT)
    conditions = tuple(dict.fromkeys(c for f in ranked for c in f.conditions))
    return Decision(worst, tuple(ranked), conditions)


def last_found(record: RequestRecord, words: Words) -> Decision | None:
    """The findings of the latest decision in effect; None if there is none."""
    asked = [one for one in record.decisions_in_effect if one.findings]
    return kept(asked[-1], words) if asked else None


class History(RowColumn["Entry"]):
    """Newest first, then the requester. Each can be explained from its own findings."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, 4)
        self._words = words
        self._shown: tuple[str, tuple[DecisionRecord, ...]] = ("", ())
        self.head = Text(theme, words.text("Decisions"), Role.HEADING)
        self.asked = Text(theme, "", Role.SMALL, wrap=True)
        self.column.addWidget(self.head)
        self.column.addWidget(self.asked)

    def show_record(self, record: RequestRecord, today: date) -> None:
        words = self._words
        said = texts.asked(record.asked_by_name, record.asked_at, today, words, mine=record.by_me)
        if record.edited_at is not None:
            said = f"{said} · {words.text('edited {when}', when=record.edited_at)}"
        self.asked.setText(said[:1].upper() + said[1:])
        self.head.setVisible(bool(record.decisions))
        if (record.request_id, record.decisions) != self._shown:
            self._shown = (record.request_id, record.decisions)
            newest = reversed(record.decisions)
            self.set_lines(Entry(self.theme, words, decision, today) for decision in newest)
            self.column.removeWidget(self.asked)
            self.column.addWidget(self.asked)

    def explain(self) -> None:
        """Opens or closes the findings of the newest decision that has any."""
        first = next((entry for entry in self.lines if entry.more is not None), None)
        if first is not None:
            first.toggle()


class Entry(QWidget, Themed):
    """One decision; "Explain" opens what the rules found at that time."""

    def __init__(self, theme: Theme, words: Words, decision: DecisionRecord, today: date) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._decision = decision
        self.title = Text(theme, headline(decision, words), Role.STRONG, wrap=True)
        self.small = Text(theme, small_print(decision, words), Role.SMALL, wrap=True)
        self.reason = Text(theme, reason_of(decision, today, words), Role.BODY, wrap=True)
        self.more: Button | None = None
        self.findings: FindingList | None = None
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        if decision.findings:
            self.more = Button(theme, words.text("Explain"), kind=Kind.QUIET, small=True)
            self.more.clicked.connect(self.toggle)
            top.addWidget(self.more)
        self._column = fill(QVBoxLayout(self), top, self.reason, gap=2)
        self.reason.setVisible(bool(self.reason.text()))
        self._column.addWidget(self.small)
        self.setAccessibleName(self.title.text())
        self.apply_theme()

    @property
    def explained(self) -> bool:
        return self.findings is not None and not self.findings.isHidden()

    def toggle(self) -> None:
        """Shows or hides the findings; they are created on first use."""
        if self.more is None:
            return
        if self.findings is None:
            self.findings = FindingList(self.theme)
            self.findings.set(reasons(kept(self._decision, self._words), self._words))
            self._column.addWidget(self.findings)
            self.findings.show()
        else:
            self.findings.setVisible(self.findings.isHidden())
        said = self._words.text("Hide") if self.explained else self._words.text("Explain")
        self.more.set(said)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, px(6), 0, px(6))
