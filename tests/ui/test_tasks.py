from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.errors import DeskError
from cpdesk.ui.tasks import InlineTasks, Progress, Tasks


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_work_runs_beside_the_window_and_its_result_comes_back(lanes: Tasks, qtbot: QtBot) -> None:
    owner, got = QObject(), list[tuple[str, str]]()
    here = threading.current_thread().name
    lanes.run(
        lambda: threading.current_thread().name,
        owner=owner,
        done=lambda there: got.append((there, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got == [("lane-desk", here)]


def test_a_lane_does_one_thing_after_the_other_and_lanes_do_not_wait(
    lanes: Tasks, qtbot: QtBot
) -> None:
    owner, done = QObject(), list[str]()
    login_controller = threading.Event()
    lanes.run(login_controller.wait, owner=owner, done=lambda _: done.append("first"))
    lanes.run(lambda: None, owner=owner, done=lambda _: done.append("second"))
    lanes.run(lambda: None, owner=owner, done=lambda _: done.append("other"), lane="print")
    qtbot.waitUntil(lambda: done == ["other"])
    login_controller.set()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["other", "first", "second"]


def test_a_result_whose_owner_is_gone_is_dropped(lanes: Tasks, qtbot: QtBot) -> None:
    owner, other, got = QObject(), QObject(), list[str]()
    login_controller = threading.Event()
    lanes.run(login_controller.wait, owner=owner, done=lambda _: got.append("gone"))
    lanes.run(lambda: None, owner=other, done=lambda _: got.append("there"))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner)
    QCoreApplication.processEvents()
    login_controller.set()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["there"]


def test_only_the_newest_of_a_tag_counts(lanes: Tasks, qtbot: QtBot) -> None:
    owner, began, got = QObject(), list[str](), list[str]()
    login_controller = threading.Event()

    def search(text: str) -> str:
        began.append(text)
        login_controller.wait()
        return text

    lanes.run(lambda: search("o"), owner=owner, done=got.append, latest="search")
    qtbot.waitUntil(lambda: began == ["o"])
    for text in ("ok", "oka", "okaf"):
        lanes.run(partial(search, text), owner=owner, done=got.append, latest="search")
    lanes.run(lambda: "card", owner=owner, done=got.append, latest="card")
    login_controller.set()
    qtbot.waitUntil(lambda: "card" in got)
    assert began == ["o", "okaf"]
    assert got == ["okaf", "card"]


def test_a_trouble_goes_to_who_asked_or_else_to_everybody(lanes: Tasks, qtbot: QtBot) -> None:
    owner, heard, message = QObject(), list[DeskError](), list[DeskError]()
    lanes.trouble.connect(message.append)

    def refuse() -> None:
        raise DeskError("No.", "Ask.")

    lanes.run(refuse, owner=owner, done=lambda _: None, failed=heard.append)
    lanes.run(refuse, owner=owner, done=lambda _: None)
    qtbot.waitUntil(lambda: bool(message))
    assert [str(t) for t in heard + message] == ["No. Ask.", "No. Ask."]


def test_a_bug_goes_to_the_crash_edge(lanes: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.captureExceptions() as caught:
        lanes.run(lambda: [][0], owner=owner, done=lambda _: None, failed=lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is IndexError


def test_a_bug_in_what_follows_a_result_is_not_taken_for_a_trouble(
    tasks: InlineTasks, qtbot: QtBot
) -> None:
    def fall(_: object) -> None:
        raise KeyError("after")

    with qtbot.captureExceptions() as caught:
        tasks.run(lambda: 1, owner=QObject(), done=fall)
    assert [kind for kind, _, _ in caught] == [KeyError]


def test_closing_finishes_what_was_asked_for_and_takes_no_more(qapp: QApplication) -> None:
    lanes, owner, written = Tasks(), QObject(), list[int]()
    for n in range(50):
        lanes.run(partial(written.append, n), owner=owner, done=lambda _: None)
    lanes.close()
    assert written == list(range(50))
    lanes.run(lambda: written.append(99), owner=owner, done=lambda _: None)
    QCoreApplication.processEvents()
    assert 99 not in written


def test_closing_hears_out_what_lasts(qapp: QApplication) -> None:
    """A paper is sent on one lane and noted on another; the window closes in between."""
    lanes, owner, message = Tasks(), QObject(), list[str]()
    login_controller = threading.Event()

    def sent(_: object) -> None:
        message.append("sent")
        lanes.run(lambda: message.append("note"), owner=owner, done=heard, lasting=True)
        lanes.run(
            lambda: message.append("list"), owner=owner, done=lambda _: message.append("shown")
        )

    def heard(_: object) -> None:
        message.append("noted")

    lanes.run(login_controller.wait, owner=owner, done=sent, lane="print", lasting=True)
    lanes.run(lambda: None, owner=owner, done=lambda _: message.append("another result"))
    threading.Timer(0.05, login_controller.set).start()
    lanes.close()
    assert message == ["sent", "note", "noted"]
    lanes.run(lambda: message.append("late"), owner=owner, done=lambda _: None, lasting=True)
    lanes.close()
    assert message == ["sent", "note", "noted"]


def test_what_lasts_is_waited_for_before_anybody_leaves(lanes: Tasks, qtbot: QtBot) -> None:
    owner, keeper, message = QObject(), QObject(), list[str]()
    login_controller = threading.Event()
    lanes.run(
        login_controller.wait,
        owner=owner,
        done=lambda _: lanes.run(
            lambda: None, owner=owner, done=lambda _: message.append("noted"), lasting=True
        ),
        lane="print",
        lasting=True,
    )
    lanes.when_settled("desk", lambda: message.append("settled"))
    assert message == []
    login_controller.set()
    qtbot.waitUntil(lambda: len(message) == 2)
    assert message == ["noted", "settled"]
    lanes.hold(keeper)
    lanes.run(lambda: None, owner=owner, done=lambda _: message.append("held"))
    lanes.run(lambda: None, owner=owner, done=lambda _: message.append("lasting"), lasting=True)
    qtbot.waitUntil(lambda: len(message) == 3)
    assert message[-1] == "lasting"


def test_inline_tasks_work_at_once(tasks: InlineTasks) -> None:
    got: list[int] = []
    tasks.run(lambda: 41 + 1, owner=QObject(), done=got.append, latest="x")
    assert got == [42]


def test_progress_arrives_on_the_window_and_the_wish_to_stop_at_the_work(
    lanes: Tasks, qtbot: QtBot
) -> None:
    owner, seen, ended = QObject(), list[tuple[int, str]](), list[int]()
    progress = Progress()
    here = threading.current_thread().name
    progress.moved.connect(
        lambda done, _total, _stage: seen.append((done, threading.current_thread().name))
    )

    def work() -> int:
        done = 0
        while not progress.cancelled():
            if done < 3:
                progress.report(done, 10, "reading")
                done += 1
        return done

    lanes.run(work, owner=owner, done=ended.append)
    qtbot.waitUntil(lambda: len(seen) == 3)
    progress.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert seen == [(0, here), (1, here), (2, here)]


def test_a_lane_has_settled_when_nothing_follows_from_its_work(lanes: Tasks, qtbot: QtBot) -> None:
    owner, message = QObject(), list[str]()

    def next_step(_result: None) -> None:
        lanes.run(lambda: None, owner=owner, done=lambda _: message.append("second"))

    lanes.run(lambda: None, owner=owner, done=next_step)
    lanes.when_settled("desk", lambda: message.append("settled"))
    lanes.when_settled("print", lambda: message.append("nothing to print"))
    qtbot.waitUntil(lambda: len(message) == 3)
    assert message == ["nothing to print", "second", "settled"]


def test_while_held_only_the_keepers_work_is_done(tasks: InlineTasks) -> None:
    keeper, page, message = QObject(), QObject(), list[str]()
    part = QObject(keeper)
    tasks.hold(keeper)
    for word in ("old", "new"):
        tasks.run(partial(str, word), owner=page, done=message.append, latest="list")
    tasks.run(lambda: None, owner=page, done=lambda _: message.append("print"), lane="print")
    tasks.run(lambda: None, owner=part, done=lambda _: message.append("sign in"))
    assert message == ["sign in"]
    tasks.go_on()
    assert message == ["sign in", "new", "print"]


def test_what_waited_can_be_forgotten(tasks: InlineTasks) -> None:
    keeper, page, message = QObject(), QObject(), list[str]()
    tasks.hold(keeper)
    tasks.run(lambda: message.append("done"), owner=page, done=lambda _: None)
    tasks.go_on(forget=True)
    assert message == []
    tasks.run(lambda: message.append("later"), owner=page, done=lambda _: None)
    assert message == ["later"]


def test_a_trouble_that_was_seen_to_is_told_to_nobody(tasks: InlineTasks) -> None:
    owner, seen, heard = QObject(), list[DeskError](), list[DeskError]()
    tasks.trouble.connect(heard.append)

    def the_first(trouble: DeskError) -> bool:
        seen.append(trouble)
        return len(seen) == 1

    def fail() -> None:
        raise DeskError("No.")

    tasks.turned_away = the_first
    tasks.run(fail, owner=owner, done=lambda _: None, failed=heard.append)
    tasks.run(fail, owner=owner, done=lambda _: None)
    assert (len(seen), len(heard)) == (2, 1)
