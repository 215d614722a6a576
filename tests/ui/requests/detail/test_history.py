"""What the rules found, beside what a leader decided: the two never contradict each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from cpdesk.clock import FixedClock
from cpdesk.policy.approval.requests import Flag, Kind, State, Verdict
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.permissions import Role
from cpdesk.records.day_plans import DayPlanChange, OwnDay
from cpdesk.records.desk import Admission, Question
from cpdesk.records.requests import Ask, DecisionDraft, RequestRecord
from cpdesk.services.services import Services
from cpdesk.ui.requests.detail.facts import facts
from cpdesk.ui.requests.detail.history import as_answered, headline, kept
from cpdesk.ui.widgets.domain.reasons import reasons
from tests.conftest import CHICAGO
from tests.services import staff
from tests.services.requests.leaders_office import DAY, LUNCH, PRESENTATION

MEETING = replace(LUNCH, family_knows=None)
TABLE = Ask(
    kind=Kind.TABLING,
    partner="LSL",
    people=("LSL-1",),
    day=DAY,
    start=time(17),
    end=time(19),
    place="Front hall",
    event="Open house",
)
ON_SATURDAY = replace(MEETING, day=date(2026, 12, 5))
WEEKLY = replace(MEETING, weekly_until=date(2026, 12, 15))
ALL = {
    "meeting": MEETING,
    "table": TABLE,
    "presentation": PRESENTATION,
    "on a day without school": ON_SATURDAY,
    "weekly": WEEKLY,
}
NOT_YET = ("there isn’t one yet", "no one has approved", "there’s no approval yet")
Ready = Callable[[Ask], RequestRecord]


@pytest.fixture
def file(services: Services) -> Ready:
    staff.hire(services)

    def file(ask: Ask) -> RequestRecord:
        staff.sit(services, Role.DESK)
        return services.filings.file(ask)

    return file


def decide(services: Services, record: RequestRecord, verdict: Verdict) -> RequestRecord:
    staff.sit(services, Role.LEADER)
    said = DecisionDraft(
        record.request_id, record.version, verdict, knowing=True, reason="As agreed"
    )
    return services.decisions.decide(said)


def today(services: Services, record: RequestRecord) -> list[str]:
    """What stands under "Findings"."""
    found = services.decisions.examine_now(record.request_id).decision
    assert found is not None
    rows = reasons(as_answered(found, record, services.words), services.words)
    return [row.sentence for row in rows]


def then(services: Services, record: RequestRecord, place: int = -1) -> list[str]:
    """What a decision is explained with, and what stands there once a request is over."""
    rows = reasons(kept(record.decisions[place], services.words), services.words)
    return [row.sentence for row in rows]


@pytest.mark.parametrize("ask", ALL.values(), ids=ALL)
def test_an_approved_request_says_who_approved_it_when_and_never_that_nobody_has(
    services: Services, file: Ready, ask: Ask
) -> None:
    waiting = file(ask)
    assert sum(any(part in row for part in NOT_YET) for row in today(services, waiting)) == 1
    approved = decide(services, waiting, Verdict.APPROVE)
    assert approved.state is State.APPROVED
    said = headline(approved.decisions[-1], services.words)
    assert said.startswith("Approved by ")
    assert "Nov 24, 2026, 10:42" in said
    for rows in (today(services, approved), then(services, approved)):
        assert rows.count(said) == 1
        assert not [row for row in rows if any(part in row for part in NOT_YET)]


def test_the_findings_of_an_approved_request_leave_a_leader_nothing_to_say_yes_to(
    services: Services, file: Ready
) -> None:
    for ask in (MEETING, TABLE, PRESENTATION, ON_SATURDAY):
        approved = decide(services, file(ask), Verdict.APPROVE)
        found = services.decisions.examine_now(approved.request_id).decision
        assert found is not None
        assert found.outcome is Outcome.ADMIT, ask.kind


def test_the_badge_of_a_presentation_keeps_its_condition(services: Services, file: Ready) -> None:
    approved = decide(services, file(PRESENTATION), Verdict.APPROVE)
    found = services.decisions.examine_now(approved.request_id).decision
    assert found is not None
    rows = reasons(as_answered(found, approved, services.words), services.words)
    (row,) = (row for row in rows if row.sentence.startswith("Approved by "))
    assert "registration forms" in row.strong
    assert "presentation.approval" in row.small


def test_a_declined_request_says_who_declined_it(services: Services, file: Ready) -> None:
    declined = decide(services, file(MEETING), Verdict.DECLINE)
    rows = then(services, declined)
    assert headline(declined.decisions[-1], services.words) in rows
    assert not [row for row in rows if any(part in row for part in NOT_YET)]


def test_a_used_request_is_explained_by_who_approved_it(
    services: Services, file: Ready, clock: FixedClock
) -> None:
    approved = decide(services, file(replace(MEETING, day=date(2026, 11, 24))), Verdict.APPROVE)
    staff.sit(services, Role.DESK)
    clock.set(datetime(2026, 11, 24, 11, 35, tzinfo=CHICAGO))
    asked = Question(person="LSL-1", partner="LSL", request=approved.request_id)
    services.desk.admit(Admission("A1", asked))
    used = services.decisions.request(approved.request_id)
    assert used.state is State.USED
    assert headline(used.decisions[-1], services.words) in then(services, used)


def test_an_edited_request_waits_again_and_says_that_nobody_has_approved_it(
    services: Services, file: Ready
) -> None:
    approved = decide(services, file(MEETING), Verdict.APPROVE)
    staff.sit(services, Role.DESK)
    edit = replace(MEETING, place="Gym")
    again = services.filings.edit(approved.request_id, approved.version, edit)
    assert again.state is State.WAITING
    assert [row for row in today(services, again) if "there isn’t one yet" in row]
    assert not [row for row in today(services, again) if row.startswith("Approved by")]


def test_an_undone_approval_counts_no_more(services: Services, file: Ready) -> None:
    approved = decide(services, file(MEETING), Verdict.APPROVE)
    again = services.decisions.undo(approved.request_id, approved.version)
    assert again.state is State.WAITING
    assert [row for row in today(services, again) if "there isn’t one yet" in row]


def test_a_meeting_whose_bells_changed_and_changed_back_says_so(
    services: Services, file: Ready
) -> None:
    approved = decide(services, file(MEETING), Verdict.APPROVE)

    def look_again(schedule: str) -> str:
        staff.sit(services, Role.MANAGER)
        services.day_plans.save(DayPlanChange(days=(OwnDay(DAY, schedule),)))
        record = services.decisions.request(approved.request_id)
        examined = services.decisions.examine_now(approved.request_id)
        assert (record.state, record.flag) == (State.WAITING, Flag.DAY_PLAN)
        return facts(record, examined, date(2026, 11, 24), services.words)[0].words

    assert look_again("E-learning").endswith("This time is now class time.")
    assert look_again("REGULAR").endswith("This time is outside class time again.")
