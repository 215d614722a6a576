"""Role × use case: the one table of permissions, walked through every service.

Whoever may not do something is refused before the service has looked at what was asked; whoever
may, is answered (or told in words what is wrong with the question).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cpdesk import paths
from cpdesk.errors import DeskError, NotSignedInError
from cpdesk.ids import new_id
from cpdesk.policy.approval.requests import Kind, Verdict
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.outreach import EventResult
from cpdesk.policy.permissions import LENT, PERMISSIONS, WITHOUT_ACCOUNTS, Permission, Role
from cpdesk.records.day_plans import DayPlanChange
from cpdesk.records.desk import Question, TurnAway
from cpdesk.records.flyer_intake import MemoDraft
from cpdesk.records.outreach import EventNote
from cpdesk.records.requests import Ask, DecisionDraft
from cpdesk.services.auth_context import NotPermittedError
from cpdesk.services.services import Services
from tests.services import staff
from tests.services.odd_texts import service_names

SERVICES = sorted(service_names())
# Before anybody has signed in; a longer list wants a reason for each line of it.
OPEN_TO_ALL = {
    "accounts.any",
    "accounts.leave",
    "accounts.names",
    "accounts.reset_with_key",
    "accounts.sign_in",
    "backups.carry_out",
    "backups.daily",
    "district_terms.ignored_files",
    "day.evacuation_unsigned",
    "office.office",
    "print_book.note_unsigned",
    "print_book.number",
    "recovery.is_lost",
    "recovery.must_open",
    "recovery.restore",
    "rosters.sweep",
}
FOR_ONESELF = {"accounts.change_secret", "accounts.confirm_password"}

Sitting = tuple[str, Role | None, bool]
NO_ACCOUNTS: Sitting = ("no accounts yet", None, False)
NOBODY: Sitting = ("nobody signed in", None, False)
# Whoever made the account or reset it knows the password.
GIVEN: Sitting = ("leader with a given password", Role.LEADER, False)
SITTING: tuple[Sitting, ...] = (
    NO_ACCOUNTS,
    NOBODY,
    GIVEN,
    *((role.value, role, False) for role in Role),
    ("desk in a leader's place", Role.DESK, True),
    ("manager in a leader's place", Role.MANAGER, True),
)


def use_cases(service: object) -> dict[str, Callable[..., Any]]:
    return {
        name: method
        for name, method in inspect.getmembers(type(service), inspect.isfunction)
        if not name.startswith("_")
    }


def allowed(sitting: Sitting, act: Permission) -> bool:
    _, role, lent = sitting
    if sitting is NO_ACCOUNTS:
        return act in WITHOUT_ACCOUNTS
    if sitting is GIVEN:
        return False
    return role in PERMISSIONS[act] or (lent and act in LENT)


def seat(services: Services, sitting: Sitting) -> None:
    """Puts somebody (or nobody) at the desk, by really signing in."""
    if sitting is NO_ACCOUNTS:
        return
    staff.hire(services)
    _, role, lent = sitting
    if sitting is GIVEN:
        staff.sit(services, Role.MANAGER)
        leader = next(a for a in services.accounts.names() if a.role is role)
        services.accounts.reset(leader.account_id, staff.GIVEN)
        services.accounts.sign_in(leader.name, staff.GIVEN)
        return
    if lent:
        staff.sit(services, Role.LEADER)
        to = next(a for a in services.accounts.names() if a.role is role)
        today = services.clock.now().date()
        services.accounts.delegate(to.account_id, today, today)
        services.accounts.leave()
    if role is not None:
        signed = staff.sit(services, role)
        assert bool(signed.actor.lent_by) is lent


# -- the table -------------------------------------------------------------------------------------


def test_the_table_says_something_of_every_act() -> None:
    assert set(PERMISSIONS) == set(Permission)
    assert all(roles for roles in PERMISSIONS.values())
    assert set(Permission) >= WITHOUT_ACCOUNTS


def test_a_printer_prints_and_nothing_else() -> None:
    assert {act for act in Permission if Role.PRINTER in PERMISSIONS[act]} == {Permission.PRINT}


def test_only_leaders_decide_and_only_by_what_they_lend_somebody_else() -> None:
    for act in (Permission.DECIDE, Permission.REVIEW, Permission.FIND_STUDENT, Permission.DELEGATE):
        assert PERMISSIONS[act] == {Role.LEADER}
        assert act not in WITHOUT_ACCOUNTS
    assert {Permission.DECIDE, Permission.REVIEW, Permission.FIND_STUDENT} == LENT
    assert Role.DESK not in PERMISSIONS[Permission.OPEN_DOOR]


# -- every use case --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SERVICES)
def test_every_use_case_says_what_it_asks(services: Services, name: str) -> None:
    found = use_cases(getattr(services, name))
    assert found
    for use_case, method in found.items():
        marks = {"act", "open_to_all", "for_oneself"} & set(vars(method))
        assert len(marks) == 1, f"{name}.{use_case} has {sorted(marks)} of asks, open_to_all …"
        assert method.__dict__.get("open_to_all", "why"), f"{name}.{use_case} says no reason"


def test_what_is_open_to_all_is_a_short_list(services: Services) -> None:
    marked: dict[str, set[str]] = {"open_to_all": set(), "for_oneself": set()}
    for name in SERVICES:
        for use_case, method in use_cases(getattr(services, name)).items():
            for mark in marked.keys() & vars(method).keys():
                marked[mark].add(f"{name}.{use_case}")
    assert marked == {"open_to_all": OPEN_TO_ALL, "for_oneself": FOR_ONESELF}


def test_every_class_that_holds_the_data_is_one_that_the_counter_guards(services: Services) -> None:
    """A service that no `Services` makes would be asked without knowing who asks."""
    guarded = {id(services.auth)}
    for name in SERVICES:
        service = getattr(services, name)
        assert id(service._auth) in guarded, f"{name} does not ask the counter's Who"


@pytest.mark.parametrize("sitting", SITTING, ids=lambda one: one[0])
def test_nobody_gets_past_the_door_of_a_use_case(services: Services, sitting: Sitting) -> None:
    seat(services, sitting)
    for name in SERVICES:
        service = getattr(services, name)
        for use_case, marked in use_cases(service).items():
            act = marked.__dict__.get("act")
            if act is None or use_case == "decide":  # which asks by the verdict: see below
                continue
            # Asked without anything that it needs: the door is before the question.
            result = _tried(getattr(service, use_case))
            assert result == _expected(sitting, act), f"{name}.{use_case}"


def _tried(call: Callable[[], object]) -> str:
    try:
        call()
    except NotSignedInError:
        return "not signed in"
    except NotPermittedError:
        return "not permitted"
    except (TypeError, DeskError):
        return "past the door"
    return "past the door"


def _expected(sitting: Sitting, act: Permission) -> str:
    if sitting is NOBODY:
        return "not signed in"
    return "past the door" if allowed(sitting, act) else "not permitted"


# -- a real call for every act ---------------------------------------------------------------------


def _print(services: Services) -> object:
    return services.day.evacuation(), services.day.schedule(date(2026, 11, 24))


def _check(services: Services) -> object:
    try:
        return services.rosters.check(paths.resources() / "sample", sample=True)
    except DeskError as refused:
        if not refused.faults:
            raise
        return refused.faults  # the sample is in already


def _visit(services: Services) -> object:
    question = Question(purpose=Purpose.REFERRAL, guest="Ines Berg")
    return services.desk.turn_away(TurnAway(new_id(), question))


def _school(services: Services) -> object:
    school = services.office.office().school
    return services.office.choose_school(school.school_id if school else "")


def _delegate(services: Services) -> object:
    to = next((a.account_id for a in services.accounts.names() if a.role is Role.DESK), "nobody")
    today = services.clock.now().date()
    return services.accounts.delegate(to, today, today)


def _decide(verdict: Verdict) -> Callable[[Services], object]:
    """A decision about a request that there is not: whoever may decide is told so."""

    def decide(services: Services) -> object:
        try:
            return services.decisions.decide(
                DecisionDraft("nothing", 1, verdict, reason="So it is.")
            )
        except (NotSignedInError, NotPermittedError):
            raise
        except DeskError as trouble:
            return trouble

    return decide


def _terms(services: Services) -> object:
    file = services.folder / "terms.toml"
    file.write_text('[[find.days]]\nfrom = 2026-07-01\nvalue = 9\ncites = "a memo"\n', "utf-8")
    return services.district_terms.import_file(file, "District memo", date(2026, 11, 20))


def _note_nothing(services: Services) -> object:
    """About a table that there is not: whoever may note how one went is told so."""
    try:
        return services.events.note(EventNote("nothing", EventResult.HELD))
    except (NotSignedInError, NotPermittedError):
        raise
    except DeskError as trouble:
        return trouble


MEMO = MemoDraft("Dragon Studio", "Karate", "FL-9001", date(2026, 11, 20), None, None)
CALLS: dict[Permission, Callable[[Services], object]] = {
    Permission.LOOK: lambda c: (c.desk.expected(), c.search.find("ad"), c.partners.directory()),
    Permission.PRINT: _print,
    Permission.VISIT: _visit,
    Permission.REGISTER: lambda c: c.visitors.register_guest("Ines Berg"),
    Permission.ROSTER: _check,
    Permission.OFFICE: _school,
    Permission.TERMS: _terms,
    Permission.DAY_PLAN: lambda c: c.day_plans.save(DayPlanChange()),
    Permission.REQUEST: lambda c: c.filings.save_draft(Ask(Kind.RELAYED)),
    Permission.DECIDE: _decide(Verdict.APPROVE),
    Permission.OPEN_DOOR: _decide(Verdict.OPEN_DOOR),
    Permission.REVIEW: _decide(Verdict.REVIEW),
    Permission.FIND_STUDENT: lambda c: c.decisions.queue("all", student="S-1"),
    Permission.DELEGATE: _delegate,
    Permission.ACCOUNTS: lambda c: c.accounts.accounts(),
    Permission.RECOVERY_KEY: lambda c: c.recovery.code(),
    Permission.EVENTS: _note_nothing,
    Permission.RELEASES: lambda c: c.releases.children("LSL-1"),
    Permission.FLYERS: lambda c: c.deliveries.record_memo(MEMO),
    Permission.BOARDS: lambda c: c.boards.add("Lobby board"),
    Permission.BACKUP: lambda c: c.backups.make(),
    Permission.RESTORE: lambda c: c.backups.restore_order(),
    Permission.REPORTS: lambda c: c.reports.periods(),
}


def test_there_is_a_real_call_for_every_act() -> None:
    assert set(CALLS) == set(Permission)


@pytest.mark.parametrize("act", CALLS)
@pytest.mark.parametrize("sitting", SITTING, ids=lambda one: one[0])
def test_a_real_call_is_answered_or_refused(
    services: Services, sitting: Sitting, act: Permission
) -> None:
    seat(services, sitting)
    call = CALLS[act]
    if sitting is not NOBODY and allowed(sitting, act):
        call(services)
    else:
        with pytest.raises(NotSignedInError if sitting is NOBODY else NotPermittedError):
            call(services)


def test_a_change_is_written_in_the_name_of_whoever_made_it(
    services: Services, store_of_services: Any
) -> None:
    from sqlalchemy import select

    from cpdesk.models.tables.desk_tables import audit_entry

    staff.hire(services)
    signed = staff.sit(services, Role.DESK)
    guest = services.visitors.register_guest("Ines Berg")
    with store_of_services.read() as tx:
        actor = tx.execute(
            select(audit_entry.c.actor).where(audit_entry.c.subject_id == guest)
        ).scalar_one()
    assert actor == signed.actor.key == f"account:{signed.actor.account_id}"


def test_a_recovery_key_is_not_handed_out_beside_the_counter(services: Services) -> None:
    """Window and command line ask the counter's: one made by itself knows of no accounts."""
    import ast

    room = Path(inspect.getfile(Services)).parents[1]
    asking = [
        file.relative_to(room).as_posix()
        for folder in ("ui", "cli")
        for file in (room / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Recovery"
    ]
    # These two restore a key that is lost; the command line's shows it only where no data opens.
    assert sorted(asking) == ["cli/admin/key.py", "ui/session/lost_data.py"]
