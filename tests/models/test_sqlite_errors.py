"""What an error of the system means to the person at the desk."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from cpdesk.models import sqlite_errors


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EACCES, "CPDesk can’t save its data"),
        (errno.EROFS, "CPDesk can’t save its data"),
    ],
)
def test_a_full_disk_is_not_taken_for_a_folder_that_may_not_be_written(
    number: int, says: str
) -> None:
    said = sqlite_errors.refused(OSError(number, "refused"), Path("/srv/data/desk.db"))
    assert str(said).startswith(says)
    assert "/srv/data" in str(said)
