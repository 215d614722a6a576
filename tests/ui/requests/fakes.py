"""Requests made by hand, and services that keep what they are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cpdesk.errors import DeskError, Fault
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.day_plan import Band, PeriodKind
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import ExceptionKind, Lift, Outcome
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.records.outreach import PastOutcome
from cpdesk.records.requests import (
    Ask,
    Clash,
    DecisionDraft,
    DecisionRecord,
    Examination,
    FreeTime,
    FreeTimes,
    RequestCounts,
    RequestQueue,
    RequestRecord,
    RequestRow,
    SlotCheck,
    SlotRecord,
    Student,
    Window,
)
from cpdesk.services.outreach.events import Events
from cpdesk.services.requests.decisions import Decisions
from cpdesk.services.requests.filings import Filings
from cpdesk.services.requests.times.times import Times
from cpdesk.ui.current_user import CurrentUser

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 24, 10, 44, tzinfo=CHICAGO)
TODAY = NOW.date()

BANDS = tuple(
    Band(time(*start), time(*end), kind, name)
    for start, end, kind, name in (
        ((8, 10), (9, 5), PeriodKind.INSTRUCTIONAL, "1"),
        ((9, 5), (10, 0), PeriodKind.INSTRUCTIONAL, "2"),
        ((10, 0), (11, 35), PeriodKind.INSTRUCTIONAL, "3"),
        ((11, 35), (12, 5), PeriodKind.LUNCH, "Lunch"),
        ((12, 5), (13, 10), PeriodKind.INSTRUCTIONAL, "4"),
        ((13, 10), (13, 30), PeriodKind.RECESS, "Recess"),
        ((13, 30), (14, 50), PeriodKind.INSTRUCTIONAL, "5"),
        ((14, 50), (16, 0), PeriodKind.AFTER, "After"),
    )
)
OUTSIDE = Finding(
    "meeting.instructional-time", Outcome.ADMIT, None, "This is outside of class for grade 6."
)
APPROVAL = Finding(
    "meeting.approval",
    Outcome.ASK_LEADER,
    Lift.LEADER,
    "Any meeting in the school day is for the school’s leaders to decide.",
)
CONTRACT = Finding(
    "contract.school", Outcome.ADMIT, None, "Contract 26-0533 covers Mentoring at this school."
)
NOT_OBSERVED = Finding(
    "observation.not-allowed", Outcome.REFUSE, Lift.DISTRICT, "A class is not observed."
)


def window(day: date, start: tuple[int, int], end: tuple[int, int]) -> Window:
    return Window(
        datetime.combine(day, time(*start), CHICAGO), datetime.combine(day, time(*end), CHICAGO)
    )


LUNCH = window(TODAY, (11, 35), (12, 5))
MEET = Ask(
    Kind.MEET_STUDENT,
    partner="BFM",
    people=("P-RO",),
    day=TODAY,
    start=time(11, 35),
    end=time(12, 5),
    place="Office B",
    student=Student("S-2207", 6),
    reason="Monthly mentor check-in",
    family_knows=True,
)


def request(request_id: str = "R1", **changes: object) -> RequestRecord:
    """A meeting with a student at lunch that waits for a leader."""
    plain = RequestRecord(
        request_id=request_id,
        version=1,
        state=State.WAITING,
        flag=Flag.NONE,
        school_id="CEDAR",
        ask=MEET,
        partner_id="BFM",
        partner_name="Bright Futures Mentoring",
        program_name="Mentoring program",
        contract_id="26-0533",
        activity_title="",
        people=(("P-RO", "Rosa Ochoa"),),
        visit_id="",
        relayed_who="",
        relayed_how="",
        relayed_why="",
        asked_by_account="A-DESK",
        asked_by_name="Front desk",
        asked_at=NOW,
        edited_at=None,
        slots=(SlotRecord("S1", LUNCH, SlotState.PLANNED, ""),),
        decisions=(),
        by_me=False,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def examined(**changes: object) -> Examination:
    plain = Examination(
        missing=(),
        decision=Decision(Outcome.ASK_LEADER, (APPROVAL, OUTSIDE, CONTRACT), ()),
        refused=False,
        timing="outside_class",
        slots=(SlotCheck(LUNCH, True, True, 0, "Lunch", ()),),
        bands=BANDS,
        bands_known=True,
        class_minutes=0,
        class_minutes_term=0,
        term_name="Fall",
        meetings_week=1,
        clashes=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


CLASH = Clash("room", LUNCH, "Reading tutors")


def decision(verdict: Verdict = Verdict.APPROVE, **changes: object) -> DecisionRecord:
    plain = DecisionRecord(
        decision_id="D1",
        verdict=verdict,
        by_account="A-LEAD",
        by_name="Ms. Lind",
        by_title="Principal",
        by_role="leader",
        lent_by="",
        at=NOW,
        reason_code="",
        reason="",
        self_decided=False,
        changed="",
        offered=(),
        terms_on=TODAY,
        findings=(OUTSIDE, CONTRACT),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


_TIMINGS = {
    Kind.PRESENTATION: "in_class",
    Kind.TABLING: "after_school",
    Kind.MEET_STUDENT: "outside_class",
}


def row_of(record: RequestRecord) -> RequestRow:
    ask = record.ask
    first = record.slots[0].window if record.slots else None
    by_rule = bool(record.decisions) and not record.decisions[-1].by_account
    return RequestRow(
        request_id=record.request_id,
        version=record.version,
        kind=ask.kind,
        state=record.state,
        flag=record.flag,
        partner_name=record.partner_name,
        visitor_names=tuple(name for _, name in record.people) or (ask.visitor_name,),
        event=ask.event,
        place=ask.place,
        next_window=first,
        weekly_until=ask.weekly_until,
        timing=_TIMINGS.get(ask.kind, ""),
        door=ask.door,
        asked_by_name=record.asked_by_name,
        asked_at=record.asked_at,
        by_me=record.by_me,
        by_rule=by_rule,
        urgency=3,
    )


def at(request_id: str, when: Window, ask: Ask, **changes: object) -> RequestRecord:
    there = when.starts_at
    asked = replace(ask, day=there.date(), start=there.time(), end=when.ends_at.time())
    slot = SlotRecord(f"S-{request_id}", when, SlotState.PLANNED, "")
    return request(request_id, ask=asked, slots=(slot,), **changes)


def queue_of_the_design() -> list[RequestRecord]:
    """What waits in the design of the page, and one that the rules declined."""
    presentation = Ask(
        Kind.PRESENTATION, partner="GL", grade=4, teacher="Mr. Ito", place="Room 8",
        reason="Worms and soil",
    )  # fmt: skip
    tabling = Ask(Kind.TABLING, partner="LSL", event="family night", place="Lobby")
    observation = Ask(Kind.OBSERVATION, partner="BFM", reason="To see a mentee in class")
    monday = window(date(2026, 11, 30), (9, 10), (9, 55))
    evening = window(date(2026, 12, 3), (17, 30), (19, 0))
    tomorrow = window(TODAY + timedelta(days=1), (9, 0), (10, 0))
    refused = decision(
        Verdict.DECLINE,
        by_account="",
        by_name="",
        by_title="",
        by_role="",
        findings=(NOT_OBSERVED,),
    )
    return [
        request("R1"),
        at("R2", monday, presentation, partner_name="Garden Lab", people=(), program_name="",
           contract_id=""),
        at("R3", evening, tabling, partner_name="Lake Street Literacy", people=()),
        at("R4", tomorrow, observation, state=State.DECLINED, decisions=(refused,), people=()),
    ]  # fmt: skip


@dataclass
class FakeDeciding(Decisions):
    """A queue in memory, with the states that decisions lead to."""

    records: list[RequestRecord] = field(default_factory=queue_of_the_design)
    examinations: dict[str, Examination] = field(default_factory=dict)
    trouble: list[DeskError] = field(default_factory=list)  # raised by the next decisions
    decided: list[DecisionDraft] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)

    def _find(self, request_id: str) -> RequestRecord:
        return next(r for r in self.records if r.request_id == request_id)

    def put(self, record: RequestRecord) -> None:
        self.records = [record if r.request_id == record.request_id else r for r in self.records]

    def queue(self, show: str = "waiting", student: str = "") -> RequestQueue:
        self.searched.append(student)
        waiting = [r for r in self.records if r.state in (State.WAITING, State.RETURNED)]
        waiting += [r for r in self.records if r.flag is Flag.REVIEW and r not in waiting]
        approved = [r for r in self.records if r.state is State.APPROVED]
        declined = [r for r in self.records if r.state is State.DECLINED]
        shown = {
            "waiting": waiting, "approved": approved, "declined": declined, "all": self.records,
        }[show]  # fmt: skip
        if student:
            shown = [r for r in shown if r.ask.student and student in r.ask.student.reference]
        counts = RequestCounts(
            len(waiting), len(approved), len(declined), len(self.records), len(waiting)
        )
        return RequestQueue(tuple(row_of(r) for r in shown), counts)

    def request(self, request_id: str) -> RequestRecord:
        return self._find(request_id)

    def examine_now(self, request_id: str) -> Examination:
        return self.examinations.get(request_id, examined())

    def decide(self, said: DecisionDraft) -> RequestRecord:
        if self.trouble:
            raise self.trouble.pop(0)
        self.decided.append(said)
        becomes = {
            Verdict.APPROVE: State.APPROVED,
            Verdict.OPEN_DOOR: State.APPROVED,
            Verdict.CONFIRM: State.APPROVED,
            Verdict.DECLINE: State.DECLINED,
            Verdict.DISOWN: State.DECLINED,
            Verdict.OFFER: State.RETURNED,
        }
        before = self._find(said.request_id)
        record = replace(
            before,
            version=before.version + 1,
            state=becomes.get(said.verdict, before.state),
            flag=Flag.REVIEW if said.verdict is Verdict.OPEN_DOOR else Flag.NONE,
            decisions=(*before.decisions, decision(said.verdict, reason=said.reason)),
        )
        self.put(record)
        return record

    def undo(self, request_id: str, version: int) -> RequestRecord:
        if self.trouble:
            raise self.trouble.pop(0)
        now = self._find(request_id)
        made = replace(now.decisions[-1], undone_at=NOW)
        record = replace(
            now,
            version=version + 1,
            state=State.WAITING,
            flag=Flag.NONE,
            decisions=(*now.decisions[:-1], made),
        )
        self.put(record)
        return record


@dataclass
class FakeEvents(Events):
    """What was noted about partners before, by partner."""

    noted: dict[str, tuple[PastOutcome, ...]] = field(default_factory=dict)

    def past(self, partner_id: str, kind: Kind | None = None) -> tuple[PastOutcome, ...]:
        return self.noted.get(partner_id, ())


@dataclass
class FakeFiling(Filings):
    """Files into the same queue."""

    decisions: FakeDeciding
    examination: Callable[[Ask], Examination] = lambda ask: examined(
        missing=() if ask.partner else (Fault("", 0, "partner", "Say which partner comes.", ""),),
        refused=ask.kind is Kind.OBSERVATION,
    )
    examined: list[Ask] = field(default_factory=list)
    drafts: list[Ask] = field(default_factory=list)
    filed: list[Ask] = field(default_factory=list)
    edited: list[Ask] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)

    def examine(self, ask: Ask, request_id: str = "") -> Examination:
        self.examined.append(ask)
        found = self.examination(ask)
        own = request_id or None
        others = tuple(one for one in found.clashes if one.request_id != own)
        return replace(found, clashes=others)

    def save_draft(self, ask: Ask, request_id: str = "") -> RequestRecord:
        self.drafts.append(ask)
        return self._put(ask, State.DRAFT, request_id)

    def file(self, ask: Ask, request_id: str = "") -> RequestRecord:
        self.filed.append(ask)
        refused = self.examination(ask).refused
        return self._put(ask, State.DECLINED if refused else State.WAITING, request_id)

    def edit(self, request_id: str, version: int, ask: Ask) -> RequestRecord:
        self.edited.append(ask)
        return self._put(ask, State.WAITING, request_id)

    def take_offer(self, request_id: str, version: int, n: int) -> RequestRecord:
        self.taken.append(n)
        return self._state(request_id, State.WAITING)

    def withdraw(self, request_id: str, version: int) -> RequestRecord:
        return self._state(request_id, State.WITHDRAWN)

    def _state(self, request_id: str, state: State) -> RequestRecord:
        before = self.decisions.request(request_id)
        record = replace(before, state=state, version=before.version + 1)
        self.decisions.put(record)
        return record

    def _put(self, ask: Ask, state: State, request_id: str) -> RequestRecord:
        if request_id:
            before = self.decisions.request(request_id)
            record = replace(before, ask=ask, state=state, version=before.version + 1)
            self.decisions.put(record)
        else:
            record = request(f"R{len(self.decisions.records) + 1}", ask=ask, state=state)
            self.decisions.records.append(record)
        return record


FREE = FreeTimes(
    (
        FreeTime(LUNCH, "Lunch", "activity"),
        FreeTime(window(date(2026, 11, 30), (13, 10), (13, 30)), "Recess", "same_day"),
        FreeTime(window(date(2026, 12, 1), (11, 35), (12, 5)), "Lunch", ""),
    ),
    "",
    TODAY,
    date(2026, 12, 7),
)


@dataclass
class FakeTimes(Times):
    found: FreeTimes = FREE
    asked: list[tuple[Ask, int]] = field(default_factory=list)

    def find(
        self, ask: Ask, minutes: int = 0, *, request_id: str = "", most: int | None = None
    ) -> FreeTimes:
        self.asked.append((ask, minutes))
        return self.found


@dataclass
class Papers:
    """What was printed and saved."""

    done: list[str] = field(default_factory=list)

    def print_letter(self, record: RequestRecord) -> None:
        self.done.append(f"letter {record.request_id}")

    def save_calendar(self, record: RequestRecord) -> None:
        self.done.append(f"calendar {record.partner_id}")

    def print_form(self) -> None:
        self.done.append("form")


def here(
    role: Role | None = Role.LEADER, name: str = "Ms. Lind", account: str = "A-LEAD"
) -> CurrentUser:
    made = CurrentUser()
    if role is not None:
        made.signed_in = SignedIn(Actor(account, name, role, "Principal"), False, 2)
    return made


LAW = replace(
    MEET, door=ExceptionKind.REQUIRED_BY_LAW, reason="Interview", agency="County",
    officer="Badge 41", start=time(10, 10), end=time(10, 40),
)  # fmt: skip
EMERGENCY = replace(MEET, door=ExceptionKind.EMERGENCY, reason="A parent is in hospital")
