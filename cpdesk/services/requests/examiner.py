"""Runs the rules on a form: time by time, for everyone named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import Connection

from cpdesk.clock import Clock
from cpdesk.errors import Fault, field_fault
from cpdesk.policy import assess
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.case import ApprovalFacts, Case, StudentLoad
from cpdesk.policy.day_plan import GradeDay
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.judgment import assess_only, assess_partner, decided
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rules import RULES
from cpdesk.policy.terms.terms import Terms, TermsInForce
from cpdesk.records.requests import Ask, Clash, Examination, SlotCheck, VisitLoad, Window
from cpdesk.services import school_spans
from cpdesk.services.cases.approved import day_off_seen
from cpdesk.services.cases.case_builder import CaseBuilder
from cpdesk.services.requests import event_rows, form
from cpdesk.services.requests.book import Filled, NewSlot
from cpdesk.services.requests.lookups import LookedUp, look_up
from cpdesk.services.requests.times import busy, load, timing
from cpdesk.services.requests.times.day_timing import grade_of, in_day
from cpdesk.services.rule_titles import title
from cpdesk.services.school_context import SchoolContext
from cpdesk.services.school_spans import SchoolSpan
from cpdesk.words import N_

_VISITOR = ("visitor.known", "visitor.clearance", "visitor.notice")
_CLASS_TIME = "meeting.instructional-time"
# What can never be waived, whatever a rule answers on a day: no rule asks for it.
LIFTABLE = frozenset(
    rule.code
    for rule in RULES
    if rule.code != _CLASS_TIME
    and any(
        outcome in (Outcome.ASK_DESK, Outcome.ASK_LEADER) and lift in (Lift.DESK, Lift.LEADER)
        for outcome, lift in ((rule.otherwise, rule.lift), *rule.also)
    )
)


@dataclass(frozen=True, slots=True)
class Looked:
    """An examination with what filing and deciding save from it. `slots` are the times to hold
    (none for "this visit"); `over` means that all of them have passed; `terms_on` is the day whose
    terms the decision was made with."""

    examination: Examination
    filled: Filled
    slots: tuple[NewSlot, ...]
    over: bool
    terms_on: date
    issue_sequence: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Of the decision; none without one."""
        decision = self.examination.decision
        return decision.findings if decision else ()


@dataclass(frozen=True, slots=True)
class _Time:
    """One time with everything about it. `held`: it will be one of the request's times."""

    check: SlotCheck
    day: GradeDay | None
    timing: str
    held: bool
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class _Yes:
    """A leader's approval of the request being examined. `day_off`: they confirmed that there is no
    school on its day."""

    request_id: str
    day_off: bool

    def facts(self, case: Case, ask: Ask, asked: Window) -> ApprovalFacts:
        return ApprovalFacts(
            request_id=self.request_id,
            purpose=case.purpose,
            starts_at=asked.starts_at,
            ends_at=asked.ends_at,
            place=ask.place.strip(),
            teacher=ask.teacher.strip(),
            door=ask.door,
            day_off=self.day_off,
        )


class Examiner:
    """Examines forms inside the caller's transaction."""

    def __init__(self, facts: CaseBuilder, clock: Clock, terms: Terms) -> None:
        self._facts = facts
        self._clock = clock
        self._terms = terms

    def look(
        self,
        tx: Connection,
        ask: Ask,
        request_id: str = "",
        *,
        filings: bool = False,
        approved: bool = False,
    ) -> Looked:
        """Examines a form; `request_id` is its own request, which causes no conflict with itself.
        `filing` is for a form being filled in now: if all its times have passed, a later one is
        missing. Otherwise it is a filed request, and its times are just examined: as one to be
        decided, for which no approval counts, or as one that a leader has `approved`."""
        school_context = self._facts.context_cache.at(tx)
        now = self._clock.now()
        lacks = form.missing(ask, school_context.zone, now if filings else None)
        if ask.kind is Kind.THIS_VISIT:
            return self._visit(tx, school_context, ask, lacks, now)
        asked = [w for day in form.days(ask) if (w := form.window(ask, day, school_context.zone))]
        if filings and ask.weekly_until is not None:
            asked = [one for one in asked if one.ends_at > now] or asked
        at = asked[0].starts_at if asked else now
        found = look_up(tx, self._facts, ask, at)
        yes = _Yes(request_id, day_off_seen(tx, request_id)) if approved else None
        one = _Look(tx, school_context, self._facts, self._terms, found, request_id, now)
        times = one.times(asked, yes)
        if times and not any(time_.held for time_ in times):
            lacks += (
                field_fault(
                    "weekly_until",
                    N_("There is no school on any of these days."),
                    N_("Choose another weekday or a later last day."),
                ),
            )
        return one.result(times, (*lacks, *found.faults))

    def _visit(
        self,
        tx: Connection,
        school_context: SchoolContext,
        ask: Ask,
        lacks: tuple[Fault, ...],
        now: datetime,
    ) -> Looked:
        """What a leader is asked to waive: a visitor's current findings."""
        today = now.astimezone(school_context.zone).date()
        day = ask.day or today
        at = now if day == today else datetime.combine(day, time(12), school_context.zone)
        found = look_up(tx, self._facts, replace(ask, kind=Kind.THIS_VISIT), at)
        terms = self._terms.on(day)
        decision = assess(found.cases[0], terms) if found.cases else None
        whole = form.holding(ask, day, school_context.zone)
        filled = replace(
            found.filled(school_context.school_id),
            starts_at=whole.starts_at,
            ends_at=whole.ends_at,
        )
        examination = Examination(
            missing=(*lacks, *found.faults, *_not_liftable(ask, decision)),
            decision=decision,
            refused=decision is not None and decision.outcome is Outcome.REFUSE,
        )
        over = whole.ends_at <= now
        return Looked(examination, filled, (), over, day, school_context.sequence)


