"""What goes on paper: records for badges and refusal sheets, drawn by documents/.

Visitors receive these papers, so anything a visitor may not see is left out here: notices, and
everything about students.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.policy import phrases
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.day import BadgePaper, RefusalPaper
from cpdesk.records.desk import Card, TurnedAwayRecord
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import AuthContext, requires
from cpdesk.services.office import contact_of
from cpdesk.services.school_spans import midnights
from cpdesk.services.visits import visits
from cpdesk.words import N_, Words

# A leader checks a possible match in private; the visitor's paper says nothing about it.
_QUIET = frozenset({"visitor.notice"})
# On screen these name a grade or a period of one student's day; the paper says it in general.
_IN_GENERAL = {
    "meeting.instructional-time": (
        N_(
            "Partners do not meet with students during class time, except in an "
            "emergency or when the law requires it."
        ),
        N_("The office can help you find a time outside class."),
    ),
    "meeting.interference": (
        N_("The school limits how often partner meetings take a student out of class."),
        N_("The office can help you find another time."),
    ),
}


class Papers(AtSchool):
    """Creates the records that documents draw."""

    def __init__(
        self, store: Store, clock: Clock, terms: Terms, words: Words, *, auth: AuthContext
    ) -> None:
        super().__init__(store, clock, terms, auth=auth)
        self._words = words

    @requires(Permission.PRINT)
    def badge(self, visit_id: str) -> BadgePaper:
        """The badge of a visit, the same at every reprint."""
        with self._store.read() as tx:
            visit = visits.read(tx, visit_id)
            school_context = self._context_cache.at(tx, visit.school_id)
        arrived = visit.arrived_at.astimezone(school_context.zone)
        ends = visit.ends_at.astimezone(school_context.zone).time() if visit.ends_at else None
        return BadgePaper(
            school_name=school_context.school.name,
            day=arrived.date(),
            visitor_name=visit.visitor_name,
            partner_name=visit.partner_name or self._words.text(N_("Guest")),
            place=visit.place or visit.host,
            activity_title=visit.activity_title or _badge_purpose(visit.purpose, self._words),
            ends=ends,
            conditions=visit.conditions,
            code=visit.badge_code,
        )

    @requires(Permission.PRINT)
    def latest_badge(self, day: date | None = None) -> BadgePaper:
        """The badge of the latest visitor of a day (default: today). DeskError if no one came."""
        v = d.visit.c
        with self._to_read() as (tx, school_context, now):
            there = day or now.date()
            begins, ends = midnights(there, there, school_context.zone)
            visit_id = tx.execute(
                select(v.visit_id)
                .where(
                    v.school_id == school_context.school_id,
                    v.arrived_at >= begins,
                    v.arrived_at < ends,
                    v.undone.is_(False),
                )
                .order_by(v.arrived_at.desc())
                .limit(1)
            ).scalar()
        if visit_id is None:
            raise DeskError(
                N_("No one was checked in that day, so there’s no badge to print."),
                N_("Name the visit with --visit, or give another date."),
            )
        return self.badge(visit_id)

    @requires(Permission.PRINT)
    def refusal(self, card: Card) -> RefusalPaper:
        """The sheet for a visitor who can't come in, from the card that the desk is looking at."""
        return self._refusal(
            card.partner_name, card.question.purpose or Purpose.OTHER, card.decision.findings
        )

    @requires(Permission.LOOK)
    def turned_away(self, limit: int = 20, day: date | None = None) -> tuple[TurnedAwayRecord, ...]:
        """Who was turned away on a day (default: today), newest first."""
        t = d.turned_away.c
        with self._to_read() as (tx, school_context, now):
            there = day or now.date()
            begins, ends = midnights(there, there, school_context.zone)
            found = tx.execute(
                select(t.turned_away_id)
                .where(t.school_id == school_context.school_id, t.at >= begins, t.at < ends)
                .order_by(t.at.desc())
                .limit(limit)
            ).scalars()
            read = [visits.turned_away_of(tx, turned_away_id=one) for one in found.all()]
        return tuple(one for one in read if one is not None)

    @requires(Permission.PRINT)
    def refusal_again(self, turned_away_id: str) -> RefusalPaper:
        """The same sheet for someone who was turned away before."""
        with self._store.read() as tx:
            record = visits.turned_away_of(tx, turned_away_id=turned_away_id)
        if record is None:
            raise DeskError(N_("This entry no longer exists."), N_("Search for the visitor again."))
        return self._refusal(record.partner_name, record.purpose, record.findings)

    def _refusal(
        self, partner_name: str, purpose: Purpose, findings: tuple[Finding, ...]
    ) -> RefusalPaper:
        with self._to_read() as (tx, school_context, now):
            contact = contact_of(tx)
        return RefusalPaper(
            school_name=school_context.school.name,
            at=now,
            partner_name=partner_name,
            purpose=self._words.text(phrases.PURPOSE[purpose]),
            findings=tuple(
                _in_general(f)
                for f in findings
                if f.outcome is not Outcome.ADMIT and f.code not in _QUIET
            ),
            contact=contact,
        )


def _in_general(finding: Finding) -> Finding:
    if finding.code not in _IN_GENERAL:
        return finding
    says, offer = _IN_GENERAL[finding.code]
    return replace(finding, says=says, offer=offer, facts=())


def _badge_purpose(purpose: Purpose, words: Words) -> str:
    """The purpose as a badge says it, if there is no activity with a title."""
    noun = {
        Purpose.STUDENT_MEETING: N_("Student meeting"),
        Purpose.OTHER: N_("Visit"),
        Purpose.FLYERS: N_("Flyers"),
    }
    return words.text(noun.get(purpose, phrases.PURPOSE[purpose]))
