"""A thread that prints one thing after the other, and never keeps the program from ending."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue


class PrintLane:
    """Work in the order in which it came. A bug in one piece is reported as every thread's is;
    what waits behind it is still done."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._ended = threading.Event()
        self._start()

    def put(self, work: Callable[[], None]) -> None:
        """Does `work` after what is waiting."""
        self._waiting.put(work)

    def close(self) -> None:
        """The lane ends when what is waiting is done."""
        self._waiting.put(None)

    def wait(self, seconds: float) -> bool:
        """Whether the lane has ended within that time."""
        return self._ended.wait(seconds)

    def _start(self) -> None:
        threading.Thread(target=self._run, name=self._name, daemon=True).start()

    def _run(self) -> None:
        finished = False
        try:
            while (work := self._waiting.get()) is not None:
                work()
            finished = True
        finally:
            if finished:
                self._ended.set()
            else:
                self._start()
