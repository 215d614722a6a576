"""The rows behind requests: written whole, changed with their proof, silent about students."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, func, select

from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.approval.requests import Kind, State, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, Student, Window
from cpdesk.services.cases import approved
from cpdesk.services.requests import book

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
LUNCH = Window(
    datetime(2026, 11, 24, 11, 35, tzinfo=CHICAGO), datetime(2026, 11, 24, 12, 5, tzinfo=CHICAGO)
)
SECRET = "S-2207"
ASK = Ask(
    kind=Kind.MEET_STUDENT,
    partner="P1",
    people=("X1",),
    day=date(2026, 11, 24),
    start=time(11, 35),
    end=time(12, 5),
    place="Office  B",
    student=Student(SECRET, 6),
    reason="Monthly check-in",
    family_knows=True,
)
FILLED = book.Filled(
    ask=ASK,
    school_id="cedar",
    partner_id="P1",
    partner_name="Bright Futures",
    people=(("X1", "Zora Lindgren"),),
    starts_at=LUNCH.starts_at,
    ends_at=LUNCH.ends_at,
    timing="outside_class",
)
FINDING = Finding("meeting.approval", Outcome.ASK_LEADER, Lift.LEADER, "Not yet.", "", (("n", 1),))


def put(tx: Connection, actor: Actor, state: State = State.WAITING, **fields: Any) -> str:
    slots = fields.pop("slots", [book.NewSlot(LUNCH)])
    filled = replace(FILLED, **fields)
    return book.insert(tx, filled, state=state, slots=slots, now=NOW, actor=actor)


def proofs(tx: Connection) -> tuple[int, int]:
    counts = (select(func.count()).select_from(table) for table in (audit_entry, outbox))
    audits, lines = (tx.execute(count).scalar_one() for count in counts)
    return audits, lines


def everything_proven(tx: Connection) -> str:
    text: list[str] = []
    for table in ("audit_entry", "outbox"):
        for row in tx.exec_driver_sql(f"SELECT * FROM {table}"):
            text.extend(str(value) for value in row)
    return "\n".join(text)


def test_what_is_written_is_read_again(store: Store, desk_actor: Actor, leader: Actor) -> None:
    with store.write() as tx:
        request_id = put(tx, desk_actor)
        assert proofs(tx) == (1, 1)
    with store.read() as tx:
        mine, theirs = (book.read(tx, request_id, actor) for actor in (desk_actor, leader))
    assert mine.ask.student == Student(SECRET, 6)
    assert mine.ask.place == "Office  B"
    assert (mine.version, mine.state, mine.asked_by_name) == (1, State.WAITING, "Front desk")
    assert mine.people == (("X1", "Zora Lindgren"),)
    assert [slot.window for slot in mine.slots] == [LUNCH]
    assert (mine.by_me, theirs.by_me) == (True, False)


def test_a_draft_keeps_what_was_typed_although_a_time_is_missing(
    store: Store, desk_actor: Actor
) -> None:
    typed = replace(ASK, start=None, end=None, partner="Bright")
    with store.write() as tx:
        request_id = put(
            tx,
            desk_actor,
            State.DRAFT,
            ask=typed,
            starts_at=None,
            ends_at=None,
            slots=[],
            partner_id="",
            partner_name="",
        )
        kept = book.read(tx, request_id, desk_actor).ask
    assert (kept.day, kept.start, kept.end, kept.partner) == (typed.day, None, None, "Bright")


def test_a_change_raises_the_version_and_leaves_its_proof(
    store: Store, desk_actor: Actor, leader: Actor
) -> None:
    with store.write() as tx:
        request_id = put(tx, desk_actor)
        row = book.row_of(tx, request_id)
        book.add_decision(
            tx,
            row,
            Verdict.APPROVE,
            leader,
            [FINDING],
            now=NOW,
            terms_on=date(2026, 11, 24),
            issue_sequence=7,
            changed="place",
        )
        version = book.change(
            tx,
            row,
            {"state": State.APPROVED.value, "place": "Office C"},
            now=NOW,
            use_case="request.approve",
        )
        assert version == 2
        assert proofs(tx) == (3, 3)
        assert journal.broken_link(tx) is None
        record = book.read(tx, request_id, leader)
    assert (record.state, record.ask.place) == (State.APPROVED, "Office C")
    (decision,) = record.decisions
    assert (decision.by_name, decision.by_title, decision.by_role) == (
        "Ms. Lindqvist",
        "Principal",
        "leader",
    )
    assert decision.findings == (FINDING,)


def test_there_is_no_way_back_from_declined(store: Store, desk_actor: Actor) -> None:
    with store.write() as tx:
        row = book.row_of(tx, put(tx, desk_actor, State.DECLINED))
        with pytest.raises(ValueError, match="does not go from declined to waiting"):
            book.change(tx, row, {"state": "waiting"}, now=NOW, use_case="request.edit")


@pytest.mark.parametrize(
    ("before", "left"),
    [(State.WAITING, ["planned"]), (State.APPROVED, ["cancelled", "planned"])],
)
def test_new_times_stand_in_for_planned_ones(
    store: Store, desk_actor: Actor, before: State, left: list[str]
) -> None:
    later = Window(LUNCH.starts_at + timedelta(days=7), LUNCH.ends_at + timedelta(days=7))
    with store.write() as tx:
        request_id = put(tx, desk_actor, before)
        row = book.row_of(tx, request_id)
        new = [book.NewSlot(later, 3)]
        book.change(tx, row, {"state": "waiting"}, now=NOW, use_case="request.edit", slots=new)
        slots = book.read(tx, request_id, desk_actor).slots
    assert [slot.state.value for slot in slots] == left
    assert slots[-1].window == later


def test_the_proof_knows_nothing_of_the_student(
    store: Store, desk_actor: Actor, leader: Actor
) -> None:
    with store.write() as tx:
        request_id = put(tx, desk_actor)
        row = book.row_of(tx, request_id)
        again = book.columns(replace(FILLED, ask=replace(ASK, student=Student("Q-91", 3))))
        book.change(tx, row, again, now=NOW, use_case="request.edit")
        text = everything_proven(tx)
        assert book.read(tx, request_id, leader).ask.student == Student("Q-91", 3)
    assert "Bright Futures" in text
    for told in (SECRET, "s 2207", "Q-91", "q 91", "student"):
        assert told not in text.replace("meet_student", "")


def test_the_short_form_finds_the_request(store: Store, desk_actor: Actor) -> None:
    with store.write() as tx:
        first, second = put(tx, desk_actor), put(tx, desk_actor)
        said = book.short(second)
        assert len(said) == 9
        for form in (said, said.lower(), said.replace("-", ""), f" {said} ", second):
            assert book.row_of(tx, form).request_id == second
        assert book.short(first) != said
        for wrong in ("", "ABCD-EFGU", "ZZZZ-ZZZZ", said[:-1], "%", "R%"):
            with pytest.raises(DeskError, match=r"No request .* found") as told:
                book.row_of(tx, wrong)
            assert told.value.do


def test_somebody_who_is_a_moment_later_is_told_who_was_first(
    store: Store, desk_actor: Actor, leader: Actor
) -> None:
    with store.write() as tx:
        request_id = put(tx, desk_actor)
        row = book.row_as_seen(tx, request_id, 1)
        book.add_decision(
            tx,
            row,
            Verdict.DECLINE,
            leader,
            [],
            now=NOW,
            terms_on=date(2026, 11, 24),
            issue_sequence=None,
            reason_code="not-now",
        )
        book.change(tx, row, {"state": "declined"}, now=NOW, use_case="request.decline")
        with pytest.raises(DeskError, match="Lindqvist declined this request"):
            book.row_as_seen(tx, request_id, 1)


def test_times_between_two_moments_are_half_open(store: Store, desk_actor: Actor) -> None:
    with store.write() as tx:
        waiting, approved = put(tx, desk_actor), put(tx, desk_actor, State.APPROVED)
        put(tx, desk_actor, State.WITHDRAWN)
        put(tx, desk_actor, school_id="elm")

        def held(start: datetime, end: datetime) -> set[str]:
            return {slot.request_id for slot in book.slots_between(tx, "cedar", start, end)}

        assert held(LUNCH.starts_at, LUNCH.ends_at) == {waiting, approved}
        assert held(LUNCH.ends_at, LUNCH.ends_at + timedelta(hours=1)) == set()
        assert held(LUNCH.starts_at - timedelta(hours=1), LUNCH.starts_at) == set()


def test_a_lift_holds_from_its_first_to_its_last_moment(store: Store, desk_actor: Actor) -> None:
    midnight = datetime(2026, 11, 24, tzinfo=CHICAGO)
    ask = Ask(
        kind=Kind.THIS_VISIT,
        visitor_key="guest:G1",
        lift_codes=("guest.no-partner",),
        valid_until=date(2026, 11, 30),
    )
    with store.write() as tx:
        ends = datetime(2026, 12, 1, tzinfo=CHICAGO)
        put(tx, desk_actor, State.APPROVED, ask=ask, starts_at=midnight, ends_at=ends, slots=[])

        def lifted(at: datetime, key: str = "guest:G1") -> list[frozenset[str]]:
            return [one.codes for one in approved.lifts_for(tx, "cedar", key, at)]

        assert lifted(midnight) == [frozenset({"guest.no-partner"})]
        assert lifted(ends - timedelta(microseconds=1))
        assert lifted(ends) == lifted(midnight - timedelta(seconds=1)) == []
        assert lifted(midnight, "guest:G2") == lifted(midnight, "") == []
