"""What just happened at the front desk, and what a leader answered, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS
from cpdesk.policy.approval.requests import State
from cpdesk.records.requests import RequestRecord
from cpdesk.ui.desk.arrival import Done
from cpdesk.ui.theme.theme_tokens import Tone
from cpdesk.words import N_, Words

# By the kind of the Done that was undone.
_UNDONE: Mapping[str, str] = MappingProxyType(
    {
        "admitted": N_("{name}’s check-in was undone."),
        "checked_out": N_("{name}’s check-out was undone."),
        "not_checked_out": N_("{name}’s earlier visit is open again."),
        "turned_away": N_("{name} is no longer recorded as turned away."),
        "asked": N_("The request about {name} was withdrawn."),
    }
)
_UNANSWERED: Mapping[State, str] = MappingProxyType(
    {
        State.WITHDRAWN: N_("The request was withdrawn."),
        State.LAPSED: N_("The request expired before a leader answered."),
        State.MISSED: N_("A leader approved this, but the approved time has passed."),
    }
)


def done(record: Done, words: Words) -> str:
    """What was done, and that it closed a visit of an earlier day; check-ins and requests have
    sentences of their own, which say where the badge is and when the visitor can come."""
    said = []
    if record.kind == "checked_out":
        said.append(words.text("{name} checked out.", name=record.name))
    elif record.kind == "turned_away":
        says = N_("{name} was turned away. The reasons were recorded.")
        said.append(words.text(says, name=record.name))
    elif record.kind == "undone":
        said.append(words.text(_UNDONE[record.undone], name=record.name))
    if record.came is not None:
        day = words.short_day(words.local(record.came).date())
        says = N_("{name} was not checked out on {day}. That visit is closed.")
        said.append(words.text(says, name=record.name, day=day))
    return " ".join(said)


def answer(record: RequestRecord, words: Words) -> tuple[str, Tone]:
    """What became of the request that the visitor waits for; "" once it was used."""
    state = record.state
    if state is State.WAITING:
        says = N_("A school leader was asked at {at}. This card updates when they answer.")
        return words.text(says, at=words.clock_of(record.asked_at)), Tone.INFO
    if state is State.APPROVED:
        return words.text("A school leader approved this."), Tone.OK
    if state in _UNANSWERED:
        return words.text(_UNANSWERED[state]), Tone.NO
    if state is State.RETURNED:
        return _offered(record, words), Tone.NO
    return (_declined(record, words), Tone.NO) if state is State.DECLINED else ("", Tone.INFO)


def _offered(record: RequestRecord, words: Words) -> str:
    last = record.decisions_in_effect[-1:]
    times = [words.window(one.starts_at, one.ends_at) for each in last for one in each.offered]
    said = words.text("A leader offered another time.")
    if times:
        said = words.text("A leader offered another time: {times}.", times=words.listed(times))
    return " ".join(part for part in (said, *(each.reason for each in last)) if part)


def _declined(record: RequestRecord, words: Words) -> str:
    said = words.text("A school leader did not approve this.")
    last = record.decisions_in_effect[-1:]
    if last and not last[0].by_account:
        said = words.text("The rules don’t allow this request.")
    parts = [said]
    for decision in last:
        parts.append(words.text(DECLINE_REASONS.get(decision.reason_code, "")))
        parts.append(decision.reason)
    return " ".join(part for part in parts if part)
