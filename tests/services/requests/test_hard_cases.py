"""The corners of requests: what changes under an approval, what is taken, what is used up."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cpdesk import paths
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.day_plan import PeriodKind
from cpdesk.policy.outcome import ExceptionKind, Outcome, Purpose
from cpdesk.records.day_plans import DayPlanChange, OwnDay, OwnPeriod, OwnSchedule
from cpdesk.records.desk import Admission, Question, VisitRecord
from cpdesk.records.requests import Ask, Student, Window
from cpdesk.services.services import Services
from tests.services.requests.leaders_office import DAY, EMERGENCY, LUNCH, Office

CHICAGO = ZoneInfo("America/Chicago")
TODAY = date(2026, 11, 24)
WEEK = timedelta(days=7)
LATE_LUNCH = OwnSchedule(
    "LATE LUNCH",
    (
        OwnPeriod("Morning", PeriodKind.INSTRUCTIONAL, time(8, 15), time(12, 35)),
        OwnPeriod("Lunch", PeriodKind.LUNCH, time(12, 35), time(13, 5)),
        OwnPeriod("Afternoon", PeriodKind.INSTRUCTIONAL, time(13, 5), time(14, 50)),
    ),
)
OWN_LUNCH = DayPlanChange(schedules=(LATE_LUNCH,), days=(OwnDay(DAY, "LATE LUNCH"),))


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    made = Office(services, store_of_services)
    made.enter(made.manager)
    return made


def at(hour: int, minute: int, day: date = TODAY) -> datetime:
    return datetime.combine(day, time(hour, minute), CHICAGO)


def come(office: Office, person: str, partner: str, **said: object) -> VisitRecord:
    question = Question(person=person, partner=partner, **said)  # type: ignore[arg-type]
    return office.services.desk.admit(Admission(new_id(), question, "seen"))


# -- the day plan changes and changes back ---------------------------------------------------------


def test_class_minutes_are_those_of_the_plan_at_the_approval(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    (told,) = office.services.day_plans.save(OWN_LUNCH).flagged
    assert (told.request_id, told.class_minutes) == (asked, 30)
    taken_back = DayPlanChange(drop_days=((DAY, None),), drop_schedules=("LATE LUNCH",))
    assert office.services.day_plans.save(taken_back).flagged == ()
    again = office.decide(asked, Verdict.APPROVE)
    assert (again.state, again.flag) == (State.APPROVED, Flag.NONE)
    another = office.services.filings.examine(replace(LUNCH, day=DAY + WEEK))
    assert another.class_minutes_term == 0  # lunch is lunch again


def test_a_flagged_approval_lets_nobody_in_and_cannot_be_given_again_as_it_is(
    office: Office, clock: FixedClock
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    preview = office.services.day_plans.preview(OWN_LUNCH)
    assert [one.request_id for one in preview.flagged] == [asked]
    assert office.services.decisions.request(asked).state is State.APPROVED
    office.services.day_plans.save(OWN_LUNCH)
    with pytest.raises(DeskError, match="rules don’t allow"):
        office.decide(asked, Verdict.APPROVE)
    moved = office.decide(asked, Verdict.APPROVE, start=time(12, 35), end=time(13, 5))
    assert [s.window.starts_at.time() for s in moved.slots if s.state is SlotState.PLANNED] == [
        time(12, 35)
    ]
    clock.set(at(11, 35, DAY))
    question = Question(purpose=Purpose.STUDENT_MEETING, person="LSL-1", partner="LSL", grade=6)
    assert office.services.desk.card(question).decision.outcome is Outcome.ASK_LEADER
    clock.set(at(12, 30, DAY))
    now = office.services.desk.card(question).decision
    assert {f.code for f in now.troubles if f.code.startswith("meeting.")} == set()


def test_a_new_roster_flags_too_and_the_offices_own_days_survive_it(
    office: Office, services: Services, tmp_path: Path
) -> None:
    safe = office.asked(replace(LUNCH, start=time(12, 35), end=time(13, 5), door=None), None)
    other = office.asked(replace(LUNCH, day=DAY + 2 * timedelta(days=1)), office.clerk)
    office.enter(office.leader)
    saved = services.day_plans.save(OWN_LUNCH)
    assert saved.flagged == ()
    office.decide(safe, Verdict.APPROVE)
    office.decide(other, Verdict.APPROVE)
    roster = shutil.copytree(paths.resources() / "sample", tmp_path / "next")
    bells = (roster / "bells.csv").read_text("utf-8-sig")
    (roster / "bells.csv").write_text(bells.replace(",lunch,", ",instructional,"), "utf-8")
    manifest = json.loads((roster / "manifest.json").read_text("utf-8"))
    (roster / "manifest.json").write_text(json.dumps(manifest | {"sequence": 2}), "utf-8")
    services.rosters.take_in(roster)
    assert services.day_plans.view(DAY).whose == "office"
    assert services.decisions.request(safe).state is State.APPROVED
    flagged = services.decisions.request(other)
    assert (flagged.state, flagged.flag) == (State.WAITING, Flag.DAY_PLAN)


# -- weekly ----------------------------------------------------------------------------------------


def test_an_offered_time_after_the_last_day_of_a_weekly_request_can_be_taken(
    office: Office,
) -> None:
    asked = office.asked(replace(LUNCH, weekly_until=DAY + WEEK), office.clerk)
    office.enter(office.leader)
    later = DAY + WEEK + timedelta(days=2)  # a Thursday
    window = Window(at(11, 35, later), at(12, 5, later))
    offered = office.decide(asked, Verdict.OFFER, offers=(window,))
    office.enter(office.clerk)
    taken = office.services.filings.take_offer(asked, offered.version, 0)
    assert (taken.state, taken.ask.day) == (State.WAITING, later)
    assert [slot.window for slot in taken.slots if slot.state is SlotState.PLANNED] == [window]


def test_times_that_passed_before_a_leader_said_yes_are_nobodys_misses(
    office: Office, clock: FixedClock
) -> None:
    asked = office.asked(replace(LUNCH, weekly_until=DAY + 2 * WEEK), office.clerk)
    clock.set(at(9, 0, DAY + timedelta(days=2)))
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    office.services.decisions.settle()
    slots = office.services.decisions.request(asked).slots
    assert SlotState.MISSED not in [slot.state for slot in slots]
    assert [slot.window.starts_at.date() for slot in slots if slot.state is SlotState.PLANNED] == [
        DAY + WEEK,
        DAY + 2 * WEEK,
    ]


def test_a_weekly_one_over_the_clock_change_the_break_and_the_last_day(office: Office) -> None:
    ask = replace(LUNCH, day=date(2027, 3, 4), weekly_until=date(2027, 6, 30))  # Thursdays
    record = office.services.filings.file(ask)
    days = [slot.window.starts_at.date() for slot in record.slots]
    assert days[0] == date(2027, 3, 4)
    assert date(2027, 4, 1) not in days  # spring break
    assert days[-1] == date(2027, 6, 10)  # June 11 is the last day of school
    assert {slot.window.starts_at.time() for slot in record.slots} == {time(11, 35)}
    offsets = {slot.window.starts_at.utcoffset() for slot in record.slots}
    assert offsets == {timedelta(hours=-6), timedelta(hours=-5)}
    assert record.state is State.WAITING


def test_a_weekly_one_with_visits_is_edited_and_keeps_what_was(
    office: Office, clock: FixedClock
) -> None:
    ask = replace(LUNCH, day=DAY, weekly_until=DAY + 3 * WEEK)
    asked = office.asked(ask, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    visits = []
    for week in range(2):
        clock.set(at(11, 32, DAY + week * WEEK))
        office.enter(office.clerk)
        visit = come(office, "LSL-1", "LSL", purpose=Purpose.STUDENT_MEETING)
        visits.append(visit.visit_id)
        clock.set(at(12, 10, DAY + week * WEEK))
        office.services.desk.check_out(visit.visit_id)
    record = office.services.decisions.request(asked)
    assert [slot.visit_id for slot in record.slots if slot.state is SlotState.USED] == visits
    edited = office.services.filings.edit(
        asked, record.version, replace(record.ask, place="Room 12", day=DAY + 2 * WEEK)
    )
    assert [slot.state for slot in edited.slots].count(SlotState.USED) == 2
    planned = [slot for slot in edited.slots if slot.state is SlotState.PLANNED]
    assert [slot.window.starts_at.date() for slot in planned] == [DAY + 2 * WEEK, DAY + 3 * WEEK]
    same = office.services.filings.edit(asked, edited.version, replace(edited.ask, host="Ms. Vang"))
    assert [slot.state for slot in same.slots].count(SlotState.USED) == 2


def test_what_nobody_came_to_is_missed_also_where_the_rest_changes(
    office: Office, clock: FixedClock
) -> None:
    asked = office.asked(replace(LUNCH, weekly_until=DAY + 2 * WEEK), office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    clock.set(at(15, 0, DAY + WEEK))
    record = office.services.decisions.request(asked)
    edited = office.services.filings.edit(asked, record.version, replace(record.ask, place="Hall"))
    states = [(slot.window.starts_at.date(), slot.state) for slot in edited.slots]
    assert sorted(states) == sorted(
        [
            (DAY, SlotState.MISSED),
            (DAY + WEEK, SlotState.MISSED),
            (DAY + 2 * WEEK, SlotState.CANCELLED),
            (DAY + 2 * WEEK, SlotState.PLANNED),
        ]
    )


def test_a_day_that_is_closed_meanwhile_is_left_out_by_the_yes(office: Office) -> None:
    asked = office.asked(replace(LUNCH, weekly_until=DAY + 2 * WEEK), office.clerk)
    office.enter(office.leader)
    closed = DayPlanChange(days=(OwnDay(DAY + WEEK, "", "Water main"),))
    assert office.services.day_plans.save(closed).flagged == ()
    record = office.decide(asked, Verdict.APPROVE)
    assert [slot.window.starts_at.date() for slot in record.slots] == [DAY, DAY + 2 * WEEK]


# -- at the desk -----------------------------------------------------------------------------------


def test_of_two_meetings_one_after_the_other_each_is_used(
    office: Office, clock: FixedClock
) -> None:
    half = replace(LUNCH, end=time(11, 50))
    first = office.asked(half, office.clerk)
    second = office.asked(
        replace(half, start=time(11, 50), end=time(12, 5), student=Student("S-9", 6)), office.clerk
    )
    office.enter(office.leader)
    office.decide(first, Verdict.APPROVE)
    office.decide(second, Verdict.APPROVE)
    for request, minute in ((first, 35), (second, 50)):
        clock.set(at(11, minute, DAY))
        visit = come(office, "LSL-1", "LSL", purpose=Purpose.STUDENT_MEETING)
        assert office.services.decisions.request(request).state is State.USED
        office.services.desk.check_out(visit.visit_id)


def test_what_was_lifted_until_a_day_and_used_is_not_missed(
    office: Office, clock: FixedClock
) -> None:
    lifted = Ask(
        kind=Kind.THIS_VISIT,
        visitor_key="person:BFM-5",
        lift_codes=("visitor.clearance",),
        valid_until=TODAY + timedelta(days=1),
    )
    used, unused = (
        office.asked(one, office.clerk)
        for one in (
            lifted,
            replace(lifted, visitor_key="person:BFM-1", lift_codes=("visitor.known",)),
        )
    )
    office.enter(office.leader)
    office.decide(used, Verdict.APPROVE)
    office.decide(unused, Verdict.APPROVE)
    clock.set(at(11, 0))
    question = Question(person="BFM-5", partner="BFM", activity="A-011")
    findings = {f.code: f for f in office.services.desk.card(question).decision.findings}
    assert findings["visitor.clearance"].outcome is Outcome.ADMIT
    visit = office.services.desk.admit(Admission(new_id(), question, lift_reason="seen"))
    clock.set(at(8, 0, TODAY + timedelta(days=2)))
    office.services.decisions.settle()
    assert office.services.decisions.request(used).state is State.USED
    assert office.services.decisions.request(used).visit_id == visit.visit_id
    assert office.services.decisions.request(unused).state is State.MISSED


def test_a_lift_whose_only_visit_was_undone_was_never_used(
    office: Office, clock: FixedClock
) -> None:
    lifted = Ask(
        kind=Kind.THIS_VISIT,
        visitor_key="person:BFM-5",
        lift_codes=("visitor.clearance",),
        valid_until=TODAY + timedelta(days=1),
    )
    asked = office.asked(lifted, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    question = Question(person="BFM-5", partner="BFM", activity="A-011")
    visit = office.services.desk.admit(Admission(new_id(), question, lift_reason="seen"))
    assert office.services.decisions.request(asked).visit_id == visit.visit_id
    office.services.desk.undo(visit.visit_id)
    clock.set(at(8, 0, TODAY + timedelta(days=2)))
    office.services.decisions.settle()
    assert office.services.decisions.request(asked).state is State.MISSED


# -- the doors -------------------------------------------------------------------------------------


def test_who_opened_a_door_does_not_put_the_review_aside_in_a_leaders_place(
    office: Office,
) -> None:
    asked = office.asked(EMERGENCY, office.clerk)
    office.enter(office.manager)
    office.decide(asked, Verdict.OPEN_DOOR, reason="No leader is in the building")
    office.enter(office.lend(office.leader, office.manager, DAY))
    with pytest.raises(DeskError, match="you can’t review it"):
        office.decide(asked, Verdict.REVIEW)
    declined = office.decide(asked, Verdict.DECLINE, reason="It was a mistake")
    assert (declined.state, declined.flag) == (State.DECLINED, Flag.REVIEW)
    office.enter(office.leader)
    assert office.services.decisions.queue("waiting").rows[0].request_id == asked
    assert office.decide(asked, Verdict.REVIEW).flag is Flag.NONE


def test_the_law_wants_agency_and_officer_and_a_leader(office: Office) -> None:
    law = replace(EMERGENCY, door=ExceptionKind.REQUIRED_BY_LAW, reason="Interview")
    with pytest.raises(DeskError) as told:
        office.services.filings.file(law)
    assert [fault.column for fault in told.value.faults] == ["agency", "officer"]
    asked = office.services.filings.file(replace(law, agency="County", officer="No. 12")).request_id
    office.enter(office.other_leader)
    with pytest.raises(DeskError, match="min of class time"):
        office.decide(asked, Verdict.APPROVE)
    assert office.decide(asked, Verdict.APPROVE, knowing=True).state is State.APPROVED
    again = office.services.filings.file(
        replace(law, agency="County", officer="No. 12", start=time(12, 20), end=time(12, 30))
    )
    office.enter(office.manager)
    with pytest.raises(DeskError, match="only an emergency can be approved"):
        office.decide(again.request_id, Verdict.OPEN_DOOR, reason="nobody here")


# -- who decides -----------------------------------------------------------------------------------


def test_standing_in_ends_with_its_last_day(office: Office, clock: FixedClock) -> None:
    asked = [office.asked(replace(LUNCH, day=DAY + n * WEEK), office.clerk) for n in range(2)]
    lent = office.lend(office.leader, office.manager, TODAY)
    clock.set(at(23, 59))
    office.enter(lent)
    assert (
        office.decide(asked[0], Verdict.APPROVE).decisions[-1].lent_by == office.leader.account_id
    )
    clock.set(at(0, 0, TODAY + timedelta(days=1)))
    office.services.auth.password_at = clock.now()
    with pytest.raises(DeskError, match="account doesn’t allow this"):
        office.decide(asked[1], Verdict.APPROVE)


# -- students --------------------------------------------------------------------------------------


def test_a_draft_that_names_the_student_elsewhere_is_not_proved_with_the_name(
    office: Office, store_of_services: Store
) -> None:
    leaky = replace(LUNCH, reason="About S-4471 and reading")
    with pytest.raises(DeskError) as told:
        office.services.filings.save_draft(leaky)
    assert [fault.column for fault in told.value.faults] == ["reason"]
    draft = office.services.filings.save_draft(replace(LUNCH, end=None))
    for change in (office.services.filings.edit,):
        with pytest.raises(DeskError):
            change(draft.request_id, draft.version, leaky)
    with pytest.raises(DeskError):
        office.services.filings.save_draft(leaky, draft.request_id)
    with store_of_services.read() as tx:
        for table in ("audit_entry", "outbox"):
            assert "4471" not in str(tx.exec_driver_sql(f"SELECT * FROM {table}").all())
