"""Whole days of a front office, told through the services and through real processes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from cpdesk.clock import FixedClock
from cpdesk.documents.front_desk.badge import badge
from cpdesk.documents.front_desk.refusal import refusal
from cpdesk.documents.front_desk.schedule import schedule
from cpdesk.documents.ical import ical
from cpdesk.documents.layout.stock import stock
from cpdesk.documents.requests.letter import letter
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Flag, Kind, SlotState, State, Verdict
from cpdesk.policy.outcome import ExceptionKind, Outcome, Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.records.requests import Ask, DecisionDraft, RequestRecord, Student
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services import staff

TUESDAY = date(2026, 11, 24)
SECRET = "QX-7719"
STOCK = "card-4x3"
MEETING = Question(purpose=Purpose.STUDENT_MEETING, person="LSL-1", partner="LSL", grade=6)
LUNCH = Ask(
    kind=Kind.MEET_STUDENT,
    partner="LSL",
    people=("LSL-1",),
    day=TUESDAY,
    start=time(11, 35),
    end=time(12, 5),
    place="Room 114",
    student=Student(SECRET, 6),
    reason="Reading for the science fair",
    family_knows=True,
)


@pytest.fixture
def school(services: Services, clock: FixedClock) -> Services:
    """Tuesday, 10:42 am; everybody has an account."""
    staff.hire(services)
    return services


def at(hour: int, minute: int, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), CHICAGO)


def decide(services: Services, request_id: str, verdict: Verdict, **said: object) -> RequestRecord:
    version = services.decisions.request(request_id).version
    return services.decisions.decide(
        DecisionDraft(request_id, version, verdict, **said)  # type: ignore[arg-type]
    )


def admit(services: Services, question: Question, **said: object) -> str:
    admission = Admission(new_id(), question, **said)  # type: ignore[arg-type]
    return services.desk.admit(admission).visit_id


def test_from_a_refusal_to_lunch_and_home(school: Services, clock: FixedClock) -> None:
    staff.sit(school, Role.DESK)
    card = school.desk.card(MEETING)
    assert card.decision.outcome is Outcome.REFUSE  # it is the third period
    found = school.times.find(replace(LUNCH, day=None, start=None, end=None), 30)
    first = next(one for one in found.times if one.window.starts_at == at(11, 35))
    assert first.window.ends_at == at(12, 5)
    asked = school.filings.file(LUNCH)
    with pytest.raises(DeskError, match="doesn’t allow this"):
        decide(school, asked.request_id, Verdict.APPROVE)
    staff.sit(school, Role.LEADER)
    assert school.decisions.queue().rows[0].request_id == asked.request_id
    decide(school, asked.request_id, Verdict.APPROVE)
    staff.sit(school, Role.DESK)
    expected = [row for row in school.desk.expected() if row.request_id == asked.request_id]
    assert [row.start for row in expected] == [time(11, 35)]
    clock.set(at(11, 20))
    early = school.desk.card(MEETING).decision
    assert {f.code for f in early.troubles} == {"meeting.approval"}
    clock.set(at(11, 25))  # ten minutes, inclusive
    assert school.desk.card(MEETING).decision.outcome is Outcome.ADMIT
    other = school.desk.card(replace(MEETING, person="LSL-2", at=at(11, 36))).decision
    assert other.outcome is Outcome.ASK_LEADER
    elsewhere = school.desk.card(replace(MEETING, place="Library")).decision
    assert elsewhere.outcome is Outcome.ASK_LEADER
    visit = admit(school, MEETING)
    assert school.decisions.request(asked.request_id).state is State.USED
    school.desk.undo(visit)
    assert school.decisions.request(asked.request_id).state is State.APPROVED
    visit = admit(school, MEETING)
    paper = school.papers.badge(visit)
    words = "".join(
        page.extract_text() for page in _pages(badge(paper, school.words, stock(STOCK)))
    )
    assert "Room 114" in words
    assert "12:05" in words
    clock.set(at(12, 5))
    school.desk.check_out(visit)
    clock.set(at(7, 0, TUESDAY + timedelta(days=1)))
    school.decisions.settle()
    assert school.decisions.request(asked.request_id).state is State.USED


def test_an_emergency_without_a_leader_and_its_review(school: Services, clock: FixedClock) -> None:
    staff.sit(school, Role.DESK)
    door = replace(
        LUNCH,
        start=time(10, 50),
        end=time(11, 10),
        door=ExceptionKind.EMERGENCY,
        reason="A parent was taken to hospital",
    )
    asked = school.filings.file(door).request_id
    with pytest.raises(DeskError, match="doesn’t allow this"):
        decide(school, asked, Verdict.OPEN_DOOR, reason="Nobody is here")
    staff.sit(school, Role.MANAGER)
    with pytest.raises(DeskError, match="needs a reason"):
        decide(school, asked, Verdict.OPEN_DOOR)
    opened = decide(school, asked, Verdict.OPEN_DOOR, reason="Both leaders are at the district")
    assert (opened.state, opened.flag) == (State.APPROVED, Flag.REVIEW)
    staff.sit(school, Role.DESK)
    clock.set(at(10, 50))
    # An exception is acknowledged, never waved through: someone has answered for this one.
    visit = admit(school, MEETING)
    clock.set(at(11, 10))
    school.desk.check_out(visit)
    clock.set(at(9, 0, TUESDAY + timedelta(days=6)))
    school.decisions.settle()
    staff.sit(school, Role.LEADER)
    assert school.decisions.queue().rows[0].request_id == asked
    reviewed = decide(school, asked, Verdict.REVIEW)
    assert (reviewed.state, reviewed.flag) == (State.USED, Flag.NONE)
    assert school.decisions.queue().rows == ()


def test_the_law_takes_class_time_with_its_names_and_a_leader(
    school: Services, clock: FixedClock
) -> None:
    staff.sit(school, Role.DESK)
    law = replace(
        LUNCH,
        start=time(10, 50),
        end=time(11, 20),
        door=ExceptionKind.REQUIRED_BY_LAW,
        reason="Interview",
        agency="County child protection",
        officer="Officer 4417",
    )
    asked = school.filings.file(law).request_id
    staff.sit(school, Role.LEADER)
    with pytest.raises(DeskError, match="min of class time"):
        decide(school, asked, Verdict.APPROVE)
    decide(school, asked, Verdict.APPROVE, knowing=True)
    staff.sit(school, Role.DESK)
    clock.set(at(10, 48))
    admit(school, MEETING)
    assert school.decisions.request(asked).state is State.USED


def test_a_yes_over_the_phone_is_confirmed_or_disowned(school: Services, clock: FixedClock) -> None:
    staff.sit(school, Role.DESK)
    clock.set(at(11, 35))
    yes = RelayedYes("Ms. Lindqvist", "phone", "She knows of it")
    visits = []
    for person in ("LSL-1", "LSL-2", "LSL-3"):
        visits.append(admit(school, replace(MEETING, person=person), relayed=yes))
    school.desk.undo(visits[2])  # a slip: nobody has to answer for it
    staff.sit(school, Role.LEADER)
    rows = {
        school.decisions.request(r.request_id).visit_id: r for r in school.decisions.queue().rows
    }
    assert set(rows) == set(visits[:2])
    with pytest.raises(DeskError, match="already checked the visitor in"):
        decide(school, rows[visits[0]].request_id, Verdict.APPROVE)
    decide(school, rows[visits[0]].request_id, Verdict.CONFIRM)
    with pytest.raises(DeskError, match="Give a reason"):
        decide(school, rows[visits[1]].request_id, Verdict.DISOWN)
    decide(school, rows[visits[1]].request_id, Verdict.DISOWN, reason="I was never asked")
    clock.set(at(8, 0, TUESDAY + timedelta(days=30)))
    school.decisions.settle()
    states = {v: school.decisions.request(r.request_id).state for v, r in rows.items()}
    assert states == {visits[0]: State.APPROVED, visits[1]: State.DECLINED}
    first = school.decisions.request(rows[visits[0]].request_id).decisions[0]
    assert any(f.code == "meeting.approval" for f in first.findings)


def test_days_end_marks_what_did_not_happen(school: Services, clock: FixedClock) -> None:
    staff.sit(school, Role.DESK)
    missed = school.filings.file(LUNCH).request_id
    lapsed = school.filings.file(replace(LUNCH, start=time(15), end=time(15, 20))).request_id
    staff.sit(school, Role.LEADER)
    decide(school, missed, Verdict.APPROVE)
    clock.set(at(23, 59))
    assert school.decisions.settle() == 0
    clock.set(at(0, 0, TUESDAY + timedelta(days=1)))
    assert school.decisions.settle() == 2
    assert school.decisions.settle() == 0
    record = school.decisions.request(missed)
    assert (record.state, record.slots[0].state) == (State.MISSED, SlotState.MISSED)
    assert school.decisions.request(lapsed).state is State.LAPSED


# -- nothing of a student --------------------------------------------------------------------------


def test_the_students_reference_stays_inside(
    school: Services, store_of_services: Store, clock: FixedClock
) -> None:
    staff.sit(school, Role.DESK)
    papers = [refusal(school.papers.refusal(school.desk.card(MEETING)), school.words)]
    school.desk.turn_away(TurnAway(new_id(), MEETING))
    lunch = school.filings.file(LUNCH).request_id
    no = school.filings.file(replace(LUNCH, start=time(10, 50), end=time(11))).request_id
    draft = school.filings.save_draft(replace(LUNCH, end=None))
    school.filings.withdraw(draft.request_id, draft.version)
    staff.sit(school, Role.LEADER)
    assert school.decisions.queue("all", SECRET.lower()).rows != ()
    with pytest.raises(DeskError) as told:
        decide(school, lunch, Verdict.DECLINE, reason=f"{SECRET} is ill")
    errors = [str(told.value), repr(told.value.facts)]
    decide(school, lunch, Verdict.APPROVE)
    clock.set(at(11, 35))
    visit = admit(school, MEETING)
    words = school.words
    for request in (lunch, no):
        papers.append(letter(school.decisions.letter(request), words))
    (asked_for,) = school.decisions.letter(no).windows  # the rules declined it: it never held one
    assert (asked_for.starts_at, asked_for.ends_at) == (at(10, 50), at(11, 0))
    papers.append(schedule(school.day.schedule(TUESDAY), words))
    papers.append(badge(school.papers.badge(visit), words, stock(STOCK)))
    texts = ["".join(page.extract_text() for page in _pages(paper)) for paper in papers]
    assert all(len(text) > 20 for text in texts)
    for file in (school.calendars.partner("LSL"), school.calendars.day(TUESDAY)):
        texts.append(ical(file.entries, words, title="Times", school=file.school_name).decode())
    with store_of_services.read() as tx:
        for table in ("audit_entry", "outbox", "finding", "request_decision", "visit"):
            texts.append(str(tx.exec_driver_sql(f'SELECT * FROM "{table}"').all()))
    texts += [p.read_text("utf-8", "replace") for p in school.folder.rglob("*.log*")]
    for text in (*texts, *errors):
        assert SECRET.casefold() not in text.casefold()
        assert "7719" not in text


def _pages(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf)).pages)


# -- real processes --------------------------------------------------------------------------------

_OPEN = """
import sys
from datetime import datetime
from pathlib import Path
from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.policy.approval.requests import Verdict
from cpdesk.records.requests import DecisionDraft
from tests.conftest import CHICAGO
from tests.services import staff
services = open_services(
    Path(sys.argv[1]), clock=FixedClock(datetime(2026, 11, 24, 10, 43, tzinfo=CHICAGO))
)
staff.quick(services).sign_in(sys.argv[2], staff.SECRET)
"""
_DECIDE = """
print("ready", flush=True)
sys.stdin.readline()
try:
    made = services.decisions.decide(DecisionDraft(sys.argv[3], 1, Verdict(sys.argv[4]), "not-now"))
    print(made.state.value)
