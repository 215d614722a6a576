"""On a day with something of every kind, every place that tells a number tells the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.documents.front_desk.evacuation import evacuation
from cpdesk.ids import new_id
from cpdesk.policy.approval.requests import Kind, State, Verdict
from cpdesk.policy.flyers import Channel
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.outreach import EventResult
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import SignedIn
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.records.outreach import EventNote
from cpdesk.records.requests import Ask, DecisionDraft
from cpdesk.services.services import Services
from cpdesk.ui.application import Application
from cpdesk.ui.flyers import texts as of_flyers
from cpdesk.ui.page_table import PageKey
from cpdesk.ui.requests import texts as of_requests
from cpdesk.ui.requests.queue.queue_column import APPROVED, DECLINED, EVERY, WAITING
from cpdesk.ui.today.texts import people
from tests.conftest import CHICAGO
from tests.documents.paper_reading import text_of
from tests.services import staff
from tests.ui.flyers.fakes import accepted
from tests.ui.paper.fakes import Tray
from tests.ui.requests.filed_requests import MEETING, TABLE
from tests.ui.whole_office import whole_office

YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
TODAY = date(2026, 11, 24)
OBSERVATION = Ask(
    kind=Kind.OBSERVATION,
    partner="LSL",
    people=("LSL-1",),
    day=date(2026, 12, 1),
    start=time(9, 45),
    end=time(10, 15),
    teacher="Ms. Vang",
    place="Room 9",
    grade=3,
    reason="To see the class",
)


def file(services: Services, ask: Ask, verdict: Verdict | None = None) -> None:
    """Asked by the front desk, and decided by a leader."""
    staff.sit(services, Role.DESK)
    record = services.filings.file(ask)
    if verdict is not None:
        staff.sit(services, Role.LEADER)
        said = DecisionDraft(record.request_id, 1, verdict, knowing=True, reason="So agreed")
        services.decisions.decide(said)


def come(services: Services, question: Question) -> str:
    return services.desk.admit(Admission(new_id(), question, "known", YES)).visit_id


@pytest.fixture
def day(services: Services, clock: FixedClock) -> Services:
    """Requests in every state, events with and without a note, flyers at every step, visitors who
    came, left, are still in, stayed since yesterday and came as guests."""
    now = clock.now()
    clock.set(datetime(2026, 11, 9, 9, 0, tzinfo=CHICAGO))
    staff.hire(services)
    for n, event in enumerate(("Literacy fair", "Open house", "Book fair")):
        file(services, replace(TABLE, event=event, day=date(2026, 11, 12 + n)), Verdict.APPROVE)
    file(services, replace(TABLE, event="Spring fair", day=date(2026, 12, 10)), Verdict.APPROVE)
    clock.set(datetime(2026, 11, 23, 13, 50, tzinfo=CHICAGO))
    slot = next(row.slot_id for row in services.events.term().events if row.to_note)
    services.events.note(EventNote(slot, EventResult.HELD))
    come(services, Question(Purpose.OTHER, person="LSL-3", partner="LSL"))  # nobody checks them out
    lobby, gym = services.boards.add("Lobby board", ""), services.boards.add("Gym board", "")
    accepted(services, "fall", "D-FALL", 4, Channel.BOARD)
    services.boards.post("D-FALL", lobby.board_id, 2, TODAY, post_id="P-1")
    services.boards.post("D-FALL", gym.board_id, 2, TODAY, post_id="P-2")
    accepted(services, "winter", "D-WINTER", 248, Channel.CARRY_HOME, bundles=8)
    services.handouts.plan_all("D-WINTER", services.deliveries.delivery("D-WINTER").version)
    accepted(services, "winter", "D-PLAN", 60, Channel.CARRY_HOME, bundles=2)
    file(services, MEETING)
    file(services, replace(MEETING, day=date(2026, 12, 2)), Verdict.APPROVE)
    file(services, replace(MEETING, day=date(2026, 12, 3)), Verdict.DECLINE)
    file(services, replace(TABLE, day=date(2026, 12, 4)))
    file(services, OBSERVATION)  # the rules decline it
    staff.sit(services, Role.LEADER)  # who does not decide about what they asked for themselves
    services.filings.file(replace(MEETING, day=date(2026, 12, 8)))
    clock.set(now)
    staff.sit(services, Role.DESK)
    come(services, Question(person="LSL-1", activity="A-002", partner="LSL"))
    left = come(services, Question(person="LSL-4", activity="A-002", partner="LSL"))
    services.desk.check_out(left)
    guest = services.visitors.register_guest("Zoë O’Neil", "Lamp Repair")
    come(services, Question(guest=guest, host="Ms. Lund", reason="Repairs the lamps"))
    come(
        services, Question(Purpose.OTHER, person="BFM-1", partner="BFM")
    )  # a leader’s yes by phone
    return services


@pytest.fixture
def leader(day: Services) -> SignedIn:
    return staff.sit(day, Role.LEADER)


@pytest.fixture
def office(qtbot: QtBot, day: Services, leader: SignedIn) -> Iterator[Application]:
    with whole_office(qtbot, day, Tray()) as opened:
        opened.session_controller.login_controller.enter(replace(leader, lock_minutes=0))
        opened.queue_badge.settle()
        opened.reminder_badge.read()
        yield opened


def go(office: Application, page: PageKey) -> None:
    office.window.go(page)
    for _ in range(3):
        QApplication.processEvents()


def number(text: str) -> int:
    """The one number in a text; 0 where there is none."""
    (found,) = re.findall(r"\d+", text) or ["0"]
    return int(found)


def beside(office: Application, page: PageKey) -> tuple[int, str]:
    """What the sidebar shows of a page: the number it draws, and how it says it."""
    entry = office.window.sidebar.entries[page]
    assert entry.count is not None
    return entry.count, entry.accessibleDescription().split(", ")[0]


STATES = {
    WAITING: {State.WAITING, State.RETURNED},
    APPROVED: {State.APPROVED, State.USED, State.MISSED},
    DECLINED: {State.DECLINED},
    EVERY: set(State),
}


def test_requests_are_as_many_and_as_said_in_the_sidebar_and_on_the_page(
    office: Application,
) -> None:
    go(office, "requests")
    page = office.requests.page
    count, said = beside(office, "requests")
    assert said == page.waiting.text == f"{count} waiting for you"
    rows = page.column.list.rows
    assert number(page.column.chips[WAITING].text()) == len(rows)
    theirs = [row for row in rows if not row.by_me and row.state is State.WAITING]
    assert count == len(theirs) < len(rows)  # nobody decides about what they asked for
    column = page.column
    for show, states in STATES.items():
        column.filter(show)
        rows = column.list.rows
        assert rows
        assert number(column.chips[show].text()) == len(rows)
        assert {row.state for row in rows} <= states
        message = {of_requests.pill(row, office.words).text for row in rows}
        assert not (show == APPROVED and {"Waiting", "Declined"} & message)


def test_events_to_note_are_as_many_and_as_said_everywhere_at_any_time(
    office: Application, clock: FixedClock
) -> None:
    go(office, "events")
    page = office.events.page
    count, said = beside(office, "events")
    assert count == 2
    assert said == page.bar.reminder_badge.text == "2 to record"
    assert page.column.chips["to_note"].text() == "To record 2"
    page.column.filter("to_note")
    pills = [line.row.to_note for line in page.column.list.lines]
    assert pills == [True, True]
    clock.set(datetime(2026, 12, 10, 19, 1, tzinfo=CHICAGO))  # another one is over meanwhile
    page.refresh()
    assert beside(office, "events") == (3, "3 to record")
    assert page.bar.reminder_badge.text == "3 to record"


def test_who_is_in_the_building_is_as_many_at_the_desk_in_the_list_and_on_paper(
    office: Application, day: Services
) -> None:
    go(office, "desk")
    page = office.desk.page
    inside = page.aside.inside.list.rows
    listed = day.day.evacuation()
    assert len(inside) == len(listed.lines) == len(day.desk.now().inside) == 4
    assert number(page.aside.inside.aside.text()) == 4
    printed = text_of(evacuation(listed, day.words))
    assert "4 visitors" in printed
    assert {row.visitor_name for row in inside} == {line.visitor_name for line in listed.lines}
    assert all(name in printed for name in (row.visitor_name for row in inside))


def test_today_counts_who_came_and_who_is_here_as_the_desk_does(
    office: Application, day: Services
) -> None:
    go(office, "today")
    page = office.today.page
    lines = page.lines.rows
    inside = day.desk.inside()
    visits = day.desk.last_visits(100)
    expected = day.desk.expected()
    for line in lines:
        for_it = [visit for visit in visits if visit.activity_id == line.activity_id]
        assert line.here == sum(visit.left_at is None for visit in for_it)
        states = [row.state for row in expected if row.activity_id == line.activity_id]
        assert line.came == sum(state in ("here", "gone") for state in states)
        if line.expected:
            said = people(line, TODAY, TODAY, day.words)
            assert said == f"{line.came} of {len(line.expected)}"
    since_today = [row for row in inside if not row.since_another_day and row.activity_title]
    assert sum(line.here for line in lines) == len(since_today) == 1
    tutors = next(line for line in lines if line.activity_id == "A-002")
    assert (tutors.came, tutors.here) == (2, 1)


def test_flyers_are_as_many_in_the_header_on_the_chips_and_in_the_list(
    office: Application, day: Services
) -> None:
    go(office, "flyers")
    page = office.flyers.page
    column = page.column
    rows = column.list.rows
    assert number(column.chips["to_do"].text()) == len(rows) == 3
    pills = [of_flyers.pill(row, day.words).text for row in rows]
    assert page.header.to_hand_out.text == f"{pills.count('Hand out')} to hand out"
    due = [post for post in day.boards.hanging() if post.due]
    assert page.header.to_take_down.text == f"{len(due)} to take down today"
    assert {post.delivery_id for post in due} == {
        row.delivery_id for row, pill in zip(rows, pills, strict=True) if pill == "Take down today"
    }
    column.filter("done")
    assert number(column.chips["done"].text()) == len(column.list.rows)
