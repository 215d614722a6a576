"""Garbage goes on the GUI thread, whoever makes it."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from cpdesk.ui.garbage import Sweeper, sweep
from cpdesk.ui.tasks import Tasks


class Ring:
    """Something that only the collector can end, and that tells on which thread it did."""

    def __init__(self, ended: list[int]) -> None:
        self.itself = self
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


def test_a_worker_that_allocates_does_not_collect(qtbot: QtBot) -> None:
    owner = QObject()
    gc.enable()
    sweeper = Sweeper(owner, every_ms=10)
    assert not gc.isenabled()
    ended: list[int] = []
    tasks = Tasks(owner)

    def work() -> int:
        for _ in range(2_000):
            Ring(ended)
        return len(ended)

    seen: list[int] = []
    tasks.run(work, owner=owner, done=seen.append)
    qtbot.waitUntil(lambda: len(ended) == 2_000)
    assert seen == [0]
    assert set(ended) == {threading.get_ident()}
    tasks.close()
    assert sweeper.parent() is owner


def test_nothing_is_looked_through_before_it_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(gc, "collect", looked.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    for counts in ((700, 10, 10), (701, 3, 3), (5, 11, 0), (900, 11, 11)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        sweep()
    assert looked == [0, 1, 2]
