"""One import at a time, whichever program on this computer runs it.

The system releases the lock when its process ends, however it ends. So a staged issue that is found
while holding the lock was left behind by an interrupted import.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpdesk.errors import DeskError
from cpdesk.words import N_


@contextmanager
def import_lock(store_path: Path) -> Iterator[None]:
    """Holds the lock beside the store; DeskError if another import holds it."""
    lock = os.open(store_path.with_name(store_path.name + ".import"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if not _taken(lock):
            raise DeskError(
                N_("Another window or program is importing a roster right now."),
                N_("Wait until it is done, then check what changed."),
            )
        yield
    finally:
        os.close(lock)  # releases the lock too


if sys.platform == "win32":
    import msvcrt

    def _taken(lock: int) -> bool:
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
