"""Approved meetings that a change of the day plan moves into class time are asked again."""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cpdesk import paths
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.approval.requests import Flag, State, Verdict
from cpdesk.policy.day_plan import PeriodKind
from cpdesk.records.day_plans import DayPlanChange, OwnDay, OwnPeriod, OwnSchedule
from cpdesk.services.services import Services
from tests.services.requests.leaders_office import DAY, LUNCH, Office

LATE_LUNCH = DayPlanChange(
    schedules=(
        OwnSchedule("Late lunch", (OwnPeriod("P1", PeriodKind.INSTRUCTIONAL, time(8), time(12)),)),
    ),
    days=(OwnDay(DAY, "Late lunch", "Assembly"),),
)


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    return Office(services, store_of_services)


def approved(office: Office) -> str:
    """A meeting at lunch, from 11:35, that the principal approved."""
    request = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(request, Verdict.APPROVE)
    return request


def state(office: Office, request: str) -> tuple[State, Flag]:
    found = office.services.decisions.request(request)
    return found.state, found.flag


def counts(store: Store) -> tuple[int, int]:
    with store.read() as tx:
        assert journal.broken_link(tx) is None
        return (
            tx.execute(select(func.count()).select_from(audit_entry)).scalar_one(),
            tx.execute(select(func.count()).select_from(outbox)).scalar_one(),
        )


def test_the_list_is_there_before_and_the_approval_waits_after(office: Office) -> None:
    request = approved(office)
    plans = office.services.day_plans
    would = plans.preview(LATE_LUNCH)
    assert [(f.request_id, f.class_minutes) for f in would.flagged] == [(request, 25)]
    assert state(office, request) == (State.APPROVED, Flag.NONE)
    before = counts(office.store)
    saved = plans.save(LATE_LUNCH)
    assert saved.flagged == would.flagged
    assert state(office, request) == (State.WAITING, Flag.DAY_PLAN)
    audits, lines = counts(office.store)
    assert audits - before[0] == lines - before[1] >= 2  # the plan's and the request's


def test_a_change_that_leaves_the_meeting_outside_class_asks_nothing_again(office: Office) -> None:
    request = approved(office)
    saved = office.services.day_plans.save(DayPlanChange(days=(OwnDay(DAY, "", "Storm"),)))
    assert saved.flagged == ()
    assert state(office, request) == (State.APPROVED, Flag.NONE)


@pytest.mark.parametrize("touches", [True, False])
def test_a_new_roster_that_moves_lunch_asks_again_in_the_same_step(
    office: Office, tmp_path: Path, touches: bool
) -> None:
    request = approved(office)
    roster = tmp_path / "next"
    roster.mkdir()
    for file in (paths.resources() / "sample").iterdir():
        text = file.read_text("utf-8")
        if file.name == "manifest.json":
            said = json.loads(text)
            text = json.dumps(said | {"sequence": said["sequence"] + 1})
        if file.name == "bells.csv" and touches:
            old = "CEDAR,REGULAR,Lunch,lunch,11:35,12:05,6,8"
            assert old in text
            text = text.replace(old, "CEDAR,REGULAR,Lunch,instructional,11:35,12:05,6,8")
        (roster / file.name).write_text(text, "utf-8")
    office.services.rosters.take_in(roster, sample=True)
    expected = (State.WAITING, Flag.DAY_PLAN) if touches else (State.APPROVED, Flag.NONE)
    assert state(office, request) == expected
