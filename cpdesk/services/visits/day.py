"""A day's partner schedule, and everyone to account for in an evacuation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.store import Store
from cpdesk.policy import assess, releases
from cpdesk.policy.case import Case, PersonFacts, ReleaseFacts
from cpdesk.policy.day_plan import Band, PeriodKind, grade_day, school_open
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition, Outcome, Purpose
from cpdesk.policy.permissions import Permission
from cpdesk.policy.phrases import COUNT_BY_HAND
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.day import DayLine, DaySchedule, EvacuationLine, EvacuationList
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import AuthContext, open_to_all, requires
from cpdesk.services.cases import approved
from cpdesk.services.cases import releases_on_file as on_file
from cpdesk.services.cases.case_builder import ActivityBook, PartnerBook, roster_age
from cpdesk.services.office import contact_of
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.visits import expected_visits, visits
from cpdesk.services.visits.expected_visits import EARLY, Came
from cpdesk.services.visits.occupancy import ExpectedPerson, Occupancy

if TYPE_CHECKING:
    from sqlalchemy import Connection


# What must hold for the activity itself, whoever comes and whenever.
_OF_ACTIVITY = frozenset(
    {
        "partner.contract",
        "partner.standing",
        "contract.signed",
        "contract.term",
        "contract.program",
        "contract.school",
        "program.free",
        "contract.insurance",
        "activity.approved",
    }
)


class Day(AtSchool):
    """One date at this desk's school."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, auth: AuthContext) -> None:
        super().__init__(store, clock, terms, auth=auth)
        self._occupancy = Occupancy(self._facts, clock, terms)

    @requires(Permission.PRINT)
    def schedule(self, day: date) -> DaySchedule:
        """The activities that meet on a date, none on a day without school, and what leaders
        approved for it."""
        with self._to_read() as (tx, school_context, now):
            plan = school_context.plan(day)
            opened = school_open(plan)
            terms = self._terms.on(day)
            days = [grade_day(plan, g, terms) for g in range(plan.grade_low, plan.grade_high + 1)]
            bands = [band for one in days if one.open for band in one.bands]
            meeting = self._occupancy.meeting(tx, school_context, day) if opened else ()
            people = self._occupancy.people_of(tx, school_context)
            came = self._occupancy.came(tx, school_context, day)
            recorded = on_file.on_file_here(tx, school_context.school_id)
            asked_for = approved.of_day(tx, school_context.school_id, day, school_context.zone)
            return DaySchedule(
                school_name=school_context.school.name,
                day=day,
                open=opened,
                schedule=next((one.schedule for one in days if one.open and one.schedule), ""),
                note=next((one.note for one in days if one.note), ""),
                lines=tuple(
                    self._line(
                        tx,
                        school_context,
                        activity,
                        people.get(activity.facts.activity_id, ()),
                        came,
                        day,
                        bands,
                        recorded,
                    )
                    for activity in meeting
                ),
                contact=contact_of(tx),
                roster_taken_in_at=school_context.taken_in_at,
                printed_at=now,
                approved=tuple(
                    replace(line, part=_part(line.window.starts_at.time(), bands))
                    for line in (
                        expected_visits.line(one, school_context, came, now) for one in asked_for
                    )
                ),
            )

    @requires(Permission.PRINT)
    def evacuation(self) -> EvacuationList:
        """Everyone in the building now. DeskError if that can't be read: a list without names would
        say that the building is empty."""
        return self._evacuation()

    @open_to_all("in an evacuation nobody has time for a password; it is printed, not shown")
    def evacuation_unsigned(self) -> EvacuationList:
        """The same for a locked window, which prints it and shows no names."""
        return self._evacuation()

    def _evacuation(self) -> EvacuationList:
        try:
            with self._store.read() as tx:
                return self._inside(tx)
        except DeskError as trouble:
            raise DeskError(
                trouble.says,
                COUNT_BY_HAND,
                faults=trouble.faults,
                **trouble.facts,
            ) from trouble

    def _inside(self, tx: Connection) -> EvacuationList:
        place = self._context_cache.place(tx)
        lines = []
        for row in self._occupancy.inside(tx):
            visit = visits.read(tx, row.visit_id)
            lines.append(
                record_of(
                    EvacuationLine,
                    row,
                    place=row.place or visit.host,
                    escort=Condition.ESCORT in visit.conditions,
                )
            )
        return EvacuationList(place.school_name, self._clock.now(), tuple(lines))

    def _line(
        self,
        tx: Connection,
        school_context: SchoolContext,
        activity: ActivityBook,
        people: tuple[ExpectedPerson, ...],
        came: tuple[Came, ...],
        day: date,
        bands: list[Band],
        recorded: dict[str, ReleaseFacts],
    ) -> DayLine:
        facts = activity.facts
        partner = self._facts.partner(tx, school_context, activity.program.partner_id)
        decision = self._decide(school_context, activity, partner, day)
        stops = tuple(f for f in decision if f.outcome is not Outcome.ADMIT)
        keys = {f"person:{p.person_id}" for p in people}
        for_it = [c for c in came if c.activity_id == facts.activity_id]
        here = sum(c.here for c in for_it)
        arrived = len({c.visitor_key for c in for_it if c.visitor_key in keys})
        return record_of(
            DayLine,
            facts,
            partner_id=activity.program.partner_id,
            partner_name=partner.facts.name if partner else "",
            contract_id=_contract_of(decision, activity),
            place=facts.location,
            expected=tuple(p.name for p in people),
            came=arrived,
            here=here,
            part=_part(facts.start, bands),
            state=self._state(school_context, activity, stops, bool(for_it), here, day),
            conditions=releases.conditions(
                recorded.get(activity.program.program_id),
                day,
                roster_says=facts.photo_release,
            ),
            stops=stops,
        )

    def _decide(
        self,
        school_context: SchoolContext,
        activity: ActivityBook,
        partner: PartnerBook | None,
        day: date,
    ) -> list[Finding]:
        """What the rules say about the activity itself. The visitor is assumed to be in order."""
        case = Case(
            purpose=Purpose.PROGRAM,
            at=datetime.combine(day, activity.facts.start, school_context.zone),
            school=school_context.school,
            day=school_context.plan(day),
            person=PersonFacts("", True, "cleared", None),
            partner=partner.facts if partner else None,
            contracts=partner.contracts if partner else (),
            activity=activity.facts,
            program=activity.program,
            roster_age_days=roster_age(
                school_context.taken_in_at, self._clock.now(), school_context
            ),
        )
        findings = assess(case, self._terms.on(day)).findings
        return [f for f in findings if f.code in _OF_ACTIVITY]

    def _state(
        self,
        school_context: SchoolContext,
        activity: ActivityBook,
        stops: tuple[Finding, ...],
        came: bool,
        here: int,
        day: date,
    ) -> str:
        if here:
            return "here"
        if any(f.outcome is Outcome.REFUSE for f in stops):
            return "may_not_run"
        now = self._clock.now()
        start = datetime.combine(day, activity.facts.start, school_context.zone)
        end = datetime.combine(day, activity.facts.end, school_context.zone)
        if came:
            return "done"
        if stops:
            return "waiting"
        if now >= end:
            return "missed"
        return "due" if now >= start - EARLY else "later"


def _contract_of(findings: list[Finding], activity: ActivityBook) -> str:
    """The contract that the answer depends on, as the finding about it names it."""
    for finding in findings:
        if finding.code == "contract.term":
            named = dict(finding.facts).get("contract")
            if named:
                return str(named)
    return next(iter(activity.program.contract_ids), "")


_TEACHING = frozenset(set(PeriodKind) - {PeriodKind.BEFORE, PeriodKind.AFTER, PeriodKind.OPTIONAL})


def _part(start: time, bands: list[Band]) -> str:
    """Before school, during or after it, by the bells (7:00 am to 4:00 pm without bells)."""
    taught = [band for band in bands if band.kind in _TEACHING]
    first = min((band.start for band in taught), default=time(7))
    last = max((band.end for band in taught), default=time(16))
    return "before" if start < first else ("after" if start >= last else "school")