class _Look:
    """One examination inside one transaction: what is the same for all times of a form."""

    def __init__(
        self,
        tx: Connection,
        school_context: SchoolContext,
        facts: CaseBuilder,
        terms: Terms,
        found: LookedUp,
        request_id: str,
        now: datetime,
    ) -> None:
        self._tx = tx
        self._school_context = school_context
        self._facts = facts
        self._terms = terms
        self._found = found
        self._request_id = request_id
        self._now = now
        self._subject = busy.subject_of(found.ask, found.people)
        student = self._subject.student_key
        school_id, zone = school_context.school_id, school_context.zone
        self._loads = load.load_of(tx, school_id, student, zone, but_request=request_id)

    def times(self, asked: list[Window], yes: _Yes | None) -> list[_Time]:
        days = {one.starts_at.date() for one in asked}
        others = busy.read_busy(
            self._tx,
            self._facts,
            self._school_context,
            days,
            self._subject.people,
            now=self._now,
            but_request=self._request_id,
        )
        return [self._time(one, busy.clashes(others, self._subject, one), yes) for one in asked]

    def _time(self, asked: Window, clashes: tuple[Clash, ...], yes: _Yes | None) -> _Time:
        ask, date_ = self._found.ask, asked.starts_at.date()
        terms = self._terms.on(date_)
        day, opened, where = in_day(self._school_context, ask, asked, terms)
        minutes = timing.class_minutes(day, asked) if day is not None and opened else 0
        check = SlotCheck(
            window=asked,
            open=opened,
            known=day.known if day is not None else True,
            class_minutes=minutes,
            period=timing.period(day, asked),
            clashes=clashes,
        )
        held = opened or ask.weekly_until is None
        decision = None
        if held and self._found.cases:
            meets = ask.kind is Kind.MEET_STUDENT and ask.student is not None
            student = StudentLoad(minutes, self._loads.in_week(date_) + 1) if meets else None
            cases = [
                _at(case, ask, asked, self._school_context, student, yes)
                for case in self._found.cases
            ]
            decision = _decide(cases, terms, named=self._found.named)
        return _Time(check, day, where, held, decision)

    def result(self, times: list[_Time], lacks: tuple[Fault, ...]) -> Looked:
        found, ask, school_context = self._found, self._found.ask, self._school_context
        today = self._now.astimezone(school_context.zone).date()
        held = [one for one in times if one.held]
        judged = [one for one in held if one.decision is not None]
        worst = max(judged, key=_badness, default=None)
        decision = worst.decision if worst else self._without_time(today)
        first = held[0].check.window if held else None
        day = held[0].day if held else None
        day_one = first.starts_at.date() if first else today
        span = school_spans.span_of(self._tx, school_context.school_id, grade_of(ask), day_one)
        events = ask.kind in event_rows.EVENTS and found.partner_id
        examination = Examination(
            missing=lacks,
            decision=decision,
            refused=decision is not None and decision.outcome is Outcome.REFUSE,
            timing=timing.worst([one.timing for one in held]),
            slots=tuple(one.check for one in times),
            bands=day.bands if day else (),
            bands_known=bool(day and day.known),
            class_minutes=sum(one.check.class_minutes for one in held),
            class_minutes_term=self._loads.minutes(span),
            term_name=span.name,
            meetings_week=self._loads.in_week(day_one) + 1 if ask.kind is Kind.MEET_STUDENT else 0,
            clashes=tuple(dict.fromkeys(c for one in held for c in one.check.clashes)),
            visits=self._visits(span, len(held), today) if events else None,
            photo_releases=found.cases[0].photo_releases if found.cases else None,
        )
        filled = replace(
            found.filled(school_context.school_id),
            starts_at=first.starts_at if first else None,
            ends_at=first.ends_at if first else None,
            timing=examination.timing,
        )
        return Looked(
            examination=examination,
            filled=filled,
            slots=tuple(NewSlot(one.check.window, one.check.class_minutes) for one in held),
            over=bool(held) and all(one.check.window.ends_at <= self._now for one in held),
            terms_on=worst.check.window.starts_at.date() if worst else today,
            issue_sequence=school_context.sequence,
        )

    def _visits(self, span: SchoolSpan, wanted: int, today: date) -> VisitLoad:
        return event_rows.load_of(
            self._tx,
            self._school_context.school_id,
            self._found.partner_id,
            (span.starts_on, span.ends_on),
            self._school_context.zone,
            self._now,
            but_request=self._request_id,
            wanted=wanted,
            allotted=self._terms.on(max(today, span.starts_on)).outreach_visits_a_term,
        )

    def _without_time(self, today: date) -> Decision | None:
        """What can be said before there is a time: about the partner, and what is never allowed."""
        if not self._found.cases:
            return None
        terms, case = self._terms.on(today), self._found.cases[0]
        never = assess_only(case, terms, "observation.not-allowed", "program.free")
        return _merged([assess_partner(case, terms), never])


