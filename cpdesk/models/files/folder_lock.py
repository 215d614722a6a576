"""Who has a data folder open: many programs at once, or a single one that changes what is in it.

The lock is the system's and ends with the process, however it ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
    import time

    _SLOTS = 64  # a byte for each program; a program that is alone holds all of them

    class _Lock:
        def __init__(self, folder: Path) -> None:
            self._handle = os.open(folder / "desk.lock", os.O_CREAT | os.O_RDWR)

        def alone(self) -> bool:
            return self._take(0, _SLOTS)

        def shared(self, *, wait: bool) -> bool:
            while not any(self._take(slot, 1) for slot in range(_SLOTS)):
                if not wait:
                    return False
                time.sleep(0.05)
            return True

        def no_longer_alone(self) -> None:
            os.lseek(self._handle, 0, os.SEEK_SET)
            msvcrt.locking(self._handle, msvcrt.LK_UNLCK, _SLOTS)
            self.shared(wait=True)

        def release(self) -> None:
            os.close(self._handle)

        def _take(self, first: int, count: int) -> bool:
            os.lseek(self._handle, first, os.SEEK_SET)
            try:
                msvcrt.locking(self._handle, msvcrt.LK_NBLCK, count)
            except OSError:
                return False
            return True

else:
    import fcntl

    class _Lock:
        """On the folder itself, which can be locked even if it can't be written to."""

        def __init__(self, folder: Path) -> None:
            self._handle = os.open(folder, os.O_RDONLY)

        def alone(self) -> bool:
            return self._take(fcntl.LOCK_EX | fcntl.LOCK_NB)

        def shared(self, *, wait: bool) -> bool:
            return self._take(fcntl.LOCK_SH | (0 if wait else fcntl.LOCK_NB))

        def no_longer_alone(self) -> None:
            self.shared(wait=True)

        def release(self) -> None:
            os.close(self._handle)

        def _take(self, how: int) -> bool:
            try:
                fcntl.flock(self._handle, how)
            except BlockingIOError:
                return False
            return True


class FolderLock:
    """Hold it as long as the folder's data is open; `release` it, once or more often."""

    def __init__(self, lock: _Lock) -> None:
        self._lock: _Lock | None = lock

    @classmethod
    def shared(
        cls, folder: Path, when_alone: Callable[[], None], settled: Callable[[], bool]
    ) -> FolderLock:
        """Shared with others. If no one else is here, this program first looks alone at what a
        crash may have left (`when_alone`); if someone else is here, they have. At the end,
        `settled` is asked whether there is nothing to look at after all."""
        lock = _Lock(folder)
        try:
            while True:
                if lock.alone():
                    when_alone()
                    lock.no_longer_alone()
                elif not lock.shared(wait=False):
                    lock.shared(wait=True)  # someone is alone here; look once they are done
                    continue
                if settled():
                    return cls(lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def alone(cls, folder: Path) -> FolderLock | None:
        """Exclusive; None while there are others."""
        lock = _Lock(folder)
        if lock.alone():
            return cls(lock)
        lock.release()
        return None

    def release(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(OSError):
                lock.release()
