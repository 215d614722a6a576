"""A data folder whose store is open: what every service is made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from cpdesk import paths
from cpdesk.clock import Clock
from cpdesk.models import key
from cpdesk.models.store import Store
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.district_terms import ImportedTerms, files_if_newer
from cpdesk.services.office import Office
from cpdesk.words import Words


@dataclass(frozen=True)
class OpenData:
    """`key_place` says where the store's key is kept: "keyring" or "file"."""

    folder: Path
    key_place: str
    store: Store
    clock: Clock
    terms: Terms
    words: Words
    auth: AuthContext

    @property
    def usual(self) -> tuple[Store, Clock, Terms]:
        """What most services are made with, beside `auth`."""
        return self.store, self.clock, self.terms


def open_data(folder: Path, clock: Clock, terms: Path | None, words: Words) -> OpenData:
    """Opens the folder's store, and creates it if it doesn't exist. `terms` is a folder of terms to
    try instead of the imported ones. The zone of `words` becomes the school's.

    DeskError for what can't be opened.
    """
    loaded = Terms.load(paths.resources() / "policy", *([terms] if terms else []))
    place = key.find_or_make(folder)
    store = Store.open(folder / "desk.db", place.key)
    if terms is None:
        loaded = ImportedTerms(loaded, partial(files_if_newer, store))
    data = OpenData(folder, place.where, store, clock, loaded, words, AuthContext(store))
    words.zone = ZoneInfo(Office(*data.usual, auth=data.auth).office().time_zone)
    return data
