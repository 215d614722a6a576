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
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.outreach import EventResult
from cpdesk.policy.permissions import LENT, PERMISSIONS, WITHOUT_ACCOUNTS, Act, Role
from cpdesk.policy.requests import Kind, Verdict
from cpdesk.records.dayplans import DayPlanChange
from cpdesk.records.desk import Question, TurnAway
from cpdesk.records.flyer_intake import MemoDraft
from cpdesk.records.outreach import EventNote
from cpdesk.records.requests import Ask, Deciding
from cpdesk.services.counter import Counter
from cpdesk.services.who import NotPermittedError
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


def allowed(sitting: Sitting, act: Act) -> bool:
    _, role, lent = sitting
    if sitting is NO_ACCOUNTS:
        return act in WITHOUT_ACCOUNTS
    if sitting is GIVEN:
        return False
    return role in PERMISSIONS[act] or (lent and act in LENT)


def seat(counter: Counter, sitting: Sitting) -> None:
    """Puts somebody (or nobody) at the desk, by really signing in."""
    if sitting is NO_ACCOUNTS:
        return
    staff.hire(counter)
    _, role, lent = sitting
    if sitting is GIVEN:
        staff.sit(counter, Role.MANAGER)
        leader = next(a for a in counter.accounts.names() if a.role is role)
        counter.accounts.reset(leader.account_id, staff.GIVEN)
        counter.accounts.sign_in(leader.name, staff.GIVEN)
        return
    if lent:
        staff.sit(counter, Role.LEADER)
        to = next(a for a in counter.accounts.names() if a.role is role)
        today = counter.clock.now().date()
        counter.accounts.delegate(to.account_id, today, today)
        counter.accounts.leave()
    if role is not None:
        signed = staff.sit(counter, role)
        assert bool(signed.actor.lent_by) is lent


# -- the table -------------------------------------------------------------------------------------


def test_the_table_says_something_of_every_act() -> None:
    assert set(PERMISSIONS) == set(Act)
    assert all(roles for roles in PERMISSIONS.values())
    assert set(Act) >= WITHOUT_ACCOUNTS


def test_a_printer_prints_and_nothing_else() -> None:
    assert {act for act in Act if Role.PRINTER in PERMISSIONS[act]} == {Act.PRINT}


def test_only_leaders_decide_and_only_by_what_they_lend_somebody_else() -> None:
    for act in (Act.DECIDE, Act.REVIEW, Act.FIND_STUDENT, Act.DELEGATE):
        assert PERMISSIONS[act] == {Role.LEADER}
        assert act not in WITHOUT_ACCOUNTS
    assert {Act.DECIDE, Act.REVIEW, Act.FIND_STUDENT} == LENT
    assert Role.DESK not in PERMISSIONS[Act.OPEN_DOOR]


# -- every use case --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SERVICES)
def test_every_use_case_says_what_it_asks(counter: Counter, name: str) -> None:
    found = use_cases(getattr(counter, name))
    assert found
    for use_case, method in found.items():
        marks = {"act", "open_to_all", "for_oneself"} & set(vars(method))
        assert len(marks) == 1, f"{name}.{use_case} has {sorted(marks)} of asks, open_to_all …"
        assert method.__dict__.get("open_to_all", "why"), f"{name}.{use_case} says no reason"


def test_what_is_open_to_all_is_a_short_list(counter: Counter) -> None:
    marked: dict[str, set[str]] = {"open_to_all": set(), "for_oneself": set()}
    for name in SERVICES:
        for use_case, method in use_cases(getattr(counter, name)).items():
            for mark in marked.keys() & vars(method).keys():
                marked[mark].add(f"{name}.{use_case}")
    assert marked == {"open_to_all": OPEN_TO_ALL, "for_oneself": FOR_ONESELF}


def test_every_class_that_holds_the_data_is_one_that_the_counter_guards(counter: Counter) -> None:
    """A service that no `Counter` makes would be asked without knowing who asks."""
    guarded = {id(counter.who)}
    for name in SERVICES:
        service = getattr(counter, name)
        assert id(service._who) in guarded, f"{name} does not ask the counter's Who"


@pytest.mark.parametrize("sitting", SITTING, ids=lambda one: one[0])
def test_nobody_gets_past_the_door_of_a_use_case(counter: Counter, sitting: Sitting) -> None:
    seat(counter, sitting)
    for name in SERVICES:
        service = getattr(counter, name)
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


def _expected(sitting: Sitting, act: Act) -> str:
    if sitting is NOBODY:
        return "not signed in"
    return "past the door" if allowed(sitting, act) else "not permitted"


# -- a real call for every act ---------------------------------------------------------------------


def _print(counter: Counter) -> object:
    return counter.day.evacuation(), counter.day.schedule(date(2026, 11, 24))


def _check(counter: Counter) -> object:
    try:
        return counter.rosters.check(paths.resources() / "sample", sample=True)
    except DeskError as refused:
        if not refused.faults:
            raise
        return refused.faults  # the sample is in already


