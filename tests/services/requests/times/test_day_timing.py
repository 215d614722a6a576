"""The list says where a request's time lies by the bells of now, as its examination does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cpdesk.policy.approval.requests import Verdict
from cpdesk.policy.permissions import Role
from cpdesk.records.day_plans import DayPlanChange, OwnDay
from cpdesk.records.requests import Ask, DecisionDraft
from cpdesk.services.services import Services
from tests.services import staff
from tests.services.requests.conftest import TUESDAY, Asking

LATER = TUESDAY + timedelta(days=7)
STORM = OwnDay(LATER, "", "Storm")
WITHOUT_BELLS = OwnDay(LATER, "E-learning")


@pytest.fixture
def office(services: Services) -> Services:
    staff.hire(services)
    return services


def filed(office: Services, ask: Ask) -> str:
    staff.sit(office, Role.DESK)
    return office.filings.file(ask).request_id


def change(office: Services, *days: OwnDay) -> None:
    staff.sit(office, Role.MANAGER)
    office.day_plans.save(DayPlanChange(days=days))


def listed(office: Services, request_id: str) -> str:
    rows = office.decisions.queue("all").rows
    return next(row.timing for row in rows if row.request_id == request_id)


@pytest.mark.parametrize(
    ("day", "says"), [(WITHOUT_BELLS, "unknown_plan"), (STORM, "no_school")], ids=["bells", "storm"]
)
def test_what_waits_is_listed_by_the_day_plan_as_it_is_now(
    office: Services, asking: Asking, day: OwnDay, says: str
) -> None:
    request = filed(office, asking(day=LATER))
    assert listed(office, request) == "outside_class"
    change(office, day)
    assert listed(office, request) == says == office.decisions.examine_now(request).timing
    change(office, OwnDay(LATER, "REGULAR"))
    assert listed(office, request) == "outside_class"


@pytest.mark.parametrize("until", [None, LATER + timedelta(days=14)])
def test_the_worst_of_the_times_is_listed_as_in_the_examination(
    office: Services, asking: Asking, until: date | None
) -> None:
    last = LATER + timedelta(days=14)
    request = filed(office, asking(day=LATER, weekly_until=until))
    change(office, OwnDay(last, "E-learning"))
    said = "unknown_plan" if until else "outside_class"
    assert listed(office, request) == said == office.decisions.examine_now(request).timing


def test_what_was_decided_is_listed_as_it_was_then(office: Services, asking: Asking) -> None:
    request = filed(office, asking(day=LATER))
    staff.sit(office, Role.LEADER)
    office.decisions.decide(DecisionDraft(request, 1, Verdict.DECLINE, reason="Not then"))
    change(office, WITHOUT_BELLS)
    assert listed(office, request) == "outside_class"
