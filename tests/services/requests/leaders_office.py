"""A school with people who ask and people who decide, for tests about requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import cached_property

from cpdesk.clock import Clock
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Flag, Kind, State, Verdict
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.permissions import Role
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, DecisionDraft, RequestRecord, Student
from cpdesk.services.accounts import account_rows
from cpdesk.services.cases.case_builder import CaseBuilder
from cpdesk.services.requests import book
from cpdesk.services.requests.examiner import Examiner
from cpdesk.services.school_context import ContextCache
from cpdesk.services.services import Services

DAY = date(2026, 12, 1)  # a Tuesday with the regular bells; it is November 24
LUNCH = Ask(
    kind=Kind.MEET_STUDENT,
    partner="LSL",
    people=("LSL-1",),
    day=DAY,
    start=time(11, 35),
    end=time(12, 5),
    place="Room 114",
    student=Student("S-4471", 6),
    reason="Reading for the science fair",
    family_knows=True,
)
EMERGENCY = replace(
    LUNCH,
    day=date(2026, 11, 24),
    start=time(10, 50),
    end=time(11, 10),
    door=ExceptionKind.EMERGENCY,
    reason="A parent was taken to hospital",
)
PRESENTATION = Ask(
    kind=Kind.PRESENTATION,
    partner="LSL",
    people=("LSL-1",),
    day=DAY,
    start=time(9, 45),
    end=time(10, 15),
    place="Room 9",
    teacher="Ms. Vang",
    grade=6,
)


class Office:
    """One counter and the accounts of its school."""

    def __init__(self, services: Services, store: Store) -> None:
        self.services = services
        self.store = store
        self.clock: Clock = services.clock

    @cached_property
    def manager(self) -> Actor:
        return self.account("Rosa Whitfield", Role.MANAGER, "Office manager")

    @cached_property
    def leader(self) -> Actor:
        return self.account("Ingrid Lindqvist", Role.LEADER, "Principal")

    @cached_property
    def other_leader(self) -> Actor:
        return self.account("Tomas Abara", Role.LEADER, "Assistant principal")

    @cached_property
    def clerk(self) -> Actor:
        return self.account("Bea Solheim", Role.DESK)

    def account(self, name: str, role: Role, title: str = "") -> Actor:
        """Somebody who works here. How passwords are kept is tested with the accounts."""
        row = {
            "account_id": new_id(),
            "name": name,
            "name_key": fold(name),
            "role": role.value,
            "title": title,
            "secret_hash": "none",
            "must_change": False,
            "wrong_tries": 0,
            "locked_until": None,
            "made_at": self.clock.now(),
            "ended_at": None,
        }
        with self.store.write() as tx:
            account_rows.insert(tx, row, self.clock.now())
        return Actor(str(row["account_id"]), name, role, title)

    def enter(self, actor: Actor) -> None:
        self.services.auth.enter(actor, self.clock.now())

    def lend(self, leader: Actor, to: Actor, until: date) -> Actor:
        """The same account, in the leader's place."""
        row = {
            "delegation_id": new_id(),
            "from_account": leader.account_id,
            "to_account": to.account_id,
            "starts_on": date(2026, 11, 1),
            "ends_on": until,
            "made_at": self.clock.now(),
            "revoked_at": None,
        }
        with self.store.write() as tx:
            account_rows.insert_delegation(tx, row, self.clock.now())
        return replace(to, lent_by=leader.account_id)

    def asked(self, ask: Ask, actor: Actor | None = None, state: State = State.WAITING) -> str:
        """A request that waits, as filing writes it; its id."""
        facts = CaseBuilder(ContextCache(), self.clock, Terms.shipped())
        with self.store.write() as tx:
            looked = Examiner(facts, self.clock, Terms.shipped()).look(tx, ask)
            assert looked.examination.missing == ()
            return book.insert(
                tx,
                looked.filled,
                state=state,
                slots=looked.slots,
                now=self.clock.now(),
                actor=actor or Actor(),
                flag=Flag.NONE,
            )

    def decide(self, request_id: str, verdict: Verdict, **said: object) -> RequestRecord:
        """Decides about the request as it is now, unless a version is said."""
        version = said.pop("version", None)
        if version is None:
            version = self.services.decisions.request(request_id).version
        return self.services.decisions.decide(
            DecisionDraft(request_id, version, verdict, **said)  # type: ignore[arg-type]
        )
