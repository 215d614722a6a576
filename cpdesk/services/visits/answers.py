"""What the desk answers about a visitor picked from a list: what they most likely came for, and the
decision. The card and the pill beside the name both ask here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from cpdesk.errors import DeskError
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy import assess
from cpdesk.policy.decision import Decision
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.desk import PurposeChoice, Question
from cpdesk.services.cases import approved
from cpdesk.services.cases.case_builder import CaseBuilder, ResolvedCase
from cpdesk.services.visits import purpose_choices


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision about a question that is now complete: `chosen` from what was `offered`."""

    known: ResolvedCase
    offered: tuple[PurposeChoice, ...]
    chosen: PurposeChoice
    decision: Decision


class Answers:
    """Answers inside the caller's transaction."""

    def __init__(self, facts: CaseBuilder, terms: Terms) -> None:
        self._facts = facts
        self._terms = terms

    def decide(self, known: ResolvedCase) -> Decision:
        return assess(known.case, self._terms.on(known.case.today))

    def answer(self, tx: Connection, question: Question) -> Answer:
        """Without a purpose, the likeliest one is chosen."""
        known = self._facts.gather(tx, question)
        offered = self._choices(tx, known)
        chosen = _chosen(known.question if question.request else question, offered)
        known = self._facts.gather(tx, _with(question, chosen))
        if chosen not in offered:
            offered = (chosen, *offered)
        return Answer(known, offered, chosen, self.decide(known))

    def outcome(self, tx: Connection, question: Question) -> Outcome | None:
        """The answer in a word. None if it depends on something still unknown: which of several
        people with the same name is meant, or why a visitor came who is not expected for anything,
        unless every purpose gives the same answer."""
        try:
            answer = self.answer(tx, question)
        except DeskError:
            return None
        case, outcome = answer.known.case, answer.decision.outcome
        said = question.purpose or answer.chosen.activity_id or answer.chosen.request_id
        if said or case.guest is not None:
            return outcome
        least = self.decide(replace(answer.known, case=replace(case, purpose=Purpose.OTHER)))
        return outcome if outcome is least.outcome else None

    def _choices(self, tx: Connection, known: ResolvedCase) -> tuple[PurposeChoice, ...]:
        if known.case.guest is not None:
            return purpose_choices.for_guest()
        here = self._facts.activities_here(tx, known.school_context)
        theirs = tuple(a for a in here if a.program.partner_id == known.question.partner)
        person_id = known.visitor_key.removeprefix("person:")
        own = tx.execute(
            select(r.activity_person.c.activity_id).where(
                r.activity_person.c.issue == known.school_context.issue,
                r.activity_person.c.person_id == person_id,
            )
        ).scalars()
        approvals = approved.of_day(
            tx, known.school_context.school_id, known.case.today, known.school_context.zone
        )
        mine = tuple(
            one
            for one in approvals
            if one.partner_id == known.question.partner and one.is_for(known.visitor_key)
        )
        return purpose_choices.for_partner(theirs, frozenset(own), known.case.at, mine)


def _with(question: Question, chosen: PurposeChoice) -> Question:
    return replace(
        question,
        purpose=chosen.purpose,
        activity=chosen.activity_id,
        request=chosen.request_id or question.request,
    )


def _chosen(question: Question, offered: tuple[PurposeChoice, ...]) -> PurposeChoice:
    if question.purpose is None and not question.activity:
        return offered[0]
    purpose = question.purpose or Purpose.PROGRAM
    for choice in offered:
        same = choice.purpose is purpose and choice.activity_id == question.activity
        if same and choice.request_id == question.request:
            return choice
    return PurposeChoice(purpose, question.activity, request_id=question.request)
