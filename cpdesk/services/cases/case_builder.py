"""From a question to the facts that policy decides on.

What the roster says about a partner, program or activity is read once for each issue; people are
looked up each time. An unknown name or ID is a fact too, and policy answers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import Connection, select

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models.record_of import grouped, record_of
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.case import (
    ActivityFacts,
    Case,
    ContractFacts,
    GuestFacts,
    NamesakeFacts,
    PartnerFacts,
    ProgramFacts,
    ReleaseFacts,
    StudentLoad,
)
from cpdesk.policy.day_plan import school_open
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.desk import Question
from cpdesk.services import identity
from cpdesk.services.cases import approved
from cpdesk.services.cases import releases_on_file as on_file
from cpdesk.services.cases.activity_book import ActivityBook as ActivityBook
from cpdesk.services.cases.activity_book import programs_of, read_activities, read_activity
from cpdesk.services.cases.approved import Approved, Asked, lifts_for
from cpdesk.services.cases.approved_flyers import approved_flyer
from cpdesk.services.school_context import ContextCache, SchoolContext
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class ResolvedCase:
    """A case, and who it is about. `visitor_key` is "person:ID", "guest:ID", or "" for someone who
    is not on record anywhere yet. `unconfirmed`: registered here, never checked in. `approved` is
    where the case's approval comes from."""

    case: Case
    school_context: SchoolContext
    question: Question
    visitor_key: str
    visitor_name: str
    unconfirmed: bool = False
    approved: Approved | None = None

    @property
    def place(self) -> str:
        """Where the visit goes: as asked, approved, or planned for the activity."""
        case = self.case
        approval = case.approval
        if case.place:
            return case.place
        if approval is not None and approval.for_visitor and approval.place:
            return approval.place
        return case.activity.location if case.activity else ""


@dataclass(frozen=True, slots=True)
class PartnerBook:
    """A partner with its contracts and programs, as one school sees them."""

    facts: PartnerFacts
    contracts: tuple[ContractFacts, ...]
    programs: tuple[ProgramFacts, ...]


