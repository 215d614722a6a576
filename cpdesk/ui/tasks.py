"""Work beside the window, on one worker thread a lane. The only file that knows threads.

The lane "desk" owns the office's database; others may own a network or a printer. Work is a
plain callable; its result comes back on the GUI thread, unless its owner is gone by then.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    """What the GUI thread keeps of a job. `work` stays here too, so that the last reference to
    whatever it holds is never dropped on the worker's thread."""

    work: Callable[[], Any]
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[DeskError], None] | None
    tag: str | None


class Tasks(QObject):
    """Runs work on lanes. `trouble` carries a DeskError that nobody asked to hear of."""

    trouble = Signal(object)
    _ended = Signal(int, object, object)  # number of the job, result, what was raised

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._jobs: dict[int, _Job] = {}
        self._newest: dict[str, int] = {}
        self._lanes: dict[str, _Lane] = {}
        self._closed = False
        self._ended.connect(self._finish)

    def run(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
        lane: str = "desk",
        latest: str | None = None,
    ) -> None:
        """Does `work` after what its lane has before it, then calls `done` with the result.

        With `latest`, only the newest work of that tag counts: older work that has not begun is
        dropped, and so is the result of work that was overtaken while it ran.
        """
        if self._closed:
            return
        number = next(self._numbers)
        if latest is not None:
            self._overtake(latest, number)
        self._jobs[number] = _Job(work, owner, done, failed, latest)
        self._start(lane, number, work)

    def close(self) -> None:
        """Lets every lane finish what it has (a visit that was asked for is written), then ends.
        Results that come in later are dropped."""
        self._closed = True
        for lane in self._lanes.values():
            lane.close()
        self._jobs.clear()

    def _start(self, lane: str, number: int, work: Callable[[], Any]) -> None:
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane, self._ended.emit)
        self._lanes[lane].put(number, work)

    def _overtake(self, tag: str, number: int) -> None:
        before = self._newest.get(tag)
        self._newest[tag] = number
        if before in self._jobs and any(lane.drop(before) for lane in self._lanes.values()):
            del self._jobs[before]

    def _finish(self, number: int, result: object, raised: BaseException | None) -> None:
        job = self._jobs.pop(number, None)
        if job is None or not shiboken6.isValid(job.owner):
            return
        overtaken = job.tag is not None and self._newest.get(job.tag) != number
        if isinstance(raised, DeskError):
            if not overtaken:
                (job.failed or self.trouble.emit)(raised)
        elif raised is not None:
            sys.excepthook(type(raised), raised, raised.__traceback__)
        elif not overtaken:
            job.done(result)


class InlineTasks(Tasks):
    """Does the work at once, on the caller's thread: for tests and for pictures of the screens."""

    def _start(self, lane: str, number: int, work: Callable[[], Any]) -> None:
        self._ended.emit(number, *_outcome(work))


class Progress(QObject):
    """How far a long piece of work is, and the wish to stop it.

    Made on the GUI thread; `report` and `cancelled` are what the work calls on its own thread,
    `moved` arrives on the GUI thread.
    """

    moved = Signal(int, int, str)  # done, total, stage

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    def report(self, done: int, total: int, stage: str) -> None:
        self.moved.emit(done, total, stage)

    def cancel(self) -> None:
        self._stop.set()

    def cancelled(self) -> bool:
        return self._stop.is_set()


class _Lane:
    """One worker thread and what waits for it."""

    def __init__(self, name: str, ended: Callable[[int, object, object], None]) -> None:
        self._ended = ended
        self._waiting: deque[tuple[int, Callable[[], Any]]] = deque()
        self._closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=f"lane-{name}", daemon=True)
        self._thread.start()

    def put(self, number: int, work: Callable[[], Any]) -> None:
        with self._changed:
            self._waiting.append((number, work))
            self._changed.notify()

    def drop(self, number: int) -> bool:
        """Takes waiting work out again; False when it has begun or is not here."""
        with self._changed:
            for entry in self._waiting:
                if entry[0] == number:
                    self._waiting.remove(entry)
                    return True
        return False

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                if not self._waiting:
                    return
                number, work = self._waiting.popleft()
            result, raised = _outcome(work)
            del work  # before the GUI thread hears of it: see _Job
            self._ended(number, result, raised)
            del result, raised


def _outcome(work: Callable[[], Any]) -> tuple[object, BaseException | None]:
    """The one edge where anything may be raised; the GUI thread sorts troubles from bugs."""
    try:
        return work(), None
    except Exception as raised:  # noqa: BLE001
        return None, raised
