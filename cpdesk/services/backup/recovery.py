"""The recovery key: the only way back to a desk's data when the computer has lost its key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cpdesk.errors import DeskError
from cpdesk.lazy_modules import LazyPackage
from cpdesk.models import key
from cpdesk.policy.permissions import Permission
from cpdesk.services.auth_context import AuthContext, open_to_all, requires
from cpdesk.words import N_

if TYPE_CHECKING:
    import cpdesk.models.store

    models = cpdesk.models
else:  # the window does not wait for it
    models = LazyPackage("cpdesk.models")


class Recovery:
    """For one data folder. Needs no open store: if the key is lost, there is none."""

    def __init__(self, folder: Path, *, auth: AuthContext) -> None:
        self._folder = folder
        self._auth = auth

    @requires(Permission.RECOVERY_KEY)
    def code(self) -> str:
        """The groups to print, separated by spaces."""
        found = key.find(self._folder) if key.has_data(self._folder) else None
        if found is None:
            raise self._no_key()
        return key.recovery_code(found.key)

    def _no_key(self) -> DeskError:
        do = N_("Print the recovery key on the computer that runs CPDesk for the front desk.")
        return key.missing(self._folder, do)

    @open_to_all("where the key is lost nobody can sign in")
    def is_lost(self) -> bool:
        """Whether there is data, but no key that could open it."""
        return key.has_data(self._folder) and key.find(self._folder) is None

    @open_to_all("tells whether anybody could sign in at all")
    def must_open(self) -> None:
        """Returns if there is data and this computer's key opens it; otherwise DeskError. Only the
        data knows who may see its key."""
        if not key.has_data(self._folder):
            raise DeskError(
                N_("No CPDesk data was found in {folder}, so it has no recovery key to show."),
                N_("Choose the CPDesk data folder with --data."),
                folder=str(self._folder),
            )
        found = key.find(self._folder)
        if found is None:
            raise self._no_key()
        if not models.store.fits(self._folder / "desk.db", found.key):
            raise DeskError(
                N_("The key on this computer doesn’t open the data in {folder}."),
                N_("Restore a backup, or enter the recovery key printed for this data."),
                folder=str(self._folder),
            )

    @open_to_all("where the key is lost nobody can sign in; the code itself is the proof")
    def restore(self, code: str) -> str:
        """Puts the key from a printed code back in place: keyring or file. DeskError names the
        group that was mistyped, or says that the code belongs to other data."""
        return key.restore(self._folder, code).where
