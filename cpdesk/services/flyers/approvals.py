"""What the district approved: flyers of the roster, and those recorded here from a memo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from cpdesk.errors import DeskError
from cpdesk.models import flyer_tables as t
from cpdesk.models import roster_tables as r
from cpdesk.policy.case import Case, FlyerFacts
from cpdesk.policy.decision import Finding
from cpdesk.policy.flyers import Channel
from cpdesk.policy.judgment import assess_only
from cpdesk.policy.names import fold
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.terms import Terms
from cpdesk.records.flyer_intake import FlyerApproval
from cpdesk.services.context import Ground

ROSTER, MEMO = "roster:", "memo:"
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


def case_of(ground: Ground, at: datetime, facts: FlyerFacts | None) -> Case:
    """The question that the flyers' rules are asked, at a moment in the school's zone."""
    return Case(
        purpose=Purpose.FLYERS,
        at=at,
        school=ground.school,
        day=ground.plan(at.date()),
        flyer_named=True,
        flyer=facts,
    )


def approved(ground: Ground, at: datetime, facts: FlyerFacts | None, terms: Terms) -> Finding:
    """What `flyer.approved` says of a flyer here and then; without facts, of one nobody knows."""
    decision = assess_only(case_of(ground, at, facts), terms.on(at.date()), APPROVED)
    return decision.findings[0]


def roster_facts(row: Any, ground: Ground) -> FlyerFacts:
    """A flyer of the roster as the rules see it. No school named means every school."""
    schools = {one.strip() for one in row.schools.split(";")}
    covers = bool(schools & {"*", ground.school.school_id, ""})
    return FlyerFacts(row.flyer_id, row.title, row.approved_on, row.expires_on, covers)


def memo_facts(row: Any) -> FlyerFacts:
    """One of a memo: it was recorded by this school, for this school."""
    return FlyerFacts(MEMO + row.memo_id, row.title, row.approved_on, row.expires_on, True)


def refused(finding: Finding) -> DeskError:
    """What a rule found, as the trouble of somebody who wants to do it all the same."""
    facts: dict[str, Any] = dict(finding.facts)
    return DeskError(finding.says, finding.offer, **facts)


def facts_of(tx: Connection, ground: Ground, delivery: Any) -> FlyerFacts | None:
    """The approval of a delivery as it is known now; where a new roster left it out, as it was when
    the delivery was accepted: history does not change because the roster does. A memo that was
    taken back is none."""
    key = delivery.approval_key
    found = approved_flyer(tx, ground, key) if key else None
    if found is not None:
        return found[0]
    if not key.startswith(ROSTER):
        return None
    return FlyerFacts(key, delivery.title, delivery.approved_on, delivery.expires_on, True)


@dataclass(frozen=True, slots=True)
class InForce:
    """What the rule says of a delivery's approval, and its last day; None where it has no end."""

    finding: Finding
    expires_on: date | None


def in_force(tx: Connection, ground: Ground, at: datetime, delivery: Any, terms: Terms) -> InForce:
    """The approval by which this delivery may be handed out and posted at a moment in the school's
    zone. DeskError where there is none: everything that goes out asks here."""
    facts = facts_of(tx, ground, delivery)
    finding = approved(ground, at, facts, terms)
    if facts is None or finding.outcome is not Outcome.ADMIT:
        raise refused(finding)
    return InForce(finding, facts.expires_on)


