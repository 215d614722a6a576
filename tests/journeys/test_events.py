"""A table from the approval to what the leader sees next time, and releases from the partner's page
to the desk's condition: with keys alone, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.policy.approval.requests import State
from cpdesk.policy.outcome import Condition
from cpdesk.policy.outreach import EventResult
from cpdesk.records.requests import RequestRecord
from cpdesk.ui.events.not_kept import NotKeptTray
from cpdesk.ui.partners.release_dialog import ReleaseDialog
from cpdesk.ui.requests.actions import Do
from tests.conftest import CHICAGO
from tests.journeys.office import CTRL, Front, front_office
from tests.journeys.staff import DESK, LEADER, Staff
from tests.journeys.test_requests import (
    ALT,
    file,
    fill,
    first_is,
    hand_over,
    is_now,
    requests,
)
from tests.journeys.test_who_is_here import CTRL_SHIFT, sign_in


@pytest.fixture
def front(qtbot: QtBot, staff: Staff, clock: FixedClock) -> Iterator[Front]:
    with front_office(qtbot, staff.folder, clock) as opened:
        told: list[DeskError] = []
        opened.office.tasks.trouble.connect(told.append)
        yield opened
        assert not told


def ask_for_a_table(front: Front, event: str, day: str) -> RequestRecord:
    """The desk writes a request for a table of Lake Street Literacy, 5 to 7 pm."""
    requests(front)
    form = front.office.requests.page.form
    front.press(Qt.Key.Key_N, CTRL)
    for _ in range(2):
        front.press(Qt.Key.Key_Right)
    front.press(Qt.Key.Key_Space)
    fill(front, Qt.Key.Key_P, "lake street")
    front.until(lambda: form.fields.partner.open)
    front.press(Qt.Key.Key_Return)
    front.until(lambda: form.fields.combo("activity").count() > 1)
    fill(front, Qt.Key.Key_E, event)
    fill(front, Qt.Key.Key_D, day)
    front.press(Qt.Key.Key_Return)
    front.type("5 pm")
    front.press(Qt.Key.Key_Return)
    front.type("7 pm")
    fill(front, Qt.Key.Key_L, "Front hall")
    return file(front)


def test_a_rule_that_was_not_kept_is_seen_at_the_next_request(
    front: Front, clock: FixedClock
) -> None:
    sign_in(front, DESK)
    asked = ask_for_a_table(front, "Open house", "today")
    assert asked.ask.event == "Open house"

    page = hand_over(front, LEADER)
    front.until(lambda: first_is(page, asked.request_id, Do.APPROVE))
    front.look()
    assert page.detail.facts.said("Visits this term") == "1 of 4, counting this one"
    assert page.detail.last_time.isHidden()
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: is_now(front, asked.request_id, State.APPROVED))

    front.it_is(datetime(2026, 11, 25, 8, 0, tzinfo=CHICAGO))  # the day after
    front.press(Qt.Key.Key_L, CTRL_SHIFT)
    sign_in(front, DESK)
    front.go("events")
    events = front.office.events.page
    front.until(lambda: events.detail.record is not None and events.detail.record.to_note)
    front.press(Qt.Key.Key_R)
    front.until(lambda: isinstance(events.detail.tray, NotKeptTray))
    front.press(Qt.Key.Key_2, ALT)
    front.press(Qt.Key.Key_N, ALT)
    front.type("A list for names lay there")
    front.press(Qt.Key.Key_Return, CTRL)
    front.until(lambda: bool(front.services.events.past("LSL")))
    (past,) = front.services.events.past("LSL")
    assert past.outcome.result is EventResult.RULE_NOT_KEPT
    assert (past.outcome.not_kept, past.outcome.noted_by_name) == (("names",), DESK)

    again = ask_for_a_table(front, "Family night", "dec 3")
    page = hand_over(front, LEADER)
    front.until(lambda: first_is(page, again.request_id, Do.APPROVE))
    front.look()
    assert page.detail.last_time.isVisible()
    said = page.detail.last_time.sentence.text()
    assert "Names or addresses of students were collected." in said
    assert "A list for names lay there" in said
    front.press(Qt.Key.Key_Return, CTRL)  # it is the leader's to decide, all the same
    front.until(lambda: is_now(front, again.request_id, State.APPROVED))


def photo_conditions(front: Front, typed: str) -> list[Condition]:
    """What the desk's card says of photos when this visitor is looked up."""
    front.go("desk")
    front.until(lambda: front.desk.isVisible())
    front.type(typed)
    front.until(lambda: front.desk.answered == typed)
    front.press(Qt.Key.Key_Return)
    front.until(lambda: front.desk.arrival.card is not None and front.desk.arrival.ready)
    card = front.desk.arrival.card
    assert card is not None
    front.press(Qt.Key.Key_Escape)
    front.until(lambda: front.desk.arrival.draft is None)
    front.press(Qt.Key.Key_Escape)  # the field is empty for the next visitor
    front.until(lambda: front.desk.answered == "")
    photos = (Condition.NO_PHOTOS, Condition.PHOTOS_WITH_STICKER)
    return [one for one in card.decision.conditions if one in photos]


def record(front: Front, signed: int, children: int) -> None:
    """The releases of Reading tutors, from the partners' page."""
    before = front.services.releases.of("LSL-1").release
    front.go("partners")
    partners = front.office.partners.page
    partners.open("LSL")
    front.until(lambda: "LSL-1" in partners.detail.releases.rows)
    row = partners.detail.releases.rows["LSL-1"]
    row.record.setFocus()
    front.press(Qt.Key.Key_Space)
    front.until(lambda: isinstance(QApplication.activeModalWidget(), ReleaseDialog))
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, ReleaseDialog)
    front.until(lambda: front.focus is asking.signed.line)
    for said in (str(signed), str(children), "jun 4"):
        front.press(Qt.Key.Key_A, CTRL)
        front.type(said)
        front.press(Qt.Key.Key_Tab)
    front.press(Qt.Key.Key_Return)
    front.until(lambda: front.services.releases.of("LSL-1").release not in (None, before))
    front.until(lambda: QApplication.activeModalWidget() is None)
    front.office.window.activateWindow()  # which a window manager does when a dialog closes
    front.until(front.office.window.isActiveWindow)


def test_releases_change_what_the_desk_says(front: Front) -> None:
    sign_in(front, DESK)
    expected = next(r for r in front.services.desk.expected() if r.person_name == "Adaeze Okafor")
    assert expected.partner_id == "LSL"
    record(front, 0, 24)
    assert photo_conditions(front, "adaeze") == [Condition.NO_PHOTOS]
    record(front, 23, 24)
    assert photo_conditions(front, "adaeze") == [Condition.PHOTOS_WITH_STICKER]
    record(front, 24, 24)
    assert photo_conditions(front, "adaeze") == []
