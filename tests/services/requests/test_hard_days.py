"""Every kind of request, and days right to the minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Kind, State, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.records.day_plans import DayPlanChange, OwnDay
from cpdesk.records.desk import Question
from cpdesk.records.requests import Ask
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services.requests.leaders_office import LUNCH, PRESENTATION, Office


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    made = Office(services, store_of_services)
    made.enter(made.manager)
    return made


# -- to the minute ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (time(9, 34), time(9, 38), 0),
        (time(9, 33), time(9, 38), 1),
        (time(9, 34), time(9, 39), 1),
        (time(11, 35), time(12, 9), 0),
        (time(11, 34), time(12, 10), 2),
        (time(14, 50), time(15, 30), 0),
        (time(14, 49), time(15, 30), 1),
    ],
)
def test_gaps_and_edges(office: Office, start: time, end: time, minutes: int) -> None:
    seen = office.services.filings.examine(replace(LUNCH, start=start, end=end))
    assert (seen.class_minutes, seen.refused) == (minutes, minutes > 0)


@pytest.mark.parametrize(
    ("day", "start", "refused"),
    [
        (date(2026, 11, 25), time(13, 20), False),  # early release: school is out at 1:20
        (date(2026, 11, 25), time(13, 19), True),
        (date(2026, 12, 4), time(12, 32), False),  # late start, grades 6-8 alone
        (date(2026, 12, 4), time(11, 35), True),
        (date(2027, 6, 11), time(13, 20), False),  # the last day of school
        (date(2027, 6, 11), time(13, 19), True),
        (date(2026, 11, 26), time(10, 0), False),  # no school, so no class: a leader is asked
    ],
)
def test_days_that_are_not_like_the_others(
    office: Office, day: date, start: time, refused: bool
) -> None:
    ask = replace(LUNCH, day=day, start=start, end=time(start.hour, start.minute + 20))
    seen = office.services.filings.examine(ask)
    assert seen.refused is refused
    assert seen.decision is not None
    assert seen.decision.outcome is (Outcome.REFUSE if refused else Outcome.ASK_LEADER)


# -- other kinds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "state"),
    [
        (PRESENTATION, State.WAITING),
        (replace(PRESENTATION, kind=Kind.OBSERVATION), State.DECLINED),
        (replace(PRESENTATION, kind=Kind.PHOTOS, releases=0), State.DECLINED),
        (replace(PRESENTATION, kind=Kind.PHOTOS, releases=12), State.WAITING),
        (replace(PRESENTATION, kind=Kind.TABLING, event="Open house", teacher=""), State.WAITING),
        (replace(PRESENTATION, kind=Kind.STAFF_MEETING, host="Ms. Vang"), State.WAITING),
    ],
)
def test_every_kind_is_filed_and_says_its_reasons(office: Office, ask: Ask, state: State) -> None:
    record = office.services.filings.file(ask)
    assert record.state is state
    if state is State.DECLINED:
        assert any(f.outcome is Outcome.REFUSE for f in record.decisions[0].findings)
        assert office.services.decisions.letter(record.request_id).verdict is Verdict.DECLINE
        office.enter(office.leader)
        with pytest.raises(DeskError):
            office.decide(record.request_id, Verdict.APPROVE)
    else:
        office.enter(office.leader)
        assert office.decide(record.request_id, Verdict.APPROVE).state is State.APPROVED


# -- a day without school --------------------------------------------------------------------------

SATURDAY = date(2026, 11, 28)
FAIR = Ask(
    kind=Kind.TABLING,
    partner="LSL",
    people=("LSL-1",),
    day=SATURDAY,
    start=time(10),
    end=time(12),
    place="Gym",
    event="Family literacy fair",
)


def open_today(office: Office, purpose: Purpose, hour: int, *, day: date = SATURDAY) -> Finding:
    at = datetime.combine(day, time(hour), CHICAGO)
    question = Question(purpose=purpose, person="LSL-1", partner="LSL", at=at)
    found = office.services.desk.assess(question).findings
    return next(one for one in found if one.code == "school.open")


def test_a_leader_who_saw_that_there_is_no_school_said_yes_to_that(office: Office) -> None:
    request = office.asked(FAIR, office.clerk)
    office.enter(office.leader)
    before = open_today(office, Purpose.TABLING, 10)
    assert before.outcome is Outcome.ASK_LEADER
    decided = office.decide(request, Verdict.APPROVE, knowing=True)
    assert decided.state is State.APPROVED
    office.enter(office.clerk)
    assert open_today(office, Purpose.TABLING, 10).outcome is Outcome.ADMIT
    # For that time, kind and day alone.
    assert open_today(office, Purpose.TABLING, 15).outcome is Outcome.ASK_LEADER
    assert open_today(office, Purpose.STAFF_MEETING, 10).outcome is Outcome.ASK_LEADER
    sunday = SATURDAY + timedelta(days=1)
    assert open_today(office, Purpose.TABLING, 10, day=sunday).outcome is Outcome.ASK_LEADER


def test_an_approval_for_a_day_that_lost_its_school_later_is_none_for_that(
    office: Office, services: Services
) -> None:
    thursday = date(2026, 12, 3)
    request = office.asked(replace(FAIR, day=thursday, start=time(17), end=time(19)), office.clerk)
    office.enter(office.leader)
    office.decide(request, Verdict.APPROVE, knowing=True)
    office.enter(office.manager)
    services.day_plans.save(DayPlanChange(days=(OwnDay(thursday, "", "Snow"),)))
    found = open_today(office, Purpose.TABLING, 17, day=thursday)
    assert found.outcome is Outcome.ASK_LEADER