def approved_flyer(
    tx: Connection, ground: Ground, said: str, partner_id: str = ""
) -> tuple[FlyerFacts, str] | None:
    """The approval that is meant by a key, an id of the roster or an approval number, and the
    partner's id; None where there is none. Of several with one number this partner's is meant, and
    of those the newer one."""
    c, m = r.flyer.c, t.flyer_memo.c
    said = said.strip()
    row = tx.execute(
        select(r.flyer)
        .where(
            c.issue == ground.issue,
            or_(c.flyer_id == said.removeprefix(ROSTER), c.approval_number == said),
        )
        .order_by(c.flyer_id == said, c.partner_id == partner_id, c.approved_on)
    ).all()[-1:]
    if row:
        return roster_facts(row[0], ground), row[0].partner_id
    memo = tx.execute(
        select(t.flyer_memo)
        .where(
            m.school_id == ground.school.school_id,
            m.withdrawn_at.is_(None),
            or_(m.memo_id == said.removeprefix(MEMO), m.approval_number == said),
        )
        .order_by(m.partner_id == partner_id, m.approved_on)
    ).all()[-1:]
    return (memo_facts(memo[0]), memo[0].partner_id) if memo else None


class Approvals:
    """Looks approvals up, inside the caller's transaction."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def find(
        self, tx: Connection, ground: Ground, at: datetime, typed: str
    ) -> tuple[FlyerApproval, ...]:
        """Those whose title, partner and number hold every word that was typed; all of them where
        nothing was. Those in force here come first, the newest of them first."""
        words = fold(typed).split()

        def named(row: Any) -> bool:
            said = fold(f"{row.title} {row.partner_name or row.partner_id} {row.approval_number}")
            return all(word in said for word in words)

        # By their names first: the rules are asked about hundreds, and somebody is typing.
        of_roster = tx.execute(_of_roster, {"issue": ground.issue})
        found = [self._of_roster(row, ground, at) for row in of_roster if named(row)]
        memos = tx.execute(_memos, {"school": ground.school.school_id})
        found += [self._of_memo(row, ground, at) for row in memos if named(row)]
        found.sort(key=lambda one: (one.approved_on, one.key), reverse=True)
        return tuple(sorted(found, key=lambda one: one.finding.outcome is not Outcome.ADMIT))

    def one(self, tx: Connection, ground: Ground, at: datetime, key: str) -> FlyerApproval | None:
        """The approval of a key; None where it is gone."""
        if key.startswith(ROSTER):
            named = _of_roster.where(r.flyer.c.flyer_id == key.removeprefix(ROSTER))
            row = tx.execute(named, {"issue": ground.issue}).first()
            return self._of_roster(row, ground, at) if row else None
        if key.startswith(MEMO):
            named = _memos.where(t.flyer_memo.c.memo_id == key.removeprefix(MEMO))
            row = tx.execute(named, {"school": ground.school.school_id}).first()
            return self._of_memo(row, ground, at) if row else None
        return None

    def _of_roster(self, row: Any, ground: Ground, at: datetime) -> FlyerApproval:
        facts = roster_facts(row, ground)
        return FlyerApproval(
            key=ROSTER + row.flyer_id,
            title=row.title,
            partner_id=row.partner_id,
            partner_name=row.partner_name or row.partner_id,
            approval_number=row.approval_number,
            approved_on=row.approved_on,
            expires_on=row.expires_on,
            channels=tuple(Channel(one.strip()) for one in row.channels.split(";") if one.strip()),
            grade_low=row.grade_low,
            grade_high=row.grade_high,
            memo_on=None,
            finding=approved(ground, at, facts, self._terms),
            covers_school=facts.covers_school,
        )

    def _of_memo(self, row: Any, ground: Ground, at: datetime) -> FlyerApproval:
        return FlyerApproval(
            key=MEMO + row.memo_id,
            title=row.title,
            partner_id=row.partner_id,
            partner_name=row.partner_name,
            approval_number=row.approval_number,
            approved_on=row.approved_on,
            expires_on=row.expires_on,
            channels=tuple(Channel(one) for one in row.channels),
            grade_low=row.grade_low,
            grade_high=row.grade_high,
            memo_on=row.memo_on,
            finding=approved(ground, at, memo_facts(row), self._terms),
            recorded_at=row.recorded_at,
            recorded_by_name=row.recorded_by_name,
        )
