"""The district's own terms: what a manager imported, over the terms that come with CPDesk.

A file that is only in the data folder changes nothing: a person who can write there is not someone
a decision could be explained by.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from cpdesk import plain_text
from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.record_of import record_of
from cpdesk.models.store import Store
from cpdesk.models.tables.terms_tables import terms_import
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms, TermsInForce, dated_terms
from cpdesk.records.terms import TermsImport
from cpdesk.services.auth_context import AuthContext, open_to_all, requires
from cpdesk.services.office import zone_of
from cpdesk.services.readers import bounds
from cpdesk.services.readers.bounds import TooLargeError, UnreadableError
from cpdesk.words import N_

LIMIT = 100_000  # bytes of a file; all terms together take less than a tenth of it
_LETTERS = 200  # of a source
_FRESH = 1.0  # seconds until another program's import is seen

_t = terms_import.c


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """The contents of one import, as TOML."""

    place: int
    source: str
    content: str


class ImportedTerms(Terms):
    """The shipped terms with everything imported into one data folder over them. `newer` gets a
    place and returns all imported files, in order, if one of them is newer than that place. `ticks`
    are seconds that only increase."""

    def __init__(
        self,
        shipped: Terms,
        newer: Callable[[int], tuple[ImportedFile, ...]],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(shipped.dated)
        self._shipped = shipped
        self._newer = newer
        self._ticks = ticks
        self._asked_at = -_FRESH
        self._place = 0  # the last import that is included here

    def on(self, day: date) -> TermsInForce:
        now = self._ticks()
        if now - self._asked_at >= _FRESH:
            self._read()  # if this fails nothing is answered: the shipped terms may be softer
            self._asked_at = now
        return super().on(day)

    def look_again(self) -> None:
        """Terms may have been imported just now."""
        self._asked_at = -_FRESH

    def _read(self) -> None:
        files = self._newer(self._place)
        if files:
            terms = self._shipped
            for one in files:
                terms = terms.with_file(one.content, one.source)
            self._place = files[-1].place
            self.take(terms)


class DistrictTerms:
    """Imports terms, and lists what was imported. `folder` is the data folder."""

    def __init__(
        self, store: Store, clock: Clock, terms: Terms, folder: Path, *, auth: AuthContext
    ) -> None:
        self._store = store
        self._clock = clock
        self._terms = terms
        self._folder = folder
        self._auth = auth

    @requires(Permission.TERMS)
    def import_file(self, path: Path, source: str, source_date: date) -> TermsImport:
        """The terms of this file count from now on, each from its own date. `source` says who
        issued the file, `source_date` when. The same file twice in a row is one import.

        DeskError if the file can't be read or names something that is not a term; then nothing is
        changed.
        """
        said = " ".join(source.split())
        _check_source(said)
        content, digest = _file(path)
        keys = tuple(dated_terms(content, str(path)))
        if not keys:
            raise DeskError(
                N_("{file} has no terms."),
                N_("Choose the terms file that the district sent."),
                file=str(path),
            )
        now, actor = self._clock.now(), self._auth.actor
        with self._store.write(actor.key) as tx:
            if source_date > now.astimezone(zone_of(tx)).date():
                raise DeskError(
                    N_("The date of the source, {day}, is in the future."),
                    N_("Enter the date the district issued these terms."),
                    day=source_date,
                )
            last = _rows(tx, limit=1)
            if last and last[0].sha256 == digest:
                return _record(last[0])
            row = {
                "place": newest_place(tx) + 1,
                "import_id": new_id(),
                "sha256": digest,
                "source": said,
                "source_date": source_date,
                "keys": list(keys),
                "content": content,
                "imported_at": now,
                "imported_by": actor.account_id,
                "imported_by_name": actor.name,
            }
            tx.execute(terms_import.insert(), row)
            journal.record(
                tx,
                at=now,
                use_case="terms.import",
                subject_id=str(row["import_id"]),
                payload={key: value for key, value in row.items() if key != "imported_by_name"},
                detail={"sha256": digest},
            )
            made = _record(_rows(tx, limit=1)[0])
        if isinstance(self._terms, ImportedTerms):
            self._terms.look_again()
        return made

    @requires(Permission.LOOK)
    def imports(self) -> tuple[TermsImport, ...]:
        """Everything that was imported, latest first."""
        with self._store.read() as tx:
            return tuple(_record(row) for row in _rows(tx))

    @open_to_all("whoever starts the program is told what does not count")
    def ignored_files(self) -> tuple[str, ...]:
        """Names of terms files that are in the data folder but not in use."""
        try:
            return tuple(sorted(file.name for file in (self._folder / "policy").glob("*.toml")))
        except OSError:
            return ()


def files_if_newer(store: Store, place: int) -> tuple[ImportedFile, ...]:
    """Every imported file, in order, if there is one after `place`; otherwise none."""
    with store.read() as tx:
        if newest_place(tx) <= place:
            return ()
        rows = tx.execute(select(_t.place, _t.source, _t.content).order_by(_t.place))
        return tuple(ImportedFile(row.place, row.source, row.content) for row in rows)


def newest_place(tx: Connection) -> int:
    """The place of the latest import; 0 before the first."""
    return tx.execute(select(func.max(_t.place))).scalar() or 0


def imports_after(tx: Connection, place: int) -> tuple[TermsImport, ...]:
    """What was imported after the import at this place, latest first."""
    return tuple(_record(row) for row in _rows(tx, after=place))


def _rows(tx: Connection, after: int = 0, limit: int | None = None) -> list[Any]:
    wanted = select(terms_import).where(_t.place > after).order_by(_t.place.desc()).limit(limit)
    return list(tx.execute(wanted))


def _record(row: Any) -> TermsImport:
    return record_of(TermsImport, row, imported_by=row.imported_by_name)


def _check_source(said: str) -> None:
    if not said:
        raise DeskError(
            N_("The source of these terms is missing."),
            N_("Enter where they come from, such as District memo 26-114."),
        )
    if len(said) > _LETTERS:
        raise DeskError(
            N_("The source can have at most {n} characters."), N_("Make it shorter."), n=_LETTERS
        )


def _file(path: Path) -> tuple[str, str]:
    """The text of a file and the SHA-256 of its bytes."""
    try:
        if not path.is_file():
            raise DeskError(
                N_("File not found: {file}."),
                N_("Check the file name and try again."),
                file=str(path),
            )
        content = bounds.read_file(path, LIMIT)
        text = content.decode("utf-8-sig")
        plain_text.check(text)
    except TooLargeError as trouble:
        raise DeskError(
            N_("{file} is too large to be a terms file."),
            N_("Choose the terms file that the district sent."),
            file=str(path),
        ) from trouble
    except (UnreadableError, OSError, ValueError) as trouble:
        raise DeskError(
            N_("Can’t read the terms in {file}."),
            N_("Check that it is a plain text file (.toml) and that you can open it."),
            file=str(path),
        ) from trouble
    return text, hashlib.sha256(content).hexdigest()
