"""Requests at the counter: from a refusal in two keys, a leader's word, and who is expected."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from cpdesk.clock import FixedClock
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Kind, State
from cpdesk.policy.outcome import ExceptionKind, Outcome, Purpose
from cpdesk.records.accounts import Actor
from cpdesk.records.requests import Ask, RequestRecord, Student, Window
from cpdesk.services.requests import book
from cpdesk.services.requests.book import Filled, NewSlot
from cpdesk.ui.changes import Changes
from cpdesk.ui.desk.answer.actions import DeskAction
from cpdesk.ui.theme.theme import Tone
from tests.ui.desk.at_desk import ENTER, ESC, AtDesk

CHICAGO = ZoneInfo("America/Chicago")
ALT = Qt.KeyboardModifier.AltModifier
LUNCH = Window(
    datetime(2026, 11, 24, 11, 35, tzinfo=CHICAGO), datetime(2026, 11, 24, 12, 5, tzinfo=CHICAGO)
)


def meet(at: AtDesk, name: str = "rosa ochoa", grade: str = "6") -> None:
    """The visitor wants to meet a student of this grade."""
    at.take(name)
    at.press(Qt.Key.Key_M, ALT)
    at.until(at.page.card.details.grade.hasFocus)
    at.type(grade)
    at.press(ENTER)
    at.until(lambda: at.card().question.grade == int(grade) and at.page.arrival.ready)


def filed(at: AtDesk, state: str = "all") -> list[RequestRecord]:
    rows = at.services.decisions.queue(state).rows
    return [at.services.decisions.request(row.request_id) for row in rows]


def decide(store: Store, request_id: str, state: State) -> None:
    """A leader at another computer."""
    now = datetime(2026, 11, 24, 10, 43, tzinfo=CHICAGO)
    with store.write() as tx:
        row = book.row_of(tx, request_id)
        book.change(tx, row, {"state": state.value, "settled_at": now}, now=now, use_case="x")


def approve_lunch(store: Store, *people: tuple[str, str]) -> str:
    ask = Ask(
        Kind.MEET_STUDENT,
        "BFM",
        people=tuple(one for one, _ in people),
        place="Office B",
        student=Student("S-2207", 6),
    )
    filled = Filled(
        ask, "CEDAR", "BFM", "Bright Futures Mentoring", people=people,
        starts_at=LUNCH.starts_at, ends_at=LUNCH.ends_at,
    )  # fmt: skip
    with store.write() as tx:
        made = book.insert(
            tx, filled, state=State.WAITING, slots=[NewSlot(LUNCH)], now=LUNCH.starts_at,
            actor=Actor(),
        )  # fmt: skip
    decide(store, made, State.APPROVED)
    return made


def shown(widget: QWidget) -> str:
    """Everything that a page says at the moment."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


# -- another time -------------------------------------------------------------------------------


def test_a_refusal_becomes_a_request_in_two_keys(at: AtDesk) -> None:
    meet(at)
    row = at.page.card.row
    assert row.actions_shown[0].id is DeskAction.ASK_TIME
    first = row.buttons.get(DeskAction.ASK_TIME)
    assert first is not None
    assert "11:35" in first.text()
    at.press(ENTER)
    form = at.page.card.form
    assert form is not None
    assert form.act is DeskAction.ASK_TIME
    assert form.form.place("reference").hasFocus()
    at.type("S-2207")
    at.press(ENTER)
    at.heard("Requested 11:35")
    at.settled()
    (request,) = filed(at, "waiting")
    assert request.ask.kind is Kind.MEET_STUDENT
    assert (request.ask.day, request.ask.start) == (date(2026, 11, 24), time(11, 35))
    assert request.ask.end == time(12, 5)
    assert request.ask.student == Student("S-2207", 6)
    assert [name for _, name in request.people] == ["Rosa Ochoa"]
    assert "S-2207" not in shown(at.page)


def test_without_the_student_nothing_is_sent(at: AtDesk) -> None:
    meet(at)
    at.press(ENTER)
    at.press(ENTER)
    form = at.page.card.form
    assert form is not None
    assert not form.missing.isHidden()
    assert filed(at) == []
    at.press(ESC)
    assert at.page.card.form is None


