"""A badge is lost or the labels ran out: print it again for someone who is in the building."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpdesk.records.desk import Question
from cpdesk.ui.desk.answer.actions import DeskAction
from cpdesk.ui.desk.inside import BADGE
from tests.ui.desk.at_desk import DOWN, ENTER, F6, AtDesk

CTRL = Qt.KeyboardModifier.ControlModifier


def test_by_typing_the_name(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.search("adaeze")
    line = next(line for line in at.page.results.rows if line.kind == "badge")
    assert line.spoken == "Print badge again, Adaeze Okafor"
    at.press(DOWN)
    at.press(ENTER)
    assert at.papers.again == [visit]
    assert [row.visit_id for row in at.inside] == [visit]
    assert at.page.field.line.selectedText() == "adaeze"


def test_with_many_of_a_partner_inside_the_list_is_of_people(at: AtDesk) -> None:
    for name in ("okaf", "diego", "siobh", "ladan saya"):
        card = at.take(name)
        if card.decision.troubles:
            at.press(ENTER)
            at.type("Helps today")
        at.press(ENTER)
        at.heard(card.visitor_name)
        at.settled()
    at.search("lake street")
    kinds = [line.kind for line in at.page.results.rows]
    assert kinds.count("inside") == 4
    assert "badge" not in kinds


def test_from_the_list_of_people_by_key(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.press(F6)
    at.press(Qt.Key.Key_P, CTRL)
    assert at.papers.again == [visit]


def test_from_the_list_of_people_by_a_link_that_the_pointer_shows(at: AtDesk) -> None:
    visit = at.admit("okaf")
    inside = at.page.aside.inside.list
    point = inside.link_at(0, BADGE)
    before = inside.grab().toImage()
    at_ = QPointF(point)
    nothing, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        inside.viewport(), QMouseEvent(QEvent.Type.MouseMove, at_, at_, nothing, nothing, none)
    )
    assert inside.grab().toImage() != before
    QTest.mouseClick(
        inside.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )
    assert at.papers.again == [visit]
    assert [row.visit_id for row in at.inside] == [visit]


def test_of_whom_was_just_let_in(at: AtDesk) -> None:
    at.press(Qt.Key.Key_P, CTRL)
    assert at.papers.again == []
    visit = at.admit("okaf")
    at.press(Qt.Key.Key_P, CTRL)
    assert at.papers.again == [visit]
    at.take("peterson")
    at.press(Qt.Key.Key_P, CTRL)  # the card is about somebody who has no badge
    assert at.papers.again == [visit]


def test_from_the_card_of_somebody_inside(at: AtDesk) -> None:
    visit = at.admit("okaf")
    at.page.arrival.take(Question(person="LSL-1", partner="LSL"))
    at.card()
    at.click(DeskAction.BADGE_AGAIN)
    assert at.papers.again == [visit]
