"""From the desk to a leader and back to the desk, with keys alone, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.policy.approval.requests import Flag, State, Verdict
from cpdesk.policy.outcome import Purpose
from cpdesk.records.requests import RequestRecord
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.requests.actions import Do
from cpdesk.ui.requests.detail.trays import OfferTray
from cpdesk.ui.requests.page import RequestsPage
from cpdesk.ui.requests.papers import RequestPaperDesk
from cpdesk.ui.widgets.account.password_dialog import PasswordDialog
from tests.conftest import CHICAGO
from tests.journeys.office import CTRL, Front, front_office
from tests.journeys.staff import DESK, LEADER, MANAGER, SECRETS, Staff
from tests.journeys.test_who_is_here import CTRL_SHIFT, sign_in
from tests.ui.walk import readable

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def front(qtbot: QtBot, staff: Staff, clock: FixedClock) -> Iterator[Front]:
    with front_office(qtbot, staff.folder, clock) as opened:
        told: list[DeskError] = []
        opened.office.tasks.trouble.connect(told.append)
        yield opened
        assert not told


def hand_over(front: Front, name: str) -> RequestsPage:
    """Somebody else signs in and goes to the requests."""
    front.press(Qt.Key.Key_L, CTRL_SHIFT)
    sign_in(front, name)
    return requests(front)


def requests(front: Front) -> RequestsPage:
    front.go("requests")
    page = front.office.requests.page
    front.until(lambda: page.column.nothing.word.text() != "Loading requests…" or has_rows(page))
    return page


def has_rows(page: RequestsPage) -> bool:
    return bool(page.column.list.rows)


def fill(front: Front, letter: Qt.Key, text: str) -> None:
    """Alt and a letter go to a field."""
    front.press(letter, ALT)
    front.type(text)


def write(front: Front, start: str, end: str, reason: str) -> None:
    """A meeting of Rosa Ochoa with a student of grade 6 today, up to the last key."""
    form = front.office.requests.page.form
    front.press(Qt.Key.Key_N, CTRL)
    fill(front, Qt.Key.Key_P, "bright")
    front.until(lambda: form.fields.partner.open)
    front.press(Qt.Key.Key_Return)
    front.until(lambda: form.fields.combo("activity").count() > 1)  # its people are known too
    fill(front, Qt.Key.Key_O, "rosa")
    front.until(lambda: form.fields.people.open)
    front.press(Qt.Key.Key_Return)
    fill(front, Qt.Key.Key_S, "S-2207")
    fill(front, Qt.Key.Key_G, "6")
    fill(front, Qt.Key.Key_D, "today")
    front.press(Qt.Key.Key_Return)
    front.type(start)
    front.press(Qt.Key.Key_Return)
    front.type(end)
    fill(front, Qt.Key.Key_L, "Office B")
    fill(front, Qt.Key.Key_N, reason)


def file(front: Front) -> RequestRecord:
    """Ctrl+Enter, when the rules have said what they think of all that was typed."""
    page = front.office.requests.page
    form = page.form
    front.until(lambda: form.examined is not None and not form.examined.missing)
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: not page.writing)
    front.until(lambda: page.detail.record is not None and has_rows(page))
    record = page.detail.record
    assert record is not None
    return record


def first_is(page: RequestsPage, request_id: str, do: Do) -> bool:
    record = page.detail.record
    return record is not None and record.request_id == request_id and page.detail.row.first() is do


def is_now(front: Front, request_id: str, state: State) -> bool:
    return front.services.decisions.request(request_id).state is state


def test_from_the_desk_to_a_leader_and_back(front: Front, clock: FixedClock) -> None:
    sign_in(front, DESK)
    page = requests(front)
    write(front, "11:40", "25 min", "Monthly mentor check-in")
    asked = file(front)
    assert asked.state is State.WAITING
    assert Do.APPROVE not in page.detail.row.buttons

    page = hand_over(front, LEADER)
    front.until(lambda: first_is(page, asked.request_id, Do.APPROVE))
    front.look()
    assert page.waiting.text == "1 waiting for you"
    assert page.detail.facts.said("Student") == "Grade 6 · reference S-2207"
    assert page.detail.facts.said("Class time missed").startswith("0 minutes for this meeting")
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: is_now(front, asked.request_id, State.APPROVED))
    front.until(lambda: not has_rows(page))
    assert page.waiting.isHidden()

    front.it_is(datetime(2026, 11, 24, 11, 38, tzinfo=CHICAGO))
    front.press(Qt.Key.Key_L, CTRL_SHIFT)
    sign_in(front, DESK)
    assert front.admit("rosa") == "Rosa Ochoa"
    row = front.services.desk.inside()[0]
    assert (row.purpose, row.place) == (Purpose.STUDENT_MEETING, "Office B")
    assert is_now(front, asked.request_id, State.USED)
    assert "S-2207" not in readable(front.office.window)


def test_another_time_is_offered_and_taken(front: Front) -> None:
    sign_in(front, DESK)
    requests(front)
    write(front, "11:40", "25 min", "Monthly mentor check-in")
    asked = file(front)

    page = hand_over(front, LEADER)
    front.until(lambda: first_is(page, asked.request_id, Do.APPROVE))
    front.look()
    front.press(Qt.Key.Key_O, CTRL)
    tray = page.detail.tray
    assert isinstance(tray, OfferTray)
    front.until(tray.times.hasFocus)
    front.press(Qt.Key.Key_Space)
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: is_now(front, asked.request_id, State.RETURNED))
    offered = front.services.decisions.request(asked.request_id).decisions[-1].offered

    page = hand_over(front, DESK)
    front.until(lambda: first_is(page, asked.request_id, Do.TAKE))
    front.look()
    front.press(Qt.Key.Key_Return, CTRL)
    front.press(Qt.Key.Key_Return)
    front.until(lambda: is_now(front, asked.request_id, State.WAITING))
    taken = front.services.decisions.request(asked.request_id)
    assert [slot.window for slot in taken.slots] == list(offered)


def test_the_emergency_door_is_opened_by_the_manager_and_reviewed(front: Front) -> None:
    sign_in(front, DESK)
    page = requests(front)
    write(front, "10:45", "30 min", "A parent is in hospital")
    fill(front, Qt.Key.Key_X, "Emerg")
    asked = file(front)
    assert asked.state is State.WAITING

    page = hand_over(front, MANAGER)
    front.until(lambda: first_is(page, asked.request_id, Do.OPEN_DOOR))
    front.look()
    front.press(Qt.Key.Key_Return, CTRL)
    front.type("Both leaders are away; the hospital called")
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: is_now(front, asked.request_id, State.APPROVED))
    opened = front.services.decisions.request(asked.request_id)
    assert opened.flag is Flag.REVIEW

    front.press(Qt.Key.Key_L, CTRL_SHIFT)
    sign_in(front, DESK)
    assert front.admit("rosa") == "Rosa Ochoa"

    page = hand_over(front, LEADER)
    front.until(lambda: first_is(page, asked.request_id, Do.REVIEW))
    front.look()
    front.press(Qt.Key.Key_Return, CTRL)
    front.type("Right so")
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: not has_rows(page))
    reviewed = front.services.decisions.request(asked.request_id)
    assert reviewed.flag is Flag.NONE
    assert [d.verdict for d in reviewed.decisions] == [Verdict.OPEN_DOOR, Verdict.REVIEW]


def test_what_the_law_requires_is_acknowledged_with_the_password(
    front: Front, clock: FixedClock
) -> None:
    sign_in(front, DESK)
    requests(front)
    write(front, "10:50", "20 min", "Interview under Minn. Stat. 260E.22")
    fill(front, Qt.Key.Key_X, "Requ")
    front.press(Qt.Key.Key_Tab)
    front.type("Child protection")
    front.press(Qt.Key.Key_Return)
    front.type("Badge 41")
    asked = file(front)
    assert (asked.ask.agency, asked.ask.officer) == ("Child protection", "Badge 41")

    page = hand_over(front, LEADER)
    front.until(lambda: first_is(page, asked.request_id, Do.APPROVE))
    front.look()
    assert page.detail.facts.said("Class time missed").startswith("20 minutes")
    front.it_is(clock.now() + timedelta(minutes=6))
    front.press(Qt.Key.Key_Return, CTRL)
    assert page.detail.tray is not None  # what it takes has to be known
    front.look()
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: isinstance(QApplication.activeModalWidget(), PasswordDialog))
    front.type(SECRETS[LEADER])
    front.press(Qt.Key.Key_Return)
    front.until(lambda: is_now(front, asked.request_id, State.APPROVED))


def test_an_observation_is_declined_by_the_rules(front: Front) -> None:
    sign_in(front, DESK)
    page = requests(front)
    front.press(Qt.Key.Key_N, CTRL)
    form = page.form
    form.kinds.buttons[list(form.kinds.buttons)[4]].click()
    fill(front, Qt.Key.Key_P, "bright")
    front.until(lambda: form.fields.partner.open)
    front.press(Qt.Key.Key_Return)
    fill(front, Qt.Key.Key_D, "tomorrow")
    front.press(Qt.Key.Key_Return)
    front.type("9:10")
    front.press(Qt.Key.Key_Return)
    front.type("30 min")
    fill(front, Qt.Key.Key_G, "6")
    fill(front, Qt.Key.Key_N, "To see a mentee")
    front.until(lambda: form.file_button.text() == "File as declined")
    asked = file(front)
    assert asked.state is State.DECLINED
    codes = [row.small for row in page.detail.findings.rows]
    assert any("observation.not-allowed" in code for code in codes)
    assert Do.LETTER in page.detail.row.buttons


def test_the_letter_and_the_calendar_of_what_was_approved(front: Front, tmp_path: Path) -> None:
    sign_in(front, DESK)
    requests(front)
    write(front, "11:40", "25 min", "Monthly mentor check-in")
    asked = file(front)
    page = hand_over(front, LEADER)
    front.until(lambda: first_is(page, asked.request_id, Do.APPROVE))
    front.look()
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: not has_rows(page))
    front.press(Qt.Key.Key_2, ALT)
    front.until(lambda: Do.LETTER in page.detail.row.buttons)
    front.press(Qt.Key.Key_P, CTRL)
    front.until(lambda: isinstance(QApplication.activeModalWidget(), PaperDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    front.until(lambda: "page" in dialog.pages.text())
    dialog.reject()
    papers = front.office.window.findChild(RequestPaperDesk)
    assert papers is not None
    record = page.detail.record
    assert record is not None
    papers.write_calendar(record, tmp_path / "times.ics")
    front.until(lambda: (tmp_path / "times.ics").exists())
    front.until(lambda: "times.ics" in front.office.window.banner.line.text())
    text = (tmp_path / "times.ics").read_text("utf-8")
    assert "DTSTART:20261124T174000Z" in text
    assert "S-2207" not in text