def test_a_request_is_taken_back_and_the_card_is_there_again(at: AtDesk) -> None:
    meet(at)
    at.press(ENTER)
    at.type("S-2207")
    at.press(ENTER)
    at.heard("Requested")
    at.undo()
    at.heard("was withdrawn")
    assert at.card().visitor_name == "Rosa Ochoa"
    assert [one.state for one in filed(at)] == [State.WITHDRAWN]


def test_the_request_opens_on_its_own_page(at: AtDesk) -> None:
    wanted: list[str] = []
    at.page.request_wanted.connect(wanted.append)
    meet(at)
    at.press(ENTER)
    at.type("S-2207")
    at.press(ENTER)
    at.heard("Requested")
    at.page.at_counter.notice.do_other()
    assert wanted == [filed(at)[0].request_id]


# -- a leader's word about this visit -----------------------------------------------------------


@pytest.fixture
def asked(at: AtDesk, clock: FixedClock) -> RequestRecord:
    """A visitor whose background check is pending; a leader was asked."""
    clock.set(datetime(2026, 11, 24, 15, 5, tzinfo=CHICAGO))
    card = at.take("lund")
    assert card.decision.outcome is Outcome.ASK_LEADER
    at.press(Qt.Key.Key_L, ALT)
    at.type("Comes every week")
    at.press(ENTER)
    at.heard("was sent to the school leaders")
    (request,) = filed(at, "waiting")
    return request


def test_a_leader_is_asked_about_what_only_a_leader_may_allow(
    at: AtDesk, asked: RequestRecord
) -> None:
    assert asked.ask.kind is Kind.THIS_VISIT
    assert "visitor.clearance" in asked.ask.lift_codes
    assert asked.ask.reason == "Comes every week"
    assert "A school leader was asked at 3:05 pm" in shown(at.page)
    assert at.page.card.row.actions_shown[0].id is DeskAction.RELAY
    assert at.page.card.row.buttons.get(DeskAction.ASK_LEADER) is None  # nobody is asked twice


def test_the_waiting_card_changes_when_a_leader_decides(
    at: AtDesk, asked: RequestRecord, store_of_services: Store
) -> None:
    decide(store_of_services, asked.request_id, State.APPROVED)
    at.page.arrival.look_again()
    at.until(lambda: at.card().decision.outcome is not Outcome.ASK_LEADER)
    assert "A school leader approved this." in shown(at.page)
    assert at.card().decision.outcome is Outcome.ADMIT
    at.press(ENTER)
    at.heard("checked in.")
    assert [one.state for one in filed(at)] == [State.USED]


def test_a_decision_at_this_computer_is_heard_at_once(
    at: AtDesk, asked: RequestRecord, store_of_services: Store, changes: Changes
) -> None:
    decide(store_of_services, asked.request_id, State.APPROVED)
    changes.requests.emit()
    at.until(lambda: at.card().decision.outcome is Outcome.ADMIT)


def test_a_leaders_no_is_said_and_nobody_is_admitted(
    at: AtDesk, asked: RequestRecord, store_of_services: Store
) -> None:
    decide(store_of_services, asked.request_id, State.DECLINED)
    at.page.arrival.look_again()
    at.until(lambda: "did not approve this" in shown(at.page))
    assert at.page.card.asked.tone is Tone.NO
    assert at.card().decision.outcome is Outcome.ASK_LEADER


def test_the_next_visitor_waits_for_nothing(at: AtDesk, asked: RequestRecord) -> None:
    at.press(ESC)
    at.take("okaf")
    assert at.page.arrival.asked is None
    assert at.page.card.asked.isHidden()


# -- the two exceptions -------------------------------------------------------------------------