def _visit(counter: Counter) -> object:
    question = Question(purpose=Purpose.REFERRAL, guest="Ines Berg")
    return counter.desk.turn_away(TurnAway(new_id(), question))


def _school(counter: Counter) -> object:
    school = counter.office.office().school
    return counter.office.choose_school(school.school_id if school else "")


def _delegate(counter: Counter) -> object:
    to = next((a.account_id for a in counter.accounts.names() if a.role is Role.DESK), "nobody")
    today = counter.clock.now().date()
    return counter.accounts.delegate(to, today, today)


def _decide(verdict: Verdict) -> Callable[[Counter], object]:
    """A decision about a request that there is not: whoever may decide is told so."""

    def decide(counter: Counter) -> object:
        try:
            return counter.deciding.decide(Deciding("nothing", 1, verdict, reason="So it is."))
        except (NotSignedInError, NotPermittedError):
            raise
        except DeskError as trouble:
            return trouble

    return decide


def _terms(counter: Counter) -> object:
    file = counter.folder / "terms.toml"
    file.write_text('[[find.days]]\nfrom = 2026-07-01\nvalue = 9\ncites = "a memo"\n', "utf-8")
    return counter.district_terms.import_file(file, "District memo", date(2026, 11, 20))


def _note_nothing(counter: Counter) -> object:
    """About a table that there is not: whoever may note how one went is told so."""
    try:
        return counter.events.note(EventNote("nothing", EventResult.HELD))
    except (NotSignedInError, NotPermittedError):
        raise
    except DeskError as trouble:
        return trouble


MEMO = MemoDraft("Dragon Studio", "Karate", "FL-9001", date(2026, 11, 20), None, None)
CALLS: dict[Act, Callable[[Counter], object]] = {
    Act.LOOK: lambda c: (c.desk.expected(), c.search.find("ad"), c.partners.directory()),
    Act.PRINT: _print,
    Act.VISIT: _visit,
    Act.REGISTER: lambda c: c.visitors.register_guest("Ines Berg"),
    Act.ROSTER: _check,
    Act.OFFICE: _school,
    Act.TERMS: _terms,
    Act.DAY_PLAN: lambda c: c.dayplans.save(DayPlanChange()),
    Act.REQUEST: lambda c: c.filing.save_draft(Ask(Kind.RELAYED)),
    Act.DECIDE: _decide(Verdict.APPROVE),
    Act.OPEN_DOOR: _decide(Verdict.OPEN_DOOR),
    Act.REVIEW: _decide(Verdict.REVIEW),
    Act.FIND_STUDENT: lambda c: c.deciding.queue("all", student="S-1"),
    Act.DELEGATE: _delegate,
    Act.ACCOUNTS: lambda c: c.accounts.accounts(),
    Act.RECOVERY_KEY: lambda c: c.recovery.code(),
    Act.EVENTS: _note_nothing,
    Act.RELEASES: lambda c: c.releases.children("LSL-1"),
    Act.FLYERS: lambda c: c.deliveries.record_memo(MEMO),
    Act.BOARDS: lambda c: c.boards.add("Lobby board"),
    Act.BACKUP: lambda c: c.backups.make(),
    Act.RESTORE: lambda c: c.backups.restore_order(),
    Act.REPORTS: lambda c: c.reports.periods(),
}


def test_there_is_a_real_call_for_every_act() -> None:
    assert set(CALLS) == set(Act)


@pytest.mark.parametrize("act", CALLS)
@pytest.mark.parametrize("sitting", SITTING, ids=lambda one: one[0])
def test_a_real_call_is_answered_or_refused(counter: Counter, sitting: Sitting, act: Act) -> None:
    seat(counter, sitting)
    call = CALLS[act]
    if sitting is not NOBODY and allowed(sitting, act):
        call(counter)
    else:
        with pytest.raises(NotSignedInError if sitting is NOBODY else NotPermittedError):
            call(counter)


def test_a_change_is_written_in_the_name_of_whoever_made_it(
    counter: Counter, store_of_counter: Any
) -> None:
    from sqlalchemy import select

    from cpdesk.models.desk_tables import audit_entry

    staff.hire(counter)
    signed = staff.sit(counter, Role.DESK)
    guest = counter.visitors.register_guest("Ines Berg")
    with store_of_counter.read() as tx:
        actor = tx.execute(
            select(audit_entry.c.actor).where(audit_entry.c.subject_id == guest)
        ).scalar_one()
    assert actor == signed.actor.key == f"account:{signed.actor.account_id}"


def test_a_recovery_key_is_not_handed_out_beside_the_counter(counter: Counter) -> None:
    """Window and command line ask the counter's: one made by itself knows of no accounts."""
    import ast

    room = Path(inspect.getfile(Counter)).parents[1]
    asking = [
        file.relative_to(room).as_posix()
        for folder in ("ui", "cli")
        for file in (room / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Recovery"
    ]
    # These two restore a key that is lost; the command line's shows it only where no data opens.
    assert sorted(asking) == ["cli/key.py", "ui/lost_data.py"]
