"""The recovery key: the one way back to a desk's data when the computer has lost its key."""

from __future__ import annotations

from pathlib import Path

from cpdesk.errors import DeskError
from cpdesk.models import key
from cpdesk.words import N_


class Recovery:
    """Of one data folder. Needs no open store: where the key is lost there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def code(self) -> str:
        """The groups to be printed, with spaces between them."""
        found = key.find(self._folder)
        if found is None:
            raise DeskError(
                N_("There is no key to the data in {folder} on this computer."),
                N_("Print the recovery key on the computer where the desk works."),
                folder=str(self._folder),
            )
        return key.recovery_code(found.key)

    def is_lost(self) -> bool:
        """Whether there is data, and no key that could open it."""
        return key.has_data(self._folder) and key.find(self._folder) is None

    def restore(self, code: str) -> str:
        """Puts the key of a printed code in its place: keyring or file. DeskError names the group
        that was mistyped, or says that the code belongs to other data."""
        return key.restore(self._folder, code).where
