"""The rows behind requests: only this file and undo.py write them, each change with its audit entry
and outbox line.

Every function works inside the caller's transaction. A student's reference and grade are in their
own columns only: no audit entry or outbox line made here contains them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from cpdesk.errors import DeskError
from cpdesk.ids import DIGITS, new_id, short_code
from cpdesk.models import journal
from cpdesk.models.record_of import values_of
from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import Flag, SlotState, State, Verdict, may_become
from cpdesk.policy.decision import Finding
from cpdesk.policy.names.names import fold
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, RequestRecord, Window
from cpdesk.services import findings as found
from cpdesk.services.requests import rows
from cpdesk.services.requests.held import slots_between as slots_between
from cpdesk.words import N_

# What is known about a student. None of it may leave the table.
STUDENT = frozenset({"student_ref", "student_key", "student_grade"})

_SHORT = 8  # digits of the short form: 40 of the id's random bits
_READ_AS = str.maketrans("OIL", "011", "- ")
_by_id = select(t.request).where(t.request.c.request_id == bindparam("id"))
_by_end = select(t.request).where(t.ENDS_SO)


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A time of a request, with the minutes of class time it takes from its student or class."""

    window: Window
    class_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with everything that was looked up for it: what `insert` and an edit save.

    `people` are (id, name). `relayed_*` and `visit_id` belong to a verbal approval.
    """

    ask: Ask
    school_id: str
    partner_id: str = ""
    partner_name: str = ""
    program_name: str = ""
    contract_id: str = ""
    activity_title: str = ""
    people: tuple[tuple[str, str], ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    timing: str = ""
    visit_id: str = ""
    relayed_who: str = ""
    relayed_how: str = ""
    relayed_why: str = ""


def columns(filled: Filled) -> dict[str, Any]:
    """The columns of `request` that a form fills: all but id, version, state, flag, and who asked
    when. Pass it to `change` for an edit."""
    ask = filled.ask
    student = ask.student
    return {
        **values_of(ask, t.request),
        **values_of(filled, t.request),
        "partner_id": filled.partner_id or ask.partner.strip(),
        "activity_id": ask.activity,
        "typed_times": [ask.day, ask.start, ask.end] if filled.starts_at is None else [],
        "student_ref": " ".join(student.reference.split()) if student else "",
        "student_grade": student.grade if student else None,
    }


def insert(
    tx: Connection,
    filled: Filled,
    *,
    state: State,
    slots: Sequence[NewSlot],
    now: datetime,
    actor: Actor,
    flag: Flag = Flag.NONE,
) -> str:
    """Saves a new request as version 1 with its times (all planned) and people, one audit entry,
    and one outbox line (`request.draft` or `request.file`). Returns its id."""
    request_id = new_id()
    row = _keyed(columns(filled)) | {
        "request_id": request_id,
        "version": 1,
        "state": state.value,
        "flag": flag.value,
        "asked_by": actor.account_id,
        "asked_by_name": actor.name,
        "asked_at": now,
        "edited_at": None,
        "settled_at": None,
    }
    tx.execute(t.request.insert(), row)
    _insert_people(tx, request_id, row["people"])
    written = _insert_slots(tx, request_id, slots)
    use_case = "request.draft" if state is State.DRAFT else "request.file"
    _prove(tx, now, use_case, request_id, {**row, "slots": written})
    return request_id


def change(
    tx: Connection,
    row: Any,
    change: Mapping[str, Any],
    *,
    now: datetime,
    use_case: str,
    slots: Sequence[NewSlot] | None = None,
    minutes: Mapping[str, int] | None = None,
) -> int:
    """Changes some columns of a request, raises its version, and writes one audit entry and one
    outbox line under `use_case`. Returns the new version.

    `row` is what `row_of` read in this transaction. Columns derived from "people", "place", or
    "student_ref" change with them. `slots` replace all times that are still planned: if the request
    was approved, or is closed by this change, the old times stay as cancelled; otherwise they are
    deleted. `minutes` are new minutes of class time for planned times, by slot id.
    ValueError for a change of state that is not allowed (policy/approval/requests.py).
    """
    then = State(change.get("state", row.state))
    if then is not State(row.state) and not may_become(State(row.state), then):
        raise ValueError(f"a request does not go from {row.state} to {then}")
    values = _keyed({"version": row.version + 1, **change})
    tx.execute(update(t.request).where(t.request.c.request_id == row.request_id).values(values))
    if "people" in change:
        people = t.request_person
        tx.execute(delete(people).where(people.c.request_id == row.request_id))
        _insert_people(tx, row.request_id, change["people"])
    payload = {"request_id": row.request_id, **values}
    if slots is not None:
        over = then in (State.WITHDRAWN, State.DECLINED)
        was_approved = State(row.state) is State.APPROVED or row.flag == Flag.DAY_PLAN.value
        keep = over or was_approved
        if was_approved:
            _miss_ended(tx, row.request_id, now)
        _drop_planned(tx, row.request_id, keep=keep)
        payload["slots"] = _insert_slots(tx, row.request_id, slots)
    for slot_id, counted in (minutes or {}).items():
        s = t.request_slot.c
        tx.execute(update(t.request_slot).where(s.slot_id == slot_id).values(class_minutes=counted))
        payload["class_minutes"] = dict(minutes or {})
    _prove(tx, now, use_case, row.request_id, payload, {"state": row.state})
    return int(values["version"])


def add_decision(
    tx: Connection,
    row: Any,
    verdict: Verdict,
    actor: Actor | None,
    findings: Sequence[Finding],
    *,
    now: datetime,
    terms_on: date,
    issue_sequence: int | None,
    reason_code: str = "",
    reason: str = "",
    self_decided: bool = False,
    changed: str = "",
    offered: Sequence[Window] = (),
    before: Mapping[str, Any] | None = None,
) -> str:
    """Saves a decision about the request as it is in `row` (its version before any change), with
    its findings, one audit entry, and one outbox line (`request.` and the verdict). `before` is
    what an undo needs.

    `actor` None means the rules themselves or a change of the day plan. The request's own state
    doesn't change here: call `change` as well. Returns the decision's id.
    """
    decision_id = new_id()
    by = actor or Actor()
    values = {
        "decision_id": decision_id,
        "request_id": row.request_id,
        "version": row.version,
        "verdict": verdict.value,
        "by_account": by.account_id,
        "by_name": by.name,
        "by_title": by.title,
        "by_role": by.role.value if by.role else "",
        "lent_by": by.lent_by,
        "at": now,
        "reason_code": reason_code,
        "reason": reason.strip(),
        "self_decided": self_decided,
        "changed": changed,
        "offered": [[one.starts_at, one.ends_at] for one in offered],
        "terms_on": terms_on,
        "issue_sequence": issue_sequence,
    }
    tx.execute(t.request_decision.insert(), {**values, "before": before})
    found.insert(tx, decision_id, findings)
    detail = {"findings": found.brief(findings)}
    _prove(tx, now, f"request.{verdict.value}", row.request_id, values, detail)
    return decision_id


def set_slot(
    tx: Connection,
    slot_id: str,
    state: SlotState,
    visit_id: str = "",
    *,
    now: datetime,
    use_case: str = "request.slot",
) -> str:
    """Sets the state of one time and the visit that used it ("" for none), with one audit entry and
    one outbox line. The request itself and its version don't change: a leader who has it open need
    not look again because a visitor came. Returns the request's id."""
    s = t.request_slot.c
    before = tx.execute(select(s.request_id, s.state).where(s.slot_id == slot_id)).one()
    values = {"state": state.value, "visit_id": visit_id}
    tx.execute(update(t.request_slot).where(s.slot_id == slot_id).values(values))
    payload = {"slot_id": slot_id, "request_id": before.request_id, **values}
    _prove(tx, now, use_case, before.request_id, payload, {"state": before.state})
    return str(before.request_id)


