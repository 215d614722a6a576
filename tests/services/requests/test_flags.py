"""Approvals whose time became class time wait again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from cpdesk.clock import FixedClock
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry
from cpdesk.policy.approval.requests import Flag, SlotState, State, Verdict
from cpdesk.policy.day_plan import DayPlan, DayRow, Period, PeriodKind
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, Flagged, RequestRecord
from cpdesk.services.requests import book
from cpdesk.services.requests.flags import flag_changed
from cpdesk.services.school_context import SchoolContext, ground_now
from cpdesk.services.services import Services
from tests.services.requests.conftest import SECRET, TUESDAY, Asking

LATER = TUESDAY + timedelta(days=7)


def moved(school_context: SchoolContext, *days: date) -> SchoolContext:
    """The ground with lunch an hour later on these days."""
    periods = (
        Period("MOVED", "Period 3", PeriodKind.INSTRUCTIONAL, time(10, 32), time(12, 35)),
        Period("MOVED", "Lunch", PeriodKind.LUNCH, time(12, 35), time(13, 5)),
    )
    special = {**school_context.special, **{day: (DayRow("MOVED"),) for day in days}}
    return replace(
        school_context, special=special, periods={**school_context.periods, "MOVED": periods}
    )


def approve(services: Services, store: Store, ask: Ask) -> RequestRecord:
    filed = services.filings.file(ask)
    with store.write() as tx:
        row = book.row_of(tx, filed.request_id)
        change = {"state": State.APPROVED.value}
        book.change(tx, row, change, now=filed.asked_at, use_case="request.approve")
    return filed


def flag(store: Store, now: datetime, *days: date) -> tuple[Flagged, ...]:
    with store.write() as tx:
        school_context = moved(ground_now(tx), *days)
        done = flag_changed(tx, school_context, Terms.shipped(), now)
        assert journal.broken_link(tx) is None
    return done


def test_an_approval_waits_again_where_its_time_became_class_time(
    services: Services, store_of_services: Store, asking: Asking, clock: FixedClock, leader: Actor
) -> None:
    hit = approve(services, store_of_services, asking(day=LATER))
    kept = approve(services, store_of_services, asking(day=LATER + timedelta(days=2)))
    (told,) = flag(store_of_services, clock.now(), LATER)
    assert (told.request_id, told.class_minutes) == (hit.request_id, 30)
    assert told.window == hit.slots[0].window
    with store_of_services.read() as tx:
        again, other = (book.read(tx, one.request_id, leader) for one in (hit, kept))
        rows = tx.exec_driver_sql("SELECT class_minutes FROM request_slot ORDER BY 1 DESC").all()
    assert (again.state, again.flag) == (State.WAITING, Flag.DAY_PLAN)
    assert (other.state, other.flag) == (State.APPROVED, Flag.NONE)
    assert [slot.state for slot in again.slots] == [SlotState.PLANNED]
    decision = again.decisions[-1]
    assert (decision.verdict, decision.by_account) == (Verdict.REOPEN, "")
    assert decision.findings[0].code == "meeting.instructional-time"
    assert [row[0] for row in rows] == [30, 0]
    assert services.desk.now().school_open


def test_it_is_said_once_and_leaves_two_proofs(
    services: Services, store_of_services: Store, asking: Asking, clock: FixedClock
) -> None:
    approve(services, store_of_services, asking(day=LATER, weekly_until=LATER + timedelta(days=14)))

    def proofs() -> int:
        with store_of_services.read() as tx:
            return tx.execute(select(func.count()).select_from(audit_entry)).scalar_one()

    before = proofs()
    days = (LATER, LATER + timedelta(days=14))
    assert len(flag(store_of_services, clock.now(), *days)) == 1
    assert proofs() == before + 2
    assert flag(store_of_services, clock.now(), *days) == ()
    with store_of_services.read() as tx:
        for table in ("audit_entry", "outbox", "finding"):
            text = str(tx.exec_driver_sql(f"SELECT * FROM {table}").all())
            assert SECRET not in text
            assert "grade" not in text


@pytest.mark.parametrize("what", ["waiting", "door", "past", "outside"])
def test_what_stays_as_it_is(
    services: Services, store_of_services: Store, asking: Asking, clock: FixedClock, what: str
) -> None:
    now = clock.now()
    if what == "waiting":
        services.filings.file(asking(day=LATER))
    elif what == "door":
        emergency = asking(
            day=LATER, door=ExceptionKind.EMERGENCY, reason="An accident in the family"
        )
        approve(services, store_of_services, emergency)
    elif what == "past":
        approve(services, store_of_services, asking(day=LATER))
        now += timedelta(days=8)
    else:
        approve(services, store_of_services, asking(day=LATER, start=time(15), end=time(15, 30)))
    flag_first = flag(store_of_services, now, LATER)
    assert flag_first == ()


def test_a_plan_that_nobody_knows_any_more_counts_as_class(
    services: Services, store_of_services: Store, asking: Asking, clock: FixedClock, leader: Actor
) -> None:
    hit = approve(services, store_of_services, asking(day=LATER))

    def bare(school_context: SchoolContext) -> SchoolContext:
        return replace(school_context, special={LATER: (DayRow("NO BELLS"),)})

    with store_of_services.write() as tx:
        school_context = bare(ground_now(tx))
        assert isinstance(school_context.plan(LATER), DayPlan)
        (told,) = flag_changed(tx, school_context, Terms.shipped(), clock.now())
        assert told.request_id == hit.request_id
        assert book.row_of(tx, hit.request_id).timing == "unknown_plan"
