"""The partner directory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from cpdesk.policy.decision import Decision
from cpdesk.policy.outcome import Outcome


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One line of the directory: what the rules say about the partner today, whoever comes. `here`:
    the partner has an activity at this school."""

    partner_id: str
    name: str
    status: str
    outcome: Outcome
    here: bool
    programs: int


@dataclass(frozen=True, slots=True)
class ContractLine:
    """`state`: in_force, not_signed, not_yet, ended, elsewhere (covers other schools only)."""

    contract_id: str
    status: str
    state: str
    paid: bool
    signed_on: date | None
    starts_on: date
    ends_on: date
    insurance_ends_on: date | None
    programs: tuple[str, ...]
    every_school: bool
    schools: tuple[str, ...]  # names


@dataclass(frozen=True, slots=True)
class ActivityLine:
    activity_id: str
    title: str
    program: str
    weekdays: tuple[int, ...]
    start: time
    end: time
    place: str
    approved: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    person_id: str
    name: str
    clearance: str
    clearance_ends_on: date | None
    added_here: bool


@dataclass(frozen=True, slots=True)
class PartnerRecord:
    """Everything about one partner. `decision` says why it may or may not work here today (the
    rules about partner and contract, asked without a visitor)."""

    partner_id: str
    name: str
    status: str
    phone: str
    email: str
    website: str
    other_names: str
    decision: Decision
    contracts: tuple[ContractLine, ...]
    activities_here: tuple[ActivityLine, ...]
    people: tuple[PersonLine, ...]