except DeskError as told:
    print("told", told.facts.get("name"))
"""
_FILE = """
from tests.journeys.test_requests_told import LUNCH
from dataclasses import replace
from cpdesk.records.requests import Student
for n in range(1, 40):
    ask = replace(LUNCH, student=Student(f"ZZ-{n}", 6))
    print(services.filings.file(ask).request_id, flush=True)
"""


def _process(services: Services, code: str, *said: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _OPEN + code, str(services.folder), *said],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )


def test_two_processes_decide_at_once(school: Services) -> None:
    staff.sit(school, Role.MANAGER)
    school.accounts.add("Tove Berg", Role.LEADER, "", staff.GIVEN)
    school.accounts.sign_in("Tove Berg", staff.GIVEN)
    school.accounts.change_secret(staff.GIVEN, staff.SECRET)
    staff.sit(school, Role.DESK)
    asked = school.filings.file(LUNCH).request_id
    people = {staff.NAMES[Role.LEADER]: "approve", "Tove Berg": "decline"}
    running = [_process(school, _DECIDE, name, asked, what) for name, what in people.items()]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    said = []
    for one in running:
        assert one.stdin is not None
        one.stdin.write("now\n")
        one.stdin.flush()
    for one in running:
        out, err = one.communicate(timeout=60)
        assert err == ""
        said.append(out.strip())
    record = school.decisions.request(asked)
    (decision,) = record.decisions
    assert sorted(said) == sorted([record.state.value, f"told {decision.by_name}"])
    assert record.state.value in ("approved", "declined")


def test_what_a_killed_process_filed_is_whole(school: Services, store_of_services: Store) -> None:
    one = _process(school, _FILE, staff.NAMES[Role.DESK])
    assert one.stdout is not None
    said = [one.stdout.readline().strip() for _ in range(5)]
    one.kill()
    said += one.communicate(timeout=60)[0].split()
    staff.sit(school, Role.LEADER)
    rows = school.decisions.queue("all").rows
    assert {row.request_id for row in rows} >= {one for one in said if len(one) == 36}
    assert len(rows) - len(said) in (0, 1)  # the last one may be written and not yet told
    for row in rows:
        assert len(school.decisions.request(row.request_id).slots) <= 1
    with store_of_services.read() as tx:
        assert journal.broken_link(tx) is None
        proofs = tx.exec_driver_sql(
            "SELECT COUNT(*) FROM audit_entry WHERE use_case = 'request.file'"
        ).scalar()
    assert proofs == len(rows)
