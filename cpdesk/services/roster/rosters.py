"""Importing what the district sends: all of it or nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from cpdesk import paths
from cpdesk.clock import Clock
from cpdesk.errors import DeskError, Fault
from cpdesk.models.record_of import record_of
from cpdesk.models.store import Store
from cpdesk.models.tables.roster_tables import roster_issue
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.office import Counts, RosterSummary
from cpdesk.services.auth_context import AuthContext, open_to_all, requires
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.requests.flags import flag_changed
from cpdesk.services.roster import staging
from cpdesk.services.roster.counts import counts
from cpdesk.services.roster.draft import NO_ROSTER, Draft, draft, fillings, row_count
from cpdesk.services.roster.import_lock import import_lock
from cpdesk.services.roster.layout import FILES, MANIFEST
from cpdesk.services.roster.manifest import Manifest
from cpdesk.services.roster.post_import import PostImport
from cpdesk.services.school_context import ground_now
from cpdesk.words import N_

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Before:
    """The issue in use."""

    issue: int
    district: str
    sequence: int
    sample: bool


class Rosters:
    """`progress(done, total, stage)` hears about the stages reading, checking, staging, switching;
    `cancelled()` is asked now and then until the switch."""

    def __init__(
        self, store: Store, clock: Clock, *, auth: AuthContext, terms: Terms | None = None
    ) -> None:
        self._store = store
        self._auth = auth
        self._clock = clock
        self._terms = terms or Terms.shipped()

    @requires(Permission.ROSTER)
    def check(
        self,
        path: Path,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        switch_district: bool = False,
        sample: bool = False,
    ) -> RosterSummary:
        """What importing this roster would do. DeskError with every fault if it has any."""
        watch = _Watch(progress, cancelled)
        with _collector_at_rest():
            found, before, misfits = self._draft(path, watch, switch_district, sample)
            if misfits.count:
                raise _refused(path, misfits, watch.first)
            post_import = PostImport(found)
            post_import.finish()
            with self._store.read() as tx:
                old = before.issue if before else None
                counted = tuple(counts(tx, old, filling) for filling in fillings(found))
        return _summary(found, counted, post_import, checked_only=True)

    @requires(Permission.ROSTER)
    def take_in(
        self,
        path: Path,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        switch_district: bool = False,
        sample: bool = False,
        school: str = "",
    ) -> RosterSummary:
        """Replaces the previous roster with this one.

        DeskError with every fault if it has any: then, and also after a stop, a crash or any other
        trouble, the previous roster stays in use. `switch_district` allows a different district
        than before; any district may follow the sample. `sample` is for the sample district that
        ships with the program: its dates stay as they are, and it can be imported after its
        `valid_until`. `school` is for setting up a desk: the roster must contain this school, and
        if exactly this roster is already in use it stays, with the summary from its import.
        """
        watch = _Watch(progress, cancelled)
        with import_lock(self._store.path), _collector_at_rest():
            sample = sample or _ships(path)
            found, before, misfits = self._draft(path, watch, switch_district, sample)
            if school and school not in found.sheets["schools.csv"]["school_id"]:
                raise DeskError(
                    N_("School {school} is not on the roster {name}, which was not imported."),
                    N_("Choose a school on the roster. School IDs are in schools.csv."),
                    school=school,
                    name=Path(path).name,
                )
            kept = self._same(found, before) if school else None
            if kept is not None:
                return kept
            if misfits.count:
                raise _refused(path, misfits, watch.first)
            staging.sweep(self._store)
            summary = self._staged(found, before, watch, sample)
            staging.sweep(self._store)
        watch.done("switching")
        return summary

    @open_to_all("the start of the program takes away what no roster in force needs")
    def sweep(self) -> None:
        """Deletes what an interrupted import left; for the start of the program."""
        try:
            with import_lock(self._store.path):
                staging.sweep(self._store)
        except DeskError:
            pass  # another program is importing, and sweeps when it is done

    @requires(Permission.LOOK)
    def last_summary(self) -> RosterSummary | None:
        """The summary of the import of the roster in use."""
        with self._store.read() as tx:
            found = tx.execute(
                select(roster_issue).where(roster_issue.c.state == "current")
            ).first()
        return None if found is None else _remembered(found)

    def _draft(
        self, path: Path, watch: _Watch, switch_district: bool, sample: bool
    ) -> tuple[Draft, _Before | None, FaultList]:
        """The roster, the issue in use, and why the roster may not follow it."""
        faults, misfits = FaultList(), FaultList()
        before, now = self._before(), self._clock.now()
        watch.first = before is None
        sample = sample or _ships(path)
        found = draft(
            Path(path),
            faults,
            watch,
            lambda about: _fits(about, before, now, switch_district, sample, misfits),
        )
        if found is None or faults.count:
            faults.extend(misfits)
            raise _refused(path, faults, watch.first)
        return found, before, misfits

    def _same(self, found: Draft, before: _Before | None) -> RosterSummary | None:
        """The summary of the issue in use, if it is exactly this roster."""
        about = found.manifest
        if before is None or (before.district, before.sequence) != (about.district, about.sequence):
            return None
        with self._store.read() as tx:
            for filling in fillings(found):
                one = counts(tx, before.issue, filling)
                if one.added or one.changed or one.withdrawn:
                    return None
        return self.last_summary()

    def _before(self) -> _Before | None:
        of = roster_issue.c
        with self._store.read() as tx:
            found = tx.execute(
                select(of.issue, of.district, of.sequence, of.sample).where(of.state == "current")
            ).first()
        return None if found is None else _Before(*found)

    def _staged(
        self, found: Draft, before: _Before | None, watch: _Watch, sample: bool
    ) -> RosterSummary:
        old = before.issue if before else None
        counted: list[Counts] = []
        watch.begin(row_count(found), "staging")
        now = self._clock.now()
        try:
            issue = staging.begin(self._store, found, now, sample)
            post_import = PostImport(found)
            pace = staging.Pace(post_import.rest)
            for filling in fillings(found):
                with self._store.read() as tx:
                    counted.append(counts(tx, old, filling))
                staging.stage(self._store, issue, filling, pace, watch.more)
            post_import.finish_names()
            pace = staging.Pace(post_import.rest)
            staging.stage_names(self._store, issue, post_import.names, pace, watch.more)
            post_import.finish()
            summary = _summary(found, tuple(counted), post_import, checked_only=False)
            watch.begin(1, "switching")
            staging.switch(
                self._store,
                issue,
                old,
                now,
                asdict(summary),
                by=self._auth.key,
                then=lambda tx: self._flag(tx, now),
            )
        except DeskError:
            staging.sweep(self._store)
            raise
        return summary

    def _flag(self, tx: Connection, now: datetime) -> None:
        """Approved meetings that the new roster's day plan moves into class time wait again."""
        try:
            school_context = ground_now(tx)
        except DeskError:
            return  # this desk has no school yet, or the roster left it out: no one can check in
        flag_changed(tx, school_context, self._terms, now)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection in the meantime: some hundred thousand rows are created and none is
    garbage, and searching all of them again and again would cost a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Watch:
    """Reports progress, and stops if someone asked for it."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self.first = True  # there is no roster yet that would stay in use
        self._progress = progress
        self._cancelled = cancelled
        self._done = self._total = 0
        self._stage = ""

    def __call__(self, done: int, total: int, stage: str) -> None:
        if self._cancelled and self._cancelled():
            raise DeskError(N_("The import was stopped."), _nothing_changed(self.first))
        if self._progress:
            self._progress(done, total, stage)

    def begin(self, total: int, stage: str) -> None:
        self._done, self._total, self._stage = 0, total, stage
        self(0, total, stage)

    def more(self, rows: int) -> None:
        self._done += rows
        self(self._done, self._total, self._stage)

    def done(self, stage: str) -> None:
        """The end, which no one can stop anymore."""
        if self._progress:
            self._progress(1, 1, stage)


def _ships(path: Path) -> bool:
    """Whether this is the sample district that ships with the program, chosen by its folder."""
    try:
        return Path(path).samefile(paths.resources() / "sample")
    except (OSError, ValueError):
        return False  # what is wrong with the path is reported where it is read


def _fits(
    about: Manifest,
    before: _Before | None,
    now: datetime,
    switch_district: bool,
    sample: bool,
    faults: FaultList,
) -> None:
    """Whether this roster may follow the one in use, today."""
    if before is not None and before.district != about.district:
        if not (switch_district or (before.sample and not sample)):
            faults.add(
                MANIFEST,
                0,
                "district",
                N_("This roster is from another district, {district}. Until now it was {before}."),
                N_("Choose the roster from {before}, or switch districts if you mean to."),
                district=about.district,
                before=before.district,
            )
    elif before is not None and about.sequence <= before.sequence:
        faults.add(
            MANIFEST,
            0,
            "sequence",
            N_("Roster number {sequence} is older than the one in use, number {before}.")
            if about.sequence < before.sequence
            else N_("A roster with this number, {before}, is already in use."),
            N_("Ask the district for its newest roster."),
            sequence=about.sequence,
            before=before.sequence,
        )
    today = now.astimezone(ZoneInfo(about.time_zone)).date()
    if about.valid_until is not None and about.valid_until < today and not sample:
        faults.add(
            MANIFEST,
            0,
            "valid_until",
            N_("The roster was valid only through {until}."),
            N_("Ask the district for its newest roster, or correct the date on this computer."),
            until=about.valid_until,
        )


def _refused(path: Path, faults: FaultList, first: bool) -> DeskError:
    """If the folder or file is not a roster at all, that is the only trouble; otherwise every
    problem is listed. `first`: there is no roster yet."""
    name = Path(path).name
    found = faults.all(FILES)
    if len(found) == 1 and found[0].says == NO_ROSTER:
        return DeskError(found[0].says, found[0].do, name=name)
    return DeskError(
        N_("The roster “{name}” was not imported. Problems found: {n}."),
        N_("Send this list to the person who made the roster. Nothing was imported.")
        if first
        else N_("Send this list to the person who made the roster. The old one stays in use."),
        faults=found,
        name=name,
        n=faults.count,
    )


def _nothing_changed(first: bool) -> str:
    return N_("Nothing was imported.") if first else N_("The old roster stays in use.")


def _summary(
    of: Draft, counted: tuple[Counts, ...], post_import: PostImport, *, checked_only: bool
) -> RosterSummary:
    return record_of(
        RosterSummary,
        of.manifest,
        checked_only=checked_only,
        counts=counted,
        remarks=post_import.remarks.all(FILES),
        notes=of.notes,
    )


def _remembered(found: Any) -> RosterSummary:
    kept = found.summary
    remarks, notes = (
        tuple(
            Fault(**{**line, "facts": tuple((name, _fact(fact)) for name, fact in line["facts"])})
            for line in kept[name]
        )
        for name in ("remarks", "notes")
    )
    return record_of(
        RosterSummary,
        found,
        checked_only=False,
        counts=tuple(Counts(**line) for line in kept["counts"]),
        remarks=remarks,
        notes=notes,
    )


def _fact(kept: object) -> object:
    """JSON has no tuples."""
    return tuple(kept) if isinstance(kept, list) else kept
