"""Who decides, once, over what, and that it is explained the same for ever."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from cpdesk import paths
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, DecisionDraft, Student, Window
from cpdesk.services.auth_context import NotPermittedError, PasswordWantedError
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services.requests.leaders_office import DAY, EMERGENCY, LUNCH, PRESENTATION, Office


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    return Office(services, store_of_services)


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), CHICAGO)


def test_a_leader_approves_and_who_and_over_what_is_kept(office: Office, clock: FixedClock) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    record = office.decide(asked, Verdict.APPROVE)
    assert (record.state, record.version) == (State.APPROVED, 2)
    (decision,) = record.decisions
    assert (decision.by_name, decision.by_title) == ("Ingrid Lindqvist", "Principal")
    assert (decision.by_role, decision.lent_by, decision.self_decided) == ("leader", "", False)
    assert decision.lent_by_name == ""
    assert (decision.at, decision.terms_on) == (clock.now(), DAY)
    assert {"meeting.approval", "meeting.instructional-time"} <= {f.code for f in decision.findings}
    assert [slot.state for slot in record.slots] == [SlotState.PLANNED]


def test_without_accounts_deciding_says_what_to_do(office: Office) -> None:
    asked = office.asked(LUNCH)
    with pytest.raises(NotPermittedError, match="office manager’s account first"):
        office.decide(asked, Verdict.APPROVE)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_desk_decides_nothing(office: Office, verdict: Verdict) -> None:
    asked = office.asked(LUNCH, office.leader)
    office.enter(office.clerk)
    with pytest.raises(NotPermittedError):
        office.decide(asked, verdict, reason="because", knowing=True)
    assert office.services.decisions.request(asked).decisions == ()


def test_who_asked_does_not_decide(
    office: Office,
) -> None:
    asked = office.asked(LUNCH, office.leader)
    office.enter(office.leader)
    with pytest.raises(DeskError, match="You filed this request"):
        office.decide(asked, Verdict.APPROVE)
    office.enter(office.other_leader)
    assert office.decide(asked, Verdict.APPROVE).decisions[-1].self_decided is False


def test_the_one_leader_of_a_school_may_by_its_terms_and_it_is_marked(
    office: Office, services: Services, tmp_path: Path
) -> None:
    from cpdesk.policy.terms.terms import Terms
    from cpdesk.services.requests.decisions import Decisions as Service

    own = tmp_path / "own"
    own.mkdir()
    (own / "ours.toml").write_text(
        '[[requests.sole_leader]]\nfrom = 2026-07-01\nvalue = true\ncites = "one leader"\n'
    )
    terms = Terms.load(paths.resources() / "policy", own)
    asked = office.asked(LUNCH, office.leader)
    office.enter(office.leader)
    service = Service(office.store, office.clock, terms, auth=services.auth)
    assert service.queue().counts.for_me == 1
    record = service.decide(DecisionDraft(asked, 1, Verdict.APPROVE))
    assert record.decisions[-1].self_decided
    second = office.asked(replace(LUNCH, day=date(2026, 12, 8)), office.leader)
    office.account("Tomas Abara", Role.LEADER)
    with pytest.raises(DeskError, match="You filed this request"):
        service.decide(DecisionDraft(second, 1, Verdict.APPROVE))


def test_the_second_of_two_leaders_is_told_who_what_and_when(
    office: Office,
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.DECLINE, reason_code="not-now", version=1)
    office.enter(office.other_leader)
    with pytest.raises(DeskError, match="Ingrid Lindqvist declined this request") as told:
        office.decide(asked, Verdict.APPROVE, version=1)
    assert told.value.facts["at"] == office.clock.now()
    assert len(office.services.decisions.request(asked).decisions) == 1


def test_two_at_the_very_same_moment_are_one_decision(
    office: Office,
) -> None:
    from cpdesk.models import key
    from cpdesk.policy.terms.terms import Terms
    from cpdesk.services.auth_context import AuthContext
    from cpdesk.services.requests.decisions import Decisions as Service

    folder = office.services.folder
    asked = office.asked(LUNCH, office.clerk)
    start, said = Barrier(2), []

    def decide(actor: Actor) -> None:
        store = Store.open(folder / "desk.db", key.find_or_make(folder).key)
        auth = AuthContext(store)
        auth.enter(actor, office.clock.now())
        service = Service(store, office.clock, Terms.shipped(), auth=auth)
        service.request(asked)
        start.wait(10)
        try:
            service.decide(DecisionDraft(asked, 1, Verdict.APPROVE))
            said.append("done")
        except DeskError as told:
            said.append(str(told.facts.get("name")))
        store.close()

    threads = [
        Thread(target=decide, args=(actor,)) for actor in (office.leader, office.other_leader)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    office.enter(office.leader)
    (decision,) = office.services.decisions.request(asked).decisions
    assert sorted(said) == sorted(["done", decision.by_name])


def test_two_presses_are_one_decision(
    office: Office,
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    first = office.decide(asked, Verdict.APPROVE, version=1)
    assert office.decide(asked, Verdict.APPROVE, version=1) == first


def test_the_password_is_wanted_once_more_after_its_minutes(
    office: Office, clock: FixedClock
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    clock.set(clock.now() + timedelta(minutes=5, seconds=1))
    with pytest.raises(PasswordWantedError):
        office.decide(asked, Verdict.APPROVE)
    office.services.auth.password_at = clock.now()
    assert office.decide(asked, Verdict.APPROVE).state is State.APPROVED


def test_who_stands_in_decides_while_the_period_lasts_and_never_their_own(
    office: Office, clock: FixedClock
) -> None:
    first, own = office.asked(LUNCH, office.clerk), office.asked(PRESENTATION, office.manager)
    lent = office.lend(office.leader, office.manager, date(2026, 11, 25))
    office.enter(lent)
    decision = office.decide(first, Verdict.APPROVE).decisions[-1]
    assert (decision.by_role, decision.lent_by) == ("manager", office.leader.account_id)
    assert decision.lent_by_name == office.leader.name
    with pytest.raises(DeskError, match="You filed this request"):
        office.decide(own, Verdict.APPROVE)
    third = office.asked(replace(LUNCH, day=date(2026, 12, 8)), office.clerk)
    clock.set(clock.now() + timedelta(days=2))
    office.services.auth.password_at = clock.now()  # still sitting there, as when it began
    with pytest.raises(NotPermittedError):
        office.decide(third, Verdict.APPROVE)


def test_class_time_without_a_door_is_nobodys_to_approve(
    office: Office,
) -> None:
    asked = office.asked(replace(LUNCH, start=time(11, 0), end=time(11, 30)), office.clerk)
    office.enter(office.leader)
    with pytest.raises(DeskError, match="no school leader can approve"):
        office.decide(asked, Verdict.APPROVE, knowing=True, reason="I want it")
    moved = office.decide(asked, Verdict.APPROVE, start=time(11, 35), end=time(12, 5))
    assert moved.decisions[-1].changed == "time"
    assert [s.window for s in moved.slots if s.state is SlotState.PLANNED] == [
        Window(at(DAY, "11:35"), at(DAY, "12:05"))
    ]


def test_the_two_doors_are_opened_knowingly(
    office: Office,
) -> None:
    emergency = office.asked(EMERGENCY, office.clerk)
    law = office.asked(
        replace(
            EMERGENCY,
            day=DAY,
            door=ExceptionKind.REQUIRED_BY_LAW,
            agency="County child protection",
            officer="R. Osei, 217",
            student=Student("S-9", 6),
        ),
        office.clerk,
    )
    office.enter(office.leader)
    for asked in (emergency, law):
        with pytest.raises(DeskError, match="20 min of class time"):
            office.decide(asked, Verdict.APPROVE)
        assert office.decide(asked, Verdict.APPROVE, knowing=True).state is State.APPROVED


def test_the_office_manager_opens_the_emergency_door_until_a_leader_has_looked(
    office: Office,
) -> None:
    asked = office.asked(EMERGENCY, office.clerk)
    urgent = office.asked(replace(LUNCH, day=date(2026, 11, 24)), office.clerk)
    office.enter(office.manager)
    with pytest.raises(NotPermittedError):
        office.decide(asked, Verdict.APPROVE, knowing=True)
    with pytest.raises(DeskError, match="no school leader could be reached"):
        office.decide(asked, Verdict.OPEN_DOOR)
    opened = office.decide(asked, Verdict.OPEN_DOOR, reason="Both leaders are at the district")
    assert (opened.state, opened.flag) == (State.APPROVED, Flag.REVIEW)
    with pytest.raises(DeskError, match="only an emergency can be approved"):
        office.decide(urgent, Verdict.OPEN_DOOR, reason="No leader here")
    office.enter(office.leader)
    queue = office.services.decisions.queue()
    assert [(row.request_id, row.urgency) for row in queue.rows] == [(asked, 0), (urgent, 2)]
    assert queue.counts.for_me == 2
    reviewed = office.decide(asked, Verdict.REVIEW, reason="Rightly so")
    assert (reviewed.state, reviewed.flag) == (State.APPROVED, Flag.NONE)
    assert [d.verdict for d in reviewed.decisions] == [Verdict.OPEN_DOOR, Verdict.REVIEW]
    assert reviewed.decisions[1].findings == reviewed.decisions[0].findings
    assert [row.request_id for row in office.services.decisions.queue().rows] == [urgent]


def test_what_clashes_is_approved_knowingly(
    office: Office,
) -> None:
    first = office.asked(LUNCH, office.clerk)
    second = office.asked(replace(LUNCH, people=("LSL-3",)), office.clerk)
    office.enter(office.leader)
    with pytest.raises(DeskError, match="at the same time"):
        office.decide(first, Verdict.APPROVE)
    office.decide(first, Verdict.APPROVE, knowing=True)
    assert office.services.decisions.examine_now(second).clashes[0].approved


def test_an_approval_says_what_it_changed(
    office: Office,
) -> None:
    asked = office.asked(PRESENTATION, office.clerk)
    office.enter(office.leader)
    record = office.decide(
        asked, Verdict.APPROVE, place="Library", day=date(2026, 12, 3), start=time(9, 45)
    )
    assert record.decisions[-1].changed == "time,place"
    assert (record.ask.place, record.ask.day) == ("Library", date(2026, 12, 3))
    assert record.slots[0].window.starts_at == at(date(2026, 12, 3), "9:45".zfill(5))


def test_a_no_needs_a_reason_and_a_taken_back_yes_frees_its_time(
    office: Office,
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    with pytest.raises(DeskError, match="Give a reason for declining"):
        office.decide(asked, Verdict.DECLINE)
    office.decide(asked, Verdict.APPROVE)
    record = office.decide(asked, Verdict.DECLINE, reason="The room floods")
    assert (record.state, record.decisions[-1].reason_code) == (State.DECLINED, "other")
    assert [slot.state for slot in record.slots] == [SlotState.CANCELLED]


def test_what_a_leader_writes_names_no_student(
    office: Office,
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    for said in ({"reason": "s-4471 is ill"}, {"reason": "No", "place": "Desk of S 4471"}):
        with pytest.raises(DeskError, match="includes the student’s reference"):
            office.decide(asked, Verdict.DECLINE, **said)


def test_another_time_is_offered_only_outside_class(
    office: Office,
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    good = Window(at(date(2026, 12, 3), "11:35"), at(date(2026, 12, 3), "12:05"))
    in_class = Window(at(DAY, "09:40"), at(DAY, "10:10"))
    past = Window(at(date(2026, 11, 24), "08:00"), at(date(2026, 11, 24), "08:10"))
    for offers, why in (
        ((), "Offer from 1 to 5 other times"),
        ((good, in_class), "class time"),
        ((past,), "a future time"),
        (tuple(replace(good, ends_at=good.ends_at - timedelta(minutes=n)) for n in range(6)), "5"),
    ):
        with pytest.raises(DeskError, match=why):
            office.decide(asked, Verdict.OFFER, offers=offers)
    record = office.decide(asked, Verdict.OFFER, offers=(good, good))
    assert record.state is State.RETURNED
    assert record.decisions[-1].offered == (good,)


def test_this_visit_is_approved_until_another_day(
    office: Office,
) -> None:
    asked = office.asked(
        Ask(
            kind=Kind.THIS_VISIT,
            partner="NSS",
            visitor_key="person:NSS-2",
            lift_codes=("visitor.clearance",),
            valid_until=date(2027, 6, 1),
        ),
        office.clerk,
    )
    office.enter(office.leader)
    with pytest.raises(DeskError, match="you can’t offer another time"):
        office.decide(asked, Verdict.OFFER)
    assert office.services.decisions.queue().rows[0].urgency == 1
    record = office.decide(asked, Verdict.APPROVE, valid_until=date(2026, 12, 18))
    assert (record.ask.valid_until, record.decisions[-1].changed) == (date(2026, 12, 18), "until")
    (window,) = office.services.decisions.letter(asked).windows
    words = office.services.words
    assert words.window(window.starts_at, window.ends_at) == "Tue, Nov 24 to Fri, Dec 18"


def test_explained_the_same_after_a_new_roster_and_other_terms(
    office: Office, services: Services, tmp_path: Path, clock: FixedClock
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    then = office.decide(asked, Verdict.APPROVE)
    roster = shutil.copytree(paths.resources() / "sample", tmp_path / "next")
    bells = (roster / "bells.csv").read_text("utf-8-sig")
    (roster / "bells.csv").write_text(bells.replace(",lunch,", ",instructional,"), "utf-8")
    manifest = json.loads((roster / "manifest.json").read_text("utf-8"))
    (roster / "manifest.json").write_text(json.dumps(manifest | {"sequence": 2}), "utf-8")
    own = tmp_path / "ours.toml"
    own.write_text('[[meeting.a_week]]\nfrom = 2027-07-01\nvalue = 0\ncites = "fewer"\n')
    office.enter(office.manager)
    services.district_terms.import_file(own, "District memo", clock.now().date())
    office.enter(office.leader)
    services.rosters.take_in(roster)
    from cpdesk.app import open_services

    later = FixedClock(clock.now() + timedelta(days=3 * 365))
    years = open_services(services.folder, clock=later)
    years.auth.enter(office.leader, later.now())
    assert years.decisions.examine_now(asked).refused  # by what is in force now
    now = years.decisions.request(asked)
    years.close()
    assert now.decisions[0] == then.decisions[0]


def test_every_decision_is_proved_and_names_no_student(
    office: Office,
) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.leader)
    office.decide(asked, Verdict.APPROVE)
    office.decide(asked, Verdict.DECLINE, reason_code="family")
    with office.store.read() as tx:
        assert journal.broken_link(tx) is None
        entries = tx.execute(select(audit_entry).where(audit_entry.c.subject_id == asked)).all()
        lines = tx.execute(select(outbox).where(outbox.c.subject_id == asked)).all()
    decided = [e for e in entries if e.use_case in ("request.approve", "request.decline")]
    assert {e.actor for e in decided} == {f"account:{office.leader.account_id}"}
    assert len(entries) == len(lines)
    told = f"{entries}{lines}"
    assert "4471" not in told


def test_a_decision_about_a_request_that_was_changed_meanwhile_is_refused(office: Office) -> None:
    asked = office.asked(LUNCH, office.clerk)
    office.enter(office.clerk)
    edited = office.services.filings.edit(asked, 1, replace(LUNCH, reason="Something else"))
    assert (edited.state, edited.version) == (State.WAITING, 2)
    office.enter(office.leader)
    for verdict in (Verdict.APPROVE, Verdict.DECLINE):
        with pytest.raises(DeskError, match="changed since you opened it"):
            office.decide(asked, verdict, version=1, reason_code="not-now")
    record = office.decide(asked, Verdict.APPROVE, version=2)
    assert record.state is State.APPROVED
    assert office.decide(asked, Verdict.APPROVE, version=2) == record  # pressed twice
