"""Background work, on one worker thread per lane. The only file that knows threads.

The lane "desk" owns the office's database; others may own a network or a printer. Work is a plain
callable; its result arrives on the GUI thread, unless its owner is gone by then.
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
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from cpdesk.errors import DeskError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    """What the GUI thread keeps of a job. `work` stays here too, so that the last reference to what
    it holds is never dropped on the worker's thread."""

    work: Callable[[], Any]
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[DeskError], None] | None
    tag: str | None
    lane: str
    lasting: bool


class Tasks(QObject):
    """Runs work on lanes. `trouble` carries a DeskError that no caller handles.

    `turned_away` is asked first about every DeskError; if it returns True it has handled it, and no
    one else is told.
    """

    trouble = Signal(object)
    _ended = Signal(int, object, object)  # job number, result, exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._jobs: dict[int, _Job] = {}
        self._newest: dict[str, int] = {}
        self._lanes: dict[str, _Lane] = {}
        self._closed = False
        self._closing = False  # while lasting work has its second half done
        self._keeper: QObject | None = None  # only its work is done while the rest is held
        self._held: list[_Job] = []
        self._settling: list[tuple[str, Callable[[], None]]] = []
        self.turned_away: Callable[[DeskError], bool] = _not_mine
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
        lasting: bool = False,
    ) -> None:
        """Does `work` after the lane's earlier work, then calls `done` with the result.

        With `latest`, only the newest work of that tag counts: older work that has not started is
        dropped, and so is the result of work that was overtaken while it ran. With `lasting`, the
        result is handled no matter what happens in between, because the action is not complete
        without it: a paper that was printed has to be recorded even if the window closes or is
        locked.
        """
        if self._closed and not (lasting and self._closing):
            return
        job = _Job(work, owner, done, failed, latest, lane, lasting)
        keeper = None if lasting else self._keeper
        if keeper is not None and not _within(owner, keeper):
            self._held = [h for h in self._held if latest is None or h.tag != latest] + [job]
            return
        number = next(self._numbers)
        if latest is not None:
            self._overtake(latest, number)
        self._jobs[number] = job
        self._start(lane, number, work)

    def when_settled(self, lane: str, then: Callable[[], None]) -> None:
        """Calls `then` as soon as a lane has nothing left to do, its results asked for nothing
        more, and nothing lasting is running elsewhere: at once if that is already the case."""
        self._settling.append((lane, then))
        self._look_who_settled()

    def hold(self, keeper: QObject) -> None:
        """From now on work waits, unless its owner is `keeper` or a part of it. Of waiting work
        with a `latest` tag only the newest is kept."""
        self._keeper = keeper

    def go_on(self, *, forget: bool = False) -> None:
        """Ends `hold`. The work that waited is done now, or dropped."""
        held, self._held, self._keeper = self._held, [], None
        for job in held:
            if not forget and shiboken6.isValid(job.owner):
                self.run(
                    job.work,
                    owner=job.owner,
                    done=job.done,
                    failed=job.failed,
                    lane=job.lane,
                    latest=job.tag,
                )

    def close(self) -> None:
        """Lets every lane finish its work (a requested visit gets written), and lasting work its
        second half too, then ends. Other results that arrive later are dropped."""
        self._closed = self._closing = True
        while any(job.lasting for job in self._jobs.values()):
            for lane in tuple(self._lanes.values()):
                lane.rest()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        self._closing = False
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
        try:
            heard = job is not None and (job.lasting or not self._closed)
            if job is not None and heard and shiboken6.isValid(job.owner):
                self._tell(job, number, result, raised)
        finally:
            self._look_who_settled()

    def _tell(self, job: _Job, number: int, result: object, raised: BaseException | None) -> None:
        overtaken = job.tag is not None and self._newest.get(job.tag) != number
        if isinstance(raised, DeskError):
            if not self.turned_away(raised) and not overtaken:
                (job.failed or self.trouble.emit)(raised)
        elif raised is not None:
            sys.excepthook(type(raised), raised, raised.__traceback__)
        elif not overtaken:
            job.done(result)

    def _look_who_settled(self) -> None:
        busy = {job.lane for job in self._jobs.values()}
        lasting = any(job.lasting for job in self._jobs.values())
        waiting, self._settling = self._settling, []
        for lane, then in waiting:
            if lasting or lane in busy:
                self._settling.append((lane, then))
            else:
                then()


class InlineTasks(Tasks):
    """Does the work at once, on the caller's thread: for tests and for pictures of the screens."""

    def _start(self, lane: str, number: int, work: Callable[[], Any]) -> None:
        self._ended.emit(number, *_outcome(work))


class Progress(QObject):
    """How far a long piece of work is, and a way to stop it.

    Created on the GUI thread; `report` and `cancelled` are called by the work on its own thread,
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
    """One worker thread and its waiting work."""

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
        """Removes waiting work; False if it has started or is not here."""
        with self._changed:
            for entry in self._waiting:
                if entry[0] == number:
                    self._waiting.remove(entry)
                    return True
        return False

    def rest(self) -> None:
        """Waits until its work is done."""
        done = threading.Event()
        self.put(0, done.set)
        done.wait()

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
            del work  # before the GUI thread gets the result: see _Job
            self._ended(number, result, raised)
            del result, raised


def _not_mine(_trouble: DeskError) -> bool:
    return False


def _within(owner: QObject, keeper: QObject) -> bool:
    """Whether `owner` is `keeper` or a part of it."""
    above: QObject | None = owner
    while above is not None and above is not keeper:
        above = above.parent()
    return above is keeper


def _outcome(work: Callable[[], Any]) -> tuple[object, BaseException | None]:
    """The only place where any exception is caught; the GUI thread tells errors from bugs."""
    try:
        return work(), None
    except Exception as raised:  # noqa: BLE001
        return None, raised
