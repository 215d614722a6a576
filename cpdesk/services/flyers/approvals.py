"""What the district approved: flyers of the roster, and those recorded here from a memo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables import flyer_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.case import Case, FlyerFacts
from cpdesk.policy.decision import Finding
from cpdesk.policy.flyers import Channel
from cpdesk.policy.judgment import assess_only
from cpdesk.policy.names.names import fold
from cpdesk.policy.names.person_names import part_of, typed_words
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.flyer_intake import FlyerApproval
from cpdesk.services.cases.approved_flyers import (
    MEMO,
    ROSTER,
    approved_flyer,
    memo_facts,
    roster_facts,
)
from cpdesk.services.school_context import SchoolContext

APPROVED = "flyer.approved"

_of_roster = (
    select(r.flyer, r.partner.c.name.label("partner_name"))
    .join_from(
        r.flyer,
        r.partner,
        (r.partner.c.issue == r.flyer.c.issue) & (r.partner.c.partner_id == r.flyer.c.partner_id),
        isouter=True,
    )
    .where(r.flyer.c.issue == bindparam("issue"))
)
_memos = select(t.flyer_memo).where(
    t.flyer_memo.c.school_id == bindparam("school"), t.flyer_memo.c.withdrawn_at.is_(None)
)


def case_of(school_context: SchoolContext, at: datetime, facts: FlyerFacts | None) -> Case:
    """What the flyer rules are asked about, at a moment in the school's zone."""
    return Case(
        purpose=Purpose.FLYERS,
        at=at,
        school=school_context.school,
        day=school_context.plan(at.date()),
        flyer_named=True,
        flyer=facts,
    )


def approved(
    school_context: SchoolContext, at: datetime, facts: FlyerFacts | None, terms: Terms
) -> Finding:
    """What `flyer.approved` says about a flyer here at that time; without facts, about an unknown
    flyer."""
    decision = assess_only(case_of(school_context, at, facts), terms.on(at.date()), APPROVED)
    return decision.findings[0]


def refused(finding: Finding) -> DeskError:
    """What a rule found, as an error for a person who tries it anyway."""
    facts: dict[str, Any] = dict(finding.facts)
    return DeskError(finding.says, finding.offer, **facts)


def facts_of(tx: Connection, school_context: SchoolContext, delivery: Any) -> FlyerFacts | None:
    """A delivery's approval as it is known now. If a new roster left it out, the approval as it was
    when the delivery was accepted: history doesn't change because the roster does. A withdrawn memo
    is no approval."""
    key = delivery.approval_key
    found = approved_flyer(tx, school_context, key) if key else None
    if found is not None:
        return found[0]
    if not key.startswith(ROSTER):
        return None
    return FlyerFacts(key, delivery.title, delivery.approved_on, delivery.expires_on, True)


@dataclass(frozen=True, slots=True)
class InForce:
    """What the rule says about a delivery's approval, and its last day; None if it has no end."""

    finding: Finding
    expires_on: date | None


def in_force(
    tx: Connection, school_context: SchoolContext, at: datetime, delivery: Any, terms: Terms
) -> InForce:
    """The approval that lets this delivery be handed out and posted at a moment in the school's
    zone. DeskError if there is none: everything that sends copies out asks here."""
    facts = facts_of(tx, school_context, delivery)
    finding = approved(school_context, at, facts, terms)
    if facts is None or finding.outcome is not Outcome.ADMIT:
        raise refused(finding)
    return InForce(finding, facts.expires_on)


class Approvals:
    """Finds approvals, inside the caller's transaction."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def find(
        self, tx: Connection, school_context: SchoolContext, at: datetime, typed: str
    ) -> tuple[FlyerApproval, ...]:
        """Approvals whose title, partner and number contain every word that was typed; all of them
        if nothing was typed. Those in force here come first, newest first."""
        words = typed_words(typed)

        def named(row: Any) -> bool:
            said = fold(f"{row.title} {row.partner_name or row.partner_id} {row.approval_number}")
            return part_of(words, said)

        # By name first: the rules are asked about hundreds of flyers while someone is typing.
        of_roster = tx.execute(_of_roster, {"issue": school_context.issue})
        found = [self._of_roster(row, school_context, at) for row in of_roster if named(row)]
        memos = tx.execute(_memos, {"school": school_context.school_id})
        found += [self._of_memo(row, school_context, at) for row in memos if named(row)]
        found.sort(key=lambda one: (one.approved_on, one.key), reverse=True)
        return tuple(sorted(found, key=lambda one: one.finding.outcome is not Outcome.ADMIT))

    def one(
        self, tx: Connection, school_context: SchoolContext, at: datetime, key: str
    ) -> FlyerApproval | None:
        """The approval with this key; None if it no longer exists."""
        if key.startswith(ROSTER):
            named = _of_roster.where(r.flyer.c.flyer_id == key.removeprefix(ROSTER))
            row = tx.execute(named, {"issue": school_context.issue}).first()
            return self._of_roster(row, school_context, at) if row else None
        if key.startswith(MEMO):
            named = _memos.where(t.flyer_memo.c.memo_id == key.removeprefix(MEMO))
            row = tx.execute(named, {"school": school_context.school_id}).first()
            return self._of_memo(row, school_context, at) if row else None
        return None

    def _of_roster(self, row: Any, school_context: SchoolContext, at: datetime) -> FlyerApproval:
        facts = roster_facts(row, school_context)
        return record_of(
            FlyerApproval,
            row,
            key=ROSTER + row.flyer_id,
            partner_name=row.partner_name or row.partner_id,
            channels=tuple(Channel(one.strip()) for one in row.channels.split(";") if one.strip()),
            memo_on=None,
            finding=approved(school_context, at, facts, self._terms),
            covers_school=facts.covers_school,
            recorded_at=None,
            recorded_by_name="",
        )

    def _of_memo(self, row: Any, school_context: SchoolContext, at: datetime) -> FlyerApproval:
        return record_of(
            FlyerApproval,
            row,
            key=MEMO + row.memo_id,
            finding=approved(school_context, at, memo_facts(row), self._terms),
            covers_school=True,
        )