def _at(
    case: Case,
    ask: Ask,
    asked: Window,
    school_context: SchoolContext,
    student: StudentLoad | None,
    yes: _Yes | None,
) -> Case:
    """The case at one time of the request. For a request to be decided, an approval is the
    question, so none counts."""
    return replace(
        case,
        at=asked.starts_at,
        until=asked.ends_at,
        day=school_context.plan(asked.starts_at.date()),
        grade=grade_of(ask),
        door=ask.door,
        reason=ask.reason.strip(),
        host=ask.host.strip(),
        teacher=ask.teacher.strip(),
        place=ask.place.strip(),
        approval=yes.facts(case, ask, asked) if yes else None,
        student=student,
        releases=ask.releases if ask.kind is Kind.PHOTOS else None,
        children=ask.group_size if ask.kind is Kind.PHOTOS else None,
    )


def _decide(cases: list[Case], terms: TermsInForce, *, named: bool) -> Decision:
    """The answer for everyone named: the worst finding of each rule."""
    first = assess(cases[0], terms)
    if not named:
        return decided(f for f in first.findings if f.code not in _VISITOR)
    return _merged([first, *(assess_only(case, terms, *_VISITOR) for case in cases[1:])])


def _merged(decisions: list[Decision]) -> Decision:
    by_code: dict[str, Finding] = {}
    for finding in (f for decision in decisions for f in decision.findings):
        before = by_code.get(finding.code)
        if before is None or finding.outcome > before.outcome:
            by_code[finding.code] = finding
    return decided(by_code.values())


def _badness(one: _Time) -> tuple[int, int, int]:
    """A time with a worse result is greater; of equal ones the first is kept."""
    if one.decision is None:
        return (0, 0, 0)
    return (
        one.decision.outcome,
        len(one.decision.troubles),
        one.check.class_minutes,
    )


def _not_liftable(ask: Ask, decision: Decision | None) -> list[Fault]:
    """The named findings that no leader may waive, either now or by the rule itself."""
    found = {f.code: f for f in decision.findings} if decision else {}
    faults = []
    for code in ask.lift_codes:
        finding = found.get(code)
        stands = finding is not None and finding.outcome is not Outcome.ADMIT
        if stands and finding is not None:
            asked = finding.outcome is not Outcome.REFUSE
            liftable = asked and finding.lift in (Lift.DESK, Lift.LEADER)
        else:
            liftable = code in LIFTABLE
        if not liftable or code == _CLASS_TIME:
            faults.append(
                field_fault(
                    "lift_codes",
                    N_("A school leader can’t waive {code}."),
                    N_("Remove it, or ask the district to change it."),
                    code=title(code),
                )
            )
    return faults