def flag_kept(row: Any) -> str:
    """An emergency approval needs its review, whatever happens to the request."""
    return Flag.REVIEW.value if row.flag == Flag.REVIEW.value else Flag.NONE.value


# -- reading ---------------------------------------------------------------------------------------


def row_of(tx: Connection, request_id: str) -> Any:
    """The row of a request, by its id or by the short form shown on letters, in any case, with or
    without the dash. DeskError if there is none, or if two requests share the short form."""
    row = tx.execute(_by_id, {"id": request_id.strip()}).first()
    if row is not None:
        return row
    several = tx.execute(_by_end, {"end": end}).all() if (end := _end(request_id)) else []
    if len(several) == 1:
        return several[0]
    if several:
        raise DeskError(
            N_("{request} matches more than one request."),
            N_("Find the request in the list."),
            request=request_id,
        )
    raise DeskError(
        N_("No request {request} found."),
        N_("Find it in the list of requests."),
        request=request_id,
    )


def row_as_seen(tx: Connection, request_id: str, version: int) -> Any:
    """`row_of`, if it is still the version that the user was looking at. Otherwise DeskError, which
    says who did what since then: of two people who decide at once, only one does."""
    row = row_of(tx, request_id)
    if row.version != version:
        raise rows.changed_meanwhile(tx, row)
    return row


