"""Flyers from the counter to the printed log, with keys alone, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.policy.flyers import Answer, Check, DeliveryState, LineState, Surplus
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.flyers.actions import Do
from cpdesk.ui.flyers.handout.finish_tray import FinishTray
from cpdesk.ui.flyers.handout.trays import PostTray, ReturnTray
from cpdesk.ui.flyers.page import FlyersPage
from cpdesk.ui.flyers.queue.checklist import CheckRow
from cpdesk.ui.paper.dialog import PaperDialog
from tests.conftest import CHICAGO
from tests.journeys.office import CTRL, Front, front_office
from tests.journeys.staff import DESK, LEADER, Staff
from tests.journeys.test_who_is_here import CTRL_SHIFT, sign_in

ENTER = Qt.Key.Key_Return
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def front(qtbot: QtBot, staff: Staff, clock: FixedClock) -> Iterator[Front]:
    with front_office(qtbot, staff.folder, clock) as opened:
        told: list[DeskError] = []
        opened.office.tasks.trouble.connect(told.append)
        yield opened
        assert not told


def flyers(front: Front) -> FlyersPage:
    """The page, until the list was read."""
    front.go("flyers")
    page = front.office.flyers.page
    column = page.column
    front.until(lambda: column.nothing.word.text() != "Loading flyers…" or bool(column.list.rows))
    return page


def shown(page: FlyersPage) -> DeliveryRecord | None:
    return page.detail.record


def tab_to(front: Front, part: QWidget) -> None:
    """Tab until it has the focus."""
    for _ in range(80):
        if part.hasFocus():
            return
        front.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {part.accessibleName()!r}")


def receive(front: Front, page: FlyersPage, title: str, copies: str) -> None:
    """Ctrl+N, the approval by its name, how many; then Enter up to the check-list."""
    form = page.form
    front.press(Qt.Key.Key_N, CTRL)
    front.until(form.fields.finder.line.hasFocus)
    front.type(title)
    front.until(lambda: form.fields.finder.open)
    front.press(ENTER)
    front.until(form.fields.line("copies").line.hasFocus)
    front.type(copies)
    for _ in range(4):
        front.press(ENTER)
    front.until(lambda: isinstance(front.focus, CheckRow))
    front.until(lambda: form.checks.rows[Check.APPROVAL].answer is Answer.YES)


def accept(front: Front, page: FlyersPage) -> DeliveryRecord:
    """Y down the check-list, then Ctrl+Enter."""
    while page.form.checks.first_open() is not None:
        front.press(Qt.Key.Key_Y)
    front.press(ENTER, CTRL)
    front.until(lambda: page.front is page.look)
    front.until(lambda: _accepted(page))
    record = shown(page)
    assert record is not None
    return record


def _accepted(page: FlyersPage) -> bool:
    record = shown(page)
    return record is not None and record.state is DeliveryState.ACCEPTED


def paper_dialog() -> PaperDialog | None:
    window = QApplication.activeModalWidget()
    return window if isinstance(window, PaperDialog) else None


def save_paper(front: Front, path: Path) -> str:
    """Enter in a paper's preview saves it where no printer is; gives back its words."""
    front.until(lambda: paper_dialog() is not None)
    dialog = paper_dialog()
    assert dialog is not None
    front.until(lambda: dialog.save_button.isEnabled() and dialog.save_button.hasFocus())
    front.press(ENTER)
    asking = dialog.findChild(QFileDialog)
    assert asking is not None
    asking.fileSelected.emit(str(path))
    asking.close()
    front.until(path.exists)
    front.until(lambda: paper_dialog() is None)
    document = pypdfium2.PdfDocument(path.read_bytes())
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words


