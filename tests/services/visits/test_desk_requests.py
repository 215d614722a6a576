"""Approved requests at the desk: expected at their time, for their people, and at no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.approval.requests import Kind, State
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Condition, ExceptionKind, Outcome, Purpose
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.accounts import Actor
from cpdesk.records.desk import Admission, Question, RelayedYes, VisitRecord
from cpdesk.records.requests import Ask, Student, Window
from cpdesk.services.requests import book
from cpdesk.services.requests.book import Filled, NewSlot
from cpdesk.services.services import Services

CHICAGO = ZoneInfo("America/Chicago")
TUESDAY = date(2026, 11, 24)
ROSA, MARCUS, BFM = "BFM-1", "BFM-6", "BFM"
SECRET = "S-2207"
YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
DESK = Actor()


def at(hour: int, minute: int, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), CHICAGO)


LUNCH = (at(11, 35), at(12, 5))
MEETING = Question(purpose=Purpose.STUDENT_MEETING, person=ROSA, partner=BFM)


def approve(
    store: Store,
    *times: tuple[datetime, datetime],
    state: State = State.APPROVED,
    school: str = "CEDAR",
    **said: Any,
) -> str:
    """A request as leaders left it, without the way there."""
    people = said.pop("people", ((ROSA, "Rosa Ochoa"),))
    ask = Ask(
        kind=said.pop("kind", Kind.MEET_STUDENT),
        partner=BFM,
        people=tuple(one for one, _ in people),
        place=said.pop("place", "Office B"),
        student=said.pop("student", Student(SECRET, 6)),
        **said,
    )
    windows = times or (LUNCH,)
    filled = Filled(
        ask=ask,
        school_id=school,
        partner_id=BFM,
        partner_name="Bright Futures Mentoring",
        people=people,
        starts_at=windows[0][0],
        ends_at=windows[0][1],
        timing="outside_class",
    )
    slots = [NewSlot(Window(*window)) for window in windows]
    now = datetime(2026, 11, 23, 15, tzinfo=UTC)
    with store.write() as tx:
        made = book.insert(tx, filled, state=State.WAITING, slots=slots, now=now, actor=DESK)
        if state is not State.WAITING:
            row = book.row_of(tx, made)
            book.change(tx, row, {"state": state.value}, now=now, use_case="request.approve")
    return made


def lift(store: Store, person: str, *codes: str, until: date | None = None) -> str:
    """A leader allows this visitor what these rules ask: today once, or until a day."""
    midnight = at(0, 0)
    last = datetime.combine((until or TUESDAY) + timedelta(days=1), time(), CHICAGO)
    ask = Ask(
        kind=Kind.THIS_VISIT, visitor_key=f"person:{person}", lift_codes=codes, valid_until=until
    )
    filled = Filled(ask=ask, school_id="CEDAR", starts_at=midnight, ends_at=last)
    with store.write() as tx:
        made = book.insert(tx, filled, state=State.WAITING, slots=(), now=at(9, 0), actor=DESK)
        row = book.row_of(tx, made)
        book.change(
            tx, row, {"state": State.APPROVED.value}, now=at(9, 5), use_case="request.approve"
        )
    return made


def of(decision: Decision, code: str) -> Finding:
    return next(f for f in decision.findings if f.code == code)


def state_of(store: Store, request_id: str) -> tuple[str, list[tuple[str, str]]]:
    """The state of a request, and of each of its times with the visit that used it."""
    with store.read() as tx:
        state = tx.execute(
            select(t.request.c.state).where(t.request.c.request_id == request_id)
        ).scalar_one()
        slots = tx.execute(
            select(t.request_slot.c.state, t.request_slot.c.visit_id)
            .where(t.request_slot.c.request_id == request_id)
            .order_by(t.request_slot.c.starts_at)
        ).all()
    return state, [tuple(slot) for slot in slots]


def admit(services: Services, question: Question = MEETING, **more: Any) -> VisitRecord:
    return services.desk.admit(Admission(new_id(), question, **more))


# -- admitted for its kind, people and window -----------------------------------------------------


def test_an_approved_meeting_is_admitted_at_its_time_with_place_and_end(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    request = approve(store_of_services)
    clock.set(at(11, 30))
    card = services.desk.card(MEETING)
    assert card.decision.outcome is Outcome.ADMIT
    assert (card.question.request, card.question.grade) == (request, 6)
    assert (card.place, card.ends_at) == ("Office B", at(12, 5))
    visit = admit(services)
    assert (visit.admitted_by, visit.place, visit.ends_at) == ("rules", "Office B", at(12, 5))
    assert state_of(store_of_services, request) == ("used", [("used", visit.visit_id)])


@pytest.mark.parametrize(
    ("when", "says"),
    [
        (at(11, 25), ""),
        (at(11, 24), "too early"),
        (at(12, 4), ""),
        (at(12, 5), "too late"),
        (at(11, 40, date(2026, 11, 25)), "there isn’t one yet"),
    ],
)
def test_early_and_late_are_asked(
    services: Services, store_of_services: Store, clock: FixedClock, when: datetime, says: str
) -> None:
    approve(store_of_services)
    clock.set(when)
    found = of(services.desk.assess(MEETING), "meeting.approval")
    assert (found.outcome is Outcome.ADMIT) == (not says)
    assert says in found.says


def test_another_person_of_the_partner_is_asked(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    request = approve(store_of_services)
    clock.set(at(11, 35))
    marcus = replace(MEETING, person=MARCUS, grade=6)
    found = of(services.desk.assess(marcus), "meeting.approval")
    assert found.outcome is Outcome.ASK_LEADER
    assert "other people from the partner" in found.says
    named = of(services.desk.assess(replace(marcus, request=request)), "meeting.approval")
    assert named == found
    # Admitted on a leader's word, the visit uses nobody else's time.
    admit(services, marcus, relayed=YES)
    assert state_of(store_of_services, request) == ("approved", [("planned", "")])


def test_where_nobody_is_named_anyone_of_the_partner_may_come(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    approve(store_of_services, people=())
    clock.set(at(11, 40))
    assert services.desk.assess(replace(MEETING, person=MARCUS)).outcome is Outcome.ADMIT
    (row,) = [row for row in services.desk.expected() if row.request_id]
    assert (row.person_id, row.person_name, row.partner_name) == (
        "",
        "",
        "Bright Futures Mentoring",
    )


def test_another_room_is_asked_and_the_same_one_is_not(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    approve(store_of_services)
    clock.set(at(11, 40))
    elsewhere = services.desk.card(replace(MEETING, place="Room 114"))
    assert elsewhere.decision.outcome is Outcome.ASK_LEADER
    assert elsewhere.place == "Room 114"
    assert services.desk.assess(replace(MEETING, place="office b")).outcome is Outcome.ADMIT


def test_another_grade_is_another_student(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    approve(store_of_services)
    clock.set(at(11, 40))
    found = of(services.desk.assess(replace(MEETING, grade=7)), "meeting.approval")
    assert found.outcome is Outcome.ASK_LEADER
    assert "another grade" in found.says
    assert services.desk.assess(replace(MEETING, grade=6)).outcome is Outcome.ADMIT


@pytest.mark.parametrize("state", [State.WAITING, State.DECLINED, State.WITHDRAWN])
def test_what_is_not_approved_lets_nobody_in(
    services: Services, store_of_services: Store, clock: FixedClock, state: State
) -> None:
    request = approve(store_of_services, state=state)
    clock.set(at(11, 40))
    for question in (MEETING, replace(MEETING, request=request, grade=6)):
        found = of(services.desk.assess(question), "meeting.approval")
        assert found.outcome is Outcome.ASK_LEADER
        assert "there isn’t one yet" in found.says


def test_a_request_that_nobody_knows_is_said_so(
    services: Services, store_of_services: Store
) -> None:
    elsewhere = approve(store_of_services, school="BIRCH")
    for request in ("nothing", elsewhere):
        with pytest.raises(DeskError, match=r"No request .* found"):
            services.desk.assess(replace(MEETING, request=request))


def test_a_request_says_who_comes_for_what(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    request = approve(store_of_services, people=())
    clock.set(at(11, 40))
    decision = services.desk.assess(Question(request=request))
    assert of(decision, "meeting.approval").outcome is Outcome.ADMIT
    assert of(decision, "visitor.known").outcome is Outcome.ASK_DESK


def test_a_request_for_another_day_says_which(services: Services, store_of_services: Store) -> None:
    friday = date(2026, 12, 4)
    request = approve(store_of_services, (at(11, 35, friday), at(12, 5, friday)))
    found = of(services.desk.assess(replace(MEETING, request=request)), "meeting.approval")
    assert ("day", friday) in found.facts
    admit(services, replace(MEETING, request=request, at=at(15, 30)), relayed=YES)
    assert state_of(store_of_services, request)[0] == "approved"


def test_the_nearest_of_a_days_times_counts(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    approve(store_of_services)
    after = approve(store_of_services, (at(15, 30), at(16, 0)), place="Library")
    clock.set(at(15, 25))
    card = services.desk.card(MEETING)
    assert (card.question.request, card.place) == (after, "Library")
    assert card.decision.outcome is Outcome.ADMIT


def test_a_weekly_request_stays_approved_until_its_last_time(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    later = timedelta(days=7)
    request = approve(store_of_services, LUNCH, (LUNCH[0] + later, LUNCH[1] + later))
    clock.set(at(11, 40))
    visit = admit(services)
    services.desk.check_out(visit.visit_id)
    assert state_of(store_of_services, request) == (
        "approved",
        [("used", visit.visit_id), ("planned", "")],
    )


# -- as the day plan is today ---------------------------------------------------------------------


def test_an_approval_is_judged_by_todays_bells(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    """Class time now, whatever it was when a leader approved it."""
    approve(store_of_services, (at(10, 45), at(11, 15)))
    clock.set(at(10, 50))
    decision = services.desk.assess(MEETING)
    assert decision.outcome is Outcome.REFUSE
    assert of(decision, "meeting.instructional-time").outcome is Outcome.REFUSE
    with pytest.raises(DeskError, match=RULE_NAME["meeting.instructional-time"]):
        admit(services, relayed=YES)


@pytest.mark.parametrize("door", list(ExceptionKind))
def test_an_approved_exception_opens_class_time_at_its_time_alone(
    services: Services, store_of_services: Store, clock: FixedClock, door: ExceptionKind
) -> None:
    approve(
        store_of_services,
        (at(10, 45), at(11, 15)),
        door=door,
        reason="Child protection, Officer Brandvold",
        agency="Child protection",
        officer="Officer Brandvold",
    )
    clock.set(at(10, 50))
    decision = services.desk.assess(MEETING)
    assert decision.outcome is Outcome.ADMIT
    assert of(decision, "meeting.interference").outcome is Outcome.ADMIT
    visit = admit(services)
    assert visit.reason == ""  # why stays with the request
    clock.set(at(12, 30))
    assert services.desk.assess(replace(MEETING, person=MARCUS)).outcome is Outcome.REFUSE


# -- used, undone, used again ---------------------------------------------------------------------


def test_undo_gives_the_time_back_and_check_out_does_not(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    request = approve(store_of_services)
    clock.set(at(11, 40))
    visit = admit(services)
    services.desk.undo(visit.visit_id)
    assert state_of(store_of_services, request) == ("approved", [("planned", "")])
    again = admit(services)
    services.desk.check_out(again.visit_id)
    assert state_of(store_of_services, request) == ("used", [("used", again.visit_id)])
    with store_of_services.read() as tx:
        assert journal.broken_link(tx) is None


def test_a_group_comes_one_by_one_and_undo_leaves_the_others_in(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    both = ((ROSA, "Rosa Ochoa"), (MARCUS, "Marcus Ochoa"))
    request = approve(store_of_services, people=both)
    clock.set(at(11, 40))
    first = admit(services)
    second = admit(services, replace(MEETING, person=MARCUS))
    assert second.admitted_by == "rules"
    assert state_of(store_of_services, request)[1] == [("used", first.visit_id)]
    services.desk.undo(first.visit_id)
    assert state_of(store_of_services, request) == ("used", [("used", second.visit_id)])
    services.desk.undo(second.visit_id)
    assert state_of(store_of_services, request) == ("approved", [("planned", "")])


# -- lifted by a leader ---------------------------------------------------------------------------


def test_a_lift_for_one_visit_is_used_up_by_it(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    person = services.visitors.register_person(BFM, "Zora", "Lindgren-Ito")
    request = lift(store_of_services, person, "visitor.clearance", "visitor.known")
    question = Question(purpose=Purpose.OTHER, person=person, partner=BFM)
    visit = admit(services, question)
    assert visit.admitted_by == "rules"
    assert Condition.ESCORT in visit.conditions
    assert state_of(store_of_services, request)[0] == "used"
    services.desk.undo(visit.visit_id)
    assert state_of(store_of_services, request)[0] == "approved"
    visit = admit(services, question)
    services.desk.check_out(visit.visit_id)
    assert of(services.desk.assess(question), "visitor.clearance").outcome is Outcome.ASK_LEADER


def test_who_is_in_already_is_told_as_such_though_the_lift_is_used_up(
    services: Services, store_of_services: Store
) -> None:
    """Another desk let the visitor in on it a moment ago: that is no refusal."""
    person = services.visitors.register_person(BFM, "Zora", "Lindgren-Ito")
    lift(store_of_services, person, "visitor.clearance", "visitor.known")
    question = Question(purpose=Purpose.OTHER, person=person, partner=BFM)
    visit = admit(services, question)
    with pytest.raises(DeskError, match="Zora Lindgren-Ito has been in the building since"):
        admit(services, question)
    services.desk.check_out(visit.visit_id)
    with pytest.raises(DeskError, match="Only a school leader can approve this"):
        admit(services, question)


def test_a_lift_until_a_day_lasts_and_is_only_this_visitors(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    person = services.visitors.register_person(BFM, "Zora", "Lindgren-Ito")
    other = services.visitors.register_person(BFM, "Ines", "Berg")
    thursday = date(2026, 12, 3)
    request = lift(store_of_services, person, "visitor.clearance", "visitor.known", until=thursday)
    question = Question(purpose=Purpose.OTHER, person=person, partner=BFM)
    assert admit(services, question).admitted_by == "rules"
    assert state_of(store_of_services, request)[0] == "approved"
    assert services.desk.assess(replace(question, person=other)).outcome is Outcome.ASK_LEADER
    clock.set(at(10, 0, thursday))
    assert of(services.desk.assess(question), "visitor.clearance").outcome is Outcome.ADMIT
    clock.set(at(10, 0, date(2026, 12, 4)))
    assert of(services.desk.assess(question), "visitor.clearance").outcome is Outcome.ASK_LEADER


def test_a_lift_never_opens_a_refusal(services: Services, store_of_services: Store) -> None:
    lift(store_of_services, ROSA, "observation.not-allowed", "meeting.instructional-time")
    for question in (
        Question(purpose=Purpose.OBSERVATION, person=ROSA),
        replace(MEETING, grade=6),
    ):
        assert services.desk.assess(question).outcome is Outcome.REFUSE


# -- a leader's yes over the phone ----------------------------------------------------------------


def relayed_rows(store: Store) -> list[Any]:
    with store.read() as tx:
        return list(
            tx.execute(select(t.request).where(t.request.c.kind == Kind.RELAYED.value)).all()
        )


def test_a_relayed_yes_waits_for_the_leader(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    clock.set(at(11, 35))
    visit = admit(services, replace(MEETING, grade=6), relayed=YES)
    (row,) = relayed_rows(store_of_services)
    assert (row.state, row.visit_id) == ("waiting", visit.visit_id)
    assert (row.relayed_who, row.relayed_how) == ("Principal Lindqvist", "by phone")
    assert row.lift_codes == ["meeting.approval"]
    assert (row.visitor_key, row.partner_id) == (f"person:{ROSA}", BFM)
    services.desk.undo(visit.visit_id)
    (row,) = relayed_rows(store_of_services)
    assert row.state == "withdrawn"


def test_what_the_rules_or_the_desk_admit_waits_for_nobody(
    services: Services, store_of_services: Store
) -> None:
    guest = Question(guest="Ines Berg", host="Ms. Vang", reason="Piano")
    admit(services, guest)
    admit(services, Question(purpose=Purpose.STAFF_MEETING, person=ROSA), lift_reason="Known")
    assert relayed_rows(store_of_services) == []


# -- expected -------------------------------------------------------------------------------------


def test_an_approved_request_is_expected_at_its_time(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    request = approve(store_of_services)

    def states() -> list[str]:
        return [r.state for r in services.desk.expected() if r.request_id == request]

    (row,) = [r for r in services.desk.expected() if r.request_id]
    assert (row.person_name, row.start, row.end) == ("Rosa Ochoa", time(11, 35), time(12, 5))
    assert (row.place, row.purpose) == ("Office B", Purpose.STUDENT_MEETING)
    assert request in [r.request_id for r in services.desk.now().next]
    assert states() == ["later"]
    clock.set(at(11, 10))
    assert states() == ["due"]
    clock.set(at(11, 40))
    visit = admit(services)
    assert states() == ["here"]
    services.desk.check_out(visit.visit_id)
    assert states() == ["gone"]
    clock.set(at(12, 40))
    assert states() == ["gone"]


def test_who_did_not_come_is_missed_at_the_end(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    approve(store_of_services)
    clock.set(at(12, 5))
    assert [r.state for r in services.desk.expected() if r.request_id] == ["missed"]


def test_the_search_finds_who_is_approved_to_come(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    request = approve(store_of_services)
    clock.set(at(11, 30))
    hit = next(hit for hit in services.search.find("ocho") if hit.kind == "expected")
    assert (hit.title, hit.request_id, hit.start) == ("Rosa Ochoa", request, time(11, 35))
    assert hit.purpose is Purpose.STUDENT_MEETING
    assert request in [hit.request_id for hit in services.search.find("")]
    admit(services)
    assert request not in [hit.request_id for hit in services.search.find("ocho")]


def test_the_card_offers_what_was_approved_for_today(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    request = approve(store_of_services)
    clock.set(at(11, 30))
    card = services.desk.card(Question(person=ROSA, partner=BFM))
    assert request in [choice.request_id for choice in card.choices]
    assert card.chosen.request_id == request
    asked = replace(MEETING, request=request)
    assert services.desk.card(asked).chosen == card.chosen
    assert services.desk.card(Question(request=request, person=ROSA)).chosen == card.chosen


def test_the_days_schedule_has_what_was_approved_and_nothing_of_the_student(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    request = approve(store_of_services)
    approve(store_of_services, state=State.WAITING)
    (line,) = services.day.schedule(TUESDAY).approved
    assert (line.request_id, line.kind, line.people) == (
        request,
        Kind.MEET_STUDENT,
        ("Rosa Ochoa",),
    )
    assert (line.window.starts_at, line.place, line.part, line.state) == (
        at(11, 35),
        "Office B",
        "school",
        "later",
    )
    assert SECRET not in repr(line)
    clock.set(at(11, 40))
    visit = admit(services)
    assert [one.state for one in services.day.schedule(TUESDAY).approved] == ["here"]
    services.desk.check_out(visit.visit_id)
    assert [one.state for one in services.day.schedule(TUESDAY).approved] == ["done"]
    assert services.day.schedule(date(2026, 11, 25)).approved == ()


# -- student data stays inside --------------------------------------------------------------------


def test_nothing_of_the_student_reaches_the_proof_or_the_badge(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    approve(store_of_services)
    clock.set(at(11, 40))
    visit = admit(services)
    badge = services.papers.badge(visit.visit_id)
    assert (badge.place, badge.ends) == ("Office B", time(12, 5))
    assert badge.activity_title == "Student meeting"
    with store_of_services.read() as tx:
        entries = tx.execute(select(audit_entry)).all()
        lines = tx.execute(select(outbox)).all()
    assert lines
    assert SECRET not in repr((visit, badge, entries, lines))
