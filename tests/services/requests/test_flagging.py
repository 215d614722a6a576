"""Approvals whose time became class time wait again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from cpdesk.clock import FixedClock
from cpdesk.models import journal
from cpdesk.models.desk_tables import audit_entry
from cpdesk.models.store import Store
from cpdesk.policy.dayplan import DayPlan, DayRow, Period, PeriodKind
from cpdesk.policy.outcome import Door
from cpdesk.policy.requests import Flag, SlotState, State, Verdict
from cpdesk.policy.terms import Terms
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, Flagged, RequestRecord
from cpdesk.services.context import Ground, ground_now
from cpdesk.services.counter import Counter
from cpdesk.services.requests import book
from cpdesk.services.requests.flagging import flag_changed, would_flag
from tests.services.requests.conftest import SECRET, TUESDAY, Asking

LATER = TUESDAY + timedelta(days=7)


def moved(ground: Ground, *days: date) -> Ground:
    """The ground with lunch an hour later on these days."""
    periods = (
        Period("MOVED", "Period 3", PeriodKind.INSTRUCTIONAL, time(10, 32), time(12, 35)),
        Period("MOVED", "Lunch", PeriodKind.LUNCH, time(12, 35), time(13, 5)),
    )
    special = {**ground.special, **{day: (DayRow("MOVED"),) for day in days}}
    return replace(ground, special=special, periods={**ground.periods, "MOVED": periods})


def approve(counter: Counter, store: Store, ask: Ask) -> RequestRecord:
    filed = counter.filing.file(ask)
    with store.write() as tx:
        row = book.row_of(tx, filed.request_id)
        change = {"state": State.APPROVED.value}
        book.change(tx, row, change, now=filed.asked_at, use_case="request.approve")
    return filed


def flag(store: Store, now: datetime, *days: date) -> tuple[Flagged, ...]:
    with store.write() as tx:
        ground = moved(ground_now(tx), *days)
        thought = would_flag(tx, ground_now(tx), ground.plan, Terms.shipped(), now)
        done = flag_changed(tx, ground, Terms.shipped(), now)
        assert thought == done
        assert journal.broken_link(tx) is None
    return done


def test_an_approval_waits_again_where_its_time_became_class_time(
    counter: Counter, store_of_counter: Store, asking: Asking, clock: FixedClock, leader: Actor
) -> None:
    hit = approve(counter, store_of_counter, asking(day=LATER))
    kept = approve(counter, store_of_counter, asking(day=LATER + timedelta(days=2)))
    (told,) = flag(store_of_counter, clock.now(), LATER)
    assert (told.request_id, told.class_minutes) == (hit.request_id, 30)
    assert told.window == hit.slots[0].window
    with store_of_counter.read() as tx:
        again, other = (book.read(tx, one.request_id, leader) for one in (hit, kept))
        rows = tx.exec_driver_sql("SELECT class_minutes FROM request_slot ORDER BY 1 DESC").all()
    assert (again.state, again.flag) == (State.WAITING, Flag.DAY_PLAN)
    assert (other.state, other.flag) == (State.APPROVED, Flag.NONE)
    assert [slot.state for slot in again.slots] == [SlotState.PLANNED]
    decision = again.decisions[-1]
    assert (decision.verdict, decision.by_account) == (Verdict.REOPEN, "")
    assert decision.findings[0].code == "meeting.instructional-time"
    assert [row[0] for row in rows] == [30, 0]
    assert counter.desk.now().school_open


def test_it_is_said_once_and_leaves_two_proofs(
    counter: Counter, store_of_counter: Store, asking: Asking, clock: FixedClock
) -> None:
    approve(counter, store_of_counter, asking(day=LATER, weekly_until=LATER + timedelta(days=14)))

    def proofs() -> int:
        with store_of_counter.read() as tx:
            return tx.execute(select(func.count()).select_from(audit_entry)).scalar_one()

    before = proofs()
    days = (LATER, LATER + timedelta(days=14))
    assert len(flag(store_of_counter, clock.now(), *days)) == 1
    assert proofs() == before + 2
    assert flag(store_of_counter, clock.now(), *days) == ()
    with store_of_counter.read() as tx:
        for table in ("audit_entry", "outbox", "finding"):
            text = str(tx.exec_driver_sql(f"SELECT * FROM {table}").all())
            assert SECRET not in text
            assert "grade" not in text


@pytest.mark.parametrize("what", ["waiting", "door", "past", "outside"])
def test_what_stays_as_it_is(
    counter: Counter, store_of_counter: Store, asking: Asking, clock: FixedClock, what: str
) -> None:
    now = clock.now()
    if what == "waiting":
        counter.filing.file(asking(day=LATER))
    elif what == "door":
        emergency = asking(day=LATER, door=Door.EMERGENCY, reason="An accident in the family")
        approve(counter, store_of_counter, emergency)
    elif what == "past":
        approve(counter, store_of_counter, asking(day=LATER))
        now += timedelta(days=8)
    else:
        approve(counter, store_of_counter, asking(day=LATER, start=time(15), end=time(15, 30)))
    flag_first = flag(store_of_counter, now, LATER)
    assert flag_first == ()


def test_a_plan_that_nobody_knows_any_more_counts_as_class(
    counter: Counter, store_of_counter: Store, asking: Asking, clock: FixedClock, leader: Actor
) -> None:
    hit = approve(counter, store_of_counter, asking(day=LATER))

    def bare(ground: Ground) -> Ground:
        return replace(ground, special={LATER: (DayRow("NO BELLS"),)})

    with store_of_counter.write() as tx:
        ground = bare(ground_now(tx))
        assert isinstance(ground.plan(LATER), DayPlan)
        (told,) = flag_changed(tx, ground, Terms.shipped(), clock.now())
        assert told.request_id == hit.request_id
        assert book.row_of(tx, hit.request_id).timing == "unknown_plan"
