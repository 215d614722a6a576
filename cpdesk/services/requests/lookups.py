"""The people and things that a form names, looked up: the partner, its contract, the people, the
visitor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from cpdesk.errors import DeskError, Fault, field_fault
from cpdesk.policy import contracts
from cpdesk.policy.approval.requests import PURPOSE, Kind
from cpdesk.policy.case import Case
from cpdesk.records.desk import Question
from cpdesk.records.requests import Ask
from cpdesk.services.cases.case_builder import CaseBuilder, ResolvedCase
from cpdesk.services.requests.book import Filled
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class LookedUp:
    """`cases` has one for each named person, or one for the partner as a whole; none if the form
    doesn't say enough, or if what it says isn't known (`faults`)."""

    ask: Ask
    people: tuple[tuple[str, str], ...]
    cases: tuple[Case, ...]
    partner_id: str
    partner_name: str
    named: bool
    faults: tuple[Fault, ...]

    def filled(self, school_id: str) -> Filled:
        """What the request will keep from this, apart from its times."""
        case = self.cases[0] if self.cases else None
        contract = contracts.speaking(case) if case else None
        return Filled(
            ask=self.ask,
            school_id=school_id,
            partner_id=self.partner_id,
            partner_name=self.partner_name,
            program_name=case.program.name if case and case.program else "",
            contract_id=contract.contract_id if contract else "",
            activity_title=case.activity.title if case and case.activity else "",
            people=self.people or tuple((one, one) for one in self.ask.people),
        )


def look_up(tx: Connection, facts: CaseBuilder, ask: Ask, at: datetime) -> LookedUp:
    """Everything that the roster and this front desk know about a form, as of now. Names become
    ids."""
    questions = _questions(ask, at)
    known: list[ResolvedCase] = []
    faults: list[Fault] = []
    for column, question in questions:
        if known and not (question.partner or question.activity):
            # A request is about one partner, even if it names people from several: the first one's.
            question = replace(question, partner=known[0].question.partner)
        try:
            one = facts.gather(tx, question)
        except DeskError as trouble:
            faults.append(field_fault(column, trouble.says, trouble.do, **trouble.facts))
            continue
        if question.person and not one.visitor_key:
            faults.append(_unknown(column, question.person))
        known.append(one)
    first = known[0] if known else None
    partner = first.case.partner if first else None
    return LookedUp(
        ask=_with_ids(ask, known, faults),
        people=tuple(
            (one.visitor_key.removeprefix("person:"), one.visitor_name)
            for one in known
            if one.visitor_key.startswith("person:")
        ),
        cases=tuple(one.case for one in known),
        partner_id=first.question.partner if first else "",
        partner_name=partner.name if partner else "",
        named=bool(ask.people or ask.visitor_key),
        faults=tuple(faults),
    )


def _questions(ask: Ask, at: datetime) -> list[tuple[str, Question]]:
    common = Question(
        purpose=PURPOSE.get(ask.kind),
        partner=ask.partner.strip(),
        activity=ask.activity,
        at=at,
        reason=ask.reason,
        host=ask.host,
        place=ask.place,
    )
    if ask.kind is Kind.THIS_VISIT:
        if not ask.visitor_key:
            return []
        kind, _, key = ask.visitor_key.partition(":")
        if kind == "guest":
            return [("visitor_key", replace(common, guest=key, partner=""))]
        return [("visitor_key", replace(common, person=key))]
    if ask.people:
        return [("people", replace(common, person=person)) for person in dict.fromkeys(ask.people)]
    if not (common.partner or common.activity):
        return []
    return [("activity" if not common.partner else "partner", common)]


def _with_ids(ask: Ask, known: list[ResolvedCase], faults: list[Fault]) -> Ask:
    if faults or not known:
        return ask
    first = known[0]
    ids = tuple(one.visitor_key.removeprefix("person:") for one in known)
    if ask.kind is Kind.THIS_VISIT:
        return replace(ask, visitor_name=first.visitor_name, partner=first.question.partner)
    return replace(ask, partner=first.question.partner, people=ids if ask.people else ())


def _unknown(column: str, person: str) -> Fault:
    return field_fault(
        column,
        N_("No one named {name} was found."),
        N_(
            "Choose someone from the partner’s list of people, or register the person "
            "at the front desk first."
        ),
        name=person,
    )