class CaseBuilder:
    """Looks up what a question is about."""

    def __init__(self, context_cache: ContextCache, clock: Clock, terms: Terms) -> None:
        self.context_cache = context_cache
        self._clock = clock
        self._terms = terms

    def gather(self, tx: Connection, question: Question) -> ResolvedCase:
        """The case for a question. DeskError if the question itself can't be understood."""
        school_context = self.context_cache.at(tx, question.school)
        now = self._clock.now()
        at = in_zone(question.at or now, school_context)
        until = _until(question.until, at, school_context)
        if until is not None and (until <= at or until.date() != at.date()):
            raise DeskError(
                N_("The visit would end before it starts, or on another day."),
                N_("Enter a later end time on the same day."),
            )
        activity = (
            self.activity(tx, school_context, question.activity) if question.activity else None
        )
        if question.activity and activity is None:
            raise DeskError(
                N_("Activity {activity} is not on the roster."),
                N_("Find the activity by its partner, or leave it out."),
                activity=question.activity,
            )
        named = None
        if question.request:
            named = approved.named(tx, question.request, school_context.school_id, at)
            question = _completed(question, named)
        purpose = question.purpose or (Purpose.PROGRAM if activity else Purpose.OTHER)
        common = Case(
            purpose=purpose,
            at=at,
            until=until,
            school=school_context.school,
            day=school_context.plan(at.date()),
            notices=school_context.notices,
            roster_age_days=roster_age(school_context.taken_in_at, now, school_context),
            grade=question.grade,
            door=question.door,
            reason=question.reason.strip(),
            host=question.host.strip(),
            place=question.place.strip(),
        )
        asked = replace(question, purpose=purpose)
        if question.guest:
            if question.person or question.partner:
                raise DeskError(
                    N_("A visitor is either a guest or from a partner, not both."),
                    N_("Enter only one of the two."),
                )
            key, name = identity.guest(tx, question.guest)
            case = replace(
                common,
                guest=GuestFacts(name),
                namesakes=self.namesakes(tx, school_context, name),
                lifts=lifts_for(tx, school_context.school_id, key, at),
            )
            return ResolvedCase(case, school_context, asked, key, name)
        return self._of_partner(tx, school_context, asked, common, activity, named)

    def _of_partner(
        self,
        tx: Connection,
        school_context: SchoolContext,
        question: Question,
        common: Case,
        activity: ActivityBook | None,
        named: Asked | None,
    ) -> ResolvedCase:
        partner_id = self._partner_id(tx, school_context, question.partner)
        if not partner_id and activity:
            partner_id = activity.program.partner_id
        visitor = identity.person(tx, school_context, question.person, partner_id)
        if not partner_id:
            partner_id = visitor.partner_id if visitor else ""
        if not partner_id and question.flyer:
            flyer = approved_flyer(tx, school_context, question.flyer)
            partner_id = flyer[1] if flyer else ""
        if not (partner_id or question.person):
            raise DeskError(
                N_("No visitor was given."),
                N_("Enter a person, a guest, a partner, or an activity."),
            )
        book = self.partner(tx, school_context, partner_id) if partner_id else None
        flyer = (
            approved_flyer(tx, school_context, question.flyer, partner_id)
            if question.flyer
            else None
        )
        namesakes = self.namesakes(tx, school_context, visitor.name) if visitor else ()
        case = replace(
            common,
            person=identity.facts_for(visitor, partner_id, namesakes) if visitor else None,
            namesakes=namesakes,
            year_ends_on=school_context.year_ends_on,
            partner=book.facts if book else None,
            contracts=book.contracts if book else (),
            programs=book.programs if book else (),
            activities_here=self._still_running(tx, school_context, partner_id, common.today),
            activity=activity.facts if activity else None,
            program=activity.program if activity else None,
            photo_releases=self._releases(tx, school_context, question.activity),
            flyer_named=bool(question.flyer),
            flyer=replace(flyer[0], theirs=flyer[1] == partner_id) if flyer else None,
            lifts=lifts_for(
                tx, school_context.school_id, visitor.key if visitor else "", common.at
            ),
        )
        known = ResolvedCase(
            case,
            school_context,
            replace(question, partner=partner_id),
            visitor.key if visitor else "",
            visitor.name if visitor else "",
            visitor.unconfirmed if visitor else False,
        )
        return self._with_approval(tx, known, named)

    def _with_approval(
        self, tx: Connection, known: ResolvedCase, named: Asked | None
    ) -> ResolvedCase:
        """The same with what a leader approved: the request that was named, or else the nearest
        approved time for this visitor, purpose and day."""
        case, school_context, question = known.case, known.school_context, known.question
        one = None
        if named is not None:
            one = named.approved
        elif case.purpose in approved.PURPOSES:
            day = approved.of_day(tx, school_context.school_id, case.today, school_context.zone)
            theirs = (day, case.purpose, question.partner, known.visitor_key)
            one = approved.nearest(*theirs, case.at)
        if one is None:
            return known
        facts = one.facts(known.visitor_key, question.grade, question.partner)
        if not school_open(case.day):  # otherwise no one asks
            facts = replace(facts, day_off=approved.day_off_seen(tx, one.request_id))
        if one.purpose is not case.purpose or not (facts.for_visitor and facts.for_grade):
            return replace(known, case=replace(case, approval=facts))
        meets = one.purpose is Purpose.STUDENT_MEETING
        door = case.door or (one.door if meets else None)
        case = replace(
            case,
            approval=facts,
            grade=case.grade if one.grade is None or not meets else one.grade,
            door=door,
            reason=case.reason or (one.reason if door is not None else ""),
            host=case.host or one.host,
            releases=one.releases,
            children=one.group_size,
            photo_releases=case.photo_releases
            or self._releases(tx, school_context, one.activity_id),
            student=self._load(tx, school_context, one) if meets else None,
        )
        asked = replace(question, request=one.request_id, grade=case.grade, host=case.host)
        return replace(known, case=case, question=asked, approved=one)

    def _releases(
        self, tx: Connection, school_context: SchoolContext, activity_id: str
    ) -> ReleaseFacts | None:
        """What is on file for the program of an activity; None if no activity is named."""
        activity = self.activity(tx, school_context, activity_id) if activity_id else None
        if activity is None:
            return None
        return on_file.facts_of(tx, school_context.school_id, activity.program.program_id)

    def _load(
        self, tx: Connection, school_context: SchoolContext, one: Approved
    ) -> StudentLoad | None:
        day = one.starts_at.astimezone(school_context.zone).date()
        return approved.load_of(
            tx, one, school_context.plan(day), school_context.zone, self._terms.on(day)
        )

    # -- what the roster says -------------------------------------------------------------------

    def _partner_id(self, tx: Connection, school_context: SchoolContext, said: str) -> str:
        """A partner's ID from its ID or a name; an unknown one stays as it was given."""
        if not said or self.partner(tx, school_context, said):
            return said
        names = self.context_cache.kept(
            ("partner names",), lambda: identity.partners(tx, school_context)
        )
        return identity.one_partner(names, said)

    def partner(
        self, tx: Connection, school_context: SchoolContext, partner_id: str
    ) -> PartnerBook | None:
        """A partner of the roster, or None."""
        return self.context_cache.kept(
            ("partner", school_context.school_id, partner_id),
            lambda: _read_partner(tx, school_context, partner_id),
        )

    def activity(
        self, tx: Connection, school_context: SchoolContext, activity_id: str
    ) -> ActivityBook | None:
        """An activity of the roster, or None."""
        return self.context_cache.kept(
            ("activity", activity_id), lambda: read_activity(tx, school_context, activity_id)
        )

    def activities_here(
        self, tx: Connection, school_context: SchoolContext
    ) -> tuple[ActivityBook, ...]:
        """Every activity at this school, in order of time."""

        def keep(book: ActivityBook) -> ActivityBook:
            return self.context_cache.kept(("activity", book.facts.activity_id), lambda: book)

        def read() -> tuple[ActivityBook, ...]:
            here = r.activity.c.school_id == school_context.school_id
            return tuple(keep(book) for book in read_activities(tx, school_context, here))

        return self.context_cache.kept(("here", school_context.school_id), read)

    def namesakes(
        self, tx: Connection, school_context: SchoolContext, name: str
    ) -> tuple[NamesakeFacts, ...]:
        """Everyone on the roster with this full name, from any partner."""
        return self.context_cache.kept(
            ("namesakes", name), lambda: identity.namesakes(tx, school_context.issue, (name,))[name]
        )

    def _still_running(
        self, tx: Connection, school_context: SchoolContext, partner_id: str, today: date
    ) -> tuple[ActivityFacts, ...]:
        """The partner's activities at this school that have not ended for good."""
        return tuple(
            one.facts
            for one in self.activities_here(tx, school_context)
            if one.program.partner_id == partner_id and today <= one.facts.ends_on
        )