def read(tx: Connection, request_id: str, actor: Actor) -> RequestRecord:
    """A request with its times, its decisions, and their findings, for the person who looks at it.
    Windows are in the zone of its school."""
    return rows.record(tx, row_of(tx, request_id), actor)


def short(request_id: str) -> str:
    """The short form of an id, for letters and the phone: two groups of four letters and digits."""
    digits = short_code(request_id, _SHORT)
    return f"{digits[:4]}-{digits[4:]}"


def _end(said: str) -> str:
    """The last ten hexadecimal digits of the id with this short form; "" for anything else."""
    digits = said.strip().upper().translate(_READ_AS)
    if len(digits) != _SHORT or any(digit not in DIGITS for digit in digits):
        return ""
    number = 0
    for digit in digits:
        number = number * 32 + DIGITS.index(digit)
    return f"{number:010x}"


# -- writing ---------------------------------------------------------------------------------------


def _keyed(values: dict[str, Any]) -> dict[str, Any]:
    """The columns with those that are derived from them."""
    if "place" in values:
        values["place_key"] = fold(values["place"])
    if "student_ref" in values:
        values["student_key"] = fold(values["student_ref"])
    return values


def _insert_people(tx: Connection, request_id: str, people: Sequence[Sequence[str]]) -> None:
    names = {person: fold(name) for person, name in people}
    if names:
        tx.execute(
            t.request_person.insert(),
            [
                {"request_id": request_id, "person_id": person, "name_key": name}
                for person, name in names.items()
            ],
        )


def _insert_slots(tx: Connection, request_id: str, slots: Sequence[NewSlot]) -> list[list[Any]]:
    made = [
        {
            "slot_id": new_id(),
            "request_id": request_id,
            "starts_at": slot.window.starts_at,
            "ends_at": slot.window.ends_at,
            "class_minutes": slot.class_minutes,
            "state": SlotState.PLANNED.value,
            "visit_id": "",
        }
        for slot in slots
    ]
    if made:
        tx.execute(t.request_slot.insert(), made)
    return [[one["slot_id"], one["starts_at"], one["ends_at"]] for one in made]


def _miss_ended(tx: Connection, request_id: str, now: datetime) -> None:
    """An approved time that no one came to is missed, even if the rest is called off now."""
    s = t.request_slot.c
    ended = (s.request_id == request_id, s.state == SlotState.PLANNED.value, s.ends_at <= now)
    tx.execute(update(t.request_slot).where(*ended).values(state=SlotState.MISSED.value))


def _drop_planned(tx: Connection, request_id: str, *, keep: bool) -> None:
    s = t.request_slot.c
    planned = (s.request_id == request_id, s.state == SlotState.PLANNED.value)
    if keep:
        tx.execute(update(t.request_slot).where(*planned).values(state=SlotState.CANCELLED.value))
    else:
        tx.execute(delete(t.request_slot).where(*planned))


def _prove(
    tx: Connection,
    now: datetime,
    use_case: str,
    request_id: str,
    payload: Mapping[str, Any],
    detail: Mapping[str, Any] | None = None,
) -> None:
    kept = {name: value for name, value in payload.items() if name not in STUDENT}
    journal.record(
        tx, at=now, use_case=use_case, subject_id=request_id, payload=kept, detail=detail
    )
