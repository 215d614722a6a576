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
from cpdesk.policy.dayplan import Band, PeriodKind, grade_day, school_open
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition, Outcome, Purpose
from cpdesk.policy.permissions import Act
from cpdesk.policy.terms import Terms
from cpdesk.records.day import DayLine, DaySchedule, EvacuationLine, EvacuationList
from cpdesk.services import approved, coming, visits
from cpdesk.services import releases_on_file as on_file
from cpdesk.services.coming import EARLY, Came
from cpdesk.services.context import Ground, Grounds
from cpdesk.services.facts import ActivityBook, FactBook, PartnerBook, roster_age
from cpdesk.services.floor import ExpectedPerson, Floor
from cpdesk.services.office import contact_of
from cpdesk.services.who import Who, asks, open_to_all
from cpdesk.words import N_

if TYPE_CHECKING:
    from sqlalchemy import Connection

COUNT_BY_HAND = N_(
    "The evacuation list can’t be made. Use the last printed list and count by hand."
)

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


class Day:
    """One date at this desk's school."""

    def __init__(self, store: Store, clock: Clock, terms: Terms, *, who: Who) -> None:
        self._store = store
        self._who = who
        self._clock = clock
        self._terms = terms
        self._facts = FactBook(Grounds(), clock, terms)
        self._floor = Floor(self._facts, clock, terms)

    @asks(Act.PRINT)
    def schedule(self, day: date) -> DaySchedule:
        """The activities that meet on a date, none on a day without school, and what leaders
        approved for it."""
        with self._store.read() as tx:
            ground = self._facts.grounds.at(tx)
            plan = ground.plan(day)
            opened = school_open(plan)
            terms = self._terms.on(day)
            days = [grade_day(plan, g, terms) for g in range(plan.grade_low, plan.grade_high + 1)]
            bands = [band for one in days if one.open for band in one.bands]
            meeting = self._floor.meeting(tx, ground, day) if opened else ()
            people = self._floor.people_of(tx, ground)
            came = self._floor.came(tx, ground, day)
            recorded = on_file.here(tx, ground.school.school_id)
            asked_for = approved.of_day(tx, ground.school.school_id, day, ground.zone)
            return DaySchedule(
                school_name=ground.school.name,
                day=day,
                open=opened,
                schedule=next((one.schedule for one in days if one.open and one.schedule), ""),
                note=next((one.note for one in days if one.note), ""),
                lines=tuple(
                    self._line(
                        tx,
                        ground,
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
                roster_taken_in_at=ground.taken_in_at,
                printed_at=self._clock.now(),
                approved=tuple(
                    replace(line, part=_part(line.window.starts_at.time(), bands))
                    for line in (
                        coming.line(one, ground, came, self._clock.now()) for one in asked_for
                    )
                ),
            )

    @asks(Act.PRINT)
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
        place = self._facts.grounds.place(tx)
        lines = []
        for row in self._floor.inside(tx):
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
        ground: Ground,
        activity: ActivityBook,
        people: tuple[ExpectedPerson, ...],
        came: tuple[Came, ...],
        day: date,
        bands: list[Band],
        recorded: dict[str, ReleaseFacts],
    ) -> DayLine:
        facts = activity.facts
        partner = self._facts.partner(tx, ground, activity.program.partner_id)
        decision = self._decide(ground, activity, partner, day)
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
            state=self._state(ground, activity, stops, bool(for_it), here, day),
            conditions=releases.conditions(
                recorded.get(activity.program.program_id),
                day,
                roster_says=facts.photo_release,
            ),
            stops=stops,
        )

    def _decide(
        self, ground: Ground, activity: ActivityBook, partner: PartnerBook | None, day: date
    ) -> list[Finding]:
        """What the rules say about the activity itself. The visitor is assumed to be in order."""
        case = Case(
            purpose=Purpose.PROGRAM,
            at=datetime.combine(day, activity.facts.start, ground.zone),
            school=ground.school,
            day=ground.plan(day),
            person=PersonFacts("", True, "cleared", None),
            partner=partner.facts if partner else None,
            contracts=partner.contracts if partner else (),
            activity=activity.facts,
            program=activity.program,
            roster_age_days=roster_age(ground.taken_in_at, self._clock.now(), ground),
        )
        findings = assess(case, self._terms.on(day)).findings
        return [f for f in findings if f.code in _OF_ACTIVITY]

    def _state(
        self,
        ground: Ground,
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
        start = datetime.combine(day, activity.facts.start, ground.zone)
        end = datetime.combine(day, activity.facts.end, ground.zone)
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