def test_from_the_delivery_to_the_log(front: Front, clock: FixedClock, tmp_path: Path) -> None:
    sign_in(front, DESK)
    page = flyers(front)
    receive(front, page, "winter", "248")
    key = accept(front, page).delivery_id

    front.press(ENTER, CTRL)  # plan
    front.until(lambda: page.planning)
    front.press(ENTER, CTRL)
    front.until(lambda: page.detail.row.first() is Do.HAND_REST)
    assert len(front.services.deliveries.delivery(key).lines) == 8

    front.until(page.detail.table.hasFocus)
    front.press(ENTER)  # one class
    front.until(lambda: front.services.deliveries.delivery(key).tally.out == 22)
    front.until(lambda: not page.runner.busy)
    front.it_is(datetime(2026, 11, 24, 10, 50, tzinfo=CHICAGO))
    front.press(ENTER, CTRL)  # the rest
    front.until(lambda: front.services.deliveries.delivery(key).tally.out == 192)
    front.until(lambda: page.detail.row.first() is Do.FINISH)
    front.press(Qt.Key.Key_Z, CTRL)  # no, not yet
    front.until(lambda: front.services.deliveries.delivery(key).tally.out == 22)
    front.until(lambda: page.detail.row.first() is Do.HAND_REST)
    front.press(ENTER, CTRL)
    front.until(lambda: page.detail.row.first() is Do.FINISH)

    front.press(ENTER, CTRL)  # finish: 56 are over
    front.until(lambda: isinstance(page.detail.tray, FinishTray))
    front.press(Qt.Key.Key_Space)
    front.press(ENTER, CTRL)
    front.until(lambda: front.services.deliveries.delivery(key).state is DeliveryState.DONE)
    done = front.services.deliveries.delivery(key)
    assert (done.surplus, done.surplus_copies) == (Surplus.RETURNED, 56)
    assert [(one.copies, one.reasons) for one in done.returns] == [(56, ("too_many",))]

    front.until(lambda: page.column.chips["done"].isChecked())
    front.press(Qt.Key.Key_P, CTRL)
    front.until(lambda: len(page.log.preview.pages) == 1)
    front.press(Qt.Key.Key_P, CTRL)
    words = save_paper(front, tmp_path / "log.pdf")
    assert "Flyer distribution log" in words
    assert "Winter reading club" in words
    assert "192" in words
    assert "FL-2231" in words


def test_returned_with_reasons_and_a_slip(front: Front, tmp_path: Path) -> None:
    sign_in(front, DESK)
    page = flyers(front)
    receive(front, page, "winter", "248")
    front.press(Qt.Key.Key_N)  # the memo is missing
    front.press(Qt.Key.Key_D, CTRL)
    front.until(lambda: isinstance(page.form.tray, ReturnTray))
    front.press(ENTER, CTRL)
    front.until(lambda: page.front is page.look)
    front.until(lambda: shown(page) is not None)
    record = shown(page)
    assert record is not None
    assert record.state is DeliveryState.RETURNED
    assert [one.reasons for one in record.returns] == [("memo",)]
    front.until(lambda: page.column.list.hasFocus())
    tab_to(front, page.detail.row.buttons[Do.SLIP])
    front.press(ENTER)
    words = save_paper(front, tmp_path / "slip.pdf")
    assert "Winter reading club" in words
    assert "A copy of the approval memo is missing." in words


def test_grade_nine_goes_on_a_board_and_comes_down(front: Front, clock: FixedClock) -> None:
    sign_in(front, LEADER)
    page = flyers(front)
    front.press(Qt.Key.Key_B, CTRL | SHIFT)
    front.until(lambda: page.front is page.boards)
    tab_to(front, page.boards.add_button)
    front.press(ENTER)
    front.until(lambda: page.boards.tray is not None)
    front.type("Lobby board")
    front.press(ENTER, CTRL)
    front.until(lambda: [row.board.name for row in page.boards.boards.lines] == ["Lobby board"])
    front.press(Qt.Key.Key_Escape)

    front.press(Qt.Key.Key_L, CTRL_SHIFT)
    sign_in(front, DESK)
    page = flyers(front)
    receive(front, page, "robots", "120")
    key = accept(front, page).delivery_id
    front.press(ENTER, CTRL)
    front.until(lambda: page.planning)
    plan = page.plan
    tab_to(front, plan.none_button)
    front.press(ENTER)
    front.press(Qt.Key.Key_L, ALT)
    front.type("9-A")
    front.press(Qt.Key.Key_Tab)
    front.press(Qt.Key.Key_Tab)
    front.type("9")
    front.press(Qt.Key.Key_Tab)
    front.type("22")
    front.press(ENTER)
    front.press(ENTER, CTRL)
    front.until(lambda: not page.planning)
    line = front.services.deliveries.delivery(key).lines[0]
    assert line.state is LineState.REFUSED
    assert line.finding is not None
    assert line.finding.code == "flyer.carry-home-grades"

    front.until(page.detail.table.hasFocus)
    front.press(ENTER)  # on the refused class: the board that is offered instead
    front.until(lambda: isinstance(page.detail.tray, PostTray))
    front.press(Qt.Key.Key_Tab)
    front.type("3")
    front.press(Qt.Key.Key_Tab)
    front.type("nov 25")
    front.press(ENTER, CTRL)
    front.until(lambda: len(front.services.deliveries.delivery(key).posts) == 1)

    front.it_is(datetime(2026, 11, 25, 8, 5, tzinfo=CHICAGO))
    front.go("desk")
    page = flyers(front)
    front.until(lambda: page.header.to_take_down.text == "1 to take down today")
    front.until(lambda: page.detail.row.first() is Do.TAKE_DOWN)
    front.press(ENTER, CTRL)
    front.until(lambda: front.services.deliveries.delivery(key).posts[0].taken_down_at is not None)
    post = front.services.deliveries.delivery(key).posts[0]
    assert (post.board_name, post.copies, post.taken_down_by_name) == ("Lobby board", 3, DESK)
