"""The partner directory: what their contracts cover, and whether they may work here today."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, case, func, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import grouped, record_of
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.case import ContractFacts
from cpdesk.policy.clearance import NOT_CLEARED, may_register
from cpdesk.policy.contracts import in_force
from cpdesk.policy.names.names import fold
from cpdesk.policy.names.person_names import part_of, typed_words
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.records.partners import (
    ActivityLine,
    ContractLine,
    PartnerRecord,
    PartnerRow,
    PersonLine,
)
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import requires
from cpdesk.services.identity import full_name, namesakes
from cpdesk.services.partners import partner_status
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_


class Partners(AtSchool):
    """Finds partners, as this desk's school sees them."""

    @requires(Permission.LOOK)
    def directory(self, text: str = "", only_here: bool = False) -> tuple[PartnerRow, ...]:
        """Every partner whose name contains all words of `text`, by name."""
        typed = typed_words(text)
        with self._to_read() as (tx, school_context, at):
            terms = self._terms.on(at.date())
            rows = self._context_cache.kept(
                ("directory", school_context.school_id, at.date(), terms),
                lambda: self._read_directory(tx, school_context, at, terms),
            )
        return tuple(
            row for key, row in rows if (row.here or not only_here) and part_of(typed, key)
        )

    @requires(Permission.LOOK)
    def partner(self, partner_id: str) -> PartnerRecord:
        """Everything about one partner. DeskError if the roster does not know it."""
        with self._to_read() as (tx, school_context, at):
            row = tx.execute(
                select(r.partner).where(
                    r.partner.c.issue == school_context.issue, r.partner.c.partner_id == partner_id
                )
            ).first()
            book = self._facts.partner(tx, school_context, partner_id)
            if row is None or book is None:
                raise DeskError(
                    N_("Partner {partner} is not on the current roster."),
                    N_("Search by name. The district may have withdrawn this partner."),
                    partner=partner_id,
                )
            today, terms = at.date(), self._terms.on(at.date())
            return record_of(
                PartnerRecord,
                row,
                partner_id=partner_id,
                decision=partner_status.decide(
                    school_context, book.facts, book.contracts, book.programs, at, terms
                ),
                contracts=_contracts(tx, school_context, partner_id, book.contracts, today),
                activities_here=self._activities(tx, school_context, partner_id),
                people=_people(tx, school_context, partner_id),
            )

    def _read_directory(
        self, tx: Connection, school_context: SchoolContext, at: datetime, terms: TermsInForce
    ) -> tuple[tuple[str, PartnerRow], ...]:
        p, g = r.partner.c, r.program.c
        counts: dict[str, int] = {
            row.partner_id: row.programs
            for row in tx.execute(
                select(g.partner_id, func.count().label("programs"))
                .where(g.issue == school_context.issue)
                .group_by(g.partner_id)
            )
        }
        here = {a.program.partner_id for a in self._facts.activities_here(tx, school_context)}
        partners = tx.execute(
            select(p.partner_id, p.name, p.status, p.name_key, p.other_names)
            .where(p.issue == school_context.issue)
            .order_by(p.name_key)
        ).all()
        found: dict[str, Outcome] = {}
        for start in range(0, len(partners), 500):  # SQLite limits the number of bound values
            ids = [row.partner_id for row in partners[start : start + 500]]
            found |= partner_status.outcomes(tx, school_context, ids, at, terms)
        return tuple(
            (
                f"{row.name_key} {fold(row.other_names)}",
                record_of(
                    PartnerRow,
                    row,
                    outcome=found[row.partner_id],
                    here=row.partner_id in here,
                    programs=counts.get(row.partner_id, 0),
                ),
            )
            for row in partners
        )

    def _activities(
        self, tx: Connection, school_context: SchoolContext, partner_id: str
    ) -> tuple[ActivityLine, ...]:
        return tuple(
            record_of(
                ActivityLine,
                a.facts,
                program=a.program.name,
                weekdays=tuple(sorted(a.facts.weekdays)),
                place=a.facts.location,
                approved=a.facts.approved_on is not None,
            )
            for a in self._facts.activities_here(tx, school_context)
            if a.program.partner_id == partner_id
        )


def _contracts(
    tx: Connection,
    school_context: SchoolContext,
    partner_id: str,
    facts: tuple[ContractFacts, ...],
    today: date,
) -> tuple[ContractLine, ...]:
    c, s, pc, g = r.contract.c, r.contract_school.c, r.program_contract.c, r.program.c
    rows = tx.execute(
        select(c.contract_id, c.paid).where(
            c.issue == school_context.issue, c.partner_id == partner_id
        )
    )
    paid: dict[str, bool] = {row.contract_id: row.paid for row in rows}
    programs = grouped(
        tx.execute(
            select(pc.contract_id, g.name)
            .join(r.program, (g.issue == pc.issue) & (g.program_id == pc.program_id))
            .where(pc.issue == school_context.issue, pc.contract_id.in_(paid))
            .order_by(g.name)
        )
    )
    schools = grouped(
        tx.execute(
            select(s.contract_id, case((s.school_id == "*", "*"), else_=r.school.c.name))
            .join(
                r.school,
                (r.school.c.issue == s.issue) & (r.school.c.school_id == s.school_id),
                isouter=True,
            )
            .where(s.issue == school_context.issue, s.contract_id.in_(paid))
            .order_by(r.school.c.name)
        )
    )
    return tuple(
        record_of(
            ContractLine,
            one,
            state=_contract_state(one, today),
            paid=paid.get(one.contract_id, False),
            programs=programs.get(one.contract_id, ()),
            every_school="*" in schools.get(one.contract_id, ()),
            schools=tuple(n for n in schools.get(one.contract_id, ()) if n != "*"),
        )
        for one in facts
    )


def _contract_state(contract: ContractFacts, today: date) -> str:
    if in_force(contract, today):
        return "in_force"
    if contract.status in ("expired", "terminated") or contract.ends_on < today:
        return "ended"
    signed = contract.status == "signed" and contract.signed_on is not None
    if not signed or (contract.signed_on and contract.signed_on > today):
        return "not_signed"
    return "not_yet" if contract.starts_on > today else "elsewhere"


def _people(
    tx: Connection, school_context: SchoolContext, partner_id: str
) -> tuple[PersonLine, ...]:
    p = r.person.c
    listed = [
        PersonLine(
            row.person_id,
            full_name(row.given_name, row.family_name),
            row.clearance,
            row.clearance_ends_on
            or (school_context.year_ends_on if row.clearance == "cleared" else None),
            added_here=False,
        )
        for row in tx.execute(
            select(r.person)
            .where(p.issue == school_context.issue, p.partner_id == partner_id)
            .order_by(p.family_name, p.given_name)
        )
    ]
    added = tx.execute(
        select(d.local_person)
        .where(d.local_person.c.partner_id == partner_id)
        .order_by(d.local_person.c.family_name)
    ).all()
    names = [full_name(row.given_name, row.family_name) for row in added]
    known = namesakes(tx, school_context.issue, names) if names else {}
    here = [
        PersonLine(
            row.person_id,
            name,
            "unknown" if may_register(known[name], partner_id) else NOT_CLEARED,
            None,
            added_here=True,
        )
        for name, row in zip(names, added, strict=True)
    ]
    return (*listed, *here)