def test_an_emergency_is_filed_with_its_reason_and_admits_once_approved(
    at: AtDesk, store_of_services: Store
) -> None:
    meet(at)
    at.click(DeskAction.DOOR)
    at.type("A grandparent is in hospital")
    at.press(ENTER)  # the student is missing
    assert filed(at) == []
    at.type("S-2207")
    at.press(ENTER)
    at.heard("was sent to the school leaders")
    (request,) = filed(at, "waiting")
    assert (request.ask.door, request.ask.start) == (ExceptionKind.EMERGENCY, time(10, 42))
    assert request.ask.reason == "A grandparent is in hospital"
    at.until(lambda: at.card().decision.outcome is Outcome.ASK_LEADER)
    decide(store_of_services, request.request_id, State.APPROVED)
    at.page.arrival.look_again()
    at.until(lambda: at.card().decision.outcome is Outcome.ADMIT)
    at.page.focus_field()
    at.press(ENTER)
    at.heard("Rosa Ochoa checked in.")


def test_the_law_wants_agency_and_officer(at: AtDesk) -> None:
    meet(at)
    at.click(DeskAction.DOOR)
    form = at.page.card.form
    assert form is not None
    law = next(
        c for c in form.findChildren(QWidget) if getattr(c, "text", str)() == "Required by law"
    )
    law.click()  # type: ignore[attr-defined]
    for said in ("Minn. Stat. 260E.22", "Child protection", "Officer Brandvold"):
        at.type(said)
        at.press(ENTER)
    at.type("S-2207")
    at.press(ENTER)
    at.heard("was sent to the school leaders")
    (request,) = filed(at, "waiting")
    assert request.ask.door is ExceptionKind.REQUIRED_BY_LAW
    assert (request.ask.agency, request.ask.officer) == ("Child protection", "Officer Brandvold")


# -- expected -----------------------------------------------------------------------------------


def test_who_is_approved_stands_in_the_list_and_opens_with_the_request(
    at: AtDesk, store_of_services: Store, changes: Changes, clock: FixedClock
) -> None:
    request = approve_lunch(store_of_services, ("BFM-1", "Rosa Ochoa"))
    clock.set(LUNCH.starts_at - timedelta(minutes=5))
    changes.requests.emit()
    at.until(lambda: "Rosa Ochoa" in at.titles)
    at.until(lambda: any(n.hit and n.hit.request_id for n in at.page.results.rows))
    line = next(n for n in at.page.results.rows if n.hit and n.hit.request_id)
    assert line.detail == "Bright Futures Mentoring · Meet a student, approved"
    at.page.results.taken.emit(line)
    card = at.card()
    assert card.question.request == request
    assert card.question.purpose is Purpose.STUDENT_MEETING
    assert card.decision.outcome is Outcome.ADMIT
    assert at.page.card.chips.labels[0].startswith("Meet a student · 11:35")
    at.press(ENTER)
    at.heard("Rosa Ochoa checked in.")
    (row,) = [row for row in at.services.desk.inside() if row.visitor_name == "Rosa Ochoa"]
    assert row.place == "Office B"


def test_another_room_is_asked(
    at: AtDesk, store_of_services: Store, changes: Changes, clock: FixedClock
) -> None:
    approve_lunch(store_of_services, ("BFM-1", "Rosa Ochoa"))
    clock.set(LUNCH.starts_at)
    at.take("rosa ochoa")
    place = at.page.card.details.entries["place"]
    assert place.isVisible()
    place.setFocus()
    at.type("Gym")
    at.press(ENTER)
    at.until(lambda: at.card().question.place == "Gym" and at.page.arrival.ready)
    assert at.card().decision.outcome is Outcome.ASK_LEADER
    assert "A school leader approved this for Office B, not for Gym." in shown(at.page.card)


def test_anyone_of_a_partner_is_written_down_or_found(
    at: AtDesk, store_of_services: Store, changes: Changes
) -> None:
    approve_lunch(store_of_services)
    changes.requests.emit()
    at.until(lambda: "Bright Futures Mentoring" in at.titles)
    line = next(n for n in at.page.results.rows if n.title == "Bright Futures Mentoring")
    assert "anyone from the partner" in line.detail
    at.page.results.taken.emit(line)
    at.until(lambda: at.page.at_counter.registering)
    assert at.page.at_counter.register.partner.partner_id == "BFM"
