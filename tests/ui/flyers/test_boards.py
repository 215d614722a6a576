"""Boards: set aside, renamed, removed; what is posted; the register."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from cpdesk.policy.flyers import Channel
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.services import Services
from cpdesk.ui.flyers.boards.board_rows import BoardTray
from cpdesk.ui.flyers.handout.trays import PostTray
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme, Tone
from tests.ui.flyers.conftest import CTRL, Bench, Build
from tests.ui.flyers.fakes import accepted
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

ENTER = Qt.Key.Key_Return


def opened(bench: Bench) -> Bench:
    bench.press(Qt.Key.Key_B, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert bench.page.front is bench.page.boards
    return bench


def open_tray(bench: Bench) -> str | None:
    """What the small form still wants; None where it is closed."""
    tray = bench.page.boards.tray
    return tray.missing.text() if tray is not None else None


def names(bench: Bench) -> list[str]:
    return [board.name for board in bench.services.boards.boards()]


def test_a_board_is_set_aside_renamed_and_given_up(bench: Bench) -> None:
    boards = opened(bench).page.boards
    boards.add_button.click()
    tray = boards.tray
    assert isinstance(tray, BoardTray)
    bench.press(ENTER, CTRL)
    assert tray.missing.text() == "Enter the board’s name."
    bench.type("Gym board")
    bench.press(ENTER, CTRL)
    assert names(bench) == ["Gym board", "Lobby board"]
    boards.boards.lines[0].rename.click()
    bench.type("Hall board")
    bench.press(ENTER, CTRL)
    assert names(bench) == ["Hall board", "Lobby board"]
    boards.boards.lines[0].retire.click()
    bench.press(ENTER, CTRL)
    assert names(bench) == ["Lobby board"]


def test_two_of_one_name(bench: Bench) -> None:
    boards = opened(bench).page.boards
    boards.add()
    bench.type("lobby BOARD")
    bench.press(ENTER, CTRL)
    assert open_tray(bench) is not None
    bench.press(Qt.Key.Key_Escape)
    assert open_tray(bench) is None
    bench.press(Qt.Key.Key_Escape)
    assert bench.page.front is bench.page.look


def test_a_board_on_which_something_hangs_is_not_given_up(bench: Bench) -> None:
    boards = opened(bench).page.boards
    boards.boards.lines[0].retire.click()
    bench.press(ENTER, CTRL)
    assert names(bench) == ["Lobby board"]
    assert boards.trouble.isVisible()


def test_what_hangs_is_taken_down(bench: Bench) -> None:
    boards = opened(bench).page.boards
    assert [row.post.title for row in boards.posts.lines] == ["Fall concert"]
    boards.posts.lines[0].button.click()
    assert boards.posts.lines == []
    assert boards.empty.isVisible()
    assert bench.now("D-FALL").posts[0].taken_down_at is not None
    assert bench.page.header.to_take_down.isHidden()


def test_what_is_due_has_the_focus_and_a_slip_is_undone(bench: Bench) -> None:
    boards = opened(bench).page.boards
    row = boards.posts.lines[0]
    assert row.button.hasFocus()
    assert "take down" not in row.accessibleName()  # said once, by its pill
    assert row.accessibleName().endswith("Take down today")
    bench.press(Qt.Key.Key_Space)
    assert bench.now("D-FALL").posts[0].taken_down_at is not None
    assert bench.said[-1] == ("Taken down: Fall concert, Lobby board.", Tone.OK)
    assert boards.back_button.hasFocus()
    bench.press(Qt.Key.Key_Z, CTRL)
    assert bench.now("D-FALL").posts[0].taken_down_at is None
    assert [row.post.title for row in boards.posts.lines] == ["Fall concert"]
    bench.press(Qt.Key.Key_Z, CTRL)  # once is enough
    assert bench.said[-1] == ("It’s posted again.", Tone.OK)
    boards.posts.lines[0].button.click()
    act = bench.acts[-1][1]
    assert act is not None
    act()  # the button beside the line
    assert bench.now("D-FALL").posts[0].taken_down_at is None


def test_the_register_is_printed(bench: Bench) -> None:
    opened(bench).page.boards.print_button.click()
    sheet = bench.shown[0]
    assert sheet.kind is PaperKind.BOARD_REGISTER
    register = sheet.read()
    assert [post.title for post in register.posts] == ["Fall concert"]
    assert str(register.first) == "2026-07-01"


def test_only_leaders_and_managers_say_which_boards_there_are(bench: Bench) -> None:
    bench.here.signed_in = SignedIn(Actor("A", "Ana Ruiz", Role.DESK, ""), False, 5)
    boards = opened(bench).page.boards
    assert boards.add_button.isHidden()
    assert boards.boards.lines[0].rename.isHidden()
    assert "leader or the office manager" in boards.why_not.text()
    assert not boards.posts.lines[0].button.isHidden()  # anyone may take a flyer down


def test_no_boards_yet(empty_bench: Bench) -> None:
    boards = opened(empty_bench).page.boards
    assert boards.nothing.isVisible()
    assert boards.empty.isVisible()
    assert boards.add_button.hasFocus()


def test_nothing_is_said_of_boards_before_they_were_read(
    empty_bench: Bench, tasks: InlineTasks
) -> None:
    tasks.hold(QObject())
    boards = opened(empty_bench).page.boards
    assert not boards.nothing.isVisible()
    assert not boards.empty.isVisible()
    tasks.go_on()
    assert boards.nothing.isVisible()
    assert boards.empty.isVisible()


def test_where_no_board_is_set_aside_it_is_said_at_once(empty_bench: Bench) -> None:
    accepted(empty_bench.services, "teen", "D-TEEN", 10, Channel.BOARD)
    empty_bench.choose("D-TEEN")
    empty_bench.press(ENTER, CTRL)
    tray = empty_bench.page.detail.tray
    assert isinstance(tray, PostTray)
    none = "No boards yet. A school leader can add one under Boards."
    assert tray.missing.text() == none
    assert tray.back.hasFocus()
    empty_bench.press(ENTER, CTRL)
    assert tray.missing.text() == none


def test_seen_and_heard(build: Build, deliveries: Services, any_theme: Theme) -> None:
    bench = opened(build(any_theme))
    bench.settle()
    assert_accessible(bench.page)
    assert_legible(bench.page, any_theme)
    assert_whole(bench.page)