def _completed(question: Question, named: Asked) -> Question:
    """Fills in from the named request what the question leaves out."""
    visitor = question.person or question.guest
    return replace(
        question,
        purpose=question.purpose or (None if question.activity else named.purpose),
        partner=question.partner or ("" if visitor else named.partner_id),
    )


def in_zone(moment: datetime, school_context: SchoolContext) -> datetime:
    """In the school's zone; a moment without a zone is taken as local time there."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=school_context.zone)
    return moment.astimezone(school_context.zone)


def _until(
    until: datetime | time | None, at: datetime, school_context: SchoolContext
) -> datetime | None:
    if isinstance(until, time):
        return datetime.combine(at.date(), until, school_context.zone)
    return in_zone(until, school_context) if until else None


def roster_age(taken_in_at: datetime, now: datetime, school_context: SchoolContext) -> int:
    """Calendar days since the roster was imported; negative if the clock is set before that."""
    return (
        now.astimezone(school_context.zone).date()
        - taken_in_at.astimezone(school_context.zone).date()
    ).days


def _read_partner(
    tx: Connection, school_context: SchoolContext, partner_id: str
) -> PartnerBook | None:
    row = tx.execute(
        select(r.partner).where(
            r.partner.c.issue == school_context.issue, r.partner.c.partner_id == partner_id
        )
    ).first()
    if row is None:
        return None
    facts = PartnerFacts(row.partner_id, row.name, row.status, school_context.become_partner_url)
    contracts = contracts_of(tx, school_context, (partner_id,)).get(partner_id, ())
    programs = programs_of(tx, school_context, (partner_id,)).get(partner_id, ())
    return PartnerBook(facts, contracts, programs)


def contracts_of(
    tx: Connection, school_context: SchoolContext, partner_ids: Sequence[str]
) -> dict[str, tuple[ContractFacts, ...]]:
    """The contracts of several partners, as this school sees them."""
    c, s = r.contract.c, r.contract_school.c
    covered = (
        select(s.contract_id)
        .where(
            s.issue == school_context.issue,
            s.contract_id == c.contract_id,
            s.school_id.in_((school_context.school_id, "*")),
        )
        .exists()
        .label("covers_school")
    )
    rows = tx.execute(
        select(r.contract, covered)
        .where(c.issue == school_context.issue, c.partner_id.in_(partner_ids))
        .order_by(c.contract_id)
    )
    return grouped(
        (row.partner_id, record_of(ContractFacts, row, covers_school=bool(row.covers_school)))
        for row in rows
    )
